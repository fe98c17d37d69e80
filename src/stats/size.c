/* size.c - how many answers are enough. */
#include "stats/size.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "stats/stats.h"

/* Rounding must not ask for one more than needed. */
static double rounded_up(double n)
{
	return isfinite(n) && n > 0 ? ceil(n * (1 - 1e-12)) : NAN;
}

static double size(double margin, double variance, double level)
{
	double z = stats_z(level);

	return z * z * variance / (margin * margin);
}

double stats_size_for_mean(double margin, double variance, double level)
{
	return rounded_up(size(margin, variance, level));
}

double stats_size_for_share(double margin, double share, double level)
{
	return stats_size_for_mean(margin, share * (1 - share), level);
}

double stats_size_for_net(double margin, double variance, double level)
{
	return stats_size_for_mean(margin, variance, level);
}

double stats_size_for_net_adjusted(double margin, double variance, double level)
{
	return rounded_up(size(margin, variance, level) - 3);
}

double stats_size_for_difference(double difference, double variance_a, double variance_b, double level, double power)
{
	double z = stats_z(level) + gsl_cdf_ugaussian_Pinv(power);

	if (!(power > 0 && power < 1 && z > 0))
		return NAN;
	return rounded_up(z * z * (variance_a + variance_b) / (difference * difference));
}

double stats_size_for_shares(double share_a, double share_b, double level, double power)
{
	return stats_size_for_difference(share_a - share_b, share_a * (1 - share_a), share_b * (1 - share_b), level,
					 power);
}
