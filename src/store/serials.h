/* serials.h - words that are a prefix and a number (C00000042, INV-2025-117): while a file is read the numbers stand for
 * them, and no word is looked up among millions.  Only in the end they are spelt out, in the order of their numbers. */
#ifndef STORE_SERIALS_H
#define STORE_SERIALS_H

#include "store/builder.h"

struct pending;

enum { SERIAL_PREFIX_MAX = 24 };

/* Which numbers there are, and how many are below each: the code of a word. */
struct serials {
	uint64_t low;
	size_t n_bits;
	uint64_t *bits;			/* bit i: LOW + i is there */
	uint32_t *before;		/* of each 64 bits: how many numbers are below them */
	uint32_t n;			/* numbers there are */
	char prefix[SERIAL_PREFIX_MAX]; /* how they are spelt: it, and at least WIDTH digits */
	uint8_t n_prefix;
	unsigned width;
};

/* The numbers among the values of P, of which none is negative, or NULL when memory ran out.  Freed with serials_free. */
struct serials *serials_collect(const struct pending *p);
/* The words, spelt as S says, which they take; they are spelt out when the first is asked for.  NULL when memory ran out. */
struct dictionary *serials_words(struct serials *s);
/* That: D has them. */
void serials_spell(struct dictionary *d);
/* S may be NULL. */
void serials_free(struct serials *s);

static inline uint32_t serials_code(const struct serials *s, uint64_t number)
{
	uint64_t i = number - s->low, below = ((uint64_t)1 << i % 64) - 1;

	return s->before[i / 64] + (uint32_t)__builtin_popcountll(s->bits[i / 64] & below);
}

#endif
