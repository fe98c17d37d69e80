/* ranks.c - values as ranks, and pairs that are out of order. */
#include "stats/ranks.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool stats_ranks(struct arena *scratch, const double *values, size_t n, double *ranks)
{
	size_t *order = ARENA_ARRAY(scratch, n, size_t);

	for (size_t i = 0; i < n; i++)
		if (isnan(values[i]))
			return false;
	gsl_sort_index(order, values, 1, n);
	for (size_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && values[order[to]] <= values[order[from]];)
			to++;
		for (size_t i = from; i < to; i++)
			ranks[order[i]] = (double)(from + to + 1) / 2;
	}
	return true;
}

/* Merge the ascending halves; returns how many pairs that undoes. */
static double merge(double *values, double *spare, size_t half, size_t n)
{
	size_t i = 0, j = half, next = 0;
	double undone = 0;

	while (i < half && j < n)
		if (values[j] < values[i]) {
			undone += (double)(half - i);
			spare[next++] = values[j++];
		} else {
			spare[next++] = values[i++];
		}
	memcpy(spare + next, values + i, (half - i) * sizeof *values);
	memcpy(values, spare, (next + half - i) * sizeof *values);
	return undone;
}

double stats_inversions(double *values, double *spare, size_t n)
{
	size_t half = n / 2;
	double undone;

	if (n < 2)
		return 0;
	undone = stats_inversions(values, spare, half);
	undone += stats_inversions(values + half, spare, n - half);
	return undone + merge(values, spare, half, n);
}

struct point {
	double x, y;
};

static int by_x_then_y(const void *left, const void *right)
{
	const struct point *a = left, *b = right;

	if (a->x != b->x)
		return a->x < b->x ? -1 : 1;
	return (a->y > b->y) - (a->y < b->y);
}

/* Sums over runs of T equal values. */
struct ties {
	double pairs;	 /* t (t - 1) / 2 */
	double triples;	 /* t (t - 1) (t - 2) */
	double variance; /* t (t - 1) (2 t + 5) */
};

static void add_run(struct ties *s, double t)
{
	s->pairs += t * (t - 1) / 2;
	s->triples += t * (t - 1) * (t - 2);
	s->variance += t * (t - 1) * (2 * t + 5);
}

/* VALUES, STEP apart, are sorted. */
static struct ties ties_of(const double *values, size_t step, size_t n)
{
	struct ties s = { 0, 0, 0 };
	size_t from = 0;

	for (size_t i = 1; i <= n; i++)
		if (i == n || values[i * step] != values[from * step]) {
			add_run(&s, (double)(i - from));
			from = i;
		}
	return s;
}

/* Pairs equal in both. */
static double pairs_tied(const struct point *points, size_t n)
{
	struct ties s = { 0, 0, 0 };
	size_t from = 0;

	for (size_t i = 1; i <= n; i++)
		if (i == n || by_x_then_y(&points[i], &points[from]) != 0) {
			add_run(&s, (double)(i - from));
			from = i;
		}
	return s.pairs;
}

/* Kendall (1970), 4.9. */
static double variance(double n, struct ties x, struct ties y)
{
	double of_pairs = n * (n - 1), of_triples = n * (n - 1) * (n - 2);
	double v = (of_pairs * (2 * n + 5) - x.variance - y.variance) / 18;

	v += 2 * x.pairs * y.pairs / of_pairs;
	if (n > 2)
		v += x.triples * y.triples / (9 * of_triples);
	return v;
}

struct stats_concordance stats_concordance(struct arena *scratch, const double *x, const double *y, size_t n)
{
	struct point *points = ARENA_ARRAY(scratch, n, struct point);
	double *sorted = ARENA_ARRAY(scratch, n, double), *spare = ARENA_ARRAY(scratch, n, double);
	double all = (double)n * ((double)n - 1) / 2, discordant;
	struct ties of_x, of_y;

	for (size_t i = 0; i < n; i++) {
		if (isnan(x[i]) || isnan(y[i]))
			return (struct stats_concordance){ NAN, NAN, NAN, NAN };
		points[i] = (struct point){ x[i], y[i] };
	}
	if (n < 2)
		return (struct stats_concordance){ NAN, NAN, NAN, NAN };
	qsort(points, n, sizeof *points, by_x_then_y);
	for (size_t i = 0; i < n; i++)
		sorted[i] = points[i].y;
	/* Pairs tied in x are in the order of y and count for nothing here, nor do those tied in y. */
	discordant = stats_inversions(sorted, spare, n);
	of_x = ties_of(&points->x, sizeof *points / sizeof(double), n);
	of_y = ties_of(sorted, 1, n);
	return (struct stats_concordance){
		.s = all - of_x.pairs - of_y.pairs + pairs_tied(points, n) - 2 * discordant,
		.variance = variance((double)n, of_x, of_y),
		.pairs_x = all - of_x.pairs,
		.pairs_y = all - of_y.pairs,
	};
}
