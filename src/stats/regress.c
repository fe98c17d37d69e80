/* regress.c - least squares from moments. */
#include "stats/regress.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#include "stats/regress_int.h"
#include "stats/tail.h"

/* A part of the outcome's variance that is rounding. */
static const double rounding = 1e-13;

struct solution {
	const struct stats_moments *moments;
	size_t p;
	double *inverse; /* of the predictors' correlations */
	double *betas;
	double left; /* 1 - R^2 */
	double n, df;
	double level;
};

static bool solve(struct arena *a, const struct correlations *c, struct solution *s)
{
	gsl_matrix_const_view factor = gsl_matrix_const_view_array(c->factor, c->p, c->p);
	gsl_vector_const_view outcome = gsl_vector_const_view_array(c->with_outcome, c->p);
	gsl_matrix_view inverse;
	gsl_vector_view betas;

	s->inverse = ARENA_ARRAY(a, c->p * c->p, double);
	s->betas = ARENA_ARRAY(a, c->p, double);
	memcpy(s->inverse, c->factor, c->p * c->p * sizeof *s->inverse);
	inverse = gsl_matrix_view_array(s->inverse, c->p, c->p);
	betas = gsl_vector_view_array(s->betas, c->p);
	return gsl_linalg_cholesky_solve(&factor.matrix, &outcome.vector, &betas.vector) == GSL_SUCCESS &&
	       gsl_linalg_cholesky_invert(&inverse.matrix) == GSL_SUCCESS;
}

static double part_left(const struct correlations *c, const double *betas)
{
	double left = 1;

	for (size_t i = 0; i < c->p; i++)
		left -= c->with_outcome[i] * betas[i];
	return left > rounding ? left : 0;
}

/* Weighted squared deviations of column I, per unit of weight. */
static double variance(const struct solution *s, size_t i)
{
	return s->moments->products[i * s->moments->k + i] / s->moments->weight;
}

/* Variance of the residuals of rows of mean weight. */
static double residual_variance(const struct solution *s)
{
	return s->left * variance(s, 0) * s->n / s->df;
}

static void test(struct stats_coefficient *c, const struct solution *s, double squared_error)
{
	double half;

	c->standard_error = sqrt(squared_error);
	c->t = c->p = c->interval.low = c->interval.high = NAN;
	if (!(squared_error > 0))
		return;
	half = stats_t(s->level, s->df) * c->standard_error;
	c->t = c->b / c->standard_error;
	c->p = stats_p_of_t(c->t, s->df);
	c->interval = (struct interval){ c->b - half, c->b + half };
}

static struct stats_coefficient predictor(const struct solution *s, const struct correlations *c, size_t i)
{
	struct stats_coefficient out = {
		.b = s->betas[i] * sqrt(variance(s, 0) / variance(s, i + 1)),
		.beta = s->betas[i],
		.r = c->with_outcome[i],
		.vif = s->inverse[i * c->p + i],
	};

	test(&out, s, residual_variance(s) * out.vif / (s->n * variance(s, i + 1)));
	return out;
}

/* Where the plane through the means meets zero: its squared error is s^2 (1 / n + mean' C^-1 mean). */
static struct stats_coefficient intercept(const struct solution *s, const struct stats_coefficient *predictors)
{
	const double *mean = s->moments->mean;
	struct stats_coefficient out = { .b = mean[0], .beta = NAN, .r = NAN, .vif = NAN };
	double far = 1;

	for (size_t i = 0; i < s->p; i++) {
		out.b -= predictors[i].b * mean[i + 1];
		for (size_t j = 0; j < s->p; j++)
			far += s->inverse[i * s->p + j] * mean[i + 1] * mean[j + 1] /
			       sqrt(variance(s, i + 1) * variance(s, j + 1));
	}
	test(&out, s, residual_variance(s) * far / s->n);
	return out;
}

static struct stats_fit no_fit(enum stats_fit_status status, size_t culprit)
{
	const struct stats_coefficient none = { NAN, NAN, NAN, NAN, { NAN, NAN }, NAN, NAN, NAN };

	return (struct stats_fit){ status, culprit, NAN, NAN, NAN, NAN, NAN, NAN, NAN, none, NULL };
}

struct stats_fit stats_fit(struct arena *a, const struct stats_moments *m, double n, double level)
{
	struct correlations c = correlations_of(a, m, n);
	struct solution s = { .moments = m, .p = c.p, .n = n, .df = n - (double)c.p - 1, .level = level };
	struct stats_fit fit = no_fit(c.status, c.culprit);

	if (fit.status != STATS_FIT_OK)
		return fit;
	if (!solve(a, &c, &s))
		return no_fit(STATS_FIT_COLLINEAR, c.p);
	s.left = part_left(&c, s.betas);
	fit.n = n;
	fit.df = s.df;
	fit.r_squared = 1 - s.left;
	fit.adjusted_r_squared = 1 - s.left * (n - 1) / s.df;
	if (s.left > 0) {
		fit.f = fit.r_squared / (double)c.p / (s.left / s.df);
		fit.p = stats_p_of_f(fit.f, (double)c.p, s.df);
	}
	fit.residual_deviation = sqrt(residual_variance(&s));
	fit.predictors = ARENA_ARRAY(a, c.p, struct stats_coefficient);
	for (size_t i = 0; i < c.p; i++)
		fit.predictors[i] = predictor(&s, &c, i);
	fit.intercept = intercept(&s, fit.predictors);
	return fit;
}
