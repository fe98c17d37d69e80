#include "suite.h"

#include "store/dictionary.h"

static void words_keep_the_code_of_their_first_appearance(void **state)
{
	struct dictionary *d = dictionary_new();

	(void)state;
	assert_int_equal(dictionary_add(d, TEXT("phone")), 0);
	assert_int_equal(dictionary_add(d, TEXT("chat")), 1);
	assert_int_equal(dictionary_add(d, TEXT("phone")), 0);
	assert_int_equal(dictionary_add(d, TEXT("")), 2);
	assert_int_equal(dictionary_find(d, TEXT("chat")), 1);
	assert_int_equal(dictionary_find(d, TEXT("")), 2);
	assert_int_equal(dictionary_find(d, TEXT("Chat")), UINT32_MAX);
	assert_true(text_is(dictionary_word(d, 0), "phone"));
	dictionary_free(d);
}

static void nothing_is_found_in_an_empty_dictionary(void **state)
{
	struct dictionary *d = dictionary_new();

	(void)state;
	assert_int_equal(dictionary_find(d, TEXT("phone")), UINT32_MAX);
	dictionary_free(d);
}

static void many_words_are_found_again_also_after_shrinking(void **state)
{
	struct dictionary *d = dictionary_new();
	char word[32];

	(void)state;
	for (uint32_t i = 0; i < 50000; i++) {
		int n = snprintf(word, sizeof(word), "C%07u", i * 7919);

		assert_int_equal(dictionary_add(d, (struct text){ word, (size_t)n }), i);
	}
	dictionary_shrink(d);
	assert_int_equal(dictionary_add(d, TEXT("one more")), 50000);
	for (uint32_t i = 0; i < 50000; i++) {
		int n = snprintf(word, sizeof(word), "C%07u", i * 7919);

		assert_int_equal(dictionary_find(d, (struct text){ word, (size_t)n }), i);
		assert_true(text_is(dictionary_word(d, i), word));
	}
	dictionary_free(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_keep_the_code_of_their_first_appearance),
		cmocka_unit_test(nothing_is_found_in_an_empty_dictionary),
		cmocka_unit_test(many_words_are_found_again_also_after_shrinking),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
