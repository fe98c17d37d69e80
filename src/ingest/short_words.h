/* short_words.h - short fields as numbers of eight bytes, so that arithmetic can take many of them at a time. */
#ifndef INGEST_SHORT_WORDS_H
#define INGEST_SHORT_WORDS_H

#include "ingest/block.h"

#define EACH_BYTE(b) ((uint64_t)(b)*UINT64_C(0x0101010101010101))

enum { WORDS_AT_ONCE = 128 };

/* By field: its bytes as the highest of a number, '0' below them. */
struct short_words {
	uint64_t bytes[WORDS_AT_ONCE];
	uint64_t length[WORDS_AT_ONCE]; /* at most 8 */
	uint64_t odd[WORDS_AT_ONCE];	/* 1: it is longer than that, or otherwise for somebody else */
};

/* The fields of the N <= WORDS_AT_ONCE rows from ROW on. */
typedef void load_placed_words(const struct placed *p, size_t row, size_t n, struct short_words *w);

/* Plain C, the other is held against it. */
load_placed_words load_placed_plain;
/* Reads up to eight bytes before the text of the block. */
load_placed_words load_placed_avx512;
/* Has the processor what it takes to gather fields of P?  If not, plain C is to be used. */
bool short_words_gather(const struct placed *p);
/* The fastest for this processor and for P. */
load_placed_words *short_words_loader(const struct placed *p);

#endif
