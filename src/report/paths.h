/* paths.h - shared by paths.c, paths_collect.c and paths_result.c. */
#ifndef REPORT_PATHS_H
#define REPORT_PATHS_H

#include "report/parts.h"
#include "report/strata.h"
#include "report/walk_notes.h"

/* One way that journeys took. */
struct path {
	const uint32_t *codes;
	uint32_t n;
	uint32_t stratum;
	uint64_t customers; /* each counted once */
	uint64_t times;
	uint64_t last;	  /* the journey counted last, from 1 */
	struct text text; /* set when the answer is made */
};

struct paths {
	struct environment *environment;
	struct scope *scope;
	struct journeys *journeys;
	struct dimension column; /* what the path is made of */
	struct coder coder;
	struct row *conditions[3];
	size_t n_conditions;
	uint32_t start, end, without; /* bits; 0: not asked for */
	size_t limit;		      /* up to N steps; SIZE_MAX: all */
	bool repeats, transitions;
	struct strata strata;
	struct path *list;
	size_t n, capacity;
	struct map known; /* stratum and codes to place in the list */
	uint32_t *codes;  /* of the journey at hand, its stratum first */
	size_t codes_capacity;
	uint64_t *totals; /* by stratum: journeys with a path, or transitions */
	size_t n_totals;
	uint64_t taken;	   /* journeys with a path */
	double *durations; /* of journeys with a path: seconds from its first row to its last */
	size_t durations_capacity;
	uint64_t not_started, not_ended, excluded, too_long, without_value;
	struct walk walk;
};

/* One journey after the other (for walk_run). */
void paths_collect(void *paths, const struct journey *j);
struct result *paths_result(struct paths *p);

#endif
