/* Dates and times of one form, read many at a time, are what reading them one by one finds. */
#include <stdlib.h>

#include "loading.h"
#include "pick.h"

#include "base/calendar.h"
#include "ingest/moment.h"
#include "ingest/reader_fixed.h"

enum { LENGTH = 24 };

/* "T09:11:05", valid if all of it is. */
static bool is_time(const char *t)
{
	return (*t == 'T' || *t == ' ') && t[3] == ':' && t[6] == ':' && t[8] >= '0' && t[8] <= '9';
}

/* Read so are those that scan_moment reads, all of the form, but leap days and leap seconds. */
static void assert_same(char (*texts)[LENGTH], size_t n, bool with_time)
{
	static struct field fields[BLOCK_ROWS];
	static int64_t values[BLOCK_ROWS];
	static uint8_t odd[BLOCK_ROWS];
	bool any;

	for (size_t i = 0; i < n; i++)
		fields[i] = (struct field){ .at = texts[i], .n = (uint32_t)strlen(texts[i]) };
	any = read_fixed_moments(fields, n, with_time, values, odd);
	for (size_t i = 0; i < n; i++) {
		struct moment m = { 0 };
		struct moment_memo memo = { 0 };
		bool fine = scan_moment(text_of(texts[i]), ORDER_DMY, &m, &memo);
		bool of_form = fine && fields[i].n == (with_time ? 19 : 10) && texts[i][4] == '-' &&
			       texts[i][7] == '-' && (!with_time || is_time(texts[i] + 10));

		bool is_leap = with_time && fields[i].n == 19 && memcmp(texts[i] + 17, "60", 2) == 0;

		assert_true(!odd[i] || any);
		if (fields[i].n == 0) {
			assert_true(!odd[i] && values[i] == VALUE_MISSING);
			continue;
		}
		if (!odd[i] != (of_form && !is_leap && memcmp(texts[i] + 5, "02-29", 5) != 0))
			fail_msg("%s is %s", texts[i], odd[i] ? "odd" : "read");
		if (odd[i])
			continue;
		assert_int_equal(values[i], m.value);
		assert_int_equal(m.unit, with_time ? MOMENT_SECONDS : MOMENT_DAYS);
		assert_int_equal(m.signs, 1u << SIGN_YEAR_FIRST | 1u << SIGN_UNZONED);
	}
}

static void every_day_of_the_years_is_read(void **state)
{
	static char texts[BLOCK_ROWS][LENGTH];
	static struct field fields[BLOCK_ROWS];
	static int64_t values[BLOCK_ROWS];
	static uint8_t odd[BLOCK_ROWS];
	size_t n = 0;

	(void)state;
	for (int64_t day = day_of(1, 1, 1); day <= day_of(9999, 12, 31); day++) {
		int64_t y, m, d;

		date_of(day, &y, &m, &d);
		snprintf(texts[n], LENGTH, "%04u-%02u-%02u", (unsigned)y % 10000, (unsigned)m % 100, (unsigned)d % 100);
		fields[n] = (struct field){ .at = texts[n], .n = 10 };
		if (++n < BLOCK_ROWS && day < day_of(9999, 12, 31))
			continue;
		read_fixed_moments(fields, n, false, values, odd);
		for (size_t i = 0; i < n; i++) {
			if (!odd[i] != (memcmp(texts[i] + 5, "02-29", 5) != 0))
				fail_msg("%s is %s", texts[i], odd[i] ? "odd" : "read");
			if (!odd[i])
				assert_int_equal(values[i], day - (int64_t)(n - 1 - i));
		}
		n = 0;
	}
}

/* Valid ones, and those with a byte or two changed, cut off or added. */
static void other_texts_are_left_to_others(void **state)
{
	static const char bytes[] = "0123456789-:T tZ./+\x80\xff\x01";
	static char texts[BLOCK_ROWS][LENGTH];

	(void)state;
	for (unsigned round = 0; round < 600; round++) {
		bool with_time = round & 1;

		for (size_t i = 0; i < BLOCK_ROWS; i++) {
			char *t = texts[i];
			int n = snprintf(t, LENGTH, "%04u-%02u-%02u", pick(3) ? 1990 + pick(60) : pick(10000), pick(14),
					 pick(33));

			if (with_time)
				n += snprintf(t + n, LENGTH - (size_t)n, "%c%02u:%02u:%02u", pick(2) ? 'T' : ' ',
					      pick(25), pick(61), pick(62));
			for (unsigned k = pick(3); k; k--)
				t[pick((unsigned)n)] = bytes[pick(sizeof(bytes) - 1)];
			if (pick(20) == 0)
				t[pick((unsigned)n + 1)] = '\0';
			if (pick(20) == 0 && strlen(t) == (size_t)n) {
				t[n] = bytes[pick(sizeof(bytes) - 1)];
				t[n + 1] = '\0';
			}
		}
		assert_same(texts, BLOCK_ROWS, with_time);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_the_years_is_read),
		cmocka_unit_test(other_texts_are_left_to_others),
	};

	seed = 20250866;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
