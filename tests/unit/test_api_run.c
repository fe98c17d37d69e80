/* Running text: scripts are checked whole, prompts go statement by statement. */
#include "unit/api_session.h"

#include <unistd.h>

static void a_script_with_an_error_runs_nothing(void **state)
{
	struct heard *h = *state;

	assert_int_equal(heard_run(h, "", "load sample", CXQ_PROMPT), CXQ_OK);
	assert_int_equal(heard_run(h, "weekly.cxq", "csat by agent\nbogus\ncsat\n", CXQ_SCRIPT), CXQ_BAD_INPUT);
	assert_int_equal(h->n_answers, 0);
	assert_int_equal(cxq_error_count(h->session), 1);
	assert_contains(h->errors, "weekly.cxq:2:1: error:");
}

static void all_errors_of_a_script_are_listed_in_order(void **state)
{
	struct heard *h = *state;

	assert_int_equal(heard_run(h, "s", "set min_n = x\nnps by by\nshow setings\n", CXQ_SCRIPT), CXQ_BAD_INPUT);
	assert_int_equal(cxq_error_count(h->session), 3);
	assert_contains(h->errors, "s:1:13: error:");
	assert_contains(h->errors, "s:2:");
	assert_contains(h->errors, "s:3:6: error:");
}

static void a_check_leaves_no_trace(void **state)
{
	struct heard *h = *state;

	heard_run(h, "s", "set min_n = 77\nlet x = 5\nset bogus = 1\n", CXQ_SCRIPT);
	heard_run(h, "", "show settings", CXQ_PROMPT);
	assert_contains(h->answers, "min_n,30,");
	heard_run(h, "", "show parameters", CXQ_PROMPT);
	assert_null(strstr(h->answers, "$x"));
}

static void names_are_known_to_the_rest_of_the_script(void **state)
{
	struct heard *h = *state;

	assert_int_equal(heard_run(h, "", "load sample", CXQ_PROMPT), CXQ_OK);
	assert_int_equal(
		heard_run(h, "s", "define metric m as avg(cost)\nlet c = phone\nm where channel = $c\n", CXQ_SCRIPT),
		CXQ_OK);
	assert_int_equal(h->n_answers, 1);
	assert_int_equal(h->n_receipts, 2);
}

static void after_a_load_names_are_checked_when_they_are_reached(void **state)
{
	struct heard *h = *state;

	assert_int_equal(heard_run(h, "s", "load sample\nshow tables\nnps by stge\nnps\n", CXQ_SCRIPT), CXQ_BAD_INPUT);
	assert_int_equal(h->n_answers, 1);
	assert_contains(h->errors, "s:3:8: error:");
	assert_contains(h->errors, "stage");
}

static void a_query_without_a_table_says_so(void **state)
{
	struct heard *h = *state;

	assert_int_equal(heard_run(h, "s", "nps\n", CXQ_SCRIPT), CXQ_BAD_INPUT);
	assert_contains(h->errors, "s:1:1: error:");
	assert_contains(h->errors, "load");
}

static void at_the_prompt_what_ran_before_an_error_stays(void **state)
{
	struct heard *h = *state;

	assert_int_equal(heard_run(h, "", "set min_n = 5; bogus; set min_n = 6", CXQ_PROMPT), CXQ_BAD_INPUT);
	assert_int_equal(h->n_receipts, 1);
	heard_run(h, "", "show settings", CXQ_PROMPT);
	assert_contains(h->answers, "min_n,5,");
}

static void quit_ends_the_run(void **state)
{
	struct heard *h = *state;

	assert_int_equal(heard_run(h, "s", "show tables\nquit\nshow settings\n", CXQ_SCRIPT), CXQ_QUIT);
	assert_int_equal(h->n_answers, 1);
	assert_int_equal(heard_run(h, "s", "show tables\n", CXQ_SCRIPT), CXQ_OK);
}

static void empty_text_is_fine(void **state)
{
	struct heard *h = *state;

	assert_int_equal(heard_run(h, "s", "", CXQ_SCRIPT), CXQ_OK);
	assert_int_equal(heard_run(h, "s", "#!/usr/bin/cxq\n-- nothing\n\n;;\n", CXQ_SCRIPT), CXQ_OK);
	assert_int_equal(heard_run(h, "", "   ", CXQ_PROMPT), CXQ_OK);
}

static enum cxq_status stop_now(void *user, const cxq_answer *answer)
{
	(void)answer;
	++*(int *)user;
	return CXQ_OUTPUT_FAILED;
}

static void an_answer_function_can_end_the_run(void **state)
{
	struct heard *h = *state;
	const char *text = "show tables\nshow settings\n";
	int calls = 0;

	assert_int_equal(cxq_run(h->session, "s", text, strlen(text), CXQ_SCRIPT, stop_now, &calls), CXQ_OUTPUT_FAILED);
	assert_int_equal(calls, 1);
}

static enum cxq_status interrupt_then_go_on(void *user, const cxq_answer *answer)
{
	(void)answer;
	cxq_interrupt(user);
	return CXQ_OK;
}

static void an_interrupt_ends_the_run_and_keeps_the_session(void **state)
{
	struct heard *h = *state;
	const char *text = "show tables\nshow settings\n";

	assert_int_equal(cxq_run(h->session, "s", text, strlen(text), CXQ_SCRIPT, interrupt_then_go_on, h->session),
			 CXQ_INTERRUPTED);
	assert_int_equal(heard_run(h, "s", "show tables", CXQ_SCRIPT), CXQ_OK);
}

static void saved_queries_bind_their_arguments_as_values(void **state)
{
	struct heard *h = *state;

	assert_int_equal(heard_run(h, "s",
				   "load sample\n"
				   "define query pulse(ch, since_date = 2025-01-01) as\n"
				   "  nps by month since $since_date where channel = $ch\n"
				   "run pulse(ch = phone)\n",
				   CXQ_SCRIPT),
			 CXQ_OK);
	assert_int_equal(h->n_answers, 1);
	assert_contains(h->answers, "2025-01");
	assert_int_equal(heard_run(h, "", "define query rows(ch) as count() where channel = $ch", CXQ_PROMPT), CXQ_OK);
	assert_int_equal(
		heard_run(h, "", "set unknown_values = note; run rows(ch = 'phone or channel = chat')", CXQ_PROMPT),
		CXQ_OK);
	assert_contains(h->answers, "count()\n0\n");
	assert_int_equal(heard_run(h, "", "run pulse(chan = phone)", CXQ_PROMPT), CXQ_BAD_INPUT);
	assert_contains(h->errors, "did you mean `ch`?");
	assert_int_equal(heard_run(h, "", "run pulse", CXQ_PROMPT), CXQ_BAD_INPUT);
	assert_int_equal(heard_run(h, "", "run plse(ch = phone)", CXQ_PROMPT), CXQ_BAD_INPUT);
	assert_contains(h->errors, "did you mean `pulse`?");
	assert_int_equal(heard_run(h, "", "show parameters", CXQ_PROMPT), CXQ_OK);
	assert_null(strstr(h->answers, "$ch"));
}

static void values_given_from_outside_are_values(void **state)
{
	static const struct {
		const char *given, *shown;
	} cases[] = {
		{ "chat", "\"\"chat\"\"" },
		{ "5", "5" },
		{ "-5", "-5" },
		{ "95%", "95%" },
		{ "2025-03-01", "2025-03-01" },
		{ "20 seconds", "20 seconds" },
		{ "true", "true" },
		{ "last month", "last month" },
		{ "(a, b)", "(\"\"a\"\", \"\"b\"\")" },
		{ "x; quit", "\"\"x; quit\"\"" },
		{ "nps(x)", "\"\"nps(x)\"\"" },
		{ "5 # x", "\"\"5 # x\"\"" },
		{ "$ch", "\"\"$ch\"\"" },
		{ "a = b", "\"\"a = b\"\"" },
	};
	struct heard *h = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(cxq_set_param(h->session, "ch", cases[i].given), CXQ_OK);
		assert_int_equal(heard_run(h, "s", "param ch default phone\nshow parameters\n", CXQ_SCRIPT), CXQ_OK);
		assert_contains(h->answers, cases[i].shown);
		assert_contains(h->answers, "given with -p");
	}
}

static void a_value_that_no_script_asks_for_is_an_error(void **state)
{
	struct heard *h = *state;

	assert_int_equal(cxq_check_params(h->session), CXQ_OK);
	cxq_set_param(h->session, "answer_within", "30 seconds");
	cxq_set_param(h->session, "chanel", "chat");
	assert_int_equal(heard_run(h, "s", "param channel default phone\n", CXQ_SCRIPT), CXQ_OK);
	assert_int_equal(cxq_check_params(h->session), CXQ_BAD_INPUT);
	heard_errors(h);
	assert_contains(h->errors, "chanel");
	assert_contains(h->errors, "did you mean `channel`?");
	assert_int_equal(cxq_error_count(h->session), 1);
}

static void a_parameter_refuses_a_value_of_another_type(void **state)
{
	struct heard *h = *state;

	assert_int_equal(cxq_set_param(h->session, "since", "tomorrow"), CXQ_OK);
	assert_int_equal(heard_run(h, "s", "param since date default 2025-01-01\n", CXQ_SCRIPT), CXQ_BAD_INPUT);
	assert_contains(h->errors, "$since takes a date");
}

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void an_include_is_found_beside_its_script(void **state)
{
	struct heard *h = *state;
	char folder[] = "/tmp/cxq-include-XXXXXX", a[64], b[64];

	assert_non_null(mkdtemp(folder));
	snprintf(a, sizeof(a), "%s/a.cxq", folder);
	snprintf(b, sizeof(b), "%s/b.cxq", folder);
	write_file(a, "include \"b.cxq\"\n");
	write_file(b, "show tables\n\nshow nonsense\n");
	heard_forget(h);
	assert_int_equal(cxq_run_file(h->session, a, heard_answer, h), CXQ_BAD_INPUT);
	heard_errors(h);
	assert_contains(h->errors, "/b.cxq:3:6: error:");
	write_file(b, "include \"a.cxq\"\n");
	assert_int_equal(cxq_run_file(h->session, a, heard_answer, h), CXQ_BAD_INPUT);
	heard_errors(h);
	assert_contains(h->errors, "deep");
	unlink(a);
	unlink(b);
	rmdir(folder);
}

static void safe_mode_refuses_files(void **state)
{
	struct heard *h = *state;

	cxq_set_safe(h->session, true);
	assert_int_equal(heard_run(h, "", "include \"x.cxq\"", CXQ_PROMPT), CXQ_FAILED);
	assert_int_equal(heard_run(h, "", "load \"x.csv\"", CXQ_PROMPT), CXQ_FAILED);
	assert_int_equal(heard_run(h, "", "load sample", CXQ_PROMPT), CXQ_OK);
	assert_int_equal(heard_run(h, "", "export sample to \"/tmp/never.csv\"", CXQ_PROMPT), CXQ_FAILED);
	assert_int_not_equal(access("/tmp/never.csv", F_OK), 0);
	cxq_set_safe(h->session, false);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, heard_open, heard_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_script_with_an_error_runs_nothing),
		TEST(all_errors_of_a_script_are_listed_in_order),
		TEST(a_check_leaves_no_trace),
		TEST(names_are_known_to_the_rest_of_the_script),
		TEST(after_a_load_names_are_checked_when_they_are_reached),
		TEST(a_query_without_a_table_says_so),
		TEST(at_the_prompt_what_ran_before_an_error_stays),
		TEST(quit_ends_the_run),
		TEST(empty_text_is_fine),
		TEST(an_answer_function_can_end_the_run),
		TEST(an_interrupt_ends_the_run_and_keeps_the_session),
		TEST(saved_queries_bind_their_arguments_as_values),
		TEST(values_given_from_outside_are_values),
		TEST(a_value_that_no_script_asks_for_is_an_error),
		TEST(a_parameter_refuses_a_value_of_another_type),
		TEST(an_include_is_found_beside_its_script),
		TEST(safe_mode_refuses_files),
	};

	return cmocka_run_group_tests_name("api run", tests, NULL, NULL);
}
