#include "unit/suite.h"

#include "render/render.h"
#include "render/width.h"

static void what_a_reader_takes_for_a_character_is_measured(void **state)
{
	(void)state;
	assert_int_equal(render_width(TEXT("phone")), 5);
	assert_int_equal(render_width(TEXT("e\u0301")), 1);
	assert_int_equal(render_width(TEXT("日本語")), 6);
	assert_int_equal(render_width(TEXT("👨\u200d👩\u200d👧")), 2);
	assert_int_equal(render_width(TEXT("🇺🇸🇫🇷")), 4);
	assert_int_equal(render_width(TEXT("❤\ufe0f")), 2);
	assert_int_equal(render_width(TEXT("❤")), 1);
	assert_int_equal(render_width(TEXT("👍🏽")), 2);
	assert_int_equal(render_width(TEXT("\u1112\u1161\u11ab")), 2);
	assert_int_equal(render_width(TEXT("\xff\xfe")), 2);
	assert_int_equal(render_width(TEXT_NONE), 0);
}

/* The characters that NUMBERS, hexadecimal with blanks between, stand for. */
static struct text characters(struct text numbers, char *out)
{
	char copy[1024], *at = copy;
	size_t n = 0;

	snprintf(copy, sizeof(copy), "%.*s", TEXT_ARGS(numbers));
	while (*at) {
		unsigned long code = strtoul(at, &at, 16);

		if (code < 0x80) {
			out[n++] = (char)code;
		} else if (code < 0x800) {
			out[n++] = (char)(0xc0 | code >> 6);
		} else if (code < 0x10000) {
			out[n++] = (char)(0xe0 | code >> 12);
			out[n++] = (char)(0x80 | (code >> 6 & 0x3f));
		} else {
			out[n++] = (char)(0xf0 | code >> 18);
			out[n++] = (char)(0x80 | (code >> 12 & 0x3f));
			out[n++] = (char)(0x80 | (code >> 6 & 0x3f));
		}
		if (code >= 0x80)
			out[n++] = (char)(0x80 | (code & 0x3f));
	}
	return (struct text){ out, n };
}

/* Vectors of control characters are left out: those are escaped before they are measured.  What disagrees are lonely
 * joiners, lonely vowel signs and halves of flags; the vectors follow a later Unicode. */
static void widths_agree_with_the_public_vectors(void **state)
{
	FILE *file = suite_open(SUITES "unicode-width/width_vectors.tsv");
	char *line = NULL, out[1024];
	size_t capacity = 0, right = 0, all = 0;

	(void)state;
	suite_line(file, &line, &capacity);
	while (suite_line(file, &line, &capacity)) {
		long wanted = atol(suite_field(line, 2).at);

		if (wanted < 0)
			continue;
		right += render_width(characters(suite_field(line, 1), out)) == (size_t)wanted;
		all++;
	}
	assert_int_equal(all, 5171);
	assert_in_range(right, 5149, 5171);
	free(line);
	fclose(file);
}

static void assert_lines(struct text t, size_t width, const char *const wanted[])
{
	while (t.n) {
		struct line line = width_next_line(&t, width);

		assert_text(line.text, text_of(*wanted++));
		assert_int_equal(line.width, render_width(line.text));
		assert_true(line.width <= width);
	}
	assert_null(*wanted);
}

static void lines_break_at_blanks_and_inside_names_only_if_needed(void **state)
{
	(void)state;
	assert_lines(TEXT("the agent was friendly"), 9, (const char *const[]){ "the agent", "was", "friendly", NULL });
	assert_lines(TEXT("response_rate_before"), 10, (const char *const[]){ "response_", "rate_", "before", NULL });
	assert_lines(TEXT("nps, aht_n"), 9, (const char *const[]){ "nps,", "aht_n", NULL });
	assert_lines(TEXT("abcdefghij"), 4, (const char *const[]){ "abcd", "efgh", "ij", NULL });
	assert_lines(TEXT("日本語の長い"), 5, (const char *const[]){ "日本", "語の", "長い", NULL });
	assert_lines(TEXT("ab      cd"), 3, (const char *const[]){ "ab", "cd", NULL });
	assert_lines(TEXT("  ab"), 4, (const char *const[]){ "  ab", NULL });
}

static void a_start_never_splits_a_character(void **state)
{
	(void)state;
	assert_text(width_fitting(TEXT("日本語"), 5).text, TEXT("日本"));
	assert_text(width_fitting(TEXT("ae\u0301\u0301b"), 2).text, TEXT("ae\u0301\u0301"));
	assert_text(width_fitting(TEXT("the agent"), 4).text, TEXT("the"));
	assert_int_equal(width_longest_part(TEXT("csat_mean by stage")), 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_reader_takes_for_a_character_is_measured),
		cmocka_unit_test(widths_agree_with_the_public_vectors),
		cmocka_unit_test(lines_break_at_blanks_and_inside_names_only_if_needed),
		cmocka_unit_test(a_start_never_splits_a_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
