/* compare.h - one sample against a value, two samples against each other, and how large a difference is.
 * Shares are 0..1, nets -1..1, LEVEL is the confidence (0.95), p values are two-sided, differences are signed: A less
 * B. What has no answer (no answers, no spread) is NaN.  N may be fractional: counts / design effect. */
#ifndef STATS_COMPARE_H
#define STATS_COMPARE_H

#include "stats/stats.h"

struct stats_comparison {
	double difference;
	double standard_error; /* that of the statistic */
	double statistic;      /* z or t */
	double df;	       /* of t; infinite for z */
	double p;
	struct interval interval; /* of the difference */
};

/* Answers of +1, 0 and -1 (promoters, passives, detractors): how many are +1 and -1 of how many. */
struct stats_net {
	double plus, minus, n;
};

struct stats_share {
	double hits, n;
};

/* VARIANCE is that of the sample: squared deviations / (n - 1). */
struct stats_mean {
	double n, mean, variance;
};

/* Any number with its standard error (a jackknifed ratio, a weighted mean) and the degrees of freedom behind it. */
struct stats_estimate {
	double value, standard_error, df;
};

/* Two nets of different people.  z = d / SE, SE = sqrt(VA / nA + VB / nB), V = p + m - (p - m)^2; interval d -+ z SE.
 * Nothing but the difference when neither varies.  Source: Rocks (2016), The American Statistician 70(4), 365-372. */
struct stats_comparison stats_net_compare_wald(struct stats_net a, struct stats_net b, double level);
/* The same with 3/4, 3/2 and 3/4 answers added to each: keeps its promise in small samples; d is the adjusted one. */
struct stats_comparison stats_net_compare_adjusted(struct stats_net a, struct stats_net b, double level);
/* One net against the fixed NET, by the same formulas with VB = 0. */
struct stats_comparison stats_net_against_wald(struct stats_net a, double net, double level);
struct stats_comparison stats_net_against_adjusted(struct stats_net a, double net, double level);

/* Two shares.  z = d / sqrt(q (1 - q) (1 / nA + 1 / nB)), q the share of both together (no z when q is 0 or 1: then all
 * are alike); the interval is Newcombe's, which can disagree with p where p is close to 1 - LEVEL. */
struct stats_comparison stats_share_compare(struct stats_share a, struct stats_share b, double level);
/* Newcombe (1998), Statistics in Medicine 17, 873-890, method 10: from the Wilson limits l, u of either share,
 * d - sqrt((pA - lA)^2 + (uB - pB)^2) to d + sqrt((uA - pA)^2 + (pB - lB)^2). */
struct interval stats_share_difference_newcombe(struct stats_share a, struct stats_share b, double level);
/* Agresti and Caffo (2000), The American Statistician 54(4), 280-288: one hit and one miss more in both, then Wald. */
struct interval stats_share_difference_agresti_caffo(struct stats_share a, struct stats_share b, double level);
/* d -+ z sqrt(pA (1 - pA) / nA + pB (1 - pB) / nB); only to check other programs: too narrow in small samples. */
struct interval stats_share_difference_wald(struct stats_share a, struct stats_share b, double level);
/* One share against the fixed SHARE: z from the variance SHARE (1 - SHARE) / n and Wilson's interval of p - SHARE,
 * which agree with each other; the Wald form takes the variance p (1 - p) / n for both. */
struct stats_comparison stats_share_against(struct stats_share a, double share, double level);
struct stats_comparison stats_share_against_wald(struct stats_share a, double share, double level);

/* Two estimates with intervals of their own at LEVEL, such as medians: d - sqrt((A - lA)^2 + (uB - B)^2) to
 * d + sqrt((uA - A)^2 + (B - lB)^2).  Zou and Donner (2008), Statistics in Medicine 27, 1693-1702 (MOVER).  z is d over
 * the half that reaches towards 0, in z's of LEVEL, so that p and the interval agree.  NaN where a limit is, or where
 * nothing spreads. */
struct stats_comparison stats_interval_compare(double a, struct interval of_a, double b, struct interval of_b,
					       double level);

/* Two means.  Welch (1947), Biometrika 34, 28-35: t = d / sqrt(sA^2 / nA + sB^2 / nB) on Satterthwaite's (1946)
 * degrees of freedom.  Every sample needs more than one value, and one of them some spread. */
struct stats_comparison stats_mean_compare_welch(struct stats_mean a, struct stats_mean b, double level);
/* Student (1908): one variance for both, on nA + nB - 2 degrees of freedom. */
struct stats_comparison stats_mean_compare_student(struct stats_mean a, struct stats_mean b, double level);
/* One mean against the fixed VALUE: t = (m - VALUE) / (s / sqrt n) on n - 1.  The paired test is this one, of the
 * differences within pairs against 0. */
struct stats_comparison stats_mean_against(struct stats_mean a, double value, double level);
/* Two independent numbers with standard errors: t = d / sqrt(seA^2 + seB^2) on Satterthwaite's degrees of freedom. */
struct stats_comparison stats_estimate_compare(struct stats_estimate a, struct stats_estimate b, double level);

/* Cohen (1988), Statistical Power Analysis, 6.2: h = 2 asin sqrt pA - 2 asin sqrt pB.  0.2 small, 0.5, 0.8 large. */
double stats_cohen_h(double share_a, double share_b);
/* d = (mA - mB) / s with one s for both, and Hedges' g = d (1 - 3 / (4 (nA + nB) - 9)), which is not biased in small
 * samples.  Hedges (1981), Journal of Educational Statistics 6(2), 107-128. */
double stats_cohen_d(struct stats_mean a, struct stats_mean b);
double stats_hedges_g(struct stats_mean a, struct stats_mean b);
/* Of pairs: the mean difference / the standard deviation of the differences (Cohen's d_z). */
double stats_cohen_dz(struct stats_mean differences);

#endif
