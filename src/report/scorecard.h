/* scorecard.h - shared by the scorecard*.c files: every metric that the data allow, at a glance. */
#ifndef REPORT_SCORECARD_H
#define REPORT_SCORECARD_H

#include "report/compare.h"
#include "report/metric_list.h"

/* Of consistency, the one ingredient that is a report and no metric: how far values of one column lie apart. */
struct card_spread {
	double deviation, n; /* NaN: fewer than two groups */
};

struct scorecard {
	struct environment *environment;
	struct scope *scope;
	const struct node *statement;
	struct metric_list metrics; /* in the order of the rows */
	size_t n_families;	    /* of them not among the ingredients, which stand last */
	struct text lacking, broken;
	bool versus;
	const struct plan *plan; /* of the values; with `vs` that of the comparison */
	struct period now, before;
	struct estimates values;	   /* without `vs` */
	struct comparison comparison;	   /* with it */
	struct grid grid;		   /* groups in order; one without `by` */
	size_t *order;			   /* with `vs`: by row of the grid, group of the contrasts */
	const struct node *score, *across; /* of consistency; NULL: none */
	struct card_spread *spreads;	   /* by row of the grid; with `vs` then as many of the period before */
};

/* Metrics, periods and the plan; false with errors. */
bool scorecard_bind(struct scorecard *s);
/* Fills SPREADS for the rows of the grid. */
enum status scorecard_consistency(struct scorecard *s);
/* Finds what consistency is measured by. */
void scorecard_find_consistency(struct scorecard *s);
/* Table and notes. */
void scorecard_show(struct scorecard *s, struct result *r);

#endif
