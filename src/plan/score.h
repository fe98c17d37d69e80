/* score.h - a metric seen row by row: the share, net or mean of one score as 0 and 1, as +1, 0 and -1, or as the
 * number. */
#ifndef PLAN_SCORE_H
#define PLAN_SCORE_H

#include "plan/plan.h"

struct score {
	struct text name;
	enum aggregate_kind kind; /* SHARE: a; NET: a, b; AVG: the number a */
	struct row *a, *b;
	struct row *filter;  /* rows that have one; NULL: all in which A is present */
	double factor;	     /* the mean of the rows' values times this is the metric */
	enum look_kind look; /* of the metric */
};

/* EXPRESSION over AGGREGATES as a score; false, with an error, when it is another kind of metric. */
bool score_of_item(struct scope *s, const struct item *expression, const struct aggregate_list *aggregates,
		   struct score *out);
/* A column or role of numbers or yes/no by itself, else a metric of one score; false with an error. */
bool score_bind(struct scope *s, const struct node *node, struct score *out);
/* The column or role NODE stands for, before any metric of that name; NULL without an error: it is none. */
struct row *score_column(struct scope *s, const struct node *node);

#endif
