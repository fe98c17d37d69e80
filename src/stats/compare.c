/* compare.c - two numbers with standard errors against each other; nets and shares. */
#include "stats/compare.h"

#include <math.h>
#include <stdbool.h>

#include "stats/compare_int.h"
#include "stats/tail.h"

static const struct interval no_interval = { NAN, NAN };

struct stats_comparison stats_difference_test(double difference, double standard_error, double df, double level)
{
	struct stats_comparison c = { difference, standard_error, NAN, df, NAN, no_interval };
	double quantile = isinf(df) ? stats_z(level) : stats_t(level, df);

	/* Samples without spread say nothing about the next answers. */
	if (isnan(difference) || !(standard_error > 0))
		return c;
	c.statistic = difference / standard_error;
	c.p = stats_p_of_t(c.statistic, df);
	if (!isnan(quantile))
		c.interval = (struct interval){ difference - quantile * standard_error,
						difference + quantile * standard_error };
	return c;
}

struct stats_comparison stats_interval_compare(double a, struct interval of_a, double b, struct interval of_b,
					       double level)
{
	double d = a - b, below = hypot(a - of_a.low, of_b.high - b), above = hypot(of_a.high - a, b - of_b.low);
	struct stats_comparison c = stats_difference_test(d, (d > 0 ? below : above) / stats_z(level), INFINITY, level);

	if (!isnan(c.statistic))
		c.interval = (struct interval){ d - below, d + above };
	return c;
}

/* To what is possible: no two nets are further apart than 2, no two shares than 1. */
static struct interval clipped(struct interval i, double low, double high)
{
	if (isnan(i.low))
		return i;
	return (struct interval){ fmax(low, i.low), fmin(high, i.high) };
}

static double net(struct stats_net a)
{
	return a.n > 0 ? (a.plus - a.minus) / a.n : NAN;
}

static double net_error(struct stats_net a)
{
	return sqrt(stats_net_variance(a.plus, a.minus, a.n) / a.n);
}

static bool net_makes_sense(struct stats_net a)
{
	return a.n > 0 && a.plus >= 0 && a.minus >= 0 && a.plus + a.minus <= a.n * (1 + 1e-12);
}

static struct stats_net adjusted(struct stats_net a)
{
	return (struct stats_net){ a.plus + 0.75, a.minus + 0.75, a.n + 3 };
}

struct stats_comparison stats_net_compare_wald(struct stats_net a, struct stats_net b, double level)
{
	bool sense = net_makes_sense(a) && net_makes_sense(b);
	double difference = sense ? net(a) - net(b) : NAN;
	struct stats_comparison c =
		stats_difference_test(difference, hypot(net_error(a), net_error(b)), INFINITY, level);

	c.interval = clipped(c.interval, -2, 2);
	return c;
}

struct stats_comparison stats_net_compare_adjusted(struct stats_net a, struct stats_net b, double level)
{
	bool sense = net_makes_sense(a) && net_makes_sense(b);

	return sense ? stats_net_compare_wald(adjusted(a), adjusted(b), level) : stats_net_compare_wald(a, b, level);
}

struct stats_comparison stats_net_against_wald(struct stats_net a, double value, double level)
{
	double difference = net_makes_sense(a) && fabs(value) <= 1 ? net(a) - value : NAN;
	struct stats_comparison c = stats_difference_test(difference, net_error(a), INFINITY, level);

	c.interval = clipped(c.interval, -1 - value, 1 - value);
	return c;
}

struct stats_comparison stats_net_against_adjusted(struct stats_net a, double value, double level)
{
	return stats_net_against_wald(net_makes_sense(a) ? adjusted(a) : a, value, level);
}

static double share(struct stats_share a)
{
	return a.n > 0 && a.hits >= 0 && a.hits <= a.n ? a.hits / a.n : NAN;
}

static double share_variance(double p, double n)
{
	return p * (1 - p) / n;
}

struct interval stats_share_difference_newcombe(struct stats_share a, struct stats_share b, double level)
{
	struct interval limits_a = stats_share_wilson(a.hits, a.n, level);
	struct interval limits_b = stats_share_wilson(b.hits, b.n, level);
	double p = share(a), q = share(b);

	return (struct interval){ p - q - hypot(p - limits_a.low, limits_b.high - q),
				  p - q + hypot(limits_a.high - p, q - limits_b.low) };
}

struct interval stats_share_difference_wald(struct stats_share a, struct stats_share b, double level)
{
	double p = share(a), q = share(b), error = sqrt(share_variance(p, a.n) + share_variance(q, b.n));

	return clipped(stats_difference_test(p - q, error, INFINITY, level).interval, -1, 1);
}

struct interval stats_share_difference_agresti_caffo(struct stats_share a, struct stats_share b, double level)
{
	if (isnan(share(a)) || isnan(share(b)))
		return no_interval;
	return stats_share_difference_wald((struct stats_share){ a.hits + 1, a.n + 2 },
					   (struct stats_share){ b.hits + 1, b.n + 2 }, level);
}

struct stats_comparison stats_share_compare(struct stats_share a, struct stats_share b, double level)
{
	double together = (a.hits + b.hits) / (a.n + b.n);
	double error = sqrt(share_variance(together, a.n) + share_variance(together, b.n));
	struct stats_comparison c = stats_difference_test(share(a) - share(b), error, INFINITY, level);

	c.interval = stats_share_difference_newcombe(a, b, level);
	return c;
}

struct stats_comparison stats_share_against(struct stats_share a, double value, double level)
{
	struct interval wilson = stats_share_wilson(a.hits, a.n, level);
	struct stats_comparison c =
		stats_difference_test(share(a) - value, sqrt(share_variance(value, a.n)), INFINITY, level);

	c.interval = (struct interval){ wilson.low - value, wilson.high - value };
	return c;
}

struct stats_comparison stats_share_against_wald(struct stats_share a, double value, double level)
{
	double p = share(a);
	struct stats_comparison c = stats_difference_test(p - value, sqrt(share_variance(p, a.n)), INFINITY, level);

	c.interval = clipped(c.interval, -value, 1 - value);
	return c;
}
