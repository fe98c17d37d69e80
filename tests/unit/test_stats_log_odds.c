/* test_stats_log_odds.c - expected: R 4.2, glm(cbind(yes, no) ~ side, binomial) over the counts with the prior added,
 * whose coefficient and standard error are the log-odds ratio and its Wald error. */
#include "unit/test_stats_close.h"

#include "stats/log_odds.h"

static void as_a_logistic_regression_over_counts_and_prior(void **state)
{
	struct stats_log_odds r = stats_log_odds_dirichlet(53, 232, 16, 415, 6.9, 64.7, 0.95);

	(void)state;
	assert_close(r.log_odds, 1.6185693498931597, 1e-12);
	assert_close(r.standard_error, 0.2584080647312264, 1e-12);
	assert_close(r.z, 6.2636177844397185, 1e-11);
	assert_close(r.p, 3.761467941424905e-10, 1e-19);
	assert_interval(r.interval, 1.1120988497052609, 2.1250398500810585, 1e-12);
}

static void what_one_side_never_has_stays_finite(void **state)
{
	struct stats_log_odds r = stats_log_odds_dirichlet(28, 232, 0, 415, 2.8, 64.7, 0.95),
			      back = stats_log_odds_dirichlet(0, 415, 28, 232, 2.8, 64.7, 0.95);

	(void)state;
	assert_close(r.log_odds, 2.982081799853575, 1e-12);
	assert_close(r.standard_error, 0.6288625267903373, 1e-12);
	assert_close(r.p, 2.1159254441846057e-06, 1e-15);
	assert_close(back.log_odds, -r.log_odds, 1e-14);
	assert_close(back.p, r.p, 1e-18);
}

static void equal_sides_differ_by_nothing(void **state)
{
	struct stats_log_odds r = stats_log_odds_dirichlet(10, 20, 10, 20, 0.5, 1, 0.9);

	(void)state;
	assert_close(r.log_odds, 0, 0);
	assert_close(r.p, 1, 0);
	assert_close(r.standard_error, 0.6172133998483676, 1e-14);
}

static void no_answer_without_trials_or_odds(void **state)
{
	(void)state;
	assert_true(isnan(stats_log_odds_dirichlet(0, 0, 1, 10, 1, 2, 0.95).log_odds));
	assert_true(isnan(stats_log_odds_dirichlet(10, 10, 10, 10, 2, 2, 0.95).log_odds));
	assert_no_interval(stats_log_odds_dirichlet(0, 10, 0, 10, 0, 2, 0.95).interval);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_a_logistic_regression_over_counts_and_prior),
		cmocka_unit_test(what_one_side_never_has_stays_finite),
		cmocka_unit_test(equal_sides_differ_by_nothing),
		cmocka_unit_test(no_answer_without_trials_or_odds),
	};

	return cmocka_run_group_tests(tests, quiet, NULL);
}
