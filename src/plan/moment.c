#include "plan/moment.h"

#include <inttypes.h>
#include <stdlib.h>

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static int64_t floor_mod(int64_t a, int64_t b)
{
	return a - floor_div(a, b) * b;
}

/* Months since 1970-01, counted from the start of the business year. */
static int64_t month_number(int64_t day, struct calendar c)
{
	int64_t year, month, month_day;

	date_of(day, &year, &month, &month_day);
	return (year - 1970) * 12 + month - c.year_start;
}

static int64_t month_start(int64_t number, struct calendar c)
{
	return day_of(1970, number + c.year_start, 1) * DAY_SECONDS;
}

/* The week that holds 1970-01-01 is number 0. */
static int64_t week_number(int64_t day, struct calendar c)
{
	return floor_div(day + floor_mod(3 - (int64_t)c.week_start, 7), 7);
}

int64_t bucket_of_second(enum unit unit, int64_t second, struct calendar c)
{
	int64_t day = day_of_second(second);

	switch (unit) {
	case UNIT_SECOND:
		return second;
	case UNIT_MINUTE:
		return floor_div(second, 60);
	case UNIT_HOUR:
		return floor_div(second, 3600);
	case UNIT_WEEK:
		return week_number(day, c);
	case UNIT_MONTH:
		return month_number(day, c);
	case UNIT_QUARTER:
		return floor_div(month_number(day, c), 3);
	case UNIT_YEAR:
		return floor_div(month_number(day, c), 12);
	default:
		return day;
	}
}

int64_t bucket_start(enum unit unit, int64_t bucket, struct calendar c)
{
	switch (unit) {
	case UNIT_SECOND:
		return bucket;
	case UNIT_MINUTE:
		return bucket * 60;
	case UNIT_HOUR:
		return bucket * 3600;
	case UNIT_WEEK:
		return (bucket * 7 - floor_mod(3 - (int64_t)c.week_start, 7)) * DAY_SECONDS;
	case UNIT_MONTH:
		return month_start(bucket, c);
	case UNIT_QUARTER:
		return month_start(bucket * 3, c);
	case UNIT_YEAR:
		return month_start(bucket * 12, c);
	default:
		return bucket * DAY_SECONDS;
	}
}

struct period period_of_year(int64_t year, struct calendar c)
{
	return (struct period){ day_of(year, c.year_start, 1) * DAY_SECONDS,
				day_of(year + 1, c.year_start, 1) * DAY_SECONDS };
}

/* ISO 8601: the week belongs to the year of its fourth day. */
static struct text week_literal(struct arena *a, int64_t start_day)
{
	int64_t year, month, month_day, middle = start_day + 3;

	date_of(middle, &year, &month, &month_day);
	return arena_printf(a, "%04" PRId64 "-W%02" PRId64, year, (middle - day_of(year, 1, 1)) / 7 + 1);
}

struct text day_literal(struct arena *a, int64_t day)
{
	int64_t year, month, month_day;

	date_of(day, &year, &month, &month_day);
	return arena_printf(a, "%04" PRId64 "-%02" PRId64 "-%02" PRId64, year, month, month_day);
}

struct text second_literal(struct arena *a, int64_t second)
{
	struct text day = day_literal(a, day_of_second(second));
	int64_t rest = floor_mod(second, DAY_SECONDS);

	if (rest == 0)
		return day;
	if (rest % 60 == 0)
		return arena_printf(a, "%.*sT%02" PRId64 ":%02" PRId64, TEXT_ARGS(day), rest / 3600, rest / 60 % 60);
	return arena_printf(a, "%.*sT%02" PRId64 ":%02" PRId64 ":%02" PRId64, TEXT_ARGS(day), rest / 3600,
			    rest / 60 % 60, rest % 60);
}

struct text bucket_literal(struct arena *a, enum unit unit, int64_t bucket, struct calendar c)
{
	int64_t start = bucket_start(unit, bucket, c), day = day_of_second(start), year, month, month_day;

	date_of(day, &year, &month, &month_day);
	switch (unit) {
	case UNIT_SECOND:
	case UNIT_MINUTE:
	case UNIT_HOUR:
		return arena_printf(a, "%.*sT%02" PRId64 ":%02" PRId64, TEXT_ARGS(day_literal(a, day)),
				    floor_mod(start, DAY_SECONDS) / 3600, floor_mod(start, 3600) / 60);
	case UNIT_WEEK:
		return week_literal(a, day);
	case UNIT_MONTH:
		return arena_printf(a, "%04" PRId64 "-%02" PRId64, year, month);
	case UNIT_QUARTER:
		return arena_printf(a, "%04" PRId64 "-Q%" PRId64, floor_div(bucket, 4) + 1970,
				    floor_mod(bucket, 4) + 1);
	case UNIT_YEAR:
		return arena_printf(a, "%04" PRId64, bucket + 1970);
	default:
		return day_literal(a, day);
	}
}

static int64_t digits(struct text t, size_t from, size_t n)
{
	int64_t v = 0;

	for (size_t i = from; i < from + n && i < t.n; i++)
		v = v * 10 + (t.at[i] - '0');
	return v;
}

/* Seconds of "Thh:mm[:ss]" at byte 10, and how long the named instant is: a minute or a second. */
static bool clock_of(struct text t, int64_t *second, int64_t *length)
{
	int64_t hour = digits(t, 11, 2), minute = digits(t, 14, 2), rest = t.n >= 19 ? digits(t, 17, 2) : 0;

	*second = hour * 3600 + minute * 60 + rest;
	*length = t.n >= 19 ? 1 : 60;
	return hour < 24 && minute < 60 && rest < 60;
}

static bool day_period(struct text t, struct period *out)
{
	int64_t year = digits(t, 0, 4), month = digits(t, 5, 2), month_day = digits(t, 8, 2), second = 0,
		length = DAY_SECONDS;
	int64_t day = day_of(year, month, month_day), y, m, d;

	date_of(day, &y, &m, &d);
	if (month < 1 || month > 12 || m != month || d != month_day)
		return false;
	if (t.n > 10 && !clock_of(t, &second, &length))
		return false;
	out->from = day * DAY_SECONDS + second;
	out->to = out->from + length;
	return true;
}

/* Week W of a year starts W - 1 weeks after the Monday of the week that holds 4 January. */
static bool week_period(int64_t year, int64_t week, struct period *out)
{
	int64_t fourth = day_of(year, 1, 4), monday = fourth - (int64_t)weekday_of(fourth);
	int64_t day = monday + (week - 1) * 7, y, m, d;

	date_of(day + 3, &y, &m, &d);
	if (week < 1 || y != year)
		return false;
	*out = (struct period){ day * DAY_SECONDS, (day + 7) * DAY_SECONDS };
	return true;
}

bool period_of_literal(struct text t, struct calendar c, struct period *out)
{
	int64_t year = digits(t, 0, 4);

	if (t.n == 4) {
		*out = period_of_year(year, c);
		return true;
	}
	if (t.n < 7)
		return false;
	if (t.at[5] == 'Q' || t.at[5] == 'q') {
		int64_t month = c.year_start + (digits(t, 6, 1) - 1) * 3;

		*out = (struct period){ day_of(year, month, 1) * DAY_SECONDS,
					day_of(year, month + 3, 1) * DAY_SECONDS };
		return true;
	}
	if (t.at[5] == 'W' || t.at[5] == 'w')
		return week_period(year, digits(t, 6, 2), out);
	if (t.n == 7) {
		int64_t month = digits(t, 5, 2);

		*out = (struct period){ day_of(year, month, 1) * DAY_SECONDS,
					day_of(year, month + 1, 1) * DAY_SECONDS };
		return month >= 1 && month <= 12;
	}
	return day_period(t, out);
}

static int64_t plus_months(int64_t second, int64_t n)
{
	int64_t day = day_of_second(second), year, month, month_day, first, length;

	date_of(day, &year, &month, &month_day);
	first = day_of(year, month + n, 1);
	length = day_of(year, month + n + 1, 1) - first;
	if (month_day > length)
		month_day = length;
	return (first + month_day - 1) * DAY_SECONDS + floor_mod(second, DAY_SECONDS);
}

int64_t second_plus(int64_t second, int64_t n, enum unit unit)
{
	switch (unit) {
	case UNIT_MONTH:
		return plus_months(second, n);
	case UNIT_QUARTER:
		return plus_months(second, 3 * n);
	case UNIT_YEAR:
		return plus_months(second, 12 * n);
	default:
		return second + n * (int64_t)unit_seconds(unit);
	}
}
