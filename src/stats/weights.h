/* weights.h - means of weighted answers, ratios of sums over customers, and how sure they are.
 * Weights say how many people an answer stands for; only their proportions matter: twice the weights, same results. */
#ifndef STATS_WEIGHTS_H
#define STATS_WEIGHTS_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/compare.h"

/* Mean and squared deviations of values that come one by one; all zero is the empty one.
 * Welford (1962), Technometrics 4(3), 419-420; with weights West (1979), Communications of the ACM 22(9), 532-535. */
struct stats_running {
	double weight; /* of all values: how many there are when each weighs 1 */
	double mean;
	double squares; /* weighted squared deviations from the mean */
};

void stats_running_add(struct stats_running *r, double value, double weight);
/* As if the values of FROM had been added to INTO. */
void stats_running_merge(struct stats_running *into, const struct stats_running *from);
/* What compare.h takes: n, mean, sample variance; weights are taken as counts.  NaN where there are too few. */
struct stats_mean stats_running_mean(const struct stats_running *r);

/* Effective number of answers, (sum w)^2 / sum w^2, and the design effect n / that: 1 for equal weights.
 * Kish (1965), Survey Sampling, 11.2.  NaN without any weight. */
double stats_kish_n(double weight, double weight_squares);
double stats_kish_effect(double n, double weight, double weight_squares);
/* Weighted shares and nets as counts of effective answers, for the intervals and tests of unweighted ones: all of it
 * multiplied by n_eff / (sum w). */
struct stats_share stats_weighted_share(double hits, double weight, double weight_squares);
struct stats_net stats_weighted_net(double plus, double minus, double weight, double weight_squares);

/* A weighted mean under way; all zero is the empty one. */
struct stats_weighted {
	double n; /* answers with a weight */
	double weight_squares;
	struct stats_running value;  /* weighted by w */
	struct stats_running square; /* weighted by w^2 */
};

/* False when WEIGHT is negative: an error of the caller's data, and nothing is added.  A weight of 0 or NaN and a value
 * of NaN mean that the answer is not in the base. */
bool stats_weighted_add(struct stats_weighted *w, double value, double weight);
/* Value sum wy / sum w; standard error by Taylor linearisation, sqrt(n / (n - 1) sum w^2 (y - mean)^2) / sum w, on n -
 * 1 degrees of freedom, as R's svymean: Lumley (2004), Journal of Statistical Software 9(8).  For equal weights s /
 * sqrt n. */
struct stats_estimate stats_weighted_mean(const struct stats_weighted *w);

/* A ratio of two sums, as total talk time over contacts, where each unit (a customer) adds to both; all zero is empty.
 */
struct stats_ratio {
	double n;				      /* units */
	double top, bottom;			      /* means over units */
	double top_squares, bottom_squares, products; /* of deviations from these means */
};

void stats_ratio_add(struct stats_ratio *r, double top, double bottom);
/* R = sum top / sum bottom; standard error sqrt(n / (n - 1) sum (top - R bottom)^2) / sum bottom on n - 1 degrees of
 * freedom: units are independent, their rows need not be.  Cochran (1977), Sampling Techniques, 2.11 and 9A.  NaN when
 * the bottom is 0. */
struct stats_estimate stats_ratio_estimate(const struct stats_ratio *r);

/* The standard error of WHOLE from the N values that the same formula gives with one group after the other left out:
 * sqrt((N - 1) / N sum (value - their mean)^2) on N - 1 degrees of freedom.  Groups take whole customers at random.
 * Delete-a-group jackknife: Kott (2001), Journal of Official Statistics 17(4), 521-526.  NaN when a value is. */
struct stats_estimate stats_jackknife(double whole, const double *left_out, size_t n);
/* VALUE -+ t SE; NaN without spread. */
struct interval stats_estimate_interval(struct stats_estimate e, double level);

#endif
