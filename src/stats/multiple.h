/* multiple.h - p values of several tests at once: the more one asks, the more chance answers. */
#ifndef STATS_MULTIPLE_H
#define STATS_MULTIPLE_H

#include <stddef.h>

#include "base/arena.h"

/* N p values into ADJUSTED (which may be P itself), at most 1 and in the order of P.  A p that is NaN stays NaN and
 * does not count as a test.  SCRATCH lends memory. Holm (1979), Scandinavian Journal of Statistics 6, 65-70: the
 * smallest times m, the next times m - 1, ..., none below the one before; holds the chance of any false finding,
 * whatever the tests have to do with each other. */
void stats_holm(struct arena *scratch, const double *p, size_t n, double *adjusted);
/* Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300: the largest times m / m, the
 * next times m / (m - 1), ..., none above the one before; holds the expected part of false ones among the findings. */
void stats_benjamini_hochberg(struct arena *scratch, const double *p, size_t n, double *adjusted);

#endif
