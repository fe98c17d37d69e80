#include "suite.h"

#include <math.h>

#include "store/builder.h"

static const int64_t ones[BUILDER_UNITS] = { 1, 1, 1, 1, 1, 1, 1, 1 };

static struct column build(const int64_t *values, size_t n)
{
	struct builder b = { 0 };
	struct column c = { .type = COLUMN_INTEGER, .per_second = 1 };

	assert_true(builder_add(&b, 0, values, n, 0));
	assert_true(builder_finish(&(struct builder_part){ .builder = &b }, 1, &c, ones));
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
	static const int64_t tens[BUILDER_UNITS] = { 100, 10, 1 };
	const int64_t whole[] = { 3, -2 }, tenths[] = { 15, VALUE_MISSING }, cents[] = { 1 };
	struct builder b = { 0 };
	struct column c = { .type = COLUMN_DECIMAL, .scale = 2, .per_second = 1 };
	const double expected[] = { 3, -2, 1.5, NAN, 0.01 };

	(void)state;
	assert_true(builder_add(&b, 0, whole, 2, 0) && builder_add(&b, 2, tenths, 2, 1) &&
		    builder_add(&b, 4, cents, 1, 2));
	assert_true(builder_finish(&(struct builder_part){ .builder = &b }, 1, &c, tens));
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
	assert_true(builder_finish(&(struct builder_part){ .builder = &b }, 1, &c, ones));
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
	assert_true(builder_finish(&(struct builder_part){ .builder = &b }, 1, &c, ones));
	for (int64_t k = 0; k < BLOCKS; k++)
		for (int64_t i = 0; i < ROWS; i++) {
			size_t row = (size_t)(k * ROWS + i);

			assert_int_equal(column_is_missing(&c, row), row % 11 == 0);
			if (row % 11)
				assert_int_equal(column_number(&c, row), k % 3 ? k : k * 1000 + i);
		}
	free(c.codes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_take_the_smallest_width_that_leaves_room_for_missing),
		cmocka_unit_test(no_value_at_all_is_only_missing),
		cmocka_unit_test(blocks_of_different_units_make_one_column),
		cmocka_unit_test(doubles_stay_doubles),
		cmocka_unit_test(many_blocks_come_out_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
