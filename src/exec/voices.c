#include "exec/voices.h"

#include <math.h>

static void finish(struct voices *v)
{
	v->sums += v->sum * v->sum;
	v->products += v->sum * v->n;
	v->counts += v->n * v->n;
	v->sum = v->n = 0;
}

void voices_add(struct voices *v, uint64_t voice, double answer, double weight)
{
	if (v->current != voice + 1)
		finish(v);
	v->current = voice + 1;
	v->sum += weight * answer;
	v->n += weight;
	stats_running_add(&v->answers, answer, weight);
	stats_running_add(&v->square, answer, weight * weight);
}

double voices_effect(const struct voices *v)
{
	struct voices all = *v;
	double mean = v->answers.mean, off = v->square.mean - mean, clustered;
	double simple = v->square.squares + v->square.weight * off * off;

	finish(&all);
	clustered = all.sums - 2 * mean * all.products + mean * mean * all.counts;
	/* Answers that are each a voice of their own come out at 1 but for rounding. */
	return simple > 0 && clustered > simple * (1 + 1e-9) ? clustered / simple : 1;
}

struct stats_mean voices_mean(const struct voices *v)
{
	struct stats_mean m = stats_running_mean(&v->answers);

	m.n /= voices_effect(v);
	return m;
}
