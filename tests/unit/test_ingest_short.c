/* Short decimals, yes and no, read many at a time, are what reading them one by one finds. */
#include <stdlib.h>

#include "loading.h"
#include "pick.h"

#include "base/processor.h"
#include "ingest/reader_decimal.h"
#include "ingest/reader_yesno.h"
#include "ingest/short_words.h"
#include "ingest/word_cache.h"

enum { COLUMNS = 3, BEFORE = 16 };

/* Rows of cells made of CHARACTERS, and where they end. */
struct cells {
	char *text;
	size_t n;
	struct block block;
};

static void put(struct cells *c, char byte)
{
	c->text[BEFORE + c->n++] = byte;
}

/* TRIM: 1 within quotes, or 0. */
static struct cells make_cells(size_t n_rows, const char *characters, unsigned longest, unsigned trim)
{
	static uint8_t doubled[COLUMNS];
	struct cells c = { malloc(BEFORE + n_rows * COLUMNS * (longest + 3)), 0, { 0 } };
	uint32_t *place = malloc((n_rows * COLUMNS + 1) * sizeof(*place));

	assert_non_null(c.text);
	assert_non_null(place);
	memset(c.text, '7', BEFORE);
	c.block = (struct block){
		.n_rows = n_rows,
		.n_columns = COLUMNS,
		.has_places = true,
		.text = c.text + BEFORE,
		.places = place,
		.doubled = doubled,
		.quotes = trim > 0,
		.quote = '"',
	};
	*place++ = UINT32_MAX;
	for (size_t i = 0; i < n_rows * COLUMNS; i++) {
		unsigned length = pick(longest + 1);

		if (trim)
			put(&c, '"');
		for (unsigned k = 0; k < length; k++)
			put(&c, characters[pick((unsigned)strlen(characters))]);
		if (trim)
			put(&c, '"');
		*place++ = (uint32_t)c.n;
		put(&c, i % COLUMNS == COLUMNS - 1 ? '\n' : ',');
	}
	return c;
}

static void drop_cells(struct cells *c)
{
	free(c->text);
	free(c->block.places);
}

static struct placed place(const struct cells *c, size_t column)
{
	struct placed p;

	assert_true(block_place(&c->block, column, &p));
	return p;
}

static bool has_avx512(void)
{
	return processor_level() >= PROCESSOR_AVX512;
}

static void assert_same_words(const struct placed *p, size_t row, size_t n)
{
	static struct short_words plain, fast;

	load_placed_plain(p, row, n, &plain);
	load_placed_avx512(p, row, n, &fast);
	assert_memory_equal(plain.bytes, fast.bytes, n * sizeof(*plain.bytes));
	assert_memory_equal(plain.length, fast.length, n * sizeof(*plain.length));
	assert_memory_equal(plain.odd, fast.odd, n * sizeof(*plain.odd));
}

static void words_are_the_same_with_any_instructions(void **state)
{
	(void)state;
	seed = 5;
	if (!has_avx512())
		skip();
	for (size_t n = 1; n <= WORDS_AT_ONCE; n++)
		for (size_t column = 0; column < COLUMNS; column++) {
			struct cells c = make_cells(n + 3, "0123456789.", n % 12, n % 2);
			struct placed p = place(&c, column);

			assert_same_words(&p, n % 4, n);
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

static placed_decimals *const kernels[] = { read_placed_decimals_plain, read_placed_decimals_avx512 };

/* FIELDS are known to have DIGITS and UNIT, or ANY is odd. */
static void check_placed_decimals(placed_decimals *read, const struct cells *c, size_t column,
				  const struct field *fields, bool any, unsigned digits, unsigned unit)
{
	static int64_t values[BLOCK_ROWS];
	static uint8_t units[BLOCK_ROWS];
	struct placed p = place(c, column);
	unsigned placed_digits = 0, placed_unit = 0;

	assert_int_equal(read(&p, '.', values, units, &placed_digits, &placed_unit), !any);
	if (any)
		return;
	assert_int_equal(digits, placed_digits);
	assert_int_equal(unit, placed_unit);
	for (size_t i = 0; i < c->block.n_rows; i++)
		assert_decimal(fields[i], values[i], units[i]);
}

/* And none is called odd that is a decimal of eight characters without a sign. */
static void check_decimals(const struct cells *c, size_t column)
{
	static int64_t values[BLOCK_ROWS];
	static uint8_t units[BLOCK_ROWS], odd[BLOCK_ROWS];
	static struct field fields[BLOCK_ROWS];
	size_t n = c->block.n_rows, n_odd = 0;
	unsigned digits = 0, unit = 0;
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
	for (size_t k = 0; k < (has_avx512() ? 2 : 1); k++)
		check_placed_decimals(kernels[k], c, column, fields, any, digits, unit);
}

static void short_decimals_are_those_read_one_by_one(void **state)
{
	static const char *const alphabets[] = { "0123456789", "0123456789.", "123.", "19", "0.", "12.-x " };

	(void)state;
	seed = 6;
	for (unsigned round = 0; round < 3000; round++) {
		struct cells c = make_cells(1 + pick(round % 4 ? 12 : BLOCK_ROWS), alphabets[round % 6], round % 11,
					    round / 6 % 2);

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

/* By places, it is what the fields say, or nothing. */
static void check_placed_yesno(const struct cells *c, const struct facts *facts)
{
	static int64_t values[BLOCK_ROWS], placed_values[BLOCK_ROWS];
	static struct field fields[BLOCK_ROWS];
	static uint8_t odd[BLOCK_ROWS];

	for (size_t column = 0; column < COLUMNS; column++) {
		struct placed p = place(c, column);
		bool any;

		block_column(&c->block, column, fields);
		any = read_known_yesno(fields, c->block.n_rows, facts, values, odd);
		assert_int_equal(read_placed_yesno(&p, facts, placed_values), !any);
		if (!any)
			assert_memory_equal(values, placed_values, c->block.n_rows * sizeof(*values));
	}
}

static void yes_and_no_are_known_by_their_places(void **state)
{
	static const struct facts spellings[] = {
		{ .yes = { .word = "y" }, .no = { .word = "n" } },
		{ .yes = { .word = "y" } },
		{ .no = { .word = "yy" }, .yes = { .word = "ny" } },
		{ 0 },
	};
	static const char *const alphabets[] = { "y", "yn", "n", "y0" };

	(void)state;
	seed = 8;
	for (unsigned round = 0; round < 600; round++) {
		struct cells c = make_cells(1 + pick(round % 3 ? 20 : 300), alphabets[pick(4)], pick(12), round % 2);

		check_placed_yesno(&c, &spellings[round % 4]);
		drop_cells(&c);
	}
}

/* Every third word of COLUMN is known, by its row, unless another one took its place. */
static struct word_cache *know_some_words(const struct placed *p)
{
	struct word_cache *cache = calloc(1, sizeof(*cache));

	assert_non_null(cache);
	for (size_t i = 0; i < p->n_rows; i += 3) {
		struct text t = placed_text(p, i);
		struct cached_word key;

		if (t.n == 0 || t.n > SHORT_WORD)
			continue;
		key = cached_word_key(t);
		key.code = (uint32_t)i;
		*word_cache_place(cache, &key) = key;
	}
	return cache;
}

/* The words that are found are the words that were meant.  How many were? */
static size_t check_words(word_cache_look *find, struct word_cache *cache, const struct placed *p, uint16_t *missed,
			  size_t *n_missed)
{
	int64_t values[BLOCK_ROWS];
	size_t k = 0, n_found = 0;

	*n_missed = find(cache, p, values, missed);
	for (size_t i = 0; i < p->n_rows; i++) {
		struct text t = placed_text(p, i);

		if (k < *n_missed && missed[k] == i) {
			assert_true(t.n > 0);
			k++;
		} else if (t.n == 0) {
			assert_true(values[i] == VALUE_MISSING);
		} else {
			assert_true(text_equal(placed_text(p, (size_t)values[i]), t));
			n_found++;
		}
	}
	assert_int_equal(k, *n_missed);
	return n_found;
}

static void known_words_are_found_with_any_instructions(void **state)
{
	static const char *const alphabets[] = { "ab", "abcdefghij", "a", "\xc3\xa9 -" };
	static uint16_t missed[2][BLOCK_ROWS];
	size_t n_missed[2], n_all_found = 0, n_all_missed = 0;

	(void)state;
	seed = 9;
	for (unsigned round = 0; round < 400; round++) {
		struct cells c = make_cells(1 + pick(round % 4 ? 40 : BLOCK_ROWS), alphabets[round % 4], pick(21),
					    round / 4 % 2);
		struct placed p = place(&c, round % COLUMNS);
		struct word_cache *cache = know_some_words(&p);

		n_all_found += check_words(word_cache_find_plain, cache, &p, missed[0], &n_missed[0]);
		n_all_missed += n_missed[0];
		if (has_avx512()) {
			check_words(word_cache_find_avx512, cache, &p, missed[1], &n_missed[1]);
			assert_int_equal(n_missed[0], n_missed[1]);
			assert_memory_equal(missed[0], missed[1], n_missed[0] * sizeof(**missed));
		}
		free(cache);
		drop_cells(&c);
	}
	assert_true(n_all_found > 1000 && n_all_missed > 1000);
}

/* KNOWN is found and OTHER, which has the same place, is not. */
static void assert_told_apart(struct text known, struct text other)
{
	static struct word_cache cache;
	char text[64];
	uint32_t places[] = { UINT32_MAX, (uint32_t)known.n, (uint32_t)(known.n + 1 + other.n) };
	const struct placed p = { text + 16, places, 2, 1, 0 };
	word_cache_look *const finds[] = { word_cache_find_plain, word_cache_find_avx512 };
	struct cached_word key = cached_word_key(known);

	memset(text, 'x', sizeof(text));
	memcpy(text + 16, known.at, known.n);
	memcpy(text + 16 + known.n + 1, other.at, other.n);
	*word_cache_place(&cache, &key) = key;
	for (size_t i = 0; i < (has_avx512() ? 2 : 1); i++) {
		int64_t values[2];
		uint16_t missed[2];

		assert_int_equal(finds[i](&cache, &p, values, missed), 1);
		assert_int_equal(missed[0], 1);
	}
}

/* Two words of FORMAT with other numbers in them and one place, told apart. */
static void check_one_place(const char *format)
{
	struct word_cache *cache = calloc(1, sizeof(*cache));
	char known[32], other[32];
	struct cached_word keys[2];
	unsigned i = 1;

	assert_non_null(cache);
	snprintf(known, sizeof(known), format, 0u);
	keys[0] = cached_word_key(text_of(known));
	do {
		snprintf(other, sizeof(other), format, i++);
		keys[1] = cached_word_key(text_of(other));
	} while (word_cache_place(cache, &keys[0]) != word_cache_place(cache, &keys[1]));
	assert_told_apart(text_of(known), text_of(other));
	free(cache);
}

static void words_of_one_place_are_told_apart(void **state)
{
	(void)state;
	check_one_place("the same%08u");
	check_one_place("%08uthe same");
	check_one_place("%06u");
	assert_told_apart((struct text){ "a", 1 }, (struct text){ "\0a", 2 });
	/* Of the last eight bytes and the first, nothing in between is seen: longer words have no place. */
	assert_told_apart(TEXT("12345678abcdefgh"), TEXT("12345678.abcdefgh"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_the_same_with_any_instructions),
		cmocka_unit_test(short_decimals_are_those_read_one_by_one),
		cmocka_unit_test(known_spellings_are_those_of_yes_and_no),
		cmocka_unit_test(yes_and_no_are_known_by_their_places),
		cmocka_unit_test(known_words_are_found_with_any_instructions),
		cmocka_unit_test(words_of_one_place_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
