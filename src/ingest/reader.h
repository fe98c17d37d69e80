/* reader.h - one column while its file is read: its type found on the way, its values encoded block by block.
 * A column whose type turns out to be another one is read again from the start; the others are not. */
#ifndef INGEST_READER_H
#define INGEST_READER_H

#include <locale.h>

#include "base/buffer.h"
#include "ingest/csv.h"
#include "ingest/value.h"
#include "store/builder.h"
#include "store/table.h"

enum { BLOCK_ROWS = 1000 };

/* Values of one family can share a column, and no value but a missing one belongs to two, except that every decimal is
 * a number and everything is text. */
enum family {
	FAMILY_NONE, /* no value seen yet */
	FAMILY_YESNO,
	FAMILY_CLOCK,
	FAMILY_DECIMAL, /* integers and decimals */
	FAMILY_NUMBER,
	FAMILY_MOMENT, /* dates and times */
	FAMILY_TEXT,
};

/* What the values of a column have shown beside themselves. */
struct facts {
	unsigned digits; /* decimals: most before the point; moments: most as spelt */
	unsigned unit;	 /* decimals: most places; moments: the finest unit */
	bool zoned;
	bool words;	    /* some missing value was a word: it would be a value in a text column */
	char yes[6], no[6]; /* the first spelling of each, or empty */
	struct moment_facts moments;
};

struct reader {
	enum family family;
	bool behind;	      /* the builder is empty: the column has to be read from the start */
	bool wants_clock;     /* h:mm:ss are durations here, not text */
	enum family declared; /* what does not fit it is missing; FAMILY_NONE: to be found out */
	enum clock_form clock_form;
	enum date_order order;	    /* as declared; ORDER_OPEN: the values will tell */
	enum date_order order_used; /* what 01/02/2021 was read as so far */
	bool epoch;		    /* declared: numbers are moments, in EPOCH_UNIT */
	enum moment_unit epoch_unit;
	struct moment_facts
		refused; /* why what looked like dates is text: they do not agree, or SIGN_UNFIT; or no signs */
	uint64_t row;	 /* rows taken in this reading of the file */
	const struct text *missing; /* further words that are no value */
	size_t n_missing;
	struct facts facts;
	struct builder builder;
	struct dictionary *words;
	struct moment_memo memo;
};

/* Room for one block of one column, shared by all readers of a load. */
struct batch {
	int64_t values[BLOCK_ROWS];
	double numbers[BLOCK_ROWS];
	uint8_t units[BLOCK_ROWS];
	struct facts facts;
	const struct reader *reader; /* whose block it is */
	enum date_order order;	     /* what 01/02/2021 is read as */
	bool mixed;		     /* all values are dates, but they do not agree */
	struct text stopped;	     /* the value that does not fit, and its place in the block */
	size_t stopped_at;
	struct moment_memo memo;
	locale_t c_locale;
	struct buffer in_between, repaired;
	uint64_t n_repaired; /* invalid bytes replaced so far, in all columns */
};

/* Two readers of parts of one column, both of FAMILY_MOMENT: moment_facts_merge their facts (and OR or take the greater of
 * the others).  Then the parts are one column as they stand if moment_verdict of the merged facts is no mixture and
 * moment_order of them is what each part was read by (reader_order), or the part saw no SIGN_EITHER; else they are read
 * again, as text or with order_used set. */
/* Read N <= BLOCK_ROWS more fields; false when memory ran out. */
bool reader_take(struct reader *r, const struct field *fields, size_t n, struct batch *b);
/* The end of the file: true if the column has to be read again (then call reader_take from the first row on). */
bool reader_restart(struct reader *r);
/* The dates of R fit both orders of day and month and would be other days: it cannot be finished. */
bool reader_is_undecided(const struct reader *r);
/* Fill type, codes and spelling of C, of which the names are set; false when memory ran out. */
bool reader_finish(struct reader *r, struct column *c, struct arena *a);
/* How many of unit FINE make one of unit COARSE, in a column of FAMILY. */
int64_t reader_unit_factor(enum family family, unsigned coarse, unsigned fine);
/* Drop what the reader still holds. */
void reader_free(struct reader *r);

#endif
