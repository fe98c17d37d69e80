/* moments.c - means and products of deviations of several columns, row by row. */
#include <math.h>

#include "stats/regress.h"
#include "stats/regress_int.h"

/* A spread below this part of the mean is rounding. */
static const double rounding = 1e-12;
/* A correlation below this is rounding. */
static const double no_correlation = 1e-14;
/* A predictor of which the others leave less than this part is made of them. */
static const double nothing_left = 1e-10;

struct stats_moments stats_moments_new(struct arena *a, size_t k)
{
	return (struct stats_moments){ .k = k,
				       .mean = ARENA_ARRAY(a, k, double),
				       .products = ARENA_ARRAY(a, k * k, double) };
}

/* Add WEIGHT rows with this MEAN, without products of their own. */
static void join(struct stats_moments *m, const double *mean, double weight)
{
	double part = weight / (m->weight + weight);

	for (size_t i = 0; i < m->k; i++)
		for (size_t j = 0; j <= i; j++) {
			m->products[i * m->k + j] += m->weight * part * (mean[i] - m->mean[i]) * (mean[j] - m->mean[j]);
			m->products[j * m->k + i] = m->products[i * m->k + j];
		}
	for (size_t i = 0; i < m->k; i++)
		m->mean[i] += part * (mean[i] - m->mean[i]);
	m->weight += weight;
}

bool stats_moments_add(struct stats_moments *m, const double *row, double weight)
{
	if (!(weight > 0))
		return false;
	for (size_t i = 0; i < m->k; i++)
		if (isnan(row[i]))
			return false;
	join(m, row, weight);
	m->weight_squares += weight * weight;
	m->n++;
	return true;
}

void stats_moments_merge(struct stats_moments *into, const struct stats_moments *from)
{
	if (!(from->n > 0))
		return;
	join(into, from->mean, from->weight);
	for (size_t i = 0; i < into->k * into->k; i++)
		into->products[i] += from->products[i];
	into->weight_squares += from->weight_squares;
	into->n += from->n;
}

static bool is_constant(const struct stats_moments *m, size_t i)
{
	double least = rounding * m->mean[i];

	return !(m->products[i * m->k + i] > m->weight * least * least);
}

double stats_moments_r(const struct stats_moments *m, size_t i, size_t j)
{
	double deviations = sqrt(m->products[i * m->k + i]) * sqrt(m->products[j * m->k + j]);
	double r = m->products[i * m->k + j] / deviations;

	if (is_constant(m, i) || is_constant(m, j))
		return NAN;
	return fabs(r) > no_correlation ? fmax(-1, fmin(1, r)) : 0; /* so that rounding has no sign */
}

static void fill(struct correlations *c, const struct stats_moments *m)
{
	for (size_t i = 0; i < c->p; i++) {
		c->with_outcome[i] = stats_moments_r(m, i + 1, 0);
		for (size_t j = 0; j < c->p; j++)
			c->with_each_other[i * c->p + j] = i == j ? 1 : stats_moments_r(m, i + 1, j + 1);
	}
}

/* Row I of Cholesky's factor; false when the columns before leave nothing of column I. */
static bool factor_row(struct correlations *c, size_t i)
{
	const double *r = &c->with_each_other[i * c->p];
	double *row = &c->factor[i * c->p], left = 1;

	for (size_t j = 0; j < i; j++) {
		const double *above = &c->factor[j * c->p];

		row[j] = r[j];
		for (size_t l = 0; l < j; l++)
			row[j] -= row[l] * above[l];
		row[j] /= above[j];
		left -= row[j] * row[j];
		c->factor[j * c->p + i] = row[j]; /* some versions of GSL read the upper triangle */
	}
	row[i] = sqrt(fmax(0, left));
	return left > nothing_left;
}

static enum stats_fit_status check(struct correlations *c, const struct stats_moments *m, double n)
{
	if (m->k < 2)
		return STATS_FIT_NO_PREDICTOR;
	if (!(n >= (double)c->p + 2))
		return STATS_FIT_TOO_FEW;
	for (c->culprit = 0; c->culprit < m->k; c->culprit++)
		if (is_constant(m, c->culprit))
			return STATS_FIT_CONSTANT;
	fill(c, m);
	for (c->culprit = 1; c->culprit <= c->p; c->culprit++)
		if (!factor_row(c, c->culprit - 1))
			return STATS_FIT_COLLINEAR;
	c->culprit = 0;
	return STATS_FIT_OK;
}

struct correlations correlations_of(struct arena *a, const struct stats_moments *m, double n)
{
	size_t p = m->k > 1 ? m->k - 1 : 0;
	struct correlations c = {
		.p = p,
		.with_each_other = ARENA_ARRAY(a, p * p, double),
		.factor = ARENA_ARRAY(a, p * p, double),
		.with_outcome = ARENA_ARRAY(a, p, double),
	};

	c.status = check(&c, m, n);
	return c;
}
