/* grid.h - the rows of an answer while it is made: groups of the scans joined, picked, sorted and completed. */
#ifndef REPORT_GRID_H
#define REPORT_GRID_H

#include "exec/estimate.h"
#include "result/result.h"

enum { CODE_OTHER = UINT32_MAX, CODE_TOTAL = UINT32_MAX - 1 };

struct grid_row {
	const uint32_t *codes;	       /* by dimension; CODE_OTHER, CODE_TOTAL */
	const struct estimate *now;    /* by expression; never NULL (an empty bucket has empty estimates) */
	const struct estimate *before; /* vs; NULL: the group did not exist then */
	bool empty;		       /* no row of the data: a gap in the axis */
	unsigned flags;		       /* ROW_OTHER, ROW_TOTAL, ROW_PARTIAL */
};

struct grid {
	struct arena *arena;
	const struct plan *plan;
	struct estimates main, before, others;
	struct coder *coders;
	struct grid_row *rows;
	size_t n_rows, capacity;
	const struct estimate *total; /* over all groups: for shares, impact and totals; NULL where not asked for */
	size_t n_hidden;	      /* rows cut off by top, bottom or limit */
	const uint32_t
		*ranks[DIMENSIONS_MAX]; /* place of the present codes of a dimension ranked as a whole, or NULL */
};

struct grid_row *grid_add(struct grid *g);
/* Gaps of the time axis become rows. */
void grid_fill_gaps(struct grid *g);
void grid_sort(struct grid *g);
/* Order of two codes of dimension D: declared, by number, or (words without order) by natural spelling; missing last. */
int grid_code_order(const struct grid *g, size_t d, uint32_t a, uint32_t b);
struct cell grid_cell(const struct grid *g, struct result *r, size_t dimension, uint32_t code);

#endif
