#include "loading.h"

#include <math.h>

#include "ingest/names.h"
#include "ingest/value.h"

static locale_t c_locale;

static void decimals_are_exact(void **state)
{
	static const struct {
		const char *text;
		int64_t mantissa;
		unsigned places;
	} good[] = {
		{ "0", 0, 0 },
		{ "-0", 0, 0 },
		{ "+12", 12, 0 },
		{ "+1234567", 1234567, 0 },
		{ "+12345678.5", 123456785, 1 },
		{ "-7", -7, 0 },
		{ "0.5", 5, 1 },
		{ ".5", 5, 1 },
		{ "5.", 5, 0 },
		{ "12.50", 1250, 2 },
		{ "-0.000001", -1, 6 },
		{ "999999999999999999", 999999999999999999, 0 },
		{ "123456789012.654321", 123456789012654321, 6 },
	};
	static const char *const bad[] = { "",
					   "-",
					   ".",
					   "+",
					   "+12345678",
					   "+491711234567",
					   "007",
					   "-01",
					   "00",
					   "00.5",
					   "1e3",
					   "1,5",
					   "1 000",
					   "0x10",
					   "1_0",
					   "--1",
					   "1.2.3",
					   "0.0000001",
					   "1000000000000000000",
					   "1234567890123.654321",
					   "NaN" };
	struct decimal d;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		if (!scan_decimal(text_of(good[i].text), '.', &d))
			fail_msg("%s is refused", good[i].text);
		assert_true(d.mantissa == good[i].mantissa);
		assert_int_equal(d.places, good[i].places);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (scan_decimal(text_of(bad[i]), '.', &d))
			fail_msg("%s is taken", bad[i]);
}

static void other_numbers_are_the_nearest_double(void **state)
{
	static const struct {
		const char *text;
		double value;
	} good[] = {
		{ "1e3", 1e3 },
		{ "-1.5E-3", -1.5e-3 },
		{ "0.1234567", 0.1234567 },
		{ "4.9e-324", 4.9e-324 },
		{ "1e22", 1e22 },
		{ "1e23", 1e23 },
		{ "9007199254740993.0", 9007199254740992.0 },
		{ "1.7976931348623157e308", 1.7976931348623157e308 },
		{ "3.141592653589793238462643", 3.141592653589793238462643 },
		{ ".5e1", 5 },
		{ "0e0", 0 },
	};
	static const char *const bad[] = { "+12345678",
					   "",
					   "e5",
					   "1e",
					   "1e+",
					   "nan",
					   "NaN",
					   "inf",
					   "Infinity",
					   "1e400",
					   "-1e999999999999",
					   "0x1p3",
					   "007.5",
					   "1e5x",
					   "9223372036854775807",
					   "1 ",
					   "." };
	double value;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		if (!scan_number(text_of(good[i].text), '.', c_locale, &value) || value != good[i].value)
			fail_msg("%s is %.17g", good[i].text, value);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (scan_number(text_of(bad[i]), '.', c_locale, &value))
			fail_msg("%s is taken", bad[i]);
}

static void yes_no_and_missing_in_any_case(void **state)
{
	static const char *const missing[] = { "",     "NA",   "na",  "N/A", "n/a", "null",
					       "NULL", "None", "nan", "NaN", "-",   "?" };

	(void)state;
	assert_int_equal(scan_yesno(TEXT("Yes")), 1);
	assert_int_equal(scan_yesno(TEXT("TRUE")), 1);
	assert_int_equal(scan_yesno(TEXT("y")), 1);
	assert_int_equal(scan_yesno(TEXT("N")), 0);
	assert_int_equal(scan_yesno(TEXT("false")), 0);
	assert_int_equal(scan_yesno(TEXT("1")), -1);
	assert_int_equal(scan_yesno(TEXT("maybe")), -1);
	for (size_t i = 0; i < sizeof(missing) / sizeof(*missing); i++)
		assert_true(is_missing_word(text_of(missing[i])));
	assert_false(is_missing_word(TEXT("no")));
	assert_false(is_missing_word(TEXT("--")));
}

static void names_become_snakes(void **state)
{
	static const char *const pairs[][2] = {
		{ "Churn Reason", "churn_reason" },
		{ "Answered (Y/N)", "answered_y_n" },
		{ "  NPS  ", "nps" },
		{ "CSAT%", "csat" },
		{ "\xc3\x84rger & Co", "\xc3\xa4rger_co" },
		{ "???", "" },
		{ "a__b--c", "a_b_c" },
		{ "2024 sales", "2024_sales" },
		{ "Time\xc2\xa0to", "time_to" },
	};
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		struct text snake = names_snake(&a, text_of(pairs[i][0]));

		if (!text_is(snake, pairs[i][1]))
			fail_msg("%s became %.*s", pairs[i][0], (int)snake.n, snake.at);
	}
	assert_true(text_is(names_of_file(&a, TEXT("/data/Call-Center Dataset.v2.csv")), "call_center_dataset_v2"));
	assert_true(text_is(names_of_file(&a, TEXT("/data/calls.csv.gz")), "calls"));
	assert_true(text_is(names_of_file(&a, TEXT("calls.2024.zst")), "calls"));
	assert_true(text_is(names_of_file(&a, TEXT(".gz")), "gz"));
	assert_true(text_is(names_of_file(&a, TEXT("-")), "stdin"));
	assert_true(text_is(names_of_file(&a, TEXT(".csv")), "csv"));
	arena_reset(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decimals_are_exact),
		cmocka_unit_test(other_numbers_are_the_nearest_double),
		cmocka_unit_test(yes_no_and_missing_in_any_case),
		cmocka_unit_test(names_become_snakes),
	};
	int failed;

	c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	freelocale(c_locale);
	return failed;
}
