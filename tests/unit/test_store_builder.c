#include "pick.h"
#include "suite.h"

#include <math.h>

#include "store/builder_int.h"
#include "store/pending.h"

enum { BLOCK = 1024 };

static struct column build(const int64_t *values, size_t n)
{
	struct builder b = { 0 };
	struct column c = { .type = COLUMN_INTEGER, .per_second = 1 };

	assert_true(builder_add(&b, 0, values, n, 0));
	assert_true(column_fill(&c, &b));
	return c;
}

static void assert_values(const struct column *c, const int64_t *values, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(column_is_missing(c, i), values[i] == VALUE_MISSING);
		if (values[i] != VALUE_MISSING)
			assert_true(c->base + (int64_t)column_code(c, i) == values[i]);
	}
}

static void codes_take_the_smallest_width_that_leaves_room_for_missing(void **state)
{
	static const struct {
		int64_t low, high;
		unsigned width;
	} cases[] = {
		{ 0, 254, 1 },	       { 0, 255, 2 },
		{ -100, 154, 1 },      { 7, 7 + 65534, 2 },
		{ 0, 65535, 4 },       { -5, 4294967289, 4 },
		{ -5, 4294967290, 8 }, { -999999999999999999, 999999999999999999, 8 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const int64_t values[] = { cases[i].high, VALUE_MISSING, cases[i].low };
		struct column c = build(values, 3);

		assert_int_equal(c.width, cases[i].width);
		assert_int_equal(c.n_missing, 1);
		assert_true(c.domain == (uint64_t)cases[i].high - (uint64_t)cases[i].low + 1);
		assert_values(&c, values, 3);
		free(c.codes);
	}
}

/* Values of a range of N_CODES, its ends and missing ones among them. */
static void make_values(uint64_t n_codes, int64_t *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		values[i] = -7 + (int64_t)(((uint64_t)pick(UINT32_MAX) << 30 ^ pick(UINT32_MAX)) % n_codes);
	for (size_t i = 0; i < n; i += 1 + pick(9))
		values[i] = VALUE_MISSING;
	values[pick((unsigned)n)] = -7;
	values[pick((unsigned)n)] = -7 + (int64_t)(n_codes - 1);
}

static void assert_next(const struct builder *b, const int64_t *values, size_t n)
{
	struct builder_cursor k = { .chunk = b->first };
	int64_t next[BLOCK];
	uint32_t first_row;

	for (size_t i = 0, some; i < n; i += some) {
		some = builder_next(&k, next, BLOCK, &first_row);
		assert_int_equal(first_row, i);
		assert_true(some > 0);
		assert_memory_equal(next, values + i, some * sizeof(*values));
	}
}

/* Added STEP at a time. */
static void check_values(const int64_t *values, size_t n, size_t step)
{
	struct column c = { .type = COLUMN_INTEGER, .per_second = 1 };
	struct builder b = { 0 };

	for (size_t i = 0; i < n; i += step)
		assert_true(builder_add(&b, (uint32_t)i, values + i, n - i < step ? n - i : step, 0));
	if (step <= BLOCK)
		assert_next(&b, values, n);
	assert_true(column_fill(&c, &b));
	assert_values(&c, values, n);
	free(c.codes);
}

static void check_range(uint64_t n_codes, size_t n)
{
	int64_t values[3000];

	make_values(n_codes, values, n);
	check_values(values, n, n);
	check_values(values, n, BLOCK);
}

static void values_of_any_range_come_back(void **state)
{
	static const size_t sizes[] = { 1, 2, 3, 4, 5, 7, 63, 1021, 1023, 1024, 2999 };

	(void)state;
	seed = 3;
	for (unsigned bits = 0; bits <= 40; bits++)
		for (int64_t around = -3; around <= 1; around++)
			for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
				if (((int64_t)1 << bits) + around > 0)
					check_range(((uint64_t)1 << bits) + (uint64_t)around, sizes[i]);
}

/* A block of N_CODES different values is a header and its codes of BITS, and what is to be looked at behind them. */
static void assert_segment(uint64_t n_codes, unsigned bits)
{
	int64_t values[BLOCK];
	struct builder b = { 0 };
	size_t n = (size_t)BLOCK * bits / 8;

	make_values(n_codes, values, BLOCK);
	assert_int_equal(narrow_bits(n_codes), bits);
	assert_true(builder_add(&b, 0, values, BLOCK, 0));
	assert_in_range(b.last->n, sizeof(struct segment) + n, sizeof(struct segment) + n + 8);
	builder_clear(&b);
}

static void codes_take_no_more_bits_than_they_need(void **state)
{
	static const struct {
		uint64_t n_codes;
		unsigned bits;
	} cases[] = {
		{ 1, 2 },
		{ 3, 2 },
		{ 4, 4 },
		{ 15, 4 },
		{ 16, 8 },
		{ 255, 8 },
		{ 256, 16 },
		{ 65535, 16 },
		{ 65536, 24 },
		{ 16777215, 24 },
		{ 16777216, 32 },
		{ UINT32_MAX, 32 },
		{ UINT64_C(1) << 32, 64 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_segment(cases[i].n_codes, cases[i].bits);
}

static void no_value_at_all_is_only_missing(void **state)
{
	const int64_t values[] = { VALUE_MISSING, VALUE_MISSING };
	struct column c = build(values, 2);

	(void)state;
	assert_int_equal(c.domain, 0);
	assert_values(&c, values, 2);
	free(c.codes);
}

static void blocks_of_different_units_make_one_column(void **state)
{
	const int64_t whole[] = { 3, -2 }, tenths[] = { 15, VALUE_MISSING }, cents[] = { 1 };
	struct pending *p = pending_new(1);
	struct builder *b;
	struct column c = { .type = COLUMN_DECIMAL, .scale = 2, .per_second = 1 };
	const double expected[] = { 3, -2, 1.5, NAN, 0.01 };

	(void)state;
	assert_non_null(p);
	b = &p->parts->builder;
	assert_true(builder_add(b, 0, whole, 2, 0) && builder_add(b, 2, tenths, 2, 1) &&
		    builder_add(b, 4, cents, 1, 2));
	p->factor[0] = 100;
	p->factor[1] = 10;
	assert_true(pending_hold(p, &c));
	assert_ptr_equal(c.pending, p);
	for (size_t i = 0; i < 5; i++) {
		double value = column_number(&c, i);

		assert_true(isnan(expected[i]) ? isnan(value) : value == expected[i]);
	}
	free(c.codes);
}

static void doubles_stay_doubles(void **state)
{
	const double values[] = { 1e300, NAN, -0.125 };
	struct builder b = { 0 };
	struct column c = { .type = COLUMN_NUMBER };

	(void)state;
	assert_true(builder_add_doubles(&b, 0, values, 3));
	assert_true(column_fill(&c, &b));
	assert_true(column_number(&c, 0) == 1e300 && column_number(&c, 2) == -0.125);
	assert_true(column_is_missing(&c, 1));
	assert_int_equal(c.n_missing, 1);
	free(c.codes);
}

static void many_blocks_come_out_in_order(void **state)
{
	enum { BLOCKS = 300, ROWS = 700 };
	struct builder b = { 0 };
	struct column c = { .type = COLUMN_INTEGER, .per_second = 1 };
	int64_t values[ROWS];

	(void)state;
	for (int64_t k = 0; k < BLOCKS; k++) {
		for (int64_t i = 0; i < ROWS; i++)
			values[i] = (k * ROWS + i) % 11 == 0 ? VALUE_MISSING : (k % 3 ? k : k * 1000 + i);
		assert_true(builder_add(&b, (uint32_t)(k * ROWS), values, ROWS, 0));
	}
	assert_true(column_fill(&c, &b));
	for (int64_t k = 0; k < BLOCKS; k++)
		for (int64_t i = 0; i < ROWS; i++) {
			size_t row = (size_t)(k * ROWS + i);

			assert_int_equal(column_is_missing(&c, row), row % 11 == 0);
			if (row % 11)
				assert_int_equal(column_number(&c, row), k % 3 ? k : k * 1000 + i);
		}
	free(c.codes);
}

static void values_wait_and_come_to_the_places_of_their_rows(void **state)
{
	static const uint32_t places[] = { 2, 4, 0, 1, 3 }, words[] = { 1, 0 };
	const int64_t first[] = { 0, 1 }, second[] = { 0, VALUE_MISSING, 1 };
	struct dictionary two = { .n = 2 };
	struct column c = { .type = COLUMN_TEXT, .words = &two };
	struct pending *p = pending_new(2);

	(void)state;
	assert_non_null(p);
	assert_true(builder_add_codes(&p->parts[1].builder, 0, first, 2, 2));
	assert_true(builder_add_codes(&p->parts[0].builder, 2, second, 3, 2));
	p->parts[0].codes = malloc(sizeof(words));
	assert_non_null(p->parts[0].codes);
	memcpy(p->parts[0].codes, words, sizeof(words));
	assert_true(pending_hold(p, &c));
	p->places = places;
	assert_int_equal(c.n_missing, 1);
	assert_values(&c, (const int64_t[]){ 1, VALUE_MISSING, 0, 0, 1 }, 5);
	assert_null(c.pending);
	free(c.codes);
}

static void sorted_is_by_row_not_by_part(void **state)
{
	const int64_t early[] = { 1, 5 }, late[] = { 5, 6, VALUE_MISSING };
	struct pending *p = pending_new(2);

	(void)state;
	assert_non_null(p);
	assert_true(builder_add(&p->parts[0].builder, 2, late, 3, 0));
	assert_true(builder_add(&p->parts[1].builder, 0, early, 2, 0));
	assert_true(pending_is_sorted(p));
	assert_true(builder_add(&p->parts[1].builder, 5, early, 2, 0));
	assert_false(pending_is_sorted(p));
	pending_free(p);
	p = pending_new(1);
	assert_non_null(p);
	assert_true(builder_add(&p->parts[0].builder, 0, (const int64_t[]){ 3, 2 }, 2, 0));
	assert_false(pending_is_sorted(p));
	pending_free(p);
}

/* Fewer rows than there come, as many, and more: room is made for what is expected, and values are what they are. */
static void what_is_expected_changes_nothing_but_the_room(void **state)
{
	enum { BLOCK = 1000, ROWS = 600000 };
	static const size_t expected[] = { 0, 1, ROWS / 3, ROWS, 5 * ROWS };
	static int64_t values[ROWS];

	(void)state;
	for (size_t i = 0; i < ROWS; i++)
		values[i] = i % 11 ? (int64_t)(i * 7919 % 50000) : VALUE_MISSING;
	for (size_t k = 0; k < sizeof(expected) / sizeof(*expected); k++) {
		struct builder b = { .expected = expected[k] };
		struct column c = { .type = COLUMN_INTEGER, .per_second = 1 };
		size_t held = 0;

		for (size_t row = 0; row < ROWS; row += BLOCK)
			assert_true(builder_add(&b, (uint32_t)row, values + row, BLOCK, 0));
		for (const struct builder_chunk *chunk = b.first; chunk; chunk = chunk->next)
			held += chunk->capacity;
		if (expected[k] == ROWS)
			assert_in_range(held, 2 * ROWS, 2 * ROWS + 32 * (ROWS / BLOCK) + 8192);
		assert_true(column_fill(&c, &b));
		assert_values(&c, values, ROWS);
		free(c.codes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_take_the_smallest_width_that_leaves_room_for_missing),
		cmocka_unit_test(values_of_any_range_come_back),
		cmocka_unit_test(codes_take_no_more_bits_than_they_need),
		cmocka_unit_test(no_value_at_all_is_only_missing),
		cmocka_unit_test(blocks_of_different_units_make_one_column),
		cmocka_unit_test(doubles_stay_doubles),
		cmocka_unit_test(many_blocks_come_out_in_order),
		cmocka_unit_test(values_wait_and_come_to_the_places_of_their_rows),
		cmocka_unit_test(sorted_is_by_row_not_by_part),
		cmocka_unit_test(what_is_expected_changes_nothing_but_the_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
