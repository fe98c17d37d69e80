/* quantile.c - quantiles of sorted values, and the ranks that enclose one. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "stats/stats.h"

/* Beyond this the normal distribution gives the ranks to within two; the exact way would end for want of steps. */
static const double many = 10000;

/* Hyndman and Fan (1996), The American Statistician 50(4), 361-365, definition 7. */
double stats_quantile(const double *ascending, size_t n, double p)
{
	double at, whole;
	size_t i;

	if (n == 0 || !(p >= 0 && p <= 1))
		return NAN;
	at = p * (double)(n - 1);
	whole = floor(at);
	i = (size_t)whole;
	if (i + 1 >= n)
		return ascending[n - 1];
	return ascending[i] + (at - whole) * (ascending[i + 1] - ascending[i]);
}

/* Sums of equal weights are rarely whole to the last digit. */
static const double rounding = 1e-9;

double stats_weighted_rank(const double *ascending, const double *weights, size_t n, double share)
{
	double all = 0, sum = 0;

	for (size_t i = 0; i < n; i++)
		all += weights[i];
	for (size_t i = 0; i < n; i++) {
		sum += weights[i];
		if (sum >= share * all * (1 - rounding))
			return ascending[i];
	}
	return ascending[n - 1];
}

double stats_weighted_quantile(const double *ascending, const double *weights, size_t n, double p)
{
	double place = 1 + ((double)n - 1) * p, whole = floor(place), low, high;

	if (n == 0 || !(p >= 0 && p <= 1))
		return NAN;
	low = stats_weighted_rank(ascending, weights, n, whole / (double)n);
	high = stats_weighted_rank(ascending, weights, n, fmin(1, (whole + 1) / (double)n));
	return low + (place - whole) * (high - low);
}

/* The chance that at most K of N values lie below the quantile; also for an N that is no whole number, by the beta form
 * of the binomial distribution. */
static double at_most(double k, double n, double p)
{
	if (k < 0)
		return 0;
	return k >= n ? 1 : gsl_cdf_beta_P(1 - p, n - k, k + 1);
}

/* The smallest K with at_most(K) >= CHANCE. */
static double binomial_quantile(double chance, double n, double p)
{
	double low = -1, high = ceil(n); /* at_most(low) < chance <= at_most(high) */

	while (high - low > 1) {
		double middle = floor((low + high) / 2);

		if (at_most(middle, n, p) >= chance)
			high = middle;
		else
			low = middle;
	}
	return high;
}

/* Conover (1999), Practical Nonparametric Statistics, 3.2: at most half of the doubt lies on either side. */
struct interval stats_quantile_ranks(double n, double p, double level)
{
	double tail = (1 - level) / 2, z = stats_z(level), half = z * sqrt(n * p * (1 - p));
	struct interval ranks;

	if (!(n > 0 && p > 0 && p < 1 && z > 0))
		return (struct interval){ NAN, NAN };
	if (n > many)
		ranks = (struct interval){ floor(n * p - half), ceil(n * p + half) + 1 };
	else
		ranks = (struct interval){ binomial_quantile(tail, n, p), binomial_quantile(1 - tail, n, p) + 1 };
	return (struct interval){ fmax(0, ranks.low), fmin(n + 1, ranks.high) };
}

struct interval stats_quantile_places(double n, double p, double effect, double level)
{
	double worth = n / effect;
	struct interval ranks = stats_quantile_ranks(worth, p, level), places = { NAN, NAN };

	if (ranks.low >= 1)
		places.low = fmax(1, floor(ranks.low / worth * n * (1 + rounding)));
	if (ranks.high <= worth)
		places.high = fmin(n, ceil(ranks.high / worth * n * (1 - rounding)));
	return places;
}

double stats_groups_effect(const double *hits, const double *n, size_t groups)
{
	double all = 0, sum = 0, mean = 0, spread = 0, share;

	for (size_t g = 0; g < groups; g++) {
		all += n[g];
		sum += hits[g];
	}
	share = sum / all;
	for (size_t g = 0; g < groups; g++) {
		if (!(all > n[g]))
			return 1;
		mean += (sum - hits[g]) / (all - n[g]) / (double)groups;
	}
	for (size_t g = 0; g < groups; g++)
		spread += pow((sum - hits[g]) / (all - n[g]) - mean, 2);
	spread *= ((double)groups - 1) / (double)groups;
	return share > 0 && share < 1 ? fmax(1, spread * all / (share * (1 - share))) : 1;
}
