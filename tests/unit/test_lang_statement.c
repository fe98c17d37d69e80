/* Where a statement ends, which words are names, and that no input is too large or too deep to be refused politely. */
#include "test_lang_common.h"

/* The statements of TEXT, printed, one a line; what is not one as its result. */
static void assert_splits(const char *text, const char *expected)
{
	static const char *const results[] = { "ok", "(empty)", "(more)", "(error)" };
	struct parsed p = { .source = { .text = { text, strlen(text) } } };
	struct buffer out = { 0 };
	size_t at = 0;

	buffer_add_c(&out, "");
	while (at < p.source.text.n) {
		size_t from = at;

		p.result = parse_statement(&p.arena, &p.source, from, &at, &p.node, NULL);
		assert_true(at > from);
		if (p.result == PARSE_OK)
			node_print(p.node, &out);
		else
			buffer_add_c(&out, results[p.result]);
		buffer_add_char(&out, '\n');
	}
	assert_string_equal(out.at, expected);
	buffer_free(&out);
	parsed_free(&p);
}

static void a_statement_ends_at_a_semicolon_or_an_unindented_line(void **state)
{
	(void)state;
	assert_splits("nps; csat", "nps\ncsat\n");
	assert_splits("nps\ncsat\n", "nps\ncsat\n");
	assert_splits("nps\n  by stage\ncsat", "nps by stage\ncsat\n");
	assert_splits("nps by\nstage\ncsat", "nps by stage\ncsat\n");
	assert_splits("nps where a in (\n1,\n2)\ncsat", "nps where a in (1, 2)\ncsat\n");
	assert_splits("nps \\\nby stage\ncsat", "nps by stage\ncsat\n");
	assert_splits("nps # one\n# two\n\n  by stage -- three\n\ncsat;;;", "nps by stage\ncsat\n(empty)\n");
	assert_splits("#!/usr/bin/env cxq\n\n;nps\r\n  by stage\r\ncsat\r\n", "nps by stage\ncsat\n");
	assert_splits("  # nothing\n", "(empty)\n");
	assert_splits("\xef\xbb\xbfnps\n\xc2\xa0 by\xe2\x80\x83stage\ncsat", "nps by stage\ncsat\n");
}

static void after_an_error_the_next_statement_is_found(void **state)
{
	(void)state;
	assert_splits("nps bogus x; csat\nces", "(error)\ncsat\nces\n");
	assert_splits("nps bogus (\n  more\ncsat", "(error)\ncsat\n");
	assert_splits("nps where (a = b\ncsat by stage", "(error)\ncsat by stage\n");
	assert_splits("nps where by x\ncsat by", "(error)\n(more)\n");
	assert_splits("nps\n&& x\ncsat", "nps\n(error)\ncsat\n");
	assert_splits("nps by;csat", "(error)\ncsat\n");
	assert_splits("let q = (a,\nb\nc)\ncsat", "(error)\ncsat\n");
	assert_splits("nps where a in (x y\n)\nby b\ncsat", "(error)\n(error)\ncsat\n");
}

static void an_unfinished_text_asks_for_more(void **state)
{
	static const char *const more[] = {
		"nps by", "nps where (", "nps where (a = b", "define metric",	     "nps; csat by", "nps,",
		"nps \\", "explain",	 "funnel a ->",	     "compare nps for a vs", "journey",	     "drivers of",
	};
	static const char *const whole[] = { "nps", "nps by stage", "nps; csat", "help", "nps where a in (1,\n2)" };
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(more) / sizeof(*more); i++)
		assert_int_equal(parse_completeness(&a, text_of(more[i])), PARSE_MORE);
	for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++)
		assert_int_equal(parse_completeness(&a, text_of(whole[i])), PARSE_OK);
	assert_int_equal(parse_completeness(&a, TEXT(" # \n")), PARSE_EMPTY);
	assert_int_equal(parse_completeness(&a, TEXT("")), PARSE_EMPTY);
	assert_int_equal(parse_completeness(&a, TEXT("nps top 0")), PARSE_ERROR);
	assert_int_equal(parse_completeness(&a, TEXT("nps bogus x")), PARSE_ERROR);
	assert_int_equal(parse_completeness(&a, TEXT("nps where x = \"a")), PARSE_ERROR);
	arena_reset(&a);
}

static void keywords_are_names_where_only_names_fit(void **state)
{
	(void)state;
	assert_splits("contacts where stage in (trend, top, compare)",
		      "contacts where stage in (trend, top, compare)\n");
	assert_splits("nps by trend", "nps by trend\n");
	assert_splits("nps by top, limit, last(format), ago", "nps by top, limit, last(format), ago\n");
	assert_splits("top by last where day = week and since != since",
		      "top by last where day = week and since != since\n");
	assert_splits("contacts by starts with share", "contacts by starts with share\n");
	assert_splits("contacts by quartile, decile", "contacts by quartile, decile\n");
	assert_splits("nps where quartile of", "(error)\n");
	assert_splits("nps by teach, funnel, for, then, within where paths = any",
		      "nps by teach, funnel, for, then, within where paths = any\n");
	assert_splits("contacts by starting, ending at", "(error)\n");
	assert_splits("contacts by up, any, split where a = strict", "contacts by up, any, split where a = strict\n");
	assert_splits("funnel then then compare -> week within 2 days without last",
		      "funnel then -> compare -> week within 2 days without last\n");
	assert_splits("paths of trend starting at top\nretention\nrecovery",
		      "paths of trend starting at top\nretention\nrecovery\n");
	assert_splits("journey since since 2024", "journey since since 2024\n");
	assert_splits("help funnel; show paths; help teach", "help funnel\nshow paths\nhelp teach\n");
	assert_splits("`trend` by month; `paths`", "`trend` by month\n`paths`\n");
	assert_splits("nps by month top 3 month with share of month", "nps by month top 3 month with share of month\n");
	assert_splits("load \"f\" mapping order = values, in = x", "(error)\n");
	assert_splits("load \"f\" mapping order = values", "load \"f\" mapping order = values\n");
}

static void a_keyword_read_as_a_name_is_marked(void **state)
{
	(void)state;
	assert_dumps("nps by limit, `by`", "query\n  items\n    item\n      name nps\n  by\n    name limit [keyword]\n"
					   "    name by [quoted]\n");
}

static void hyphens_and_digits_belong_to_words(void **state)
{
	(void)state;
	assert_dumps("C-42 - nps-10 by 3rd-party, 4g",
		     "query\n  items\n    item\n      subtract\n        name C-42\n        name nps-10\n  by\n"
		     "    name 3rd-party\n    name 4g\n");
	assert_splits("nps where a = 2 -1 and b in 0..6", "nps where a = 2 - 1 and b in 0..6\n");
}

static char *repeat(const char *head, const char *part, size_t n, const char *tail)
{
	struct buffer b = { 0 };

	buffer_add_c(&b, head);
	buffer_add_repeated(&b, part, n);
	buffer_add_c(&b, tail);
	assert_false(b.failed);
	return b.at;
}

static void assert_refused(char *text, int code)
{
	struct parsed p;

	parse_text(&p, text);
	assert_int_equal(p.result, PARSE_ERROR);
	assert_int_equal(error_at(&p, 0)->code, code);
	assert_int_equal(p.errors.n, 1);
	parsed_free(&p);
	free(text);
}

static void deep_nesting_is_refused_and_long_chains_are_not(void **state)
{
	char *brackets = repeat("nps where ", "(", 900, "a");
	char *chain = repeat("nps where a", " and b", 30000, "");
	char *closed = repeat(brackets, ")", 900, "");

	(void)state;
	assert_round_trip(closed);
	assert_round_trip(chain);
	free(brackets);
	free(chain);
	free(closed);
	assert_refused(repeat("nps where ", "(", 3000, "a"), 12);
	assert_refused(repeat("nps where ", "not ", 30000, "a"), 12);
	assert_refused(repeat("nps where a = ", "- ", 30000, "b"), 12);
	assert_refused(repeat("nps where a = b", " + c", 30000, ""), 12);
	assert_refused(repeat("", "f(x, 1 = 2 or a and not b + 3 * (", 2000, ""), 12);
}

static void a_statement_of_more_than_a_mebibyte_is_refused(void **state)
{
	(void)state;
	assert_refused(repeat("nps where a in (b", ", phone", 200000, ")"), 13);
	assert_refused(repeat("nps where a = \"", "0123456789", 300000, "\""), 13);
	assert_refused(repeat("", "0123456789", 300000, "a"), 13);
	assert_splits("nps", "nps\n");
}

static void nul_bytes_are_errors_outside_quotes_only(void **state)
{
	static const char outside[] = "nps \0 by";
	static const char inside[] = "nps where a = \"x\0y\"";
	static const char comment[] = "nps # \0";
	struct parsed p;

	(void)state;
	parse_bytes(&p, outside, sizeof(outside) - 1);
	assert_int_equal(p.result, PARSE_ERROR);
	assert_int_equal(error_at(&p, 0)->span.from, 4);
	parsed_free(&p);
	parse_bytes(&p, inside, sizeof(inside) - 1);
	assert_int_equal(p.result, PARSE_OK);
	parsed_free(&p);
	parse_bytes(&p, comment, sizeof(comment) - 1);
	assert_int_equal(p.result, PARSE_ERROR);
	assert_int_equal(error_at(&p, 0)->span.from, 6);
	parsed_free(&p);
}

static void the_failure_place_of_the_arena_is_put_back(void **state)
{
	struct arena a = { 0 };
	struct source s = { .text = TEXT("nps by stage") };
	struct node *out;
	size_t used;
	jmp_buf place;

	(void)state;
	a.on_failure = &place;
	assert_int_equal(parse_statement(&a, &s, 0, &used, &out, NULL), PARSE_OK);
	assert_ptr_equal(a.on_failure, &place);
	arena_reset(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_statement_ends_at_a_semicolon_or_an_unindented_line),
		cmocka_unit_test(after_an_error_the_next_statement_is_found),
		cmocka_unit_test(an_unfinished_text_asks_for_more),
		cmocka_unit_test(keywords_are_names_where_only_names_fit),
		cmocka_unit_test(a_keyword_read_as_a_name_is_marked),
		cmocka_unit_test(hyphens_and_digits_belong_to_words),
		cmocka_unit_test(deep_nesting_is_refused_and_long_chains_are_not),
		cmocka_unit_test(a_statement_of_more_than_a_mebibyte_is_refused),
		cmocka_unit_test(nul_bytes_are_errors_outside_quotes_only),
		cmocka_unit_test(the_failure_place_of_the_arena_is_put_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
