/* fold_int.h - shared by the fold_*.c files. */
#ifndef EXEC_FOLD_INT_H
#define EXEC_FOLD_INT_H

#include "exec/fold.h"
#include "stats/weights.h"

struct distinct_set;
struct value_store;

/* Sums of x (and of x by cluster) whose mean is asked for. */
struct clusters {
	uint32_t *current;	       /* by group: cluster of the last row + 1; 0: none yet */
	double *sum, *count;	       /* of the current cluster; weighted, as all sums here */
	double *sum2, *cross, *count2; /* over finished clusters: S*S, S*n, n*n */
	struct groups *
		scattered; /* clusters whose rows do not stand together: (group, cluster) to a place in the two below */
	double *scattered_sum, *scattered_count;
	size_t scattered_capacity;
	/* What the other groups together have: sums over clusters of the whole cluster (in capitals) times its part s,
	 * n here. */
	bool others;
	uint32_t open;	   /* the cluster being read + 1 */
	uint32_t *touched; /* its groups */
	size_t n_touched;
	double *whole_sum, *whole_cross, *whole_count; /* S*s, S*n + N*s, N*n */
	double all_sum2, all_cross, all_count2;	       /* S*S, S*N, N*N */
};

/* Customers by the groups they stand in, so that those of all other groups can be told: by group. */
struct only {
	uint64_t *first; /* who stood in no group before */
	uint64_t *alone; /* who stand in no other */
	uint32_t open;	 /* the customer being read + 1 */
	size_t group, n_groups;
};

/* What a fold keeps instead of whole counts when rows have weights; by group. */
struct weighted {
	struct kernel *weight;
	double *total;			/* of the weights */
	double *plus, *minus;		/* share, net */
	struct stats_weighted *answers; /* share and net (as 1, 0, -1), avg, stdev */
	uint64_t weightless;		/* answers that are left out */
};

struct fold {
	struct arena *arena;
	const struct aggregate *aggregate;
	struct fold_context context;
	const struct histogram *histogram;
	struct kernel *filter; /* with a histogram; without, the rows have passed it */
	struct kernel *a, *b, *time;
	bool exact; /* a bare column of whole or scaled numbers */
	size_t capacity, n_groups;
	uint64_t *n, *plus, *minus;
	wide *sum, *squares;	       /* exact: of values, and of codes squared */
	wide *codes;		       /* exact: of codes */
	double *total, *carry;	       /* others: compensated sum */
	double *mean, *m2;	       /* others: Welford */
	double *best, *best_time;      /* min max first last */
	double *mean_b, *m2_b, *m2_ab; /* corr */
	struct distinct_set *set;
	struct value_store *values;
	uint32_t *last_customer; /* distinct(customer): ordinal + 1 */
	struct only *only;	 /* distinct(customer) where others are asked for; else NULL */
	struct clusters *clusters;
	struct weighted *weighted; /* NULL: every row weighs 1 */
};

/* Count TIMES rows with the number(s) X, Y in group G; CODE is the value's code where the fold is exact. */
void fold_count(struct fold *f, size_t g, double x, double y, uint64_t code, uint64_t times);

/* The groups of a customer are known when it ends. */
void fold_end_customer(struct only *o);
/* Everything that the histogram of the fold holds. */
void fold_add_histogram(struct fold *f);

void fold_add_sum(struct fold *f, size_t g, double add);
void fold_add_pair(struct fold *f, size_t g, double x, double y, double weight);

struct distinct_set *distinct_new(struct arena *a, const struct aggregate *aggregate);
/* Count ROW (offset I of the block) in group G; returns 1 when it was new. */
void distinct_load(struct distinct_set *s, const struct block *b);
unsigned distinct_add(struct distinct_set *s, size_t i, uint32_t g);

struct value_store *values_new(struct arena *a);
void values_add(struct value_store *s, uint32_t g, double v);
/* A store holds weighted values or none. */
void values_add_weighted(struct value_store *s, uint32_t g, double v, double weight);
/* Sort by group and value. */
void values_finish(struct value_store *s, size_t n_groups);
const double *values_of(const struct value_store *s, size_t g, size_t *n);
/* Their weights; NULL where they have none. */
const double *values_weights(const struct value_store *s, size_t g);

struct weighted *weighted_new(struct arena *a, const struct row *weight);
void weighted_reserve(struct fold *f, size_t n);
/* As fold_count, for a row that stands for WEIGHT > 0 of them. */
void weighted_count(struct fold *f, size_t g, double x, double y, double weight);

/* Sum of the weights of group G: the number of its answers where rows have none. */
double fold_weight(const struct fold *f, size_t g);
/* Of their squares. */
double fold_weight_squares(const struct fold *f, size_t g);
double fold_plus(const struct fold *f, size_t g);
double fold_minus(const struct fold *f, size_t g);
/* Weighted squared deviations of the answers from their mean; with the squares of the weights. */
double fold_spread(const struct fold *f, size_t g);
double fold_square_spread(const struct fold *f, size_t g);
/* What N answers with these sums would have to be divided by to be worth as much as equal ones: Kish's for shares and
 * nets, linearised for means. */
double fold_weight_effect(const struct fold *f, double n, double weight, double weight_squares, double spread,
			  double square_spread);

void clusters_reserve(struct fold *f, size_t n);
/* The rows of S, with their values X and weights (NULL: 1) by offset in the block. */
void clusters_add(struct fold *f, const struct selection *s, const double *x, const double *weight);
void clusters_finish(struct fold *f);

#endif
