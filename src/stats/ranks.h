/* ranks.h - values as ranks, and pairs that are out of order. */
#ifndef STATS_RANKS_H
#define STATS_RANKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Ranks from 1; equal values share the mean of theirs.  False when a value is NaN. */
bool stats_ranks(struct arena *scratch, const double *values, size_t n, double *ranks);
/* Pairs i < j with values[j] < values[i].  VALUES come out sorted; SPARE has room for N more. */
double stats_inversions(double *values, double *spare, size_t n);

/* What Kendall's tau and the Mann-Kendall test are made of. */
struct stats_concordance {
	double s;		 /* pairs that agree less pairs that disagree */
	double variance;	 /* of s if there is no association, with ties */
	double pairs_x, pairs_y; /* pairs that are not tied in x, in y */
};

struct stats_concordance stats_concordance(struct arena *scratch, const double *x, const double *y, size_t n);

#endif
