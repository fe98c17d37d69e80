/* correlate.c - correlations and their tests. */
#include "stats/correlate.h"

#include <math.h>

#include "stats/ranks.h"
#include "stats/tail.h"

/* A spread below this part of the mean is rounding. */
static const double rounding = 1e-12;

static double weight_of(const double *weight, size_t i)
{
	return weight ? weight[i] : 1;
}

static double mean(const double *values, const double *weight, size_t n)
{
	double total = 0, sum = 0;

	for (size_t i = 0; i < n; i++) {
		double w = weight_of(weight, i);

		/* What has no weight may be NaN. */
		if (w == 0)
			continue;
		total += w > 0 ? w : NAN;
		sum += w * values[i];
	}
	return sum / total;
}

/* Weighted mean product of deviations from the means. */
static double covariance(const double *x, const double *y, const double *weight, size_t n)
{
	double mean_x = mean(x, weight, n), mean_y = mean(y, weight, n), total = 0, sum = 0;

	for (size_t i = 0; i < n; i++) {
		double w = weight_of(weight, i);

		if (w == 0)
			continue;
		total += w;
		sum += w * (x[i] - mean_x) * (y[i] - mean_y);
	}
	return sum / total;
}

/* 0 when it is nothing but rounding. */
static double variance(const double *values, const double *weight, size_t n)
{
	double least = rounding * fabs(mean(values, weight, n)), v = covariance(values, values, weight, n);

	return v <= least * least ? 0 : v;
}

double stats_pearson(const double *x, const double *y, const double *weight, size_t n)
{
	double deviations = sqrt(variance(x, weight, n)) * sqrt(variance(y, weight, n));
	double r = covariance(x, y, weight, n) / deviations;

	if (!(deviations > 0))
		return NAN;
	return r > 1 ? 1 : r < -1 ? -1 : r;
}

static struct interval around(double r, double standard_error, double level)
{
	double half = stats_z(level) * standard_error;

	if (!(half > 0))
		return (struct interval){ NAN, NAN };
	return (struct interval){ tanh(atanh(r) - half), tanh(atanh(r) + half) };
}

struct stats_correlation stats_pearson_test(double r, double n, double level)
{
	struct stats_correlation c = { r, n, NAN, n - 2, NAN, { NAN, NAN } };

	if (!(fabs(r) <= 1 && n > 2))
		return c;
	c.statistic = r * sqrt((n - 2) / (1 - r * r));
	c.p = stats_p_of_t(c.statistic, c.df);
	if (n > 3)
		c.interval = around(r, 1 / sqrt(n - 3), level);
	return c;
}

struct stats_correlation stats_spearman(struct arena *scratch, const double *x, const double *y, size_t n, double level)
{
	double *rank_x = ARENA_ARRAY(scratch, n, double), *rank_y = ARENA_ARRAY(scratch, n, double), rho = NAN;
	struct stats_correlation c;

	if (stats_ranks(scratch, x, n, rank_x) && stats_ranks(scratch, y, n, rank_y))
		rho = stats_pearson(rank_x, rank_y, NULL, n);
	c = stats_pearson_test(rho, (double)n, level);
	if (n > 3)
		c.interval = around(rho, sqrt((1 + rho * rho / 2) / ((double)n - 3)), level);
	return c;
}

struct stats_correlation stats_kendall(struct arena *scratch, const double *x, const double *y, size_t n, double level)
{
	struct stats_concordance k = stats_concordance(scratch, x, y, n);
	struct stats_correlation c = { NAN, (double)n, NAN, INFINITY, NAN, { NAN, NAN } };
	double tau = k.s / sqrt(k.pairs_x) / sqrt(k.pairs_y);

	if (!(k.pairs_x > 0 && k.pairs_y > 0))
		return c;
	c.r = fabs(tau) > 1 ? copysign(1, tau) : tau;
	c.statistic = k.s / sqrt(k.variance);
	c.p = stats_p_of_z(c.statistic);
	if (n > 4)
		c.interval = around(c.r, sqrt(0.437 / (c.n - 4)), level);
	return c;
}
