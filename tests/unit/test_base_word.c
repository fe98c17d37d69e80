/* test_base_word.c - what a word is, in any script. */
#include "unit/suite.h"

#include "base/word.h"

static void check(const char *text, const char *expected)
{
	struct buffer word = { 0 }, all = { 0 };
	struct text rest = text_of(text);

	buffer_add_c(&all, "");
	while (word_next(&rest, &word))
		buffer_printf(&all, "[%.*s]", TEXT_ARGS(buffer_text(&word)));
	assert_string_equal(all.at, expected);
	assert_int_equal(rest.n, 0);
	buffer_free(&word);
	buffer_free(&all);
}

static void words_are_runs_of_letters_and_digits(void **state)
{
	(void)state;
	check("", "");
	check(" ,.;- ' -- ", "");
	check("The price (how-to), 24/7: OK!", "[the][price][how-to][24][7][ok]");
	check("don't -- won\xE2\x80\x99t 'quoted' end-", "[don't][won't][quoted][end]");
	check("a--b rock'n'roll x_y", "[a][b][rock'n'roll][x][y]");
}

static void letters_of_every_script(void **state)
{
	(void)state;
	check("\xC3\x84rger, STRASSE \xC3\x89t\xC3\xA9", "[\xC3\xA4rger][strasse][\xC3\xA9t\xC3\xA9]");
	check("\xCE\x91\xCE\x92 \xD0\x94\xD0\x90", "[\xCE\xB1\xCE\xB2][\xD0\xB4\xD0\xB0]");
	check("e\xCC\x81t\xC3\xA9\xF0\x9F\x98\x80ok", "[e\xCC\x81t\xC3\xA9][ok]"); /* combining acute; an emoji parts */
	check("caf\xC3 x\xFFy", "[caf][x][y]"); /* bytes that are no UTF-8 part too */
}

static void an_article_before_an_apostrophe_is_no_part(void **state)
{
	(void)state;
	check("L'application n\xE2\x80\x99"
	      "est pas d'accord, aujourd'hui",
	      "[application][est][pas][accord][aujourd'hui]");
	check("dell'ordine o'clock", "[ordine][o'clock]");
}

static void parts_at_the_beginning(void **state)
{
	(void)state;
	assert_true(word_begins(TEXT("my batteries died"), TEXT("batter")));
	assert_true(word_begins(TEXT("hand-battery"), TEXT("battery")));
	assert_true(word_begins(TEXT("a long wait"), TEXT("long wait")));
	assert_true(word_begins(TEXT("xbill bill"), TEXT("bill")));
	assert_false(word_begins(TEXT("xbill"), TEXT("bill")));
	assert_false(word_begins(TEXT("\xC3\xA4"
				      "bill"),
				 TEXT("bill")));
	assert_false(word_begins(TEXT("bil"), TEXT("bill")));
	assert_false(word_begins(TEXT(""), TEXT("bill")));
	assert_false(word_begins(TEXT("bill"), TEXT("")));
}

static void folding_keeps_what_is_no_utf8(void **state)
{
	struct buffer b = { 0 };

	(void)state;
	word_fold(TEXT("\xC3\x84\xFF"
		       "Z"),
		  &b);
	assert_string_equal(b.at, "\xC3\xA4\xFF"
				  "z");
	buffer_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_runs_of_letters_and_digits),
		cmocka_unit_test(letters_of_every_script),
		cmocka_unit_test(an_article_before_an_apostrophe_is_no_part),
		cmocka_unit_test(parts_at_the_beginning),
		cmocka_unit_test(folding_keeps_what_is_no_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
