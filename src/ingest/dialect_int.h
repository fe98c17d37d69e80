/* dialect_int.h - the two questions of sniffing: where rows and fields are cut, and what their types say of the header
 * and of the decimal sign. */
#ifndef INGEST_DIALECT_INT_H
#define INGEST_DIALECT_INT_H

#include "ingest/dialect.h"

/* The start of a text, and room for one row of it.  CUT: there is more, so the last row may not be whole. */
struct dialect_sample {
	struct text text;
	bool cut;
	struct field *fields; /* COLUMNS_MAX of each */
	struct text *first, *cells;
};

enum { TRIAL_ROWS = 1000 };

/* One row of a trial. */
struct trial_row {
	const char *at;
	size_t fields;
	bool bad;
};

/* A sample cut in one way. */
struct trial {
	struct dialect dialect;
	struct trial_row rows[TRIAL_ROWS];
	size_t n_rows;
	size_t quoted; /* fields in quotes */
	size_t faults; /* rows whose quotes do not fit */
	size_t first;  /* row of the header: those before it are no part of the table */
	size_t fields; /* of the header */
	size_t even;   /* rows from the header on with as many fields */
};

/* What all trials share. */
struct trying {
	struct arena *arena;
	const struct dialect_sample *sample;
	const struct load_options *given;
	const char *start; /* behind the lines that are skipped in any case */
};

/* Cut the sample by DIALECT; in the arena. */
struct trial *trial_of(const struct trying *t, struct dialect dialect);
/* Does the header have words above columns of figures? */
bool trial_is_named(const struct trying *t, const struct trial *trial);

/* Delimiter, quote, comment and the lines before the header, into D, where GIVEN does not say them. */
void dialect_cut(struct arena *a, const struct dialect_sample *s, const struct load_options *given, struct dialect *d);

/* What the columns below the first row of a table hold. */
struct dialect_types {
	size_t n_rows;	/* below the first */
	size_t figures; /* columns of numbers, dates or times below the first row */
	size_t named;	/* of these, columns with a word in the first row */
	/* Of these, columns with a figure in the first row, too; and those of yes and no, or of dates with names of months,
	 * there as below. */
	size_t alike;
	bool first_is_data;  /* numbers or dates are half of it at least */
	bool first_is_names; /* it has figures, but such as name columns */
	bool comma_decimals; /* there are numbers such as 12,5, and none such as 12.5 */
};

/* Look at the rows from byte FROM on, cut as D says. */
struct dialect_types dialect_look(struct arena *a, const struct dialect_sample *s, const struct dialect *d,
				  size_t from);
/* Does the first row name the columns? */
bool dialect_has_header(const struct dialect_types *t);

#endif
