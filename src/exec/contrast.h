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
	CONTRAST_PAIRED,    /* t of the differences within units that stand on both sides */
	CONTRAST_QUANTILE,  /* from the interval of either side (order statistics) */
	CONTRAST_JACKKNIFE, /* the difference with one group of customers after the other left out; t */
};

enum { CONTRAST_GROUPS_MAX = 10000 };

/* A difference that is shown beside the plain one, with its test. */
struct contrast_finding {
	double difference, low, high, standard_error, statistic, df, p;
	double p_adjusted; /* Holm, as that of the contrast */
	size_t tests;
	bool too_few; /* answers for a verdict */
};

struct contrast_stratum {
	const uint32_t *codes;	   /* of the strata's dimensions */
	struct fold_side sides[2]; /* before the factor of the contrast */
	double weights[2];	   /* answers, or the sum of their weights */
};

/* `adjusted for`: within strata that hold answers of both sides. */
struct contrast_adjusted {
	struct contrast_finding direct, mantel_haenszel;
	double values[2];		 /* of the sides with the mix of both together */
	double n[2], left_out[2];	 /* answers by side: in the strata, and in those of one side alone */
	struct contrast_stratum *strata; /* of both sides; in the order in which rows met them */
	size_t n_strata, n_left_out;	 /* N_LEFT_OUT: strata with answers of one side alone */
	bool has_missing;		 /* one of STRATA is that of rows without a value */
};

/* `with interaction`: the difference of a group against that of all the others. */
struct contrast_interaction {
	struct contrast_finding finding;
	struct fold_side others[2];
	double values[2], n[2]; /* of the others, as shown */
	double difference;	/* theirs */
};

struct contrast {
	size_t group; /* of the answer */
	size_t item;  /* of the plan */
	size_t a, b;  /* numbers of the segments; without segments b is everything but the group, or the target */
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
	struct fold_side pairs;	    /* PAIRED: differences within pairs */
	double alone[2];	    /* PAIRED: units with a value on that side only */
	struct contrast_adjusted *adjusted;	  /* NULL: not asked for */
	struct contrast_interaction *interaction; /* NULL: not asked for */
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
	struct coder *strata;  /* of the dimensions that are adjusted for */
	bool overlap;	       /* rows are in the segments FIRST and SECOND both: nothing else is filled */
	size_t first, second;
	size_t too_many; /* groups; 0: fine.  Else nothing else is filled */
	bool jackknifed;
	bool against_target;	 /* the second side is a number */
	bool interaction_hidden; /* all of them: one group is hidden, and the others would give it away */
	enum status status;
};

/* From the sides of a NET, SHARE or MEAN and their factor: interval, statistic, p, effect.  Where a side has fewer than
 * two answers nothing is set. */
void contrast_by_sides(struct contrast *c, double level);

/* Which test a metric has: its one AGGREGATE and FACTOR where it is that many times a single share, net or mean. */
enum contrast_test contrast_test_of(const struct plan *p, const struct item *i, size_t *aggregate, double *factor);
void contrasts_run(struct arena *a, const struct contrast_request *request, struct contrasts *out);

#endif
