/* serials.h - words that are a prefix and a number (C00000042, INV-2025-117): while a file is read the numbers stand for
 * them, and no word is looked up among millions.  Only in the end they are spelt out, in the order of their numbers. */
#ifndef STORE_SERIALS_H
#define STORE_SERIALS_H

#include "store/builder.h"

/* Which numbers there are, and how many are below each: the code of a word. */
struct serials {
	uint64_t low;
	size_t n_bits;
	uint64_t *bits;	  /* bit i: LOW + i is there */
	uint32_t *before; /* of each 64 bits: how many numbers are below them */
	uint32_t n;	  /* numbers there are */
};

/* The numbers in N_PARTS builders, of which none is negative: false when memory ran out.  Freed with serials_free. */
bool serials_collect(struct serials *s, const struct builder_part *parts, size_t n_parts);
/* The words: PREFIX and the number, padded with zeros to at least WIDTH digits.  NULL when memory ran out. */
struct dictionary *serials_words(const struct serials *s, struct text prefix, unsigned width);
void serials_free(struct serials *s);

static inline uint32_t serials_code(const struct serials *s, uint64_t number)
{
	uint64_t i = number - s->low, below = ((uint64_t)1 << i % 64) - 1;

	return s->before[i / 64] + (uint32_t)__builtin_popcountll(s->bits[i / 64] & below);
}

#endif
