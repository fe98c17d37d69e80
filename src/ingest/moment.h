/* moment.h - dates and times as they are spelt, and what the values of a column show together.
 *
 * One value does not tell whether 01/02/2021 is in January or February: the column does.  So every value carries signs,
 * a column keeps those of all its values, and moment_verdict reads them at the end.  The signs of two parts of a column
 * are merged with moment_facts_merge. */
#ifndef INGEST_MOMENT_H
#define INGEST_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum moment_unit { MOMENT_DAYS, MOMENT_SECONDS, MOMENT_MILLISECONDS };

/* Which number comes first in 01/02/2021 (and, for YMD, in 21/02/01). */
enum date_order { ORDER_OPEN, ORDER_DMY, ORDER_MDY, ORDER_YMD };

enum moment_sign {
	SIGN_YEAR_FIRST, /* 2021-02-01, 2021/2/1 */
	SIGN_NAMED,	 /* 1 February 2021 */
	SIGN_SLASH_4,	 /* 01/02/2021 */
	SIGN_SLASH_2,	 /* 01/02/21 */
	SIGN_DASH_4,
	SIGN_DASH_2,
	SIGN_DOT_4,
	SIGN_DOT_2,
	SIGN_DAY_FIRST,	  /* 13/01/2021 */
	SIGN_MONTH_FIRST, /* 01/13/2021 */
	SIGN_EITHER,	  /* 01/02/2021, two different days */
	SIGN_ZONED,
	SIGN_UNZONED,
	SIGN_UNFIT, /* not of the declared order or type, taken as missing */
	SIGNS
};

struct moment {
	int64_t value; /* since 1970-01-01T00:00 (UTC if ZONED), in UNIT */
	enum moment_unit unit;
	uint8_t digits; /* 10 a date, 16 to the minute, 19 seconds, 23 a fraction (cut to milliseconds) */
	bool zoned;
	bool leap;	/* the second 60 */
	uint32_t signs; /* 1 << SIGN_... */
};

/* The last date of the ISO form seen: files repeat them. */
struct moment_memo {
	char date[10];
	int64_t days;
};

/* A date, or a date and a time:
 *	2021-02-01 2021/2/1 2021.02.01 2021-Feb-01; 01/02/2021 1.2.2021 1-2-2021 01/02/21 01-02-21 (ORDER says which number
 *	is the day; a value that fits one order only is read so, whatever ORDER is); 1 February 2021, 01-Feb-21, Feb 1, 2021,
 *	with or without the day of the week before it.  Two-digit years: 69..99 are 1969..1999, 00..68 are 2000..2068; with
 *	dots or dashes they need two-digit days and months, or 1.2.10 would be a date.
 *	T09:11 after a date that begins with the year; or a blank or comma and a blank, and 9:11, 09:11:05, 09:11:05.123,
 *	9:11 PM, 9 pm; then nothing, Z, UTC, GMT, +02:00, +0200 or +02.
 * Years 0001 to 9999.  The second 60 is a leap second: the next one.  MEMO starts all zero. */
bool scan_moment(struct text t, enum date_order order, struct moment *m, struct moment_memo *memo);
/* 20210201, where a column is declared to hold dates. */
bool scan_compact_date(struct text t, struct moment *m);
/* Seconds or milliseconds since 1970-01-01T00:00 UTC, within the years 0001 to 9999; seconds may have a fraction. */
bool scan_epoch(struct text t, enum moment_unit unit, struct moment *m);

/* What 2:23 is. */
enum clock_form { CLOCK_FULL, /* no duration: h:mm:ss only */ CLOCK_MINUTES, /* mm:ss */ CLOCK_HOURS /* h:mm */ };

/* 0:02:23, 120:00:00, PT5M, P1DT2H, P2W as seconds.  P1M and P1Y have no fixed length and are none. */
bool scan_clock(struct text t, enum clock_form form, int64_t *seconds);
/* 9:11, 09:11:05, 09:11:05.123, 9:11 PM, 9 pm: milliseconds since midnight. */
bool scan_time_of_day(struct text t, int64_t *milliseconds);
/* ---- a column ---- */

enum { SIGHTING_BYTES = 40 };

/* The first value with a sign. */
struct sighting {
	uint64_t row;
	uint8_t n;
	char value[SIGHTING_BYTES];
};

/* All zero: no value yet. */
struct moment_facts {
	uint32_t signs;
	struct sighting first[SIGNS];
	uint64_t n_unfit;
};

/* ROW holds T with SIGNS. */
void moment_facts_note(struct moment_facts *f, uint32_t signs, uint64_t row, struct text t);
/* F is of some rows of a column, MORE of others: what both show. */
void moment_facts_merge(struct moment_facts *f, const struct moment_facts *more);

enum moment_verdict {
	MOMENT_CLEAR,
	MOMENT_UNDECIDED,   /* every value fits both orders, and some would be another day */
	MOMENT_MIXED_ORDER, /* 13/01/2021 and 01/13/2021 */
	MOMENT_MIXED_FORM,  /* 13/01/2021 and 2021-01-13, 13-01-2021 or 13/01/21 */
	MOMENT_MIXED_ZONES, /* some values have a zone, some have none */
};

/* What the column is whose order was GIVEN (ORDER_OPEN: it was not).  FIRST and SECOND are the signs of the two values
 * that show a mixture; FIRST alone that of the value that is undecided. */
enum moment_verdict moment_verdict(const struct moment_facts *f, enum date_order given, enum moment_sign *first,
				   enum moment_sign *second);
/* The order that the values show; where they show none, OTHERWISE. */
enum date_order moment_order(const struct moment_facts *f, enum date_order otherwise);
struct text moment_shown(const struct moment_facts *f, enum moment_sign s);
const char *date_order_name(enum date_order o);

#endif
