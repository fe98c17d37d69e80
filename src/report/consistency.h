/* consistency.h - shared by the consistency*.c files: one report while it is made. */
#ifndef REPORT_CONSISTENCY_H
#define REPORT_CONSISTENCY_H

#include "report/grid.h"
#include "report/report.h"
#include "stats/weights.h"

/* The groups that belong to one row of the answer. */
struct spread {
	const uint32_t *codes;		      /* of `by` */
	struct stats_running weighted, plain; /* of the values: by their answers, every group alike */
	size_t lowest, highest;		      /* groups */
	size_t small;			      /* with fewer answers than settings->min_n */
	size_t judged, outside;		      /* with an interval; of these, without the overall value in it */
	double between;			      /* part of the variance that lies between the groups; NaN: unknown */
	double chance;			      /* sd that groups without any difference would show; NaN: unknown */
	double statistic, df, df_within,
		p; /* of the test that all are alike; df_within infinite: chi-square; NaN: none */
};

struct consistency {
	struct environment *environment;
	const struct plan *plan; /* the last dimension is the one across */
	size_t n_by;
	struct grid grid;		  /* for labels and order */
	struct estimates groups, overall; /* by all dimensions; by spread */
	uint32_t *spread_of;		  /* group -> spread; n_spreads: none */
	struct spread *spreads;
	size_t n_spreads;
	bool has_parts; /* the metric is a mean of answers: its variance has parts */
};

static inline const struct estimate *consistency_cell(const struct consistency *c, size_t g)
{
	return &c->groups.cells[g * c->groups.n_expressions];
}

/* Standard deviation of the values, each weighted by its answers. */
double consistency_deviation(const struct spread *s);
/* Fills what spread I says beyond its values: the part of the variance, chance, the test. */
void consistency_test(struct consistency *c, size_t i);
/* ORDER: of the spreads in the answer. */
void consistency_notes(struct consistency *c, struct result *r, const size_t *order);

#endif
