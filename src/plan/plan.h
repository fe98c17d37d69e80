/* plan.h - what a metric query or a listing means: names resolved to columns and metrics, times to seconds.
 * Finished when plan_query returns, read-only for execution. */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "plan/item.h"
#include "plan/text_parts.h"
#include "plan/window.h"

enum { DIMENSIONS_MAX = 16 };

enum dimension_kind {
	DIMENSION_VALUE,    /* of a row expression: words, numbers, yes/no, labels, moments as they are */
	DIMENSION_TIME,	    /* bucket of a moment by UNIT */
	DIMENSION_COHORT,   /* bucket of the customer's first row, by UNIT */
	DIMENSION_QUANTILE, /* value in 1..QUANTILES: of a number per row, or of ITEM per UNIT COLUMN */
	DIMENSION_EACH,	    /* each different part of a text: a row stands in as many groups */
	DIMENSION_SEGMENTS, /* the first of SEGMENTS that holds the row (compare) */
};

struct plan;

/* One side of a comparison: a condition, or the highest or lowest part of what is ranked. */
struct segment {
	struct text label;
	struct span span;
	struct row *condition; /* NULL: a part by rank */
	bool is_period;
	struct window window; /* of a period */
	double part;	      /* 0..1 */
	bool is_top;
	struct row *value; /* ranked: a number per row; NULL: the one item of RANKING, for each of its units */
	const struct plan *ranking;
};

struct dimension {
	enum dimension_kind kind;
	struct text name; /* header */
	struct span span;
	struct row *value; /* moments for TIME; the first-row time for COHORT */
	enum unit unit;
	unsigned quantiles;		/* 4, 5, 10 */
	struct item *item;		/* quantile of a metric per unit, else NULL */
	const struct text_parts *split; /* EACH */
	const struct column *order_column;
	const struct text *order; /* declared order of its words, first to last; NULL: none */
	size_t n_order;
	bool ordered; /* has an order of its own: time, numbers, yes/no, labels, declared */
	const struct segment *segments;
	size_t n_segments;
};

enum look_kind {
	SHOW_AUTO,
	SHOW_NUMBER,
	SHOW_INTEGER,
	SHOW_PERCENT,
	SHOW_POINTS,
	SHOW_DURATION,
	SHOW_MONEY,
	SHOW_MEAN
};

struct plan_item {
	struct text label;
	bool labelled; /* by the query: as LABEL */
	struct item *expression;
	enum look_kind look;
	enum node_op better; /* OP_HIGHER, OP_LOWER, OP_NONE: not known */
	bool additive;	     /* counts and sums: shares are of the total */
	bool no_base;	     /* a single count or distinct: it is its own base */
	bool counts_rows;    /* an empty group is 0, not blank */
};

struct sort_key {
	struct item *expression; /* NULL: a dimension or the change */
	size_t dimension;	 /* SIZE_MAX: not a dimension */
	size_t item;		 /* place in the select list where the expression stands there too; else SIZE_MAX */
	bool change;		 /* sort by change: of the first item against the period before */
	bool descending;
};

enum pick { PICK_NONE, PICK_TOP, PICK_BOTTOM, PICK_BEST, PICK_WORST };

struct plan {
	const struct table *table;
	const struct settings *settings;
	struct calendar calendar;
	struct aggregate_list aggregates;
	struct plan_item *items;
	size_t n_items;
	struct dimension dimensions[DIMENSIONS_MAX];
	size_t n_dimensions;
	size_t n_listed; /* `list`: the columns shown; further dimensions only sort */
	size_t segments; /* `compare ... for`: place of the segments, one past the last dimension; else SIZE_MAX */
	size_t strata; /* `compare ... adjusted for`: place of the first of N_STRATA dimensions that divide the rows */
	size_t n_strata;  /* 0: not asked for */
	bool paired;	  /* `compare ... paired by`: PER is the unit that stands on both sides */
	bool interaction; /* `compare ... with interaction`: differences against those of the other groups */
	struct row *where;
	struct row **negated; /* "X is missing" for each column that a negation in `where` speaks of */
	size_t n_negated;
	bool time_in_where;	 /* `where` tests the time: the dates of the answer are those of its rows */
	const struct base *base; /* customers that an aggregate of the plan counts; NULL: none does */
	struct row *base_where;	 /* what `where` says of them; NULL: nothing */
	struct row *time;	 /* the time role as a moment; NULL: none */
	struct row *weight;	 /* how many rows a row stands for; NULL: one each */
	struct row *frequency;	 /* how many identical answers a row is; NULL: one each */
	double n_answers;	 /* with a frequency: of the whole table, at most 2^31 - 1 */
	struct window window;
	bool has_before;
	struct window before;
	struct row *per;       /* unit of analysis, a column; NULL: rows */
	bool chosen, earliest; /* `with latest`, `with first`: one answer per unit */
	struct text pooled_by; /* the unit of a dimension or of `with latest`: answers stay rows; "": none */
	struct text per_name;
	bool overlaps;	       /* a dimension is EACH: groups share rows */
	size_t time_dimension; /* first TIME dimension over the time role, else SIZE_MAX */
	size_t rolling;	       /* buckets pooled, 0: none */
	bool cumulative;
	struct item *having;
	struct sort_key *keys;
	size_t n_keys;
	enum pick pick;
	size_t pick_n;
	size_t pick_dimension; /* SIZE_MAX: whole rows */
	size_t limit;	       /* SIZE_MAX: none */
	bool other, share, totals, impact, ci, sparse, bases;
	bool bounds;		/* the one item, a count, is divided up by the one dimension */
	size_t share_dimension; /* share of DIM; SIZE_MAX: of the total */
	double level;
	bool has_target;
	double target;
	struct plan_note *notes;
	const struct computed_list *computed; /* columns that are filled before they are read */
	int64_t as_of_day;
};

/* The plan of a QUERY or LISTING, or NULL with errors added (all that can be found). */
struct plan *plan_query(struct scope *s, const struct node *query);
/* The plan of a COMPARE_REPORT: its segments are one more dimension past n_dimensions, its strata stand past those;
 * without segments every group is compared with all the others, or with a target. */
struct plan *plan_compare(struct scope *s, const struct node *compare);
/* Binds SEGMENTS to one more dimension of P. */
bool plan_segments(struct scope *s, struct plan *p, const struct node *segments);
/* The part of a plan that other reports need: table, time, where, windows, per and by; NULL with errors added.  Notes
 * that
 * come later stand in S. */
struct plan *plan_rows(struct scope *s, const struct node *report);
/* The plan as text, the same every time: for explain and --dump=plan.  False with errors. */
bool plan_describe(struct scope *s, const struct node *report, struct buffer *out);

/* "WHAT condition" as a line of OUT; nothing for a NULL condition. */
void plan_print_condition(const char *what, const struct row *r, struct buffer *out);
/* The lines of a plan that every report has. */
void plan_print(struct scope *s, const struct plan *p, struct buffer *out);

/* `list ... per UNIT` as the metric query that it is. */
const struct node *plan_list_units(struct scope *s, const struct node *listing);

/* Shared by the query_*.c files. */
bool plan_items(struct scope *s, struct plan *p, const struct node *items);
bool plan_per(struct scope *s, struct plan *p, const struct node *query);
bool plan_dimension(struct scope *s, struct plan *p, const struct node *node, struct dimension *out);
/* Is NODE a metric, by its name? */
bool plan_is_metric_dimension(const struct scope *s, const struct node *node);
/* Does NODE, after `by`, speak of the unit of `per` (s->unit), and not of single rows? */
bool plan_is_unit_dimension(const struct scope *s, const struct node *node);
bool plan_options(struct scope *s, struct plan *p, const struct node *with);
/* Checks what `with bounds` (at SPAN) needs and makes the item the count that is divided up; false with an error. */
bool plan_bounds(struct scope *s, struct plan *p, struct span span);
/* `with weight COLUMN` (WITH may be NULL), else the setting; false with an error. */
bool plan_weight(struct scope *s, struct plan *p, const struct node *with);
/* For VERBs that count customers as they are: `with weight` is an error, of the setting a note says that it is not
 * used. */
bool plan_unweighted(struct scope *s, struct plan *p, const struct node *with, const char *verb);
/* The role frequency, unless the table has none or it is switched off; false with an error at REPORT. */
bool plan_frequency(struct scope *s, struct plan *p, const struct node *report);
/* False, with an error at SPAN, where a frequency counts rows that VERB cannot count so. */
bool plan_uncounted(struct scope *s, struct plan *p, struct span span, const char *verb);
/* `ci`, perhaps with its level. */
bool plan_level(struct scope *s, struct plan *p, const struct node *option);
/* What makes a comparison fair: `adjusted for`, `paired by`, `with interaction`, `vs target`, after the segments. */
bool plan_fair(struct scope *s, struct plan *p, const struct node *compare);
bool plan_sort(struct scope *s, struct plan *p, const struct node *sort);
/* Fills p->negated and time_in_where. */
void plan_conditions(struct scope *s, struct plan *p);
/* The sort keys that rank the dimension of `top N DIMENSION` (the first, when it is a metric) and not the rows: 0 or
 * 1. */
size_t plan_ranking_keys(const struct plan *p);
size_t plan_find_dimension(const struct plan *p, const struct node *name);
const char *dimension_kind_name(enum dimension_kind k);

#endif
