/* decompose.h - a change of a mean or ratio, split over groups: who answered, and how they answered. */
#ifndef STATS_DECOMPOSE_H
#define STATS_DECOMPOSE_H

#include <stddef.h>

enum { STATS_NOW, STATS_BEFORE, STATS_PERIODS };

/* One group.  A mean: the sum of its answers over their number (or weights); a ratio: numerator over denominator. */
struct stats_group_sums {
	double sum[STATS_PERIODS], base[STATS_PERIODS];
};

/* What a group adds to the change. */
struct stats_change_parts {
	double within; /* its own value changed */
	double mix;    /* its share of the base changed */
};

/* FACTOR times (sum of all / base of all now, less the same before), or NaN where either has no base; then PARTS stay
 * as they are.  Else the parts of every group are added to PARTS, and over the groups they add up to the change:
 *
 *   within = (w1 + w0) / 2 * (v1 - v0)           w: share of the base, v: value of the group; 1 now, 0 before
 *   mix    = ((v1 + v0) / 2 - (V1 + V0) / 2) * (w1 - w0)                             V: value of all
 *
 * Weights halfway between the periods leave no interaction term over: Kitagawa (1955), Components of a difference
 * between two rates, Journal of the American Statistical Association 50, 1168-1194; Das Gupta (1993), Standardization
 * and decomposition of rates, US Bureau of the Census P23-186.  A group that has a base in one period only belongs to
 * the mix.  Units: those of the value. */
double stats_decompose(const struct stats_group_sums *groups, size_t n, double factor,
		       struct stats_change_parts *parts);

/* Delete-a-group jackknife (Kott 2001): (J - 1) / J times the squared deviations of the N = J values with one group
 * left out from their mean.  NaN when one of them is. */
double stats_jackknife_variance(const double *left_out, size_t n);

/* Do some groups bring more to the change than their share before would lead one to expect? */
struct stats_beyond_test {
	double f, df_between, df_within, p;
	double noise; /* mean variance of excess / sqrt(weight): what chance gives each group */
};

/* EXCESS of each of N groups (they add up to 0), its VARIANCE by a jackknife of REPLICATES groups of customers, and
 * its WEIGHT, the mean of its two shares (groups whose weight is not above 0 are left out).  X2 = sum of excess^2 /
 * weight is a Pearson chi-square whose answers are not independent: divided by the mean of its generalized design
 * effects (Rao and Scott 1981, Journal of the American Statistical Association 76, 221-230) and its degrees of freedom
 * k - 1 it is referred to F with k - 1 and (k - 1) (REPLICATES - 1) (Thomas and Rao 1987, same journal 82, 630-636).
 * NaN with fewer than two groups or without variance. */
struct stats_beyond_test stats_beyond_test(const double *excess, const double *variance, const double *weight, size_t n,
					   size_t replicates);
/* The chance of an EXCESS as large in one of N groups of this WEIGHT: t with REPLICATES - 1 degrees of freedom, the
 * noise of all groups together, times N (Bonferroni), at most 1. */
double stats_beyond_p(double excess, double weight, double noise, size_t n, size_t replicates);

#endif
