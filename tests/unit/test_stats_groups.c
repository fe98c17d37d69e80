/* test_stats_groups.c - tests of several groups, and of several tests, give the published numbers. */
#include "unit/test_stats_close.h"

#include "stats/groups.h"
#include "stats/multiple.h"

/* W-P17 */
static const double shares_p[] = { 0.00533824886503131,	 0.8327574849753566, 0.1880573726722516,
				   0.002026764254350234, 0.1309487516334318, 0.1076118730631731 };

/* W-P17 */
static void holm(void **state)
{
	static const double expected[] = { 0.02669124432515654, 0.8327574849753566, 0.4304474922526926,
					   0.0121605855261014,	0.4304474922526926, 0.4304474922526926 };
	double adjusted[6];

	stats_holm(*state, shares_p, 6, adjusted);
	for (size_t i = 0; i < 6; i++)
		assert_close(adjusted[i], expected[i], 1e-14);
}

/* Worked by hand from the p values of W-P17: sorted .0020 .0053 .1076 .1309 .1881 .8328 times 6, 3, 2, 1.5, 1.2, 1. */
static void benjamini_hochberg(void **state)
{
	static const double expected[] = { 0.01601474659509393,	 0.8327574849753566,  0.22566884720670192,
					   0.012160585526101404, 0.19642312745014770, 0.19642312745014770 };
	double adjusted[6];

	stats_benjamini_hochberg(*state, shares_p, 6, adjusted);
	for (size_t i = 0; i < 6; i++)
		assert_close(adjusted[i], expected[i], 1e-14);
}

static void a_test_that_could_not_be_done_does_not_count(void **state)
{
	double p[] = { NAN, 0.04, 0.01, NAN };

	stats_holm(*state, p, 4, p);
	assert_true(isnan(p[0]) && isnan(p[3]));
	assert_close(p[1], 0.04, 1e-15);
	assert_close(p[2], 0.02, 1e-15);
	stats_benjamini_hochberg(*state, p, 0, p);
}

static void adjusted_values_end_at_one(void **state)
{
	double p[] = { 0.9, 0.7, 0.8 };

	stats_holm(*state, p, 3, p);
	for (size_t i = 0; i < 3; i++)
		assert_close(p[i], 1, 0);
}

/* W-P19 */
static void table_of_counts(void **state)
{
	static const double counts[] = { 762, 327, 468, 484, 239, 477 };
	struct stats_table_test t = stats_table_test(counts, 2, 3);

	(void)state;
	assert_close(t.chi_square, 30.0701, 5e-5);
	assert_close(t.df, 2, 0);
	assert_close(t.p, 2.954e-7, 5e-11);
	assert_close(t.cramer_v, sqrt(t.chi_square / 2757), 1e-15);
	assert_close(t.least_expected, 1200 * 566 / 2757.0, 1e-9);
}

static void a_table_lies_on_its_side(void **state)
{
	static const double upright[] = { 762, 327, 468, 484, 239, 477 }, turned[] = { 762, 484, 327, 239, 468, 477 };

	(void)state;
	assert_close(stats_table_test(turned, 3, 2).chi_square, stats_table_test(upright, 2, 3).chi_square, 1e-12);
}

/* W-P21: of two shares, chi-square is the square of z; and the value for the four shares of W-P17. */
static void shares_in_a_table(void **state)
{
	static const double two[] = { 60, 40, 40, 60 }, four[] = { 73, 13, 90, 3, 114, 22, 75, 7 };
	struct stats_comparison z =
		stats_share_compare((struct stats_share){ 60, 100 }, (struct stats_share){ 40, 100 }, 0.95);
	struct stats_table_test t = stats_table_test(two, 2, 2);

	(void)state;
	assert_close(t.chi_square, z.statistic * z.statistic, 1e-12);
	assert_close(t.p, z.p, 1e-14);
	assert_close(t.cramer_v, 0.2, 1e-15);
	t = stats_table_test(four, 4, 2);
	assert_close(t.df, 3, 0);
	assert_close(t.chi_square, 11.119387686288611, 1e-11);
}

static void empty_rows_do_not_count(void **state)
{
	static const double counts[] = { 762, 0, 327, 468, 0, 0, 0, 0, 484, 0, 239, 477 }, one[] = { 3, 4, 0, 0 };

	(void)state;
	assert_close(stats_table_test(counts, 3, 4).df, 2, 0);
	assert_close(stats_table_test(counts, 3, 4).chi_square, 30.0701, 5e-5);
	assert_true(isnan(stats_table_test(one, 2, 2).p));
	assert_true(isnan(stats_table_test(one, 0, 2).p));
	assert_true(isnan(stats_table_test((const double[]){ 1, 2, -1, 4 }, 2, 2).chi_square));
}

static struct stats_mean of_values(const double *x, size_t n)
{
	struct stats_mean m = { (double)n, 0, 0 };

	for (size_t i = 0; i < n; i++)
		m.mean += x[i] / (double)n;
	for (size_t i = 0; i < n; i++)
		m.variance += (x[i] - m.mean) * (x[i] - m.mean) / (double)(n - 1);
	return m;
}

/* NIST Statistical Reference Datasets, SiRstv: resistivity of silicon wafers, five instruments; certified values. */
static void analysis_of_variance(void **state)
{
	static const double y[5][5] = {
		{ 196.3052, 196.1240, 196.1890, 196.2569, 196.3403 },
		{ 196.3042, 196.3825, 196.1669, 196.3257, 196.0422 },
		{ 196.1303, 196.2005, 196.2889, 196.0343, 196.1811 },
		{ 196.2795, 196.1748, 196.1494, 196.1485, 195.9885 },
		{ 196.2119, 196.1051, 196.1850, 196.0052, 196.2090 },
	};
	struct stats_mean groups[5];
	struct stats_means_test t;

	(void)state;
	for (size_t i = 0; i < 5; i++)
		groups[i] = of_values(y[i], 5);
	t = stats_anova(groups, 5);
	assert_close(t.df_between, 4, 0);
	assert_close(t.df_within, 20, 0);
	assert_close(t.f, 1.18046237440255, 1e-9);
	assert_close(t.eta_squared, 0.190999039051129, 1e-10);
	assert_close(t.omega_squared, 0.0280632, 5e-6);
}

/* Two groups of W-M05: F is the square of t, with one variance and with two. */
static void of_two_groups_f_is_the_square_of_t(void **state)
{
	static const double a[] = { 3, 4, 5, 4, 6, 7, 5 }, b[] = { 6, 7, 8, 6, 9, 8 };
	struct stats_mean groups[] = { of_values(a, 7), of_values(b, 6) };
	struct stats_comparison student = stats_mean_compare_student(groups[0], groups[1], 0.95);
	struct stats_comparison welch = stats_mean_compare_welch(groups[0], groups[1], 0.95);

	(void)state;
	assert_close(stats_anova(groups, 2).f, student.statistic * student.statistic, 1e-11);
	assert_close(stats_anova(groups, 2).p, student.p, 1e-14);
	assert_close(stats_anova_welch(groups, 2).f, welch.statistic * welch.statistic, 1e-11);
	assert_close(stats_anova_welch(groups, 2).df_within, 10.95621366505663, 1e-11);
	assert_close(stats_anova_welch(groups, 2).p, welch.p, 1e-13);
}

/* Three groups, by the formula of Welch (1951) with fractions. */
static void analysis_of_unequal_variances(void **state)
{
	struct stats_mean groups[] = { { 4, 10, 1 }, { 5, 12, 4 }, { 10, 11, 2 } };
	struct stats_means_test t = stats_anova_welch(groups, 3);

	(void)state;
	assert_close(t.df_between, 2, 0);
	assert_close(t.f, 2.076565066617996, 1e-12);
	assert_close(t.df_within, 7.7110091743119265, 1e-11);
}

static void groups_that_have_no_part(void **state)
{
	struct stats_mean groups[] = { { 7, 5, 2 }, { 0, NAN, NAN }, { 6, 7, 1 }, { 0, 0, 0 } };
	struct stats_mean pair[] = { { 7, 5, 2 }, { 6, 7, 1 } };
	struct stats_mean with_one[] = { { 7, 5, 2 }, { 6, 7, 1 }, { 1, 6, NAN } };

	(void)state;
	assert_close(stats_anova(groups, 4).f, stats_anova(pair, 2).f, 1e-12);
	assert_close(stats_anova(with_one, 3).df_within, 11, 0);
	assert_close(stats_anova_welch(with_one, 3).f, stats_anova_welch(pair, 2).f, 1e-12);
	assert_true(isnan(stats_anova(pair, 1).p));
	assert_true(isnan(stats_anova_welch(pair, 1).p));
	assert_true(isnan(stats_anova(NULL, 0).p));
}

static void groups_without_spread(void **state)
{
	struct stats_mean groups[] = { { 3, 1.4, 7e-32 }, { 3, 2, 0 } }, single[] = { { 1, 3, NAN }, { 1, 4, NAN } };
	struct stats_mean equal[] = { { 3, 0.1, 0 }, { 4, 0.1, 0 } };

	(void)state;
	assert_true(isnan(stats_anova(groups, 2).p));
	assert_true(isnan(stats_anova_welch(groups, 2).p));
	assert_close(stats_anova(groups, 2).eta_squared, 1, 0);
	assert_close(stats_anova(single, 2).eta_squared, 1, 0);
	assert_true(isnan(stats_anova(single, 2).p));
	assert_true(isnan(stats_anova(equal, 2).eta_squared));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		test_with_arena(holm),
		test_with_arena(benjamini_hochberg),
		test_with_arena(a_test_that_could_not_be_done_does_not_count),
		test_with_arena(adjusted_values_end_at_one),
		cmocka_unit_test(table_of_counts),
		cmocka_unit_test(a_table_lies_on_its_side),
		cmocka_unit_test(shares_in_a_table),
		cmocka_unit_test(empty_rows_do_not_count),
		cmocka_unit_test(analysis_of_variance),
		cmocka_unit_test(of_two_groups_f_is_the_square_of_t),
		cmocka_unit_test(analysis_of_unequal_variances),
		cmocka_unit_test(groups_that_have_no_part),
		cmocka_unit_test(groups_without_spread),
	};

	return cmocka_run_group_tests_name("stats groups", tests, quiet, NULL);
}
