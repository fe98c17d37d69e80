/* combine.h - a column of dates and a column of times of the day, as one column of times. */
#ifndef INGEST_COMBINE_H
#define INGEST_COMBINE_H

#include "store/table.h"

/* Append the column `DATE + TIME` to T, which has room for it: DATE holds dates, or times that are all midnight; TIME
 * words like 9:12, 09:12:58 or 9:12 PM, or times of which the day is left out (1900-01-01
 * 09:12:58).  Missing where either is missing.  False with *WHY (of T's arena) set if they do not fit, or empty when
 * memory ran out. */
bool combine_moments(struct table *t, const struct column *date, const struct column *time, struct text *why);

#endif
