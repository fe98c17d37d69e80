#include "loading.h"

/* The type of a column whose cells are the lines of VALUES. */
static enum column_type type_of(const char *values)
{
	char csv[512];
	struct loaded *l;
	enum column_type type;

	snprintf(csv, sizeof(csv), "x,y\n");
	for (const char *at = values; *at; at++)
		snprintf(csv + strlen(csv), sizeof(csv) - strlen(csv), *at == '\n' ? ",1\n" : "%c", *at);
	l = load(csv);
	type = l->table->columns[0].type;
	unload(l);
	return type;
}

static void types_come_from_the_whole_column(void **state)
{
	static const struct {
		const char *values;
		enum column_type type;
	} cases[] = {
		{ "1\n2\n", COLUMN_INTEGER },
		{ "0\n0.5\n", COLUMN_DECIMAL },
		{ "-1\n+2\n", COLUMN_INTEGER },
		{ "007\n8\n", COLUMN_TEXT },
		{ "8\n007\n", COLUMN_TEXT },
		{ "123456789012345678\n", COLUMN_INTEGER },
		{ "1234567890123456789\n", COLUMN_TEXT },
		{ "1\n1.1234567\n", COLUMN_NUMBER },
		{ "123456789012345678\n0.5\n", COLUMN_NUMBER },
		{ "1e3\n", COLUMN_NUMBER },
		{ "1e999\n", COLUMN_TEXT },
		{ "1\nNA\n", COLUMN_INTEGER },
		{ "1\nx\n", COLUMN_TEXT },
		{ "inf\n", COLUMN_TEXT },
		{ "yes\nno\n", COLUMN_YESNO },
		{ "Y\nn\n\n", COLUMN_YESNO },
		{ "TRUE\nFalse\n-\n", COLUMN_YESNO },
		{ "0\n1\n", COLUMN_INTEGER },
		{ "yes\n1\n", COLUMN_TEXT },
		{ "2024-02-29\n", COLUMN_DATE },
		{ "2024-02-30\n", COLUMN_TEXT },
		{ "2024-02-29\n2024-02-29T10:00\n", COLUMN_TIME },
		{ "2024-02-29 10:00:00+01:00\nnull\n", COLUMN_TIME },
		{ "2024-02-29\n5\n", COLUMN_TEXT },
		{ "29/02/2024\n", COLUMN_DATE },
		{ "0:02:23\n", COLUMN_TEXT },
		{ "NA\nNA\n", COLUMN_TEXT },
		{ " 1\n2 \n", COLUMN_INTEGER },
		{ "\n\n", COLUMN_TEXT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (type_of(cases[i].values) != cases[i].type)
			fail_msg("case %zu: %s", i, cases[i].values);
}

static void missing_words_are_missing_outside_text(void **state)
{
	struct loaded *l = load("n,d,b,t\n1,2024-01-01,yes,NA\nNA,N/A,null,None\nNone,nan,-,?\n?,-,,\n");

	(void)state;
	assert_int_equal(column(l, "n")->n_missing, 3);
	assert_int_equal(column(l, "d")->n_missing, 3);
	assert_int_equal(column(l, "b")->n_missing, 3);
	assert_int_equal(column(l, "t")->n_missing, 1);
	assert_string_equal(cell(l, "t", 1), "None");
	unload(l);
}

static void more_missing_words_count_in_every_column(void **state)
{
	const struct text words[] = { TEXT("NA"), TEXT("99") };
	struct loaded *l = load_with("n,t\n1,NA\n99,x\n", (struct load_request){ .missing = words, .n_missing = 2 });

	(void)state;
	assert_non_null(l->table);
	assert_string_equal(cell(l, "n", 1), "");
	assert_string_equal(cell(l, "t", 0), "");
	assert_int_equal(column(l, "n")->domain, 1);
	unload(l);
}

static void more_missing_words_count_far_down(void **state)
{
	enum { ROWS = 3000 };
	const struct text word = TEXT("none so far");
	struct buffer b = { 0 };
	struct loaded *l;

	(void)state;
	buffer_add_c(&b, "id,t\n");
	for (unsigned i = 0; i < ROWS; i++)
		buffer_printf(&b, "%u,%s\n", i, i % 3 ? "w" : word.at);
	l = load_bytes_with(b.at, b.n, (struct load_request){ .missing = &word, .n_missing = 1 });
	assert_non_null(l->table);
	assert_int_equal(column(l, "t")->n_missing, ROWS / 3);
	assert_int_equal(column(l, "t")->words->n, 1);
	unload(l);
	buffer_free(&b);
}

/* 3,000 rows, so that the type is settled long before ODD comes in row AT. */
static struct loaded *load_drift(const char *usual, const char *odd, size_t at)
{
	struct buffer csv = { 0 };
	struct loaded *l;

	buffer_add_c(&csv, "i,x\n");
	for (size_t i = 0; i < 3000; i++)
		buffer_printf(&csv, "%zu,%s\n", i, i == at ? odd : usual);
	l = load_bytes_with(csv.at, csv.n, (struct load_request){ 0 });
	buffer_free(&csv);
	assert_non_null(l->table);
	assert_int_equal(l->table->n_rows, 3000);
	return l;
}

static void a_late_odd_value_changes_the_whole_column(void **state)
{
	static const struct {
		const char *usual, *odd;
		enum column_type type;
		const char *first, *second; /* the cells as read */
	} cases[] = {
		{ "5", "oops", COLUMN_TEXT, "5", "oops" },
		{ "5", "007", COLUMN_TEXT, "5", "007" },
		{ "NA", "oops", COLUMN_TEXT, "NA", "oops" },
		{ "", "oops", COLUMN_TEXT, "", "oops" },
		{ "NA", "7", COLUMN_INTEGER, "", "7" },
		{ "", "1e3", COLUMN_NUMBER, "", "1000" },
		{ "5", "0.25", COLUMN_DECIMAL, "5", "0.25" },
		{ "0.5", "1e-9", COLUMN_NUMBER, "0.5", "1.0000000000000001e-09" },
		{ "yes", "perhaps", COLUMN_TEXT, "yes", "perhaps" },
		{ "2024-01-01", "2024-01-01T00:00:00.5", COLUMN_TIME, "1704067200", "1704067200.5" },
		{ "2024-01-01T10:00", "soon", COLUMN_TEXT, "2024-01-01T10:00", "soon" },
		{ "1e3", "x", COLUMN_TEXT, "1e3", "x" },
		{ "5", "say \"\"no\"\"", COLUMN_TEXT, "5", "say \"\"no\"\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct loaded *l = load_drift(cases[i].usual, cases[i].odd, 2500);

		assert_int_equal(column(l, "x")->type, cases[i].type);
		assert_string_equal(cell(l, "x", 0), cases[i].first);
		assert_string_equal(cell(l, "x", 2499), cases[i].first);
		assert_string_equal(cell(l, "x", 2500), cases[i].second);
		assert_string_equal(cell(l, "x", 2999), cases[i].first);
		assert_string_equal(cell(l, "i", 2999), "2999");
		unload(l);
	}
}

static void spelling_is_kept_for_exports(void **state)
{
	struct loaded *l =
		load("a,b,c,t,m,z\nTrue,n,NO,2024-01-01T10:00,2024-01-01 10:00:00,2024-01-01T10:00:00.25Z\n");

	(void)state;
	assert_true(text_is(column(l, "a")->yes, "True") && text_is(column(l, "a")->no, "False"));
	assert_true(text_is(column(l, "b")->yes, "y") && text_is(column(l, "b")->no, "n"));
	assert_true(text_is(column(l, "c")->yes, "YES") && text_is(column(l, "c")->no, "NO"));
	assert_int_equal(column(l, "t")->time_digits, 16);
	assert_int_equal(column(l, "m")->time_digits, 19);
	assert_int_equal(column(l, "z")->time_digits, 23);
	assert_int_equal(column(l, "z")->per_second, 1000);
	assert_true(column(l, "z")->zoned && !column(l, "m")->zoned);
	unload(l);
}

static void names_are_trimmed_and_unique(void **state)
{
	struct loaded *l = load(" a ,a,,A b,a_b,\xc2\xa0"
				"c\xc2\xa0,a_2\n1,2,3,4,5,6,7\n");

	(void)state;
	assert_string_equal(cell(l, "a", 0), "1");
	assert_string_equal(cell(l, "a_3", 0), "2");
	assert_string_equal(cell(l, "column_3", 0), "3");
	assert_string_equal(cell(l, "A b", 0), "4");
	assert_true(text_is(column(l, "a_b")->snake, "a_b_2"));
	assert_string_equal(cell(l, "c", 0), "6");
	assert_string_equal(cell(l, "a_2", 0), "7");
	unload(l);
}

static void invalid_bytes_are_replaced_and_counted(void **state)
{
	struct loaded *l = load("id,caf\xe9\n1,d\xe9lai\n2,d\xe9lai\n3,d\xc3\xa9lai\n");

	(void)state;
	assert_int_equal(l->table->n_repaired, 3);
	assert_string_equal(cell(l, "caf\xef\xbf\xbd", 0), "d\xef\xbf\xbdlai");
	assert_int_equal(column(l, "caf")->words->n, 2);
	unload(l);
}

static void types_can_be_given(void **state)
{
	static const struct column_option options[] = {
		{ TEXT("zip"), TEXT("text"), { 0 } },	   { TEXT("n"), TEXT("number"), { 0 } },
		{ TEXT("Day In"), TEXT("date"), { 0 } },   { TEXT("ok"), TEXT("yesno"), { 0 } },
		{ TEXT("took"), TEXT("duration"), { 0 } }, { TEXT("i"), TEXT("integer"), { 0 } },
	};
	struct load_request request = { .options = { .types = options, .n_types = 6 } };
	struct loaded *l = load_with("zip,n,Day In,ok,took,i\n1,2,2024-01-02,y,0:01:00,NA\n,,,,,\n", request);

	(void)state;
	assert_non_null(l->table);
	assert_int_equal(column(l, "zip")->type, COLUMN_TEXT);
	assert_int_equal(column(l, "n")->type, COLUMN_NUMBER);
	assert_int_equal(column(l, "day_in")->type, COLUMN_DATE);
	assert_int_equal(column(l, "ok")->type, COLUMN_YESNO);
	assert_string_equal(cell(l, "took", 0), "60");
	assert_int_equal(column(l, "i")->type, COLUMN_INTEGER);
	assert_int_equal(column(l, "i")->n_missing, 2);
	unload(l);
	l = load_with("zip,n,Day In,ok,took,i\n", request);
	assert_non_null(l->table);
	unload(l);
	l = load_with("zip,n,Day In,ok,took,i\n1,2,2024-01-02,y,0:01:00,7.5\n", request);
	assert_refused(l, "line 2, column 26: \"7.5\" is not an integer (i)");
	unload(l);
	l = load_with("zip,n,Day In,ok,took,i\n1,2,2024-01-02T10:00,y,0:01:00,7\n", request);
	assert_refused(l, "line 2, column 5: \"2024-01-02T10:00\" is not a date (Day In)");
	unload(l);
}

/* As in CSV. */
static void types_hold_for_json_lines(void **state)
{
	static const struct column_option types[] = { { .column = { "n", 1 }, .value = { "integer", 7 } } };
	struct load_request request = { .options = { .types = types, .n_types = 1 } };
	struct buffer b = { 0 };
	struct loaded *l;
	size_t n = 0;

	(void)state;
	l = load_with("{\"n\":1}\n{\"n\":2.5}\n", request);
	assert_refused(l, "line 2, column 6: \"2.5\" is not an integer (n)");
	unload(l);
	l = load_with("{\"n\":\"1\"}\n{\"n\":\"x\\u0041\"}\n", request);
	assert_refused(l, "line 2, column 1: \"xA\" is not an integer (n)");
	unload(l);
	request.skip_bad_rows = true;
	for (int i = 0; i < 20000; i++)
		buffer_printf(&b,
			      i % 997 == 5   ? "{\"n\":\"x\",\"k\":%d}\n"
			      : i % 991 == 7 ? "{bad %d\n"
					     : "{\"n\":%d,\"k\":2}\n",
			      i);
	l = load_bytes_with(b.at, b.n, request);
	assert_non_null(l->table);
	assert_int_equal(column(l, "n")->type, COLUMN_INTEGER);
	assert_int_equal(column(l, "n")->n_missing, 0);
	for (int i = 0; i < 20000; i++) {
		if (i % 997 == 5 || i % 991 == 7)
			continue;
		assert_true(column_number(column(l, "n"), n++) == i);
	}
	assert_int_equal(l->table->n_rows, n);
	assert_int_equal(l->table->n_rejects, 20000 - n);
	assert_int_equal(l->table->rejects[0].line, 6);
	assert_int_equal(l->table->rejects[1].line, 8);
	assert_int_equal(l->table->rejects[2].line, 999);
	unload(l);
	buffer_free(&b);
}

static void chunk_statistics_tell_what_a_chunk_holds(void **state)
{
	struct loaded *l = load("a,b,c\n3,x,1e9\n5,,\n,y,\n");
	const struct chunk_statistics *s = column(l, "a")->chunks;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		column_values(&l->table->columns[i]);
	assert_int_equal(s->low, 0);
	assert_int_equal(s->high, 2);
	assert_int_equal(s->n_missing, 1);
	assert_int_equal(s->present[0], 0xd);
	assert_int_equal(column(l, "b")->chunks->present[0], 0x7);
	assert_int_equal(column(l, "c")->chunks->n_missing, 2);
	assert_true(column(l, "c")->chunks->low <= column(l, "c")->chunks->high);
	unload(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types_come_from_the_whole_column),
		cmocka_unit_test(missing_words_are_missing_outside_text),
		cmocka_unit_test(more_missing_words_count_in_every_column),
		cmocka_unit_test(more_missing_words_count_far_down),
		cmocka_unit_test(a_late_odd_value_changes_the_whole_column),
		cmocka_unit_test(spelling_is_kept_for_exports),
		cmocka_unit_test(names_are_trimmed_and_unique),
		cmocka_unit_test(invalid_bytes_are_replaced_and_counted),
		cmocka_unit_test(types_can_be_given),
		cmocka_unit_test(types_hold_for_json_lines),
		cmocka_unit_test(chunk_statistics_tell_what_a_chunk_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
