/* Small files that break readers of CSV (own-hostile/csv beside the project), and what has to come of each. */
#include "loading.h"

/* LAST: the last value of the last row of the file, as cell() gives it. */
static const struct {
	const char *file;
	size_t n_rows, n_columns;
	const char *last, *refusal;
} files[] = {
	{ "blank_lines", 1, 1, "1", NULL },
	{ "bom", 1, 2, "9", NULL },
	{ "dup_header", 1, 3, "3", NULL },
	{ "empty", 0, 0, NULL, "is empty" },
	{ "empty_header", 1, 3, "3", NULL },
	{ "empty_vs_quoted_empty", 1, 2, "", NULL },
	{ "formula", 2, 1, "@x", NULL },
	{ "header_injection", 1, 4, "4", NULL },
	{ "header_only", 0, 2, NULL, NULL },
	{ "latin1", 1, 2, "caf\xc3\xa9", NULL },
	{ "lone_cr", 2, 2, "b", NULL },
	{ "long_header", 0, 0, NULL, "has more than 4,096 columns" },
	{ "mixed_eol", 3, 2, "c", NULL },
	{ "no_final_newline", 1, 2, "a", NULL },
	{ "nul", 2, 2, "c", NULL },
	{ "number_like", 16, 1, "4.9e-324", NULL },
	{ "only_newlines", 0, 0, NULL, "is empty" },
	{ "only_quote", 0, 0, NULL, "line 1, column 1: this quote is never closed" },
	{ "quote_at_eof", 0, 0, NULL, "line 2, column 3: this quote is never closed" },
	{ "quote_eof_escaped", 0, 0, NULL, "line 2, column 3: this quote is never closed" },
	{ "quote_mid_field", 1, 2, "1", NULL },
	{ "ragged_long", 0, 0, NULL, "line 2, column 5: 3 fields, but the header has 2" },
	{ "ragged_short", 0, 0, NULL, "line 2, column 4: 2 fields, but the header has 3" },
	{ "sep_line", 1, 2, "2", NULL },
	{ "space_before_quote", 1, 2, "x,y", NULL },
	{ "text_after_quote", 0, 0, NULL, "line 2, column 4: text after a closing quote" },
	{ "type_drift", 3001, 1, "oops", NULL },
	{ "utf16be", 1, 2, "9", NULL },
	{ "utf16le", 1, 2, "9", NULL },
};

static struct loaded *load_hostile(const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), SUITES "own-hostile/csv/%s.csv", name);
	if (access(path, R_OK) != 0)
		skip();
	return load_file_with(path, (struct load_request){ 0 });
}

static size_t own_columns(const struct table *t)
{
	size_t n = 0;

	while (n < t->n_columns && !t->columns[n].derived)
		n++;
	return n;
}

static void hostile_files_load_or_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct loaded *l = load_hostile(files[i].file);

		if (files[i].refusal)
			assert_refused(l, files[i].refusal);
		else if (!l->table)
			fail_msg("%s: %s", files[i].file, l->errors.first->message.at);
		if (l->table) {
			const struct table *t = l->table;

			if (t->n_rows != files[i].n_rows || own_columns(t) != files[i].n_columns)
				fail_msg("%s: %zu rows, %zu columns", files[i].file, t->n_rows, own_columns(t));
			if (files[i].last)
				assert_string_equal(cell(l, t->columns[files[i].n_columns - 1].name.at, t->n_rows - 1),
						    files[i].last);
		}
		unload(l);
	}
}

static void a_byte_of_nothing_is_kept(void **state)
{
	struct loaded *l = load_hostile("nul");
	const struct column *c = column(l, "n");

	(void)state;
	assert_true(text_equal(dictionary_word(c->words, (uint32_t)column_code(c, 0)), TEXT("a\0b")));
	unload(l);
}

static void a_line_end_far_into_a_quoted_field_is_part_of_it(void **state)
{
	struct loaded *l = load_hostile("newline_straddle");
	const struct column *c = column(l, "b");
	struct text value = dictionary_word(c->words, (uint32_t)column_code(c, 0));

	(void)state;
	assert_int_equal(l->table->n_rows, 1);
	assert_int_equal(value.n, 65533 + 2 + 10);
	assert_int_equal(text_find(value, TEXT("\r\n")), 65533);
	unload(l);
}

/* 007, 1_000, 0x10, --1, 1,000 and more digits than a number of ours has: one of them is enough. */
static void what_looks_like_a_number_is_text(void **state)
{
	static const char *const spelt[] = { "007",
					     "1_000",
					     "0x10",
					     "1e3",
					     ".5",
					     "5.",
					     "+1",
					     "--1",
					     "NaN",
					     "Infinity",
					     "1,000",
					     "9223372036854775807",
					     "9223372036854775808",
					     "-9223372036854775808",
					     "1e400",
					     "4.9e-324" };
	struct loaded *l = load_hostile("number_like");

	(void)state;
	assert_int_equal(column(l, "a")->type, COLUMN_TEXT);
	for (size_t i = 0; i < sizeof(spelt) / sizeof(*spelt); i++)
		assert_string_equal(cell(l, "a", i), spelt[i]);
	unload(l);
}

static void a_column_that_drifts_is_text_from_its_first_row(void **state)
{
	struct loaded *l = load_hostile("type_drift");

	(void)state;
	assert_int_equal(column(l, "a")->type, COLUMN_TEXT);
	assert_string_equal(cell(l, "a", 0), "0");
	assert_string_equal(cell(l, "a", 2999), "2999");
	unload(l);
}

static void repeated_and_empty_names_are_told_apart(void **state)
{
	struct loaded *l = load_hostile("dup_header");

	(void)state;
	assert_string_equal(cell(l, "a_2", 0), "2");
	assert_string_equal(cell(l, "a_3", 0), "3");
	unload(l);
	l = load_hostile("empty_header");
	assert_string_equal(cell(l, "column_2", 0), "2");
	unload(l);
	l = load_hostile("header_injection");
	assert_true(text_is(l->table->columns[0].name, "nps\";drop"));
	assert_true(text_is(l->table->columns[3].name, "a\nb"));
	unload(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_files_load_or_are_refused),
		cmocka_unit_test(a_byte_of_nothing_is_kept),
		cmocka_unit_test(a_line_end_far_into_a_quoted_field_is_part_of_it),
		cmocka_unit_test(what_looks_like_a_number_is_text),
		cmocka_unit_test(a_column_that_drifts_is_text_from_its_first_row),
		cmocka_unit_test(repeated_and_empty_names_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
