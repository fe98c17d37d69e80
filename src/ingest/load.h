/* load.h - one load under way, shared by the files that open the text, read its rows and finish the table. */
#ifndef INGEST_LOAD_H
#define INGEST_LOAD_H

#include <setjmp.h>

#include "ingest/csv.h"
#include "ingest/file.h"
#include "ingest/ingest.h"
#include "ingest/jsonl.h"
#include "ingest/reader.h"
#include "ingest/roles.h"

/* Everything a load holds before it is finished, so that it can be dropped from anywhere. */
struct load {
	const struct load_request *request;
	struct diagnostics *errors;
	struct table *table;
	struct arena scratch;
	struct file_bytes file;
	struct buffer sample; /* the built-in data set as CSV */
	struct text text;     /* the bytes without their mark */
	struct csv csv;
	struct jsonl *jsonl; /* in place of csv, or NULL */
	size_t rows_at;	     /* offset of the first row behind the header */
	struct role_plan plan;
	struct reader *readers;
	size_t n_readers;
	struct field *fields; /* of a block, by column */
	size_t block_rows;
	struct batch *batch;
	struct buffer words, repaired; /* for names and messages */
	size_t told;		       /* progress: bytes when it was last called */
	unsigned pass;
	bool is_known; /* the rows have been read once, and the bad ones listed */
	jmp_buf out_of_memory;
};

/* Find the bytes and the columns they hold; false with errors added. */
bool load_open(struct load *l);
/* Read all rows, some columns more than once; false with errors added. */
bool load_rows(struct load *l);
/* Add the error that the file WHAT ("is empty"); false. */
bool load_fail(struct load *l, const char *what);
bool load_out_of_memory(struct load *l);
/* Add the error of the row read last; false. */
bool load_refuse_row(struct load *l);
/* A bad row: counted and listed where such are skipped, else an error; false when the load has to end. */
bool load_note_reject(struct load *l);

/* load_input.c: the rows, of CSV or JSON Lines. */

bool load_is_json(const struct load *l);
/* Learn the columns of JSON Lines; false with errors added. */
bool load_open_jsonl(struct load *l);
/* Back to the first row. */
bool load_rewind(struct load *l);
/* As csv_read. */
enum csv_row load_read_row(struct load *l, struct field *fields);
/* The next row begins at this byte of the text. */
size_t load_offset(const struct load *l);
/* The fields of the last block are done with. */
void load_release_rows(struct load *l);
void load_close_jsonl(struct load *l);
/* Of the bad row read last: its place, and what is wrong, into l->words.  What to do about it, to its error. */
void load_explain_row(struct load *l, uint64_t *line, uint64_t *column);
void load_advise_row(struct load *l);

#endif
