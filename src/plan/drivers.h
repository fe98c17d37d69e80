/* drivers.h - what a driver report means: one outcome, and the columns that may go with it. */
#ifndef PLAN_DRIVERS_H
#define PLAN_DRIVERS_H

#include "plan/score.h"

struct driver {
	struct text name;
	struct span span;
	bool is_category;
	struct dimension category; /* words or labels */
	struct score score;	   /* else: a number per row */
	bool is_rating;		   /* of a known scale, so that it can be compared with other ratings */
	double low, high;	   /* the scale */
};

struct drivers {
	struct plan *plan; /* table, where, time, window, notes */
	struct score outcome;
	struct driver *list;
	size_t n;
	bool chosen; /* by cxq: no `among` */
	size_t top;  /* SIZE_MAX: all */
};

/* The plan of REPORT; QUERY asks for its metric.  NULL with errors added. */
struct drivers *drivers_bind(struct scope *s, const struct node *report, const struct node *query);

#endif
