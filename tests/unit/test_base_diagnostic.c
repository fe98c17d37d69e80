#include "unit/suite.h"

#include "base/diagnostic.h"

static const struct source prompt = { .text = { "nps bye stage", 13 } };

/* Print an error at FROM..TO of a source and compare. */
static void assert_printed(struct text name, struct text text, size_t from, size_t to, const char *wanted)
{
	struct source source = { name, text };
	struct arena arena = { 0 };
	struct diagnostics list = { .arena = &arena };
	struct buffer b = { 0 };

	diagnostic_print(diagnose(&list, STATUS_BAD_INPUT, (struct span){ &source, from, to }, "wrong"), &b);
	assert_written(&b, wanted);
	buffer_free(&b);
	arena_reset(&arena);
}

static void an_error_says_what_where_help_and_expected(void **state)
{
	struct arena arena = { 0 };
	struct diagnostics list = { .arena = &arena };
	struct buffer b = { 0 };

	(void)state;
	diagnose(&list, STATUS_BAD_INPUT, (struct span){ &prompt, 4, 7 }, "\"%s\" does not fit here", "bye");
	diagnose_help(&list, "did you mean `%s`?", "by");
	list.first->expected = TEXT("by, where, vs, …");
	diagnostic_print(list.first, &b);
	assert_written(&b, "error: \"bye\" does not fit here\n"
			   "   1 | nps bye stage\n"
			   "     |     ^~~\n"
			   "help: did you mean `by`?\n"
			   "expected: by, where, vs, …\n");
	buffer_free(&b);
	arena_reset(&arena);
}

static void a_script_is_named_with_line_and_column(void **state)
{
	(void)state;
	assert_printed(TEXT("a.cxq"), TEXT("nps\r\n\tcsat bye\r\n"), 11, 14,
		       "a.cxq:2:7: error: wrong\n   2 |  csat bye\n     |       ^~~\n");
}

static void at_the_end_the_caret_stands_after_the_last_character(void **state)
{
	(void)state;
	assert_printed(TEXT(""), TEXT("nps by"), 6, 6, "error: wrong\n   1 | nps by\n     |       ^\n");
	assert_printed(TEXT("a"), TEXT("nps by \n\n"), 9, 9, "a:1:7: error: wrong\n   1 | nps by\n     |       ^\n");
	assert_printed(TEXT("a"), TEXT(""), 0, 0, "a:1:1: error: wrong\n   1 |\n     | ^\n");
}

static void the_caret_stands_under_wide_and_accented_characters(void **state)
{
	(void)state;
	assert_printed(TEXT("s"), TEXT("\"日本\" e\u0301té x"), 16, 17,
		       "s:1:11: error: wrong\n   1 | \"日本\" e\u0301té x\n     |            ^\n");
	assert_printed(TEXT("s"), TEXT("x = \"日本\" "), 5, 11,
		       "s:1:6: error: wrong\n   1 | x = \"日本\"\n     |      ^~~~\n");
}

static void a_mark_ends_with_its_line(void **state)
{
	(void)state;
	assert_printed(TEXT("s"), TEXT("nps (\nby x"), 4, 9, "s:1:5: error: wrong\n   1 | nps (\n     |     ^\n");
}

/* Columns before the caret of the last line. */
static size_t caret_column(const struct buffer *b)
{
	return (size_t)(strrchr(b->at, '^') - strrchr(b->at, '|')) + strlen("     ");
}

static void a_long_line_is_a_window_around_the_caret(void **state)
{
	struct buffer line = { 0 }, b = { 0 };
	struct arena arena = { 0 };
	struct diagnostics list = { .arena = &arena };
	struct source source;

	(void)state;
	buffer_add_repeated(&line, "abcdefghi ", 100000);
	source = (struct source){ TEXT("s"), buffer_text(&line) };
	diagnostic_print(diagnose(&list, STATUS_BAD_INPUT, (struct span){ &source, 500010, 500019 }, "wrong"), &b);
	assert_true(text_starts(buffer_text(&b), TEXT("s:1:500011: error: wrong\n   1 | …abcdefghi abc")));
	assert_true(text_ends(buffer_text(&b), TEXT(" ^~~~~~~~~\n")));
	assert_int_equal(caret_column(&b), 7 + 1 + 60);
	assert_true(b.n < 400);
	buffer_free(&line);
	buffer_free(&b);
	arena_reset(&arena);
}

static void nothing_of_the_data_drives_the_terminal(void **state)
{
	struct arena arena = { 0 };
	struct diagnostics list = { .arena = &arena };
	struct source source = { TEXT("\x1b]0;x\x07"), TEXT("nps \x1b[2J\u202e\xff") };
	struct buffer b = { 0 };

	(void)state;
	diagnose(&list, STATUS_FAILED, (struct span){ &source, 0, 3 }, "\x1b[31m %s", "\u200e");
	diagnose_help(&list, "one\ntwo \x1b");
	diagnostic_print(list.first, &b);
	assert_written(&b, "\\x1b]0;x\\x07:1:1: error: \\x1b[31m \\u200e\n"
			   "   1 | nps \\x1b[2J\\u202e\\xff\n"
			   "     | ^~~\n"
			   "help: one\n"
			   "      two \\x1b\n");
	buffer_free(&b);
	arena_reset(&arena);
}

static void nowhere_is_only_the_message(void **state)
{
	struct arena arena = { 0 };
	struct diagnostics list = { .arena = &arena };
	struct buffer b = { 0 };

	(void)state;
	diagnostic_print(diagnose(&list, STATUS_FAILED, (struct span){ 0 }, "cannot read x.csv"), &b);
	assert_written(&b, "error: cannot read x.csv\n");
	buffer_free(&b);
	arena_reset(&arena);
}

static void the_first_error_decides_and_the_rest_is_counted(void **state)
{
	struct arena arena = { 0 };
	struct diagnostics list = { .arena = &arena };
	size_t listed = 0;

	(void)state;
	assert_int_equal(diagnostics_status(&list), STATUS_OK);
	diagnose(&list, STATUS_BAD_INPUT, (struct span){ 0 }, "one");
	for (size_t i = 1; i < 2 * DIAGNOSTICS_MAX; i++) {
		assert_non_null(diagnose(&list, STATUS_FAILED, (struct span){ 0 }, "more"));
		diagnose_help(&list, "help %zu", i);
	}
	for (const struct diagnostic *d = list.first; d; d = d->next)
		assert_text(d->help, arena_printf(&arena, listed ? "help %zu" : "", listed)), listed++;
	assert_int_equal(listed, DIAGNOSTICS_MAX);
	assert_int_equal(list.n, 2 * DIAGNOSTICS_MAX);
	assert_int_equal(diagnostics_status(&list), STATUS_BAD_INPUT);
	arena_reset(&arena);
}

static void spans_join_and_nowhere_gives_way(void **state)
{
	struct span joined = span_join((struct span){ &prompt, 4, 7 }, (struct span){ &prompt, 0, 3 });

	(void)state;
	assert_int_equal(joined.from, 0);
	assert_int_equal(joined.to, 7);
	joined = span_join((struct span){ 0 }, (struct span){ &prompt, 1, 2 });
	assert_int_equal(joined.from, 1);
	assert_int_equal(span_join(joined, (struct span){ 0 }).to, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_says_what_where_help_and_expected),
		cmocka_unit_test(a_script_is_named_with_line_and_column),
		cmocka_unit_test(at_the_end_the_caret_stands_after_the_last_character),
		cmocka_unit_test(the_caret_stands_under_wide_and_accented_characters),
		cmocka_unit_test(a_mark_ends_with_its_line),
		cmocka_unit_test(a_long_line_is_a_window_around_the_caret),
		cmocka_unit_test(nothing_of_the_data_drives_the_terminal),
		cmocka_unit_test(nowhere_is_only_the_message),
		cmocka_unit_test(the_first_error_decides_and_the_rest_is_counted),
		cmocka_unit_test(spans_join_and_nowhere_gives_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
