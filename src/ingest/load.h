/* load.h - one load under way, shared by the files that open the text, read its rows and finish the table. */
#ifndef INGEST_LOAD_H
#define INGEST_LOAD_H

#include <setjmp.h>

#include "ingest/csv.h"
#include "ingest/file.h"
#include "ingest/ingest.h"
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
	size_t rows_at; /* offset of the first row behind the header */
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
/* Tell the readers what the load options and mappings say of their columns; false with errors added. */
bool load_told(struct load *l);
/* After the last row, while the file is there to name its lines: false with errors added where day and month of a column
 * cannot be told apart; adds the table's remarks on columns and values. */
bool load_dates(struct load *l);
/* Add the error that the file WHAT ("is empty"); false. */
bool load_fail(struct load *l, const char *what);
bool load_out_of_memory(struct load *l);
/* Add the error of the row read last; false. */
bool load_refuse_row(struct load *l);

#endif
