/* score.h - a score of single rows, ready to run over blocks. */
#ifndef EXEC_SCORE_H
#define EXEC_SCORE_H

#include "exec/kernel.h"
#include "plan/score.h"

struct score_kernel;

/* Lives in the arena, as S must. */
struct score_kernel *score_new(struct arena *a, const struct score *s);
/* The score of each row times its factor; NaN where it has none. */
void score_numbers(struct score_kernel *k, const struct block *b, double *out);

#endif
