/* join.h - several files as one table, and what makes a loaded table larger: rows of further files, columns of a file that is
 * looked up.  A table is always finished as one load of everything would finish it, except that roles stay with their columns.
 * Whatever fails leaves the table as it was. */
#ifndef INGEST_JOIN_H
#define INGEST_JOIN_H

#include "ingest/ingest.h"
#include "store/lookup.h"

/* The files that NAMES stand for, in A: a name as it is, or, where no file is called so and it has *, ? or [, the files that
 * match it in the order of their names.  NULL with errors added: nothing matches. */
struct text *join_files(struct arena *a, const struct text *names, size_t n, size_t *n_files, struct span span,
			struct diagnostics *errors);
/* REQUEST (its file is the first name as it was written) for all of FILES; NULL with errors added. */
struct table *join_load(const struct load_request *request, const struct text *files, size_t n_files,
			struct diagnostics *errors);
/* The rows of FILES behind those of T, read as T was.  Of REQUEST only span, progress, stop and skip_bad_rows are used.  Bases and
 * look-ups are attached again.  False with errors added. */
bool join_append(struct table *t, const struct load_request *request, const struct text *files, size_t n_files,
		 struct diagnostics *errors);
/* The rows of one file, for a look-up; NULL with errors added. */
struct table *join_read(const struct load_request *request, struct diagnostics *errors);
/* Attach L, of which file, key and on are set; in place of one of the same file and column.  Takes its file when it succeeds,
 * keeps copies of the names and fills the counts.  That no row finds its key is an error.  False with errors added. */
bool join_look_up(struct table *t, struct lookup *l, struct span span, struct diagnostics *errors);
/* "lines 3 and 9": where two rows of T stand in its file; rows where lines cannot be known. */
struct text join_places(struct arena *a, const struct table *t, const size_t rows[2]);

#endif
