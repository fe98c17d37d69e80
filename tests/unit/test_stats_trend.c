/* test_stats_trend.c - lines, trends and changes of series give the published numbers. */
#include "unit/test_stats_close.h"

#include <gsl/gsl_sort.h>

#include "stats/trend.h"
#include "unit/test_stats_data.h"

/* W-R01: NIST Norris. */
static void norris(void **state)
{
	struct stats_line l = stats_line(norris_x, norris_y, NULL, 36, 0.95);

	(void)state;
	assert_close(l.intercept, -0.262323073774029, 1e-12);
	assert_close(l.slope, 1.00211681802045, 1e-14);
	assert_close(l.standard_error, 0.000429796848199937, 1e-16);
	assert_close(l.t * l.t, 5436385.54079785, 1e-5);
	assert_close(l.r_squared, 0.999993745883712, 1e-15);
	assert_close(l.df, 34, 0);
}

/* W-R11 */
static void weighted_line(void **state)
{
	static const double x[] = { 1, 2, 3, 4, 5, 6 }, y[] = { 10, 22, 11, 13, 13, 16 };
	static const double w[] = { 1, 0.1, 1, 1, 0.5, 1 }, w_30[] = { 30, 3, 30, 30, 15, 30 };
	struct stats_line l = stats_line(x, y, w, 6, 0.95), same = stats_line(x, y, w_30, 6, 0.95);

	(void)state;
	assert_close(l.intercept, 9.00, 0.005);
	assert_close(l.slope, 1.04, 0.005);
	assert_close(l.standard_error, 0.50, 0.005);
	assert_close(l.t, 2.06, 0.005);
	assert_close(l.p, 0.11, 0.005);
	assert_close(l.r_squared, 0.51, 0.005);
	assert_close(same.standard_error, l.standard_error, 1e-14);
	assert_interval(same.interval, l.interval.low, l.interval.high, 1e-13);
}

static void lines_of_few_points(void **state)
{
	static const double x[] = { 1, 2, 4, 5 }, y[] = { 3, 5, 9, 11 }, flat[] = { 1.4, 1.4, 1.4, 1.4 };
	static const double w[] = { 1, 0, 1, 0 };
	struct stats_line l = stats_line(x, y, NULL, 4, 0.95);

	(void)state;
	assert_close(l.slope, 2, 1e-14);
	assert_close(l.r_squared, 1, 1e-14);
	assert_true(isnan(l.p));
	assert_close(stats_line(x, y, w, 4, 0.95).slope, 2, 1e-14);
	assert_close(stats_line(x, y, w, 4, 0.95).df, 0, 0);
	assert_true(isnan(stats_line(x, y, NULL, 1, 0.95).slope));
	assert_true(isnan(stats_line(x, y, NULL, 0, 0.95).slope));
	assert_true(isnan(stats_line(flat, y, NULL, 4, 0.95).p));
	assert_close(stats_line(x, flat, NULL, 4, 0.95).slope, 0, 1e-15);
	assert_true(isnan(stats_line(x, flat, NULL, 4, 0.95).p));
}

/* Ties and a gap; counted pair by pair with fractions, apart from this program. */
static const double monthly_time[] = { 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13 };
static const double monthly[] = { 41, 43, 40, 44, 44, 47, 45, 44, 49, 48, 47, 50 };

static void mann_kendall(void **state)
{
	struct stats_mann_kendall m = stats_mann_kendall(*state, monthly_time, monthly, 12, 0.95);

	assert_close(m.s, 46, 0);
	assert_close(m.z, 3.120188603766914, 1e-13);
	assert_close(m.p, 0.0018073527835763, 1e-14);
	assert_close(m.tau, 0.7191012094028307, 1e-14);
	assert_close(m.slope, 0.6666666666666666, 1e-15);
	assert_interval(m.interval, 0.3333333333333333, 1.0, 1e-15);
}

static void a_falling_series_is_a_rising_one_upside_down(void **state)
{
	struct stats_mann_kendall up = stats_mann_kendall(*state, monthly_time, monthly, 12, 0.95), down;
	double fallen[12];

	for (size_t i = 0; i < 12; i++)
		fallen[i] = -monthly[i];
	down = stats_mann_kendall(*state, monthly_time, fallen, 12, 0.95);
	assert_close(down.z, -up.z, 1e-15);
	assert_close(down.p, up.p, 1e-15);
	assert_interval(down.interval, -up.interval.high, -up.interval.low, 1e-15);
}

static void series_without_a_trend_test(void **state)
{
	static const double time[] = { 1, 2, 3, 4 }, flat[] = { 5, 5, 5, 5 }, y[] = { 1, 2, 4, 3 };
	static const double standing[] = { 1, 2, 2, 4 }, gap[] = { 1, NAN, 2, 3 };
	struct stats_mann_kendall m = stats_mann_kendall(*state, time, flat, 4, 0.95);

	assert_true(isnan(m.p));
	assert_close(m.slope, 0, 0);
	assert_true(isnan(stats_mann_kendall(*state, standing, y, 4, 0.95).p));
	assert_true(isnan(stats_mann_kendall(*state, time, gap, 4, 0.95).slope));
	assert_true(isnan(stats_mann_kendall(*state, time, y, 1, 0.95).slope));
	assert_true(isnan(stats_mann_kendall(*state, time, y, 0, 0.95).slope));
	assert_no_interval(stats_mann_kendall(*state, time, y, 4, 0.95).interval);
}

enum { LONG = 1201 };

/* A long series is not written down pair by pair, and has the same slope. */
static void long_series(void **state)
{
	static double time[LONG], y[LONG], slopes[LONG * (LONG - 1) / 2];
	struct stats_mann_kendall m;
	size_t next = 0;
	unsigned seed = 7;

	for (size_t i = 0; i < LONG; i++) {
		seed = seed * 1103515245 + 12345;
		time[i] = (double)i + (double)(i / 10);
		y[i] = 40 - 0.003 * time[i] + (double)(seed >> 20 & 1023) / 256;
	}
	for (size_t i = 0; i < LONG; i++)
		for (size_t j = i + 1; j < LONG; j++)
			slopes[next++] = (y[j] - y[i]) / (time[j] - time[i]);
	gsl_sort(slopes, 1, next);
	m = stats_mann_kendall(*state, time, y, LONG, 0.95);
	assert_close(m.slope, (slopes[(next - 1) / 2] + slopes[next / 2]) / 2, 1e-13);
	assert_true(m.interval.low < -0.003 && -0.003 < m.interval.high && m.interval.high < 0);
	assert_true(m.p < 1e-6);
}

/* The example of Pettitt (1979): forty values, the mean goes from 0 to 1 after twenty.  U = 232 at 17, p = 0.01456. */
static void pettitt(void **state)
{
	static const double y[] = { -1.05, 0.96, 1.22,	0.58,  -0.98, -0.03, -1.54, -0.71, -0.35, 0.66,
				    0.44,  0.91, -0.02, -1.42, 1.26,  -1.02, -0.81, 1.66,  1.05,  0.97,
				    2.14,  1.22, -0.24, 1.60,  0.72,  -0.12, 0.44,  0.03,  0.66,  0.56,
				    1.37,  1.66, 0.10,	0.80,  1.29,  0.49,  -0.07, 1.18,  3.29,  1.84 };
	struct stats_change c = stats_change(*state, y, 40);

	assert_close(c.statistic, 232, 0);
	assert_int_equal(c.at, 17);
	assert_close(c.p_formula, 0.01456, 5e-6);
	assert_true(c.p < c.p_formula && c.p > 0.002);
	assert_close(c.p, stats_change(*state, y, 40).p, 0);
	assert_true(c.before < 0 && c.after > 0.8);
}

static void series_without_a_change(void **state)
{
	static const double flat[] = { 5, 5, 5, 5 }, gap[] = { 5, NAN, 5, 5 }, jump[] = { 1, 1, 1, 9, 9 };

	assert_int_equal(stats_change(*state, flat, 4).at, 4);
	assert_true(isnan(stats_change(*state, flat, 4).p));
	assert_int_equal(stats_change(*state, gap, 4).at, 4);
	assert_int_equal(stats_change(*state, flat, 0).at, 0);
	assert_int_equal(stats_change(*state, jump, 5).at, 3);
	assert_close(stats_change(*state, jump, 5).after, 9, 0);
}

/* Of the ten orders of 1, 1, 1, 9, 9 two step as far. */
static void short_series_are_judged_by_their_orders(void **state)
{
	static const double jump[] = { 1, 1, 1, 9, 9 };

	assert_close(stats_change(*state, jump, 5).p, 0.2, 0.015);
}

/* Noise of twelve months changes in about 5 of 100 series at 5 %, and long noise in no more. */
static void noise_seldom_changes(void **state)
{
	int found = 0, found_long = 0;
	unsigned seed = 5;
	double y[250];

	for (int series = 0; series < 200; series++) {
		for (size_t i = 0; i < 250; i++) {
			seed = seed * 1103515245 + 12345;
			y[i] = seed >> 12;
		}
		found += stats_change(*state, y, 12).p < 0.05;
		found_long += stats_change(*state, y, 250).p < 0.05;
	}
	assert_true(found >= 3 && found <= 18);
	assert_true(found_long <= 18);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(norris),
		cmocka_unit_test(weighted_line),
		cmocka_unit_test(lines_of_few_points),
		test_with_arena(mann_kendall),
		test_with_arena(a_falling_series_is_a_rising_one_upside_down),
		test_with_arena(series_without_a_trend_test),
		test_with_arena(long_series),
		test_with_arena(pettitt),
		test_with_arena(series_without_a_change),
		test_with_arena(short_series_are_judged_by_their_orders),
		test_with_arena(noise_seldom_changes),
	};

	return cmocka_run_group_tests_name("stats trend", tests, quiet, NULL);
}
