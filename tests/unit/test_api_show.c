/* show, set, help, export: what there is, and where it goes. */
#include "unit/api_session.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/embedded.h"

static int open_sample(void **state)
{
	heard_open(state);
	return heard_run(*state, "", "load sample", CXQ_PROMPT) == CXQ_OK ? 0 : -1;
}

static void a_load_says_what_it_found(void **state)
{
	struct heard *h = *state;

	assert_int_equal(h->n_receipts, 1);
	assert_contains(h->answers, "sample: 5,108 rows, 49 columns");
	assert_contains(h->answers, "wait = wait_s");
}

static void everything_can_be_shown(void **state)
{
	static const char *const cases[][2] = {
		{ "show metrics", "\nexperience,nps,higher,recommend," },
		{ "show metrics", "Answered within 20 seconds" },
		{ "show columns", "\nchannel,text,9,0,channel,\"survey, phone, app\"" },
		{ "show roles", "\nrecommend,recommend,0..10,by its name" },
		{ "show tables", "\nsample,5108," },
		{ "show settings", "\nmin_n,30," },
		{ "show dimensions", "\nweekday," },
		{ "show parameters", "\n$answer_within,20 seconds,param," },
		{ "show values of channel", "\nphone,1116,0.21848" },
		{ "show values of wait", "wait_s,rows,share" },
		{ "show metric nps", "define metric nps as 100 * net(" },
		{ "show nps", "needs the roles: recommend" },
		{ "show rejects", "line,column,why" },
	};
	struct heard *h = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(heard_run(h, "", cases[i][0], CXQ_PROMPT), CXQ_OK);
		assert_contains(h->answers, cases[i][1]);
	}
}

static void wrong_words_get_near_ones(void **state)
{
	static const char *const cases[][2] = {
		{ "show metrcs", "`metrics`" },
		{ "show metric npss", "`nps`" },
		{ "show values of chanel", "`channel`" },
		{ "use sampel", "`sample`" },
		{ "set minn = 4", "`min_n`" },
		{ "help wher", "`where`" },
	};
	struct heard *h = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(heard_run(h, "", cases[i][0], CXQ_PROMPT), CXQ_BAD_INPUT);
		assert_contains(h->errors, cases[i][1]);
	}
}

static void settings_take_legal_values_only(void **state)
{
	static const char *const right[][2] = {
		{ "set as_of = 2025-03-31", "as_of = 2025-03-31" },
		{ "set as_of = data", "as_of = data" },
		{ "set week_start = Sunday", "week_start = sunday" },
		{ "set week_start = tue", "week_start = tuesday" },
		{ "set year_start = 4", "year_start = april" },
		{ "set min_n = 0", "min_n = 0" },
		{ "set unit = row", "unit = row" },
		{ "set unknown_values = note", "unknown_values = note" },
		{ "set precision = 3", "precision = 3" },
		{ "set precision = default", "precision = default" },
		{ "set timing = on", "timing = on" },
		{ "set timing = off", "timing = off" },
		{ "set ci = 90%", "ci = 90%" },
		{ "set ci = 99", "ci = 99%" },
		{ "let d = 2025-01-31; set as_of = $d", "as_of = 2025-01-31" },
	};
	static const char *const wrong[] = {
		"set as_of = 2025-02", "set as_of = soon", "set week_start = someday", "set year_start = 13",
		"set min_n = -1",      "set min_n = 1.5",  "set unit = person",	       "set precision = 16",
		"set timing = maybe",  "set ci = 40%",	   "set nothing = 1",
	};
	struct heard *h = *state;

	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
		assert_int_equal(heard_run(h, "", right[i][0], CXQ_PROMPT), CXQ_OK);
		assert_contains(h->answers, right[i][1]);
	}
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_int_equal(heard_run(h, "", wrong[i], CXQ_PROMPT), CXQ_BAD_INPUT);
		assert_contains(h->errors, "help: ");
	}
}

/* The lines of TEXT that begin with four blanks, without the remark after two or more. */
static size_t add_examples(const char *text, char *script, size_t room)
{
	size_t n = 0;

	for (const char *line = text; *line; line += strcspn(line, "\n") + 1) {
		const char *start = line + 4, *remark;
		size_t length = strcspn(line, "\n");

		if (strncmp(line, "    ", 4) != 0 || line[4] == ' ' || length <= 4)
			continue;
		remark = strstr(start, "  ");
		length = remark && remark < line + length ? (size_t)(remark - start) : length - 4;
		assert_true(n + length + 2 < room);
		n += (size_t)snprintf(script + n, room - n, "%.*s\n", (int)length, start);
	}
	return n;
}

static void every_example_of_help_runs(void **state)
{
	struct heard *h = *state;
	char script[8192];

	for (const struct embedded *e = embedded_texts; e->path; e++) {
		if (!strstr(e->path, "help/") || !add_examples(e->text, script, sizeof(script)))
			continue;
		if (heard_run(h, e->path, script, CXQ_SCRIPT) != CXQ_OK)
			fail_msg("%s", h->errors);
	}
}

static void every_topic_can_be_asked_for(void **state)
{
	struct heard *h = *state;

	for (const struct embedded *e = embedded_texts; e->path; e++) {
		const char *topic = strstr(e->path, "help/");
		char statement[64];

		if (!topic || strstr(topic, "overview") || strstr(topic, "teach_"))
			continue;
		snprintf(statement, sizeof(statement), "help %.*s", (int)strcspn(topic + 5, "."), topic + 5);
		assert_int_equal(heard_run(h, "", statement, CXQ_PROMPT), CXQ_OK);
		assert_memory_equal(h->answers, e->text, strcspn(e->text, "\n"));
	}
	assert_int_equal(heard_run(h, "", "help; help between; help count; help nps", CXQ_PROMPT), CXQ_OK);
	assert_int_equal(h->n_answers, 4);
}

static char *read_all(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = calloc(1, 1 << 20);
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, (1 << 20) - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

static void answers_are_exported_in_the_format_of_the_name(void **state)
{
	static const char *const cases[][2] = {
		{ "x.csv", "channel,count()\n" }, { "x.tsv", "channel\tcount()\n" },
		{ "x.json", "\"channel\"" },	  { "x.md", "| channel" },
		{ "x.txt", "channel" },
	};
	struct heard *h = *state;
	char folder[] = "/tmp/cxq-export-XXXXXX", statement[256], path[64];

	assert_non_null(mkdtemp(folder));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *text;

		snprintf(path, sizeof(path), "%s/%s", folder, cases[i][0]);
		snprintf(statement, sizeof(statement), "export count() by channel to \"%s\"", path);
		assert_int_equal(heard_run(h, "", statement, CXQ_PROMPT), CXQ_OK);
		assert_contains(h->answers, "9 rows written");
		text = read_all(path);
		assert_contains(text, cases[i][1]);
		free(text);
		unlink(path);
	}
	assert_int_equal(rmdir(folder), 0);
	assert_int_equal(heard_run(h, "", "export nps to \"/tmp/x.docx\"", CXQ_PROMPT), CXQ_BAD_INPUT);
	assert_int_equal(heard_run(h, "", "export nps to \"/nowhere/x.csv\"", CXQ_PROMPT), CXQ_OUTPUT_FAILED);
}

static void the_last_answer_can_be_exported(void **state)
{
	struct heard *h = *state;
	char folder[] = "/tmp/cxq-export-XXXXXX", statement[256], path[64];
	char *text;

	assert_int_equal(heard_run(h, "", "export it to \"/tmp/x.csv\"", CXQ_PROMPT), CXQ_BAD_INPUT);
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/it.csv", folder);
	snprintf(statement, sizeof(statement), "count() by channel; set min_n = 3; export it to \"%s\"", path);
	assert_int_equal(heard_run(h, "", statement, CXQ_PROMPT), CXQ_OK);
	text = read_all(path);
	assert_contains(text, "phone,1116\n");
	free(text);
	unlink(path);
	rmdir(folder);
}

static void a_whole_table_comes_back_as_it_was_read(void **state)
{
	static const char *const file = "id,when,ok,amount,remark\n"
					"7,2025-03-01T10:00,Y,1.50,\"a, \"\"b\"\"\"\n"
					"3,2025-01-01T09:30,N,,\n"
					"5,,Y,12.25,\"two\nlines\"\n";
	struct heard *h = *state;
	char folder[] = "/tmp/cxq-export-XXXXXX", statement[256], in[64], out[64];
	char *text;
	FILE *f;

	assert_non_null(mkdtemp(folder));
	snprintf(in, sizeof(in), "%s/in.csv", folder);
	snprintf(out, sizeof(out), "%s/out.csv", folder);
	f = fopen(in, "w");
	fputs(file, f);
	fclose(f);
	snprintf(statement, sizeof(statement), "load \"%s\" as t\nexport t to \"%s\"\n", in, out);
	if (heard_run(h, "s", statement, CXQ_SCRIPT) != CXQ_OK)
		fail_msg("%s", h->errors);
	text = read_all(out);
	assert_string_equal(text, file);
	free(text);
	unlink(in);
	unlink(out);
	rmdir(folder);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_sample, heard_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_load_says_what_it_found),
		TEST(everything_can_be_shown),
		TEST(wrong_words_get_near_ones),
		TEST(settings_take_legal_values_only),
		TEST(every_example_of_help_runs),
		TEST(every_topic_can_be_asked_for),
		TEST(answers_are_exported_in_the_format_of_the_name),
		TEST(the_last_answer_can_be_exported),
		TEST(a_whole_table_comes_back_as_it_was_read),
	};

	return cmocka_run_group_tests_name("api show", tests, NULL, NULL);
}
