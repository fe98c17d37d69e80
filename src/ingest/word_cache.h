/* word_cache.h - the words of a column that were seen last, and their codes, so that most words need no hash: they are known
 * by their first and last eight bytes, which are all. */
#ifndef INGEST_WORD_CACHE_H
#define INGEST_WORD_CACHE_H

#include "ingest/block.h"
#include "ingest/load_bytes.h"

enum { WORD_CACHE_BITS = 11, SHORT_WORD = 16 };

#define WORD_CACHE_MIX_LAST UINT64_C(0x9e3779b97f4a7c15)
#define WORD_CACHE_MIX UINT64_C(0xd6e8feb86659fd93)

/* All zero is an empty one.  It is for words of 1 to SHORT_WORD bytes; one that is longer is none of them. */
struct word_cache {
	struct cached_word {
		uint64_t first, last;
		uint32_t n, code;
	} words[1 << WORD_CACHE_BITS];
};

/* What T, which is not empty, is known by; its code is not. */
static inline struct cached_word cached_word_key(struct text t)
{
	/* Of words of less than eight bytes both are all of it; nothing depends on which words are short. */
	size_t n = t.n < 8 ? t.n : 8;
	struct cached_word key = { .n = (uint32_t)t.n };

	key.first = load_last(t.at, n, 0);
	key.last = load_last(t.at + t.n - n, n, 0);
	return key;
}

/* Where a word of KEY is, if it is known: then first, last and n are the same. */
static inline struct cached_word *word_cache_place(struct word_cache *c, const struct cached_word *key)
{
	uint64_t mixed = (key->first ^ key->last * WORD_CACHE_MIX_LAST) * WORD_CACHE_MIX;

	return &c->words[mixed >> (64 - WORD_CACHE_BITS)];
}

static inline bool cached_word_equal(const struct cached_word *a, const struct cached_word *b)
{
	return a->n == b->n && a->first == b->first && a->last == b->last;
}

/* The codes of the words of P, VALUE_MISSING for empty ones, into VALUES; into MISSED the rows of those that are not there,
 * of whose values nothing is said.  How many are they? */
typedef size_t word_cache_look(struct word_cache *c, const struct placed *p, int64_t *values, uint16_t *missed);

/* The fastest for this processor and P. */
word_cache_look word_cache_find;
/* Plain C; and for what short_words_gather holds, held against it. */
word_cache_look word_cache_find_plain, word_cache_find_avx512;

#endif
