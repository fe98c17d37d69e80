/* share.c - intervals of a share: so many hits of N. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

#include "stats/stats.h"

static const struct interval no_answer = { NAN, NAN };

/* Also false when one of them is not a number. */
static bool makes_sense(double hits, double n, double z)
{
	return n > 0 && hits >= 0 && hits <= n && z > 0;
}

static struct interval clipped(double centre, double half)
{
	return (struct interval){ fmax(0, centre - half), fmin(1, centre + half) };
}

/* Wilson (1927), Journal of the American Statistical Association 22, 209-212. */
struct interval stats_share_wilson(double hits, double n, double level)
{
	double z = stats_z(level), square = z * z, share = hits / n;
	double half = z * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n);
	double centre = (share + square / (2 * n)) / (1 + square / n);
	struct interval wilson = clipped(centre, half);

	if (!makes_sense(hits, n, z))
		return no_answer;
	/* Exact in theory, and a rounding error away from it in doubles. */
	if (hits <= 0)
		wilson.low = 0;
	if (hits >= n)
		wilson.high = 1;
	return wilson;
}

/* Agresti and Coull (1998), The American Statistician 52(2), 119-126: z^2 more answers, half of them hits. */
struct interval stats_share_agresti_coull(double hits, double n, double level)
{
	double z = stats_z(level), larger = n + z * z;
	double share = (hits + z * z / 2) / larger;

	if (!makes_sense(hits, n, z))
		return no_answer;
	return clipped(share, z * sqrt(share * (1 - share) / larger));
}

struct interval stats_share_goodman(double hits, double n, double k, double level)
{
	double z = stats_z(1 - (1 - level) / k), c = z * z, root = sqrt(c * (c + 4 * hits * (n - hits) / n));

	if (!(k >= 1) || !makes_sense(hits, n, z))
		return no_answer;
	return (struct interval){ fmax(0, (c + 2 * hits - root) / (2 * (n + c))),
				  fmin(1, (c + 2 * hits + root) / (2 * (n + c))) };
}

/* The chance of less than X in the beta distribution with parameters A and B. */
static double beta_below(double x, double a, double b)
{
	/* The continued fraction needs too many steps here, and the distribution is as good as normal. */
	if (fmin(a, b) > 1e6)
		return gsl_cdf_gaussian_P(x - a / (a + b), sqrt(a * b / (a + b + 1)) / (a + b));
	return gsl_cdf_beta_P(x, a, b);
}

/* The X with TAIL below it.  By bisection, because the library's own inverse does not always converge. */
static double beta_quantile(double tail, double a, double b)
{
	double low = 0, high = 1;

	while (high - low > 1e-15 * high) {
		double middle = low + (high - low) / 2, below = beta_below(middle, a, b);

		if (isnan(below))
			return NAN;
		if (middle <= low || middle >= high)
			break;
		if (below < tail)
			low = middle;
		else
			high = middle;
	}
	return low + (high - low) / 2;
}

/* Clopper and Pearson (1934), Biometrika 26(4), 404-413, in the form with beta quantiles. */
struct interval stats_share_exact(double hits, double n, double level)
{
	double tail = (1 - level) / 2;
	struct interval exact = { 0, 1 };

	if (!makes_sense(hits, n, stats_z(level)))
		return no_answer;
	if (hits > 0)
		exact.low = beta_quantile(tail, hits, n - hits + 1);
	if (hits < n)
		exact.high = beta_quantile(1 - tail, hits + 1, n - hits);
	return isnan(exact.low) || isnan(exact.high) ? no_answer : exact;
}
