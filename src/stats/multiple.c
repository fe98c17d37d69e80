/* multiple.c - p values of several tests at once. */
#include "stats/multiple.h"

#include <gsl/gsl_sort.h>
#include <math.h>

/* Those of P that are numbers, ascending: LIST[i] is a place in P.  Returns how many. */
static size_t ascending(struct arena *scratch, const double *p, size_t n, size_t **list)
{
	size_t *places = ARENA_ARRAY(scratch, n, size_t), *order = ARENA_ARRAY(scratch, n, size_t), m = 0;
	double *values = ARENA_ARRAY(scratch, n, double);

	for (size_t i = 0; i < n; i++)
		if (!isnan(p[i])) {
			places[m] = i;
			values[m++] = p[i];
		}
	gsl_sort_index(order, values, 1, m);
	for (size_t i = 0; i < m; i++)
		order[i] = places[order[i]];
	*list = order;
	return m;
}

static void copy(const double *p, size_t n, double *adjusted)
{
	for (size_t i = 0; i < n; i++)
		adjusted[i] = p[i];
}

void stats_holm(struct arena *scratch, const double *p, size_t n, double *adjusted)
{
	size_t *list, m = ascending(scratch, p, n, &list);
	double least = 0;

	copy(p, n, adjusted);
	for (size_t i = 0; i < m; i++) {
		least = fmin(1, fmax(least, (double)(m - i) * adjusted[list[i]]));
		adjusted[list[i]] = least;
	}
}

void stats_benjamini_hochberg(struct arena *scratch, const double *p, size_t n, double *adjusted)
{
	size_t *list, m = ascending(scratch, p, n, &list);
	double most = 1;

	copy(p, n, adjusted);
	for (size_t i = m; i-- > 0;) {
		most = fmin(most, (double)m / (double)(i + 1) * adjusted[list[i]]);
		adjusted[list[i]] = most;
	}
}
