/* What is made of text without running it: canonical form, tokens, trees, plans. */
#include "unit/api_session.h"

static char *formatted(struct heard *h, const char *text, enum cxq_status wanted)
{
	char *out = NULL;
	size_t n = 0;
	FILE *stream = open_memstream(&out, &n);

	assert_int_equal(cxq_format(h->session, "f.cxq", text, strlen(text), stream), wanted);
	fclose(stream);
	heard_errors(h);
	return out;
}

static void check_format(struct heard *h, const char *text, const char *expected)
{
	char *once = formatted(h, text, CXQ_OK), *twice = formatted(h, once, CXQ_OK);

	assert_string_equal(once, expected);
	assert_string_equal(twice, expected);
	free(once);
	free(twice);
}

static void statements_become_canonical(void **state)
{
	check_format(*state, "NPS   BY stage WHERE channel=phone", "NPS by stage where channel = phone\n");
	check_format(*state, "nps;csat ; ces", "nps\ncsat\nces\n");
	check_format(*state, "nps\n\n\n\ncsat\n", "nps\n\ncsat\n");
	check_format(*state, "nps\n  by stage\n", "nps by stage\n");
	check_format(*state, "", "");
}

static void comments_are_kept(void **state)
{
	check_format(*state, "#!/usr/bin/cxq\n# the motto\nnps   # of all\n\n-- then\ncsat -- too\n# end\n",
		     "#!/usr/bin/cxq\n# the motto\nnps  # of all\n\n-- then\ncsat  -- too\n# end\n");
	check_format(*state, "nps # first\n  by stage # second\n", "# first\nnps by stage  # second\n");
	check_format(*state, "count() where comment contains \"# no comment\"",
		     "count() where comment contains \"# no comment\"\n");
}

static void long_statements_get_a_line_per_clause(void **state)
{
	check_format(*state,
		     "nps, csat, ces, aht by stage, channel where channel = phone and reason in (billing, delivery) "
		     "last 6 months "
		     "sort by nps limit 5",
		     "nps, csat, ces, aht\n"
		     "    by stage, channel\n"
		     "    where channel = phone and reason in (billing, delivery)\n"
		     "    last 6 months\n"
		     "    sort by nps\n"
		     "    limit 5\n");
	check_format(
		*state,
		"define metric long_wait as 100 * share(wait > 5 minutes where answered) better lower family service "
		"describe \"Waited, where answered, over 5 minutes, family service\"",
		"define metric long_wait as 100 * share(wait > 5 minutes where answered)\n"
		"    family service\n"
		"    better lower\n"
		"    describe \"Waited, where answered, over 5 minutes, family service\"\n");
}

static void wrong_text_is_not_formatted(void **state)
{
	struct heard *h = *state;
	char *out = formatted(h, "nps\nnps by by\nnps nps\n", CXQ_BAD_INPUT);

	assert_string_equal(out, "");
	assert_int_equal(cxq_error_count(h->session), 2);
	assert_contains(h->errors, "f.cxq:2:8: error:");
	assert_contains(h->errors, "f.cxq:3:5: error:");
	free(out);
}

static char *dumped(struct heard *h, const char *what, const char *text, enum cxq_status wanted)
{
	char *out = NULL;
	size_t n = 0;
	FILE *stream = open_memstream(&out, &n);

	assert_int_equal(cxq_dump(h->session, what, "d", text, strlen(text), stream), wanted);
	fclose(stream);
	return out;
}

static void every_stage_can_be_dumped(void **state)
{
	const char *text = "load sample\ndefine segment angry as csat <= 2\nnps by stage where angry\n";
	char *out = dumped(*state, "tokens", text, CXQ_OK);

	assert_contains(out, "nps");
	free(out);
	out = dumped(*state, "ast", text, CXQ_OK);
	assert_contains(out, "name angry");
	free(out);
	out = dumped(*state, "plan", text, CXQ_OK);
	assert_contains(out, "scan");
	free(out);
	free(dumped(*state, "nothing", text, CXQ_BAD_INPUT));
	free(dumped(*state, "plan", "nps by stge", CXQ_BAD_INPUT));
}

static void explain_shows_the_last_query(void **state)
{
	struct heard *h = *state;

	assert_int_equal(heard_run(h, "", "explain it", CXQ_PROMPT), CXQ_BAD_INPUT);
	assert_int_equal(heard_run(h, "s", "load sample\nlet ch = phone\nnps where channel = $ch\n", CXQ_SCRIPT),
			 CXQ_OK);
	assert_int_equal(heard_run(h, "", "let ch = chat; explain it", CXQ_PROMPT), CXQ_OK);
	assert_contains(h->answers, "channel = \"phone\"");
	assert_contains(h->answers, "plan\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, heard_open, heard_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(statements_become_canonical),
		TEST(comments_are_kept),
		TEST(long_statements_get_a_line_per_clause),
		TEST(wrong_text_is_not_formatted),
		TEST(every_stage_can_be_dumped),
		TEST(explain_shows_the_last_query),
	};

	return cmocka_run_group_tests_name("api text", tests, NULL, NULL);
}
