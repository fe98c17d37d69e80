/* bounds.h - `with bounds`: what part of the known a group is, and between which limits the unknown leaves it. */
#ifndef REPORT_BOUNDS_H
#define REPORT_BOUNDS_H

#include "report/query.h"

/* Of one row; parts are 0..1, NaN: none (the missing group, an answer of unknown ones only). */
struct bounds_row {
	double share, low, high;      /* of the known, with Wilson's interval */
	double bound_low, bound_high; /* of all: as if none of the unknown, or all of them, belonged to the group */
	double effect;		      /* design effect in the interval */
};

struct bounds {
	double known, unknown;	       /* counted in groups with a value, and in the missing one */
	size_t n_units;		       /* 0: every row is its own unit */
	double *of_unit;	       /* known ones of each unit; one more for rows of no unit */
	double squares;		       /* of those, summed over units */
	double *scratch;	       /* by unit */
	uint32_t *first, *next;	       /* cells by code of the dimension, chained: cell + 1; 0: no more */
	const struct estimates *cells; /* by group and unit */
};

/* The known and the unknown, from all groups of the main estimates: before anything is picked or pooled. */
void bounds_count(struct query_run *q);
/* The rest, after the rows are picked.  On failure an error at SPAN is added: the groups overlap, or
 * the scan did not end. */
enum status bounds_run(struct query_run *q, struct span span);
void bounds_of_row(const struct query_run *q, const struct grid_row *row, struct bounds_row *out);
void bounds_note(struct query_run *q, struct result *r);

#endif
