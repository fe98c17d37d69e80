/* test_stats_decompose.c - a change splits into within and mix as Kitagawa's does, and adds up. */
#include "unit/test_stats_close.h"

#include "stats/decompose.h"
#include "stats/tail.h"

static struct stats_change_parts sum_of(const struct stats_change_parts *p, size_t n)
{
	struct stats_change_parts all = { 0, 0 };

	for (size_t i = 0; i < n; i++) {
		all.within += p[i].within;
		all.mix += p[i].mix;
	}
	return all;
}

/* NPS of the sample in March 2025 against February, by product: answers and promoters less detractors counted by SQL,
 * the parts worked out by another program (Kitagawa's formulas in Python). */
static void march_by_product(void **state)
{
	static const struct stats_group_sums products[] = {
		{ { -41, 13 }, { 137, 24 } }, /* Aria */
		{ { 6, 12 }, { 19, 27 } },    /* Aria-mini */
		{ { 1, 9 }, { 16, 20 } },     /* Pulse-band */
		{ { 11, 7 }, { 30, 17 } },    /* Pulse-watch */
	};
	static const double within[] = { -39.984233369, -2.578744717, -5.938062556, -0.770492490 };
	static const double mix[] = { -2.223124462, -4.342259954, -1.187866902, -0.952263254 };
	struct stats_change_parts parts[4] = { { 0, 0 } };

	(void)state;
	assert_close(stats_decompose(products, 4, 100, parts), -57.977047705, 1e-9);
	for (size_t i = 0; i < 4; i++) {
		assert_close(parts[i].within, within[i], 1e-9);
		assert_close(parts[i].mix, mix[i], 1e-9);
	}
	assert_close(sum_of(parts, 4).within, -49.271533132, 1e-9);
	assert_close(sum_of(parts, 4).mix, -8.705514573, 1e-9);
}

/* By hand: shares .5 .5 to .8 .2, values 10 20 to 12 18.  Within: .65 * 2 + .35 * -2 = .6; mix: (11 - 14.1) * .3 +
 * (19 - 14.1) * -.3 = -2.4; all: 15 to 13.2. */
static void by_hand(void **state)
{
	static const struct stats_group_sums groups[] = { { { 96, 50 }, { 8, 5 } }, { { 36, 100 }, { 2, 5 } } };
	struct stats_change_parts parts[2] = { { 0, 0 } };

	(void)state;
	assert_close(stats_decompose(groups, 2, 1, parts), -1.8, 1e-12);
	assert_close(parts[0].within, 1.3, 1e-12);
	assert_close(parts[1].within, -0.7, 1e-12);
	assert_close(parts[0].mix, -0.93, 1e-12);
	assert_close(parts[1].mix, -1.47, 1e-12);
}

/* The second group answers now only, the third has a sum but no base (a cost without a contact). */
static void groups_of_one_period_belong_to_the_mix(void **state)
{
	static const struct stats_group_sums groups[] = {
		{ { 30, 20 }, { 10, 10 } },
		{ { 50, 0 }, { 10, 0 } },
		{ { 4, 2 }, { 0, 0 } },
	};
	struct stats_change_parts parts[3] = { { 0, 0 } };
	double change = stats_decompose(groups, 3, 1, parts);

	(void)state;
	assert_close(change, 84 / 20.0 - 22 / 10.0, 1e-12);
	assert_true(parts[1].within == 0 && parts[2].within == 0);
	assert_close(parts[1].mix, (5 - (4.2 + 2.2) / 2) * 0.5, 1e-12);
	assert_close(parts[2].mix, 4 / 20.0 - 2 / 10.0, 1e-12);
	assert_close(sum_of(parts, 3).within + sum_of(parts, 3).mix, change, 1e-12);
}

static void without_answers_there_is_no_change(void **state)
{
	static const struct stats_group_sums groups[] = { { { 30, 0 }, { 10, 0 } } };
	struct stats_change_parts parts[1] = { { 7, 7 } };

	(void)state;
	assert_true(isnan(stats_decompose(groups, 1, 1, parts)));
	assert_close(parts[0].within, 7, 0);
	assert_true(isnan(stats_decompose(groups, 0, 1, parts)));
}

/* Parts of several means add up: an index of two is twice a call. */
static void terms_add_up(void **state)
{
	static const struct stats_group_sums groups[] = { { { 3, 8 }, { 8, 9 } }, { { 6, 1 }, { 7, 5 } } };
	struct stats_change_parts once[2] = { { 0, 0 } }, twice[2] = { { 0, 0 } };

	(void)state;
	stats_decompose(groups, 2, 2, once);
	stats_decompose(groups, 2, 1, twice);
	stats_decompose(groups, 2, 1, twice);
	for (size_t i = 0; i < 2; i++) {
		assert_close(once[i].within, twice[i].within, 1e-14);
		assert_close(once[i].mix, twice[i].mix, 1e-14);
	}
}

/* Means of 5 values with one left out: the jackknife of a mean is its squared standard error, s^2 / n. */
static void jackknife_of_a_mean(void **state)
{
	static const double values[] = { 2, 4, 4, 5, 10 };
	double left_out[5];

	(void)state;
	for (size_t i = 0; i < 5; i++)
		left_out[i] = (25 - values[i]) / 4;
	assert_close(stats_jackknife_variance(left_out, 5), 36 / 4.0 / 5, 1e-14);
}

/* Independent answers: X2 is Pearson's, whose mean design effect is 1.  40 and 60 of 100 where half was expected: the
 * variance of each difference is 100 / 4. */
static void of_independent_answers_it_is_pearsons_test(void **state)
{
	static const double excess[] = { -10, 10 }, variance[] = { 25, 25 }, weight[] = { 50, 50 };
	struct stats_beyond_test t = stats_beyond_test(excess, variance, weight, 2, 50);

	(void)state;
	assert_close(t.noise, 1, 1e-14);
	assert_close(t.f, 4, 1e-14);
	assert_close(t.p, stats_p_of_t(2, 49), 1e-12);
}

static void nothing_to_test(void **state)
{
	static const double excess[] = { 1, -1 }, none[] = { 0, 0 }, weight[] = { 0.5, 0.5 }, one[] = { 1, 0 };

	(void)state;
	assert_true(isnan(stats_beyond_test(excess, none, weight, 2, 50).p));
	assert_true(isnan(stats_beyond_test(excess, weight, one, 2, 50).p));
	assert_true(isnan(stats_beyond_p(1, 1, 1, 1, 50)));
	assert_close(stats_beyond_p(0, 0.5, 1, 3, 50), 1, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(march_by_product),
		cmocka_unit_test(by_hand),
		cmocka_unit_test(groups_of_one_period_belong_to_the_mix),
		cmocka_unit_test(without_answers_there_is_no_change),
		cmocka_unit_test(terms_add_up),
		cmocka_unit_test(jackknife_of_a_mean),
		cmocka_unit_test(of_independent_answers_it_is_pearsons_test),
		cmocka_unit_test(nothing_to_test),
	};

	return cmocka_run_group_tests_name("stats decompose", tests, quiet, NULL);
}
