/* derive_int.h - what the files that derive columns share. */
#ifndef STORE_DERIVE_INT_H
#define STORE_DERIVE_INT_H

#include "store/table.h"

/* Does the file have a column of that name?  Then it is not derived. */
bool derive_is_taken(const struct table *t, const char *name);
/* Is WORD one of LIST, which ends with NULL, in any case? */
bool derive_is_among(struct text word, const char *const *list);
/* Append a column, unless the file has one of that name, that LATER fills when it is first asked for, as most never are.
 * Room for values of up to WIDTH bytes is found now, so that nothing can go wrong then; until it is touched it takes none.
 * False when memory ran out. */
bool derive_later(struct table *t, const char *name, enum column_type type,
		  enum fill_fault (*later)(const struct table *, struct column *), size_t width);
/* Append the column contact; false when memory ran out. */
bool derive_contact(struct table *t);

#endif
