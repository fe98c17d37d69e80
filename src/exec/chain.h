/* chain.h - how far one journey goes along the steps of a funnel.
 * A chain begins at any row of step 1; each further step is the first row of that step later than the one before,
 * within the window counted from step 1.  The deepest chain wins, of equally deep ones the earliest. */
#ifndef EXEC_CHAIN_H
#define EXEC_CHAIN_H

#include "exec/walk.h"

enum { CHAIN_STEPS_MAX = 24 };

struct chain_rules {
	size_t n_steps;	  /* bit K of an event: step K */
	bool strict;	  /* no other row of the journey between two steps */
	bool any_order;	  /* any row of a step begins; each row feeds one step */
	bool has_without; /* bit N_STEPS: rows that end a chain where they lie between two steps */
	bool holding;	  /* all rows of a chain have the same code, below MISSING */
	uint32_t missing;
	struct length within;
};

struct chain {
	size_t depth;	     /* 0: step 1 was not taken */
	uint32_t row, place; /* of step 1: in the table, in the journey */
	double seconds[CHAIN_STEPS_MAX];
};

struct chain_finder;

struct chain_finder *chain_finder_new(struct arena *a, const struct chain_rules *rules);
/* Rows of steps passed over so far, because what is to be held has no value there. */
uint64_t chain_finder_passed_over(const struct chain_finder *f);
void chain_find(struct chain_finder *f, const struct journey *j, struct chain *out);

#endif
