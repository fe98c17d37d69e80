/* words.h - what `words of COLUMN [for A vs B]` means. */
#ifndef PLAN_WORDS_H
#define PLAN_WORDS_H

#include "plan/plan.h"

enum { WORDS_LEAST = 5, WORDS_TOP = 20 };

struct words_plan {
	struct plan *rows;  /* its one dimension past n_dimensions, where it has one: the two sides */
	struct row *column; /* ROW_COLUMN of a text column */
	bool compares;	    /* two sides; else one */
	bool keeps_stop_words;
	double least; /* texts on both sides together that a word needs */
	size_t top;   /* words told, on each side */
};

/* False with errors. */
bool plan_words(struct scope *s, const struct node *report, struct words_plan *out);

#endif
