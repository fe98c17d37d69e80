/* contrast.h - differences between the sides of a comparison, with intervals and tests; the customer is the unit of
 * inference.  Knows nothing of how they are told. */
#ifndef EXEC_CONTRAST_H
#define EXEC_CONTRAST_H

#include "exec/estimate.h"

enum contrast_test {
	CONTRAST_NONE,	    /* counts, sums, extremes ...: no chance around them to measure a difference by */
	CONTRAST_NET,	    /* adjusted Wald */
	CONTRAST_SHARE,	    /* pooled z, Newcombe's interval */
	CONTRAST_MEAN,	    /* Welch's t */
	CONTRAST_UNITS,	    /* the same over one value per unit of analysis */
	CONTRAST_JACKKNIFE, /* the difference with one group of customers after the other left out; t */
};

enum { CONTRAST_GROUPS_MAX = 10000 };

struct contrast {
	size_t group; /* of the answer */
	size_t item;  /* of the plan */
	size_t a, b;  /* numbers of the segments; without segments b is everything but the group */
	enum contrast_test test;
	double factor;		   /* the metric is FACTOR times what the sides hold */
	struct fold_side sides[2]; /* NET, SHARE, MEAN, UNITS: before FACTOR */
	double values[2], n[2];	   /* as shown */
	double difference, low, high, standard_error, statistic, df, p;
	double p_adjusted;	    /* Holm, over the tests of one metric that have a verdict; NaN without one */
	size_t tests;		    /* how many those are */
	double size;		    /* Cohen's h, Hedges' g; NaN: none */
	bool too_few;		    /* answers for a verdict */
	uint8_t hidden[2];	    /* of enum hidden, by side: too few answers to be shown; nothing else is told */
	double adjusted_difference; /* NET: the one that z and interval stand around, before FACTOR */
};

struct contrast_request {
	const struct plan *plan; /* of plan_compare */
	struct arena *scratch;	 /* given back on return */
	const volatile sig_atomic_t *stop;
	/* For those who ask for very many: replicates only where a verdict is possible (min_n answers on both sides), and
	 * only of pairs with the first segment. */
	bool judged, with_first;
	size_t sample; /* only one customer in so many; 0 and 1: all */
};

struct contrasts {
	size_t n_dimensions, n_groups;
	struct coder *coders;
	const uint32_t *codes; /* group * n_dimensions + i */
	size_t n_pairs;	       /* of segments; 1 without */
	struct contrast *list; /* (group * items + item) * n_pairs + pair */
	struct scan main;      /* for notes */
	bool overlap;	       /* rows are in the segments FIRST and SECOND both: nothing else is filled */
	size_t first, second;
	size_t too_many; /* groups; 0: fine.  Else nothing else is filled */
	bool jackknifed;
	enum status status;
};

/* From the sides of a NET, SHARE or MEAN and their factor: interval, statistic, p, effect.  Where a side has fewer than
 * two answers nothing is set. */
void contrast_by_sides(struct contrast *c, double level);

/* Which test a metric has: its one AGGREGATE and FACTOR where it is that many times a single share, net or mean. */
enum contrast_test contrast_test_of(const struct plan *p, const struct item *i, size_t *aggregate, double *factor);
void contrasts_run(struct arena *a, const struct contrast_request *request, struct contrasts *out);

#endif
