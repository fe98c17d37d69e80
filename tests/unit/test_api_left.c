/* A session whose file changes under it: what needs a text that was left in it is refused, the rest goes on. */
#include "api_session.h"

#include <unistd.h>

static const char path[] = "/tmp/cxq_left_api.csv", copy[] = "/tmp/cxq_left_api_copy.csv";

static void write_file(const char *word)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs("customer,time,recommend,product,comment\n", f);
	for (int i = 0; i < 300; i++)
		fprintf(f, "C%d,2025-01-%02d,%d,%s,the %s of %d\n", i % 40, 1 + i % 28, i % 11, i % 2 ? "Aria" : "Bolt",
			word, i % 70);
	fclose(f);
}

static const char refusal[] =
	"comment cannot be read: /tmp/cxq_left_api.csv is no longer what it was when it was loaded";

static void assert_refused(struct heard *h, const char *statement)
{
	enum cxq_status status = heard_run(h, "", statement, CXQ_PROMPT);

	assert_contains(h->errors, refusal);
	assert_int_equal(status, CXQ_FAILED);
	assert_contains(h->errors, "   1 | ");
	assert_contains(h->errors, "load it again");
	assert_string_equal(h->answers, "");
}

static void only_what_needs_it_is_refused(void **state)
{
	static const char *const refused[] = {
		"count where comment contains \"delay\"",
		"words of comment",
		"count by comment",
		"list recommend, comment where recommend = 0",
		"journey C7",
		"show columns",
		"show values of comment",
		"show duplicates",
		"export cxq_left_api to \"/tmp/cxq_left_api_copy.csv\"",
		"append \"/tmp/cxq_left_api.csv\"",
		"define segment late as comment contains \"delay\"\nnps where late",
		"compare nps for comment contains \"x\" vs product = Aria",
	};
	struct heard *h = *state;

	write_file("delay");
	setenv("CXQ_LEAVE", "all", 1);
	assert_int_equal(heard_run(h, "", "load \"/tmp/cxq_left_api.csv\"", CXQ_PROMPT), CXQ_OK);
	unsetenv("CXQ_LEAVE");
	write_file("price");
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		assert_refused(h, refused[i]);
	assert_int_not_equal(access(copy, F_OK), 0);
	assert_int_equal(heard_run(h, "", "nps by product", CXQ_PROMPT), CXQ_OK);
	assert_contains(h->answers, "Aria,");
	/* As it was, and then it may change. */
	write_file("delay");
	assert_int_equal(heard_run(h, "", "count where comment contains \"delay of 7\"", CXQ_PROMPT), CXQ_OK);
	assert_string_equal(h->answers, "count\n5\n");
	write_file("price");
	assert_int_equal(heard_run(h, "", "count where comment contains \"delay of 7\"", CXQ_PROMPT), CXQ_OK);
	assert_string_equal(h->answers, "count\n5\n");
	assert_int_equal(heard_run(h, "", "append \"/tmp/cxq_left_api.csv\"", CXQ_PROMPT), CXQ_OK);
	assert_int_equal(heard_run(h, "", "count where comment contains \"price of 7\"", CXQ_PROMPT), CXQ_OK);
	assert_string_equal(h->answers, "count\n5\n");
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(only_what_needs_it_is_refused, heard_open, heard_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
