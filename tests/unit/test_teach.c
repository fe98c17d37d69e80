/* teach: every topic has a page of one screen, and worked answers add up. */
#include "unit/api_session.h"

#include <math.h>
#include <unistd.h>

#include "base/text.h"
#include "render/render.h"
#include "report/teach.h"

enum { PAGE_LINES = 22, PAGE_WIDTH = 80 };

static int open_sample(void **state)
{
	heard_open(state);
	return heard_run(*state, "", "load sample", CXQ_PROMPT) == CXQ_OK ? 0 : -1;
}

static void every_topic_has_a_page_of_one_screen(void **state)
{
	const struct topic *t;

	(void)state;
	for (size_t i = 0; (t = teach_topic_at(i)); i++) {
		struct text page = teach_page(t);
		size_t lines = 0;

		assert_true(page.n > 0);
		for (size_t from = 0; from < page.n; lines++) {
			size_t end = text_find(text_from(page, from), TEXT("\n"));

			if (render_width(text_slice(page, from, from + end)) > PAGE_WIDTH)
				fail_msg("%s, line %zu is too wide", t->name, lines + 1);
			from += end + 1;
		}
		if (lines > PAGE_LINES)
			fail_msg("%s has %zu lines", t->name, lines);
	}
	assert_int_equal(teach_topic_at(18) != NULL, 1);
}

static void every_topic_is_shown_with_and_without_data(void **state)
{
	struct heard *with = *state, *without;
	const struct topic *t;

	heard_open((void **)&without);
	for (size_t i = 0; (t = teach_topic_at(i)); i++) {
		struct text page = teach_page(t);
		char statement[64];

		snprintf(statement, sizeof(statement), "teach %s", t->name);
		assert_int_equal(heard_run(without, "", statement, CXQ_PROMPT), CXQ_OK);
		assert_int_equal(strlen(without->answers), page.n);
		assert_memory_equal(without->answers, page.at, page.n);
		assert_int_equal(heard_run(with, "", statement, CXQ_PROMPT), CXQ_OK);
		assert_memory_equal(with->answers, page.at, page.n);
		assert_int_equal(strstr(with->answers, "In your data (sample") != NULL, t->metric[0] != '\0');
	}
	heard_close((void **)&without);
}

static void a_table_without_the_role_gets_the_page_alone(void **state)
{
	struct heard *h = *state;
	char path[] = "/tmp/cxq-teach-XXXXXX.csv", statement[128];
	int fd = mkstemps(path, 4);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, "id,channel\n1,phone\n", 19), 19);
	close(fd);
	snprintf(statement, sizeof(statement), "load \"%s\" as t; teach nps", path);
	assert_int_equal(heard_run(h, "", statement, CXQ_PROMPT), CXQ_OK);
	assert_contains(h->answers, "NPS, Net Promoter Score");
	assert_null(strstr(h->answers, "In your data"));
	unlink(path);
}

/* Each line with a question leads to the topic first. */
static void questions_find_their_topic(void **state)
{
	static const char *const cases[][2] = {
		{ "What is a detractor?", "nps," },
		{ "effort", "ces," },
		{ "is it significant", "significance," },
		{ "who leaves and why", "churn," },
		{ "mix", "simpson," },
		{ "how satisfied are they", "csat," },
		{ "weighting", "weights," },
		{ "response rate", "response_rate," },
	};
	struct heard *h = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char statement[80];
		const char *first;

		snprintf(statement, sizeof(statement), "teach \"%s\"", cases[i][0]);
		assert_int_equal(heard_run(h, "", statement, CXQ_PROMPT), CXQ_OK);
		first = strchr(h->answers, '\n') + 1;
		if (strncmp(first, cases[i][1], strlen(cases[i][1])) != 0)
			fail_msg("%s: %s", cases[i][0], h->answers);
	}
}

/* The numbers after the last '=' of the next line that begins with START; *AT moves past it. */
static bool next_numbers(const char **at, const char *start, double *first, double *second)
{
	const char *line = strstr(*at, start), *equals;
	char *after;

	if (!line)
		return false;
	*at = line + strcspn(line, "\n");
	for (equals = *at; *equals != '='; equals--)
		;
	*first = strtod(equals + 1, &after);
	*second = *after == ',' ? strtod(after + 1, NULL) : *first;
	return true;
}

static void centre_and_half_give_the_limits(void **state)
{
	static const char *const queries[] = {
		"nps by channel",
		"nps by survey, segment",
		"csat where type = help",
		"csat by agent worst 3",
		"nps by month",
		"response_rate by product",
		"100 * net(effort >= 6, effort < 4) by team",
		"nps with ci 80%",
		"friendliness by agent where channel = phone",
	};
	struct heard *h = *state;

	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
		char statement[128];
		double centre = 0, half = 0, low = 0, high = 0;
		const char *at;

		snprintf(statement, sizeof(statement), "teach %s", queries[i]);
		assert_int_equal(heard_run(h, "", statement, CXQ_PROMPT), CXQ_OK);
		at = h->answers;
		assert_true(next_numbers(&at, "   centre = ", &centre, &centre));
		assert_true(next_numbers(&at, "   half = ", &half, &half));
		assert_true(next_numbers(&at, "   low, high = ", &low, &high));
		assert_true(fabs(centre - half - low) < 0.07);
		assert_true(fabs(centre + half - high) < 0.07);
	}
}

/* Whatever can be asked can be worked out. */
static void every_metric_can_be_worked_out(void **state)
{
	struct heard *h = *state, *names;

	heard_open((void **)&names);
	assert_int_equal(heard_run(names, "", "load sample; show metrics", CXQ_PROMPT), CXQ_OK);
	for (char *line = strstr(names->answers, "family,"); line && *line; line += strcspn(line, "\n") + 1) {
		char name[64], statement[256];

		if (sscanf(line, "%*[^,],%63[^,]", name) != 1 || strcmp(name, "metric") == 0)
			continue;
		snprintf(statement, sizeof(statement), "%s by channel", name);
		if (heard_run(h, "", statement, CXQ_PROMPT) != CXQ_OK)
			continue;
		snprintf(statement, sizeof(statement), "teach %s by channel; teach %s per customer", name, name);
		if (heard_run(h, "", statement, CXQ_PROMPT) != CXQ_OK)
			fail_msg("%s", h->errors);
		assert_contains(h->answers, "1. Which rows");
	}
	heard_close((void **)&names);
}

static void wrong_words_are_errors(void **state)
{
	static const char *const cases[][2] = {
		{ "teach npss", "did you mean `nps`?" },	 { "teach nps by chanel", "`channel`" },
		{ "teach \"zzz\"", "`teach` lists the topics" }, { "teach list time", "teach nps by channel" },
		{ "teach nps where channel = phne", "phone" },
	};
	struct heard *h = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(heard_run(h, "", cases[i][0], CXQ_PROMPT), CXQ_BAD_INPUT);
		assert_contains(h->errors, cases[i][1]);
		assert_int_equal(h->n_answers, 0);
	}
}

/* A metric of the user's own wins over another word for a topic. */
static void own_metrics_are_worked_out(void **state)
{
	struct heard *h = *state;

	assert_int_equal(heard_run(h, "", "define metric effort as 100 * share(effort >= 6); teach effort", CXQ_PROMPT),
			 CXQ_OK);
	assert_contains(h->answers, "1. Which rows");
	assert_contains(h->answers, "effort = 100 * yes / n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_sample, heard_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_topic_has_a_page_of_one_screen),
		TEST(every_topic_is_shown_with_and_without_data),
		TEST(a_table_without_the_role_gets_the_page_alone),
		TEST(questions_find_their_topic),
		TEST(centre_and_half_give_the_limits),
		TEST(every_metric_can_be_worked_out),
		TEST(wrong_words_are_errors),
		TEST(own_metrics_are_worked_out),
	};

	return cmocka_run_group_tests_name("teach", tests, NULL, NULL);
}
