#include "loading.h"

#include <dirent.h>
#include <jansson.h>

#include "ingest/jsonl.h"
#include "jsonl_bytes.h"

/* The columns of LINES as "a|b:", then its rows as "1|2;" (strings in quotes), bad rows as "!". */
static const char *rows_of(struct text lines)
{
	static char out[4096];
	struct arena arena = { 0 };
	struct jsonl_columns columns = jsonl_columns_new(&arena);
	struct field fields[64];
	struct text names[64];
	struct jsonl j;
	enum csv_row row;
	size_t n = 0;

	assert_true(jsonl_open(&j, lines, &columns));
	while (jsonl_learn(&j) != CSV_END)
		;
	jsonl_close(&j);
	jsonl_columns_settle(&columns);
	jsonl_columns_names(&columns, names);
	*out = '\0';
	for (size_t i = 0; i < columns.n; i++)
		n += (size_t)snprintf(out + n, sizeof(out) - n, "%.*s%s", TEXT_ARGS(names[i]),
				      i + 1 < columns.n ? "|" : ":");
	assert_true(jsonl_open(&j, lines, &columns));
	while ((row = jsonl_read(&j, fields, 1)) != CSV_END) {
		if (row == CSV_BAD_ROW)
			n += (size_t)snprintf(out + n, sizeof(out) - n, "!;");
		for (size_t i = 0; row == CSV_ROW && i < columns.n; i++)
			n += (size_t)snprintf(out + n, sizeof(out) - n, fields[i].is_string ? "'%.*s'%s" : "%.*s%s",
					      (int)fields[i].n, fields[i].at, i + 1 < columns.n ? "|" : ";");
	}
	jsonl_close(&j);
	arena_reset(&arena);
	return out;
}

static const char *rows(const char *lines)
{
	return rows_of(text_of(lines));
}

static void members_become_fields_by_their_path(void **state)
{
	(void)state;
	assert_string_equal(rows("{\"a\":1,\"b\":\"x\"}\n{\"b\":\"y\"}\n{\"c\":true,\"a\":2}\n"),
			    "a|b|c:1|'x'|;|'y'|;2||true;");
	assert_string_equal(rows("{\"u\":{\"id\":7,\"at\":{\"x\":1}},\"v\":2}\n{\"v\":3,\"u\":{\"at\":{\"x\":4}}}"),
			    "u.id|u.at.x|v:7|1|2;|4|3;");
	assert_string_equal(rows("{\"a\":1}\n{\"a\":{\"b\":2}}\n"), "a|a.b:1|;|2;");
	assert_string_equal(rows(" { \"a\" : 1 , \"b\":\t-0.5E+9 } \r\n\n \t\r\n{}\n"), "a|b:1|-0.5E+9;|;");
	assert_string_equal(rows(""), "");
	assert_string_equal(rows("\n\n"), "");
}

static void escapes_are_undone_in_keys_and_values(void **state)
{
	(void)state;
	assert_string_equal(
		rows("{\"a\\u0062\":\"x\\n\\ud83d\\ude00\"}\n{\"ab\":\"\\\"\"}\n{\"\\u0061b\":\"\\u0007\"}"),
		"ab:'x\n\xf0\x9f\x98\x80';'\"';'\a';");
	assert_string_equal(rows("{\"\":1,\"\\\\u0000\":2}"), "|\\u0000:1|2;");
}

static void null_is_missing_and_no_column_beside_an_object(void **state)
{
	(void)state;
	assert_string_equal(rows("{\"u\":null,\"n\":null}\n{\"u\":{\"id\":1}}\n{\"u\":null}\n"), "n|u.id:|;|1;|;");
	assert_string_equal(rows("{\"u\":{}}\n{\"a\":1}\n"), "a:;1;");
}

/* What a bad row had first is not known afterwards. */
static void a_bad_row_adds_no_column(void **state)
{
	(void)state;
	assert_string_equal(rows("{\"z\":1,\"y\":[1]}\n{\"a\":1}\n"), "a:!;1;");
	assert_string_equal(rows("{\"z\":1,}\n{\"a\":1}\n{\"z\":null}\n"), "a|z:!;1|;|;");
	assert_string_equal(rows("{\"u\":null}\n{\"u\":1,}\n{\"u\":{\"b\":1}}\n"), "u.b:;!;1;");
	assert_string_equal(rows("{\"u\":null}\n{\"u\":{},}\n"), "u:;!;");
	assert_string_equal(rows("{\"a\":1}\n{\"a\":{\"b\":2},\"a\":3}\n{\"a\":4}\n"), "a:1;!;4;");
}

static void bad_rows_leave_no_memory_behind(void **state)
{
	struct arena arena = { 0 };
	struct jsonl_columns columns = jsonl_columns_new(&arena);
	struct buffer lines = { 0 };
	struct jsonl j;
	size_t used;

	(void)state;
	buffer_add_c(&lines, "{\"a\":1}\n");
	for (int i = 0; i < 1000; i++)
		buffer_printf(&lines, "{\"k%d\":{\"x\":1},\"t\":[]}\n", i);
	buffer_add_c(&lines, "{\"a\":1}\n");
	assert_true(jsonl_open(&j, buffer_text(&lines), &columns));
	assert_int_equal(jsonl_learn(&j), CSV_ROW);
	used = arena.used;
	for (int i = 0; i < 1000; i++)
		assert_int_equal(jsonl_learn(&j), CSV_BAD_ROW);
	assert_int_equal(jsonl_learn(&j), CSV_ROW);
	assert_int_equal(jsonl_learn(&j), CSV_END);
	assert_int_equal(arena.used, used);
	assert_int_equal(columns.n_keys, 2);
	jsonl_close(&j);
	arena_reset(&arena);
	buffer_free(&lines);
}

static void rows_that_are_none_are_refused_by_line_column_and_advice(void **state)
{
	static const struct {
		const char *lines, *message, *help;
	} cases[] = {
		{ "{\"a\":1}\n{\"b\":2,\"a\":[1,2]}\n", ", line 2, column 12: `a` is an array",
		  "(.a | arrays) |= tostring" },
		{ "{\"u\":{\"tags\":[]}}\n", ", line 1, column 14: `u.tags` is an array", "(.u.tags | arrays)" },
		{ "{\"a b\":[]}\n", ", line 1, column 8: `a b` is an array", "(.KEY | arrays)" },
		{ "{\"a\":1,\"a\":2}\n", ", line 1, column 8: `a` stands twice", "keep one" },
		{ "{\"a\":{\"b\":1},\"\\u0061\":{\"c\":1}}\n", ", line 1, column 14: `a` stands twice", "keep one" },
		{ "{\"a.b\":1}\n{\"a\":{\"b\":2}}\n", ", line 2, column 11: `a.b` is a key with a dot", "rename" },
		{ "{\"a\":{\"b.c\":2}}\n{\"a\":{\"b\":{\"c\":1}}}", ", line 2, column 16: `a.b.c` is a key", "rename" },
		{ "{\"a\\u0000b\":1}\n", ", line 1, column 2: a NUL character in a key", "rename" },
		{ "{\"a\":\"\xc3\xa9\",\"b\":\"\xff\"}\n", ", line 1, column 15: bytes that are not UTF-8", "iconv" },
		{ "{\"a\":NaN}\n", ", line 1, column 6: JSON has no such number", "null" },
		{ "{\"a\":-Infinity}\n", ", line 1, column 6: JSON has no such number", "null" },
		{ "{\"a\":1} // x\n", ", line 1, column 9: JSON has no comments", "remove" },
		{ "{\"a\":1, # x\n", ", line 1, column 9: JSON has no comments", "remove" },
		{ "{\"a\":1,}\n", ", line 1, column 8: a comma with nothing behind it", "remove" },
		{ "{\"a\":1}{\"a\":2}\n", ", line 1, column 8: something behind the object", "jq -c ." },
		{ "{\n \"a\": 1\n}\n", ", line 1, column 2: the line ends before its object does", "jq -c ." },
		{ "{\"a\":1}\n{\"a\":", ", line 2, column 6: the line ends before its object does", "jq -c ." },
		{ "[\n{\"a\":1},\n{\"a\":2}]\n", ", line 1, column 1: an array where an object", "jq -c '.[]'" },
		{ "[{\"a\":1}]\n", ", line 1, column 1: an array where an object", "jq -c '.[]'" },
		{ "{\"a\":1}\n7\n", ", line 2, column 1: a value that is no object", "one object" },
		{ "{\"a\":\"x\n\"}\n", ", line 1, column 6: this string does not end", "\\n" },
		{ "{\"a\":\"x\ty\"}\n", ", line 1, column 8: a control character", "\\t" },
		{ "{\"a\":\"\\q\"}\n", ", line 1, column 8: no such escape", "\\\\" },
		{ "{\"a\":\"\\ud800\"}\n", ", line 1, column 6: a \\u escape that is half", "two escapes" },
		{ "{\"a\":01}\n", ", line 1, column 6: not a number", "0.5" },
		{ "{\"a\":.5}\n", ", line 1, column 6: not a number", "0.5" },
		{ "{\"a\":True}\n", ", line 1, column 6: a word without quotes", "true, false and null" },
		{ "{\"a\":1}\n{a:1}\n", ", line 2, column 2: a word without quotes", "true, false and null" },
		{ "{\"a\":'x'}\n", ", line 1, column 6: strings stand in double quotes", "skipping bad rows" },
		{ "{\"a\" 1}\n", ", line 1, column 6: not a number", "" },
		{ "{\"a\":1;}\n", ", line 1, column 7: this is not JSON", "skipping bad rows" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct loaded *l = load_with(cases[i].lines, (struct load_request){ 0 });

		assert_refused(l, cases[i].message);
		if (!strstr(l->errors.first->help.at, cases[i].help))
			fail_msg("\"%s\" does not advise \"%s\"", l->errors.first->help.at, cases[i].help);
		unload(l);
	}
}

static void bad_rows_are_skipped_and_listed_once(void **state)
{
	struct loaded *l = load_with("{\"a\":1}\n{\"a\":2,}\n\n{\"a\":[]}\n{\"a\":\"x\"}\n{\"b\":1,\"b\":2}\n",
				     (struct load_request){ .skip_bad_rows = true });

	(void)state;
	assert_non_null(l->table);
	assert_int_equal(l->table->n_rows, 2);
	assert_null(table_column(l->table, TEXT("b")));
	assert_string_equal(cell(l, "a", 1), "x");
	assert_int_equal(l->table->n_rejects, 3);
	assert_int_equal(l->table->rejects[1].line, 4);
	assert_int_equal(l->table->rejects[1].column, 6);
	assert_int_equal(l->table->rejects[2].line, 6);
	assert_text(l->table->rejects[2].why, TEXT("`b` stands twice in one object"));
	unload(l);
}

static void strings_are_text_or_moments_and_never_numbers(void **state)
{
	struct loaded *l =
		load("{\"zip\":\"007\",\"n\":12,\"yes\":\"yes\",\"is\":true,\"at\":\"2025-03-01\",\"mix\":1}\n"
		     "{\"zip\":\"12\",\"n\":0.25,\"yes\":\"no\",\"is\":false,\"at\":\"NA\",\"mix\":\"1\"}\n"
		     "{\"zip\":\"\",\"n\":null,\"yes\":null,\"at\":\"\"}\n");

	(void)state;
	assert_int_equal(column(l, "zip")->type, COLUMN_TEXT);
	assert_int_equal(column(l, "n")->type, COLUMN_DECIMAL);
	assert_int_equal(column(l, "yes")->type, COLUMN_TEXT);
	assert_int_equal(column(l, "is")->type, COLUMN_YESNO);
	assert_int_equal(column(l, "at")->type, COLUMN_DATE);
	assert_int_equal(column(l, "mix")->type, COLUMN_TEXT);
	assert_string_equal(cell(l, "zip", 0), "007");
	assert_string_equal(cell(l, "zip", 1), "12");
	assert_string_equal(cell(l, "zip", 2), "");
	assert_string_equal(cell(l, "n", 1), "0.25");
	assert_string_equal(cell(l, "is", 2), "");
	assert_string_equal(cell(l, "at", 1), "");
	unload(l);
}

/* A word for "no value" that is a string makes the column text however far from the numbers it stands. */
static void a_string_among_numbers_makes_text_in_any_block(void **state)
{
	for (size_t gap = 0; gap < 2500; gap += 833) {
		struct buffer lines = { 0 };
		struct loaded *l;

		buffer_add_c(&lines, "{\"a\":\"NA\"}\n");
		for (size_t i = 0; i < gap; i++)
			buffer_add_c(&lines, "{\"a\":null}\n");
		buffer_add_c(&lines, "{\"a\":7}\n");
		l = load_bytes_with(lines.at, lines.n, (struct load_request){ 0 });
		assert_non_null(l->table);
		assert_int_equal(column(l, "a")->type, COLUMN_TEXT);
		assert_string_equal(cell(l, "a", 0), "NA");
		assert_string_equal(cell(l, "a", gap + 1), "7");
		unload(l);
		l = load_bytes_with(lines.at, lines.n, (struct load_request){ .missing = &TEXT("NA"), .n_missing = 1 });
		assert_int_equal(column(l, "a")->type, COLUMN_INTEGER);
		unload(l);
		buffer_free(&lines);
	}
	(void)state;
}

static void numbers_keep_every_digit(void **state)
{
	struct loaded *l = load("{\"a\":9007199254740993,\"d\":123456789012.123456,\"b\":18446744073709551616}\n"
				"{\"a\":-9007199254740993,\"d\":12.10,\"b\":1e400}\n");
	const struct column *d = column(l, "d");

	(void)state;
	assert_int_equal(column(l, "a")->type, COLUMN_INTEGER);
	assert_int_equal(column_code(column(l, "a"), 0) - column_code(column(l, "a"), 1),
			 2 * INT64_C(9007199254740993));
	assert_int_equal(d->type, COLUMN_DECIMAL);
	assert_int_equal(d->scale, 6);
	assert_int_equal(column_code(d, 0) - column_code(d, 1), INT64_C(123456789012123456) - 12100000);
	assert_string_equal(cell(l, "b", 0), "18446744073709551616");
	assert_string_equal(cell(l, "b", 1), "1e400");
	unload(l);
}

static void a_nul_in_a_string_stays(void **state)
{
	struct loaded *l = load("{\"a\":\"x\\u0000y\"}\n");
	struct text word = dictionary_word(column(l, "a")->words, (uint32_t)column_code(column(l, "a"), 0));

	(void)state;
	assert_text(word, ((struct text){ "x\0y", 3 }));
	unload(l);
}

static void nesting_ends_at_64(void **state)
{
	struct buffer line = { 0 };
	const char *where;
	struct loaded *l;

	(void)state;
	for (int depth = 64; depth <= 65; depth++) {
		buffer_clear(&line);
		buffer_add_repeated(&line, "{\"a\":", (size_t)depth);
		buffer_add_c(&line, "1");
		buffer_add_repeated(&line, "}", (size_t)depth);
		l = load_bytes_with(line.at, line.n, (struct load_request){ 0 });
		if (depth == 64)
			assert_non_null(l->table);
		else
			assert_refused(l, "nested more than 64 deep");
		unload(l);
	}
	buffer_clear(&line);
	buffer_add_repeated(&line, "[{\"a\":", 1000000);
	assert_int_equal(jsonl_check(buffer_text(&line), &where), JSONL_DEEP);
	assert_int_equal(where - line.at, 32 * 6);
	buffer_clear(&line);
	buffer_add_c(&line, "[1");
	buffer_add_repeated(&line, ",1", JSONL_VALUES_MAX + 1);
	assert_int_equal(jsonl_check(buffer_text(&line), &where), JSONL_MANY_VALUES);
	buffer_free(&line);
}

/* "{"k0":0,...}" with N members: up to 4,096 columns. */
static void columns_end_at_4096(void **state)
{
	(void)state;
	for (int n = 4096; n <= 4097; n++) {
		struct buffer line = { 0 };
		struct loaded *l;

		for (int i = 0; i < n; i++)
			buffer_printf(&line, "%c\"k%d\":%d", i ? ',' : '{', i, i);
		buffer_add_c(&line, "}\n");
		l = load_bytes_with(line.at, line.n, (struct load_request){ 0 });
		if (n == 4096)
			assert_string_equal(cell(l, "k4095", 0), "4095");
		else
			assert_refused(l, "more than 4,096 columns");
		unload(l);
		buffer_free(&line);
	}
}

static void what_is_json_is_told_by_its_content(void **state)
{
	static const struct {
		const char *text;
		bool is_csv;
	} cases[] = {
		{ "\xef\xbb\xbf\n {\"a\":1}\n", false },
		{ "{}\n{\"a\":1}\n", false },
		{ "{a},b\n1,2\n", true },
		{ "[a],b\n1,2\n", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct loaded *l = load(cases[i].text);

		assert_int_equal(!text_starts(l->table->dialect, TEXT("JSON Lines, ")), cases[i].is_csv);
		unload(l);
	}
}

/* Whether the reader of rows takes the JSON value DOC as a value in a row, whatever else is said of it. */
static bool is_json_in_a_row(struct text doc)
{
	struct arena arena = { 0 };
	struct jsonl_columns columns = jsonl_columns_new(&arena);
	struct buffer line = { 0 };
	enum csv_row row;
	struct jsonl j;
	bool is_json;

	buffer_add_c(&line, "{\"v\":");
	buffer_add(&line, doc);
	buffer_add_c(&line, "}");
	assert_true(jsonl_open(&j, buffer_text(&line), &columns));
	row = jsonl_learn(&j);
	is_json = row == CSV_ROW || j.fault >= JSONL_NUMBER_TOO_LARGE;
	jsonl_close(&j);
	arena_reset(&arena);
	buffer_free(&line);
	return is_json;
}

static struct text read_whole(const char *folder, const char *name, char *bytes, size_t room)
{
	char path[512];
	FILE *file;
	size_t n;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "rb");
	assert_non_null(file);
	n = fread(bytes, 1, room, file);
	assert_true(n < room);
	fclose(file);
	return (struct text){ bytes, n };
}

/* y_ has to be taken, n_ refused: by the strict parser as a whole document, and by the reader of rows as a value where
 * the document has no line end. */
static void json_test_suite_is_judged_as_its_authors_say(void **state)
{
	static char bytes[1 << 20];
	DIR *folder = opendir(SUITES "JSONTestSuite/test_parsing");
	size_t judged = 0, in_rows = 0;
	struct dirent *entry;

	(void)state;
	if (!folder)
		skip();
	while ((entry = readdir(folder))) {
		const char *where, *name = entry->d_name;
		struct text doc;
		bool accept = *name == 'y';

		if ((*name != 'y' && *name != 'n') || name[1] != '_')
			continue;
		doc = read_whole(SUITES "JSONTestSuite/test_parsing", name, bytes, sizeof(bytes));
		if ((jsonl_check(doc, &where) == JSONL_FINE) != accept)
			fail_msg("%s", name);
		judged++;
		jsonl_bytes(doc);
		/* What closes the object that was put around it and goes on is another matter. */
		if ((doc.n && memchr(doc.at, '\n', doc.n)) || memchr(doc.at, '}', doc.n) != memrchr(doc.at, '}', doc.n))
			continue;
		if (is_json_in_a_row(doc) != accept)
			fail_msg("%s in a row", name);
		in_rows++;
	}
	closedir(folder);
	assert_int_equal(judged, 283);
	assert_int_equal(in_rows, 270);
}

static void hostile_files_are_loaded_or_refused_as_they_have_to_be(void **state)
{
	static const struct {
		const char *file, *message; /* NULL: loads */
		size_t rows, skipped;	    /* with bad rows skipped */
	} cases[] = {
		{ "bad_utf8", "line 1, column 7: bytes that are not UTF-8", 1, 1 },
		{ "big_int", NULL, 5, 0 },
		{ "blank_lines", NULL, 2, 0 },
		{ "bom", NULL, 1, 0 },
		{ "comment", "line 1, column 1: JSON has no comments", 1, 1 },
		{ "crlf", NULL, 2, 0 },
		{ "deep_10000", "line 1, column 65: nested more than 64 deep", 0, 1 },
		{ "deep_64", "line 1, column 1: an array where an object has to be", 0, 1 },
		{ "drift", "line 3, column 6: `a` is an array", 5, 1 },
		{ "dup_keys", "line 1, column 8: `a` stands twice", 0, 1 },
		{ "keys_many", "line 1, column 51038: `k4096`: more than 4,096 columns", 0, 1 },
		{ "nan", "line 1, column 6: JSON has no such number", 0, 2 },
		{ "no_final_newline", NULL, 2, 0 },
		{ "nul", NULL, 1, 0 },
		{ "partial_last", "line 2, column 6: the line ends before its object does", 1, 1 },
		{ "pretty", "line 1, column 2: the line ends before its object does", 0, 3 },
		{ "raw_nul", "line 1, column 8: a control character in a string", 0, 1 },
		{ "surrogate", "line 1, column 6: a \\u escape that is half a character", 1, 2 },
		{ "top_array", "line 1, column 1: an array where an object has to be", 0, 4 },
		{ "trailing_comma", "line 1, column 8: a comma with nothing behind it", 0, 1 },
		{ "two_per_line", "line 1, column 8: something behind the object", 0, 1 },
	};
	char path[256];

	(void)state;
	if (access(SUITES "own-hostile/jsonl", R_OK) != 0)
		skip();
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct loaded *l;

		snprintf(path, sizeof(path), SUITES "own-hostile/jsonl/%s.jsonl", cases[i].file);
		l = load_file_with(path, (struct load_request){ 0 });
		if (cases[i].message)
			assert_refused(l, cases[i].message);
		else
			assert_non_null(l->table);
		unload(l);
		l = load_file_with(path, (struct load_request){ .skip_bad_rows = true });
		if (cases[i].rows == 0) {
			assert_refused(l, "has no object with a value in it");
		} else {
			assert_int_equal(l->table->n_rows, cases[i].rows);
			assert_int_equal(l->table->n_rejects, cases[i].skipped);
		}
		unload(l);
	}
}

/* Pieces of JSON in any order, and bytes of good rows changed: what is taken is what jansson takes. */
static void random_bytes_are_taken_as_by_jansson_and_alike_both_times(void **state)
{
	static const char *const pieces[] = {
		"{",	       "}",	   "{\"a\":", "\"a\":", "\"b\":",      "\"a.b\":", ",",
		":",	       "1",	   "-0.5e3",  "\"x\"",	"\"\\u00e9\"", "null",	   "true",
		"[",	       "]",	   "[1]",     " ",	"\n",	       "\"",	   "\\",
		"\xc3",	       "\xc3\xa9", "\t",      "01",	"1.",	       "{}",	   "\"\\ud83d\\ude00\"",
		"\"\\u0000\"", "}\n{",	   "}}\n{",   "\"c\":{"
	};
	uint64_t random = 20250866;
	struct buffer text = { 0 };

	(void)state;
	for (int round = 0; round < 60000; round++) {
		buffer_clear(&text);
		buffer_add_c(&text,
			     round % 2 ? "{\"a\":1,\"b\":{\"c\":\"\\u0041\xc3\xa9\"},\"d\":[1]}\n{\"b\":{\"d\":-1.5}}\n"
				       : "{");
		for (int i = 0; i < 8; i++) {
			random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			if (round % 2)
				text.at[(random >> 33) % text.n] = (char)(random >> 56);
			else
				buffer_add_c(&text, pieces[(random >> 33) % (sizeof(pieces) / sizeof(*pieces))]);
			if (round % 2 && i == round % 5)
				break;
		}
		jsonl_bytes(buffer_text(&text));
	}
	buffer_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_become_fields_by_their_path),
		cmocka_unit_test(escapes_are_undone_in_keys_and_values),
		cmocka_unit_test(null_is_missing_and_no_column_beside_an_object),
		cmocka_unit_test(a_bad_row_adds_no_column),
		cmocka_unit_test(bad_rows_leave_no_memory_behind),
		cmocka_unit_test(rows_that_are_none_are_refused_by_line_column_and_advice),
		cmocka_unit_test(bad_rows_are_skipped_and_listed_once),
		cmocka_unit_test(strings_are_text_or_moments_and_never_numbers),
		cmocka_unit_test(a_string_among_numbers_makes_text_in_any_block),
		cmocka_unit_test(numbers_keep_every_digit),
		cmocka_unit_test(a_nul_in_a_string_stays),
		cmocka_unit_test(nesting_ends_at_64),
		cmocka_unit_test(columns_end_at_4096),
		cmocka_unit_test(what_is_json_is_told_by_its_content),
		cmocka_unit_test(json_test_suite_is_judged_as_its_authors_say),
		cmocka_unit_test(hostile_files_are_loaded_or_refused_as_they_have_to_be),
		cmocka_unit_test(random_bytes_are_taken_as_by_jansson_and_alike_both_times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
