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
/* Many words at once: hash them, then say that they will be looked for, then look or add.  The memory that each needs
 * is then under way while the others are hashed. */
uint32_t dictionary_hash(struct text word);
void dictionary_expect(const struct dictionary *d, uint32_t hash);
/* As dictionary_find and dictionary_add, of a word with this hash. */
uint32_t dictionary_find_hashed(const struct dictionary *d, struct text word, uint32_t hash);
uint32_t dictionary_add_hashed(struct dictionary *d, struct text word, uint32_t hash);
/* Give back the room kept for more words (more may still be added). */
void dictionary_shrink(struct dictionary *d);

#endif
