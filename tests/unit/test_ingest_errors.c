#include "loading.h"

static struct loaded *load_anyway(const char *csv)
{
	return load_with(csv, (struct load_request){ 0 });
}

static void what_cannot_be_read_is_refused_with_a_reason(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *message;
	} cases[] = {
		{ "", 0, "is empty" },
		{ "\n\r\n", 3, "is empty" },
		{ "\xef\xbb\xbf", 3, "is empty" },
		{ "\xff\xfe"
		  "a\0,\0",
		  6, "is UTF-16" },
		{ "\xfe\xff"
		  "\0a\0,",
		  6, "is UTF-16" },
		{ "a\0,\0b\0", 6, "is UTF-16" },
		{ "\x1f\x8b\x08", 3, "is compressed" },
		{ "PK\x03\x04", 4, "Excel" },
		{ "[{\"a\": 1}]\n", 11, "an array where an object has to be" },
		{ "a,\"b\n", 5, "line 1, column 3: this quote is never closed" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct loaded *l = load_bytes_with(cases[i].bytes, cases[i].n, (struct load_request){ 0 });

		assert_refused(l, cases[i].message);
		assert_int_equal(l->errors.first->status, STATUS_FAILED);
		unload(l);
	}
}

static void missing_files_and_folders_are_refused(void **state)
{
	struct loaded *l = load_file_with("/nowhere/at/all.csv", (struct load_request){ 0 });

	(void)state;
	assert_refused(l, "cannot read /nowhere/at/all.csv: there is no such file");
	unload(l);
	l = load_file_with("/tmp", (struct load_request){ 0 });
	assert_refused(l, "cannot read /tmp: Is a directory");
	unload(l);
}

static void a_header_alone_is_a_table_without_rows(void **state)
{
	struct loaded *l = load("a,customer,time");

	(void)state;
	assert_int_equal(l->table->n_rows, 0);
	assert_int_equal(column(l, "a")->type, COLUMN_TEXT);
	assert_true(text_is(l->table->dialect, "delimiter \",\", header, 0 rows"));
	unload(l);
}

static void ragged_rows_are_refused_by_line_and_column(void **state)
{
	static const struct {
		const char *csv, *message;
	} cases[] = {
		{ "a,b,c\n1,2,3\n1,2\n", ", line 3, column 4: 2 fields, but the header has 3" },
		{ "a,b\n1,2\n1,2,3\n", ", line 3, column 5: 3 fields, but the header has 2" },
		{ "a,b\n\"x\ny\",2\n1\n", ", line 4, column 2: 1 field, but the header has 2" },
		{ "a,b\r1,2\r1\r", ", line 3, column 2: 1 field" },
		{ "a,b\n\xc3\xa4,\"x\"y\n", ", line 2, column 6: text after a closing quote" },
		{ "a,b\n1,\"x\n", ", line 2, column 3: this quote is never closed" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct loaded *l = load_anyway(cases[i].csv);

		assert_refused(l, cases[i].message);
		assert_non_null(strstr(l->errors.first->help.at, "skipping bad rows"));
		unload(l);
	}
}

static void bad_rows_can_be_left_out_and_are_listed(void **state)
{
	struct loaded *l = load_with("a,b\n1,2\n3\n4,5,6\n\"x\"y,1\n7,8\n9,\"z\n10,11\n",
				     (struct load_request){ .skip_bad_rows = true });

	(void)state;
	assert_non_null(l->table);
	assert_int_equal(l->table->n_rows, 3);
	assert_string_equal(cell(l, "a", 1), "7");
	assert_string_equal(cell(l, "b", 2), "11");
	assert_int_equal(l->table->n_rejects, 4);
	assert_int_equal(l->table->rejects[0].line, 3);
	assert_int_equal(l->table->rejects[1].line, 4);
	assert_int_equal(l->table->rejects[1].column, 5);
	assert_true(text_is(l->table->rejects[2].why, "text after a closing quote"));
	assert_int_equal(l->table->rejects[3].line, 7);
	unload(l);
}

/* The second reading, for the column that is text after all, meets the same bad rows and counts them once. */
static void many_bad_rows_are_counted_once_and_a_thousand_listed(void **state)
{
	struct buffer csv = { 0 };
	struct loaded *l;

	(void)state;
	buffer_add_c(&csv, "a,b\n");
	for (int i = 0; i < 1500; i++)
		buffer_add_c(&csv, "1,2\n1\n");
	buffer_add_c(&csv, "x,2\n");
	l = load_bytes_with(csv.at, csv.n, (struct load_request){ .skip_bad_rows = true });
	assert_int_equal(l->table->n_rows, 1501);
	assert_int_equal(l->table->n_rejects, 1500);
	assert_int_equal(l->table->rejects[999].line, 2001);
	assert_int_equal(column(l, "a")->type, COLUMN_TEXT);
	unload(l);
	buffer_free(&csv);
}

static void limits_are_told(void **state)
{
	struct buffer csv = { 0 };
	struct loaded *l;

	(void)state;
	for (int i = 0; i < 4097; i++)
		buffer_add_c(&csv, "c,");
	l = load_bytes_with(csv.at, csv.n, (struct load_request){ 0 });
	assert_refused(l, "has more than 4,096 columns");
	unload(l);
	buffer_clear(&csv);
	buffer_add_c(&csv, "a,b\n1,\"");
	buffer_add_repeated(&csv, "sixteen letters.", 1 << 20);
	buffer_add_c(&csv, "\"\n");
	l = load_bytes_with(csv.at, csv.n, (struct load_request){ 0 });
	assert_non_null(l->table);
	unload(l);
	csv.n -= 2;
	buffer_add_c(&csv, "!\"\n");
	l = load_bytes_with(csv.at, csv.n, (struct load_request){ 0 });
	assert_refused(l, "line 2, column 3: a field longer than 16 MiB");
	unload(l);
	buffer_free(&csv);
}

static void many_columns_load(void **state)
{
	struct buffer csv = { 0 };
	struct loaded *l;

	(void)state;
	for (int row = 0; row < 40; row++)
		for (int i = 0; i < 4096; i++)
			buffer_printf(&csv, "%s%c", row ? "7" : "same", i < 4095 ? ',' : '\n');
	l = load_bytes_with(csv.at, csv.n, (struct load_request){ 0 });
	assert_non_null(l->table);
	assert_int_equal(l->table->n_rows, 39);
	assert_string_equal(cell(l, "same_4096", 38), "7");
	unload(l);
	buffer_free(&csv);
}

static void a_load_can_be_stopped(void **state)
{
	static const volatile sig_atomic_t stop = 1;
	struct loaded *l = load_with("a\n1\n", (struct load_request){ .stop = &stop });

	(void)state;
	assert_refused(l, "interrupted");
	assert_int_equal(l->errors.first->status, STATUS_INTERRUPTED);
	unload(l);
}

/* Whatever the bytes are, loading ends with a table or an error, and leaves nothing behind (as the checked build
 * tells). */
static void damaged_files_do_no_harm(void **state)
{
	static const char good[] =
		"customer,time,nps,\"a \"\"b\"\"\"\nC1,2024-01-01T10:00,9,\"x\ny\"\nC2,2024-01-02,NA,1e5\n"
		"C1,,3,\xc3\xa9\nC3,2024-01-01T10:00:00.5Z,10,-0.5\n";
	static const char spice[] = "\",;\t|\n\r\0\xff\xef\xbb 0-.:TZe";
	uint32_t random = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		char bytes[sizeof(good)];
		struct loaded *l;

		memcpy(bytes, good, sizeof(good));
		for (int k = 0; k < 1 + round % 6; k++) {
			random = random * 1664525 + 1013904223;
			bytes[(random >> 8) % (sizeof(good) - 1)] = spice[(random >> 24) % sizeof(spice)];
		}
		l = load_bytes_with(bytes, sizeof(good) - 1 - (random >> 16) % 40,
				    (struct load_request){ .skip_bad_rows = round % 2 });
		assert_int_equal(l->table == NULL, l->errors.n > 0);
		unload(l);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_cannot_be_read_is_refused_with_a_reason),
		cmocka_unit_test(missing_files_and_folders_are_refused),
		cmocka_unit_test(a_header_alone_is_a_table_without_rows),
		cmocka_unit_test(ragged_rows_are_refused_by_line_and_column),
		cmocka_unit_test(bad_rows_can_be_left_out_and_are_listed),
		cmocka_unit_test(many_bad_rows_are_counted_once_and_a_thousand_listed),
		cmocka_unit_test(limits_are_told),
		cmocka_unit_test(many_columns_load),
		cmocka_unit_test(a_load_can_be_stopped),
		cmocka_unit_test(damaged_files_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
