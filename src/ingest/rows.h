/* rows.h - the rows of one input in their order, handed out in blocks to the threads that read their values.
 *
 * Finding where rows and fields end is done by one thread at a time, so that quotes, bad rows and line numbers are exactly
 * those of reading from the first byte to the last; it is a small part of the work. */
#ifndef INGEST_ROWS_H
#define INGEST_ROWS_H

#include <pthread.h>
#include <stdatomic.h>

#include "ingest/csv.h"
#include "ingest/separators.h"
#include "ingest/source.h"
#include "store/table.h"

enum { BLOCK_ROWS = 1024 };

/* Some rows whose fields are found but not yet read.  Each thread has one and hands it in again. */
struct block {
	size_t n_rows, n_columns;
	uint32_t first_row; /* rows before it in the input */
	/* One of two: places of the separators, found many at a time, or fields, found one by one. */
	bool has_places;
	const char *text;     /* offsets count from here */
	uint32_t *places;     /* [0] is the one before the first field: -1 */
	bool quotes, returns; /* there may be quoted fields, CR before LF */
	char quote;	      /* 0: none */
	struct field *fields; /* field c of row i: fields[c * BLOCK_ROWS + i] */
	struct buffer hold;   /* the bytes, where they come from a stream */
};

enum rows_state { ROWS_GOING, ROWS_ENDED, ROWS_BAD_ROW, ROWS_TOO_MANY, ROWS_UNREADABLE, ROWS_NO_MEMORY };

struct bad_row {
	uint64_t line, column;
	enum csv_fault fault; /* CSV_FINE: the row can be read, but see why */
	size_t n_fields;
	char *why; /* on the heap, or NULL */
};

/* Which field of a row that has the right number of them is not what it should be, and why into OUT; NULL: none. */
typedef const struct field *check_row(void *user, const struct field *fields, size_t stride, struct buffer *out);

struct rows {
	/* set by rows_open */
	struct csv csv; /* what is exact: where it is, which line that is */
	struct text_source *source;
	bool skip_bad_rows;
	check_row *check; /* set after rows_open: rows are held against something else, too; or NULL */
	void *check_user;
	separators_find *find;
	size_t block_rows;
	/* its own */
	pthread_mutex_t lock;
	bool streams;	    /* csv sees a window of the input at a time */
	bool last;	    /* the window reaches the end of the input */
	size_t window;	    /* bytes that a block needs, or more */
	bool starved;	    /* the last window did not hold a row */
	size_t slowly;	    /* so many rows are to be read one by one before places are tried again */
	struct buffer left; /* a stream: bytes read and not yet handed out */
	enum rows_state state;
	const char *why; /* ROWS_UNREADABLE; NULL: interrupted */
	uint64_t n_rows;
	atomic_uint_least64_t done, total; /* bytes of a stream, for progress */
	struct buffer words;
	uint64_t n_bad;
	struct bad_row *bad; /* the first REJECTS_LISTED */
};

/* Read the rows of N_COLUMNS fields from where CSV is.  With a SOURCE (a stream) csv's text is what was read of it so far;
 * NULL: it is all. */
void rows_open(struct rows *r, struct csv csv, struct text_source *source, size_t n_columns, bool skip_bad_rows);
/* The next rows into B (all zero at first); false at the end or when something is wrong: see state.  Threads may call it
 * at the same time, each with a block of its own. */
bool rows_next(struct rows *r, struct block *b);
/* Some rows that seem to begin behind the next line end after OFFSET, within N bytes of the text: where a quoted field goes
 * over lines they may be none at all.  Of no stream; false where there are none, or only reading one by one would tell. */
bool rows_peek(const struct rows *r, size_t offset, size_t n, struct block *b);
void rows_close(struct rows *r);
void block_free(struct block *b);

/* Are the fields of column C of B what is between its places, with neither quotes nor a CR? */
bool block_is_bare(const struct block *b, size_t c);
/* Then the field of its row I. */
static inline struct text block_word(const struct block *b, size_t c, size_t i)
{
	const uint32_t *place = b->places + i * b->n_columns + c;

	return (struct text){ b->text + (uint32_t)(place[0] + 1), place[1] - place[0] - 1 };
}

/* The fields of column C of B: FIELDS, which has room for n_rows, filled where B has places, or B's own. */
const struct field *block_column(const struct block *b, size_t c, struct field *fields);

#endif
