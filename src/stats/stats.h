/* stats.h - intervals over plain numbers.  Shares are 0..1, nets -1..1, LEVEL is the confidence (0.95).
 * A function that has no answer (too few values, zero base) returns {NaN, NaN}.  N may be fractional: n / design
 * effect. */
#ifndef STATS_STATS_H
#define STATS_STATS_H

#include <stddef.h>

struct interval {
	double low, high;
};

/* Two-sided quantile of the normal distribution: 1.959963984540054 for 0.95. */
double stats_z(double level);
/* Two-sided quantile of Student's t with DF degrees of freedom. */
double stats_t(double level, double df);

/* Wilson (1927) score interval of a share: HITS of N. */
struct interval stats_share_wilson(double hits, double n, double level);
/* Agresti-Coull; Clopper-Pearson (exact, beta quantiles). */
struct interval stats_share_agresti_coull(double hits, double n, double level);
struct interval stats_share_exact(double hits, double n, double level);

/* Goodman (1965), Technometrics 7(2), 247-254: limits of the share of one of K answers, such that those of all K hold
 * together; score limits with the quantile c = chi-square(1 - (1 - LEVEL) / K; 1):
 * (c + 2 x -+ sqrt(c (c + 4 x (n - x) / n))) / (2 (n + c)). */
struct interval stats_share_goodman(double hits, double n, double k, double level);

/* Net of +1 / 0 / -1 answers: PLUS and MINUS counts of N (NPS / 100).
 * Adjusted Wald of Rocks (2016), The American Statistician 70(4): 3/4, 3/2, 3/4 pseudo answers, clipped to -1..1.  */
struct interval stats_net_adjusted_wald(double plus, double minus, double n, double level);
struct interval stats_net_wald(double plus, double minus, double n, double level);
/* Iterative score (Tango), by bisection. */
struct interval stats_net_score(double plus, double minus, double n, double level);
/* The t interval of the codes: net -+ t(n - 1) sqrt(V / (n - 1)), clipped. */
struct interval stats_net_t(double plus, double minus, double n, double level);
/* Variance of one answer coded +1 / 0 / -1: p + d - (p - d)^2. */
double stats_net_variance(double plus, double minus, double n);

/* t interval of a mean from the standard error of the mean and degrees of freedom. */
struct interval stats_mean_t(double mean, double standard_error, double df, double level);
/* Ranks (from 1, fractional input N allowed) of the order statistics that enclose the P quantile with at least LEVEL
 * confidence (binomial); low = 0 or high = N + 1 when the sample is too small on that side. */
struct interval stats_quantile_ranks(double n, double p, double level);
/* Of N ascending values that are worth N / EFFECT independent ones: the places (from 1) whose values enclose the P
 * quantile, as parts of N at the ranks above; NaN on the sides where these are beyond the sample.  Woodruff (1952),
 * Journal of the American Statistical Association 47, 635-646: the interval of the share below it, read off the values. */
struct interval stats_quantile_places(double n, double p, double effect, double level);
/* Design effect, at least 1, of a share whose answers fall into GROUPS random groups of whole customers: the
 * delete-a-group jackknife variance of the share over that of independent answers.  HITS and N by group. */
double stats_groups_effect(const double *hits, const double *n, size_t groups);
/* Type-7 quantile (R's default, percentile_cont) of N ascending values; NaN when N is 0. */
double stats_quantile(const double *ascending, size_t n, double p);
/* The same where each value has a weight > 0: weights are scaled to a sum of N, so that equal ones change nothing at
 * any scale; as wtd.quantile(normwt = TRUE) of R's Hmisc. */
double stats_weighted_quantile(const double *ascending, const double *weights, size_t n, double p);
/* The first value at which the weights so far reach SHARE (0..1) of all; N > 0. */
double stats_weighted_rank(const double *ascending, const double *weights, size_t n, double share);

#endif
