#include "loading.h"

#include <jansson.h>

#include "ingest/csv.h"
#include "ingest/dialect.h"

/* All rows of TEXT as "a|b;c|d;", bad rows as "!". */
static const char *rows(const char *text, char delimiter, size_t n_columns)
{
	static char out[512];
	struct csv c = csv_open(text_of(text), delimiter, n_columns);
	struct field fields[8];
	struct buffer between = { 0 };
	enum csv_row row;
	size_t n = 0;

	*out = '\0';
	while ((row = csv_read(&c, fields, 1)) != CSV_END) {
		if (row == CSV_BAD_ROW)
			n += (size_t)snprintf(out + n, sizeof(out) - n, "!;");
		for (size_t i = 0; row == CSV_ROW && i < c.n_fields; i++) {
			struct text t = csv_text(fields[i], &between);

			n += (size_t)snprintf(out + n, sizeof(out) - n, "%.*s%s", TEXT_ARGS(t),
					      i + 1 < c.n_fields ? "|" : ";");
		}
	}
	buffer_free(&between);
	return out;
}

static void fields_end_at_delimiters_and_rows_at_any_line_end(void **state)
{
	(void)state;
	assert_string_equal(rows("a,b\nc,d\n", ',', 0), "a|b;c|d;");
	assert_string_equal(rows("a,b\r\nc,d\re,f", ',', 0), "a|b;c|d;e|f;");
	assert_string_equal(rows("a\tb\n,\t\n", '\t', 0), "a|b;,|;");
	assert_string_equal(rows("a,,\n,,\n", ',', 0), "a||;||;");
	assert_string_equal(rows("\n\na\n\r\n\nb\n\n", ',', 0), "a;b;");
	assert_string_equal(rows("", ',', 0), "");
	assert_string_equal(rows("a,b\n  \t\nc,d\n", ',', 2), "a|b;c|d;");
}

static void quotes_hold_delimiters_line_ends_and_quotes(void **state)
{
	(void)state;
	assert_string_equal(rows("\"a,b\",\"c\nd\"\n", ',', 0), "a,b|c\nd;");
	assert_string_equal(rows("\"say \"\"hi\"\"\",\"\"\n", ',', 0), "say \"hi\"|;");
	assert_string_equal(rows("\"\"\"\",x", ',', 0), "\"|x;");
	assert_string_equal(rows("5\" pipe,x\"y\n", ',', 0), "5\" pipe|x\"y;");
	assert_string_equal(rows("\"a\"\r\"b\"\r\n\"c\"", ',', 0), "a;b;c;");
}

static void bad_rows_do_not_take_the_next_one_along(void **state)
{
	(void)state;
	assert_string_equal(rows("a\nb,c\nd,e\n", ',', 2), "!;b|c;d|e;");
	assert_string_equal(rows("a,b,c\nd,e\n", ',', 2), "!;d|e;");
	assert_string_equal(rows("\"a\"x,b\nd,e\n", ',', 2), "!;d|e;");
	assert_string_equal(rows("a,\"b\nd,e\n", ',', 2), "!;d|e;");
}

static void faults_are_placed_by_line_and_character(void **state)
{
	struct csv c = csv_open(TEXT("a,b\r\n\"x\ny\",2\r\xc3\xa9\xc3\xa9,\"z\"!\n"), ',', 2);
	struct field fields[2];
	uint64_t line, column;

	(void)state;
	assert_int_equal(csv_read(&c, fields, 1), CSV_ROW);
	assert_int_equal(csv_read(&c, fields, 1), CSV_ROW);
	assert_int_equal(csv_read(&c, fields, 1), CSV_BAD_ROW);
	assert_int_equal(c.fault, CSV_TEXT_AFTER_QUOTE);
	csv_place(&c, c.fault_at, &line, &column);
	assert_int_equal(line, 4);
	assert_int_equal(column, 7);
}

static void delimiters_are_found(void **state)
{
	static const struct {
		const char *text;
		char delimiter;
	} cases[] = {
		{ "a,b\n1,2\n", ',' },
		{ "a;b\n1,5;2,5\n3,5;1,5\n", ';' },
		{ "a\tb\n1,2\t3\n", '\t' },
		{ "a|b|c\n1|2|3\n", '|' },
		{ "\"a;b\",c\n\"1;2\",3\n", ',' },
		{ "a\nb\n", ',' },
		{ "id,text\n1,\"a;b\n;;\"\n2,c;d\n", ',' },
		{ "sep=|\na|b\n", '|' },
	};
	size_t skip;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (dialect_delimiter(text_of(cases[i].text), &skip) != cases[i].delimiter)
			fail_msg("case %zu", i);
	assert_int_equal(skip, 5);
}

/* The text of a cell: numbers in their shortest form, which is how these files spell them. */
static void assert_row(const struct loaded *l, size_t row, const json_t *object)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)object, key, value)
		assert_string_equal(cell(l, key, row), json_string_value(value));
}

static void csv_spectrum_is_read_as_its_authors_say(void **state)
{
	static const char *const names[] = { "comma_in_quotes",
					     "empty",
					     "empty_crlf",
					     "escaped_quotes",
					     "json",
					     "newlines",
					     "newlines_crlf",
					     "quotes_and_newlines",
					     "simple",
					     "simple_crlf",
					     "utf8" };
	char path[256];

	(void)state;
	if (access(SUITES "csv-spectrum", R_OK) != 0)
		skip();
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct loaded *l;
		json_t *expected;

		snprintf(path, sizeof(path), SUITES "csv-spectrum/json/%s.json", names[i]);
		expected = json_load_file(path, 0, NULL);
		assert_non_null(expected);
		snprintf(path, sizeof(path), SUITES "csv-spectrum/csvs/%s.csv", names[i]);
		l = load_file_with(path, (struct load_request){ 0 });
		assert_non_null(l->table);
		assert_int_equal(l->table->n_rows, json_array_size(expected));
		for (size_t row = 0; row < l->table->n_rows; row++)
			assert_row(l, row, json_array_get(expected, row));
		unload(l);
		json_decref(expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_end_at_delimiters_and_rows_at_any_line_end),
		cmocka_unit_test(quotes_hold_delimiters_line_ends_and_quotes),
		cmocka_unit_test(bad_rows_do_not_take_the_next_one_along),
		cmocka_unit_test(faults_are_placed_by_line_and_character),
		cmocka_unit_test(delimiters_are_found),
		cmocka_unit_test(csv_spectrum_is_read_as_its_authors_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
