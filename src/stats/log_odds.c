#include "stats/log_odds.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

struct stats_log_odds stats_log_odds_dirichlet(double hits_a, double n_a, double hits_b, double n_b, double prior_hits,
					       double prior_n, double level)
{
	double yes_a = hits_a + prior_hits, no_a = n_a + prior_n - yes_a;
	double yes_b = hits_b + prior_hits, no_b = n_b + prior_n - yes_b;
	struct stats_log_odds r = { NAN, NAN, NAN, NAN, { NAN, NAN } };
	double half;

	if (!(n_a > 0 && n_b > 0 && yes_a > 0 && no_a > 0 && yes_b > 0 && no_b > 0))
		return r;
	r.log_odds = log(yes_a / no_a) - log(yes_b / no_b);
	r.standard_error = sqrt(1 / yes_a + 1 / no_a + 1 / yes_b + 1 / no_b);
	r.z = r.log_odds / r.standard_error;
	r.p = 2 * gsl_cdf_ugaussian_Q(fabs(r.z));
	half = stats_z(level) * r.standard_error;
	r.interval = (struct interval){ r.log_odds - half, r.log_odds + half };
	return r;
}
