/* moment_int.h - the parts of a date and a time, between the files moment*.c.
 * A reader moves *AT on; where it says false *AT may be anywhere. */
#ifndef INGEST_MOMENT_INT_H
#define INGEST_MOMENT_INT_H

#include "ingest/moment.h"

static inline bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
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
