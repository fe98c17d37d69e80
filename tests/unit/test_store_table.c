#include "suite.h"

#include <math.h>

#include "store/roles.h"
#include "store/table.h"

static void columns_are_found_as_written_then_by_snake_then_in_any_case(void **state)
{
	struct column columns[] = {
		{ .name = TEXT("Churn Reason"), .snake = TEXT("churn_reason") },
		{ .name = TEXT("nps"), .snake = TEXT("nps") },
		{ .name = TEXT("NPS"), .snake = TEXT("nps_2") },
		{ .name = TEXT("Region"), .snake = TEXT("region") },
	};
	struct table t = { .columns = columns, .n_columns = 4 };

	(void)state;
	assert_ptr_equal(table_column(&t, TEXT("Churn Reason")), &columns[0]);
	assert_ptr_equal(table_column(&t, TEXT("churn_reason")), &columns[0]);
	assert_ptr_equal(table_column(&t, TEXT("CHURN REASON")), &columns[0]);
	assert_ptr_equal(table_column(&t, TEXT("NPS")), &columns[2]);
	assert_ptr_equal(table_column(&t, TEXT("nps")), &columns[1]);
	assert_null(table_column(&t, TEXT("Nps")));
	assert_ptr_equal(table_column(&t, TEXT("rEGION")), &columns[3]);
	assert_null(table_column(&t, TEXT("reg")));
}

static void codes_become_numbers(void **state)
{
	const struct column decimal = { .type = COLUMN_DECIMAL, .width = 2, .scale = 2, .base = -150, .domain = 300 };
	const struct column time = {
		.type = COLUMN_TIME, .width = 8, .per_second = 1000, .base = -500, .domain = 2000
	};
	const struct column answer = { .type = COLUMN_YESNO, .width = 1, .domain = 2 };

	(void)state;
	assert_true(column_code_number(&decimal, 10) == -1.4);
	assert_true(isnan(column_code_number(&decimal, 300)));
	assert_true(column_code_number(&time, 0) == -0.5);
	assert_true(isnan(column_code_number(&time, UINT64_MAX)));
	assert_true(column_code_number(&answer, 1) == 1);
}

static void roles_are_those_of_the_list(void **state)
{
	const char *list = role_definition(ROLE_interaction)->names;

	(void)state;
	assert_int_equal(role_find(TEXT("recommend")), ROLE_recommend);
	assert_int_equal(role_find(TEXT("Recommend")), ROLE_NONE);
	assert_int_equal(role_find(TEXT("recommended")), ROLE_NONE);
	assert_string_equal(role_name(ROLE_case), "case");
	assert_int_equal(role_kind_of(ROLE_wait), ROLE_SPAN);
	assert_true(text_is(role_next_name(&list), "interaction_id"));
	assert_true(text_is(role_next_name(&list), "response_id"));
	list = role_definition(ROLE_promise_kept)->names;
	assert_int_equal(role_next_name(&list).n, 0);
}

/* A role's name for two roles would make the mapping depend on the order of the list. */
static void no_header_name_stands_for_two_roles(void **state)
{
	(void)state;
	for (unsigned a = 0; a < ROLES; a++) {
		const char *list = role_definition((enum role)a)->names;
		struct text name;

		while ((name = role_next_name(&list)).n) {
			assert_int_equal(role_find(name), ROLE_NONE);
			for (unsigned b = a + 1; b < ROLES; b++) {
				const char *others = role_definition((enum role)b)->names;
				struct text other;

				while ((other = role_next_name(&others)).n)
					assert_false(text_equal(name, other));
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_found_as_written_then_by_snake_then_in_any_case),
		cmocka_unit_test(codes_become_numbers),
		cmocka_unit_test(roles_are_those_of_the_list),
		cmocka_unit_test(no_header_name_stands_for_two_roles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
