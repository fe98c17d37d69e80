/* compare_mean.c - means against each other, and how large a difference is. */
#include "stats/compare.h"

#include <math.h>

#include "stats/compare_int.h"

/* A spread below this part of the mean is rounding: 1.4, 1.4, 1.4 has a variance of 7e-32 in doubles. */
static const double rounding = 1e-12;

double stats_mean_variance(struct stats_mean a)
{
	double least = rounding * fabs(a.mean);

	if (!(a.n > 1 && a.variance >= 0))
		return NAN;
	return a.variance > least * least ? a.variance : 0;
}

static struct stats_estimate estimate_of(struct stats_mean a)
{
	return (struct stats_estimate){ a.mean, sqrt(stats_mean_variance(a) / a.n), a.n - 1 };
}

/* Satterthwaite (1946), Biometrics Bulletin 2, 110-114: of a sum of variances, each with its degrees of freedom. */
static double degrees_of_freedom(struct stats_estimate a, struct stats_estimate b)
{
	double va = a.standard_error * a.standard_error, vb = b.standard_error * b.standard_error;

	/* A term of infinite degrees of freedom is certain and adds nothing below. */
	return (va + vb) * (va + vb) / (va * va / a.df + vb * vb / b.df);
}

struct stats_comparison stats_estimate_compare(struct stats_estimate a, struct stats_estimate b, double level)
{
	double error = hypot(a.standard_error, b.standard_error);

	return stats_difference_test(a.value - b.value, error, degrees_of_freedom(a, b), level);
}

struct stats_comparison stats_mean_compare_welch(struct stats_mean a, struct stats_mean b, double level)
{
	return stats_estimate_compare(estimate_of(a), estimate_of(b), level);
}

static double pooled_variance(struct stats_mean a, struct stats_mean b)
{
	return ((a.n - 1) * stats_mean_variance(a) + (b.n - 1) * stats_mean_variance(b)) / (a.n + b.n - 2);
}

struct stats_comparison stats_mean_compare_student(struct stats_mean a, struct stats_mean b, double level)
{
	double error = sqrt(pooled_variance(a, b) * (1 / a.n + 1 / b.n));

	return stats_difference_test(a.mean - b.mean, error, a.n + b.n - 2, level);
}

struct stats_comparison stats_mean_against(struct stats_mean a, double value, double level)
{
	struct stats_estimate e = estimate_of(a);

	return stats_difference_test(e.value - value, e.standard_error, e.df, level);
}

double stats_cohen_h(double share_a, double share_b)
{
	return 2 * asin(sqrt(share_a)) - 2 * asin(sqrt(share_b));
}

double stats_cohen_d(struct stats_mean a, struct stats_mean b)
{
	double deviation = sqrt(pooled_variance(a, b));

	return deviation > 0 ? (a.mean - b.mean) / deviation : NAN;
}

double stats_hedges_g(struct stats_mean a, struct stats_mean b)
{
	return stats_cohen_d(a, b) * (1 - 3 / (4 * (a.n + b.n) - 9));
}

double stats_cohen_dz(struct stats_mean differences)
{
	double deviation = sqrt(stats_mean_variance(differences));

	return deviation > 0 ? differences.mean / deviation : NAN;
}
