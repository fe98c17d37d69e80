#include "unit/suite.h"

static void names_compare_with_and_without_regard_to_case(void **state)
{
	(void)state;
	assert_true(text_equal(TEXT("nps"), TEXT("nps")));
	assert_false(text_equal(TEXT("nps"), TEXT("NPS")));
	assert_true(text_equal_folded(TEXT("nps"), TEXT("NpS")));
	assert_true(text_equal(TEXT_NONE, TEXT("")));
	assert_true(text_is(TEXT("nps"), "nps"));
	assert_true(text_order(TEXT("a"), TEXT("ab")) < 0);
	assert_true(text_order(TEXT("b"), TEXT("ab")) > 0);
}

static void numbers_in_names_are_ordered_by_value(void **state)
{
	(void)state;
	assert_true(text_natural_order(TEXT("wave 9"), TEXT("wave 10")) < 0);
	assert_true(text_natural_order(TEXT("wave 010"), TEXT("wave 9")) > 0);
	assert_true(text_natural_order(TEXT("apple"), TEXT("Banana")) < 0);
	assert_true(text_natural_order(TEXT("a"), TEXT("a1")) < 0);
	assert_int_equal(text_natural_order(TEXT("a1"), TEXT("a1")), 0);
	assert_true(text_natural_order(TEXT("a01"), TEXT("a1")) != 0);
}

static void parts_are_found_and_trimmed(void **state)
{
	(void)state;
	assert_int_equal(text_find(TEXT("first contact"), TEXT("contact")), 6);
	assert_int_equal(text_find(TEXT("contac"), TEXT("contact")), SIZE_MAX);
	assert_int_equal(text_find(TEXT("x"), TEXT("")), 0);
	assert_text(text_trim(TEXT(" \t\u00a0phone\r\n\u00a0 ")), TEXT("phone"));
	assert_text(text_trim(TEXT(" \t ")), TEXT(""));
	assert_text(text_slice(TEXT("phone"), 1, 99), TEXT("hone"));
	assert_text(text_from(TEXT("phone"), 9), TEXT(""));
	assert_true(text_starts(TEXT("phone"), TEXT("pho")));
	assert_true(text_ends(TEXT("phone"), TEXT("one")));
	assert_false(text_ends(TEXT("one"), TEXT("phone")));
}

static void edits_are_counted_up_to_a_limit(void **state)
{
	(void)state;
	assert_int_equal(text_distance(TEXT("stge"), TEXT("stage"), 3), 1);
	assert_int_equal(text_distance(TEXT("fone"), TEXT("phone"), 3), 2);
	assert_int_equal(text_distance(TEXT("dyas"), TEXT("DAYS"), 3), 1);
	assert_int_equal(text_distance(TEXT("nps"), TEXT("resolution"), 3), 4);
	assert_int_equal(text_distance(TEXT(""), TEXT("ab"), 3), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_compare_with_and_without_regard_to_case),
		cmocka_unit_test(numbers_in_names_are_ordered_by_value),
		cmocka_unit_test(parts_are_found_and_trimmed),
		cmocka_unit_test(edits_are_counted_up_to_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
