/* test_stats_stratified.c - differences within strata and differences of differences give numbers worked out apart from
 * this program (R 4.2) and published ones. */
#include "unit/test_stats_close.h"

#include "stats/stratified.h"

static const double no_fallback[2] = { 0, 0 };

/* Applicants of six departments of Berkeley, 1973: men and women, admitted and all.  Bickel, Hammel and O'Connell (1975),
 * Science 187, 398-404; R's UCBAdmissions. */
static const double men[6][2] = { { 512, 825 }, { 353, 560 }, { 120, 325 }, { 138, 417 }, { 53, 191 }, { 22, 373 } };
static const double women[6][2] = { { 89, 108 }, { 17, 25 }, { 202, 593 }, { 131, 375 }, { 94, 393 }, { 24, 341 } };

/* LESS: 1 for the sample variance p (1 - p) n / (n - 1), 0 for p (1 - p). */
static struct stats_mean share_of(const double count[2], double less)
{
	double p = count[0] / count[1];

	return (struct stats_mean){ count[1], p, p * (1 - p) * count[1] / (count[1] - less) };
}

static void read_admissions(struct stats_stratum strata[6], double less)
{
	for (size_t i = 0; i < 6; i++)
		strata[i] = (struct stats_stratum){ share_of(men[i], less), share_of(women[i], less), men[i][1],
						    women[i][1] };
}

/* All together men have 14.2 points more; within the departments women have more. */
static void the_mix_of_both_sides(void **state)
{
	struct stats_stratum strata[6];
	struct stats_standardized s;

	(void)state;
	read_admissions(strata, 1);
	s = stats_standardize(strata, 6, STATS_MIX_BOTH, no_fallback, 0.95);
	assert_close(s.a, 0.387318582689, 1e-12);
	assert_close(s.b, 0.429955380461, 1e-12);
	assert_close(s.difference.difference, -0.042636797771, 1e-12);
	assert_close(s.difference.standard_error, 0.018494383674, 1e-12);
	assert_close(s.difference.df, 117.72450464, 1e-8);
	assert_close(s.difference.statistic, -2.3053916542, 1e-10);
	assert_close(s.difference.p, 0.0228957033559, 1e-12);
	assert_interval(s.difference.interval, -0.079261600399, -0.006011995143, 1e-10);
}

static void mantel_and_haenszel(void **state)
{
	struct stats_stratum strata[6];
	struct stats_standardized s;

	(void)state;
	read_admissions(strata, 1);
	s = stats_standardize(strata, 6, STATS_MIX_MANTEL_HAENSZEL, no_fallback, 0.95);
	assert_close(s.a, 0.316000863298, 1e-12);
	assert_close(s.b, 0.334426059489, 1e-12);
	assert_close(s.difference.difference, -0.018425196191, 1e-12);
	assert_close(s.difference.standard_error, 0.014654170510, 1e-12);
	assert_close(s.difference.df, 2102.67519414, 1e-7);
	assert_close(s.difference.p, 0.208772118625, 1e-11);
	assert_interval(s.difference.interval, -0.047163385039, 0.010312992657, 1e-10);
}

/* With p (1 - p) / n the variance is that of Greenland and Robins (1985), as their own formula over counts gives it. */
static void greenland_and_robins(void **state)
{
	struct stats_stratum strata[6];
	double sum = 0, weights = 0;
	struct stats_standardized s;

	(void)state;
	read_admissions(strata, 0);
	for (size_t i = 0; i < 6; i++) {
		double x = men[i][0], m = men[i][1], y = women[i][0], w = women[i][1], n = m + w;

		sum += (x * (m - x) * w * w * w + y * (w - y) * m * m * m) / (m * w * n * n);
		weights += m * w / n;
	}
	s = stats_standardize(strata, 6, STATS_MIX_MANTEL_HAENSZEL, no_fallback, 0.95);
	assert_close(s.difference.standard_error, sqrt(sum) / weights, 1e-14);
	assert_close(s.difference.standard_error, 0.014619468523, 1e-12);
}

/* 3 5 4 | 7 | 10 12 against 2 6 | 9 8 7 6 | 11: the single values take the variance within the other strata. */
static void strata_of_a_single_answer(void **state)
{
	const struct stats_stratum strata[] = {
		{ { 3, 4, 1 }, { 2, 4, 8 }, 3, 2 },
		{ { 1, 7, NAN }, { 4, 7.5, 5.0 / 3 }, 1, 4 },
		{ { 2, 11, 2 }, { 1, 11, NAN }, 2, 1 },
	};
	struct stats_standardized s = stats_standardize(strata, 3, STATS_MIX_BOTH, no_fallback, 0.95);

	(void)state;
	assert_close(s.difference.difference, -0.192307692308, 1e-12);
	assert_close(s.difference.standard_error, 1.061241132645, 1e-12);
	assert_close(s.difference.df, 3.3742794538, 1e-10);
	assert_close(s.difference.statistic, -0.1812101759, 1e-10);
	assert_close(s.difference.p, 0.866551755362, 1e-11);
}

/* One stratum is Welch's test. */
static void one_stratum(void **state)
{
	const struct stats_stratum one = { { 12, 5.2, 1.7 }, { 9, 4.1, 3.2 }, 12, 9 };
	struct stats_comparison welch = stats_mean_compare_welch(one.a, one.b, 0.9);
	struct stats_standardized s = stats_standardize(&one, 1, STATS_MIX_MANTEL_HAENSZEL, no_fallback, 0.9);

	(void)state;
	assert_close(s.difference.difference, welch.difference, 1e-15);
	assert_close(s.difference.df, welch.df, 1e-12);
	assert_close(s.difference.p, welch.p, 1e-15);
}

static void sides_without_spread(void **state)
{
	const struct stats_stratum alike[] = {
		{ { 4, 1, 0 }, { 9, 0.5, 0.28125 }, 4, 9 },
		{ { 1, 1, NAN }, { 5, 0.4, 0.3 }, 1, 5 },
	};
	const double fallback[2] = { 0.12, 0.25 };
	struct stats_standardized certain = stats_standardize(alike, 1, STATS_MIX_BOTH, no_fallback, 0.95);
	struct stats_standardized s = stats_standardize(alike, 1, STATS_MIX_BOTH, fallback, 0.95);

	(void)state;
	assert_close(certain.difference.standard_error, sqrt(0.28125 / 9), 1e-15);
	assert_close(s.difference.standard_error, sqrt(0.12 / 4 + 0.28125 / 9), 1e-15);
	assert_true(isfinite(stats_standardize(alike, 2, STATS_MIX_BOTH, fallback, 0.95).difference.p));
	assert_true(isnan(stats_standardize(alike + 1, 1, STATS_MIX_BOTH, no_fallback, 0.95).difference.p));
	assert_true(isnan(stats_standardize(alike, 0, STATS_MIX_BOTH, fallback, 0.95).difference.difference));
}

/* Card and Krueger (1994), American Economic Review 84(4), 772-793, table 3: full-time jobs in fast-food restaurants of
 * New Jersey changed by 0.59 (standard error 0.54), in Pennsylvania by -2.16 (1.25); by 2.76 (1.36) more. */
static void minimum_wages(void **state)
{
	const struct stats_estimate here[2] = { { 0.59, 0.54, INFINITY }, { 0, 0, INFINITY } };
	const struct stats_estimate there[2] = { { -2.16, 1.25, INFINITY }, { 0, 0, INFINITY } };
	struct stats_comparison c = stats_difference_of_differences(here, there, 0.95);

	(void)state;
	assert_close(c.difference, 2.76, 0.011); /* of rounded numbers */
	assert_close(c.standard_error, 1.36, 0.005);
	assert_true(isinf(c.df));
}

/* Two equal pairs of means: the difference is 0 and the degrees of freedom those of the four. */
static void four_means(void **state)
{
	const struct stats_estimate own[2] = { { 5, 0.5, 9 }, { 4, 0.5, 9 } },
				    other[2] = { { 3, 0.5, 9 }, { 2, 0.5, 9 } };
	struct stats_comparison c = stats_difference_of_differences(own, other, 0.95);

	(void)state;
	assert_close(c.difference, 0, 0);
	assert_close(c.standard_error, 1, 1e-15);
	assert_close(c.df, 36, 1e-12);
	assert_close(c.p, 1, 1e-15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_mix_of_both_sides), cmocka_unit_test(mantel_and_haenszel),
		cmocka_unit_test(greenland_and_robins),	 cmocka_unit_test(strata_of_a_single_answer),
		cmocka_unit_test(one_stratum),		 cmocka_unit_test(sides_without_spread),
		cmocka_unit_test(minimum_wages),	 cmocka_unit_test(four_means),
	};

	return cmocka_run_group_tests_name("stats stratified", tests, quiet, NULL);
}
