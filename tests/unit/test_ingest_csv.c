#include "loading.h"

#include <jansson.h>

#include "ingest/csv.h"
#include "ingest/dialect.h"

/* All rows of TEXT as "a|b;c|d;", bad rows as "!". */
static const char *rows_of(const char *text, struct dialect dialect, size_t n_columns)
{
	static char out[512];
	struct csv c = csv_open(text_of(text), dialect, n_columns);
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

static const char *rows(const char *text, char delimiter, size_t n_columns)
{
	return rows_of(text, (struct dialect){ .delimiter = delimiter, .quote = '"' }, n_columns);
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

static void blanks_around_quotes_are_no_part_of_a_field(void **state)
{
	(void)state;
	assert_string_equal(rows("1, \"x,y\"\n", ',', 0), "1|x,y;");
	assert_string_equal(rows("\"a\" \t, \t\"b\" \r\n \"c\",\"\" ", ',', 0), "a|b;c|;");
	assert_string_equal(rows("a, \"say \"\"hi\"\"\" ,b\n", ',', 0), "a|say \"hi\"|b;");
	assert_string_equal(rows("a\t\"b\"\t\"\"\n", '\t', 0), "a|b|;");
	assert_string_equal(rows("\"a\" \"b\"\n", ' ', 0), "a|b;");
	/* Without quotes they are. */
	assert_string_equal(rows(" a ,b \n", ',', 0), " a |b ;");
	/* What is not closed on its line, or goes on, is none. */
	assert_string_equal(rows("a, \"b\nc,d\n", ',', 0), "a| \"b;c|d;");
	assert_string_equal(rows("a, \"b\nc\",d\n", ',', 0), "a| \"b;c\"|d;");
	assert_string_equal(rows("a, \"x\" y,z\n", ',', 0), "a| \"x\" y|z;");
	assert_string_equal(rows("a, \"\n", ',', 0), "a| \";");
	assert_string_equal(rows("\"a\" x,b\nd,e\n", ',', 2), "!;d|e;");
}

static void an_escape_makes_the_next_character_an_ordinary_one(void **state)
{
	const struct dialect d = { .delimiter = ',', .quote = '"', .escape = '\\' };

	(void)state;
	assert_string_equal(rows_of("\"say \\\"hi\\\"\",b\n", d, 0), "say \"hi\"|b;");
	assert_string_equal(rows_of("\"a\\\", b\",c\n", d, 0), "a\", b|c;");
	assert_string_equal(rows_of("\"a\\\\\",c\n", d, 0), "a\\|c;");
	assert_string_equal(rows_of("\"Rome\\, Italy\",\"a\"\"b\"\n", d, 0), "Rome, Italy|a\"b;");
	/* Before letters and figures, and outside quotes, it is one itself. */
	assert_string_equal(rows_of("\"C:\\temp\\1\",a\\b\n", d, 0), "C:\\temp\\1|a\\b;");
	assert_string_equal(rows_of("\"a\\", d, 0), "!;");
	assert_string_equal(rows_of("\"a\\\"", d, 0), "!;");
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
	struct csv c = csv_open(TEXT("a,b\r\n\"x\ny\",2\r\xc3\xa9\xc3\xa9,\"z\"!\n"), csv_usual, 2);
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

struct sniffing {
	const char *text;
	struct dialect expected;
};

static void assert_dialect(const struct sniffing *s, struct load_options given)
{
	struct arena arena = { 0 };
	struct dialect d = dialect_of(&arena, text_of(s->text), &given);

	if (d.delimiter != s->expected.delimiter || d.quote != s->expected.quote || d.escape != s->expected.escape ||
	    d.header != s->expected.header || d.comment != s->expected.comment || d.skip != s->expected.skip ||
	    d.decimal != s->expected.decimal)
		fail_msg("%s: delimiter %c quote %c header %d comment %c skip %zu decimal %c", s->text, d.delimiter,
			 d.quote ? d.quote : '-', d.header, d.comment ? d.comment : '-', d.skip, d.decimal);
	arena_reset(&arena);
}

#define USUAL(d) .delimiter = (d), .quote = '"', .header = true, .decimal = '.'

static void dialects_are_found(void **state)
{
	static const struct sniffing cases[] = {
		{ "a,b\n1,2\n", { USUAL(',') } },
		{ "a\tb\n1,2\t3\n", { .delimiter = '\t', .quote = '"', .header = true, .decimal = ',' } },
		{ "a,b\n\"1,2\",3\n", { USUAL(',') } },
		{ "a|b|c\n1|2|3\n", { USUAL('|') } },
		{ "\"a;b\",c\n\"1;2\",3\n", { USUAL(',') } },
		{ "a\nb\n", { USUAL(',') } },
		{ "id,text\n1,\"a;b\n;;\"\n2,c;d\n", { USUAL(',') } },
		{ "name:born\nAda:1815\nAlan:1912\n", { USUAL(':') } },
		{ "time\n12:30\n13:40\n", { USUAL(',') } },
		{ "comment\nhello, world\nfoo\nbar, baz, qux\n", { USUAL(';') } },
		/* Quotes. */
		{ "a,b\n'x,y',2\n'z',3\n", { .delimiter = ',', .quote = '\'', .header = true, .decimal = '.' } },
		{ "a,b\n'tis,2\nit's,3\n", { USUAL(',') } },
		{ "a,b\n5\",2\n\"6,3\n\"7,4\n\"8,5\n9,6\n", { .delimiter = ',', .header = true, .decimal = '.' } },
		{ "a,b\n\"x\"y,2\n", { USUAL(',') } },
		{ "a, \"b\"\n1, \"x, y\"\n", { USUAL(',') } },
		{ "a,b\n1,\"x \\\"y\\\" z\"\n", { USUAL(','), .escape = '\\' } },
		{ "a,b\n1,\"x\\\", y\"\n", { USUAL(','), .escape = '\\' } },
		{ "a,b\n'x\\'y',1\n'z',2\n",
		  { .delimiter = ',', .quote = '\'', .escape = '\\', .header = true, .decimal = '.' } },
		{ "a,b\n1,\"C:\\temp\\\"\n2,\"x\"\n", { USUAL(',') } },
		{ "\"a\"\t\"b\"\n\"1\"\t\"x\"\n\"2\"\t\"y\"z\n\"3\"\t\"w\"\n", { USUAL('\t') } },
		{ "a\tb\n1\t\"\n2\t\"!\"\n3\t\"A\"_b\n", { .delimiter = '\t', .header = true, .decimal = '.' } },
		{ "\"x\" |1\n\"y\" z|2\n\"y\" z|2\n", { .delimiter = '|', .decimal = '.' } },
		/* The header. */
		{ "1,x\n2,y\n", { .delimiter = ',', .quote = '"', .decimal = '.' } },
		{ "2024-01-05;x\n2024-01-06;y\n", { .delimiter = ';', .quote = '"', .decimal = '.' } },
		{ "id,2019,2020,2021\nx,1,2,3\ny,4,5,6\n", { USUAL(',') } },
		{ ",,\n1,2,3\n", { USUAL(',') } },
		{ ",0,1,2\n0,5,6,7\n1,8,9,4\n", { USUAL(',') } },
		{ ",0,1,5\n0,5,6,7\n", { .delimiter = ',', .quote = '"', .decimal = '.' } },
		{ "1,2,3\n", { .delimiter = ',', .quote = '"', .decimal = '.' } },
		{ "1,Ann\n", { .delimiter = ',', .quote = '"', .decimal = '.' } },
		{ "id,name\n", { USUAL(',') } },
		{ "id,name,2024\n", { USUAL(',') } },
		{ "Dec 8 2022,x\n", { .delimiter = ',', .quote = '"', .decimal = '.' } },
		{ "id,2019,2020,2021\n", { USUAL(',') } },
		{ "\"Dec 8, 2022\",x\n\"Sep 26, 2022\",y\n", { .delimiter = ',', .quote = '"', .decimal = '.' } },
		{ "customer,1 Jan 2021,1 Feb 2021\nC1,5,6\nC2,7,8\n", { USUAL(',') } },
		{ "id,2021-01-01\n1,2021-02-01\n2,2021-03-01\n", { USUAL(',') } },
		{ "2021-01-01,a,b,c\n", { USUAL(',') } },
		{ "opened,n\n31-OCT-2023,1\n01-NOV-2023,2\n", { USUAL(',') } },
		{ "31-OCT-2023,a\n01-NOV-2023,b\n", { .delimiter = ',', .quote = '"', .decimal = '.' } },
		{ "Y\nN\nY\n", { .delimiter = ',', .quote = '"', .decimal = '.' } },
		{ "x,y\n1,2\n3,4\n", { USUAL(',') } },
		{ "y\n1\n2\n", { USUAL(',') } },
		{ "yes,reason\nno,a\nno,b\n", { .delimiter = ',', .quote = '"', .decimal = '.' } },
		/* Lines that are no part of the table. */
		{ "sep=|\na|b\n", { USUAL('|'), .skip = 1 } },
		{ "Report of May, 2025\n\nid;score;note\n1;9;x\n2;8;y\n3;7;z\n", { USUAL(';'), .skip = 2 } },
		{ "Report\nid,score\n1,9\n2,8\n", { USUAL(','), .skip = 1 } },
		{ "a,b\n1,2,3\n4,5,6\n", { USUAL(',') } },
		{ "# made by hand, or not, who knows\nid,score\n1,9\n2,8\n", { USUAL(','), .skip = 1 } },
		{ "# made\nid,score\n1,9\n# and so on\n2,8\n", { USUAL(','), .comment = '#' } },
		{ "#id,score\n1,9\n2,8\n", { USUAL(',') } },
		{ "id,score\n#1,9\n#2,8\n", { USUAL(',') } },
		/* The decimal comma. */
		{ "a;b\n1,5;2,5\n3,5;1,5\n", { .delimiter = ';', .quote = '"', .header = true, .decimal = ',' } },
		{ "a;b\n1,234;2\n3,456;1\n", { USUAL(';') } },
		{ "a;b\n1,5;2.5\n3,5;1.5\n", { USUAL(';') } },
		{ "a;b\n1.234,5;2,5\n3,5;1,5\n", { .delimiter = ';', .quote = '"', .header = true, .decimal = ',' } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_dialect(&cases[i], (struct load_options){ 0 });
}

static void what_is_given_is_not_asked(void **state)
{
	static const struct sniffing as_given = {
		"#1;'a'\n#2;'b'\n",
		{ .delimiter = '|', .quote = 0, .header = true, .comment = '%', .skip = 1, .decimal = ',' }
	};
	static const struct sniffing off = { "a,b\n1,2\n", { .delimiter = ',', .quote = '"', .decimal = '.' } };

	(void)state;
	assert_dialect(&as_given, (struct load_options){ .delimiter = TEXT("|"),
							 .quoting = GIVEN_OFF,
							 .header = GIVEN_ON,
							 .comment = TEXT("%"),
							 .has_skip = true,
							 .skip = 1,
							 .decimal = TEXT(",") });
	assert_dialect(&off, (struct load_options){ .header = GIVEN_OFF });
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
		cmocka_unit_test(blanks_around_quotes_are_no_part_of_a_field),
		cmocka_unit_test(an_escape_makes_the_next_character_an_ordinary_one),
		cmocka_unit_test(bad_rows_do_not_take_the_next_one_along),
		cmocka_unit_test(faults_are_placed_by_line_and_character),
		cmocka_unit_test(dialects_are_found),
		cmocka_unit_test(what_is_given_is_not_asked),
		cmocka_unit_test(csv_spectrum_is_read_as_its_authors_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
