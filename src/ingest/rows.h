/* rows.h - the rows of one input in their order, handed out in blocks to the threads that read their values.
 *
 * Finding where rows and fields end is done by one thread at a time, so that quotes, bad rows and line numbers are exactly
 * those of reading from the first byte to the last; it is a small part of the work. */
#ifndef INGEST_ROWS_H
#define INGEST_ROWS_H

#include <pthread.h>
#include <stdatomic.h>

#include "ingest/block.h"
#include "ingest/csv.h"
#include "ingest/separators.h"
#include "ingest/source.h"
#include "store/table.h"

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

#endif
