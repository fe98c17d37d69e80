/* strata.h - the groups of `by` for reports about customers: each customer belongs to the group of one of his rows. */
#ifndef REPORT_STRATA_H
#define REPORT_STRATA_H

#include "exec/groups.h"
#include "plan/journeys.h"
#include "report/grid.h"
#include "report/report.h"

struct strata {
	struct grid grid;	 /* coders, labels and order */
	struct coder *coders[2]; /* of the window, of the window before */
	uint64_t domains[DIMENSIONS_MAX], strides[DIMENSIONS_MAX];
	size_t n_dimensions;
	struct groups *groups; /* one without `by` */
};

/* False with an error at SPAN. */
bool strata_open(struct environment *e, const struct plan *p, struct span span, struct strata *out);
/* The group of a row: read in the window (0) or in the one before (1). */
uint32_t strata_of_row(struct strata *s, size_t which, uint32_t row);
size_t strata_count(const struct strata *s);
/* The groups in the order of the answer: as their values stand, the last dimension (unless it has an order) by SIZES,
 * largest first.  At most TOP of the largest. */
uint32_t *strata_order(const struct strata *s, const double *sizes, size_t top, size_t *n);
void strata_columns(const struct strata *s, struct result *r);
/* Writes the cells of the dimensions of GROUP; returns the next cell. */
struct cell *strata_cells(const struct strata *s, struct result *r, size_t group, struct cell *at);

#endif
