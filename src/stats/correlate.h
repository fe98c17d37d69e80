/* correlate.h - do two columns go up and down together?  Values come listwise: a pair without both is left out before.
 * How much a column varies between groups (eta squared with its F test) is stats_anova of groups.h.
 * NaN when a column is constant, when a value is NaN, or when there are too few. */
#ifndef STATS_CORRELATE_H
#define STATS_CORRELATE_H

#include <stddef.h>

#include "base/arena.h"
#include "stats/stats.h"

struct stats_correlation {
	double r; /* -1..1 */
	double n;
	double statistic; /* t, or z for Kendall's tau */
	double df;	  /* infinite for z */
	double p;	  /* two-sided */
	struct interval interval;
};

/* Pearson's r = sum w (x - mx)(y - my) / sqrt(sum w (x - mx)^2 sum w (y - my)^2); WEIGHT may be NULL.  The scale of
 * the weights does not matter; those that are 0 are out, negative ones give NaN. */
double stats_pearson(const double *x, const double *y, const double *weight, size_t n);
/* The test of a Pearson r: t = r sqrt((n - 2) / (1 - r^2)) on n - 2 degrees of freedom (Student 1908); Fisher's (1921)
 * interval tanh(atanh r -+ z / sqrt(n - 3)), for n of 4 and more.  With weights, N is Kish's. */
struct stats_correlation stats_pearson_test(double r, double n, double level);

/* Spearman's rho: Pearson's r of the ranks, equal values sharing theirs; the same t test.  Interval with the standard
 * error sqrt((1 + rho^2 / 2) / (n - 3)) of Bonett and Wright (2000), Psychometrika 65, 23-28.  SCRATCH lends memory. */
struct stats_correlation stats_spearman(struct arena *scratch, const double *x, const double *y, size_t n,
					double level);
/* Kendall's tau-b = (C - D) / sqrt((pairs not tied in x)(pairs not tied in y)), C and D the pairs that agree and
 * disagree; z = (C - D) / its standard deviation with ties (Kendall 1970, Rank Correlation Methods, chapter 4), good
 * from 10 values on.  Interval tanh(atanh tau -+ z sqrt(0.437 / (n - 4))): Fieller, Hartley and Pearson (1957),
 * Biometrika 44, 470-481; for n of 5 and more.  Counted by sorting (Knight 1966), in n log n steps. */
struct stats_correlation stats_kendall(struct arena *scratch, const double *x, const double *y, size_t n, double level);

#endif
