/* tail.c - p values from the tails of distributions. */
#include "stats/tail.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

double stats_p_of_z(double z)
{
	if (isnan(z))
		return NAN;
	return 2 * gsl_cdf_ugaussian_Q(fabs(z));
}

double stats_p_of_t(double t, double df)
{
	if (isnan(t) || !(df > 0))
		return NAN;
	if (isinf(t))
		return 0;
	return isinf(df) ? stats_p_of_z(t) : 2 * gsl_cdf_tdist_Q(fabs(t), df);
}

double stats_p_of_f(double f, double df_between, double df_within)
{
	if (!(f >= 0 && df_between > 0 && df_within > 0))
		return NAN;
	return isinf(f) ? 0 : gsl_cdf_fdist_Q(f, df_between, df_within);
}

double stats_p_of_chi_square(double chi_square, double df)
{
	if (!(chi_square >= 0 && df > 0))
		return NAN;
	return isinf(chi_square) ? 0 : gsl_cdf_chisq_Q(chi_square, df);
}
