/* value.h - one cell to one value: numbers, dates and times, durations, yes and no, and the words for "no value".
 * Every scanner takes the whole text or nothing. */
#ifndef INGEST_VALUE_H
#define INGEST_VALUE_H

#include <locale.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { PLACES_MAX = 6, DIGITS_MAX = 18 };

struct decimal {
	int64_t mantissa; /* value * 10^places */
	unsigned places;  /* digits after the point, 0..PLACES_MAX */
	unsigned digits;  /* digits before the point */
};

/* Integers and decimals of at most 18 digits, 6 of them after the decimal sign POINT.  A leading zero (007) is no number
 * but a name. */
bool scan_decimal(struct text t, char point, struct decimal *d);
/* Any other number, exponents included, as the nearest double; neither infinite nor nan.  C_LOCALE has the decimal
 * point. */
bool scan_number(struct text t, char point, locale_t c_locale, double *value);

enum moment_unit { MOMENT_DAYS, MOMENT_SECONDS, MOMENT_MILLISECONDS };

struct moment {
	int64_t value; /* since 1970-01-01T00:00 (UTC if ZONED), in UNIT */
	enum moment_unit unit;
	uint8_t digits; /* as spelt: 10 a date, 16 to the minute, 19 seconds, 23 a fraction (cut to milliseconds) */
	bool zoned;
};

/* The last date seen: files repeat them. */
struct moment_memo {
	char date[10];
	int64_t days;
};

/* ISO 8601: 2025-03-01, 2025-03-01T14:30, 2025-03-01 14:30:05.123, with or without Z, UTC or +02:00; years 0001 to
 * 9999. The second 60 is a leap second: the next one.  MEMO starts all zero. */
bool scan_moment(struct text t, struct moment *m, struct moment_memo *memo);
/* 0:02:23, 120:00:00 as seconds. */
bool scan_clock(struct text t, int64_t *seconds);
/* true/false, yes/no, y/n in any case: 1, 0, or -1 for anything else. */
int scan_yesno(struct text t);
/* What says "no value" in a column that is not text: nothing, NA, N/A, null, None, nan, - and ?, in any case. */
bool is_missing_word(struct text t);

#endif
