/* How much of R^2 is due to each driver: Johnson's relative weights, and Shapley's shares over drivers (a category
 * comes and goes with all its columns). */
#include <math.h>
#include <string.h>

#include "report/drivers.h"

enum { SHAPLEY_DRIVERS_MAX = 10 }; /* with categories: 2^p fits */

static size_t count_used(const struct drivers_run *d, bool *categories)
{
	size_t n = 0;

	*categories = false;
	for (size_t i = 0; i < d->plan->n; i++) {
		n += d->scan.columns[i] > 0;
		*categories |= d->scan.columns[i] > 1;
	}
	return n;
}

static double sum_columns(const struct drivers_run *d, const double *weights, size_t i)
{
	double sum = 0;

	for (size_t c = 0; c < d->scan.columns[i]; c++)
		sum += weights[d->scan.first[i] - 1 + c];
	return d->scan.columns[i] && d->r_squared > 0 ? sum / d->r_squared : NAN;
}

static void johnson(struct drivers_run *d, double *weights)
{
	if (stats_relative_weights(d->environment->arena, &d->scan.moments, weights, NULL) != STATS_FIT_OK)
		return;
	for (size_t i = 0; i < d->plan->n; i++)
		d->lines[i].johnson = sum_columns(d, weights, i);
}

static void shapley_of_columns(struct drivers_run *d, double *weights)
{
	if (stats_shapley(d->environment->arena, &d->scan.moments, weights, NULL) != STATS_FIT_OK)
		return;
	for (size_t i = 0; i < d->plan->n; i++)
		d->lines[i].shapley = sum_columns(d, weights, i);
}

double drivers_r_squared(struct drivers_run *d, const size_t *columns, size_t k)
{
	const struct stats_moments *m = &d->scan.moments;
	struct arena *a = d->environment->scratch;
	struct stats_moments part = stats_moments_new(a, k);
	double r_squared;

	if (k < 2)
		return 0;
	part.n = m->n;
	part.weight = m->weight;
	part.weight_squares = m->weight_squares;
	for (size_t i = 0; i < k; i++) {
		part.mean[i] = m->mean[columns[i]];
		for (size_t j = 0; j < k; j++)
			part.products[i * k + j] = m->products[columns[i] * m->k + columns[j]];
	}
	r_squared = stats_fit(a, &part, m->n, d->plan->plan->level).r_squared;
	arena_reset(a);
	return r_squared;
}

/* Of the drivers in SET: bit B is the B-th of those USED. */
static double r_squared_of(struct drivers_run *d, const size_t *used, size_t n, size_t set, size_t *columns)
{
	size_t k = 1;

	for (size_t b = 0; b < n; b++)
		for (size_t c = 0; set >> b & 1 && c < d->scan.columns[used[b]]; c++)
			columns[k++] = d->scan.first[used[b]] + c;
	return drivers_r_squared(d, columns, k);
}

static void shapley_of_drivers(struct drivers_run *d, size_t n)
{
	size_t used[SHAPLEY_DRIVERS_MAX], k = 0, sets = (size_t)1 << n;
	double *r_squared = ARENA_ARRAY(d->environment->arena, sets, double);
	size_t *columns = ARENA_ARRAY(d->environment->arena, d->scan.moments.k, size_t);

	for (size_t i = 0; i < d->plan->n; i++)
		if (d->scan.columns[i])
			used[k++] = i;
	for (size_t set = 0; set < sets; set++)
		r_squared[set] = r_squared_of(d, used, n, set, columns);
	for (size_t b = 0; b < n; b++) {
		double sum = 0;

		for (size_t set = 0; set < sets; set++)
			if (!(set >> b & 1))
				sum += stats_shapley_part(n, set) * (r_squared[set | (size_t)1 << b] - r_squared[set]);
		d->lines[used[b]].shapley = d->r_squared > 0 ? sum / d->r_squared : NAN;
	}
}

void drivers_share(struct drivers_run *d)
{
	double *weights = ARENA_ARRAY(d->environment->arena, d->scan.n_predictors, double);
	bool categories;
	size_t n = count_used(d, &categories);

	johnson(d, weights);
	if (!categories && n <= STATS_SHAPLEY_MAX)
		shapley_of_columns(d, weights);
	else if (n <= SHAPLEY_DRIVERS_MAX)
		shapley_of_drivers(d, n);
}
