/* fold.h - the state of one aggregate over all groups.  Sums of whole and scaled numbers are exact (128 bits); the
 * others are compensated.  Answers do not depend on how the rows were cut into blocks.
 *
 * Shares, nets, means, deviations, percentiles and correlations take weights into account: an answer stands for as many,
 * one whose weight is missing or 0 takes no part.  Counts, sums and extremes are facts of the rows.  N is always the
 * number of real answers. */
#ifndef EXEC_FOLD_H
#define EXEC_FOLD_H

#include "base/wide.h"
#include "exec/selection.h"
#include "plan/item.h"

/* What folds may need beside their aggregate. */
struct fold_context {
	const struct table *table;
	const struct row *time;	     /* first, last; NULL: no time role */
	const struct row *weight;    /* how many rows a row stands for; NULL: every row for itself */
	bool scattered;		     /* rows of one cluster may stand apart */
	bool others;		     /* design effects of all groups but one are asked for too */
	struct selection_room *room; /* for the use of one fold after the other */
};

struct fold;

/* One count per group and code of a small column, shared by every aggregate that depends on nothing else. */
struct histogram {
	const struct column *column;
	size_t bins;	  /* codes, missing included */
	uint32_t *counts; /* group * bins + code */
	size_t n_groups;
	struct arena *arena;
};

enum { HISTOGRAM_BINS = 256 };
/* The column whose histogram answers AGGREGATE, or NULL. */
const struct column *fold_histogram_column(const struct aggregate *a);
void histogram_reserve(struct histogram *h, size_t n_groups);
void histogram_add(struct histogram *h, const struct selection *s);

/* CLUSTERS: keep what design effects need.  HISTOGRAM: the rows come from there, at the end; else NULL. */
struct fold *fold_new(struct arena *a, const struct fold_context *context, const struct aggregate *aggregate,
		      bool clusters, const struct histogram *histogram);
/* Room for groups 0 .. n_groups - 1. */
void fold_reserve(struct fold *f, size_t n_groups);
/* Rows that the filter of the aggregate lets through. */
void fold_add(struct fold *f, const struct selection *s);
/* N more customers of a base in group G of an AGGREGATE_BASE. */
void fold_add_customers(struct fold *f, size_t g, double n);
/* Once, after the last row. */
void fold_finish(struct fold *f);

/* The value of group G: NaN where there is none. */
double fold_value(const struct fold *f, size_t g);
/* FACTOR times the value of a share or net, rounded once: 100 * 279 / 500 is 55.8. */
double fold_scaled(const struct fold *f, size_t g, double factor);
/* Answers that weights left out. */
uint64_t fold_weightless(const struct fold *f);
/* The answers used: rows with a value; for distinct the number itself. */
double fold_n(const struct fold *f, size_t g);
/* Sums that add up over disjoint customers, so that some of them can be left out again (jackknife). */
enum { FOLD_PARTS = 4 };
enum { FOLD_WEIGHT, FOLD_SUM, FOLD_LESS, FOLD_N }; /* LESS: of a net; WEIGHT is N without weights */
/* Is AGGREGATE made of such sums?  CUSTOMER: the customer column, or NULL. */
bool fold_is_additive(const struct aggregate *a, const struct column *customer);
void fold_parts(const struct fold *f, size_t g, double parts[FOLD_PARTS]);
/* Of the sums of group G what they lose without it, where an answer may stand in several groups: customers in no other
 * group.  WHOLE adds up over groups to the sums of all.  For shares and counts of rows both are fold_parts. */
void fold_parts_alone(const struct fold *f, size_t g, double alone[FOLD_PARTS], double whole[FOLD_PARTS]);
/* Can fold_parts_alone tell for AGGREGATE, without rounding? */
bool fold_knows_others(const struct aggregate *a, const struct fold_context *context);
double fold_value_of_parts(const struct aggregate *a, const double parts[FOLD_PARTS]);

/* For intervals: +1 and -1 answers (share: hits in *plus; weighted ones in proportion to N), standard deviation. */
void fold_counts(const struct fold *f, size_t g, double *plus, double *minus);
double fold_deviation(const struct fold *f, size_t g);
/* N answers are worth N / effect independent ones with equal weights: what answers of one customer have in common (at
 * least 1, 1 without clusters), times what unequal weights cost. */
double fold_design_effect(const struct fold *f, size_t g);
double fold_cluster_effect(const struct fold *f, size_t g);
/* What a test of a share, net or mean starts from: group G, or all groups but G. */
struct fold_side {
	double n, plus, minus;	/* answers; share: hits in PLUS */
	double value, variance; /* of the sample; share and net: of the answers coded 1, 0, -1 */
	double effect;		/* design effect */
};
struct fold_all {
	double n, weight, weight_squares, plus, minus, sum; /* without weights WEIGHT and its squares are N */
	double mean, spread;				    /* SPREAD: squared deviations from the mean of all */
	double square_sum, square_spread; /* of deviations from it and of their squares, with squared weights */
};
void fold_side(const struct fold *f, size_t g, struct fold_side *out);
void fold_all(const struct fold *f, struct fold_all *out);
void fold_side_others(const struct fold *f, const struct fold_all *all, size_t g, struct fold_side *out);
/* The values of a percentile in ascending order. */
const double *fold_sorted(const struct fold *f, size_t g, size_t *n);
/* Their weights in that order, or NULL. */
const double *fold_sorted_weights(const struct fold *f, size_t g);

#endif
