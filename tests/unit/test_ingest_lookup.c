#include "loading.h"

#include "ingest/join.h"

/* The rows of CSV as a look-up by KEY for the column ON of L's table: the first error, or NULL. */
static const char *look_up(struct loaded *l, const char *csv, const char *on, const char *key, struct lookup *counts)
{
	char path[] = "/tmp/cxq_test_XXXXXX";
	int fd = mkstemp(path);
	struct load_request request = { .file = text_of(path) };
	struct lookup look = { 0 };

	assert_true(fd >= 0);
	assert_int_equal(write(fd, csv, strlen(csv)), (ssize_t)strlen(csv));
	close(fd);
	look.file = join_read(&request, &l->errors);
	unlink(path);
	assert_non_null(look.file);
	look.key = table_column(look.file, text_of(key));
	look.on = text_of(on);
	assert_non_null(look.key);
	if (join_look_up(l->table, &look, (struct span){ 0 }, &l->errors)) {
		*counts = look;
		return NULL;
	}
	table_free(look.file);
	assert_non_null(l->errors.first);
	return l->errors.first->message.at;
}

static void assert_says(const char *message, const char *part)
{
	if (!message || !strstr(message, part))
		fail_msg("\"%s\" does not say \"%s\"", message ? message : "nothing", part);
}

static void keys_of_several_types_are_compared_as_written(void **state)
{
	static const struct {
		const char *table, *file;
		size_t matched;
	} cases[] = {
		{ "k\n17\n18\nx\n", "k,v\n17,a\n18,b\n", 2 },
		{ "k\n17\n18\n", "k,v\n17,a\nx,b\n", 1 },
		{ "k\n007\n7\n", "k,v\n7,a\n", 1 },
		{ "k\n1.50\n2.25\n", "k,v\n1.5,a\n2.25,b\n", 2 },
		{ "k\n1e3\n5\n", "k,v\n1000,a\n", 1 },
		{ "k\n2025-03-01\n2025-03-02\n", "k,v\n2025-03-01,a\n", 1 },
		{ "k\nyes\nno\nyes\n", "k,v\nTRUE,a\nFALSE,b\n", 3 },
		{ "k\n-5\n999999999999999999\n", "k,v\n999999999999999999,a\n-5,b\n", 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct loaded *l = load(cases[i].table);
		struct lookup counts = { 0 };
		const char *message = look_up(l, cases[i].file, "k", "k", &counts);

		if (message)
			fail_msg("%zu: %s", i, message);
		assert_int_equal(counts.n_matched, cases[i].matched);
		assert_int_equal(counts.n_matched + counts.n_unmatched + counts.n_keyless, l->table->n_rows);
		assert_int_equal(column(l, "v")->n_missing, l->table->n_rows - cases[i].matched);
		unload(l);
	}
}

static void both_sides_are_counted(void **state)
{
	struct loaded *l = load("id,k\n1,a\n2,\n3,b\n4,a\n5,z\n");
	struct lookup counts = { 0 };

	(void)state;
	assert_null(look_up(l, "k,v\na,1\n,2\nc,3\nb,4\nd,5\n", "k", "k", &counts));
	assert_int_equal(counts.n_matched, 3);
	assert_int_equal(counts.n_keyless, 1);
	assert_int_equal(counts.n_unmatched, 1);
	assert_int_equal(counts.n_keys, 4);
	assert_int_equal(counts.n_unused, 2);
	assert_int_equal(l->table->n_rows, 5);
	assert_string_equal(cell(l, "v", 3), "1");
	assert_string_equal(cell(l, "v", 1), "");
	unload(l);
}

static void what_cannot_be_leaves_the_table_as_it_was(void **state)
{
	struct loaded *l = load("id,k,day\n1,a,2025-03-01\n2,b,2025-03-02\n");
	size_t n = l->table->n_columns;
	struct lookup counts = { 0 };

	(void)state;
	assert_says(look_up(l, "k,v\na,1\nb,2\n\na,3\n", "k", "k", &counts), "rows 1 and 3");
	l->errors.first = NULL;
	l->errors.last = NULL;
	assert_says(look_up(l, "k,v\na,1\nb,\"2\n3\"\na,3\n", "k", "k", &counts), "rows 1 and 3");
	l->errors.first = NULL;
	l->errors.last = NULL;
	assert_says(look_up(l, "k,v\na,1\nb,2\na,3\n", "k", "k", &counts), "lines 2 and 4");
	l->errors.first = NULL;
	l->errors.last = NULL;
	assert_says(look_up(l, "k,v\nx,1\n", "k", "k", &counts), "no value of k");
	l->errors.first = NULL;
	l->errors.last = NULL;
	assert_says(look_up(l, "k,v\n7,1\n", "day", "k", &counts), "cannot be compared");
	assert_int_equal(l->table->n_columns, n);
	assert_null(l->table->lookups);
	unload(l);
}

static void names_stay_apart_and_roles_stay(void **state)
{
	struct loaded *l = load("id,k,v\n1,a,own\n2,b,own\n");
	struct lookup counts = { 0 };

	(void)state;
	assert_null(look_up(l, "k,v,team\na,1,north\n", "k", "k", &counts));
	assert_string_equal(cell(l, "v", 0), "own");
	assert_role(l, ROLE_team, "team");
	assert_int_equal(l->table->lookups->n, 1);
	assert_null(look_up(l, "k,v,team\nb,1,south\n", "k", "k", &counts));
	assert_int_equal(l->table->lookups->n, 2); /* another file: another name */
	assert_role(l, ROLE_team, "team");
	assert_string_equal(cell(l, "team", 0), "north");
	unload(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_of_several_types_are_compared_as_written),
		cmocka_unit_test(both_sides_are_counted),
		cmocka_unit_test(what_cannot_be_leaves_the_table_as_it_was),
		cmocka_unit_test(names_stay_apart_and_roles_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
