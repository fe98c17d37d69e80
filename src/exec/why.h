/* why.h - the change of a metric between two periods, split over the values of columns.  Knows nothing of how it is
 * told. */
#ifndef EXEC_WHY_H
#define EXEC_WHY_H

#include "exec/scan.h"
#include "plan/why.h"
#include "stats/decompose.h"

/* One value of a column, or of two. */
struct why_group {
	uint32_t codes[2];
	double n[STATS_PERIODS];
	double value[STATS_PERIODS]; /* NaN: no answer */
	double share[STATS_PERIODS]; /* of the base, 0..1 */
	struct stats_change_parts parts;
	double total, low, high; /* what the group adds to the change */
	double excess;		 /* total less share before times the change: beyond what its size leads to expect */
	double p;		 /* of the excess, times the number of groups; NaN: no test */
	uint8_t hidden;		 /* of enum hidden */
};

/* One column, or two crossed. */
struct why_split {
	size_t dimensions[2], n_dimensions; /* of the request's list */
	struct why_group *groups;	    /* largest excess for its size first */
	size_t n_groups;
	double within, within_low, within_high, p_within;
	double mix, mix_low, mix_high, p_mix;
	double p_excess;   /* Rao and Scott's test of all excesses */
	double p;	   /* twice the smaller of p_mix and p_excess, at most 1 */
	double p_adjusted; /* Holm, over all splits */
	double located;	   /* part of within that lies in the groups set apart, beyond what the others changed by */
	double explained;  /* mix + located where p_adjusted is beyond chance, else 0 */
	bool is_paradox;   /* Simpson's: every group with answers in both periods moved against the change */
	bool is_told;	   /* the groups tell the answer itself apart (eta squared above .95) */
};

struct whys {
	struct coder *coders;	/* by dimension */
	struct why_split *list; /* beyond chance and explaining most first */
	size_t n;
	double n_answers[STATS_PERIODS], value[STATS_PERIODS];
	double change, low, high, p;
	bool too_few;		       /* answers in one of the periods for a verdict */
	bool hidden;		       /* too few to be shown at all */
	const size_t *told, *constant; /* dimensions left out */
	size_t n_told, n_constant;
	size_t n_pairs, n_thin, n_idle; /* looked at; too thin for it; looked at and no better than their columns */
	uint64_t rows[STATS_PERIODS];	/* past the filter */
	uint64_t rows_in_periods, weightless;
	uint64_t *kept_missing; /* by negated column of the plan: rows kept without a value */
	size_t too_many;	/* dimension with more than WHY_GROUPS_MAX values, or SIZE_MAX */
	enum status status;
};

/* Runs in arena A, where the result stays; SCRATCH is given back on return. */
void why_run(struct arena *a, struct arena *scratch, const struct why *why, const volatile sig_atomic_t *stop,
	     struct whys *out);

#endif
