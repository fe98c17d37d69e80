/* anova.c - analyses of variance from the sizes, means and variances of groups. */
#include <math.h>
#include <stdbool.h>

#include "stats/groups.h"
#include "stats/tail.h"

static const struct stats_means_test no_answer = { NAN, NAN, NAN, NAN, NAN, NAN };

/* A spread below this part of the mean is rounding. */
static const double rounding = 1e-12;

static double variance(struct stats_mean g)
{
	double least = rounding * fabs(g.mean);

	if (!(g.n > 1))
		return 0;
	return g.variance > least * least ? g.variance : 0;
}

static double mean_of_all(const struct stats_mean *groups, size_t k)
{
	double n = 0, total = 0;

	for (size_t i = 0; i < k; i++)
		if (groups[i].n > 0) {
			n += groups[i].n;
			total += groups[i].n * groups[i].mean;
		}
	return total / n;
}

struct squares {
	double groups, n, between, within;
};

static struct squares squares_of(const struct stats_mean *groups, size_t k)
{
	struct squares s = { 0, 0, 0, 0 };
	double centre = mean_of_all(groups, k);

	for (size_t i = 0; i < k; i++) {
		double off = groups[i].mean - centre;

		if (!(groups[i].n > 0))
			continue;
		s.groups++;
		s.n += groups[i].n;
		if (fabs(off) > rounding * fabs(centre))
			s.between += groups[i].n * off * off;
		s.within += (groups[i].n - 1) * variance(groups[i]);
	}
	return s;
}

struct stats_means_test stats_anova(const struct stats_mean *groups, size_t k)
{
	struct squares s = squares_of(groups, k);
	struct stats_means_test t = no_answer;
	double error = s.within / (s.n - s.groups);

	if (!(s.groups >= 2 && s.between + s.within > 0))
		return no_answer;
	t.eta_squared = s.between / (s.between + s.within);
	if (!(s.n > s.groups && s.within > 0))
		return t;
	t.df_between = s.groups - 1;
	t.df_within = s.n - s.groups;
	t.f = s.between / t.df_between / error;
	t.p = stats_p_of_f(t.f, t.df_between, t.df_within);
	t.omega_squared = fmax(0, (s.between - t.df_between * error) / (s.between + s.within + error));
	return t;
}

/* Has this group a place in Welch's test? */
static bool varies(struct stats_mean g)
{
	return g.n > 1 && variance(g) > 0;
}

static double weight(struct stats_mean g)
{
	return g.n / variance(g);
}

/* Groups count by the certainty of their mean, n / s^2. */
struct certainty {
	double groups, weight, mean, between;
};

static struct certainty certainty_of(const struct stats_mean *groups, size_t k)
{
	struct certainty c = { 0, 0, 0, 0 };

	/* Mean and squares in one go, as Welford and West do it. */
	for (size_t i = 0; i < k; i++) {
		double off = groups[i].mean - c.mean, part;

		if (!varies(groups[i]))
			continue;
		c.groups++;
		c.weight += weight(groups[i]);
		part = weight(groups[i]) / c.weight;
		c.mean += part * off;
		c.between += weight(groups[i]) * (1 - part) * off * off;
	}
	return c;
}

struct stats_means_test stats_anova_welch(const struct stats_mean *groups, size_t k)
{
	struct stats_means_test t = stats_anova(groups, k), none = no_answer;
	struct certainty c = certainty_of(groups, k);
	double doubt = 0, square = c.groups * c.groups - 1;

	if (c.groups < 2) {
		none.eta_squared = t.eta_squared;
		none.omega_squared = t.omega_squared;
		return none;
	}
	for (size_t i = 0; i < k; i++)
		if (varies(groups[i]))
			doubt += pow(1 - weight(groups[i]) / c.weight, 2) / (groups[i].n - 1);
	t.df_between = c.groups - 1;
	t.df_within = square / (3 * doubt);
	t.f = c.between / t.df_between / (1 + 2 * (c.groups - 2) * doubt / square);
	t.p = stats_p_of_f(t.f, t.df_between, t.df_within);
	return t;
}
