/* compare_int.h - what the tests of differences share. */
#ifndef STATS_COMPARE_INT_H
#define STATS_COMPARE_INT_H

#include "stats/compare.h"

/* DIFFERENCE / STANDARD_ERROR as t on DF degrees of freedom (infinite: z); nothing but the difference without spread.
 */
struct stats_comparison stats_difference_test(double difference, double standard_error, double df, double level);

/* The variance of M; 0 where it is rounding, NaN of fewer than two values. */
double stats_mean_variance(struct stats_mean m);

#endif
