/* running.c - means and deviations of values that come one by one, without large sums of squares that cancel. */
#include <math.h>

#include "stats/weights.h"

void stats_running_add(struct stats_running *r, double value, double weight)
{
	double off = value - r->mean;

	if (!(weight > 0))
		return;
	r->weight += weight;
	r->mean += off * (weight / r->weight);
	r->squares += weight * off * (value - r->mean);
}

/* Chan, Golub and LeVeque (1983), The American Statistician 37(3), 242-247. */
void stats_running_merge(struct stats_running *into, const struct stats_running *from)
{
	double off = from->mean - into->mean, weight = into->weight + from->weight;

	if (!(from->weight > 0))
		return;
	into->squares += from->squares + off * off * into->weight * (from->weight / weight);
	into->mean += off * (from->weight / weight);
	into->weight = weight;
}

struct stats_mean stats_running_mean(const struct stats_running *r)
{
	double n = r->weight;

	return (struct stats_mean){ n, n > 0 ? r->mean : NAN, n > 1 ? r->squares / (n - 1) : NAN };
}
