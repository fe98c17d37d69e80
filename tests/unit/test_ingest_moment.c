/* Dates, times and durations, one value at a time; whole columns are in test_ingest_dates.c. */
#include "suite.h"

#include <glob.h>
#include <jansson.h>

#include "base/calendar.h"
#include "ingest/moment.h"

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
		"\0\0\0\0\0\0\0\0\0\0",
	};
	struct moment_memo memo = { 0 };
	struct moment m;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		if (!scan_moment(text_of(good[i].text), ORDER_OPEN, &m, &memo) || m.value != good[i].value)
			fail_msg("%s is %lld", good[i].text, (long long)m.value);
		assert_int_equal(m.unit, good[i].unit);
		assert_int_equal(m.digits, good[i].digits);
		assert_int_equal(m.zoned, good[i].zoned);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (scan_moment(text_of(bad[i]), ORDER_OPEN, &m, &memo))
			fail_msg("%s is taken", bad[i]);
	memo = (struct moment_memo){ 0 };
	assert_false(scan_moment((struct text){ "\0\0\0\0\0\0\0\0\0\0", 10 }, ORDER_OPEN, &m, &memo));
}

static void clocks_are_seconds(void **state)
{
	int64_t seconds;

	(void)state;
	assert_true(scan_clock(TEXT("0:02:23"), CLOCK_FULL, &seconds) && seconds == 143);
	assert_true(scan_clock(TEXT("120:00:01"), CLOCK_FULL, &seconds) && seconds == 432001);
	assert_false(scan_clock(TEXT("2:23"), CLOCK_FULL, &seconds));
	assert_false(scan_clock(TEXT("0:60:00"), CLOCK_FULL, &seconds));
	assert_false(scan_clock(TEXT("0:1:00"), CLOCK_FULL, &seconds));
	assert_false(scan_clock(TEXT(":01:00"), CLOCK_FULL, &seconds));
	assert_false(scan_clock(TEXT("9999999999:01:00"), CLOCK_FULL, &seconds));
}

/* Value of T as a moment in seconds, or INT64_MIN. */
static int64_t seconds_of(const char *t, enum date_order order, uint32_t *signs)
{
	static const int64_t factors[] = { 86400, 1 };
	struct moment_memo memo = { 0 };
	struct moment m;

	if (!scan_moment(text_of(t), order, &m, &memo))
		return INT64_MIN;
	if (signs)
		*signs = m.signs;
	return m.unit == MOMENT_MILLISECONDS ? m.value / 1000 : m.value * factors[m.unit];
}

static void all_forms_are_read(void **state)
{
	/* 1630458000 is 2021-09-01T01:00, 1630454400 midnight (date -u -d). */
	static const struct {
		const char *text;
		int64_t seconds;
	} good[] = {
		{ "2021-9-1", 1630454400 },
		{ "2021/09/01", 1630454400 },
		{ "2021.9.1", 1630454400 },
		{ "2021-Sep-01", 1630454400 },
		{ "01/09/2021", 1630454400 },
		{ "1/9/2021", 1630454400 },
		{ "1.9.2021", 1630454400 },
		{ "01-09-2021", 1630454400 },
		{ "1/9/21", 1630454400 },
		{ "01-09-21", 1630454400 },
		{ "01.09.21", 1630454400 },
		{ "01-Sep-2021", 1630454400 },
		{ "01-Sep-21", 1630454400 },
		{ "1 September 2021", 1630454400 },
		{ "1. September 2021", 1630454400 },
		{ "1st September, 2021", 1630454400 },
		{ "Sep 1, 2021", 1630454400 },
		{ "SEPTEMBER 1 2021", 1630454400 },
		{ "Sept 1st, 2021", 1630454400 },
		{ "Wed 1 Sep 2021", 1630454400 },
		{ "Wednesday, September 1, 2021", 1630454400 },
		{ "Wed, 01 Sep 2021 01:00:00 +0000", 1630458000 },
		{ "Wed, 01 Sep 2021 01:00:00 GMT", 1630458000 },
		{ "1/9/2021 1:00", 1630458000 },
		{ "1/9/2021, 1:00:00 AM", 1630458000 },
		{ "1/9/2021, 1:00:00\xe2\x80\xaf"
		  "am",
		  1630458000 },
		{ "01/09/2021 01:00:00.000", 1630458000 },
		{ "1/9/2021 1 a.m.", 1630458000 },
		{ "2021-09-01 1:00", 1630458000 },
		{ "2021-09-01 03:00:00 +02:00", 1630458000 },
		{ "2021/9/1T01:00", 1630458000 },
		{ "1/9/2021 12:00 am", 1630454400 },
		{ "1/9/2021 12:00 pm", 1630497600 },
		{ "31/12/1969", -86400 },
		{ "1/1/69", -31536000 },
		{ "1/1/68", 3092601600 },
	};
	static const char *const bad[] = {
		"1/9",
		"1.2.10",
		"1-2-10",
		"10.0.0.1",
		"1/2-2021",
		"01/09/021",
		"001/09/2021",
		"1/9/2021T01:00",
		"2021-09-01T1:00 PM",
		"Thu 1 Sep 2021",
		"1 Foo 2021",
		"32/1/2021",
		"13/13/2021",
		"29/2/2021",
		"0/1/2021",
		"1/0/2021",
		"1/9/0000",
		"1/9/2021 13 PM",
		"1/9/2021 0:30 PM",
		"1/9/2021 9",
		"1/9/2021 24:00",
		"1/9/2021  09:00",
		"1/9/2021 9:1",
		"1/9/2021 09:00 PST",
		"1/9/2021 09:00x",
		"September",
		"Sep 2021",
		"Wednesday",
		"Wed ",
		"May be 2, 2021",
		"1 September",
		"2021 09 01",
		"2021-09",
		"2021-W35-3",
		"2021-244",
		"20210901",
		"2021-09-01 01:00 America/New_York",
		"1\xe2\x80\x93"
		"9\xe2\x80\x93"
		"2021",
		"-1/9/2021",
		"1 9 2021",
		"1//9/2021",
		"1/9/2021,9:00",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		int64_t got = seconds_of(good[i].text, ORDER_DMY, NULL);

		if (got != good[i].seconds)
			fail_msg("%s is %lld", good[i].text, (long long)got);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (seconds_of(bad[i], ORDER_DMY, NULL) != INT64_MIN)
			fail_msg("%s is taken", bad[i]);
}

static void signs_tell_what_a_date_may_be(void **state)
{
	static const struct {
		const char *text;
		enum date_order order;
		int64_t day;
		uint32_t signs;
	} cases[] = {
		{ "01/02/2021", ORDER_OPEN, 18659, 1u << SIGN_SLASH_4 | 1u << SIGN_EITHER },
		{ "01/02/2021", ORDER_MDY, 18629, 1u << SIGN_SLASH_4 | 1u << SIGN_EITHER },
		{ "13/02/2021", ORDER_MDY, 18671, 1u << SIGN_SLASH_4 | 1u << SIGN_DAY_FIRST },
		{ "02/13/2021", ORDER_DMY, 18671, 1u << SIGN_SLASH_4 | 1u << SIGN_MONTH_FIRST },
		{ "02.02.21", ORDER_OPEN, 18660, 1u << SIGN_DOT_2 },
		{ "21-02-13", ORDER_YMD, 18671, 1u << SIGN_YEAR_FIRST },
		{ "13 Feb 2021", ORDER_OPEN, 18671, 1u << SIGN_NAMED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		uint32_t signs = 0;

		if (seconds_of(cases[i].text, cases[i].order, &signs) != cases[i].day * 86400)
			fail_msg("%s is another day", cases[i].text);
		assert_int_equal(signs, cases[i].signs | 1u << SIGN_UNZONED);
	}
}

static void every_day_of_the_calendar_is_read_in_every_form(void **state)
{
	static const char *const names[] = { "January", "February", "March",	 "April",   "May",	"June",
					     "July",	"August",   "September", "October", "November", "December" };
	char texts[5][40];

	(void)state;
	for (int64_t day = day_of(1, 1, 1); day <= day_of(9999, 12, 31); day++) {
		int64_t year, month, month_day;

		date_of(day, &year, &month, &month_day);
		snprintf(texts[0], sizeof(*texts), "%04d-%02d-%02d", (int)year, (int)month, (int)month_day);
		snprintf(texts[1], sizeof(*texts), "%d/%d/%04d", (int)month, (int)month_day, (int)year);
		snprintf(texts[2], sizeof(*texts), "%02d.%02d.%04d", (int)month_day, (int)month, (int)year);
		snprintf(texts[3], sizeof(*texts), "%d %.3s %04d", (int)month_day, names[month - 1], (int)year);
		snprintf(texts[4], sizeof(*texts), "%s %d, %04d", names[month - 1], (int)month_day, (int)year);
		/* All forms of some days, the two that files have of all. */
		for (int i = 0; i < (day % 37 ? 1 : 5); i++)
			if (seconds_of(texts[i], i == 1 ? ORDER_MDY : ORDER_DMY, NULL) != day * 86400)
				fail_msg("%s is another day", texts[i]);
	}
}

static void epochs_and_compact_dates_are_read_where_declared(void **state)
{
	struct moment m;

	(void)state;
	assert_true(scan_epoch(TEXT("1704067200"), MOMENT_SECONDS, &m) && m.value == 1704067200 && m.zoned);
	assert_true(scan_epoch(TEXT("1704067200123"), MOMENT_MILLISECONDS, &m) && m.value == 1704067200123);
	assert_true(scan_epoch(TEXT("1704067200.5"), MOMENT_SECONDS, &m) && m.value == 1704067200500);
	assert_true(scan_epoch(TEXT("-1"), MOMENT_SECONDS, &m) && m.value == -1);
	assert_true(scan_epoch(TEXT("0"), MOMENT_SECONDS, &m) && m.value == 0);
	assert_false(scan_epoch(TEXT("1e9"), MOMENT_SECONDS, &m));
	assert_false(scan_epoch(TEXT("99999999999999999999"), MOMENT_SECONDS, &m));
	assert_false(scan_epoch(TEXT("253402300800"), MOMENT_SECONDS, &m));
	assert_false(scan_epoch(TEXT("999999999999999999.9"), MOMENT_SECONDS, &m));
	assert_false(scan_epoch(TEXT("-"), MOMENT_SECONDS, &m));
	assert_false(scan_epoch(TEXT(""), MOMENT_SECONDS, &m));
	assert_false(scan_epoch(TEXT("1."), MOMENT_SECONDS, &m));
	assert_true(scan_compact_date(TEXT("20240101"), &m) && m.value == 19723);
	assert_false(scan_compact_date(TEXT("20240230"), &m));
	assert_false(scan_compact_date(TEXT("2024010"), &m));
	assert_false(scan_compact_date(TEXT("202401011"), &m));
}

static void times_of_the_day_are_milliseconds(void **state)
{
	int64_t ms;

	(void)state;
	assert_true(scan_time_of_day(TEXT("09:11"), &ms) && ms == 33060000);
	assert_true(scan_time_of_day(TEXT("9:12:58"), &ms) && ms == 33178000);
	assert_true(scan_time_of_day(TEXT("9:12 PM"), &ms) && ms == 76320000);
	assert_true(scan_time_of_day(TEXT("12 am"), &ms) && ms == 0);
	assert_true(scan_time_of_day(TEXT("23:59:59.9999"), &ms) && ms == 86399999);
	assert_false(scan_time_of_day(TEXT("24:00"), &ms));
	assert_false(scan_time_of_day(TEXT("9"), &ms));
	assert_false(scan_time_of_day(TEXT("9:1"), &ms));
	assert_false(scan_time_of_day(TEXT("9:11 amx"), &ms));
	assert_false(scan_time_of_day(TEXT("23:59:60"), &ms));
	assert_false(scan_time_of_day(TEXT(""), &ms));
}

static void durations_have_a_fixed_length(void **state)
{
	int64_t s;

	(void)state;
	assert_true(scan_clock(TEXT("2:23"), CLOCK_MINUTES, &s) && s == 143);
	assert_true(scan_clock(TEXT("75:10"), CLOCK_MINUTES, &s) && s == 4510);
	assert_true(scan_clock(TEXT("2:23"), CLOCK_HOURS, &s) && s == 8580);
	assert_true(scan_clock(TEXT("1:02:23"), CLOCK_MINUTES, &s) && s == 3743);
	assert_true(scan_clock(TEXT("PT5M"), CLOCK_FULL, &s) && s == 300);
	assert_true(scan_clock(TEXT("P1DT2H"), CLOCK_FULL, &s) && s == 93600);
	assert_true(scan_clock(TEXT("P2W"), CLOCK_FULL, &s) && s == 1209600);
	assert_true(scan_clock(TEXT("PT1H0M5S"), CLOCK_FULL, &s) && s == 3605);
	assert_false(scan_clock(TEXT("P1M"), CLOCK_FULL, &s));
	assert_false(scan_clock(TEXT("PT9999999999S"), CLOCK_FULL, &s));
}

/* ---- corpora ---- */

/* Verdict by RFC 3339: what the format is stricter in than a file has to be is asked for here. */
static bool is_of_format(const char *format, struct text t)
{
	struct moment_memo memo = { 0 };
	struct moment m;
	char whole[200];
	int64_t seconds;

	if (strcmp(format, "duration") == 0)
		return scan_clock(t, CLOCK_FULL, &seconds);
	if (strcmp(format, "time") == 0) {
		snprintf(whole, sizeof(whole), "1998-12-31T%.*s", (int)t.n, t.at);
		t = text_of(whole);
	}
	if (!scan_moment(t, ORDER_OPEN, &m, &memo))
		return false;
	return strcmp(format, "date") == 0 ? m.unit == MOMENT_DAYS : m.zoned;
}

/* Taken though RFC 3339 forbids it, or the other way round; why. */
static const struct {
	const char *value, *why;
} policy[] = {
	{ "1963-6-19T08:30:06.283185Z", "leading zeros may be left out" },
	{ "1963-06-1T08:30:06.283185Z", "leading zeros may be left out" },
	{ "1998-1-20", "leading zeros may be left out" },
	{ "1998-01-1", "leading zeros may be left out" },
	{ "1985-04-12T23:20:50+01", "ISO 8601 has offsets of hours" },
	{ "06/19/1963", "a date with the month first" },
	{ "20-01-01", "20 January 2001, or declared ymd, 2020-01-01" },
	{ "2020.01.01", "dots part the numbers of dates, too" },
	{ "PT1H2S", "ISO 8601 lets units be left out" },
	{ "P4Y", "no fixed length" },
	{ "P1M", "no fixed length" },
	{ "P1Y2M3DT4H5M6S", "no fixed length" },
	{ "P1Y2M3D", "no fixed length" },
	{ "P1M2D", "no fixed length" },
	{ "P10Y10M10DT10H10M10S", "no fixed length" },
	{ "P1Y2M", "no fixed length" },
	{ "P999999999999999999999999999999999999999999999999999999999999999999999999999999D", "too long to count" },
};

static bool is_policy(struct text t)
{
	for (size_t i = 0; i < sizeof(policy) / sizeof(*policy); i++)
		if (text_is(t, policy[i].value))
			return true;
	return false;
}

static void json_schema_verdicts(void **state)
{
	FILE *file = suite_open(SUITES "json-schema-formats/dates.tsv");
	char *line = NULL;
	size_t room = 0, n = 0, differs = 0, wrong = 0;

	(void)state;
	while (getline(&line, &room, file) > 0) {
		char *format = strtok(line, "\t"), *valid = strtok(NULL, "\t"), *json = strtok(NULL, "\t");
		json_t *value = json ? json_loads(json, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL) : NULL;
		struct text t;
		bool taken;

		if (!value)
			continue;
		t = (struct text){ json_string_value(value), json_string_length(value) };
		taken = is_of_format(format, t);
		n++;
		if (taken != (strcmp(valid, "true") == 0)) {
			differs++;
			if (!is_policy(t)) {
				print_message("%s %s is %s\n", format, json, taken ? "taken" : "refused");
				wrong++;
			}
		}
		json_decref(value);
	}
	free(line);
	fclose(file);
	assert_int_equal(wrong, 0);
	assert_int_equal(n, 189);
	assert_int_equal(differs, sizeof(policy) / sizeof(*policy) + 1); /* P1M2D comes twice */
	print_message("json-schema dates: %zu vectors, %zu differ by policy\n", n, differs);
}

static bool is_taken(struct text t)
{
	struct moment_memo memo = { 0 };
	struct moment m;
	int64_t ms;

	return scan_moment(t, ORDER_OPEN, &m, &memo) || scan_time_of_day(t, &ms);
}

/* What TOML (or its version 1.0) forbids and files may have: no leading zeros, no seconds, offsets without minutes or
 * colon. */
static bool is_lenient(const char *file)
{
	static const char *const names[] = {
		"/datetime/no-leads.toml",
		"/datetime/no-leads-month.toml",
		"/datetime/no-leads-with-milli.toml",
		"/datetime/offset-minus-no-hour-minute-sep.toml",
		"/datetime/offset-minus-no-minute.toml",
		"/datetime/offset-plus-no-hour-minute-sep.toml",
		"/datetime/offset-plus-no-minute.toml",
		"/no-secs.toml",
		"/local-date/day-1digit.toml",
		"/local-date/no-leads.toml",
		"/local-datetime/no-leads.toml",
		"/local-datetime/no-leads-with-milli.toml",
		"/local-time/time-no-leads-01.toml",
		"/local-date/no-leads-with-milli.toml",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (text_ends(text_of(file), text_of(names[i])))
			return true;
	return false;
}

/* The values of `key = value` lines in the files of PATTERN, which are all dates and times, or each file has one wrong;
 * how many files there were. */
static size_t check_toml(const char *pattern, bool valid, size_t *wrong)
{
	glob_t files = { 0 };
	char *line = NULL;
	size_t room = 0, n;

	glob(pattern, 0, NULL, &files);
	n = files.gl_pathc;
	for (size_t i = 0; i < n; i++) {
		FILE *file = fopen(files.gl_pathv[i], "r");
		bool taken = true;

		assert_non_null(file);
		while (suite_line(file, &line, &room)) {
			char *value = strchr(line, '=');

			if (*line == '#' || !value || value[2] == '\'')
				continue;
			value[1 + strcspn(value + 1, "#")] = '\0';
			taken &= is_taken(text_trim(text_of(value + 1)));
		}
		fclose(file);
		if (taken != valid && (valid || !is_lenient(files.gl_pathv[i]))) {
			print_message("%s is %s\n", files.gl_pathv[i], taken ? "taken" : "refused");
			++*wrong;
		}
		if (!valid && taken != is_lenient(files.gl_pathv[i])) {
			print_message("%s is not lenient\n", files.gl_pathv[i]);
			++*wrong;
		}
	}
	free(line);
	globfree(&files);
	return n;
}

static void toml_dates(void **state)
{
	size_t wrong = 0, n = check_toml(SUITES "toml-dates/valid/datetime/*.toml", true, &wrong);

	(void)state;
	if (n == 0)
		skip();
	n += check_toml(SUITES "toml-dates/invalid/*date*/*.toml", false, &wrong);
	n += check_toml(SUITES "toml-dates/invalid/local-time/*.toml", false, &wrong);
	assert_int_equal(wrong, 0);
	assert_true(n > 80);
}

/* What "policy" came to in the table of awkward dates, and the two values that a suffix makes none. */
static void awkward_dates(void **state)
{
	static const char *const taken_by_policy[] = { "2024-1-5", "2016-12-31T23:59:60Z", "2024-01-01T00:00:00+0530",
						       "2024-01-01T00:00:00+05" };
	FILE *file = suite_open(SUITES "own-hostile/dates_awkward.tsv");
	char *line = NULL;
	size_t room = 0, n = 0, wrong = 0;

	(void)state;
	while (suite_line(file, &line, &room)) {
		struct text json = suite_field(line, 0), wanted = suite_field(line, 1);
		json_t *value = json_loadb(json.at, json.n, JSON_DECODE_ANY, NULL);
		bool policy_takes = false, taken, good;
		struct text t;

		if (!value)
			continue;
		n++;
		t = (struct text){ json_string_value(value), json_string_length(value) };
		for (size_t i = 0; i < sizeof(taken_by_policy) / sizeof(*taken_by_policy); i++)
			policy_takes |= text_is(t, taken_by_policy[i]);
		taken = is_taken(t);
		good = text_starts(wanted, TEXT("ok")) || text_is(wanted, "DMY") || text_is(wanted, "MDY") ||
		       text_starts(wanted, TEXT("ambiguous")) || policy_takes;
		if (taken != good) {
			print_message("%s is %s: %.*s\n", line, taken ? "taken" : "refused", TEXT_ARGS(wanted));
			wrong++;
		}
		json_decref(value);
	}
	free(line);
	fclose(file);
	assert_int_equal(wrong, 0);
	assert_int_equal(n, 48);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moments_follow_the_calendar),
		cmocka_unit_test(clocks_are_seconds),
		cmocka_unit_test(all_forms_are_read),
		cmocka_unit_test(signs_tell_what_a_date_may_be),
		cmocka_unit_test(every_day_of_the_calendar_is_read_in_every_form),
		cmocka_unit_test(epochs_and_compact_dates_are_read_where_declared),
		cmocka_unit_test(times_of_the_day_are_milliseconds),
		cmocka_unit_test(durations_have_a_fixed_length),
		cmocka_unit_test(json_schema_verdicts),
		cmocka_unit_test(toml_dates),
		cmocka_unit_test(awkward_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
