/* Calendar arithmetic: the only place where months have lengths. */
#include "unit/suite.h"

#include "plan/moment.h"

static const struct calendar plain = { 0, 1 };

static struct text bucket_of(struct arena *a, enum unit unit, const char *date, struct calendar c)
{
	struct period p;

	assert_true(period_of_literal(text_of(date), c, &p));
	return bucket_literal(a, unit, bucket_of_second(unit, p.from, c), c);
}

static void every_day_of_eight_centuries_goes_there_and_back(void **state)
{
	int64_t year, month, month_day, before = day_of(1599, 12, 31);

	(void)state;
	for (int64_t day = before + 1; day < day_of(2400, 1, 1); day++) {
		date_of(day, &year, &month, &month_day);
		assert_int_equal(day_of(year, month, month_day), day);
		assert_true(month >= 1 && month <= 12 && month_day >= 1 && month_day <= 31);
	}
	assert_int_equal(day_of(1970, 1, 1), 0);
	assert_int_equal(day_of(2000, 3, 1), 11017);
	assert_int_equal(day_of(2024, 14, 1), day_of(2025, 2, 1));
	assert_int_equal(weekday_of(day_of(2025, 6, 30)), 0);
	assert_int_equal(weekday_of(day_of(1969, 12, 31)), 2);
}

/* W-T01 */
static void iso_weeks_belong_to_the_year_of_their_thursday(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_text(bucket_of(&a, UNIT_WEEK, "2025-12-29", plain), TEXT("2026-W01"));
	assert_text(bucket_of(&a, UNIT_WEEK, "2026-01-04", plain), TEXT("2026-W01"));
	assert_text(bucket_of(&a, UNIT_WEEK, "2026-01-05", plain), TEXT("2026-W02"));
	assert_text(bucket_of(&a, UNIT_WEEK, "2026-01-11", plain), TEXT("2026-W02"));
	assert_text(bucket_of(&a, UNIT_WEEK, "2026-01-12", plain), TEXT("2026-W03"));
	assert_text(bucket_of(&a, UNIT_WEEK, "2027-01-01", plain), TEXT("2026-W53"));
	arena_reset(&a);
}

static void a_week_literal_is_its_seven_days(void **state)
{
	struct period p;

	(void)state;
	assert_true(period_of_literal(TEXT("2026-W01"), plain, &p));
	assert_int_equal(p.from, day_of(2025, 12, 29) * DAY_SECONDS);
	assert_int_equal(p.to, day_of(2026, 1, 5) * DAY_SECONDS);
	assert_true(period_of_literal(TEXT("2026-W53"), plain, &p));
	assert_false(period_of_literal(TEXT("2025-W53"), plain, &p));
}

static void buckets_have_no_gaps_and_start_where_they_say(void **state)
{
	static const enum unit units[] = { UNIT_MINUTE, UNIT_HOUR,    UNIT_DAY, UNIT_WEEK,
					   UNIT_MONTH,	UNIT_QUARTER, UNIT_YEAR };

	(void)state;
	for (unsigned first_day = 0; first_day < 7; first_day++)
		for (unsigned first_month = 1; first_month <= 12; first_month++)
			for (size_t u = 0; u < sizeof(units) / sizeof(*units); u++) {
				struct calendar c = { first_day, first_month };

				for (int64_t bucket = -500; bucket < 500; bucket++) {
					int64_t start = bucket_start(units[u], bucket, c);

					assert_int_equal(bucket_of_second(units[u], start, c), bucket);
					assert_int_equal(bucket_of_second(units[u], start - 1, c), bucket - 1);
				}
			}
}

static void a_business_year_moves_quarters_and_years(void **state)
{
	struct arena a = { 0 };
	struct calendar april = { 0, 4 };
	struct period p;

	(void)state;
	assert_text(bucket_of(&a, UNIT_YEAR, "2025-03-31", april), TEXT("2024"));
	assert_text(bucket_of(&a, UNIT_YEAR, "2025-04-01", april), TEXT("2025"));
	assert_text(bucket_of(&a, UNIT_QUARTER, "2025-04-01", april), TEXT("2025-Q1"));
	assert_text(bucket_of(&a, UNIT_QUARTER, "2025-03-31", april), TEXT("2024-Q4"));
	assert_true(period_of_literal(TEXT("2025-Q1"), april, &p));
	assert_int_equal(p.from, day_of(2025, 4, 1) * DAY_SECONDS);
	assert_int_equal(p.to, day_of(2025, 7, 1) * DAY_SECONDS);
	arena_reset(&a);
}

static void months_keep_the_day_or_their_last_one(void **state)
{
	int64_t noon = 43200;

	(void)state;
	assert_int_equal(second_plus(day_of(2025, 1, 31) * DAY_SECONDS + noon, 1, UNIT_MONTH),
			 day_of(2025, 2, 28) * DAY_SECONDS + noon);
	assert_int_equal(second_plus(day_of(2024, 2, 29) * DAY_SECONDS, 1, UNIT_YEAR),
			 day_of(2025, 2, 28) * DAY_SECONDS);
	assert_int_equal(second_plus(day_of(2025, 3, 15) * DAY_SECONDS, -3, UNIT_QUARTER),
			 day_of(2024, 6, 15) * DAY_SECONDS);
	assert_int_equal(second_plus(0, -2, UNIT_WEEK), -14 * DAY_SECONDS);
}

static void dates_that_do_not_exist_are_refused(void **state)
{
	static const char *const wrong[] = { "2025-02-29", "2025-13",	       "2025-00",
					     "2025-04-31", "2025-01-01T25:00", "2025-W00" };
	struct period p;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_false(period_of_literal(text_of(wrong[i]), plain, &p));
}

static void literals_are_printed_as_they_are_read(void **state)
{
	struct arena a = { 0 };
	struct period p;

	(void)state;
	assert_true(period_of_literal(TEXT("2024-03-05T14:30"), plain, &p));
	assert_int_equal(p.to - p.from, 60);
	assert_text(second_literal(&a, p.from), TEXT("2024-03-05T14:30"));
	assert_text(second_literal(&a, p.from + 7), TEXT("2024-03-05T14:30:07"));
	assert_text(bucket_of(&a, UNIT_HOUR, "2024-03-05T14:30", plain), TEXT("2024-03-05T14:00"));
	assert_text(bucket_of(&a, UNIT_MONTH, "2024-03-05", plain), TEXT("2024-03"));
	assert_text(bucket_of(&a, UNIT_DAY, "1969-12-31", plain), TEXT("1969-12-31"));
	arena_reset(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_eight_centuries_goes_there_and_back),
		cmocka_unit_test(iso_weeks_belong_to_the_year_of_their_thursday),
		cmocka_unit_test(a_week_literal_is_its_seven_days),
		cmocka_unit_test(buckets_have_no_gaps_and_start_where_they_say),
		cmocka_unit_test(a_business_year_moves_quarters_and_years),
		cmocka_unit_test(months_keep_the_day_or_their_last_one),
		cmocka_unit_test(dates_that_do_not_exist_are_refused),
		cmocka_unit_test(literals_are_printed_as_they_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
