/* lookup.h - columns of a file with one row for each key, beside the rows of a table that have the key; rows are never
 * multiplied.  The files stay with their table, so that rows which are appended find their values, too. */
#ifndef STORE_LOOKUP_H
#define STORE_LOOKUP_H

#include "store/table.h"

struct lookup {
	struct table *file;	  /* its rows */
	const struct column *key; /* of the file */
	struct text on;		  /* name of the column of the table; lives in the file's arena */
	struct text prefix;	  /* before names that the table has already; lives there, too */
	/* of the table that it was applied to last */
	size_t n_matched, n_keyless; /* rows of the table with a row of the file; rows without a key */
	size_t n_unmatched;	     /* rows whose key is not in the file */
	size_t n_keys, n_unused;     /* rows of the file with a key; those that no row of the table has */
};

struct lookups {
	struct lookup *items;
	size_t n;
};

enum lookup_fault { LOOKUP_FINE, LOOKUP_NO_MEMORY, LOOKUP_DUPLICATE, LOOKUP_NO_COLUMN, LOOKUP_NOT_COMPARABLE };

/* Whether values of A can be those of B: of one type, or both of text, integers, decimals and numbers, which are compared as
 * they are written. */
bool lookup_is_comparable(const struct column *a, const struct column *b);
/* Append the columns of L to T, which has room for them, and count.  ROWS: of LOOKUP_DUPLICATE the first two rows of the file
 * with the same key.  After a fault T can only be freed. */
enum lookup_fault lookup_apply(struct table *t, struct lookup *l, size_t rows[2]);
/* Columns that a table gains by L. */
size_t lookup_width(const struct lookup *l);
/* Room for N; NULL when memory ran out. */
struct lookups *lookups_new(size_t n);
/* Frees the files, too.  LIST may be NULL. */
void lookups_free(struct lookups *list);

#endif
