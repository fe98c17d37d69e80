/* mann_kendall.c - a trend from the order of values alone, and the median slope of all pairs. */
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>

#include "stats/ranks.h"
#include "stats/tail.h"
#include "stats/trend.h"

/* Up to so many periods the slopes of all pairs are written down and sorted. */
enum { MANY = 1000 };

struct series {
	const double *time, *y;
	size_t n;
	double *slopes;	       /* of all pairs, ascending; NULL for a long series */
	double *level, *spare; /* for a long series: n each */
	double low, high;      /* bounds of the slopes */
};

static double n_pairs(size_t n)
{
	return (double)n * ((double)n - 1) / 2;
}

static double slope(const struct series *s, size_t i, size_t j)
{
	return (s->y[j] - s->y[i]) / (s->time[j] - s->time[i]);
}

static void sort_slopes(struct series *s, struct arena *scratch)
{
	size_t next = 0;

	s->slopes = ARENA_ARRAY(scratch, s->n * (s->n - 1) / 2, double);
	for (size_t i = 0; i < s->n; i++)
		for (size_t j = i + 1; j < s->n; j++)
			s->slopes[next++] = slope(s, i, j);
	gsl_sort(s->slopes, 1, next);
}

/* No pair is steeper than the steepest pair of neighbours. */
static void bound_slopes(struct series *s, struct arena *scratch)
{
	s->level = ARENA_ARRAY(scratch, s->n, double);
	s->spare = ARENA_ARRAY(scratch, s->n, double);
	s->low = INFINITY;
	s->high = -INFINITY;
	for (size_t i = 1; i < s->n; i++) {
		s->low = fmin(s->low, slope(s, i - 1, i));
		s->high = fmax(s->high, slope(s, i - 1, i));
	}
}

/* How many pairs are at most so steep: those that do not rise once the series is tilted down by that. */
static double pairs_up_to(const struct series *s, double steep)
{
	for (size_t i = 0; i < s->n; i++)
		s->level[i] = steep * s->time[i] - s->y[i];
	return n_pairs(s->n) - stats_inversions(s->level, s->spare, s->n);
}

/* The slope with RANK (from 1) among all pairs. */
static double slope_of_rank(const struct series *s, double rank)
{
	double low = s->low, high = s->high;

	if (s->slopes)
		return s->slopes[(size_t)rank - 1];
	for (int i = 0; i < 100 && high - low > 1e-15 * fmax(fabs(low), fabs(high)); i++) {
		double middle = low + (high - low) / 2;

		if (pairs_up_to(s, middle) >= rank)
			high = middle;
		else
			low = middle;
	}
	return high;
}

static double median_slope(const struct series *s)
{
	double pairs = n_pairs(s->n), lower = floor((pairs + 1) / 2), upper = ceil((pairs + 1) / 2);

	return (slope_of_rank(s, lower) + slope_of_rank(s, upper)) / 2;
}

static struct interval interval_of_slope(const struct series *s, double variance, double level)
{
	double pairs = n_pairs(s->n), off = stats_z(level) * sqrt(variance);
	double low = floor((pairs - off) / 2), high = ceil((pairs + off) / 2 + 1);

	if (!(low >= 1 && high <= pairs))
		return (struct interval){ NAN, NAN };
	return (struct interval){ slope_of_rank(s, low), slope_of_rank(s, high) };
}

static bool ascends(const double *time, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (!(time[i] > time[i - 1]))
			return false;
	return true;
}

static void test(struct stats_mann_kendall *m, struct stats_concordance c)
{
	double nearer = fmax(0, fabs(c.s) - 1); /* S goes in steps of 2; the normal distribution does not */

	if (!(c.pairs_y > 0))
		return;
	m->z = copysign(nearer, c.s) / sqrt(c.variance);
	m->p = stats_p_of_z(m->z);
	m->tau = c.s / sqrt(c.pairs_x) / sqrt(c.pairs_y);
}

struct stats_mann_kendall stats_mann_kendall(struct arena *scratch, const double *time, const double *y, size_t n,
					     double level)
{
	struct stats_mann_kendall m = { NAN, NAN, NAN, NAN, NAN, { NAN, NAN } };
	struct series s = { time, y, n, NULL, NULL, NULL, 0, 0 };
	struct stats_concordance c = stats_concordance(scratch, time, y, n);

	if (isnan(c.s) || !ascends(time, n))
		return m;
	m.s = c.s;
	test(&m, c);
	if (n > MANY)
		bound_slopes(&s, scratch);
	else
		sort_slopes(&s, scratch);
	m.slope = median_slope(&s);
	m.interval = interval_of_slope(&s, c.variance, level);
	return m;
}
