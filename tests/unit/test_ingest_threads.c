/* A file is the same table at any number of threads and with any instructions, and the quick way to cut rows finds what
 * the exact one finds. */
#include <stdlib.h>

#include "loading.h"
#include "pick.h"

#include "base/threads.h"
#include "ingest/csv.h"
#include "ingest/separators.h"

static separators_find *const kernels[] = { separators_find_avx2, separators_find_avx512 };

static void assert_same_places(separators_find *kernel, const char *text, size_t n)
{
	enum { ROOM = 1 << 17, COLUMNS = 5 };
	static uint32_t plain[ROOM], fast[ROOM];
	uint8_t doubled[2][COLUMNS] = { 0 };
	struct separators a =
		separators_find_plain(text, n, ',', '"', &(struct places){ plain, ROOM, doubled[0], COLUMNS });
	struct separators b = kernel(text, n, ',', '"', &(struct places){ fast, ROOM, doubled[1], COLUMNS });

	assert_int_equal(a.n, b.n);
	assert_int_equal(a.n_line_ends, b.n_line_ends);
	assert_int_equal(a.irregular, b.irregular);
	assert_int_equal(a.quotes, b.quotes);
	assert_int_equal(a.bare, b.bare);
	assert_int_equal(a.returns, b.returns);
	assert_memory_equal(doubled[0], doubled[1], COLUMNS);
	assert_memory_equal(plain, fast, a.n * sizeof(*plain));
}

/* Random text of the bytes that matter; mostly regular at first, so that not all of it stops at the first byte. */
static void fill(char *text, size_t n, const char *bytes)
{
	for (size_t i = 0; i < n; i++)
		text[i] = bytes[pick((unsigned)strlen(bytes))];
}

static bool has(size_t level)
{
	return !getenv("CXQ_ISA") && (size_t)separators_choose() && level < 2 &&
	       (level == 0 ? __builtin_cpu_supports("avx2") : __builtin_cpu_supports("avx512vbmi2"));
}

static void kernels_find_the_same_places(void **state)
{
	static const char *const alphabets[] = { ",\n\"\rab", "abcdefgh,,\n", "abcdefghijklmnopqrs,\n\r", ",,,,,\n" };
	static const size_t sizes[] = { 4095, 4096, 4097, 65535, 65536, 65537 };
	char *text = malloc(65537);

	(void)state;
	assert_non_null(text);
	for (size_t k = 0; k < 2; k++) {
		if (!has(k))
			continue;
		for (size_t n = 1; n <= 64; n++)
			for (unsigned round = 0; round < 200; round++) {
				fill(text, n, alphabets[round % 4]);
				assert_same_places(kernels[k], text, n);
			}
		for (size_t i = 0; i < 6; i++)
			for (unsigned round = 0; round < 20; round++) {
				fill(text, sizes[i], alphabets[round % 4]);
				assert_same_places(kernels[k], text, sizes[i]);
			}
	}
	free(text);
}

/* The places up to where it stopped are those of the exact reader, cut off anywhere. */
static void places_are_those_of_the_exact_reader(void **state)
{
	enum { N = 300 };
	static const char *const cells[] = { "a",	 "",	 "\"x\"", "\"a\"\"b\"", "\"1,2\"",
					     "\"l\nm\"", "12.5", "\"\"",  "o'k" };
	char text[N + 16];
	uint32_t places[N + 80];
	uint8_t doubled;
	const struct places to = { places, N + 80, &doubled, 1 };

	(void)state;
	for (unsigned round = 0; round < 3000; round++) {
		size_t n = 0;

		while (n < N) {
			const char *cell = cells[pick(9)];

			memcpy(text + n, cell, strlen(cell));
			n += strlen(cell);
			text[n++] = pick(4) ? ',' : '\n';
		}
		n = 1 + pick((unsigned)n);
		struct separators found = separators_find_plain(text, n, ',', '"', &to);
		struct csv csv = csv_open((struct text){ text, n }, csv_usual, 0);
		struct field fields[N + 1];
		size_t k = 0;

		assert_false(found.irregular);
		while (csv_read(&csv, fields, 1) == CSV_ROW)
			for (size_t i = 0; i < csv.n_fields; i++) {
				const char *end = fields[i].at + fields[i].n;

				end += end < text + n && *end == '"';
				/* Empty lines, which the exact reader skips. */
				while (k < found.n && places[k] < (size_t)(end - text) && text[places[k]] == '\n')
					k++;
				if (k == found.n)
					break;
				assert_int_equal(places[k++], end - text);
			}
	}
}

static void add(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct buffer *b, const char *format, ...)
{
	char line[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(line, sizeof(line), format, arguments);
	va_end(arguments);
	buffer_add_c(b, line);
}

/* Some megabytes of rows: many words, serial numbers, types that change late, quotes where they belong and where not. */
static void write_rows(struct buffer *b, unsigned n, unsigned odd)
{
	buffer_add_c(b, "id,customer,word,note,drift,late,score,when,flag,na\n");
	for (unsigned i = 0; i < n; i++) {
		bool strange = odd && pick(odd) == 0;

		add(b, "I%07u,C%08u,w%u,%s,", i, pick(90000), pick(20000),
		    strange    ? "5\" pipe"
		    : pick(10) ? "plain"
			       : "\"a \"\"b\"\", c\"");
		add(b, i == n - 7 ? "7.25," : i == n - 3 && odd ? "x," : "%u,", pick(100));
		add(b, i > n - 5 ? "first," : ",");
		add(b, "%u,2025-%02u-%02uT%02u:00:00,%s,%s", pick(11), 1 + pick(12), 1 + pick(28), pick(24),
		    pick(2) ? "Yes" : "no", pick(3) ? "NA" : "");
		buffer_add_c(b, strange && pick(2) ? "\r\n" : strange ? "\n\n" : "\n");
	}
}

static struct loaded *load_on(const struct buffer *b, unsigned threads, const char *isa)
{
	struct loaded *l;

	threads_limit(threads);
	if (isa)
		setenv("CXQ_ISA", isa, 1);
	l = load_bytes_with(b->at, b->n, (struct load_request){ 0 });
	unsetenv("CXQ_ISA");
	threads_limit(0);
	return l;
}

static void check_file(unsigned n, unsigned odd)
{
	static const struct {
		unsigned threads;
		const char *isa;
	} ways[] = { { 1, "plain" }, { 2, NULL }, { 3, "avx2" }, { 7, NULL } };
	struct buffer b = { 0 };
	struct loaded *first, *other;

	write_rows(&b, n, odd);
	first = load_on(&b, 1, NULL);
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		other = load_on(&b, ways[i].threads, ways[i].isa);
		assert_same_table(first, other);
		unload(other);
	}
	assert_int_equal(first->table->n_rows, n);
	unload(first);
	buffer_free(&b);
}

static void threads_do_not_change_the_table(void **state)
{
	(void)state;
	check_file(60000, 0);
	check_file(60000, 500);
	check_file(60000, 3);
}

/* Large enough for serial numbers to be read as such. */
static void serial_numbers_are_spelt_as_in_the_file(void **state)
{
	enum { N = 280000 };
	struct buffer b = { 0 };
	struct loaded *l;

	(void)state;
	seed = 11;
	write_rows(&b, N, 0);
	assert_true(b.n > 16 << 20);
	l = load_on(&b, 2, NULL);
	assert_int_equal(column(l, "id")->words->n, N);
	seed = 11;
	for (size_t row = 0; row < N; row++) {
		char id[16];
		size_t line = table_line(l->table, row);

		snprintf(id, sizeof(id), "I%07zu", line);
		if (strcmp(cell(l, "id", row), id) != 0)
			fail_msg("row %zu: %s, not %s", row, cell(l, "id", row), id);
	}
	assert_int_equal(dictionary_find(column(l, "id")->words, TEXT("I0000042")), 42);
	assert_int_equal(dictionary_find(column(l, "id")->words, TEXT("I42")), UINT32_MAX);
	unload(l);
	buffer_free(&b);
}

/* T7 and T1000007: words of different lengths. */
static void serial_numbers_need_not_be_padded(void **state)
{
	enum { N = 900000 };
	struct buffer b = { 0 };
	struct loaded *l;

	(void)state;
	buffer_add_c(&b, "id,filling\n");
	for (unsigned i = 0; i < N; i++)
		add(&b, "T%u,abcdefghijk\n", (unsigned)((uint64_t)i * 7919 % N) * 2 + 1);
	assert_true(b.n > 16 << 20);
	l = load_on(&b, 3, NULL);
	assert_non_null(column(l, "id")->words->serials);
	assert_int_equal(column(l, "id")->words->n, N);
	for (unsigned i = 0; i < N; i++) {
		char id[16];

		snprintf(id, sizeof(id), "T%u", (unsigned)((uint64_t)i * 7919 % N) * 2 + 1);
		if (strcmp(cell(l, "id", i), id) != 0)
			fail_msg("row %u: %s, not %s", i, cell(l, "id", i), id);
	}
	assert_int_equal(dictionary_find(column(l, "id")->words, TEXT("T8")), UINT32_MAX);
	assert_int_equal(dictionary_find(column(l, "id")->words, TEXT("T9")), 4);
	unload(l);
	buffer_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kernels_find_the_same_places),
		cmocka_unit_test(places_are_those_of_the_exact_reader),
		cmocka_unit_test(threads_do_not_change_the_table),
		cmocka_unit_test(serial_numbers_are_spelt_as_in_the_file),
		cmocka_unit_test(serial_numbers_need_not_be_padded),
	};

	seed = 20250866;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
