/* duplicates.h - rows that are in a table more than once, all columns of its files being equal. */
#ifndef STORE_DUPLICATES_H
#define STORE_DUPLICATES_H

#include "store/table.h"

/* Equal rows are told by one number: that of the group they are in, or UINT32_MAX for a row that is there once. */
struct duplicates {
	uint32_t *group; /* by row of the table */
	uint32_t *first; /* by group: its row that comes first in the files; groups are in that order */
	uint32_t *count; /* by group */
	size_t n_groups;
	size_t n_rows; /* in groups */
};

/* Is C one of the columns that make rows of T equal or not?  Not so what was derived or looked up, nor the name of the
 * file, as the same row in two files is there twice. */
bool duplicates_compare(const struct table *t, const struct column *c);

#define DUPLICATES_NO_MEMORY SIZE_MAX

/* Takes up to 28 bytes a row while it runs, and 4 a row after that.  False when memory ran out. */
bool duplicates_find(const struct table *t, struct duplicates *d);
/* How many of the rows at place FROM of the files and later are equal to a row before that place; DUPLICATES_NO_MEMORY. */
size_t duplicates_behind(const struct table *t, size_t from);
void duplicates_free(struct duplicates *d);

#endif
