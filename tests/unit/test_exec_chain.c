/* Chains of steps: what tests/diff/reports.sh does not ask for, above all steps in any order whose conditions overlap.
 */
#include "suite.h"

#include <math.h>

#include "exec/chain.h"

enum { EVENTS = 7, ROUNDS = 4000 };

static uint32_t state = 20250866;

static uint32_t random_below(uint32_t n)
{
	state = state * 69069 + 1;
	return (state >> 16) % n;
}

static struct chain find(const struct chain_rules *rules, const struct event *events, size_t n)
{
	struct arena a = { 0 };
	struct journey j = { events, n, 0 };
	struct chain chain;

	chain_find(chain_finder_new(&a, rules), &j, &chain);
	arena_reset(&a);
	return chain;
}

/* By trying everything: the most steps that the rows from I on can feed, a row one step, a step one row. */
static size_t most(const struct event *events, size_t i, size_t n, double end, uint32_t taken, size_t n_steps)
{
	size_t best = 0;

	if (i == n || events[i].seconds > end)
		return 0;
	best = most(events, i + 1, n, end, taken, n_steps);
	for (size_t k = 0; k < n_steps; k++) {
		size_t depth;

		if (!(events[i].bits >> k & 1) || taken >> k & 1)
			continue;
		depth = 1 + most(events, i + 1, n, end, taken | UINT32_C(1) << k, n_steps);
		best = depth > best ? depth : best;
	}
	return best;
}

static size_t deepest(const struct event *events, size_t n, size_t n_steps, double seconds)
{
	size_t best = 0;

	for (size_t i = 0; i < n; i++) {
		size_t depth = events[i].bits ? most(events, i, n, events[i].seconds + seconds, 0, n_steps) : 0;

		best = depth > best ? depth : best;
	}
	return best;
}

static void in_any_order_every_row_feeds_one_step_and_as_many_as_can_be(void **unused)
{
	struct event events[EVENTS];

	(void)unused;
	for (int round = 0; round < ROUNDS; round++) {
		size_t n_steps = 2 + random_below(3);
		struct chain_rules rules = { .n_steps = n_steps, .any_order = true };
		double seconds = 0, window = INFINITY;

		if (random_below(3)) {
			rules.within = (struct length){ 1 + random_below(5), UNIT_MINUTE };
			window = 60 * (double)rules.within.n;
		}
		for (uint32_t i = 0; i < EVENTS; i++) {
			seconds += 60 * random_below(3);
			events[i] = (struct event){ seconds, i, random_below(1u << n_steps), 0 };
		}
		assert_int_equal(find(&rules, events, EVENTS).depth, deepest(events, EVENTS, n_steps, window));
	}
}

static void two_rows_at_the_same_time_do_not_follow_one_another(void **unused)
{
	const struct event events[] = { { 60, 0, 1, 0 }, { 60, 1, 2, 0 } },
			   later[] = { { 60, 0, 1, 0 }, { 61, 1, 2, 0 } };
	const struct chain_rules rules = { .n_steps = 2 };

	(void)unused;
	assert_int_equal(find(&rules, events, 2).depth, 1);
	assert_int_equal(find(&rules, later, 2).depth, 2);
}

static void one_row_that_meets_two_steps_feeds_one(void **unused)
{
	const struct event events[] = { { 60, 0, 3, 0 }, { 120, 1, 3, 0 } };
	const struct chain_rules ordered = { .n_steps = 2 }, any = { .n_steps = 2, .any_order = true };

	(void)unused;
	assert_int_equal(find(&ordered, events, 1).depth, 1);
	assert_int_equal(find(&any, events, 1).depth, 1);
	assert_int_equal(find(&ordered, events, 2).depth, 2);
}

static void a_later_start_that_gets_deeper_wins_and_of_equals_the_earliest(void **unused)
{
	const struct event events[] = { { 0, 0, 1, 0 }, { 600, 1, 1, 0 }, { 610, 2, 1, 0 }, { 650, 3, 2, 0 } };
	const struct chain_rules rules = { .n_steps = 2, .within = { 1, UNIT_MINUTE } };
	struct chain chain = find(&rules, events, 4);

	(void)unused;
	assert_int_equal(chain.depth, 2);
	assert_int_equal(chain.row, 1);
	assert_true(chain.seconds[1] == 650);
}

static void a_row_that_is_excluded_ends_a_chain_only_strictly_between_two_steps(void **unused)
{
	const struct event between[] = { { 0, 0, 1, 0 }, { 30, 1, 4, 0 }, { 60, 2, 2, 0 } };
	const struct event beside[] = { { 0, 0, 1, 0 }, { 0, 1, 4, 0 }, { 60, 2, 4, 0 }, { 60, 3, 2, 0 } };
	const struct chain_rules rules = { .n_steps = 2, .has_without = true };

	(void)unused;
	assert_int_equal(find(&rules, between, 3).depth, 1);
	assert_int_equal(find(&rules, beside, 4).depth, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_any_order_every_row_feeds_one_step_and_as_many_as_can_be),
		cmocka_unit_test(two_rows_at_the_same_time_do_not_follow_one_another),
		cmocka_unit_test(one_row_that_meets_two_steps_feeds_one),
		cmocka_unit_test(a_later_start_that_gets_deeper_wins_and_of_equals_the_earliest),
		cmocka_unit_test(a_row_that_is_excluded_ends_a_chain_only_strictly_between_two_steps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
