/* why_int.h - shared by the why*.c files: sums by group, period and jackknife group. */
#ifndef EXEC_WHY_INT_H
#define EXEC_WHY_INT_H

#include "exec/why.h"

/* Of each term of the metric. */
enum { WHY_TOP, WHY_BOTTOM, WHY_N, WHY_PARTS };

/* What is grouped by: one dimension, or two. */
struct why_cells {
	size_t dimensions[2], n_dimensions;
	size_t n_codes;
	double *sums; /* ((code * STATS_PERIODS + period) * JACKKNIFE_FOLDS + fold) * width + term * WHY_PARTS + part */
	double *squares; /* by code: of the first term's values, over their weights */
};

struct why_pass {
	const struct why *why;
	struct whys *out;
	struct arena *arena;
	const volatile sig_atomic_t *stop;
	struct why_cells *cells;
	size_t n_cells, width;
};

/* Room for the sums of CELLS, whose dimensions are set. */
void why_reserve(struct arena *a, const struct why_pass *p, struct why_cells *c);
/* One pass over the rows: fills the sums of all cells; counts the rows. */
void why_scan(struct why_pass *p);
/* The split that CELLS make; false: they have fewer than two groups with answers. */
bool why_split(struct arena *a, struct arena *scratch, const struct why_pass *p, const struct why_cells *c,
	       struct why_split *out);
/* The mean of a group's shares of the base, now and before: its weight. */
double why_middle_share(const struct why_group *g);
/* From the groups of S: how much of the CHANGE is located in those that stand out, and whether it is a paradox. */
void why_judge(struct why_split *s, const struct why *w, double change);
/* The change as a whole, from any cells. */
void why_total(const struct why_pass *p, const struct why_cells *c, struct arena *scratch);

#endif
