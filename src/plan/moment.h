/* moment.h - periods and buckets of seconds and days since 1970-01-01T00:00 (proleptic Gregorian, no zones here).
 * Every literal is a half-open period: 2025-03 is [1 March, 1 April). */
#ifndef PLAN_MOMENT_H
#define PLAN_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/calendar.h"
#include "base/text.h"
#include "lang/node.h"

/* Half-open, in seconds. */
struct period {
	int64_t from, to;
};

/* Where weeks, quarters and years begin. */
struct calendar {
	unsigned week_start; /* 0 = Monday */
	unsigned year_start; /* month 1..12 */
};

/* The period that a date literal names; false when there is no such date. */
bool period_of_literal(struct text literal, struct calendar c, struct period *out);
struct period period_of_year(int64_t year, struct calendar c);

/* Buckets of a unit are numbered without gaps; 0 is the one that holds 1970-01-01T00:00. */
int64_t bucket_of_second(enum unit unit, int64_t second, struct calendar c);
/* First second of bucket B; the next one starts at bucket_start(unit, b + 1). */
int64_t bucket_start(enum unit unit, int64_t bucket, struct calendar c);
/* The literal that names bucket B: 2024, 2024-Q1, 2024-03, 2024-W07, 2024-03-05, 2024-03-05T14:00. */
struct text bucket_literal(struct arena *a, enum unit unit, int64_t bucket, struct calendar c);
/* SECOND moved by N units (months keep the day of the month, or the last day of a shorter month). */
int64_t second_plus(int64_t second, int64_t n, enum unit unit);
/* 2024-03-05, and with the time where it is not midnight. */
struct text second_literal(struct arena *a, int64_t second);
struct text day_literal(struct arena *a, int64_t day);

#endif
