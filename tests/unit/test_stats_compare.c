/* test_stats_compare.c - differences of nets, shares and means give the published numbers.  W-... are the ids of the
 * worked numbers; numbers without an id were computed apart from this program. */
#include "unit/test_stats_close.h"

#include "stats/compare.h"
#include "stats/tail.h"

static void assert_no_test(struct stats_comparison c)
{
	assert_true(isnan(c.statistic));
	assert_true(isnan(c.p));
}

/* Below the table of W-N21; given there in points, and with counts in the order D, S, P. */
static void two_nets(void **state)
{
	struct stats_net a = { 50, 20, 100 }, b = { 40, 30, 100 };
	struct stats_comparison wald = stats_net_compare_wald(a, b, 0.95);
	struct stats_comparison adjusted = stats_net_compare_adjusted(a, b, 0.95);

	(void)state;
	assert_close(wald.difference, 0.20, 1e-12);
	assert_close(wald.standard_error, 0.11401754, 5e-9);
	assert_close(wald.statistic, 1.754116, 5e-7);
	assert_close(wald.p, 0.079411, 5e-7);
	assert_interval(wald.interval, -0.02347028, 0.42347028, 5e-9);
	assert_close(adjusted.difference, 0.19417476, 5e-9);
	assert_close(adjusted.standard_error, 0.11208916, 5e-9);
	assert_close(adjusted.statistic, 1.732324, 5e-7);
	assert_close(adjusted.p, 0.083216, 5e-7);
}

/* The second and third example there: two small samples, and the documented call of FIC's nps_moe_test. */
static void two_more_pairs_of_nets(void **state)
{
	struct stats_comparison small =
		stats_net_compare_wald((struct stats_net){ 30, 10, 60 }, (struct stats_net){ 20, 20, 60 }, 0.95);
	struct stats_comparison large = stats_net_compare_wald((struct stats_net){ 123, 789, 1368 },
							       (struct stats_net){ 321, 987, 1962 }, 0.99);

	(void)state;
	assert_close(small.difference, 0.33333333, 5e-9);
	assert_close(small.standard_error, 0.14272481, 5e-9);
	assert_close(small.statistic, 2.335497, 5e-7);
	assert_close(small.p, 0.019517, 5e-7);
	assert_interval(small.interval, 0.05359785, 0.61306881, 5e-9);
	assert_close(large.difference, -0.14739256, 5e-9);
	assert_close(large.statistic, -6.04183, 5e-6);
	assert_true(large.statistic < -2.58);
}

static void nets_have_a_sign(void **state)
{
	struct stats_net a = { 50, 20, 100 }, b = { 40, 30, 90 };
	struct stats_comparison there = stats_net_compare_adjusted(a, b, 0.95);
	struct stats_comparison back = stats_net_compare_adjusted(b, a, 0.95);

	(void)state;
	assert_close(back.difference, -there.difference, 1e-15);
	assert_close(back.statistic, -there.statistic, 1e-12);
	assert_close(back.p, there.p, 1e-15);
	assert_interval(back.interval, -there.interval.high, -there.interval.low, 1e-15);
}

static void nets_that_do_not_vary(void **state)
{
	struct stats_net all = { 10, 0, 10 }, none = { 0, 10, 10 }, nobody = { 0, 0, 0 };

	(void)state;
	assert_no_test(stats_net_compare_wald(all, none, 0.95));
	assert_close(stats_net_compare_wald(all, none, 0.95).difference, 2, 0);
	assert_close(stats_net_compare_adjusted(all, none, 0.95).difference, 20 / 13.0, 1e-15);
	assert_true(stats_net_compare_adjusted(all, none, 0.95).p < 1e-6);
	assert_no_test(stats_net_compare_adjusted(all, nobody, 0.95));
	assert_true(isnan(stats_net_compare_adjusted(all, nobody, 0.95).difference));
	assert_no_test(stats_net_compare_adjusted((struct stats_net){ 8, 8, 10 }, all, 0.95));
}

/* The +-2 of two nets, and the legal range of one net against a value. */
static void intervals_of_nets_stay_possible(void **state)
{
	struct stats_net good = { 3, 0, 4 }, bad = { 0, 3, 4 };

	(void)state;
	assert_close(stats_net_compare_wald(good, bad, 0.95).interval.high, 2, 0);
	assert_close(stats_net_against_wald(good, 0.2, 0.95).interval.high, 0.8, 0);
}

/* W-N19 against 0 and against its own value. */
static void a_net_against_a_value(void **state)
{
	struct stats_net a = { 462, 362, 1000 };
	struct stats_comparison c = stats_net_against_wald(a, 0, 0.95);

	(void)state;
	assert_close(c.standard_error, 0.0285307, 1e-7);
	assert_close(c.statistic, 0.1 / 0.0285307, 2e-5);
	assert_interval(c.interval, 0.0440809, 0.1559191, 1e-7);
	assert_interval(stats_net_against_adjusted(a, 0, 0.95).interval, 0.0438967, 0.1555051, 1e-7);
	assert_close(stats_net_against_wald(a, 0.1, 0.95).p, 1, 1e-12);
}

static void a_design_effect_weakens_a_test(void **state)
{
	struct stats_net a = { 50, 20, 100 }, b = { 30, 30, 100 };
	struct stats_net a_less = { 50 / 1.72, 20 / 1.72, 100 / 1.72 }, b_less = { 30 / 1.72, 30 / 1.72, 100 / 1.72 };
	double z = stats_net_compare_wald(a, b, 0.95).statistic;

	(void)state;
	assert_close(stats_net_compare_wald(a_less, b_less, 0.95).statistic, z / sqrt(1.72), 1e-12);
}

/* W-P11 */
static void newcombe_interval(void **state)
{
	(void)state;
	assert_interval(
		stats_share_difference_newcombe((struct stats_share){ 56, 70 }, (struct stats_share){ 48, 80 }, 0.95),
		0.0524, 0.3339, 5e-5);
	assert_interval(
		stats_share_difference_newcombe((struct stats_share){ 9, 10 }, (struct stats_share){ 3, 10 }, 0.95),
		0.1705, 0.8090, 5e-5);
	assert_interval(
		stats_share_difference_newcombe((struct stats_share){ 5, 56 }, (struct stats_share){ 0, 29 }, 0.95),
		-0.0381, 0.1926, 5e-5);
}

/* W-P13 */
static void other_intervals_of_two_shares(void **state)
{
	struct stats_share a = { 7, 34 }, b = { 1, 34 };

	(void)state;
	assert_interval(stats_share_difference_wald(a, b, 0.95), 0.02916942, 0.32377176, 5e-9);
	assert_interval(stats_share_difference_agresti_caffo(a, b, 0.95), 0.01161167, 0.32172166, 5e-9);
}

/* W-P15 */
static void a_share_against_a_value(void **state)
{
	struct stats_comparison c = stats_share_against_wald((struct stats_share){ 5, 83 }, 0.05, 0.95);

	(void)state;
	assert_close(c.statistic, 0.392126026314, 1e-12);
	assert_close(c.p, 0.694965098115, 1e-12);
	c = stats_share_against((struct stats_share){ 5, 83 }, 0.05, 0.95);
	assert_close(c.statistic, 0.428088020390997, 1e-12);
	assert_true(c.interval.low < 0 && c.interval.high > 0);
}

/* Where the interval of p - p0 ends at 0, p is 1 - level: the test and Wilson's interval are the same question. */
static void the_test_of_a_share_agrees_with_its_interval(void **state)
{
	struct interval wilson = stats_share_wilson(4, 20, 0.95);

	(void)state;
	assert_close(stats_share_against((struct stats_share){ 4, 20 }, wilson.low, 0.95).p, 0.05, 1e-12);
	assert_close(stats_share_against((struct stats_share){ 4, 20 }, wilson.high, 0.95).p, 0.05, 1e-12);
}

/* W-P17, the raw p values; the adjusted ones are in test_stats_groups.c. */
static void pairs_of_shares(void **state)
{
	static const struct stats_share s[] = { { 73, 86 }, { 90, 93 }, { 114, 136 }, { 75, 82 } };
	static const double p[] = { 0.00533824886503131,  0.8327574849753566, 0.1880573726722516,
				    0.002026764254350234, 0.1309487516334318, 0.1076118730631731 };
	size_t next = 0;

	(void)state;
	for (size_t i = 0; i < 4; i++)
		for (size_t j = i + 1; j < 4; j++)
			assert_close(stats_share_compare(s[i], s[j], 0.95).p, p[next++], 1e-13);
}

/* W-N11, W-N15, W-N17, W-N21, W-N01: the numbers themselves. */
static void values_of_nets(void **state)
{
	static const struct {
		struct stats_net net;
		double points;
	} rows[] = {
		{ { 6, 7, 17 }, -5.882353 },  { { 50, 20, 100 }, 30 }, { { 0, 100, 100 }, -100 },
		{ { 10, 4, 19 }, 31.578947 }, { { 25, 20, 100 }, 5 },  { { 40, 30, 100 }, 10 },
		{ { 50, 20, 100 }, 30 },      { { 70, 10, 100 }, 60 }, { { 55, 10, 100 }, 45 },
		{ { 3, 1, 6 }, 33.333333 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_close(100 * stats_net_against_wald(rows[i].net, 0, 0.95).difference, rows[i].points, 5e-7);
	assert_true(isnan(stats_net_against_wald((struct stats_net){ 0, 0, 0 }, 0, 0.95).difference));
}

/* W-P09: Wald's interval of one share, and W-O01, W-O05, W-O07: shares. */
static void values_of_shares(void **state)
{
	struct stats_share rarely = { 4, 20 }, often = { 18, 20 };

	(void)state;
	assert_interval(stats_share_against_wald(often, 0, 0.95).interval, 0.768521618913513, 1, 1e-14);
	assert_interval(stats_share_against_wald(rarely, 0, 0.95).interval, 0.0246954918846837, 0.3753045081153163,
			1e-14);
	assert_close(stats_share_against((struct stats_share){ 2, 4 }, 0, 0.95).difference, 0.5, 0);
	assert_close(stats_share_against((struct stats_share){ 60, 100 }, 0, 0.95).difference, 0.6, 0);
	assert_close(stats_share_against((struct stats_share){ 280, 400 }, 0, 0.95).difference, 0.7, 0);
}

/* W-P25: fifty answers, five times each. */
static void goodman_limits(void **state)
{
	(void)state;
	assert_interval(stats_share_goodman(5, 250, 50, 0.95), 0.005, 0.075, 5e-4);
	assert_interval(stats_share_goodman(4, 20, 1, 0.95), 0.0806576625797981, 0.4160174322518935, 1e-12);
	assert_no_interval(stats_share_goodman(5, 0, 3, 0.95));
}

/* The codes of W-N01: mean 1/3, sample variance 2/3, 5 degrees of freedom. */
static void t_interval_of_a_net(void **state)
{
	(void)state;
	assert_interval(stats_net_t(3, 1, 6, 0.95), 1 / 3.0 - 2.570581835636316 / 3, 1, 1e-12);
	assert_no_interval(stats_net_t(6, 0, 6, 0.95));
	assert_no_interval(stats_net_t(1, 0, 1, 0.95));
}

/* W-P21 */
static void shares_of_hundreds(void **state)
{
	struct stats_comparison clear =
		stats_share_compare((struct stats_share){ 60, 100 }, (struct stats_share){ 40, 100 }, 0.95);
	struct stats_comparison unclear =
		stats_share_compare((struct stats_share){ 55, 100 }, (struct stats_share){ 45, 100 }, 0.95);

	(void)state;
	assert_close(clear.statistic, 2.83, 0.005);
	assert_close(clear.p, 0.005, 0.0005);
	assert_close(unclear.statistic, 1.41, 0.005);
	assert_close(unclear.p, 0.16, 0.005);
}

static void shares_that_do_not_vary(void **state)
{
	struct stats_comparison c =
		stats_share_compare((struct stats_share){ 10, 10 }, (struct stats_share){ 5, 5 }, 0.95);

	(void)state;
	assert_no_test(c);
	assert_close(c.difference, 0, 0);
	assert_true(c.interval.low < 0 && c.interval.high > 0);
	c = stats_share_compare((struct stats_share){ 1, 10 }, (struct stats_share){ 0, 0 }, 0.95);
	assert_no_test(c);
	assert_true(isnan(c.interval.low) && isnan(c.interval.high));
}

/* W-P27 */
static void effect_of_two_shares(void **state)
{
	(void)state;
	assert_close(stats_cohen_h(0.5, 0.4), 0.2013579207903309, 1e-15);
	assert_close(stats_cohen_h(0.4, 0.5), -0.2013579207903309, 1e-15);
	assert_true(isnan(stats_cohen_h(1.1, 0.5)));
}

/* Of the values of W-M05: 3,4,5,4,6,7,5 and 6,7,8,6,9,8. */
static const struct stats_mean mean_a = { 7, 34 / 7.0, (176 - 34 * 34 / 7.0) / 6 };
static const struct stats_mean mean_b = { 6, 44 / 6.0, (330 - 44 * 44 / 6.0) / 5 };

/* W-M05 */
static void two_means(void **state)
{
	struct stats_comparison c = stats_mean_compare_welch(mean_a, mean_b, 0.95);

	(void)state;
	assert_close(c.df, 10.95621366505663, 1e-11);
	assert_close(c.statistic, -3.491584627, 5e-10);
	assert_close(c.p, 0.005073924, 5e-10);
	assert_close(stats_cohen_d(mean_a, mean_b), -1.925565771471926, 1e-13);
	assert_close(stats_hedges_g(mean_a, mean_b), -1.791224, 5e-7);
	assert_interval(c.interval, c.difference - stats_t(0.95, c.df) * c.standard_error,
			c.difference + stats_t(0.95, c.df) * c.standard_error, 1e-12);
}

/* With one variance for both, t = d / sqrt(1 / 7 + 1 / 6), d of W-M05. */
static void two_means_with_one_variance(void **state)
{
	struct stats_comparison c = stats_mean_compare_student(mean_a, mean_b, 0.95);

	(void)state;
	assert_close(c.df, 11, 0);
	assert_close(c.statistic, -1.925565771471926 / sqrt(1 / 7.0 + 1 / 6.0), 1e-12);
}

/* W-M07: 3,4,5,4,6,7 less 6,7,8,6,9,8 is -3 -3 -3 -2 -3 -1. */
static void pairs_of_values(void **state)
{
	struct stats_mean differences = { 6, -2.5, 0.7 };
	struct stats_comparison c = stats_mean_against(differences, 0, 0.95);

	(void)state;
	assert_close(c.difference, -2.5, 0);
	assert_close(stats_cohen_dz(differences), -2.5 / sqrt(0.7), 1e-15);
	assert_close(c.statistic, -2.5 / sqrt(0.7 / 6), 1e-12);
	assert_close(c.df, 5, 0);
}

static void means_without_spread(void **state)
{
	struct stats_mean same = { 3, 1.4, 7e-32 }, one = { 1, 2, 0 }, some = { 9, 2, 1 };

	(void)state;
	assert_no_test(stats_mean_against(same, 1, 0.95));
	assert_no_test(stats_mean_compare_welch(same, same, 0.95));
	assert_no_test(stats_mean_compare_welch(one, some, 0.95));
	assert_no_test(stats_mean_compare_student(one, some, 0.95));
	assert_true(stats_mean_compare_welch(same, some, 0.95).p > 0);
	assert_close(stats_mean_compare_welch(same, some, 0.95).df, 8, 1e-9);
	assert_true(isnan(stats_cohen_d(same, same)));
}

static void numbers_with_standard_errors(void **state)
{
	struct stats_estimate a = { 12, 3, INFINITY }, b = { 2, 4, INFINITY };
	struct stats_comparison c = stats_estimate_compare(a, b, 0.95);

	(void)state;
	assert_close(c.statistic, 2, 1e-15);
	assert_true(isinf(c.df));
	assert_close(c.p, 0.0455002638963584, 1e-14);
	assert_interval(c.interval, 10 - 5 * 1.959963984540054, 10 + 5 * 1.959963984540054, 1e-12);
}

/* p of W-M05 to W-P21 come from here; tables give chi-square 5.991 and F(2, 10) 4.103 at 5 %. */
static void tails_of_distributions(void **state)
{
	(void)state;
	assert_close(stats_p_of_z(-1.959963984540054), 0.05, 1e-15);
	assert_close(stats_p_of_z(10), 1.523970604832105e-23, 1e-36);
	assert_close(stats_p_of_t(3.18244630528371, 3), 0.05, 1e-14);
	assert_close(stats_p_of_t(INFINITY, 3), 0, 0);
	assert_close(stats_p_of_chi_square(5.991464547107979, 2), 0.05, 1e-15);
	assert_close(stats_p_of_f(4.102821015, 2, 10), 0.05, 1e-10);
	assert_true(isnan(stats_p_of_f(-1, 2, 10)));
	assert_true(isnan(stats_p_of_t(1, 0)));
	assert_true(isnan(stats_p_of_chi_square(1, 0)));
}

/* With two degrees of freedom p is 1 - t / sqrt(2 + t^2), with four it is algebra too; many go over into the normal. */
static void tails_of_student(void **state)
{
	(void)state;
	assert_close(stats_p_of_t(5, 2), 1 - 5 / sqrt(27), 1e-15);
	for (double df = 20; df < 1e7; df *= 1.7) {
		double t = 2.3, below = stats_p_of_t(t, df), above = stats_p_of_t(t, df * 1.01);

		assert_true(below > above && above > stats_p_of_z(t));
	}
}

/* N answers of +1 (half of them), 0 and -1. */
static struct stats_net some_answers(unsigned *seed, int n)
{
	struct stats_net a = { 0, 0, n };

	for (int i = 0; i < n; i++) {
		*seed = *seed * 1103515245 + 12345;
		a.plus += (*seed >> 20) % 100 < 50;
		a.minus += (*seed >> 20) % 100 >= 75;
	}
	return a;
}

/* Two samples of the same people: 5 of 100 comparisons find a difference at 5 %, by all methods. */
static void chance_differs_as_often_as_promised(void **state)
{
	double wald = 0, adjusted = 0, shares = 0, n = 4000;
	unsigned seed = 11;

	(void)state;
	for (int i = 0; i < (int)n; i++) {
		struct stats_net a = some_answers(&seed, 80), b = some_answers(&seed, 60);
		struct stats_share hits_a = { a.plus, a.n }, hits_b = { b.plus, b.n };

		wald += stats_net_compare_wald(a, b, 0.95).p < 0.05;
		adjusted += stats_net_compare_adjusted(a, b, 0.95).p < 0.05;
		shares += stats_share_compare(hits_a, hits_b, 0.95).p < 0.05;
	}
	assert_close(wald / n, 0.05, 0.012);
	assert_close(adjusted / n, 0.05, 0.012);
	assert_close(shares / n, 0.05, 0.012);
}

/* From Wilson's limits they are Newcombe's interval; the other way round they change sign. */
static void estimates_with_intervals(void **state)
{
	struct interval a = stats_share_wilson(56, 70, 0.95), b = stats_share_wilson(48, 80, 0.95);
	struct interval n =
		stats_share_difference_newcombe((struct stats_share){ 56, 70 }, (struct stats_share){ 48, 80 }, 0.95);
	struct stats_comparison c = stats_interval_compare(56 / 70.0, a, 48 / 80.0, b, 0.95),
				d = stats_interval_compare(48 / 80.0, b, 56 / 70.0, a, 0.95);

	(void)state;
	assert_interval(c.interval, n.low, n.high, 1e-15);
	assert_close(d.interval.low, -n.high, 1e-15);
	assert_close(c.statistic, -d.statistic, 1e-12);
	/* The limit towards 0 is where p is 0.05. */
	c = stats_interval_compare(3, (struct interval){ 1, 9 }, 1, (struct interval){ 1, 1 }, 0.95);
	assert_close(c.p, 0.05, 1e-12);
	assert_true(isnan(stats_interval_compare(3, (struct interval){ NAN, 9 }, 1, b, 0.95).p));
	assert_true(isnan(stats_interval_compare(3, (struct interval){ 3, 3 }, 1, (struct interval){ 1, 1 }, 0.95).p));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_nets),
		cmocka_unit_test(two_more_pairs_of_nets),
		cmocka_unit_test(nets_have_a_sign),
		cmocka_unit_test(nets_that_do_not_vary),
		cmocka_unit_test(intervals_of_nets_stay_possible),
		cmocka_unit_test(a_net_against_a_value),
		cmocka_unit_test(a_design_effect_weakens_a_test),
		cmocka_unit_test(newcombe_interval),
		cmocka_unit_test(estimates_with_intervals),
		cmocka_unit_test(other_intervals_of_two_shares),
		cmocka_unit_test(a_share_against_a_value),
		cmocka_unit_test(the_test_of_a_share_agrees_with_its_interval),
		cmocka_unit_test(pairs_of_shares),
		cmocka_unit_test(values_of_nets),
		cmocka_unit_test(values_of_shares),
		cmocka_unit_test(goodman_limits),
		cmocka_unit_test(t_interval_of_a_net),
		cmocka_unit_test(shares_of_hundreds),
		cmocka_unit_test(shares_that_do_not_vary),
		cmocka_unit_test(effect_of_two_shares),
		cmocka_unit_test(two_means),
		cmocka_unit_test(two_means_with_one_variance),
		cmocka_unit_test(pairs_of_values),
		cmocka_unit_test(means_without_spread),
		cmocka_unit_test(numbers_with_standard_errors),
		cmocka_unit_test(tails_of_distributions),
		cmocka_unit_test(tails_of_student),
		cmocka_unit_test(chance_differs_as_often_as_promised),
	};

	return cmocka_run_group_tests_name("stats compare", tests, quiet, NULL);
}
