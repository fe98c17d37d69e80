/* net.c - intervals of a net score: answers of +1, 0 and -1, as promoters, passives and detractors are. */
#include <math.h>
#include <stdbool.h>

#include "stats/stats.h"

static const struct interval no_answer = { NAN, NAN };

static bool makes_sense(double plus, double minus, double n, double z)
{
	/* Counts that were divided by a design effect may add up to a rounding error more than N. */
	return n > 0 && plus >= 0 && minus >= 0 && plus + minus <= n * (1 + 1e-12) && z > 0;
}

static struct interval clipped(double low, double high)
{
	return (struct interval){ fmax(-1, low), fmin(1, high) };
}

double stats_net_variance(double plus, double minus, double n)
{
	double up = plus / n, down = minus / n;

	if (!(n > 0))
		return NAN;
	/* Rounding must not make the variance of answers that are all alike negative. */
	return fmax(0, up + down - (up - down) * (up - down));
}

struct interval stats_net_wald(double plus, double minus, double n, double level)
{
	double z = stats_z(level), net = (plus - minus) / n;
	double half = z * sqrt(stats_net_variance(plus, minus, n) / n);

	if (!makes_sense(plus, minus, n, z))
		return no_answer;
	return clipped(net - half, net + half);
}

/* Rocks (2016), The American Statistician 70(4), 365-372: three more answers, then Wald. */
struct interval stats_net_adjusted_wald(double plus, double minus, double n, double level)
{
	if (!makes_sense(plus, minus, n, stats_z(level)))
		return no_answer;
	return stats_net_wald(plus + 0.75, minus + 0.75, n + 3, level);
}

struct interval stats_net_t(double plus, double minus, double n, double level)
{
	double net = (plus - minus) / n;
	double half = stats_t(level, n - 1) * sqrt(stats_net_variance(plus, minus, n) / (n - 1));

	/* Answers that are all alike say nothing about the next one. */
	if (!makes_sense(plus, minus, n, stats_z(level)) || !(half > 0))
		return no_answer;
	return clipped(net - half, net + half);
}

/* The standard deviation of PLUS - MINUS if the net were NET: the nuisance parameter is the constrained
 * maximum-likelihood estimate Q of the share of -1. */
static double constrained_deviation(double plus, double minus, double n, double net)
{
	double a = 2 * n, b = (2 * n - plus + minus) * net - plus - minus, c = -minus * net * (1 - net);
	double q = (sqrt(fmax(0, b * b - 4 * a * c)) - b) / (2 * a);

	return sqrt(fmax(0, n * (2 * q + net * (1 - net))));
}

/* The net between INSIDE and OUTSIDE that is exactly Z deviations away from the answers. */
static double score_limit(double plus, double minus, double n, double z, double inside, double outside)
{
	for (int i = 0; i < 200; i++) {
		double middle = inside + (outside - inside) / 2;

		if (fabs(plus - minus - n * middle) <= z * constrained_deviation(plus, minus, n, middle))
			inside = middle;
		else
			outside = middle;
	}
	return inside;
}

/* Tango (1998), Statistics in Medicine 17, 891-908, which Rocks (2016) found as good as the adjusted Wald interval. */
struct interval stats_net_score(double plus, double minus, double n, double level)
{
	double z = stats_z(level), net = (plus - minus) / n;
	struct interval score = { -1, 1 };

	if (!makes_sense(plus, minus, n, z))
		return no_answer;
	if (minus < n)
		score.low = score_limit(plus, minus, n, z, net, -1);
	if (plus < n)
		score.high = score_limit(plus, minus, n, z, net, 1);
	return score;
}
