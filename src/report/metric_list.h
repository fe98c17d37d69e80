/* metric_list.h - the metrics that a table can answer: for reports that tell of all of them. */
#ifndef REPORT_METRIC_LIST_H
#define REPORT_METRIC_LIST_H

#include "plan/plan.h"
#include "report/needs.h"
#include "report/report.h"

struct listed_metric {
	const struct definition *definition;
	struct metric_facts facts;
	struct needs needs;
};

struct metric_list {
	struct listed_metric *list; /* families in the order in which they were first mentioned, none at the end */
	size_t n;
};

/* Every metric of the session. */
struct metric_list metric_list_all(struct environment *e);
/* Those of ALL that T has the roles for and that can be computed row by row.  *LACKING: names of those without their
 * roles, or how many where they are too many to read; *BROKEN: of those that name something T does not have, or have a unit of analysis of their own. */
struct metric_list metric_list_usable(struct environment *e, const struct metric_list *all, const struct table *t,
				      struct text *lacking, struct text *broken);
/* `ITEMS` of their names, for a query or a comparison. */
struct node *metric_list_items(struct environment *e, const struct metric_list *list, struct span span);
/* The time range that means P: during 2025-03, from 2025-03-01 to 2025-03-20. */
struct node *metric_list_period(struct environment *e, struct period p, struct calendar c, struct span span);
/* False, with an error, when a dimension of P is a time: its values lie in one of two periods only. */
bool metric_list_no_time(struct environment *e, const struct plan *p);
/* `compare ITEMS for NOW vs BEFORE [vs ...] [by DIMENSION]` with the conditions and options of STATEMENT.  PERIODS are
 * time ranges; DIMENSION may be NULL. */
struct node *metric_list_compare(struct environment *e, const struct node *statement, const struct node *items,
				 const struct node *const *periods, size_t n_periods, const struct node *dimension);

#endif
