/* words.h - in how many texts of each side every word stands, and how alike the texts of one customer are. */
#ifndef EXEC_WORDS_H
#define EXEC_WORDS_H

#include "exec/scan.h"
#include "plan/words.h"

/* A word counts once per text, a text is a row. */
struct word_count {
	uint32_t word; /* code in struct words */
	double texts[2];
	double effect[2]; /* design effect of the share of the side's texts that hold the word, at least 1 */
};

struct words {
	const struct column *words; /* what the codes stand for */
	struct word_count *list;    /* those that occur, by code */
	size_t n;
	double texts[2];   /* of the rows of each side that have a text; without sides all are of the first */
	uint64_t textless; /* rows of the sides without one */
	uint64_t shared;   /* rows in both sides */
	struct scan scan;  /* for its rows, status and coders */
};

/* Runs in arena A, where the result stays. */
void words_run(struct arena *a, const struct words_plan *plan, const volatile sig_atomic_t *stop, struct words *out);

#endif
