/* change.c - the place where a series jumps. */
#include <math.h>
#include <stdint.h>

#include "stats/ranks.h"
#include "stats/trend.h"

/* Random orders that a series is judged by, and the longest series that is. */
enum { ORDERS = 9999, MANY = 200 };

static double mean(const double *values, size_t n)
{
	double m = 0;

	for (size_t i = 0; i < n; i++)
		m += (values[i] - m) / (double)(i + 1);
	return m;
}

/* K, and in *AT where it is reached, as the number of values before; left alone when K is 0. */
static double largest_step(const double *ranks, size_t n, size_t *at)
{
	double u = 0, k = 0;

	for (size_t t = 0; t + 1 < n; t++) {
		u += 2 * ranks[t] - (double)(n + 1);
		if (fabs(u) > k) {
			k = fabs(u);
			*at = t + 1;
		}
	}
	return k;
}

/* A whole number below N.  Steele, Lea and Flood (2014), SplitMix; the same on every machine. */
static size_t random_below(uint64_t *seed, size_t n)
{
	uint64_t x = *seed += 0x9e3779b97f4a7c15;

	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
	return (size_t)((double)((x ^ (x >> 31)) >> 11) * 0x1p-53 * (double)n);
}

static void shuffle(double *values, size_t n, uint64_t *seed)
{
	for (size_t i = n; i > 1; i--) {
		size_t j = random_below(seed, i);
		double value = values[j];

		values[j] = values[i - 1];
		values[i - 1] = value;
	}
}

/* The part of random orders with a step of at least K; RANKS end in one of them. */
static double p_of_orders(double *ranks, size_t n, double k)
{
	uint64_t seed = 1;
	size_t at, as_large = 1;

	for (int i = 0; i < ORDERS; i++) {
		shuffle(ranks, n, &seed);
		as_large += largest_step(ranks, n, &at) >= k;
	}
	return (double)as_large / (ORDERS + 1);
}

struct stats_change stats_change(struct arena *scratch, const double *y, size_t n)
{
	struct stats_change c = { n, 0, NAN, NAN, NAN, NAN };
	double *ranks = ARENA_ARRAY(scratch, n, double), size = (double)n;

	if (n < 2 || !stats_ranks(scratch, y, n, ranks))
		return c;
	c.statistic = largest_step(ranks, n, &c.at);
	if (c.at == n)
		return c;
	c.p_formula = fmin(1, 2 * exp(-6 * c.statistic * c.statistic / (size * size * size + size * size)));
	c.p = n > MANY ? c.p_formula : p_of_orders(ranks, n, c.statistic);
	c.before = mean(y, c.at);
	c.after = mean(y + c.at, n - c.at);
	return c;
}
