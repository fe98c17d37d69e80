/* cxq check: what misleads is noted, what is wrong is an error, nothing is run. */
#include "unit/api_session.h"

#include <dirent.h>

/* The notes; on a session of its own, because `load sample` is done. */
static char *looked_through(struct heard *h, const char *text, enum cxq_status *status)
{
	char *out = NULL;
	size_t n = 0;
	FILE *stream = open_memstream(&out, &n);

	cxq_close(h->session);
	h->session = cxq_open();
	*status = cxq_lint(h->session, "f.cxq", text, strlen(text), stream);
	fclose(stream);
	heard_errors(h);
	return out;
}

static void each_rule_has_its_note(void **state)
{
	static const char *const cases[][2] = {
		{ "load sample; define segment s as channel = fone",
		  "f.cxq:1:44: note: L01: no row has channel = fone" },
		{ "load sample; define segment s as reason = channel", "L02: `channel` is read as a value" },
		{ "load sample; set as_of = data; nps by segment", "L03: `segment` is a word" },
		{ "nps where a = 1 and b = 2 or c = 3", "L04: `and` and `or` mixed" },
		{ "load sample; nps per time", "L05: the mean of one value per period" },
		{ "load sample; compare csat for channel = video vs channel = phone", "L06: a verdict over 9 answers" },
		{ "set as_of = data; nps last 1 month", "L07: `last 1 month` is the month that has not ended" },
		{ "nps last 3 months", "L08: relative dates in a script without `set as_of`" },
		{ "compare nps for a = 1 vs a = 2 vs a = 3 vs a = 4", "L09: 4 segments are 6 tests" },
		{ "define metric x as avg(csat) better higher", "help: add describe \"...\"\n" },
		{ "define metric x as avg(csat) describe \"y\"", "help: add better higher or better lower\n" },
		{ "param x default 3; nps", "L11: parameter x is declared and not used" },
		{ "define query q(a, b = 3) as nps where channel = $a", "L11: parameter b is declared" },
		{ "nps by channel limit 3", "L12: `limit` without `sort by`" },
	};
	struct heard *h = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum cxq_status status;
		char *notes = looked_through(h, cases[i][0], &status);

		if (status != CXQ_OK)
			fail_msg("%s\n%s", cases[i][0], h->errors);
		assert_contains(notes, cases[i][1]);
		assert_null(strstr(strchr(notes, '\n'), "note: ")); /* one only */
		free(notes);
	}
}

static void what_is_meant_is_not_noted(void **state)
{
	static const char *const texts[] = {
		"nps where a = 1 and (b = 2 or c = 3)",
		"set as_of = 2025-03-31; nps last month; nps since yesterday",
		"load sample; nps where channel = PHONE and stage in (service, use)",
		"load sample; nps by `segment`",
		"load sample; nps per customer by product",
		"load sample; compare csat for channel = chat vs channel = phone",
		"param ch default phone; load sample; nps where channel = $ch",
		"param ch; load sample; nps where channel = $ch",
		"param answer_within default 30 seconds",
		"param x default 3; include \"rest.cxq\"",
		"include \"rest.cxq\"; load sample; my_metric by my_dimension",
		"load \"mine.csv\"; my_column = 3",
		"load \"mine.csv\" with (header on, delimiter tab, types (`order` text)) as t",
		"load $f with (header on)",
		"nps by channel sort by nps limit 3",
		"define metric x as avg(csat) better higher describe \"mean\"",
		"",
	};
	struct heard *h = *state;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		enum cxq_status status;
		char *notes = looked_through(h, texts[i], &status);

		if (strcmp(texts[i], "load \"mine.csv\"; my_column = 3") != 0 && status != CXQ_OK)
			fail_msg("%s\n%s", texts[i], h->errors);
		assert_string_equal(notes, "");
		free(notes);
	}
}

static void errors_are_found_where_names_are_known(void **state)
{
	static const char *const cases[][2] = {
		{ "nps by by", "by" },
		{ "load sample\nnps by chanel\ncsat where channel = fone",
		  "f.cxq:2:8: error: no column is named chanel" },
		{ "load sample\nnps by chanel\ncsat where channel = fone", "f.cxq:3:22: error: channel has no value" },
		{ "load \"mine.csv\" with (headr on)\nnps", "f.cxq:1:23: error: a load has no option `headr`" },
		{ "load sample\nteach npss", "there is no lesson on npss" },
	};
	struct heard *h = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum cxq_status status;

		free(looked_through(h, cases[i][0], &status));
		assert_int_equal(status, CXQ_BAD_INPUT);
		assert_contains(h->errors, cases[i][1]);
	}
}

static void nothing_stays_behind(void **state)
{
	struct heard *h = *state;
	enum cxq_status status;

	free(looked_through(h, "define metric mine as avg(csat); set min_n = 7; let x = 3", &status));
	assert_int_equal(heard_run(h, "", "load sample; show settings", CXQ_PROMPT), CXQ_OK);
	assert_contains(h->answers, "\nmin_n,30,");
	assert_int_equal(heard_run(h, "", "mine", CXQ_PROMPT), CXQ_BAD_INPUT);
}

static void scripts_beside_the_program_are_fine(void **state)
{
	DIR *d = opendir("examples");
	struct dirent *entry;
	char path[512], *text = calloc(1, 1 << 16);

	assert_non_null(d);
	while ((entry = readdir(d))) {
		enum cxq_status status;
		FILE *f;

		if (!strstr(entry->d_name, ".cxq"))
			continue;
		snprintf(path, sizeof(path), "examples/%s", entry->d_name);
		f = fopen(path, "r");
		text[fread(text, 1, (1 << 16) - 1, f)] = '\0';
		fclose(f);
		free(looked_through(*state, text, &status));
		if (status != CXQ_OK)
			fail_msg("%s: %s", path, ((struct heard *)*state)->errors);
	}
	closedir(d);
	free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, heard_open, heard_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_rule_has_its_note),
		TEST(what_is_meant_is_not_noted),
		TEST(errors_are_found_where_names_are_known),
		TEST(nothing_stays_behind),
		TEST(scripts_beside_the_program_are_fine),
	};

	return cmocka_run_group_tests_name("api lint", tests, NULL, NULL);
}
