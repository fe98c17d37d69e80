/* test_stats.c - the intervals give the published numbers.  W-... are the ids of the worked numbers they come from;
 * numbers without an id were computed apart from this program, with 30 digits. */
#include "unit/suite.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#include "stats/stats.h"

#define assert_close(value, expected, tolerance) check_close(value, expected, tolerance, __FILE__, __LINE__)
#define assert_interval(interval, low, high, tolerance)                                                                \
	check_interval(interval, low, high, tolerance, __FILE__, __LINE__)

static void check_close(double value, double expected, double tolerance, const char *file, int line)
{
	if (fabs(value - expected) <= tolerance)
		return;
	print_error("%.17g is not %.17g within %g\n", value, expected, tolerance);
	_fail(file, line);
}

static void check_interval(struct interval interval, double low, double high, double tolerance, const char *file,
			   int line)
{
	check_close(interval.low, low, tolerance, file, line);
	check_close(interval.high, high, tolerance, file, line);
}

static void assert_no_answer(struct interval interval)
{
	assert_true(isnan(interval.low));
	assert_true(isnan(interval.high));
}

static int quiet(void **state)
{
	(void)state;
	gsl_set_error_handler_off();
	return 0;
}

static void quantiles_of_the_normal_distribution(void **state)
{
	(void)state;
	assert_close(stats_z(0.95), 1.959963984540054, 1e-14);
	assert_close(stats_z(0.90), 1.644853626951472, 1e-14);
	assert_close(stats_z(0.99), 2.575829303548901, 1e-14);
	assert_true(isnan(stats_z(0)));
	assert_true(isnan(stats_z(1)));
	assert_true(isnan(stats_z(NAN)));
}

/* W-N01, W-N03, W-N05: variance and standard error of one answer. */
static void variance_of_a_net(void **state)
{
	(void)state;
	assert_close(stats_net_variance(3, 1, 6), 5 / 9.0, 1e-15);
	assert_close(sqrt(stats_net_variance(3, 1, 6) / 6), 0.304, 1e-3);
	assert_close(stats_net_variance(1, 1, 2), 1, 1e-15);
	assert_close(sqrt(stats_net_variance(1, 1, 2) / 2), 0.707, 1e-3);
	assert_close(stats_net_variance(1, 1, 3), 2 / 3.0, 1e-15);
	assert_close(sqrt(stats_net_variance(1, 1, 3) / 3), 0.471, 1e-3);
	assert_true(stats_net_variance(7, 0, 7) == 0);
	assert_true(isnan(stats_net_variance(0, 0, 0)));
}

/* W-N13: a margin of error of 17.1 points around NPS 20, and of 15.3 around 30 (P 50, D 20). */
static void margin_of_a_net(void **state)
{
	struct interval wald = stats_net_wald(50, 30, 100, 0.95);

	(void)state;
	assert_close(50 * (wald.high - wald.low), 17.1, 0.05);
	assert_close(50 * (wald.high + wald.low), 20, 1e-9);
	assert_interval(stats_net_wald(50, 20, 100, 0.95), 0.146922, 0.453078, 1e-6);
}

/* W-N19: the test data of R's NPS package, all three methods. */
static void net_of_a_thousand_answers(void **state)
{
	(void)state;
	assert_close(stats_net_variance(462, 362, 1000), 0.814, 1e-12);
	assert_close(sqrt(stats_net_variance(462, 362, 1000) / 1000), 0.0285307, 1e-7);
	assert_interval(stats_net_wald(462, 362, 1000, 0.95), 0.0440809, 0.1559191, 1e-7);
	assert_interval(stats_net_adjusted_wald(462, 362, 1000, 0.95), 0.0438967, 0.1555051, 1e-7);
	assert_interval(stats_net_score(462, 362, 1000, 0.95), 0.0438221, 0.1554949, 1e-7);
}

/* The table of cross-checks below W-N21, clipped to the legal range. */
static void nets_of_few_answers(void **state)
{
	static const struct {
		double minus, zero, plus, wald[2], adjusted[2], score[2];
	} rows[] = {
		{ 1, 2, 3, { -26.3065, 92.9731 }, { -26.7433, 71.1877 }, { -31.1074, 75.3957 } },
		{ 20, 30, 50, { 14.6922, 45.3078 }, { 14.0511, 44.2013 }, { 13.9551, 44.3393 } },
		{ 7, 4, 6, { -47.3573, 35.5926 }, { -42.2522, 32.2522 }, { -43.4523, 33.5977 } },
		{ 1, 4, 17, { 50.2534, 95.2012 }, { 40.1431, 87.8569 }, { 40.1761, 88.0368 } },
		{ 60, 20, 20, { -55.6797, -24.3203 }, { -54.2900, -23.3799 }, { -54.2802, -23.1969 } },
		{ 0, 0, 10, { 100, 100 }, { 47.5036, 100 }, { 44.4934, 100 } },
		{ 0, 5, 0, { 0, 0 }, { -30.0057, 30.0057 }, { -43.4482, 43.4482 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double p = rows[i].plus, d = rows[i].minus, n = p + d + rows[i].zero;

		assert_interval(stats_net_wald(p, d, n, 0.95), rows[i].wald[0] / 100, rows[i].wald[1] / 100, 6e-7);
		assert_interval(stats_net_adjusted_wald(p, d, n, 0.95), rows[i].adjusted[0] / 100,
				rows[i].adjusted[1] / 100, 6e-7);
		assert_interval(stats_net_score(p, d, n, 0.95), rows[i].score[0] / 100, rows[i].score[1] / 100, 6e-7);
	}
}

static void net_intervals_are_the_same_upside_down(void **state)
{
	struct interval up = stats_net_score(17, 1, 22, 0.95), down = stats_net_score(1, 17, 22, 0.95);

	(void)state;
	assert_interval(down, -up.high, -up.low, 1e-12);
	assert_interval(stats_net_score(0, 10, 10, 0.95), -1, -0.444934, 1e-6);
}

static void a_design_effect_widens_a_net(void **state)
{
	struct interval plain = stats_net_adjusted_wald(50, 20, 100, 0.95);
	struct interval wide = stats_net_adjusted_wald(50 / 1.72, 20 / 1.72, 100 / 1.72, 0.95);

	(void)state;
	assert_true(wide.low < plain.low && wide.high > plain.high);
}

/* W-N15, W-P: nothing answered, nothing known. */
static void of_nothing_there_is_no_interval(void **state)
{
	(void)state;
	assert_no_answer(stats_net_wald(0, 0, 0, 0.95));
	assert_no_answer(stats_net_adjusted_wald(0, 0, 0, 0.95));
	assert_no_answer(stats_net_score(0, 0, 0, 0.95));
	assert_no_answer(stats_net_adjusted_wald(NAN, 0, 5, 0.95));
	assert_no_answer(stats_net_adjusted_wald(3, 3, 5, 0.95));
	assert_no_answer(stats_share_wilson(0, 0, 0.95));
	assert_no_answer(stats_share_wilson(6, 5, 0.95));
	assert_no_answer(stats_share_wilson(1, 5, 1));
	assert_no_answer(stats_share_agresti_coull(0, 0, 0.95));
	assert_no_answer(stats_share_exact(0, 0, 0.95));
	assert_no_answer(stats_share_exact(NAN, 3, 0.95));
}

/* W-P01, W-P03, W-P05, W-P07. */
static void wilson_interval_of_a_share(void **state)
{
	(void)state;
	assert_interval(stats_share_wilson(81, 263, 0.95), 0.2553, 0.3662, 5e-5);
	assert_interval(stats_share_wilson(15, 148, 0.95), 0.0624, 0.1605, 5e-5);
	assert_interval(stats_share_wilson(0, 20, 0.95), 0, 0.1611, 5e-5);
	assert_interval(stats_share_wilson(1, 29, 0.95), 0.0061, 0.1718, 5e-5);
	assert_interval(stats_share_wilson(4, 20, 0.95), 0.0806576625797981, 0.4160174322518935, 1e-12);
	assert_interval(stats_share_wilson(4, 200, 0.95), 0.00780442641634947, 0.05028708690582643, 1e-12);
	assert_interval(stats_share_wilson(190, 200, 0.95), 0.910421851861224, 0.972617354399236, 1e-12);
	assert_interval(stats_share_wilson(19, 38, 0.95), 0.348499283643951, 0.651500716356049, 1e-12);
	assert_interval(stats_share_wilson(73, 86, 0.95), 0.758364348004061, 0.9094787701686766, 1e-12);
}

static void wilson_interval_never_leaves_the_range(void **state)
{
	struct interval none = stats_share_wilson(0, 7, 0.95), all = stats_share_wilson(7, 7, 0.95);

	(void)state;
	assert_true(none.low == 0 && none.high > 0.3);
	assert_true(all.high == 1 && all.low < 0.7);
}

static void agresti_coull_interval_of_a_share(void **state)
{
	(void)state;
	assert_interval(stats_share_agresti_coull(4, 20, 0.95), 0.0749115102767071, 0.421763584554985, 1e-12);
	assert_interval(stats_share_agresti_coull(190, 200, 0.95), 0.909307307911623, 0.973731898348837, 1e-12);
	assert_interval(stats_share_agresti_coull(0, 10, 0.95), 0, 0.320887305750546, 1e-12);
}

static void exact_interval_of_a_share(void **state)
{
	(void)state;
	assert_interval(stats_share_exact(4, 20, 0.95), 0.0573339970500328, 0.436614002996668, 1e-12);
	assert_interval(stats_share_exact(4, 200, 0.95), 0.00547556587955645, 0.0504136090898963, 1e-12);
	assert_interval(stats_share_exact(190, 200, 0.95), 0.909972462298649, 0.975765834527891, 1e-12);
	assert_interval(stats_share_exact(5, 83, 0.95), 0.0198473212417405, 0.135008239684234, 1e-12);
	assert_interval(stats_share_exact(7, 30, 0.99), 0.0729228590840526, 0.479875051926413, 1e-12);
	assert_interval(stats_share_exact(0, 10, 0.95), 0, 0.308497107818761, 1e-12);
	assert_interval(stats_share_exact(10, 10, 0.95), 0.691502892181239, 1, 1e-12);
	assert_interval(stats_share_exact(5e6, 1e7, 0.95), 0.4996901, 0.5003099, 2e-7);
}

/* W-M01: R's t.test of 2, 4, 4, 5, 7, 8. */
static void interval_of_a_mean(void **state)
{
	double standard_error = 2.19089023002066 / sqrt(6);

	(void)state;
	assert_interval(stats_mean_t(5, standard_error, 5, 0.95), 2.70080170952, 7.29919829048, 1e-10);
	assert_interval(stats_mean_t(5, standard_error, 5, 0.90), 3.19768594371, 6.80231405629, 1e-10);
}

/* W-M13: t = 3 / sqrt 2 on 3 degrees of freedom; the 95 % point there is 3.182446. */
static void quantiles_of_student(void **state)
{
	(void)state;
	assert_close(stats_t(0.95, 3), 3.18244630528371, 1e-12);
	assert_close(stats_t(0.95, 5), 2.570581835636316, 1e-12);
	assert_close(stats_t(0.95, 49), 2.00957523712924, 1e-12);
	assert_close(stats_t(0.95, 1e9), stats_z(0.95), 1e-7);
	assert_true(isnan(stats_t(0.95, 0)));
}

/* Rule C4: one value, or values that are all alike, have a mean but no interval. */
static void a_mean_without_spread_has_no_interval(void **state)
{
	(void)state;
	assert_no_answer(stats_mean_t(4, 0, 0, 0.95));
	assert_no_answer(stats_mean_t(4, NAN, 0, 0.95));
	assert_no_answer(stats_mean_t(4, 0, 9, 0.95));
	assert_no_answer(stats_mean_t(1.4, sqrt(7e-32 / 3), 2, 0.95));
	assert_no_answer(stats_mean_t(0, 0, 9, 0.95));
}

/* Metrics 1.11: type 7, as R's quantile() and PERCENTILE.INC give it. */
static void quantile_of_values(void **state)
{
	static const double values[] = { 1, 2, 4, 8, 16 };

	(void)state;
	assert_close(stats_quantile(values, 5, 0.5), 4, 0);
	assert_close(stats_quantile(values, 4, 0.5), 3, 0);
	assert_close(stats_quantile(values, 5, 0.9), 12.8, 1e-12);
	assert_close(stats_quantile(values, 5, 0.1), 1.4, 1e-12);
	assert_close(stats_quantile(values, 5, 0), 1, 0);
	assert_close(stats_quantile(values, 5, 1), 16, 0);
	assert_close(stats_quantile(values, 1, 0.9), 1, 0);
	assert_true(isnan(stats_quantile(values, 0, 0.5)));
	assert_true(isnan(stats_quantile(values, 5, 1.1)));
}

static void ranks_that_enclose_a_quantile(void **state)
{
	(void)state;
	assert_interval(stats_quantile_ranks(25, 0.5, 0.95), 8, 18, 0);
	assert_interval(stats_quantile_ranks(10, 0.5, 0.95), 2, 9, 0);
	assert_interval(stats_quantile_ranks(100, 0.9, 0.95), 84, 96, 0);
	assert_interval(stats_quantile_ranks(1000, 0.5, 0.95), 469, 532, 0);
	assert_no_answer(stats_quantile_ranks(0, 0.5, 0.95));
}

static void too_few_values_enclose_no_quantile(void **state)
{
	(void)state;
	assert_interval(stats_quantile_ranks(5, 0.5, 0.95), 0, 6, 0);
	assert_interval(stats_quantile_ranks(12, 0.9, 0.95), 8, 13, 0);
	assert_interval(stats_quantile_ranks(1, 0.5, 0.95), 0, 2, 0);
}

/* Worth a quarter: the ranks of 25, four times as far; groups of equal shares, and of all or nothing. */
static void places_of_answers_that_are_alike(void **state)
{
	const double n[4] = { 25, 25, 25, 25 }, equal[4] = { 10, 10, 10, 10 }, apart[4] = { 25, 25, 0, 0 };

	(void)state;
	assert_interval(stats_quantile_places(100, 0.5, 4, 0.95), 32, 72, 0);
	assert_interval(stats_quantile_places(1000, 0.5, 1, 0.95), 469, 532, 0);
	assert_true(isnan(stats_quantile_places(5, 0.5, 1, 0.95).low));
	assert_close(stats_groups_effect(equal, n, 4), 1, 0);
	/* 3/4 * sum of (25/75 or 50/75 less 1/2)^2 = 3/4 * 4/36, over 1/4 / 100 */
	assert_close(stats_groups_effect(apart, n, 4), 100 / 3.0, 1e-12);
}

static void ranks_of_very_many_values(void **state)
{
	struct interval few = stats_quantile_ranks(10000, 0.5, 0.95), many = stats_quantile_ranks(10001, 0.5, 0.95);
	struct interval millions = stats_quantile_ranks(1e7, 0.9, 0.95);

	(void)state;
	assert_close(many.low, few.low, 1);
	assert_close(many.high, few.high, 2);
	assert_close(millions.low, 9e6 - 1859.4, 2);
	assert_close(millions.high, 9e6 + 1859.4, 2);
}

static void ranks_for_a_number_of_values_with_a_fraction(void **state)
{
	struct interval ranks = stats_quantile_ranks(24.5, 0.5, 0.95);

	(void)state;
	assert_true(ranks.low >= 7 && ranks.low <= 8);
	assert_true(ranks.high >= 17 && ranks.high <= 18);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_of_answers_that_are_alike),
		cmocka_unit_test(quantiles_of_the_normal_distribution),
		cmocka_unit_test(variance_of_a_net),
		cmocka_unit_test(margin_of_a_net),
		cmocka_unit_test(net_of_a_thousand_answers),
		cmocka_unit_test(nets_of_few_answers),
		cmocka_unit_test(net_intervals_are_the_same_upside_down),
		cmocka_unit_test(a_design_effect_widens_a_net),
		cmocka_unit_test(of_nothing_there_is_no_interval),
		cmocka_unit_test(wilson_interval_of_a_share),
		cmocka_unit_test(wilson_interval_never_leaves_the_range),
		cmocka_unit_test(agresti_coull_interval_of_a_share),
		cmocka_unit_test(exact_interval_of_a_share),
		cmocka_unit_test(interval_of_a_mean),
		cmocka_unit_test(quantiles_of_student),
		cmocka_unit_test(a_mean_without_spread_has_no_interval),
		cmocka_unit_test(quantile_of_values),
		cmocka_unit_test(ranks_that_enclose_a_quantile),
		cmocka_unit_test(too_few_values_enclose_no_quantile),
		cmocka_unit_test(ranks_of_very_many_values),
		cmocka_unit_test(ranks_for_a_number_of_values_with_a_fraction),
	};

	return cmocka_run_group_tests_name("stats", tests, quiet, NULL);
}
