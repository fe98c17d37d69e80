/* load.h - one load under way, shared by the files that open the text, read its rows and finish the table. */
#ifndef INGEST_LOAD_H
#define INGEST_LOAD_H

#include <setjmp.h>

#include "ingest/csv.h"
#include "ingest/ingest.h"
#include "ingest/jsonl.h"
#include "ingest/reader.h"
#include "ingest/roles.h"
#include "ingest/source.h"

/* Where some rows of JSON Lines begin. */
struct jsonl_block {
	size_t at; /* in the text */
	uint32_t first_row;
};

/* What one of the threads has. */
struct lane {
	struct block block;
	struct jsonl jsonl; /* of a block */
	struct batch *batch;
	struct reader *readers; /* by column */
};

/* Everything a load holds before it is finished, so that it can be dropped from anywhere. */
struct load {
	const struct load_request *request;
	struct diagnostics *errors;
	struct table *table;
	struct arena scratch;
	struct text_source *source;
	struct kept_file *kept;		   /* where texts stay in the file; NULL: they do not */
	struct text encoding, compression; /* of the source, which is closed early; empty: there was none */
	struct buffer read;		   /* the start of a stream, or all of it; the built-in data set as CSV */
	struct text text;		   /* the bytes without their mark: all, or (STREAMS) the start */
	bool streams;
	struct csv csv;			  /* behind the header */
	struct jsonl *jsonl;		  /* in place of csv: what has learnt the columns; or NULL */
	struct jsonl_block *jsonl_blocks; /* one more, at the end of the text */
	size_t n_jsonl_blocks;
	atomic_size_t next_jsonl_block;
	struct role_plan plan;
	struct rows rows;
	struct lane *lanes;
	size_t n_lanes;
	size_t n_read;	       /* columns of the file */
	bool *wanted;	       /* by column: to be read in this pass */
	atomic_bool *given_up; /* by column */
	atomic_bool no_memory;
	/* Where types were given: values are held against them, by one thread at a time; and what the readers were told, which
	 * does not change while they read. */
	struct batch *checking;
	struct reader *as_told;
	struct buffer words, repaired; /* for names and messages */
	uint64_t told;		       /* progress: bytes when it was last called */
	unsigned pass;
	jmp_buf out_of_memory;
};

/* The rows of one file: columns with types, not yet with roles and in the order of the file.  NULL with errors added; the
 * caller owns it. */
struct table *load_raw(const struct load_request *request, struct diagnostics *errors);
/* Give T, which it takes, its roles (KEPT as in roles_plan), order, derived columns and statistics.  NULL with errors
 * added. */
struct table *load_finish(struct table *t, const struct load_request *request, const struct role_map *kept,
			  struct diagnostics *errors);

/* Find the bytes and the columns they hold; false with errors added. */
bool load_open(struct load *l);
/* The first block of column C, which LANE has read, once more as what it is by now; false when memory ran out. */
bool load_read_again(struct lane *lane, size_t c);
/* Read all rows, some columns more than once; false with errors added. */
bool load_rows(struct load *l);
/* After the first block: let the readers of the first lane see more of the file. */
void load_sample(struct load *l);
/* After the first block: say which texts stay in the file. */
void load_leave(struct load *l);
/* When the columns are made: tell which these are. */
void load_remark_left(struct load *l);
/* Tell READERS, one for each column, what the load options and mappings say of them; false with errors added. */
bool load_told(struct load *l, struct reader *readers);
/* After the last row, while the file is there to name its lines: false with errors added where day and month of a column
 * cannot be told apart; adds the table's remarks on columns and values. */
bool load_dates(struct load *l);
/* Make the columns of the table of what was read. */
bool load_finish_columns(struct load *l);
/* 1: dates of the column are day first, 2: month first, 0: they do not ask. */
uint8_t load_date_order(const struct reader *r);
/* What was found out about the text, into the table: in words, and as options of a load statement. */
void load_describe(struct load *l);
/* Add the error that the file WHAT ("is empty"); false. */
bool load_fail(struct load *l, const char *what);
bool load_out_of_memory(struct load *l);
/* Add the error that the source cannot be read (on), because WHY, or an interrupt when that is NULL; false. */
bool load_unreadable(struct load *l, const char *why);
/* "tickets.csv, line 12, column 5: 7 fields, but the header has 10", the last part being l->words; false. */
bool load_refuse_row(struct load *l, uint64_t line, uint64_t column);
/* List a bad row that is skipped, for the reason that l->words says; they are counted by the caller. */
void load_list_reject(struct load *l, uint64_t line, uint64_t column);
/* The field of the row, which FIELDS[c * STRIDE] are, that is not of the type given for its column; NULL: all are. */
const struct field *load_find_unfit(const struct load *l, const struct field *fields, size_t stride, struct batch *b);
/* Why a field of the row, which FIELDS[c * STRIDE] are, is not of the type given for its column, into OUT; NULL: all are.
 * The field that is not otherwise. */
const struct field *load_check_row(void *load, const struct field *fields, size_t stride, struct buffer *out);

/* load_jsonl.c: JSON Lines in place of CSV. */

bool load_is_json(const struct load *l);
/* Learn the columns and where the rows are; false with errors added. */
bool load_open_jsonl(struct load *l);
/* Where types are given: leave out the rows with a value that does not fit; false with errors added, where these are not to
 * be skipped. */
bool load_check_jsonl(struct load *l);
/* The next row, as it will be read, begins a block. */
void load_note_block(struct load *l, const struct jsonl *j, size_t n_rows);
/* As rows_next. */
bool load_next_jsonl(struct load *l, struct lane *lane);
/* The fields of the last block are done with. */
void load_release_jsonl(struct lane *lane);
void load_close_jsonl(struct load *l);

#endif
