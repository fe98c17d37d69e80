/* Short decimals, yes and no, read many at a time, are what reading them one by one finds. */
#include <stdlib.h>

#include "loading.h"

#include "ingest/reader_decimal.h"
#include "ingest/reader_yesno.h"
#include "ingest/short_words.h"

static uint64_t seed;

static unsigned pick(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

enum { COLUMNS = 3, BEFORE = 16 };

/* Rows of cells made of CHARACTERS, and where they end. */
struct cells {
	char *text;
	size_t n;
	struct block block;
};

static struct cells make_cells(size_t n_rows, const char *characters, unsigned longest)
{
	struct cells c = { malloc(BEFORE + n_rows * COLUMNS * (longest + 1)), 0, { 0 } };
	uint32_t *place = malloc((n_rows * COLUMNS + 1) * sizeof(*place));

	assert_non_null(c.text);
	assert_non_null(place);
	memset(c.text, '7', BEFORE);
	c.block = (struct block){
		.n_rows = n_rows, .n_columns = COLUMNS, .has_places = true, .text = c.text + BEFORE, .places = place
	};
	*place++ = UINT32_MAX;
	for (size_t i = 0; i < n_rows * COLUMNS; i++) {
		unsigned length = pick(longest + 1);

		for (unsigned k = 0; k < length; k++)
			c.text[BEFORE + c.n++] = characters[pick((unsigned)strlen(characters))];
		*place++ = (uint32_t)c.n;
		c.text[BEFORE + c.n++] = i % COLUMNS == COLUMNS - 1 ? '\n' : ',';
	}
	return c;
}

static void drop_cells(struct cells *c)
{
	free(c->text);
	free(c->block.places);
}

static void assert_same_words(const struct cells *c, size_t column, size_t row, size_t n)
{
	static struct short_words plain, fast;

	load_placed_plain(&c->block, column, row, n, &plain);
	load_placed_avx512(&c->block, column, row, n, &fast);
	assert_memory_equal(plain.bytes, fast.bytes, n * sizeof(*plain.bytes));
	assert_memory_equal(plain.length, fast.length, n * sizeof(*plain.length));
	assert_memory_equal(plain.odd, fast.odd, n * sizeof(*plain.odd));
}

static void words_are_the_same_with_any_instructions(void **state)
{
	(void)state;
	seed = 5;
	if (!__builtin_cpu_supports("avx512vbmi2"))
		skip();
	for (size_t n = 1; n <= WORDS_AT_ONCE; n++)
		for (size_t column = 0; column < COLUMNS; column++) {
			struct cells c = make_cells(n + 3, "0123456789.", n % 12);

			assert_same_words(&c, column, n % 4, n);
			drop_cells(&c);
		}
}

static void assert_decimal(struct field f, int64_t value, unsigned unit)
{
	struct text t = { f.at, f.n };
	struct decimal d;

	if (t.n == 0) {
		assert_true(value == VALUE_MISSING);
		return;
	}
	assert_true(scan_decimal(t, '.', &d));
	assert_true(d.mantissa == value);
	assert_int_equal(d.places, unit);
}

static bool is_decimal(struct field f)
{
	struct decimal d;

	return f.n == 0 || scan_decimal((struct text){ f.at, f.n }, '.', &d);
}

/* And none is called odd that is a decimal of eight characters without a sign. */
static void check_decimals(const struct cells *c, size_t column)
{
	static int64_t values[BLOCK_ROWS];
	static uint8_t units[BLOCK_ROWS], odd[BLOCK_ROWS];
	static struct field fields[BLOCK_ROWS];
	size_t n = c->block.n_rows, n_odd = 0;
	unsigned digits = 0, unit = 0, placed_digits = 0, placed_unit = 0;
	bool any;

	block_column(&c->block, column, fields);
	any = read_short_decimals(fields, n, '.', values, units, odd, &digits, &unit);
	for (size_t i = 0; i < n; i++) {
		n_odd += odd[i];
		if (!odd[i])
			assert_decimal(fields[i], values[i], units[i]);
		else
			assert_true(fields[i].n > 8 || *fields[i].at == '-' || !is_decimal(fields[i]));
	}
	assert_int_equal(any, n_odd > 0);
	assert_int_equal(read_placed_decimals(&c->block, column, '.', values, units, &placed_digits, &placed_unit),
			 !any);
	if (any)
		return;
	assert_int_equal(digits, placed_digits);
	assert_int_equal(unit, placed_unit);
	for (size_t i = 0; i < n; i++)
		assert_decimal(fields[i], values[i], units[i]);
}

static void short_decimals_are_those_read_one_by_one(void **state)
{
	static const char *const alphabets[] = { "0123456789", "0123456789.", "123.", "19", "0.", "12.-x " };

	(void)state;
	seed = 6;
	for (unsigned round = 0; round < 600; round++) {
		struct cells c = make_cells(1 + pick(BLOCK_ROWS), alphabets[round % 6], round % 11);

		for (size_t column = 0; column < COLUMNS; column++)
			check_decimals(&c, column);
		drop_cells(&c);
	}
}

static void known_spellings_are_those_of_yes_and_no(void **state)
{
	static const char *const words[] = {
		"yes", "no", "", "Yes", "y", "nope", "true", "yes ", "unknown", "n", "\0y"
	};
	struct facts facts = { .yes = { .word = "yes" }, .no = { .word = "no" } };
	struct field fields[sizeof(words) / sizeof(*words)];
	enum { N = sizeof(words) / sizeof(*words) };
	int64_t values[N];
	uint8_t odd[N];

	(void)state;
	for (size_t i = 0; i < N; i++)
		fields[i] = (struct field){ .at = words[i], .n = i == N - 1 ? 2 : (uint32_t)strlen(words[i]) };
	assert_true(read_known_yesno(fields, N, &facts, values, odd));
	for (size_t i = 0; i < N; i++) {
		assert_int_equal(odd[i], i > 2);
		if (i <= 2)
			assert_true(values[i] == (i == 0 ? 1 : i == 1 ? 0 : VALUE_MISSING));
	}
	assert_false(read_known_yesno(fields, 3, &facts, values, odd));
	facts = (struct facts){ 0 };
	assert_true(read_known_yesno(fields, 3, &facts, values, odd));
	assert_true(odd[0] && odd[1] && !odd[2] && values[2] == VALUE_MISSING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_the_same_with_any_instructions),
		cmocka_unit_test(short_decimals_are_those_read_one_by_one),
		cmocka_unit_test(known_spellings_are_those_of_yes_and_no),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
