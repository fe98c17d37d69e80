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
	static const char *const bad[] = { "",	    "e5",
					   "1e",    "1e+",
					   "nan",   "NaN",
					   "inf",   "Infinity",
					   "1e400", "-1e999999999999",
					   "0x1p3", "007.5",
					   "1e5x",  "9223372036854775807",
					   "1 ",    "." };
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

static void moments_follow_the_calendar(void **state)
{
	static const struct {
		const char *text;
		int64_t value;
		enum moment_unit unit;
		unsigned digits;
		bool zoned;
	} good[] = {
		{ "1970-01-01", 0, MOMENT_DAYS, 10, false },
		{ "1969-12-31", -1, MOMENT_DAYS, 10, false },
		{ "2024-02-29", 19782, MOMENT_DAYS, 10, false },
		{ "0001-01-01", -719162, MOMENT_DAYS, 10, false },
		{ "9999-12-31", 2932896, MOMENT_DAYS, 10, false },
		{ "2025-03-01T14:30", 1740839400, MOMENT_SECONDS, 16, false },
		{ "2025-03-01 14:30:05", 1740839405, MOMENT_SECONDS, 19, false },
		{ "2025-03-01t14:30:05z", 1740839405, MOMENT_SECONDS, 19, true },
		{ "2025-03-01T14:30:05+02:00", 1740832205, MOMENT_SECONDS, 19, true },
		{ "2025-03-01T14:30:05-0530", 1740859205, MOMENT_SECONDS, 19, true },
		{ "2025-03-01T14:30+02", 1740832200, MOMENT_SECONDS, 16, true },
		{ "2025-03-01 14:30:05 UTC", 1740839405, MOMENT_SECONDS, 19, true },
		{ "2025-03-01T14:30:05.123", 1740839405123, MOMENT_MILLISECONDS, 23, false },
		{ "1969-12-31T23:59:59.5Z", -500, MOMENT_MILLISECONDS, 23, true },
		{ "2024-01-01T23:59:59.9999999999Z", 1704153599999, MOMENT_MILLISECONDS, 23, true },
		{ "2016-12-31T23:59:60Z", 1483228800, MOMENT_SECONDS, 19, true },
	};
	static const char *const bad[] = {
		"",
		"2023-02-29",
		"1900-02-29",
		"2024-04-31",
		"2024-13-01",
		"2024-00-10",
		"2024-01-00",
		"0000-01-01",
		"2024-1-5",
		"10000-01-01",
		"-0001-01-01",
		"20240101",
		"2024-01-01x",
		"2024-01-01T",
		"2024-01-01T24:00:00Z",
		"2024-01-01T12:60",
		"2024-01-01T12:30:60Z",
		"2024-01-01T12:30:61",
		"2024-01-01T1:30",
		"2024-01-01T12:30:00.",
		"2024-01-01T12:30:00+24:00",
		"2024-01-01T12:30:00+2",
		"2024-01-01T12:30:00+02:0",
		"2024-01-01T12:30:00+02:00:00",
		"2024-01-01  12:30",
		"01/02/2024",
		"2024/01/02",
		"\0\0\0\0\0\0\0\0\0\0",
	};
	struct moment_memo memo = { 0 };
	struct moment m;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		if (!scan_moment(text_of(good[i].text), &m, &memo) || m.value != good[i].value)
			fail_msg("%s is %lld", good[i].text, (long long)m.value);
		assert_int_equal(m.unit, good[i].unit);
		assert_int_equal(m.digits, good[i].digits);
		assert_int_equal(m.zoned, good[i].zoned);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (scan_moment(text_of(bad[i]), &m, &memo))
			fail_msg("%s is taken", bad[i]);
	memo = (struct moment_memo){ 0 };
	assert_false(scan_moment((struct text){ "\0\0\0\0\0\0\0\0\0\0", 10 }, &m, &memo));
}

static void clocks_are_seconds(void **state)
{
	int64_t seconds;

	(void)state;
	assert_true(scan_clock(TEXT("0:02:23"), &seconds) && seconds == 143);
	assert_true(scan_clock(TEXT("120:00:01"), &seconds) && seconds == 432001);
	assert_false(scan_clock(TEXT("2:23"), &seconds));
	assert_false(scan_clock(TEXT("0:60:00"), &seconds));
	assert_false(scan_clock(TEXT("0:1:00"), &seconds));
	assert_false(scan_clock(TEXT(":01:00"), &seconds));
	assert_false(scan_clock(TEXT("9999999999:01:00"), &seconds));
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
		cmocka_unit_test(moments_follow_the_calendar),
		cmocka_unit_test(clocks_are_seconds),
		cmocka_unit_test(yes_no_and_missing_in_any_case),
		cmocka_unit_test(names_become_snakes),
	};
	int failed;

	c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	freelocale(c_locale);
	return failed;
}
