#include "stats/decompose.h"

#include <math.h>
#include <stdbool.h>

#include "stats/tail.h"

/* ---- within and mix -------------------------------------------------------------------------- */

static struct stats_group_sums sums_of_all(const struct stats_group_sums *groups, size_t n)
{
	struct stats_group_sums all = { { 0 }, { 0 } };

	for (size_t g = 0; g < n; g++)
		for (int t = 0; t < STATS_PERIODS; t++) {
			all.sum[t] += groups[g].sum[t];
			all.base[t] += groups[g].base[t];
		}
	return all;
}

static struct stats_change_parts parts_of(const struct stats_group_sums *g, const struct stats_group_sums *all,
					  double factor)
{
	double share[STATS_PERIODS], value[STATS_PERIODS], middle = 0, moved;
	bool both = true;

	for (int t = 0; t < STATS_PERIODS; t++) {
		share[t] = g->base[t] / all->base[t];
		value[t] = factor * g->sum[t] / g->base[t];
		middle += factor * all->sum[t] / all->base[t] / 2;
		both = both && g->base[t] != 0;
	}
	moved = share[STATS_NOW] - share[STATS_BEFORE];
	if (both)
		return (struct stats_change_parts){ (share[STATS_NOW] + share[STATS_BEFORE]) / 2 *
							    (value[STATS_NOW] - value[STATS_BEFORE]),
						    ((value[STATS_NOW] + value[STATS_BEFORE]) / 2 - middle) * moved };
	/* The same sum of both parts, without a value of the group: share times value is its sum over the base of all. */
	return (struct stats_change_parts){ 0, factor * g->sum[STATS_NOW] / all->base[STATS_NOW] -
						       factor * g->sum[STATS_BEFORE] / all->base[STATS_BEFORE] -
						       middle * moved };
}

double stats_decompose(const struct stats_group_sums *groups, size_t n, double factor, struct stats_change_parts *parts)
{
	struct stats_group_sums all = sums_of_all(groups, n);

	if (all.base[STATS_NOW] == 0 || all.base[STATS_BEFORE] == 0)
		return NAN;
	for (size_t g = 0; g < n; g++) {
		struct stats_change_parts p = parts_of(&groups[g], &all, factor);

		parts[g].within += p.within;
		parts[g].mix += p.mix;
	}
	return factor * all.sum[STATS_NOW] / all.base[STATS_NOW] -
	       factor * all.sum[STATS_BEFORE] / all.base[STATS_BEFORE];
}

/* ---- chance ---------------------------------------------------------------------------------- */

double stats_jackknife_variance(const double *left_out, size_t n)
{
	double mean = 0, spread = 0;

	for (size_t i = 0; i < n; i++)
		mean += left_out[i] / (double)n;
	for (size_t i = 0; i < n; i++)
		spread += (left_out[i] - mean) * (left_out[i] - mean);
	return spread * (double)(n - 1) / (double)n;
}

struct stats_beyond_test stats_beyond_test(const double *excess, const double *variance, const double *weight, size_t n,
					   size_t replicates)
{
	struct stats_beyond_test t = { NAN, NAN, NAN, NAN, NAN };
	double squares = 0, noise = 0;
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (!(weight[i] > 0))
			continue;
		k++;
		squares += excess[i] * excess[i] / weight[i];
		noise += variance[i] / weight[i];
	}
	if (k < 2 || !(noise > 0))
		return t;
	t.df_between = (double)(k - 1);
	t.df_within = t.df_between * (double)(replicates - 1);
	t.noise = noise / t.df_between;
	t.f = squares / noise;
	t.p = stats_p_of_f(t.f, t.df_between, t.df_within);
	return t;
}

double stats_beyond_p(double excess, double weight, double noise, size_t n, size_t replicates)
{
	double spread = sqrt(weight * (1 - weight) * noise), p;

	if (!(spread > 0))
		return NAN;
	p = stats_p_of_t(excess / spread, (double)(replicates - 1)) * (double)n;
	return p < 1 ? p : 1;
}
