/* date.h - the date of a day (proleptic Gregorian). */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdint.h>

/* Year, month 1..12 and day 1..31 of DAY, counted from 1970-01-01. */
void date_of(int64_t day, int64_t *year, int64_t *month, int64_t *month_day);

#endif
