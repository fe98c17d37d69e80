/* importance.c - how much of R^2 is due to each predictor: Johnson's relative weights and Shapley's shares. */
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "stats/regress.h"
#include "stats/regress_int.h"

static enum stats_fit_status checked(const struct correlations *c, double *weights, size_t *culprit)
{
	if (culprit)
		*culprit = c->culprit;
	for (size_t i = 0; i < c->p; i++)
		weights[i] = NAN;
	return c->status;
}

/* MATRIX (p x p, destroyed) = V diag(VALUES) V', the columns of VECTORS are those of V. */
static enum stats_fit_status eigen(double *matrix, size_t p, double *values, double *vectors)
{
	gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc(p);
	gsl_matrix_view from = gsl_matrix_view_array(matrix, p, p), to = gsl_matrix_view_array(vectors, p, p);
	gsl_vector_view lambda = gsl_vector_view_array(values, p);
	int status;

	if (!work)
		return STATS_FIT_NO_MEMORY;
	status = gsl_eigen_symmv(&from.matrix, &lambda.vector, &to.matrix, work);
	gsl_eigen_symmv_free(work);
	return status == GSL_SUCCESS ? STATS_FIT_OK : STATS_FIT_COLLINEAR;
}

/* Entry I, J of V diag(VALUES ^ EXPONENT) V'. */
static double power(const double *values, const double *vectors, size_t p, size_t i, size_t j, double exponent)
{
	double sum = 0;

	for (size_t k = 0; k < p; k++)
		sum += vectors[i * p + k] * pow(values[k], exponent) * vectors[j * p + k];
	return sum;
}

enum stats_fit_status stats_relative_weights(struct arena *scratch, const struct stats_moments *m, double *weights,
					     size_t *culprit)
{
	struct correlations c = correlations_of(scratch, m, m->n);
	double *values = ARENA_ARRAY(scratch, c.p, double), *vectors = ARENA_ARRAY(scratch, c.p * c.p, double);
	enum stats_fit_status status = checked(&c, weights, culprit);

	if (status == STATS_FIT_OK)
		status = eigen(c.with_each_other, c.p, values, vectors);
	if (status != STATS_FIT_OK)
		return status;
	for (size_t i = 0; i < c.p; i++)
		weights[i] = 0;
	for (size_t j = 0; j < c.p; j++) {
		double beta = 0; /* of the outcome on the j-th orthogonal column */

		for (size_t k = 0; k < c.p; k++)
			beta += power(values, vectors, c.p, j, k, -0.5) * c.with_outcome[k];
		for (size_t i = 0; i < c.p; i++)
			weights[i] += pow(power(values, vectors, c.p, i, j, 0.5) * beta, 2);
	}
	return STATS_FIT_OK;
}

/* All sets of predictors, each grown by one predictor from a smaller one, as Cholesky's factor grows by one row. */
struct search {
	const struct correlations *c;
	double *r_squared; /* of each set; bit i: predictor i is in it */
	double factor[STATS_SHAPLEY_MAX][STATS_SHAPLEY_MAX];
	double explained[STATS_SHAPLEY_MAX]; /* what each step adds is the square of this */
	size_t chosen[STATS_SHAPLEY_MAX];
};

static double grow(struct search *s, size_t n, size_t i)
{
	const double *r = &s->c->with_each_other[i * s->c->p];
	double *row = s->factor[n], left = 1, explained = s->c->with_outcome[i];

	for (size_t j = 0; j < n; j++) {
		row[j] = r[s->chosen[j]];
		for (size_t l = 0; l < j; l++)
			row[j] -= row[l] * s->factor[j][l];
		row[j] /= s->factor[j][j];
		left -= row[j] * row[j];
		explained -= row[j] * s->explained[j];
	}
	row[n] = sqrt(left);
	s->chosen[n] = i;
	s->explained[n] = explained / row[n];
	return s->explained[n] * s->explained[n];
}

static void visit(struct search *s, size_t n, size_t first, size_t set, double r_squared)
{
	s->r_squared[set] = r_squared;
	for (size_t i = first; i < s->c->p; i++)
		visit(s, n + 1, i + 1, set | (size_t)1 << i, r_squared + grow(s, n, i));
}

static size_t size_of(size_t set)
{
	size_t n = 0;

	for (; set; set &= set - 1)
		n++;
	return n;
}

double stats_shapley_part(size_t p, size_t set)
{
	size_t n = size_of(set);
	double part = 1 / (double)p;

	for (size_t i = 1; i <= n; i++)
		part *= (double)i / (double)(p - i);
	return part;
}

enum stats_fit_status stats_shapley(struct arena *scratch, const struct stats_moments *m, double *weights,
				    size_t *culprit)
{
	struct correlations c = correlations_of(scratch, m, m->n);
	struct search s = { .c = &c };

	if (checked(&c, weights, culprit) != STATS_FIT_OK)
		return c.status;
	if (c.p > STATS_SHAPLEY_MAX)
		return STATS_FIT_TOO_MANY;
	s.r_squared = ARENA_ARRAY(scratch, (size_t)1 << c.p, double);
	visit(&s, 0, 0, 0, 0);
	for (size_t i = 0; i < c.p; i++) {
		size_t bit = (size_t)1 << i;

		weights[i] = 0;
		for (size_t set = 0; set < (size_t)1 << c.p; set++)
			if (!(set & bit))
				weights[i] +=
					stats_shapley_part(c.p, set) * (s.r_squared[set | bit] - s.r_squared[set]);
	}
	return STATS_FIT_OK;
}
