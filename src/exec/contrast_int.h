/* contrast_int.h - shared by the contrast*.c files. */
#ifndef EXEC_CONTRAST_INT_H
#define EXEC_CONTRAST_INT_H

#include "exec/contrast.h"
#include "exec/estimate_int.h"
#include "stats/compare.h"

struct contrast_run {
	struct arena *arena;
	const struct contrast_request *request;
	struct contrasts *out;
	size_t all[DIMENSIONS_MAX];
	size_t n_dimensions; /* of `by` */
	size_t n_sides;	     /* segments; 1 without: the group itself */
	uint32_t *cells;     /* group * n_sides + side: group of the main scan, units put together */
	size_t n_cells;
	uint32_t *cell_of; /* by group of the main scan */
};

/* A variance of shares and nets below this is what rounding leaves where all agree (weighted counts are not whole). */
#define CONTRAST_ROUNDING 1e-12

/* ---- tests ----------------------------------------------------------------------------------- */
/* From the difference and the differences with one group of customers left out. */
void contrast_by_replicates(struct contrast *c, const double left_out[JACKKNIFE_FOLDS], double level);
/* One side of a percentile, before the contrast's factor. */
struct quantile_side {
	double value, n, effect;
	struct interval interval;
};
void contrast_by_quantiles(struct contrast *c, const struct quantile_side sides[2], double level);
void contrast_adjust(struct arena *scratch, struct contrasts *c, size_t n_items, unsigned min_n);

/* One side against TARGET, which is in the unit of the metric. */
void contrast_by_target(struct contrast *c, double target, double level);

/* ---- jackknife ------------------------------------------------------------------------------- */
/* Fill the jackknifed contrasts of the run: one more pass. */
void contrast_replicate(struct contrast_run *r);

/* ---- percentiles ----------------------------------------------------------------------------- */
/* The values of a percentile with where they belong, in ascending order. */
struct tagged {
	double value;
	uint32_t cell, fold;
};

struct tagged_list {
	struct tagged *list;
	size_t n;
};

/* S is a scan with folds; CELL by its groups. */
struct tagged_list tagged_values(struct arena *a, const struct scan *s, size_t aggregate, const uint32_t *cell);
/* Order T by cell, ascending within each; where each begins, and the end. */
size_t *tagged_by_cell(struct arena *a, struct tagged_list *t, size_t n_cells);
/* Those of CELL, or (OTHERS) all but those; ROOM holds as many as there are. */
struct tagged_list tagged_part(const struct tagged_list *all, uint32_t cell, bool others, struct tagged *room);
/* The P quantile (type 7) of ascending values, its interval and the design effect of the share below it. */
struct quantile_side tagged_quantile(const struct tagged_list *t, double p, double level);

/* ---- all other groups together --------------------------------------------------------------- */
/* Values and answers of the second side, where the metric is no share, net or mean: from sums, else by a pass per
 * group. */
void contrast_others(struct contrast_run *r);
/* Made of counts and sums that add up over groups, or of customers of whom the folds know in how many groups they are. */
bool contrast_adds_up(const struct plan *p, const struct item *i);

/* ---- per unit -------------------------------------------------------------------------------- */
/* The sides of all contrasts, from one value per unit. */
void contrast_units(struct contrast_run *r);
/* Mean and variance of values that come one by one: of those that are none nothing; FINISH after the last. */
void contrast_add_value(struct fold_side *side, double x);
void contrast_finish_side(struct fold_side *side);
/* The same between segments, of units with a value on either side. */
void contrast_pairs(struct contrast_run *r);
/* A unit's values on the sides of C, NaN for none; first OPEN, after the last CLOSE. */
void contrast_open_pairs(struct contrast *c);
void contrast_add_pair(struct contrast *c, double a, double b);
void contrast_close_pairs(struct contrast *c);

/* ---- beside the plain difference ------------------------------------------------------------- */
/* Fill ADJUSTED of all contrasts: a pass by strata; without segments one more per group. */
void contrast_adjusted(struct contrast_run *r);
/* Fill INTERACTION of all contrasts: a pass per side. */
void contrast_interactions(struct contrast_run *r);
/* A difference S of a metric that is FACTOR times what was compared; no further from 0 than LEGAL. */
void contrast_found(struct contrast_finding *f, const struct stats_comparison *s, double factor, double legal);
/* The furthest apart that two values of the test can be. */
double contrast_legal(enum contrast_test t);
/* The value of a side as it is shown. */
double contrast_value(const struct contrast_run *r, const struct contrast *c, const struct fold_side *s);
/* What must not be told where sides are hidden. */
void contrast_hide_findings(struct contrast_run *r);
void contrast_adjust_findings(struct arena *scratch, struct contrasts *c, size_t n_items);

/* ---- all of them ----------------------------------------------------------------------------- */
/* The cell of a group and side; CONTRAST_NO_CELL: no row. */
#define CONTRAST_NO_CELL UINT32_MAX
uint32_t contrast_cell(const struct contrast_run *r, size_t group, size_t side);
struct contrast *contrast_at(const struct contrast_run *r, size_t group, size_t item, size_t pair);
bool contrast_is_segmented(const struct contrast_run *r);
/* Neither segments nor a target: the second side is all other groups. */
bool contrast_has_others(const struct contrast_run *r);
/* A metric that is tested by counts, or mean and variance, of its answers. */
bool contrast_has_sides(enum contrast_test t);

#endif
