#include <string.h>

#include "base/calendar.h"
#include "ingest/moment_int.h"

enum { SHORTEST = 6, LONGEST = 64 }; /* 1/2/21; Wednesday, 15 September 2021, 11:12:13.123456789 PM +00:00 */

static bool read_two(const char *at, unsigned *value)
{
	*value = (unsigned)(at[0] - '0') * 10 + (unsigned)(at[1] - '0');
	return is_digit(at[0]) && is_digit(at[1]);
}

bool set_date(struct moment *m, unsigned year, unsigned month, unsigned day)
{
	if (year == 0 || year > 9999 || month == 0 || month > 12 || day == 0 ||
	    (day > 28 && day > days_of_month(year, month)))
		return false;
	m->value = days_since_1970(year, month, day);
	return true;
}

/* The fixed form 2021-02-01: nearly every date of a file is this one, so it has a way of its own. */
static bool read_fixed_date(const char *at, struct moment *m, struct moment_memo *memo)
{
	unsigned century, year, month, day;

	if (*memo->date && memcmp(at, memo->date, sizeof(memo->date)) == 0) {
		m->value = memo->days;
		return true;
	}
	if (!read_two(at, &century) || !read_two(at + 2, &year) || at[4] != '-' || !read_two(at + 5, &month) ||
	    at[7] != '-' || !read_two(at + 8, &day) || !set_date(m, century * 100 + year, month, day))
		return false;
	memcpy(memo->date, at, sizeof(memo->date));
	memo->days = m->value;
	return true;
}

static bool is_utc(struct text t)
{
	return text_is(t, "Z") || text_is(t, "z") || text_is(t, "UTC") || text_is(t, "GMT");
}

/* Z, UTC, GMT, +02:00, +0200 or +02, perhaps after a blank, and nothing after it: seconds to take off. */
static bool read_zone(struct text t, int64_t *offset, bool *zoned)
{
	unsigned hours, minutes = 0;
	bool west;

	*zoned = t.n > 0;
	if (t.n > 1 && *t.at == ' ')
		t = text_from(t, 1);
	if (t.n == 0 || is_utc(t))
		return true;
	west = *t.at == '-';
	if (t.n < 3 || (*t.at != '+' && !west) || !read_two(t.at + 1, &hours))
		return false;
	t = text_from(t, 3);
	if (t.n == 3 && *t.at == ':')
		t = text_from(t, 1);
	if (t.n && (t.n != 2 || !read_two(t.at, &minutes)))
		return false;
	*offset = (int64_t)(hours * 3600 + minutes * 60) * (west ? -1 : 1);
	return hours < 24 && minutes < 60;
}

/* 09:11:05 and nothing, Z or an offset after it: nearly every time of a file, so it has a way of its own, too. */
static bool take_fixed_time(const char **at, const char *end, struct moment *m)
{
	const char *t = *at;
	unsigned hours, minutes, seconds;

	if (end - t < 8 || (end - t > 8 && t[8] != 'Z' && t[8] != '+' && t[8] != '-') || !read_two(t, &hours) ||
	    t[2] != ':' || !read_two(t + 3, &minutes) || t[5] != ':' || !read_two(t + 6, &seconds) || hours > 23 ||
	    minutes > 59 || seconds > 59)
		return false;
	*at = t + 8;
	*m = (struct moment){ .value = hours * 3600 + minutes * 60 + seconds, .unit = MOMENT_SECONDS, .digits = 19 };
	return true;
}

/* The time of day from AT on, added to M, whose value is in days so far.  STRICT: with two-digit hours, of 24. */
static bool read_time(const char *at, const char *end, bool strict, struct moment *m)
{
	struct moment time = { 0 };
	int64_t offset = 0, day = m->value, per_second;

	if (strict && (end - at < 5 || at[2] != ':'))
		return false;
	if (!take_fixed_time(&at, end, &time) && !take_time_of_day(&at, end, &time))
		return false;
	if ((strict && !is_digit(at[-1])) || !read_zone((struct text){ at, (size_t)(end - at) }, &offset, &m->zoned))
		return false;
	m->unit = time.unit;
	m->digits = time.digits;
	per_second = time.unit == MOMENT_MILLISECONDS ? 1000 : 1;
	m->value = (day * DAY_SECONDS - offset) * per_second + time.value;
	/* The second 60, which stands as the first of the next minute, is the last of a day in UTC. */
	return !time.leap || (m->value / per_second) % DAY_SECONDS == 0;
}

static bool scan_fixed(struct text t, struct moment *m, struct moment_memo *memo)
{
	m->signs = 1u << SIGN_YEAR_FIRST;
	if (t.n < 10 || !read_fixed_date(t.at, m, memo))
		return false;
	if (t.n == 10)
		return true;
	if (t.at[10] != 'T' && t.at[10] != ' ' && t.at[10] != 't')
		return false;
	return read_time(t.at + 11, t.at + t.n, t.at[10] != ' ', m);
}

static bool scan_general(struct text t, enum date_order order, struct moment *m)
{
	const char *at = t.at, *end = t.at + t.n;
	bool comma;

	*m = (struct moment){ .unit = MOMENT_DAYS, .digits = 10 };
	if (t.n < SHORTEST || t.n > LONGEST || !take_date(&at, end, order, m))
		return false;
	if (at == end)
		return true;
	if ((*at | 32) == 't')
		return m->signs & 1u << SIGN_YEAR_FIRST && read_time(at + 1, end, true, m);
	comma = *at == ',';
	at += comma;
	return take_blank(&at, end) && read_time(at, end, false, m);
}

bool scan_moment(struct text t, enum date_order order, struct moment *m, struct moment_memo *memo)
{
	*m = (struct moment){ .unit = MOMENT_DAYS, .digits = 10 };
	if (!scan_fixed(t, m, memo) && !scan_general(t, order, m))
		return false;
	m->signs |= 1u << (m->zoned ? SIGN_ZONED : SIGN_UNZONED);
	return true;
}

bool scan_compact_date(struct text t, struct moment *m)
{
	const char *at = t.at;
	unsigned number, digits;

	*m = (struct moment){ .unit = MOMENT_DAYS, .digits = 10, .signs = 1u << SIGN_YEAR_FIRST | 1u << SIGN_UNZONED };
	return t.n == 8 && take_number(&at, t.at + t.n, 8, &number, &digits) && digits == 8 &&
	       set_date(m, number / 10000, number / 100 % 100, number % 100);
}

/* The seconds of the years 0001 to 9999. */
static bool is_in_years(int64_t seconds)
{
	return seconds >= -62135596800 && seconds <= 253402300799;
}

bool scan_epoch(struct text t, enum moment_unit unit, struct moment *m)
{
	bool negative = t.n && *t.at == '-';
	const char *at = t.at + negative, *end = t.at + t.n, *digits = at;
	int64_t value = 0, part = 0;

	*m = (struct moment){
		.unit = unit, .digits = unit == MOMENT_SECONDS ? 19 : 23, .zoned = true, .signs = 1u << SIGN_ZONED
	};
	for (; at < end && is_digit(*at) && at - digits < 18; at++)
		value = value * 10 + (*at - '0');
	if (at == digits)
		return false;
	if (unit == MOMENT_SECONDS && at < end && *at == '.' && end - at > 1) {
		m->unit = MOMENT_MILLISECONDS;
		m->digits = 23;
		at++;
		for (int i = 0; i < 3; i++)
			part = part * 10 + (at < end && is_digit(*at) ? *at++ - '0' : 0);
		while (at < end && is_digit(*at))
			at++;
		value = value > INT64_MAX / 1000 - 1 ? INT64_MAX : value * 1000 + part;
	}
	m->value = negative ? -value : value;
	return at == end && is_in_years(m->unit == MOMENT_SECONDS ? m->value : m->value / 1000);
}
