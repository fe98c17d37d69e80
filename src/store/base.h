/* base.h - all customers, whether or not they have a row: the rows of a file with one row per customer, or the customers
 * of the table itself.  Nothing but what asks for it ever meets such a customer.
 *
 * Each column of the base stands twice in one block of codes: N_TABLE_ROWS codes as seen from the rows of the table (the
 * value of the row's customer, missing for strangers), then N_ROWS codes of the customers themselves.  So one expression
 * over such columns can be asked of the rows 0 .. N_TABLE_ROWS - 1 of the table and, just behind, of the base. */
#ifndef STORE_BASE_H
#define STORE_BASE_H

#include "store/table.h"

struct base {
	struct arena arena; /* names */
	struct text file;   /* as attached; empty: the customers of the table itself */
	struct column *columns;
	size_t n_columns;
	const struct column *key;    /* the customer, named as in the table */
	const struct column *member; /* yes/no: the customer is one of the base */
	const struct column *roles[ROLES];
	bool owns_words; /* dictionaries of the columns; else they are the table's */
	size_t n_table_rows, n_rows;
	uint32_t
		*customer; /* by row of the base: ordinal of the customer among those of the table (in its order); those
			     * without a row have numbers that no customer of the table has */
	size_t n_silent;   /* customers without a row in the table */
	size_t n_strangers;		   /* customers of the table that are not in the base */
	size_t n_stranger_rows, n_keyless; /* rows of those; rows of the file without a customer, left out */
};

enum base_fault { BASE_FINE, BASE_NO_MEMORY, BASE_DUPLICATE };

/* The base of T from the rows of FILE, whose column KEY names the customer.  FILE stays the caller's, but its
 * dictionaries move to the base.  NULL, with FAULT set; of duplicates ROWS are the first two of FILE with the same
 * customer, and FILE is as it was. */
struct base *base_new(const struct table *t, struct table *file, const struct column *key, enum base_fault *fault,
		      size_t rows[2]);
/* The base of the customers that T itself knows, made when first asked for: its columns are those that never change
 * within a customer.  NULL: T has no customers, or memory ran out. */
const struct base *base_of_table(const struct table *t);
/* Does C have one value within every customer of T (or none)?  T has customers. */
bool base_is_constant(const struct table *t, const struct column *c);
/* The rows of the attached base B as a table again, for base_new, with its KEY; NULL: no memory. */
struct table *base_as_table(const struct base *b, const struct column **key);
/* Column I of those that only the attached base of T has, or NULL: no more. */
const struct column *table_base_column(const struct table *t, size_t i);
/* Its column of that name (or serving the role of that name), or NULL. */
const struct column *base_column(const struct base *b, struct text name);
bool base_has(const struct base *b, const struct column *c);
void base_free(struct base *b);

#endif
