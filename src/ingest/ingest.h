/* ingest.h - bytes to a table: dialects, encodings, types, roles.  Knows nothing of queries.
 * A failed load leaves nothing behind; the caller puts a finished table into the catalog. */
#ifndef INGEST_INGEST_H
#define INGEST_INGEST_H

#include <signal.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/text.h"
#include "store/table.h"

/* One "role = column ..." of a load statement. */
struct mapping_request {
	struct text role, column;
	struct text plus; /* Date + Time: the column of the time of the day; or empty */
	struct span role_span, column_span, plus_span;
	bool has_scale;
	double low, high;	    /* scale 5..1: low 5, high 1 */
	double seconds;		    /* in minutes: 60; 0: not given */
	const struct text *missing; /* words or numbers, as text */
	size_t n_missing;
};

enum given { GIVEN_NOT, GIVEN_OFF, GIVEN_ON };

/* What was said of one column; an empty column means all of them. */
struct column_option {
	struct text column, value;
	struct span span;
};

/* load ... with (...).  Whatever was not given (empty, GIVEN_NOT) is found out from the file. */
struct load_options {
	struct text delimiter, decimal, encoding;
	enum given header, quoting;	   /* quoting off: a quote is an ordinary character */
	struct text quote, comment;	   /* one character; comment: lines that begin with it are no rows */
	struct text escape;		   /* one character, which makes the next one within quotes an ordinary one */
	bool has_skip, file_column;	   /* file_column: a column `file` says which file a row is from */
	size_t skip;			   /* lines before the header */
	const struct column_option *types; /* (zip text, opened date) */
	size_t n_types;
	const struct column_option *dates; /* dmy, mdy or ymd: the order of day and month */
	size_t n_dates;
};

struct load_request {
	struct text file; /* path, "-" (standard input), or "sample" with is_sample */
	bool is_sample;
	struct text name;	    /* of the table; empty: snake form of the file's base name */
	struct span span;	    /* of the statement, for errors */
	const struct text *missing; /* load ... missing ("NA", ...): missing in every column */
	size_t n_missing;
	const struct mapping_request *mappings;
	size_t n_mappings;
	bool skip_bad_rows;
	bool is_part;	/* one of several files: a column that is named here may be in another of them */
	bool may_leave; /* long texts may stay in the file until they are asked for, see table_ready */
	struct load_options options;
	/* called now and then with bytes done and in all; NULL: never */
	void (*progress)(void *user, uint64_t done, uint64_t total);
	void *user;
	const volatile sig_atomic_t *stop; /* becomes non-zero: give up with STATUS_INTERRUPTED; may be NULL */
};

/* The loaded and arranged table, or NULL with errors added.  The caller owns it (table_free). */
struct table *ingest_load(const struct load_request *request, struct diagnostics *errors);

/* The built-in sample data set (its generator is a port of the specification) as CSV text; SEED 20250866 is the
 * shipped one.
 * false when memory ran out. */
enum { SAMPLE_SEED = 20250866 };
bool sample_csv(uint64_t seed, struct buffer *out);

#endif
