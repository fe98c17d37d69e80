#include "unit/suite.h"

#include <math.h>

#include "base/digits.h"
#include "render/cell.h"
#include "render/render.h"

static void assert_double(double v, const char *wanted)
{
	struct buffer b = { 0 };

	digits_add_double(v, &b);
	assert_written(&b, wanted);
	buffer_free(&b);
}

static void doubles_are_spelled_shortest(void **state)
{
	(void)state;
	assert_double(53.4, "53.4");
	assert_double(0.1 + 0.2, "0.30000000000000004");
	assert_double(42, "42");
	assert_double(0, "0");
	assert_double(-0.0, "-0");
	assert_double(-1.5, "-1.5");
	assert_double(100, "100");
	assert_double(1.0 / 3, "0.3333333333333333");
	assert_double(0.00001, "0.00001");
	assert_double(0.0000012, "1.2e-6");
	assert_double(1e15, "1000000000000000");
	assert_double(1e16, "1e16");
	assert_double(123456789012345.6, "123456789012345.6");
	assert_double(5e-324, "5e-324");
	assert_double(1.7976931348623157e308, "1.7976931348623157e308");
}

static size_t digits_of(const char *number)
{
	size_t n = 0;
	bool started = false;

	for (; *number && *number != 'e'; number++) {
		started |= *number >= '1' && *number <= '9';
		n += started && *number != '.';
	}
	return n;
}

/* Reads back as the same bits, and does not with one digit less. */
static void assert_shortest(double v, struct buffer *b)
{
	char shorter[64];
	size_t digits;
	double back;

	buffer_clear(b);
	digits_add_double(v, b);
	back = strtod(b->at, NULL);
	assert_memory_equal(&back, &v, sizeof(v));
	digits = digits_of(b->at);
	if (digits < 2 || strspn(b->at, "-0123456789") == b->n)
		return;
	snprintf(shorter, sizeof(shorter), "%.*e", (int)digits - 2, v);
	if (strtod(shorter, NULL) == v)
		fail_msg("%s could be %s", b->at, shorter);
}

static void doubles_of_the_public_suite_survive(void **state)
{
	static const char *const files[] = {
		"freetype-2-7",	   "google-wuffs",	"lemire-fast-float",
		"more-test-cases", "tencent-rapidjson", "exhaustive-float16",
	};
	struct buffer b = { 0 };
	char *line = NULL, path[128];
	size_t capacity = 0, n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		FILE *file;

		snprintf(path, sizeof(path), SUITES "parse-number-fxx/data/%s.txt", files[i]);
		file = suite_open(path);
		while (suite_line(file, &line, &capacity)) {
			uint64_t bits = strtoull(line + 14, NULL, 16);
			double v;

			memcpy(&v, &bits, sizeof(v));
			if (!isfinite(v))
				continue;
			assert_shortest(v, &b);
			n++;
		}
		fclose(file);
	}
	assert_true(n > 50000);
	free(line);
	buffer_free(&b);
}

static void assert_look(struct cell c, struct result_column column, int precision, const char *wanted)
{
	struct buffer b = { 0 };

	cell_for_people(&c, &column, precision, &b);
	assert_written(&b, wanted);
	buffer_free(&b);
}

#define LOOK(l) ((struct result_column){ .look = (l), .decimals = -1 })
#define CHANGE(l) ((struct result_column){ .look = (l), .decimals = -1, .is_change = true })
#define PLACES(l, n) ((struct result_column){ .look = (l), .decimals = (n) })

static void plain_numbers_are_grouped_and_at_most_four_places(void **state)
{
	(void)state;
	assert_look(cell_integer(13612), LOOK(LOOK_PLAIN), -1, "13,612");
	assert_look(cell_integer(-999), LOOK(LOOK_PLAIN), -1, "-999");
	assert_look(cell_integer(-1000), LOOK(LOOK_PLAIN), -1, "-1,000");
	assert_look(cell_integer(INT64_MIN), LOOK(LOOK_PLAIN), -1, "-9,223,372,036,854,775,808");
	assert_look(cell_number(1234.56789), LOOK(LOOK_PLAIN), -1, "1,234.5679");
	assert_look(cell_number(2), LOOK(LOOK_PLAIN), -1, "2");
	assert_look(cell_number(120), LOOK(LOOK_PLAIN), -1, "120");
	assert_look(cell_number(0.000012345), LOOK(LOOK_PLAIN), -1, "0.000012");
	assert_look(cell_number(1e18), LOOK(LOOK_PLAIN), -1, "1e18");
	assert_look(cell_decimal(123456, 2), LOOK(LOOK_PLAIN), -1, "1,234.56");
	assert_look(cell_decimal(1200, 2), LOOK(LOOK_PLAIN), -1, "12.00");
	assert_look(cell_integer(2024), LOOK(LOOK_RAW), -1, "2024");
	assert_look(cell_number(1234.6), LOOK(LOOK_INTEGER), -1, "1,235");
}

static void each_look_has_its_places(void **state)
{
	(void)state;
	assert_look(cell_number(53.4161), LOOK(LOOK_POINTS), -1, "53.4");
	assert_look(cell_number(-0.04), LOOK(LOOK_POINTS), -1, "0.0");
	assert_look(cell_integer(42), LOOK(LOOK_POINTS), -1, "42.0");
	assert_look(cell_number(0.1234), LOOK(LOOK_PERCENT), -1, "12.3%");
	assert_look(cell_number(4.256), LOOK(LOOK_MEAN), -1, "4.26");
	assert_look(cell_number(1234567.891), LOOK(LOOK_MONEY), -1, "1,234,567.89");
	assert_look(cell_decimal(12345, 3), LOOK(LOOK_POINTS), -1, "12.3");
}

static void precision_and_format_change_the_places(void **state)
{
	(void)state;
	assert_look(cell_number(53.4161), LOOK(LOOK_POINTS), 3, "53.416");
	assert_look(cell_number(53.4161), PLACES(LOOK_POINTS, 2), 3, "53.42");
	assert_look(cell_number(53.4161), PLACES(LOOK_PLAIN, 0), -1, "53");
	assert_look(cell_number(2), LOOK(LOOK_PLAIN), 2, "2.00");
	assert_look(cell_integer(13612), LOOK(LOOK_PLAIN), 2, "13,612");
	assert_look(cell_number(1.0 / 3), PLACES(LOOK_MEAN, 99), -1, "0.333333333333333");
}

static void durations_read_like_a_clock(void **state)
{
	static const struct {
		double seconds;
		const char *wanted;
	} cases[] = {
		{ 0, "0 s" },
		{ 0.256, "0.26 s" },
		{ 4.25, "4.2 s" },
		{ 9.96, "10 s" },
		{ 31.4, "31 s" },
		{ 59.7, "1 m 00 s" },
		{ 271, "4 m 31 s" },
		{ 3599.7, "1 h 00 m" },
		{ 7500, "2 h 05 m" },
		{ 86399, "1 d 0 h" },
		{ 273600, "3 d 4 h" },
		{ -65, "-1 m 05 s" },
		{ 400000000, "4,629 d 15 h" },
		{ 1e20, "1e20 s" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_look(cell_number(cases[i].seconds), LOOK(LOOK_DURATION), -1, cases[i].wanted);
	assert_look(cell_number(65), CHANGE(LOOK_DURATION), -1, "+1 m 05 s");
}

static void changes_carry_a_sign_unless_they_round_to_nothing(void **state)
{
	(void)state;
	assert_look(cell_number(3.14), CHANGE(LOOK_POINTS), -1, "+3.1");
	assert_look(cell_number(-3.14), CHANGE(LOOK_POINTS), -1, "-3.1");
	assert_look(cell_number(0.04), CHANGE(LOOK_POINTS), -1, "0.0");
	assert_look(cell_number(-0.04), CHANGE(LOOK_POINTS), -1, "0.0");
	assert_look(cell_integer(1200), CHANGE(LOOK_PLAIN), -1, "+1,200");
	assert_look(cell_number(0.1), CHANGE(LOOK_PERCENT), -1, "+10.0%");
}

static void what_is_no_number_is_spelled_out(void **state)
{
	(void)state;
	assert_look((struct cell){ .kind = CELL_MISSING }, LOOK(LOOK_PLAIN), -1, "(missing)");
	assert_look((struct cell){ .kind = CELL_NONE }, LOOK(LOOK_PLAIN), -1, "");
	assert_look(cell_yesno(true), LOOK(LOOK_PLAIN), -1, "true");
	assert_look((struct cell){ .kind = CELL_TIME, .text = TEXT("2024-Q1") }, LOOK(LOOK_PLAIN), -1, "2024-Q1");
	assert_look((struct cell){ .kind = CELL_TEXT, .text = TEXT("a\nb\x1b") }, LOOK(LOOK_PLAIN), -1, "a\\nb\\x1b");
}

static void machines_get_every_digit(void **state)
{
	const struct cell cells[] = {
		cell_decimal(-5, 3),
		cell_decimal(INT64_MIN, 18),
		cell_decimal(1250, 2),
		cell_decimal(7, 0),
	};
	const char *wanted[] = { "-0.005", "-9.223372036854775808", "12.50", "7" };
	struct buffer b = { 0 };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		cell_for_machines(&cells[i], &b);
		assert_written(&b, wanted[i]);
	}
	buffer_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(doubles_are_spelled_shortest),
		cmocka_unit_test(doubles_of_the_public_suite_survive),
		cmocka_unit_test(plain_numbers_are_grouped_and_at_most_four_places),
		cmocka_unit_test(each_look_has_its_places),
		cmocka_unit_test(precision_and_format_change_the_places),
		cmocka_unit_test(durations_read_like_a_clock),
		cmocka_unit_test(changes_carry_a_sign_unless_they_round_to_nothing),
		cmocka_unit_test(what_is_no_number_is_spelled_out),
		cmocka_unit_test(machines_get_every_digit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
