/* regress.h - several columns at once: which of them go with an outcome?
 * Rows come one by one and leave only their moments, so that a million of them need no more memory than ten.
 * Column 0 is the outcome, 1 .. k - 1 are the predictors. */
#ifndef STATS_REGRESS_H
#define STATS_REGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "stats/stats.h"

struct stats_moments {
	size_t k; /* columns */
	double n; /* complete rows */
	double weight, weight_squares;
	double *mean;	  /* k */
	double *products; /* k x k: weighted products of deviations from the means */
};

struct stats_moments stats_moments_new(struct arena *a, size_t k);
/* A row counts when it is complete: no NaN, WEIGHT above 0.  Returns whether it did.  Welford (1962), West (1979). */
bool stats_moments_add(struct stats_moments *m, const double *row, double weight);
/* As if the rows of FROM, of as many columns, had been added to INTO. */
void stats_moments_merge(struct stats_moments *into, const struct stats_moments *from);
/* Pearson's r of columns I and J; NaN when one is constant. */
double stats_moments_r(const struct stats_moments *m, size_t i, size_t j);

enum stats_fit_status {
	STATS_FIT_OK,
	STATS_FIT_NO_PREDICTOR,
	STATS_FIT_TOO_FEW,   /* rows: less than predictors + 2 */
	STATS_FIT_CONSTANT,  /* CULPRIT is the column, 0 for the outcome */
	STATS_FIT_COLLINEAR, /* CULPRIT is made of the predictors before it, up to a part of 1e-10 */
	STATS_FIT_TOO_MANY,  /* predictors for Shapley's shares */
	STATS_FIT_NO_MEMORY,
};

struct stats_coefficient {
	double b, standard_error, t, p;
	struct interval interval;
	double beta; /* b in standard deviations: b sd(x) / sd(y) */
	double r;    /* Pearson's, alone; a sign other than beta's marks a suppressor */
	double vif;  /* 1 / (1 - R^2 of this predictor on the others); above 5 they tell the same */
};

struct stats_fit {
	enum stats_fit_status status;
	size_t culprit;
	double n, df; /* df = n - predictors - 1 */
	double r_squared, adjusted_r_squared;
	double f, p;			      /* of all coefficients = 0 */
	double residual_deviation;	      /* in units of the outcome, for a row of mean weight */
	struct stats_coefficient intercept;   /* beta, r and vif are NaN */
	struct stats_coefficient *predictors; /* k - 1; NULL unless status is OK */
};

/* Ordinary least squares, weighted when the moments are: b = C^-1 c, covariance s^2 C^-1, s^2 = residual / df, t on df.
 * N is the number of answers to judge by: m->n, or Kish's for weights that stand for people, or either less a design
 * effect.  A fit without any residual leaves nothing to judge it by: tests are NaN.  Draper and Smith (1998), Applied
 * Regression Analysis; solved by Cholesky's method from the correlations, good to 8 digits on NIST's Longley. */
struct stats_fit stats_fit(struct arena *a, const struct stats_moments *m, double n, double level);

/* How much of R^2 is due to each predictor; WEIGHTS takes k - 1 of them, which add up to R^2.  CULPRIT may be NULL.
 * Johnson (2000), Multivariate Behavioral Research 35(1), 1-19: relative weights, by way of the orthogonal columns
 * nearest to the predictors: L = Rxx^(1/2), weight_i = sum_j (L_ij)^2 (L^-1 rxy)_j^2. */
enum stats_fit_status stats_relative_weights(struct arena *scratch, const struct stats_moments *m, double *weights,
					     size_t *culprit);
/* Lindeman, Merenda and Gold (1980), also Shapley (1953): what a predictor adds to R^2, averaged over all orders in
 * which predictors can come in: sum over sets S without i of |S|! (p - |S| - 1)! / p! (R^2(S + i) - R^2(S)).  All 2^p
 * sets are fitted; more than STATS_SHAPLEY_MAX predictors are refused. */
enum { STATS_SHAPLEY_MAX = 15 };
enum stats_fit_status stats_shapley(struct arena *scratch, const struct stats_moments *m, double *weights,
				    size_t *culprit);
/* n! (p - n - 1)! / p!, 0..1: the part of all orders of P predictors in which one comes right after those of SET, a bit
 * for each of its n < P. */
double stats_shapley_part(size_t p, size_t set);

#endif
