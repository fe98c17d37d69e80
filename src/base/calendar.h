/* calendar.h - days and seconds since 1970-01-01T00:00 and the dates they are (proleptic Gregorian, no zones). */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include <stdint.h>

enum { DAY_SECONDS = 86400 };

/* Days since 1970-01-01 of a date of the calendar; MONTH may lie outside 1..12. */
int64_t day_of(int64_t year, int64_t month, int64_t day);
void date_of(int64_t day, int64_t *year, int64_t *month, int64_t *month_day);
/* MONTH is 1..12. */
unsigned days_of_month(int64_t year, int64_t month);
/* 0 = Monday. */
unsigned weekday_of(int64_t day);
int64_t day_of_second(int64_t second); /* rounds down */

#endif
