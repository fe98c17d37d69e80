/* funnel.h - shared by funnel.c and funnel_result.c. */
#ifndef REPORT_FUNNEL_H
#define REPORT_FUNNEL_H

#include "exec/chain.h"
#include "report/parts.h"
#include "report/strata.h"
#include "report/walk_notes.h"

struct times {
	double *list;
	size_t n, capacity;
};

/* One group in one window. */
struct funnel_tally {
	uint64_t reached[CHAIN_STEPS_MAX];   /* at least this step */
	struct times waits[CHAIN_STEPS_MAX]; /* seconds from this step to the next one, of those who took it */
};

struct funnel {
	struct environment *environment;
	struct scope *scope;
	struct journeys *journeys;
	struct chain_rules rules;
	struct step steps[CHAIN_STEPS_MAX + 1]; /* the last perhaps `without` */
	struct coder held;			/* holding */
	struct strata strata;
	struct chain_finder *finder;
	struct funnel_tally *tallies[2]; /* by group; now and before */
	size_t n_tallies[2];
	size_t which; /* the window being walked */
	struct walk walk, walk_before;
	uint64_t passed_over; /* rows of steps without what is held */
};

struct result *funnel_result(struct funnel *f);

#endif
