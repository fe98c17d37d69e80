/* trend.h - does a series rise or fall, by how much per period, and did it jump?
 * A series comes in the order of time without its gaps: TIME ascending (1, 2, 4 when the third period has no value), Y
 * without NaN.  All tests take the periods as independent: what carries over from one to the next makes p too small. */
#ifndef STATS_TREND_H
#define STATS_TREND_H

#include <stddef.h>

#include "base/arena.h"
#include "stats/stats.h"

struct stats_line {
	double slope, intercept; /* y = intercept + slope time */
	double standard_error;	 /* of the slope */
	double t, df, p;	 /* of slope = 0 */
	double r_squared;
	struct interval interval; /* of the slope */
};

/* Least squares, weighted when WEIGHT is not NULL (1 / SE^2 of each value, or its n; only their proportions matter):
 * slope = sum w (x - mx)(y - my) / sum w (x - mx)^2, standard error sqrt(sum w e^2 / (n - 2) / sum w (x - mx)^2), t on
 * n - 2 degrees of freedom.  Gauss; Draper and Smith (1998), Applied Regression Analysis, 1 and 9.  Periods of weight 0
 * are left out.  NaN for less than two different times; for two there is a slope without a test. */
struct stats_line stats_line(const double *time, const double *y, const double *weight, size_t n, double level);

struct stats_mann_kendall {
	double s; /* pairs that rise less pairs that fall */
	double z, p;
	double tau;		  /* tau-b: -1 always falling .. 1 always rising */
	double slope;		  /* Sen's: the median slope of all pairs */
	struct interval interval; /* of that slope */
};

/* Mann (1945), Econometrica 13, 245-259, and Kendall: z = (S -+ 1) / sqrt(var S), var S with ties; good from 10 periods
 * on.  Slope and interval: Sen (1968), Journal of the American Statistical Association 63, 1379-1389; the interval's
 * ranks are (N -+ z sqrt(var S)) / 2 of N pairs, outwards (Gilbert 1987, Statistical Methods for Environmental
 * Pollution Monitoring, 16.5), and NaN for a series too short for its level.  No test when nothing varies.  Series of
 * more than 1000 periods get slope and interval by bisection, good to 13 digits.  NaN when TIME does not ascend. */
struct stats_mann_kendall stats_mann_kendall(struct arena *scratch, const double *time, const double *y, size_t n,
					     double level);

struct stats_change {
	size_t at;	  /* the first value after the change; N when there is none to be seen */
	double statistic; /* K */
	double p;
	double p_formula;     /* Pettitt's */
	double before, after; /* means */
};

/* The most likely place of one lasting change of level, wherever in the series.  Pettitt (1979), Applied Statistics
 * 28(2), 126-135: K = max |U_t|, U_t = 2 (sum of the ranks of the first t values) - t (n + 1).  Ranks, so that one odd
 * value is not taken for a change.  P is the part of 9999 random orders of the same values (always the same orders)
 * with a K as large, the series itself counted as one (Davison and Hinkley 1997, Bootstrap Methods, 4.3); Pettitt's
 * formula 2 exp(-6 K^2 / (n^3 + n^2)), at most 1, is far too large for short series (it calls 1 % significant at 5 %
 * when n is 12) and stands in only for those of more than 200 values.  A steady slope is a change too for this test:
 * look at both. For further changes test the parts before and after. */
struct stats_change stats_change(struct arena *scratch, const double *y, size_t n);

#endif
