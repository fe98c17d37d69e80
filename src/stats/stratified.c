#include "stats/stratified.h"

#include <math.h>
#include <stdbool.h>

#include "stats/compare_int.h"

double stats_mix_weight(const struct stats_stratum *s, enum stats_mix mix)
{
	double both = s->weight_a + s->weight_b;

	return mix == STATS_MIX_BOTH ? both : s->weight_a * s->weight_b / both;
}

static const struct stats_mean *side(const struct stats_stratum *s, bool second)
{
	return second ? &s->b : &s->a;
}

/* Variance within the strata of a side, all together. */
struct pooled {
	double df, variance;
	bool all_alike; /* in every stratum: VARIANCE is the fallback */
};

static struct pooled within(const struct stats_stratum *s, size_t n, bool second, double fallback)
{
	double df = 0, squares = 0;

	for (size_t i = 0; i < n; i++) {
		const struct stats_mean *m = side(&s[i], second);
		double variance = stats_mean_variance(*m);

		if (isnan(variance))
			continue;
		df += m->n - 1;
		squares += (m->n - 1) * variance;
	}
	if (squares > 0)
		return (struct pooled){ df, squares / df, false };
	return (struct pooled){ df, df > 0 || fallback > 0 ? fallback : NAN, true };
}

/* Sums over strata and sides of squared standard errors, and of their squares over degrees of freedom. */
struct spread {
	double variance, over_df;
};

static void add_spread(struct spread *sum, const struct stats_mean *m, const struct pooled *pooled, double share)
{
	double variance = stats_mean_variance(*m), df = m->n - 1, own;

	if (isnan(variance)) {
		variance = pooled->variance;
		df = pooled->df;
	} else if (pooled->all_alike) {
		variance = pooled->variance;
	}
	own = share * share * variance / fmax(m->n, 1);
	sum->variance += own;
	sum->over_df += own * own / fmax(df, 1);
}

struct stats_standardized stats_standardize(const struct stats_stratum *s, size_t n, enum stats_mix mix,
					    const double fallback[2], double level)
{
	struct pooled pooled[2] = { within(s, n, false, fallback[0]), within(s, n, true, fallback[1]) };
	struct stats_standardized out = { 0 };
	struct spread sum = { 0 };
	double all = 0;

	for (size_t i = 0; i < n; i++)
		all += stats_mix_weight(&s[i], mix);
	for (size_t i = 0; i < n; i++) {
		double share = stats_mix_weight(&s[i], mix) / all;

		out.a += share * s[i].a.mean;
		out.b += share * s[i].b.mean;
		add_spread(&sum, &s[i].a, &pooled[0], share);
		add_spread(&sum, &s[i].b, &pooled[1], share);
	}
	if (n == 0)
		out.a = out.b = NAN;
	out.difference = stats_difference_test(out.a - out.b, sqrt(sum.variance),
					       sum.variance * sum.variance / sum.over_df, level);
	return out;
}

struct stats_comparison stats_difference_of_differences(const struct stats_estimate own[2],
							const struct stats_estimate other[2], double level)
{
	const struct stats_estimate *cells[4] = { &own[0], &own[1], &other[0], &other[1] };
	double variance = 0, over_df = 0;

	for (int i = 0; i < 4; i++) {
		double v = cells[i]->standard_error * cells[i]->standard_error;

		variance += v;
		over_df += v * v / cells[i]->df; /* nothing where that is infinite */
	}
	return stats_difference_test((own[0].value - own[1].value) - (other[0].value - other[1].value), sqrt(variance),
				     variance * variance / over_df, level);
}
