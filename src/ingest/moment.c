#include <string.h>

#include "ingest/value.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool read_two(const char *at, unsigned *value)
{
	*value = (unsigned)(at[0] - '0') * 10 + (unsigned)(at[1] - '0');
	return is_digit(at[0]) && is_digit(at[1]);
}

/* Days since 1970-01-01 of a date of the Gregorian calendar (Hinnant: years that begin in March, in eras of 400). */
static int64_t days_of(unsigned year, unsigned month, unsigned day)
{
	unsigned y = month > 2 ? year : year - 1, month_from_march = month > 2 ? month - 3 : month + 9;
	unsigned era = y / 400, of_era = y % 400, day_of_year = (153 * month_from_march + 2) / 5 + day - 1;

	return (int64_t)era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719468;
}

static unsigned days_in_month(unsigned year, unsigned month)
{
	static const uint8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool read_date(const char *at, int64_t *days, struct moment_memo *memo)
{
	unsigned century, year, month, day;

	if (*memo->date && memcmp(at, memo->date, sizeof(memo->date)) == 0) {
		*days = memo->days;
		return true;
	}
	if (!read_two(at, &century) || !read_two(at + 2, &year) || at[4] != '-' || !read_two(at + 5, &month) ||
	    at[7] != '-' || !read_two(at + 8, &day))
		return false;
	year += century * 100;
	if (year == 0 || month == 0 || month > 12 || day == 0 || day > days_in_month(year, month))
		return false;
	*days = days_of(year, month, day);
	memcpy(memo->date, at, sizeof(memo->date));
	memo->days = *days;
	return true;
}

/* Z, UTC, +02:00, +0200 or +02 and nothing after it; seconds to take off, and whether there was one. */
static bool read_zone(struct text t, int64_t *offset, bool *zoned)
{
	unsigned hours, minutes = 0;
	bool west;

	*zoned = t.n > 0;
	if (t.n == 0 || text_is(t, "Z") || text_is(t, "z") || text_is(t, " UTC"))
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

/* ".5" to ".123456789": milliseconds, the rest cut off. */
static bool read_fraction(const char **at, const char *end, int64_t *milliseconds)
{
	const char *digits = *at;
	int64_t value = 0;

	for (int i = 0; i < 3; i++)
		value = value * 10 + (*at < end && is_digit(**at) ? *(*at)++ - '0' : 0);
	while (*at < end && is_digit(**at))
		++*at;
	*milliseconds = value;
	return *at > digits;
}

/* The time of day from AT on, added to M, whose value is in days so far. */
static bool read_time(const char *at, const char *end, struct moment *m)
{
	unsigned hours, minutes, seconds = 0;
	int64_t milliseconds = 0, offset = 0;

	if (end - at < 5 || !read_two(at, &hours) || at[2] != ':' || !read_two(at + 3, &minutes) || hours > 23 ||
	    minutes > 59)
		return false;
	at += 5;
	m->digits = 16;
	m->unit = MOMENT_SECONDS;
	if (end - at >= 3 && *at == ':') {
		if (!read_two(at + 1, &seconds) || seconds > 60)
			return false;
		at += 3;
		m->digits = 19;
		if (at < end && *at == '.') {
			at++;
			if (!read_fraction(&at, end, &milliseconds))
				return false;
			m->digits = 23;
			m->unit = MOMENT_MILLISECONDS;
		}
	}
	if (!read_zone((struct text){ at, (size_t)(end - at) }, &offset, &m->zoned))
		return false;
	m->value = m->value * 86400 + hours * 3600 + minutes * 60 + seconds - offset;
	if (seconds == 60 && m->value % 86400 != 0)
		return false;
	if (m->unit == MOMENT_MILLISECONDS)
		m->value = m->value * 1000 + milliseconds;
	return true;
}

bool scan_moment(struct text t, struct moment *m, struct moment_memo *memo)
{
	*m = (struct moment){ .unit = MOMENT_DAYS, .digits = 10 };
	if (t.n < 10 || !read_date(t.at, &m->value, memo))
		return false;
	if (t.n == 10)
		return true;
	if (t.at[10] != 'T' && t.at[10] != ' ' && t.at[10] != 't')
		return false;
	return read_time(t.at + 11, t.at + t.n, m);
}

bool scan_clock(struct text t, int64_t *seconds)
{
	const char *at = t.at, *end = t.at + t.n;
	unsigned minutes, rest;
	int64_t hours = 0;

	for (; at < end && is_digit(*at) && at - t.at < 10; at++)
		hours = hours * 10 + (*at - '0');
	if (at == t.at || at - t.at > 9 || end - at != 6 || at[0] != ':' || !read_two(at + 1, &minutes) ||
	    at[3] != ':' || !read_two(at + 4, &rest) || minutes > 59 || rest > 59)
		return false;
	*seconds = hours * 3600 + minutes * 60 + rest;
	return true;
}
