/* derive_int.h - what the files that derive columns share. */
#ifndef STORE_DERIVE_INT_H
#define STORE_DERIVE_INT_H

#include "store/table.h"

/* Does the file have a column of that name?  Then it is not derived. */
bool derive_is_taken(const struct table *t, const char *name);
/* Is WORD one of LIST, which ends with NULL, in any case? */
bool derive_is_among(struct text word, const char *const *list);
/* Append the column contact; false when memory ran out. */
bool derive_contact(struct table *t);

#endif
