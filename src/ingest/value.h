/* value.h - one cell to one value: numbers, yes and no, and the words for "no value"; dates, times and durations are in
 * moment.h.  Every scanner takes the whole text or nothing. */
#ifndef INGEST_VALUE_H
#define INGEST_VALUE_H

#include <locale.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "ingest/moment.h"

enum { PLACES_MAX = 6, DIGITS_MAX = 18, CALL_DIGITS = 8 };

struct decimal {
	int64_t mantissa; /* value * 10^places */
	unsigned places;  /* digits after the point, 0..PLACES_MAX */
	unsigned digits;  /* digits before the point */
};

/* Integers and decimals of at most 18 digits, 6 of them after the decimal sign POINT.  A leading zero (007) is no number
 * but a name, and so is a plus before CALL_DIGITS or more (+4412345678). */
bool scan_decimal(struct text t, char point, struct decimal *d);
/* Any other number, exponents included, as the nearest double; neither infinite nor nan.  C_LOCALE has the decimal
 * point. */
bool scan_number(struct text t, char point, locale_t c_locale, double *value);

/* true/false, yes/no, y/n in any case: 1, 0, or -1 for anything else. */
int scan_yesno(struct text t);
/* What says "no value" in a column that is not text: nothing, NA, N/A, null, None, nan, - and ?, in any case. */
bool is_missing_word(struct text t);

#endif
