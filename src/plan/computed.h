/* computed.h - values of a row that depend on other rows of its customer (or case): columns of the statement, filled
 * before they are first read.  To everything else they look like columns of the table. */
#ifndef PLAN_COMPUTED_H
#define PLAN_COMPUTED_H

#include "plan/length.h"
#include "plan/row.h"
#include "plan/window.h"

struct base;
struct plan;
struct unit_order;

enum computed_kind {
	COMPUTED_FOLLOWED, /* yes/no: a later row of the unit within the length fulfils CONDITION */
	COMPUTED_PRECEDED, /* the same of an earlier row */
	COMPUTED_FIRST,	   /* VALUE in the unit's first row that has one */
	COMPUTED_LAST,
	COMPUTED_METRIC, /* the one item of METRIC over the rows of the unit */
	COMPUTED_NUMBER, /* 1, 2, 3 ... in the order of time */
	COMPUTED_CHOSEN, /* yes in one row of the unit: the latest (or earliest) that fulfils CONDITION */
};

struct computed {
	struct computed *next;
	const struct computed_list *list;
	enum computed_kind kind;
	struct arena *arena;
	const struct table *table;
	const struct plan *plan;   /* its rows are what FIRST, LAST, METRIC and CHOSEN see */
	const struct column *unit; /* rows without one are nobody's */
	bool by_customer;	   /* the table stands in the order of UNIT and time */
	const struct base *base;   /* METRIC per customer of it: behind the rows stand its customers; else NULL */
	struct row *time;
	struct row *condition, *value;
	const struct plan *metric;
	struct length within;
	struct period data; /* whole days: what lies beyond is not known */
	bool earliest;
	struct column column; /* without codes until it is filled */
	bool filled;
	const struct unit_order *order; /* of exec: the rows of UNIT in the order of time */
	struct window window;		/* that it was filled for */
	uint64_t n_unknown;		/* rows whose length reaches beyond the data */
	struct text text;		/* as written, for notes */
};

/* All of a statement. */
struct computed_list {
	struct computed *first;
};

/* followed by (...) within ..., preceded by: a ROW_COLUMN of yes/no; NULL with errors. */
struct row *computed_sequence(struct scope *s, const struct node *node);
/* CONDITION, but only for rows of which every sequence in it is known: a negation must not take the unknown for a no, and
 * the other side of an `or` must not let such a row in. */
struct row *computed_known(struct scope *s, struct row *condition);
/* first(X), last(X) per UNIT; the number of a row in its unit; METRIC per UNIT: as dimensions. */
struct row *computed_pick(struct scope *s, const struct plan *p, const struct node *call);
struct row *computed_number(struct scope *s, const struct plan *p, const struct node *name);
struct row *computed_metric(struct scope *s, const struct plan *p, const struct node *expression);
/* Rows that belong to a UNIT, a column: the others are nobody's. */
struct row *computed_with_unit(struct scope *s, struct row *unit);
/* True in one row of each unit that P sees, as P is now. */
struct row *computed_one_row(struct scope *s, const struct plan *p, const struct node *per);
/* `with latest`, `with first`: every aggregate of answers keeps one answer per UNIT; false with errors. */
bool computed_choose(struct scope *s, struct plan *p, const struct node *option);

#endif
