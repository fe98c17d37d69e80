/* moment_int.h - the parts of a date and a time, between the files moment*.c.
 * A reader moves *AT on; where it says false *AT may be anywhere. */
#ifndef INGEST_MOMENT_INT_H
#define INGEST_MOMENT_INT_H

#include "ingest/moment.h"

static inline bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* As day_of, of the years 1 to 9999: divisions are multiplications, exact for these, so that it can be done to many days at
 * a time. */
static inline int32_t days_since_1970(uint32_t year, uint32_t month, uint32_t day)
{
	const int32_t first = 719468; /* from 0000-03-01 to 1970-01-01 */
	uint32_t early = month <= 2, y = year - early, from_march = month + 9 - (early ? 0 : 12);
	uint32_t centuries = y * 5243 >> 19;
	uint32_t to_month = y * 365 + (y >> 2) - centuries + (centuries >> 2) + ((979 * from_march + 15) >> 5);

	return (int32_t)(to_month + day - 1) - first;
}

/* 1 to MOST digits, and no digit after them. */
bool take_number(const char **at, const char *end, unsigned most, unsigned *number, unsigned *digits);
/* One blank, no-break ones included. */
bool take_blank(const char **at, const char *end);
/* 9:11, 09:11:05.123, 9 PM: M's value becomes seconds or milliseconds of the day, with unit and digits. */
bool take_time_of_day(const char **at, const char *end, struct moment *m);
/* Every date but the fixed form 2021-02-01. */
bool take_date(const char **at, const char *end, enum date_order order, struct moment *m);
/* That day into M, or false. */
bool set_date(struct moment *m, unsigned year, unsigned month, unsigned day);

#endif
