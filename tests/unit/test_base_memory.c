#include "unit/suite.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/wide.h"

static void an_arena_gives_zeroed_aligned_memory(void **state)
{
	struct arena a = { 0 };

	(void)state;
	for (size_t size = 0; size < 5000; size += 7) {
		const unsigned char *at = arena_alloc(&a, size);

		assert_int_equal((uintptr_t)at % 16, 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(at[i], 0);
	}
	arena_reset(&a);
	assert_int_equal(a.used, 0);
}

static void running_out_of_memory_jumps_to_the_failure_place(void **state)
{
	struct arena a = { 0 };
	jmp_buf failure;

	(void)state;
	a.on_failure = &failure;
	if (setjmp(failure) == 0) {
		arena_array(&a, SIZE_MAX / 2, 16);
		fail_msg("too much memory was given");
	}
	arena_reset(&a);
}

static void a_grown_array_keeps_what_it_held(void **state)
{
	struct arena a = { 0 };
	int *old = ARENA_ARRAY(&a, 2, int), *new;

	(void)state;
	old[0] = 1;
	old[1] = 2;
	new = arena_grow(&a, old, 2, 4, sizeof(*old));
	assert_int_equal(new[1], 2);
	assert_int_equal(new[3], 0);
	assert_text(arena_printf(&a, "%d-%s", 7, "x"), TEXT("7-x"));
	arena_reset(&a);
}

static void a_buffer_grows_and_repeats(void **state)
{
	struct buffer b = { 0 };

	(void)state;
	buffer_add_repeated(&b, "ab", 1000);
	buffer_add_char(&b, '!');
	assert_int_equal(b.n, 2001);
	assert_int_equal(b.at[2001], 0);
	assert_false(buffer_reserve(&b, SIZE_MAX - 10));
	assert_true(b.failed);
	buffer_free(&b);
}

static void a_map_finds_what_was_put(void **state)
{
	struct arena a = { 0 };
	struct map m = { .arena = &a };

	(void)state;
	assert_int_equal(map_get(&m, TEXT("x")), MAP_NONE);
	for (size_t i = 0; i < 1000; i++)
		map_put(&m, arena_printf(&a, "key %zu", i), i);
	map_put(&m, TEXT("key 7"), 77);
	map_put(&m, TEXT_NONE, 5);
	assert_int_equal(m.n, 1001);
	assert_int_equal(map_get(&m, TEXT("key 7")), 77);
	assert_int_equal(map_get(&m, TEXT("key 999")), 999);
	assert_int_equal(map_get(&m, TEXT("")), 5);
	assert_int_equal(map_get(&m, TEXT("key 1000")), MAP_NONE);
	arena_reset(&a);
}

static void wide_sums_become_the_nearest_double(void **state)
{
	wide large = (wide)INT64_MAX * INT64_MAX;

	(void)state;
	assert_true(wide_to_double(534161, 4) == 53.4161);
	assert_true(wide_to_double(-1, 18) == -1e-18);
	assert_true(wide_to_double(0, 3) == 0);
	assert_true(wide_to_double(9007199254740993, 0) == 9007199254740992.0);
	assert_true(wide_to_double(9007199254740993, 1) == 900719925474099.3);
	assert_true(wide_to_double(large, 0) == 85070591730234615847396907784232501249.0);
	assert_true(wide_to_double(-large, 18) == -85070591730234615847.396907784232501249);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_arena_gives_zeroed_aligned_memory),
		cmocka_unit_test(running_out_of_memory_jumps_to_the_failure_place),
		cmocka_unit_test(a_grown_array_keeps_what_it_held),
		cmocka_unit_test(a_buffer_grows_and_repeats),
		cmocka_unit_test(a_map_finds_what_was_put),
		cmocka_unit_test(wide_sums_become_the_nearest_double),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
