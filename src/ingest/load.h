/* load.h - one load under way, shared by the files that open the text, read its rows and finish the table. */
#ifndef INGEST_LOAD_H
#define INGEST_LOAD_H

#include <setjmp.h>

#include "ingest/csv.h"
#include "ingest/ingest.h"
#include "ingest/reader.h"
#include "ingest/roles.h"
#include "ingest/source.h"

/* Everything a load holds before it is finished, so that it can be dropped from anywhere. */
struct load {
	const struct load_request *request;
	struct diagnostics *errors;
	struct table *table;
	struct arena scratch;
	struct text_source *source;
	struct text encoding, compression; /* of the source, which is closed early; empty: there was none */
	struct buffer read;		   /* a stream, read whole; the built-in data set as CSV */
	struct text text;		   /* the bytes without their mark */
	struct csv csv, places; /* places: for errors found behind csv, which may have counted lines further on */
	size_t rows_at;		/* offset of the first row behind the header */
	struct role_plan plan;
	struct reader *readers;
	size_t n_readers;
	struct field *fields; /* of a block, by column */
	size_t block_rows;
	struct batch *batch;
	struct buffer words, repaired; /* for names and messages */
	size_t told;		       /* progress: bytes when it was last called */
	unsigned pass;
	jmp_buf out_of_memory;
};

/* Find the bytes and the columns they hold; false with errors added. */
bool load_open(struct load *l);
/* Read all rows, some columns more than once; false with errors added. */
bool load_rows(struct load *l);
/* What was found out about the text, into the table: in words, and as options of a load statement. */
void load_describe(struct load *l);
/* Add the error that the file WHAT ("is empty"); false. */
bool load_fail(struct load *l, const char *what);
bool load_out_of_memory(struct load *l);
/* Give the readers the types of the request; false with errors added. */
bool load_types(struct load *l);
/* Leave out rows of the block with values that are not of the given type; false with errors added. */
bool load_check_types(struct load *l, size_t *n_rows);
/* Add the error of the row read last; false. */
bool load_refuse_row(struct load *l);
/* A bad row, at a place that C counts: kept in the list of those skipped, or an error and false. */
bool load_reject(struct load *l, struct csv *c, const char *where, struct text why);

#endif
