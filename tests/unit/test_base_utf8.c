#include "unit/suite.h"

#include "base/utf8.h"

static void characters_of_every_length_are_decoded(void **state)
{
	uint32_t code = 0;

	(void)state;
	assert_int_equal(utf8_decode(TEXT("a"), &code), 1);
	assert_int_equal(code, 'a');
	assert_int_equal(utf8_decode(TEXT("é"), &code), 2);
	assert_int_equal(code, 0xe9);
	assert_int_equal(utf8_decode(TEXT("日本"), &code), 3);
	assert_int_equal(code, 0x65e5);
	assert_int_equal(utf8_decode(TEXT("🙂"), &code), 4);
	assert_int_equal(code, 0x1f642);
	assert_int_equal(utf8_decode(TEXT_NONE, &code), 0);
}

static void wrong_bytes_are_no_character(void **state)
{
	static const char *const wrong[] = {
		"\x80",
		"\xc0\x80",
		"\xc1\xbf",
		"\xc3",
		"\xc3(",
		"\xe0\x80\x80",
		"\xe0\x9f\xbf",
		"\xed\xa0\x80",
		"\xe6\x97",
		"\xf0\x80\x80\x80",
		"\xf0\x8f\xbf\xbf",
		"\xf4\x90\x80\x80",
		"\xf5\x80\x80\x80",
		"\xff",
		"\xfe",
	};
	uint32_t code;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_int_equal(utf8_decode(text_of(wrong[i]), &code), 0);
		assert_false(utf8_valid(text_of(wrong[i])));
	}
}

static void repair_replaces_each_maximal_part_and_counts(void **state)
{
	struct buffer b = { 0 };

	(void)state;
	assert_int_equal(utf8_repair(TEXT("a\xffz"), &b), 1);
	assert_written(&b, "a\xef\xbf\xbdz");
	assert_int_equal(utf8_repair(TEXT("\xf0\x9f\x99\xf0\x9f\x99\x82\xe6"), &b), 2);
	assert_written(&b, "\xef\xbf\xbd🙂\xef\xbf\xbd");
	assert_int_equal(utf8_repair(TEXT("naïve 日本"), &b), 0);
	assert_written(&b, "naïve 日本");
	buffer_free(&b);
}

static void every_wrong_byte_counts_as_a_character(void **state)
{
	(void)state;
	assert_int_equal(utf8_count(TEXT("né\xff\xfe日")), 5);
	assert_int_equal(utf8_count(TEXT_NONE), 0);
}

static void what_moves_or_hides_is_made_visible(void **state)
{
	struct buffer b = { 0 };

	(void)state;
	utf8_visible(TEXT("a\nb\tc\rd\x1b[31m\x7f\x01\xc2\x9b"), &b);
	assert_written(&b, "a\\nb\\tc\\rd\\x1b[31m\\x7f\\x01\\u009b");
	utf8_visible(TEXT("user\u202etxt\u200b\u2066\ufeff\xff\xe6\x97"), &b);
	assert_written(&b, "user\\u202etxt\\u200b\\u2066\\ufeff\\xff\\xe6\\x97");
	utf8_visible(TEXT("a\U000e0041"), &b);
	assert_written(&b, "a\\U000e0041");
	utf8_visible((struct text){ "a\0b", 3 }, &b);
	assert_written(&b, "a\\x00b");
	buffer_free(&b);
}

static void what_people_write_stays_as_it_is(void **state)
{
	static const char text[] = "naïve e\u0301 日本語 👨\u200d👩\u200d👧 ❤\ufe0f می\u200cخواهم C:\\temp \"quoted\" "
				   "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f";
	struct buffer b = { 0 };

	(void)state;
	utf8_visible(text_of(text), &b);
	assert_written(&b, text);
	buffer_free(&b);
}

/* Columns of the file: VALID and WANTED count from 0; returns the vectors that came out right. */
static size_t vectors_right(const char *path, size_t valid, size_t input, size_t wanted, size_t *all)
{
	FILE *file = suite_open(path);
	char *line = NULL, in[4096], out[4096];
	size_t capacity = 0, right = 0;

	*all = 0;
	suite_line(file, &line, &capacity);
	while (suite_line(file, &line, &capacity)) {
		struct text bytes = suite_bytes(suite_field(line, input), in);
		struct text repaired = suite_bytes(suite_field(line, wanted), out);
		bool is_valid = text_is(suite_field(line, valid), "valid");
		struct buffer b = { 0 };
		bool unchanged = utf8_repair(bytes, &b) == 0;

		right +=
			utf8_valid(bytes) == is_valid && unchanged == is_valid && text_equal(buffer_text(&b), repaired);
		++*all;
		buffer_free(&b);
	}
	free(line);
	fclose(file);
	return right;
}

static void all_vectors_of_utf8tests(void **state)
{
	size_t all, right = vectors_right(SUITES "utf8tests/vectors.tsv", 1, 2, 4, &all);

	(void)state;
	assert_int_equal(right, 222);
	assert_int_equal(all, 222);
}

static void all_vectors_of_kuhn(void **state)
{
	size_t all, right = vectors_right(SUITES "utf8-kuhn/vectors.tsv", 2, 3, 4, &all);

	(void)state;
	assert_int_equal(right, 80);
	assert_int_equal(all, 80);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_of_every_length_are_decoded),
		cmocka_unit_test(wrong_bytes_are_no_character),
		cmocka_unit_test(repair_replaces_each_maximal_part_and_counts),
		cmocka_unit_test(every_wrong_byte_counts_as_a_character),
		cmocka_unit_test(what_moves_or_hides_is_made_visible),
		cmocka_unit_test(what_people_write_stays_as_it_is),
		cmocka_unit_test(all_vectors_of_utf8tests),
		cmocka_unit_test(all_vectors_of_kuhn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
