#include "loading.h"

#include "ingest/join.h"
#include "store/concat.h"
#include "store/spell.h"

enum { FILES_MAX = 4 };

/* Files with the contents of CSV, as one table. */
static struct loaded *load_all(const char *const *csv, size_t n, struct load_request request)
{
	struct loaded *l = calloc(1, sizeof(*l));
	char paths[FILES_MAX][32];
	struct text files[FILES_MAX];

	assert_non_null(l);
	assert_true(n <= FILES_MAX);
	l->errors.arena = &l->arena;
	for (size_t i = 0; i < n; i++) {
		int fd;

		strcpy(paths[i], "/tmp/cxq_test_XXXXXX");
		fd = mkstemp(paths[i]);
		assert_true(fd >= 0);
		assert_int_equal(write(fd, csv[i], strlen(csv[i])), (ssize_t)strlen(csv[i]));
		close(fd);
		files[i] = text_of(paths[i]);
	}
	request.file = files[0];
	l->table = join_load(&request, files, n, &l->errors);
	for (size_t i = 0; i < n; i++)
		unlink(paths[i]);
	return l;
}

static struct loaded *load_two(const char *a, const char *b)
{
	const char *const csv[] = { a, b };
	struct loaded *l = load_all(csv, 2, (struct load_request){ 0 });

	if (!l->table)
		print_message("%s\n", l->errors.first ? l->errors.first->message.at : "no table, no error");
	assert_non_null(l->table);
	return l;
}

/* A column x of which the files have values A and B: TYPE, and what they are in the whole, in its spelling. */
static void types_widen_as_in_one_file(void **state)
{
	static const struct {
		const char *a, *b;
		enum column_type type;
		const char *x, *y;
	} cases[] = {
		{ "1", "2", COLUMN_INTEGER, "1", "2" },
		{ "-3", "300", COLUMN_INTEGER, "-3", "300" },
		{ "5", "5.25", COLUMN_DECIMAL, "5.00", "5.25" },
		{ "-0.5", "7", COLUMN_DECIMAL, "-0.5", "7.0" },
		{ "999999999999999999", "1", COLUMN_INTEGER, "999999999999999999", "1" },
		{ "999999999999999999", "0.5", COLUMN_NUMBER, "1e18", "0.5" },
		{ "9007199254740993", "1e3", COLUMN_NUMBER, "9007199254740992", "1000" },
		{ "900719925474.0993", "1e3", COLUMN_NUMBER, "900719925474.0992", "1000" },
		{ "1e300", "0.5", COLUMN_NUMBER, "1e300", "0.5" },
		{ "yes", "No", COLUMN_YESNO, "yes", "no" },
		{ "TRUE", "maybe", COLUMN_TEXT, "TRUE", "maybe" },
		{ "1", "maybe", COLUMN_TEXT, "1", "maybe" },
		{ "5.50", "late", COLUMN_TEXT, "5.50", "late" },
		{ "1e3", "late", COLUMN_TEXT, "1e3", "late" },
		{ "2025-03-01", "late", COLUMN_TEXT, "2025-03-01", "late" },
		{ "2025-03-01", "7", COLUMN_TEXT, "2025-03-01", "7" },
		{ "2025-03-01", "2025-03-01", COLUMN_DATE, "2025-03-01", "2025-03-01" },
		{ "2025-03-01", "2025-03-02T10:30", COLUMN_TIME, "2025-03-01T00:00", "2025-03-02T10:30" },
		{ "2025-03-01T10:30", "2025-03-02T10:30:05.5", COLUMN_TIME, "2025-03-01T10:30:00.000",
		  "2025-03-02T10:30:05.500" },
		{ "1969-12-31", "2025-03-02T10:30:05", COLUMN_TIME, "1969-12-31T00:00:00", "2025-03-02T10:30:05" },
		{ "", "7", COLUMN_INTEGER, "", "7" },
		{ "n/a", "7", COLUMN_TEXT, "n/a", "7" },
		{ "", "", COLUMN_TEXT, "", "" },
		{ "word", "", COLUMN_TEXT, "word", "" },
		{ "", "1e3", COLUMN_NUMBER, "", "1000" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char a[64], b[64];
		struct buffer x = { 0 }, y = { 0 };
		struct loaded *l;

		snprintf(a, sizeof(a), "k,x\n1,%s\n", cases[i].a);
		snprintf(b, sizeof(b), "x,k\n%s,2\n", cases[i].b);
		l = load_two(a, b);
		if (column(l, "x")->type != cases[i].type)
			fail_msg("%s and %s are %s", cases[i].a, cases[i].b, spell_type(column(l, "x")->type));
		spell_row(column(l, "x"), 0, &x);
		spell_row(column(l, "x"), 1, &y);
		assert_string_equal(x.at ? x.at : "", cases[i].x);
		assert_string_equal(y.at ? y.at : "", cases[i].y);
		assert_int_equal(column(l, "x")->n_missing, !*cases[i].x + !*cases[i].y);
		buffer_free(&x);
		buffer_free(&y);
		unload(l);
	}
}

static void durations_stay_or_are_spelt(void **state)
{
	struct loaded *l = load_two("k,wait\n1,0:02:23\n", "k,wait\n2,1:00:00\n");

	(void)state;
	assert_string_equal(cell(l, "wait", 0), "143");
	assert_string_equal(cell(l, "wait", 1), "3600");
	assert_role(l, ROLE_wait, "wait");
	unload(l);
	l = load_two("k,wait\n1,0:02:23\n", "k,wait\n2,30\n");
	assert_string_equal(cell(l, "wait", 0), "0:02:23");
	assert_string_equal(cell(l, "wait", 1), "30");
	unload(l);
}

static void columns_find_each_other_by_name_then_by_snake_form(void **state)
{
	struct loaded *l = load_two("Agent Id,b,c\n1,2,3\n", "c,agent_id,B,d\n30,10,20,40\n");

	(void)state;
	assert_int_equal(l->table->n_columns, 5); /* and contact */
	assert_string_equal(cell(l, "Agent Id", 1), "10");
	assert_string_equal(cell(l, "b", 1), "20");
	assert_string_equal(cell(l, "c", 1), "30");
	assert_string_equal(cell(l, "d", 0), "");
	unload(l);
	l = load_two("a b,a_b\n1,2\n", "a_b,a b\n20,10\n");
	assert_string_equal(cell(l, "a b", 1), "10");
	assert_string_equal(l->table->columns[1].name.at, "a_b");
	assert_int_equal(column_number(&l->table->columns[1], 1), 20);
	unload(l);
}

static void a_column_names_the_file_on_request(void **state)
{
	static const char *const csv[] = { "x\n1\n2\n", "x,file\n3,mine\n" };
	struct load_request request = { .options = { .file_column = true } };
	struct loaded *l = load_all(csv, 1, request);
	const struct column *c = column(l, "file");

	(void)state;
	assert_int_equal(c->words->n, 1);
	assert_memory_equal(dictionary_word(c->words, 0).at, "/tmp/cxq_test_", 14);
	assert_int_equal(c->n_missing, 0);
	unload(l);
	l = load_all(csv, 2, request);
	assert_string_equal(cell(l, "file", 2), "mine");
	assert_memory_equal(cell(l, "file_2", 2), "/tmp/cxq_test_", 14);
	assert_int_equal(column(l, "file_2")->words->n, 2);
	unload(l);
}

/* PREFIX0,PREFIX1 ... N columns and one row. */
static char *wide_csv(const char *prefix, size_t n)
{
	char *csv = malloc(n * 16 + 16), *at = csv;

	assert_non_null(csv);
	for (size_t i = 0; i < n; i++)
		at += sprintf(at, "%s%s%zu", i ? "," : "", prefix, i);
	*at++ = '\n';
	for (size_t i = 0; i < n; i++)
		at += sprintf(at, "%s%zu", i ? "," : "", i);
	strcpy(at, "\n");
	return csv;
}

static void limits_hold_for_all_files_together(void **state)
{
	char *a = wide_csv("a", 2048), *b = wide_csv("b", 2048), *c = wide_csv("c", 2049);
	const char *const fits[] = { a, b }, *const too_wide[] = { a, c };
	struct loaded *l = load_all(fits, 2, (struct load_request){ 0 });

	(void)state;
	assert_non_null(l->table);
	assert_string_equal(cell(l, "b2047", 1), "2047");
	unload(l);
	l = load_all(too_wide, 2, (struct load_request){ 0 });
	assert_refused(l, "more than 4,096 columns");
	unload(l);
	free(a);
	free(b);
	free(c);
}

/* No table has so many rows here: what is asked is only the sum. */
static void rows_of_all_files_are_counted(void **state)
{
	struct arena arena = { 0 };
	struct table a = { .n_rows = 1500000000 }, b = { .n_rows = 1000000000 };
	struct concat_part parts[] = { { &a, NULL, true }, { &b, NULL, true } };
	struct concat c = { .arena = &arena, .parts = parts, .n_parts = 2 };

	(void)state;
	assert_false(concat_plan(&c));
	assert_int_equal(c.fault, CONCAT_TOO_MANY_ROWS);
	arena_reset(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types_widen_as_in_one_file),
		cmocka_unit_test(durations_stay_or_are_spelt),
		cmocka_unit_test(columns_find_each_other_by_name_then_by_snake_form),
		cmocka_unit_test(a_column_names_the_file_on_request),
		cmocka_unit_test(limits_hold_for_all_files_together),
		cmocka_unit_test(rows_of_all_files_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
