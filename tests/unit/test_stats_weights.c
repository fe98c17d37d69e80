/* test_stats_weights.c - means, weights and sample sizes give the published numbers. */
#include "unit/test_stats_close.h"

#include "stats/size.h"
#include "stats/weights.h"

/* Correct digits of VALUE. */
static double digits(double value, double right)
{
	double off = fabs(value - right) / fabs(right);

	return off < 1e-15 ? 15 : -log10(off);
}

/* The values of a file of NIST's univariate data sets: one per line below a heading. */
static struct stats_running read_values(const char *path)
{
	struct stats_running r = { 0, 0, 0 };
	FILE *file = suite_open(path);
	char *line = NULL;
	size_t capacity = 0;

	assert_true(suite_line(file, &line, &capacity));
	while (suite_line(file, &line, &capacity))
		stats_running_add(&r, strtod(line, NULL), 1);
	free(line);
	fclose(file);
	return r;
}

/* Right is what exact arithmetic gives for the doubles nearest to NIST's decimals. */
static void nist_mean_and_deviation(void **state)
{
	static const struct {
		const char *path;
		double n, mean, deviation;
	} sets[] = {
		{ SUITES "nist-numacc/NumAcc1.csv", 3, 10000002, 1 },
		{ SUITES "nist-numacc/NumAcc2.csv", 1001, 1.2, 0.09999999999999998 },
		{ SUITES "nist-numacc/NumAcc3.csv", 1001, 1000000.2, 0.1000000000349246 },
		{ SUITES "nist-numacc/NumAcc4.csv", 1001, 10000000.2, 0.10000000055879354 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		struct stats_running r = read_values(sets[i].path);
		struct stats_mean m = stats_running_mean(&r);

		assert_close(m.n, sets[i].n, 0);
		assert_true(digits(m.mean, sets[i].mean) >= 14);
		assert_true(digits(sqrt(m.variance), sets[i].deviation) >= 11);
	}
}

/* The values of NIST's NumAcc4 without its file: 10000000.2, then 10000000.1 and 10000000.3 by turns. */
static void large_numbers_of_small_spread(void **state)
{
	struct stats_running r = { 0, 0, 0 }, part[4] = { { 0, 0, 0 } };

	(void)state;
	for (int i = 0; i < 1001; i++) {
		double value = i == 0 ? 10000000.2 : i % 2 ? 10000000.1 : 10000000.3;

		stats_running_add(&r, value, 1);
		stats_running_add(&part[i / 300], value, 1);
	}
	assert_true(digits(sqrt(stats_running_mean(&r).variance), 0.10000000055879354) >= 11);
	for (int i = 1; i < 4; i++)
		stats_running_merge(&part[0], &part[i]);
	assert_close(part[0].weight, 1001, 0);
	assert_true(digits(part[0].mean, 10000000.2) >= 14);
	/* The means of parts are rounded once more. */
	assert_true(digits(sqrt(stats_running_mean(&part[0]).variance), 0.10000000055879354) >= 9);
}

/* W-M01, W-M17, W-O01 */
static void plain_means(void **state)
{
	static const double six[] = { 2, 4, 4, 5, 7, 8 }, podium[] = { 5, 3, 4, 3 }, csat[] = { 5, 4, 2, 1 };
	struct stats_running r = { 0, 0, 0 }, four = r, ratings = r, none = r;
	struct stats_mean m;

	(void)state;
	for (size_t i = 0; i < 6; i++)
		stats_running_add(&r, six[i], 1);
	for (size_t i = 0; i < 4; i++) {
		stats_running_add(&four, podium[i], 1);
		stats_running_add(&ratings, csat[i], 1);
	}
	m = stats_running_mean(&r);
	assert_close(m.mean, 5, 1e-15);
	assert_close(sqrt(m.variance), 2.19089023002, 5e-12);
	assert_interval(stats_mean_against(m, 0, 0.95).interval, 2.70080170952, 7.29919829048, 1e-11);
	assert_close(stats_running_mean(&four).mean, 3.75, 1e-15);
	assert_close(stats_running_mean(&ratings).mean, 3, 1e-15);
	assert_true(isnan(stats_running_mean(&none).mean));
	stats_running_merge(&none, &none);
	stats_running_merge(&none, &four);
	assert_close(none.mean, 3.75, 1e-15);
	assert_true(isnan(stats_running_mean(&none).variance) == 0);
}

/* W-M03: a weight of 0 and no weight leave the answer out. */
static void answers_without_weight_are_out(void **state)
{
	struct stats_weighted w = { 0 };

	(void)state;
	assert_true(stats_weighted_add(&w, 1, 1));
	assert_true(stats_weighted_add(&w, 2, 1));
	assert_true(stats_weighted_add(&w, 100, 0));
	assert_true(stats_weighted_add(&w, 100, NAN));
	assert_true(stats_weighted_add(&w, NAN, 5));
	assert_true(stats_weighted_add(&w, 3, 1));
	assert_close(w.n, 3, 0);
	assert_close(stats_weighted_mean(&w).value, 2, 1e-15);
	assert_false(stats_weighted_add(&w, 3, -1));
	assert_close(w.n, 3, 0);
}

/* W-M09 */
static void kish(void **state)
{
	(void)state;
	assert_close(stats_kish_effect(4, 6, 14), 1.5555555555555556, 1e-15);
	assert_close(stats_kish_effect(3, 1002, 1000002), 2.9880418803112336, 1e-14);
	assert_close(stats_kish_effect(4, 4, 4), 1, 0);
	assert_close(stats_kish_n(4, 4), 4, 0);
	assert_true(isnan(stats_kish_n(0, 0)));
}

/* W-M11: weights 1, 3, 1, 2 on yes, yes, no, no. */
static void a_weighted_share(void **state)
{
	struct stats_share s = stats_weighted_share(4, 7, 15);
	struct stats_weighted w = { 0 };

	(void)state;
	assert_close(s.n, 49 / 15.0, 1e-15);
	assert_close(s.hits / s.n, 4 / 7.0, 1e-15);
	stats_weighted_add(&w, 1, 1);
	stats_weighted_add(&w, 1, 3);
	stats_weighted_add(&w, 0, 1);
	stats_weighted_add(&w, 0, 2);
	assert_close(stats_weighted_mean(&w).value, 4 / 7.0, 1e-15);
	assert_close(stats_weighted_mean(&w).standard_error, sqrt(4 / 3.0 * 170 / 49) / 7, 1e-15);
	assert_close(stats_weighted_mean(&w).df, 3, 0);
	assert_close(stats_kish_n(w.value.weight, w.weight_squares), 49 / 15.0, 1e-15);
}

/* As W-N01 (variance 5/9), whatever the scale of the weights. */
static void a_weighted_net(void **state)
{
	struct stats_net a = stats_weighted_net(3 * 2.5, 2.5, 6 * 2.5, 6 * 2.5 * 2.5);

	(void)state;
	assert_close(a.n, 6, 1e-14);
	assert_close((a.plus - a.minus) / a.n, 1 / 3.0, 1e-15);
	assert_close(stats_net_variance(a.plus, a.minus, a.n), 5 / 9.0, 1e-14);
	assert_no_interval(stats_net_wald(stats_weighted_net(0, 0, 0, 0).plus, 0, 0, 0.95));
}

/* Of W-M01: weights that are all alike change nothing, s / sqrt n and its t interval. */
static void equal_weights_change_nothing(void **state)
{
	static const double six[] = { 2, 4, 4, 5, 7, 8 };
	struct stats_estimate e;

	(void)state;
	for (double weight = 1e-6; weight < 1e7; weight *= 100) {
		struct stats_weighted w = { 0 };

		for (size_t i = 0; i < 6; i++)
			stats_weighted_add(&w, six[i], weight);
		e = stats_weighted_mean(&w);
		assert_close(e.standard_error, 2.19089023002066 / sqrt(6), 1e-13);
		assert_interval(stats_estimate_interval(e, 0.95), 2.70080170952, 7.29919829048, 1e-11);
	}
}

static void one_answer_has_no_error(void **state)
{
	struct stats_weighted w = { 0 };

	(void)state;
	assert_true(isnan(stats_weighted_mean(&w).value));
	stats_weighted_add(&w, 4, 2);
	assert_close(stats_weighted_mean(&w).value, 4, 0);
	assert_no_interval(stats_estimate_interval(stats_weighted_mean(&w), 0.95));
	stats_weighted_add(&w, 4, 1);
	assert_no_interval(stats_estimate_interval(stats_weighted_mean(&w), 0.95));
}

/* W-O11 in one sum; a customer whose rows weigh w and sum to wy is a ratio too, so that the errors are those of W-M11.
 */
static void a_ratio_of_sums(void **state)
{
	struct stats_ratio handle_time = { 0 }, weighted = { 0 }, none = { 0 };

	(void)state;
	stats_ratio_add(&handle_time, 668205 + 99153 + 198306, 4311);
	assert_close(stats_ratio_estimate(&handle_time).value, 224, 5e-5);
	assert_true(isnan(stats_ratio_estimate(&handle_time).standard_error));
	stats_ratio_add(&weighted, 1, 1);
	stats_ratio_add(&weighted, 3, 3);
	stats_ratio_add(&weighted, 0, 1);
	stats_ratio_add(&weighted, 0, 2);
	stats_ratio_add(&weighted, NAN, 2);
	assert_close(stats_ratio_estimate(&weighted).value, 4 / 7.0, 1e-15);
	assert_close(stats_ratio_estimate(&weighted).standard_error, sqrt(4 / 3.0 * 170 / 49) / 7, 1e-15);
	assert_true(isnan(stats_ratio_estimate(&none).value));
	stats_ratio_add(&none, 1, 0);
	assert_true(isnan(stats_ratio_estimate(&none).value));
}

/* Of a mean the jackknife is s / sqrt n: W-M01. */
static void jackknife(void **state)
{
	static const double six[] = { 2, 4, 4, 5, 7, 8 };
	double left_out[6];
	struct stats_estimate e;

	(void)state;
	for (size_t i = 0; i < 6; i++)
		left_out[i] = (30 - six[i]) / 5;
	e = stats_jackknife(5, left_out, 6);
	assert_close(e.standard_error, 2.19089023002066 / sqrt(6), 1e-14);
	assert_interval(stats_estimate_interval(e, 0.95), 2.70080170952, 7.29919829048, 1e-11);
	left_out[3] = NAN;
	assert_true(isnan(stats_jackknife(5, left_out, 6).standard_error));
	assert_true(isnan(stats_jackknife(5, left_out, 1).standard_error));
}

/* Sample sizes below the table of W-N21. */
static void sample_size_for_a_net(void **state)
{
	(void)state;
	assert_close(stats_size_for_net(0.10, 1, 0.95), 385, 0);
	assert_close(stats_size_for_net_adjusted(0.10, 1, 0.95), 382, 0);
	assert_close(stats_size_for_net(0.05, 1, 0.95), 1537, 0);
	assert_close(stats_size_for_net_adjusted(0.05, 1, 0.95), 1534, 0);
	assert_close(stats_size_for_net(0.10, 0.67, 0.95), 258, 0);
	assert_close(stats_size_for_net_adjusted(0.10, 0.67, 0.95), 255, 0);
	assert_close(stats_size_for_net(0.05, 0.61, 0.95), 938, 0);
	assert_close(stats_size_for_net_adjusted(0.05, 0.61, 0.95), 935, 0);
}

static void sample_size_for_shares_and_means(void **state)
{
	(void)state;
	assert_close(stats_size_for_share(0.05, 0.5, 0.95), 385, 0);
	assert_close(stats_size_for_mean(1, 25, 0.95), 97, 0);
	assert_true(isnan(stats_size_for_share(0, 0.5, 0.95)));
	assert_true(isnan(stats_size_for_net(0.1, 1, 1)));
}

/* W-P23 */
static void sample_size_for_a_difference(void **state)
{
	(void)state;
	assert_close(stats_size_for_shares(0.05, 0.10, 0.95, 0.80), 432, 0);
	assert_close(stats_size_for_shares(0.10, 0.05, 0.95, 0.80), 432, 0);
	assert_close(stats_size_for_difference(0.1, 0.7, 0.8, 0.95, 0.80),
		     ceil(150 * pow(1.959963984540054 + 0.8416212335729143, 2)), 0);
	assert_true(isnan(stats_size_for_shares(0.1, 0.1, 0.95, 0.80)));
	assert_true(isnan(stats_size_for_shares(0.1, 0.2, 0.95, 1)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nist_mean_and_deviation),
		cmocka_unit_test(large_numbers_of_small_spread),
		cmocka_unit_test(plain_means),
		cmocka_unit_test(answers_without_weight_are_out),
		cmocka_unit_test(kish),
		cmocka_unit_test(a_weighted_share),
		cmocka_unit_test(a_weighted_net),
		cmocka_unit_test(equal_weights_change_nothing),
		cmocka_unit_test(one_answer_has_no_error),
		cmocka_unit_test(a_ratio_of_sums),
		cmocka_unit_test(jackknife),
		cmocka_unit_test(sample_size_for_a_net),
		cmocka_unit_test(sample_size_for_shares_and_means),
		cmocka_unit_test(sample_size_for_a_difference),
	};

	return cmocka_run_group_tests_name("stats weights", tests, quiet, NULL);
}
