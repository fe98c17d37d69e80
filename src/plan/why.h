/* why.h - what a decomposition of a change means: a metric as sums over rows, two periods, and the columns to split by.
 */
#ifndef PLAN_WHY_H
#define PLAN_WHY_H

#include "plan/plan.h"

enum {
	WHY_WORDS_MAX = 50,    /* a text column with more different words is looked at only when named */
	WHY_GROUPS_MAX = 5000, /* values of a column that is named */
};

/* FACTOR times an aggregate of the plan (a count or a sum). */
struct why_sum {
	double factor;
	size_t aggregate;
};

struct why_sums {
	struct why_sum *list;
	size_t n;
};

enum why_kind {
	WHY_MEAN,  /* FACTOR times a share, net or mean */
	WHY_RATIO, /* FACTOR times TOP over BOTTOM */
	WHY_SUM,   /* TOP: it only adds up */
};

struct why_term {
	enum why_kind kind;
	double factor;
	size_t mean; /* aggregate */
	struct why_sums top, bottom;
};

struct why {
	struct plan *plan;     /* one item; window and before */
	struct why_term *list; /* the metric is CONSTANT plus these */
	size_t n;
	double constant;
	bool adds_up; /* the only term is a WHY_SUM */
	struct dimension *dimensions;
	size_t n_dimensions;
	bool chosen;	    /* by cxq: no `by` */
	struct text passed; /* yes/no columns that were passed over, "a, b"; empty: none */
	size_t top;	    /* SIZE_MAX: not given */
};

/* The plan of REPORT; QUERY asks for its metric in both periods.  NULL with errors added. */
struct why *why_bind(struct scope *s, const struct node *report, const struct node *query);
/* Adds the terms of EXPRESSION to W; false with an error that says what to ask instead.  Only W->plan need be set. */
bool why_terms(struct scope *s, struct why *w, const struct item *expression);

#endif
