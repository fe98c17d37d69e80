/* test_stats_correlate.c - correlations and their tests give the published numbers. */
#include "unit/test_stats_close.h"

#include "stats/correlate.h"
#include "stats/ranks.h"

/* W-M13 */
static void pearson(void **state)
{
	static const double x[] = { 1, 2, 3, 4, 5 }, y[] = { 2, 4, 5, 4, 5 };
	double r = stats_pearson(x, y, NULL, 5);
	struct stats_correlation c = stats_pearson_test(r, 5, 0.95);

	(void)state;
	assert_close(c.r, sqrt(0.6), 1e-15);
	assert_close(c.statistic, 3 / sqrt(2), 1e-14);
	assert_close(c.df, 3, 0);
	assert_interval(c.interval, -0.34008, 0.98424, 5e-6);
}

/* W-M15 */
static void weighted_pearson(void **state)
{
	static const double x[] = { 3, 4, 5, 4, 6, 7 }, y[] = { 6, 7, 8, 6, 9, 8 };
	static const double w[] = { 1, 2, 1, 3, 1, 2 }, w_7[] = { 7, 14, 7, 21, 7, 14 };

	(void)state;
	assert_close(stats_pearson(x, y, w, 6), 0.8086273751610707, 1e-14);
	assert_close(stats_pearson(x, y, w_7, 6), 0.8086273751610707, 1e-14);
}

/* A weight that counts is as many rows; one of 0 is none, whatever stands there. */
static void weights_are_rows(void **state)
{
	static const double x[] = { 1, 2, 4, NAN }, y[] = { 2, 1, 5, 3 }, w[] = { 1, 2, 1, 0 };
	static const double rows_x[] = { 1, 2, 2, 4 }, rows_y[] = { 2, 1, 1, 5 }, negative[] = { 1, 2, -1, 0 };

	(void)state;
	assert_close(stats_pearson(x, y, w, 4), stats_pearson(rows_x, rows_y, NULL, 4), 1e-15);
	assert_true(isnan(stats_pearson(x, y, negative, 4)));
}

static void a_perfect_correlation(void **state)
{
	static const double x[] = { 1, 2, 3, 4 };
	struct stats_correlation c = stats_pearson_test(stats_pearson(x, x, NULL, 4), 4, 0.95);

	(void)state;
	assert_close(c.r, 1, 1e-15);
	assert_close(c.p, 0, 1e-12);
	assert_interval(c.interval, 1, 1, 1e-6);
}

static void what_does_not_vary_goes_with_nothing(void **state)
{
	static const double x[] = { 1, 2, 3, 4, 5 }, y[] = { 1.4, 1.4, 1.4, 1.4, 1.4 }, gap[] = { 1, NAN, 3, 4, 5 };

	assert_true(isnan(stats_pearson(x, y, NULL, 5)));
	assert_true(isnan(stats_spearman(*state, x, y, 5, 0.95).p));
	assert_true(isnan(stats_kendall(*state, x, y, 5, 0.95).r));
	assert_true(isnan(stats_pearson(x, gap, NULL, 5)));
	assert_true(isnan(stats_spearman(*state, x, gap, 5, 0.95).r));
	assert_true(isnan(stats_kendall(*state, x, gap, 5, 0.95).r));
	assert_true(isnan(stats_kendall(*state, x, y, 0, 0.95).r));
	assert_true(isnan(stats_spearman(*state, x, y, 0, 0.95).r));
	assert_true(isnan(stats_pearson_test(0.5, 2, 0.95).p));
	assert_no_interval(stats_pearson_test(0.5, 3, 0.95).interval);
}

/* Hollander and Wolfe (1973), tuna: the example of R's cor.test; T = 26 of 36 pairs agree, tau = 0.4444, rho = 0.6. */
static const double lightness[] = { 44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1 };
static const double quality[] = { 2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8 };

static void kendall(void **state)
{
	struct stats_correlation c = stats_kendall(*state, lightness, quality, 9, 0.95);

	assert_close(c.r, 16 / 36.0, 1e-15);
	assert_close(c.statistic, 16 / sqrt(92), 1e-14);
	assert_close(c.p, 0.09529283802345662, 1e-12);
	assert_true(c.interval.low < c.r && c.r < c.interval.high);
}

static void spearman(void **state)
{
	struct stats_correlation c = stats_spearman(*state, lightness, quality, 9, 0.95);

	assert_close(c.r, 0.6, 1e-14);
	assert_close(c.statistic, 0.6 * sqrt(7 / 0.64), 1e-13);
	assert_close(c.df, 7, 0);
	assert_interval(c.interval, tanh(atanh(0.6) - 1.959963984540054 * sqrt(1.18 / 6)),
			tanh(atanh(0.6) + 1.959963984540054 * sqrt(1.18 / 6)), 1e-12);
}

/* Satisfaction on scales of five: many ties; counted pair by pair apart from this program. */
static const double ties_x[] = { 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5, 5 };
static const double ties_y[] = { 2, 1, 2, 3, 2, 4, 3, 5, 4, 5, 5, 3 };

static void kendall_with_ties(void **state)
{
	struct stats_correlation c = stats_kendall(*state, ties_x, ties_y, 12, 0.95);

	assert_close(c.r, 0.6486749731408025, 1e-14);
	assert_close(c.statistic, 2.6252525000283313, 1e-13);
}

static void spearman_with_ties(void **state)
{
	assert_close(stats_spearman(*state, ties_x, ties_y, 12, 0.95).r, 0.7679675219526636, 1e-14);
}

static void equal_values_share_a_rank(void **state)
{
	static const double values[] = { 7, 3, 7, 1, 7 }, ranks[] = { 4, 2, 4, 1, 4 };
	double out[5];

	assert_true(stats_ranks(*state, values, 5, out));
	for (size_t i = 0; i < 5; i++)
		assert_close(out[i], ranks[i], 0);
}

static void pairs_out_of_order(void **state)
{
	double values[] = { 3, 1, 2, 2, 0 }, spare[5];

	(void)state;
	assert_close(stats_inversions(values, spare, 5), 7, 0);
	assert_close(values[0], 0, 0);
	assert_close(values[4], 3, 0);
}

/* Against all pairs, for a few hundred values with ties in both columns. */
static void kendall_counts_every_pair(void **state)
{
	enum { N = 300 };
	double x[N], y[N], s = 0;
	unsigned seed = 1;

	for (size_t i = 0; i < N; i++) {
		seed = seed * 1103515245 + 12345;
		x[i] = seed >> 16 & 15;
		y[i] = (seed >> 20 & 7) + x[i] / 4;
	}
	for (size_t i = 0; i < N; i++)
		for (size_t j = 0; j < i; j++)
			s += ((x[i] > x[j]) - (x[i] < x[j])) * ((y[i] > y[j]) - (y[i] < y[j]));
	assert_close(stats_concordance(*state, x, y, N).s, s, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pearson),
		cmocka_unit_test(weighted_pearson),
		cmocka_unit_test(weights_are_rows),
		cmocka_unit_test(a_perfect_correlation),
		test_with_arena(what_does_not_vary_goes_with_nothing),
		test_with_arena(kendall),
		test_with_arena(spearman),
		test_with_arena(kendall_with_ties),
		test_with_arena(spearman_with_ties),
		test_with_arena(equal_values_share_a_rank),
		cmocka_unit_test(pairs_out_of_order),
		test_with_arena(kendall_counts_every_pair),
	};

	return cmocka_run_group_tests_name("stats correlate", tests, quiet, NULL);
}
