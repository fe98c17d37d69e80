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

/* Delimiter, quote, comment and the lines before the header, into D, where GIVEN does not say them. */
void dialect_cut(struct arena *a, const struct dialect_sample *s, const struct load_options *given, struct dialect *d);

/* What the columns below the first row of a table hold. */
struct dialect_types {
	size_t n_rows;	       /* below the first */
	size_t figures;	       /* columns of numbers, dates or times below the first row */
	size_t named;	       /* of these, columns with a word in the first row */
	size_t alike;	       /* of these, columns with a figure in the first row, too */
	bool first_is_figures; /* the first row has nothing but figures */
	bool first_is_years;   /* its figures are years, one after the other, beside words */
	bool comma_decimals;   /* there are numbers such as 12,5, and none such as 12.5 */
};

/* Look at the rows from byte FROM on, cut as D says. */
struct dialect_types dialect_look(struct arena *a, const struct dialect_sample *s, const struct dialect *d,
				  size_t from);
/* Does the first row name the columns? */
bool dialect_has_header(const struct dialect_types *t);

#endif
