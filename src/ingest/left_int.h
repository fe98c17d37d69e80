/* left_int.h - what is known of texts in their file. */
#ifndef INGEST_LEFT_INT_H
#define INGEST_LEFT_INT_H

#include "ingest/left.h"

/* Of one reader.  Blocks were added to STARTS and LENGTHS alike: the byte of the text at which each value begins, missing ones
 * missing; its bytes, times 2, plus 1 where doubled quotes stand for one.  SUMS[i]: of block i. */
struct left_texts {
	struct builder starts, lengths;
	uint64_t *sums;
	size_t n_sums, room;
	struct kept_file *file;
	uint32_t n_words;
	const volatile sig_atomic_t *stop;
};

/* The sum of texts so far, SUM, and one more, F. */
uint64_t left_sum(uint64_t sum, struct field f);
/* Reads the texts of a column: see struct column. */
enum fill_fault left_fill(const struct table *t, struct column *c);

/* What stands in the column until then. */
struct left_column {
	struct column_left left; /* first */
	size_t n_parts;
	struct left_texts *parts[]; /* together they hold each row once */
};

#endif
