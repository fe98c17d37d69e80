/* load.h - one load under way, shared by the files that open the text, read its rows and finish the table. */
#ifndef INGEST_LOAD_H
#define INGEST_LOAD_H

#include <setjmp.h>

#include "ingest/csv.h"
#include "ingest/file.h"
#include "ingest/ingest.h"
#include "ingest/reader.h"
#include "ingest/roles.h"

/* What one of the threads has. */
struct lane {
	struct block block;
	struct batch *batch;
	struct reader *readers; /* by column */
};

/* Everything a load holds before it is finished, so that it can be dropped from anywhere. */
struct load {
	const struct load_request *request;
	struct diagnostics *errors;
	struct table *table;
	struct arena scratch;
	struct file_bytes file;
	struct buffer sample; /* the built-in data set as CSV */
	struct text text;     /* the bytes without their mark */
	struct csv csv;	      /* behind the header */
	struct role_plan plan;
	struct rows rows;
	struct lane *lanes;
	size_t n_lanes;
	size_t n_read;		/* columns of the file */
	bool *wanted;		/* by column: to be read in this pass */
	atomic_bool *given_up;	/* by column */
	atomic_bool no_memory;
	struct buffer words, repaired; /* for names and messages */
	size_t told;		       /* progress: bytes when it was last called */
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
/* Read all rows, some columns more than once; false with errors added. */
bool load_rows(struct load *l);
/* Make the columns of the table of what was read. */
bool load_finish_columns(struct load *l);
/* Add the error that the file WHAT ("is empty"); false. */
bool load_fail(struct load *l, const char *what);
bool load_out_of_memory(struct load *l);
/* Add the error of a bad row; false. */
bool load_refuse_row(struct load *l, const struct bad_row *bad);

#endif
