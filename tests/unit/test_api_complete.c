/* Completion: the kinds of words that fit, and the words. */
#include "unit/api_session.h"

enum { PROPOSED_MAX = 400 };

struct proposed {
	char *texts[PROPOSED_MAX], *descriptions[PROPOSED_MAX];
	size_t n, word_start;
};

static void collect(void *user, const char *text, const char *description)
{
	struct proposed *p = user;

	assert_in_range(p->n, 0, PROPOSED_MAX - 1);
	p->texts[p->n] = strdup(text);
	p->descriptions[p->n++] = strdup(description);
}

static void forget(struct proposed *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->texts[i]);
		free(p->descriptions[i]);
	}
	*p = (struct proposed){ 0 };
}

static void complete(struct heard *h, struct proposed *p, const char *text)
{
	forget(p);
	cxq_complete(h->session, text, strlen(text), &p->word_start, collect, p);
}

static size_t place_of(const struct proposed *p, const char *text)
{
	size_t i = 0;

	while (i < p->n && strcmp(p->texts[i], text) != 0)
		i++;
	return i;
}

static void assert_proposed(const struct proposed *p, const char *text)
{
	if (place_of(p, text) == p->n)
		fail_msg("%s is not proposed", text);
}

static void assert_only(const struct proposed *p, const char *text)
{
	assert_int_equal(p->n, 1);
	assert_string_equal(p->texts[0], text);
}

static int open_sample(void **state)
{
	heard_open(state);
	return heard_run(*state, "", "load sample", CXQ_PROMPT) == CXQ_OK ? 0 : -1;
}

static void a_statement_begins_with_metrics_the_usable_first(void **state)
{
	struct proposed p = { 0 };

	complete(*state, &p, "");
	assert_string_equal(p.texts[0], "nps");
	assert_true(strlen(p.descriptions[0]) > 0);
	/* The sample has no column for `overall`. */
	assert_true(place_of(&p, "osat") > place_of(&p, "convenience"));
	assert_proposed(&p, "show");
	forget(&p);
}

static void columns_complete_after_by(void **state)
{
	struct proposed p = { 0 };

	complete(*state, &p, "nps by st");
	assert_only(&p, "stage");
	assert_int_equal(p.word_start, 7);
	complete(*state, &p, "nps by ");
	assert_proposed(&p, "weekday");
	assert_proposed(&p, "month");
	forget(&p);
}

static void values_come_alone_with_their_counts(void **state)
{
	struct proposed p = { 0 };

	complete(*state, &p, "nps where channel = ");
	assert_string_equal(p.texts[0], "survey");
	assert_string_equal(p.descriptions[0], "1,294 rows");
	assert_proposed(&p, "phone");
	assert_proposed(&p, "$answer_within");
	assert_int_equal(place_of(&p, "stage"), p.n);
	complete(*state, &p, "nps where channel=PH");
	assert_only(&p, "phone");
	complete(*state, &p, "nps where channel in (phone, ch");
	assert_only(&p, "chat");
	forget(&p);
}

static void values_of_several_words_are_quoted(void **state)
{
	struct proposed p = { 0 };

	complete(*state, &p, "count() where churn_reason = lo");
	assert_only(&p, "\"long waits\"");
	complete(*state, &p, "count() where churn_reason = \"lo");
	assert_only(&p, "\"long waits\"");
	assert_int_equal(p.word_start, strlen("count() where churn_reason = "));
	forget(&p);
}

static void roles_stand_for_their_columns(void **state)
{
	struct proposed p = { 0 };

	complete(*state, &p, "nps where wa");
	assert_proposed(&p, "wait");
	assert_proposed(&p, "wait_s");
	forget(&p);
}

static void closed_lists_complete(void **state)
{
	static const char *const cases[][2] = {
		{ "nps with sh", "share" }, { "set week", "week_start" },	 { "show met", "metrics" },
		{ "use sa", "sample" },	    { "set week_start = mo", "monday" }, { "csat format dur", "duration" },
		{ "help roll", "rolling" }, { "nps last 3 mon", "months" },	 { "load sa", "sample" },
	};
	struct proposed p = { 0 };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		complete(*state, &p, cases[i][0]);
		assert_proposed(&p, cases[i][1]);
	}
	forget(&p);
}

static void saved_names_complete(void **state)
{
	struct heard *h = *state;
	struct proposed p = { 0 };

	heard_run(h, "", "define query pulse as nps; define segment angry as csat <= 2 describe \"Not pleased\"",
		  CXQ_PROMPT);
	complete(h, &p, "run pu");
	assert_only(&p, "pulse");
	complete(h, &p, "nps where ang");
	assert_only(&p, "angry");
	assert_string_equal(p.descriptions[0], "Not pleased");
	forget(&p);
}

static void after_wrong_text_nothing_is_proposed(void **state)
{
	struct proposed p = { 0 };

	complete(*state, &p, "nps nps nps ");
	assert_int_equal(p.n, 0);
	forget(&p);
}

static void enter_knows_whole_statements(void **state)
{
	static const struct {
		const char *text;
		enum cxq_completeness whole;
	} cases[] = {
		{ "", CXQ_EMPTY },
		{ "  # only this", CXQ_EMPTY },
		{ "nps", CXQ_WHOLE },
		{ "nps by", CXQ_MORE },
		{ "nps where (csat >= 4", CXQ_MORE },
		{ "nps; csat by", CXQ_MORE },
		{ "nps by stage by", CXQ_MORE },
		{ "nps nps", CXQ_WRONG },
	};
	struct heard *h = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(cxq_check(h->session, cases[i].text, strlen(cases[i].text)), cases[i].whole);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_sample, heard_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_statement_begins_with_metrics_the_usable_first),
		TEST(columns_complete_after_by),
		TEST(values_come_alone_with_their_counts),
		TEST(values_of_several_words_are_quoted),
		TEST(roles_stand_for_their_columns),
		TEST(closed_lists_complete),
		TEST(saved_names_complete),
		TEST(after_wrong_text_nothing_is_proposed),
		TEST(enter_knows_whole_statements),
	};

	return cmocka_run_group_tests_name("api complete", tests, NULL, NULL);
}
