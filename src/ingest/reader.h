/* reader.h - one column while its file is read: its type found on the way, its values encoded block by block.
 * Each thread has a reader of its own for every column and reads the blocks that it happens to get; readers_join brings
 * them together.  A column whose type turns out to be another one is read again from the start; the others are not. */
#ifndef INGEST_READER_H
#define INGEST_READER_H

#include <locale.h>
#include <stdatomic.h>

#include "base/buffer.h"
#include "ingest/rows.h"
#include "ingest/value.h"
#include "store/serials.h"
#include "store/table.h"

/* Values of one family can share a column, and no value but a missing one belongs to two, except that every decimal is
 * a number and everything is text. */
enum family {
	FAMILY_NONE, /* no value seen yet */
	FAMILY_YESNO,
	FAMILY_CLOCK,
	FAMILY_DECIMAL, /* integers and decimals */
	FAMILY_NUMBER,
	FAMILY_MOMENT, /* dates and times */
	FAMILY_SERIAL, /* text: always the same prefix and a number */
	FAMILY_TEXT,
};

/* How the words of a column of serials are spelt. */
struct serial {
	char prefix[SERIAL_PREFIX_MAX];
	uint8_t n_prefix;
};

/* The first spelling of yes, or no, in its column. */
struct spelling {
	char word[6]; /* empty: not seen */
	uint32_t row; /* the block it was seen in begins here */
};

/* What the values of a column have shown beside themselves. */
struct facts {
	unsigned digits; /* decimals: most before the point; moments: most as spelt */
	unsigned unit;	 /* decimals: most places; moments: the finest unit */
	bool zoned;
	bool words;   /* some missing value was a word: it would be a value in a text column */
	bool strings; /* some of these words was a string of JSON: then the others are no numbers */
	struct spelling yes, no;
	unsigned padded;	     /* serials: digits of those that begin with 0, or 0: all have so many */
	unsigned shortest;	     /* and the fewest digits of the others, or 0 */
	struct moment_facts moments; /* the last: see facts_copy */
};

/* Words up to N_WORDS of a reader's dictionary were first seen before the block after the one from FIRST_ROW on. */
struct appearance {
	uint32_t first_row, n_words;
};

struct word_cache;
struct left_texts;

struct reader {
	enum family family;
	bool behind;	    /* the builder is empty: the column has to be read from the start */
	bool may_be_serial; /* many different words are expected: see store/serials.h */
	struct serial serial;
	bool wants_clock;     /* h:mm:ss are durations here, not text */
	const char *forced;   /* the type was given, and is called so; NULL: it is found out */
	bool whole;	      /* given as integers or dates: no places, no time of day */
	enum family declared; /* what does not fit it is missing; FAMILY_NONE: to be found out */
	enum clock_form clock_form;
	enum date_order order;	       /* as declared; ORDER_OPEN: the values will tell */
	enum date_order order_used;    /* what 01/02/2021 was read as so far; ORDER_OPEN: as ORDER_DMY */
	enum date_order order_sampled; /* what samples showed; ORDER_OPEN: nothing */
	enum family guessed_from; /* text by a sample that was none of this family; FAMILY_NONE: it was not guessed */
	bool epoch;		  /* declared: numbers are moments, in EPOCH_UNIT */
	enum moment_unit epoch_unit;
	struct moment_facts
		refused; /* why what looked like dates is text: they do not agree, or SIGN_UNFIT; or no signs */
	const struct text *missing; /* further words that are no value */
	size_t n_missing;
	atomic_bool *given_up; /* shared by the readers of a column: one of them is behind, so all are */
	struct facts facts;
	struct builder builder;
	struct dictionary *words;
	struct appearance *appearances; /* of new words, a block each */
	size_t n_appearances, appearances_room;
	struct word_cache *cache;
	struct left_texts *left;   /* of text: the values stay in the file, see ingest/left.h; NULL: they do not */
	size_t n_odd;		   /* so many blocks are to be read field by field before places are tried again */
	size_t n_sought, n_blocks; /* words of the last block that were not in the cache; blocks read without it */
	struct moment_memo memo;
};

/* Room for one block of one column, shared by all readers of a thread. */
struct batch {
	const char *text; /* of the input, whole; or NULL */
	int64_t values[BLOCK_ROWS];
	double numbers[BLOCK_ROWS];
	uint8_t units[BLOCK_ROWS];
	struct field fields[BLOCK_ROWS];
	uint32_t first_row; /* of the block */
	struct facts facts;
	const struct reader *reader; /* whose block it is */
	enum date_order order;	     /* what 01/02/2021 is read as */
	struct text stopped;	     /* the value that does not fit, and its place in the block */
	size_t stopped_at;
	struct moment_facts refused; /* of a first block that is text: the dates before the value that is none */
	struct moment_memo memo;
	struct serial serial;
	locale_t c_locale;
	char decimal; /* the sign in numbers */
	struct buffer in_between, repaired;
	uint64_t n_repaired; /* invalid bytes replaced so far, in all columns */
};

/* Read N <= BLOCK_ROWS more fields, of the rows from b->first_row on; false when memory ran out. */
bool reader_take(struct reader *r, const struct field *fields, size_t n, struct batch *b);
/* Read column C of a block whose first row is b->first_row, if that can be done without a look at its fields one by one; else
 * false, and nothing has happened. */
bool reader_take_placed(struct reader *r, const struct block *block, size_t c, struct batch *b);
/* Begin with what FIRST has found in the first block of the file, and expect N_ROWS (0: nobody knows). */
void reader_expect(struct reader *r, const struct reader *first, size_t n_rows);
/* The same for a text column. */
bool reader_take_text(struct reader *r, const struct field *fields, size_t n, struct batch *b);
bool reader_take_placed_text(struct reader *r, const struct block *block, size_t c, struct batch *b);
/* Read N fields into B as values of FAMILY, with what they show beyond the facts of R; false at the first that is none. */
bool reader_read(const struct reader *r, enum family family, const struct field *fields, size_t n, struct batch *b);
/* The same of column C of a block, of R's family, decimals or yes and no, by the places of its separators; false also
 * where they do not do. */
bool reader_read_placed(const struct reader *r, const struct block *block, size_t c, struct batch *b);
/* *TO = *FROM, which is long where there are dates only. */
void facts_copy(struct facts *to, const struct facts *from);
/* Is F a value, or none, of the type given for R? */
bool reader_accepts(const struct reader *r, struct field f, struct batch *b);
/* Is F a value of FAMILY or of one that is wider but text, or none? */
bool reader_fits(const struct reader *r, enum family family, struct field f, struct batch *b);
/* Is the column, all of whose values have FACTS, one of serials?  Each word then has one number and one spelling. */
bool serials_are_regular(const struct facts *facts);
/* T as serial into place I of the batch, or false; the first value of a column finds its prefix. */
bool read_serial(struct batch *b, struct text t, size_t i);
/* Does the block of N values begin a column of so many different serials that looking each up would be slow? */
bool serials_are_many(const int64_t *values, size_t n);
/* Is T one of the words that are no value here? */
bool reader_is_listed(const struct reader *r, struct text t);
/* All rows were read by N readers, B being any batch: true if the column has to be read again (then call reader_take for every row once
 * more); else READERS have one family and its facts. */
bool readers_join(struct reader *const *readers, size_t n, struct batch *b);
/* The dates of R fit both orders of day and month and would be other days: it cannot be finished. */
bool reader_is_undecided(const struct reader *r);
/* Fill type and spelling of C, of which the names are set. */
void reader_set_type(const struct reader *r, struct column *c, struct arena *a);
/* Hand the values to C, whose type is set, as pending ones, and empty the readers; false when memory ran out. */
bool readers_finish(struct reader *const *readers, size_t n, struct column *c);
/* One dictionary of the words of all readers, in the order of the file, which they lose; CODES[i][k]: its code of word k of
 * reader i, or CODES[i] is NULL: the same.  NULL when memory ran out.  The caller frees all. */
struct dictionary *readers_join_words(struct reader *const *readers, size_t n, uint32_t **codes);
/* How many of unit FINE make one of unit COARSE, in a column of FAMILY. */
int64_t reader_unit_factor(enum family family, unsigned coarse, unsigned fine);
/* Begin again, with FAMILY known. */
void reader_restart(struct reader *r, enum family family);
/* N FIELDS that seem to stand further down in the column, after its first block: only to know sooner what it will be. */
void reader_sample(struct reader *r, const struct field *fields, size_t n, struct batch *b);
/* After the samples: true where they were of another kind than the first block, which has to be read again. */
bool reader_resume(struct reader *r);
/* A word of a text column as it is said, and whether it is none. */
struct text reader_word(struct field f, struct batch *b);
bool reader_is_no_word(const struct reader *r, struct text t);
/* T, its bytes that are not UTF-8 replaced and counted, until the next is repaired. */
struct text reader_repair(struct text t, struct batch *b);
/* Drop the values read so far. */
void reader_clear(struct reader *r);
/* B, with what it holds; it may be NULL. */
void batch_free(struct batch *b);

#endif
