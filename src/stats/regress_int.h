/* regress_int.h - correlations of predictors, checked and factored. */
#ifndef STATS_REGRESS_INT_H
#define STATS_REGRESS_INT_H

#include "stats/regress.h"

/* Of p predictors: correlations with each other (p x p), their Cholesky factor (and its mirror), and with the outcome.
 */
struct correlations {
	enum stats_fit_status status;
	size_t culprit;
	size_t p;
	double *with_each_other;
	double *factor;
	double *with_outcome;
};

struct correlations correlations_of(struct arena *a, const struct stats_moments *m, double n);

#endif
