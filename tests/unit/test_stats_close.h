/* test_stats_close.h - numbers that are right to so many digits. */
#ifndef TESTS_TEST_STATS_CLOSE_H
#define TESTS_TEST_STATS_CLOSE_H

#include "unit/suite.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#include "base/arena.h"
#include "stats/stats.h"

#define assert_close(value, expected, tolerance) check_close(value, expected, tolerance, __FILE__, __LINE__)
#define assert_interval(interval, low, high, tolerance)                                                                \
	check_interval(interval, low, high, tolerance, __FILE__, __LINE__)

static inline void check_close(double value, double expected, double tolerance, const char *file, int line)
{
	if (fabs(value - expected) <= tolerance)
		return;
	print_error("%.17g is not %.17g within %g\n", value, expected, tolerance);
	_fail(file, line);
}

static inline void check_interval(struct interval interval, double low, double high, double tolerance, const char *file,
				  int line)
{
	check_close(interval.low, low, tolerance, file, line);
	check_close(interval.high, high, tolerance, file, line);
}

static inline void assert_no_interval(struct interval interval)
{
	assert_true(isnan(interval.low));
	assert_true(isnan(interval.high));
}

/* Before a group of tests, as the program does. */
static inline int quiet(void **state)
{
	(void)state;
	gsl_set_error_handler_off();
	return 0;
}

/* Around a test: an arena in *state. */
static inline int lend_arena(void **state)
{
	static struct arena scratch;

	*state = &scratch;
	return 0;
}

static inline int empty_arena(void **state)
{
	arena_reset(*state);
	return 0;
}

#define test_with_arena(f) cmocka_unit_test_setup_teardown(f, lend_arena, empty_arena)

#endif
