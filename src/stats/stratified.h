/* stratified.h - two sides compared within strata (like with like), and differences of differences.
 * Values are as in compare.h: shares 0..1, nets -1..1, means in their own unit; differences are A less B. */
#ifndef STATS_STRATIFIED_H
#define STATS_STRATIFIED_H

#include "stats/compare.h"

/* A stratum with answers on both sides.  N of a side: independent answers (answers / design effect); VARIANCE that of
 * the sample, NaN for a single answer.  WEIGHT: answers, or the sum of their weights; above 0. */
struct stats_stratum {
	struct stats_mean a, b;
	double weight_a, weight_b;
};

enum stats_mix {
	STATS_MIX_BOTH,		  /* direct standardisation to both sides together: weight_a + weight_b */
	STATS_MIX_MANTEL_HAENSZEL /* weight_a * weight_b / (weight_a + weight_b) */
};

struct stats_standardized {
	double a, b; /* what either side would have with that mix */
	struct stats_comparison difference;
};

/* The share of stratum S in the mix, before division by the sum over all strata. */
double stats_mix_weight(const struct stats_stratum *s, enum stats_mix mix);
/* The difference within the N strata, averaged over the mix.  Its variance is that of a weighted sum of independent
 * means, sum of w^2 (sA^2 / nA + sB^2 / nB) with sum of w 1; t on Satterthwaite's degrees of freedom.  Variances have the
 * divisor n - 1, so that they are right on average in strata of any size; where a side has a single answer it takes the
 * variance within the other strata of that side.  FALLBACK: the variances of the sides to take where all answers of a side
 * are alike in every stratum, 0 for none: a few answers that agree are no certainty (intervals from 0 would hold 87 % of
 * the time for 95 %).  NaN where there is no stratum; no test without spread.
 * Sources: Cochran (1977), Sampling Techniques, 5.4 and 5.9 (direct standardisation); Mantel and Haenszel (1959), Journal
 * of the National Cancer Institute 22, 719-748, and for differences of shares Greenland and Robins (1985), Biometrics 41,
 * 55-68, whose variance this is with n - 1 for n. */
struct stats_standardized stats_standardize(const struct stats_stratum *s, size_t n, enum stats_mix mix,
					    const double fallback[2], double level);

/* (OWN[0] - OWN[1]) - (OTHER[0] - OTHER[1]) of four independent numbers: SE is the root of the four variances, t on
 * Satterthwaite's degrees of freedom, z where all of them are infinite. */
struct stats_comparison stats_difference_of_differences(const struct stats_estimate own[2],
							const struct stats_estimate other[2], double level);

#endif
