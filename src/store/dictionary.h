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
/* The hash of each word of D, by code, for the caller to free; NULL when memory ran out.  No word is looked at again. */
uint32_t *dictionary_hashes(const struct dictionary *d);
/* As dictionary_find and dictionary_add, of a word with this hash. */
uint32_t dictionary_find_hashed(const struct dictionary *d, struct text word, uint32_t hash);
uint32_t dictionary_add_hashed(struct dictionary *d, struct text word, uint32_t hash);
/* Let D take over the bytes of OTHER, which may be NULL and is freed; its words are no words of D yet. */
void dictionary_adopt(struct dictionary *d, struct dictionary *other);
/* As dictionary_add_hashed, of a word whose bytes D has adopted: they are not copied. */
uint32_t dictionary_refer(struct dictionary *d, struct text word, uint32_t hash);
/* Copy the words side by side where they are only a part of the bytes held. */
void dictionary_pack(struct dictionary *d);
/* Give back the room kept for more words (more may still be added). */
void dictionary_shrink(struct dictionary *d);

#endif
