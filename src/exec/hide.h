/* hide.h - which values must not be shown because few answers stand behind them (`set suppress_below`). */
#ifndef EXEC_HIDE_H
#define EXEC_HIDE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum hidden {
	HIDDEN_NOT,
	HIDDEN_FEW,    /* fewer answers than the setting asks for */
	HIDDEN_BESIDE, /* the one hidden value beside it could be worked out from the total */
};

/* Mark the groups with fewer than LEAST answers (and at least one) in HIDDEN, which starts as HIDDEN_NOT.  Then
 * complementary suppression: groups that differ in one dimension alone make up a total that is one question away; where
 * exactly one of them is hidden, the one with the fewest answers of the others is hidden too.  CODES: group *
 * N_DIMENSIONS + i; N: answers by group. */
void hide_groups(struct arena *a, const uint32_t *codes, size_t n_dimensions, const double *n, size_t n_groups,
		 double least, uint8_t *hidden);

#endif
