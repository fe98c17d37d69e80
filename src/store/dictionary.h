/* dictionary.h - making and freeing dictionaries; looking words up is in table.h. */
#ifndef STORE_DICTIONARY_H
#define STORE_DICTIONARY_H

#include "store/table.h"

/* An empty dictionary, or NULL when memory ran out.  Freed with dictionary_free. */
struct dictionary *dictionary_new(void);
/* Another with the same words and codes, or NULL when memory ran out. */
struct dictionary *dictionary_copy(const struct dictionary *d);
/* D may be NULL. */
void dictionary_free(struct dictionary *d);
/* Give back the room kept for more words (more may still be added). */
void dictionary_shrink(struct dictionary *d);

#endif
