/* item.h - metric expressions: aggregates over rows, and arithmetic over aggregates. */
#ifndef PLAN_ITEM_H
#define PLAN_ITEM_H

#include "plan/row.h"

enum aggregate_kind {
	AGGREGATE_COUNT, /* rows; with an argument: rows where it is present */
	AGGREGATE_SUM,
	AGGREGATE_AVG,
	AGGREGATE_MIN,
	AGGREGATE_MAX,
	AGGREGATE_STDEV,
	AGGREGATE_SHARE,      /* a: condition; the mean of 0 and 1 */
	AGGREGATE_NET,	      /* a, b: conditions; the mean of +1, 0, -1 */
	AGGREGATE_PERCENTILE, /* p in 0..1; median is p = 0.5 */
	AGGREGATE_DISTINCT,   /* columns */
	AGGREGATE_FIRST,
	AGGREGATE_LAST, /* the value of the earliest, latest row */
	AGGREGATE_CORR, /* a, b: Pearson's r */
	AGGREGATE_BASE, /* customers of the plan's base, with and without rows; the filter speaks of the base alone */
	AGGREGATE_KINDS
};

enum { DISTINCT_COLUMNS_MAX = 8 };

struct aggregate {
	enum aggregate_kind kind;
	struct row *a, *b;
	struct row *columns[DISTINCT_COLUMNS_MAX];
	size_t n_columns;
	double p;
	struct row *filter; /* the rows that enter, base included; NULL: all */
	bool seconds;	    /* the value is a time span in seconds */
};

enum item_kind {
	ITEM_NUMBER,
	ITEM_AGGREGATE,
	ITEM_NEGATE,
	ITEM_ADD,
	ITEM_SUBTRACT,
	ITEM_MULTIPLY,
	ITEM_DIVIDE,
	ITEM_COMPARE,
	ITEM_AND,
	ITEM_OR,
	ITEM_NOT,
	ITEM_MISSING, /* having */
};

struct item {
	enum item_kind kind;
	enum node_op op;
	double number;
	size_t aggregate; /* index into the plan's aggregates */
	struct item *a, *b;
	struct span span;
	bool points;	  /* a 0..100 metric: a percentage literal beside it is a slip */
	bool percent;	  /* a percentage literal */
	bool duration;	  /* a literal with a unit: in seconds */
	bool seconds;	  /* an aggregate of time spans, or the time between two moments */
	bool moment;	  /* seconds since 1970: only a difference of two can be shown */
	struct text name; /* of the metric, for messages */
};

struct aggregate_list {
	struct aggregate *list;
	size_t n, capacity;
};

/* Metric expression (or condition over metrics) NODE; aggregates are added to LIST once each.  FILTER, which may be
 * NULL, holds
 * for every aggregate in it.  NULL with errors added. */
struct item *item_bind(struct scope *s, const struct node *node, struct row *filter, struct aggregate_list *list);
struct item *item_bind_condition(struct scope *s, const struct node *node, struct aggregate_list *list);

/* K * A (or A * K, A / K ...) of a single aggregate: its index and K; false otherwise. */
bool item_is_scaled_aggregate(const struct item *i, size_t *aggregate, double *factor);
/* Do weights change its value?  Not that of counts, sums and extremes. */
bool aggregate_is_weighted(const struct aggregate *a);
/* Rows, different values, customers of a base: 0 where there are none. */
bool aggregate_is_count(const struct aggregate *a);
/* Is there such an aggregate in I? */
bool item_is_weighted(const struct item *i, const struct aggregate_list *list);
/* A count, a sum or a sum of those: group values add up to the total's. */
bool item_is_additive(const struct item *i, const struct aggregate_list *list);
void item_print(const struct item *i, const struct aggregate_list *list, struct buffer *out);
void aggregate_print(const struct aggregate *a, struct buffer *out);
const char *aggregate_name(enum aggregate_kind k);

#endif
