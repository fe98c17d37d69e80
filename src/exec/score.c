#include "exec/score.h"

#include <math.h>

struct score_kernel {
	const struct score *score;
	struct kernel *a, *b, *filter;
	uint8_t truth[BLOCK_ROWS], other[BLOCK_ROWS];
};

struct score_kernel *score_new(struct arena *a, const struct score *s)
{
	struct score_kernel *k = ARENA_NEW(a, struct score_kernel);

	k->score = s;
	k->a = kernel_new(a, s->a);
	k->b = kernel_new(a, s->b);
	k->filter = kernel_new(a, s->filter);
	return k;
}

static void code(struct score_kernel *k, const struct block *b, double *out)
{
	double factor = k->score->factor;

	if (k->score->kind == AGGREGATE_AVG) {
		kernel_numbers(k->a, b, out);
		for (size_t i = 0; i < b->n; i++)
			out[i] *= factor;
		return;
	}
	kernel_truth(k->a, b, k->truth);
	for (size_t i = 0; i < b->n; i++)
		out[i] = factor * k->truth[i];
	if (k->score->kind != AGGREGATE_NET)
		return;
	kernel_truth(k->b, b, k->other);
	for (size_t i = 0; i < b->n; i++)
		out[i] = factor * (k->truth[i] - k->other[i]);
}

void score_numbers(struct score_kernel *k, const struct block *b, double *out)
{
	code(k, b, out);
	if (!k->filter)
		return;
	kernel_truth(k->filter, b, k->truth);
	for (size_t i = 0; i < b->n; i++)
		if (!k->truth[i])
			out[i] = NAN;
}
