/* mean.c - quantiles of the normal and of Student's distribution, and the interval of a mean. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

#include "stats/stats.h"

/* A spread below this part of the mean is rounding: 1.4, 1.4, 1.4 has a variance of 7e-32 in doubles. */
static const double rounding = 1e-12;

double stats_z(double level)
{
	if (!(level > 0 && level < 1))
		return NAN;
	return gsl_cdf_ugaussian_Pinv(0.5 + level / 2);
}

double stats_t(double level, double df)
{
	if (!(level > 0 && level < 1 && df > 0))
		return NAN;
	return gsl_cdf_tdist_Pinv(0.5 + level / 2, df);
}

/* Student (1908), Biometrika 6. */
struct interval stats_mean_t(double mean, double standard_error, double df, double level)
{
	double half = stats_t(level, df) * standard_error;
	bool spread = standard_error * sqrt(df + 1) > rounding * fabs(mean);

	/* Values that are all alike say nothing about the next one. */
	if (!spread || isnan(half))
		return (struct interval){ NAN, NAN };
	return (struct interval){ mean - half, mean + half };
}
