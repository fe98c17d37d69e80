/* Rows that stand for more or fewer than one. */
#include <math.h>

#include "exec/fold_int.h"

struct weighted *weighted_new(struct arena *a, const struct row *weight)
{
	struct weighted *w = ARENA_NEW(a, struct weighted);

	w->weight = kernel_new(a, weight);
	return w;
}

#define GROW(array) w->array = arena_grow(f->arena, w->array, f->capacity, n, sizeof(*w->array))

void weighted_reserve(struct fold *f, size_t n)
{
	struct weighted *w = f->weighted;

	GROW(total);
	GROW(plus);
	GROW(minus);
	GROW(answers);
}

void weighted_count(struct fold *f, size_t g, double x, double y, double weight)
{
	struct weighted *w = f->weighted;

	f->n[g]++;
	w->total[g] += weight;
	switch (f->aggregate->kind) {
	case AGGREGATE_SHARE:
	case AGGREGATE_NET:
		w->plus[g] += x == 1 ? weight : 0;
		w->minus[g] += f->b && y == 1 ? weight : 0;
		stats_weighted_add(&w->answers[g], (x == 1) - (f->b && y == 1), weight);
		break;
	case AGGREGATE_PERCENTILE:
		values_add_weighted(f->values, (uint32_t)g, x, weight);
		break;
	case AGGREGATE_CORR:
		fold_add_pair(f, g, x, y, weight);
		break;
	default:
		fold_add_sum(f, g, x * weight);
		stats_weighted_add(&w->answers[g], x, weight);
	}
}

uint64_t fold_weightless(const struct fold *f)
{
	return f->weighted ? f->weighted->weightless : 0;
}

double fold_weight(const struct fold *f, size_t g)
{
	return f->weighted ? f->weighted->total[g] : (double)f->n[g];
}

double fold_weight_squares(const struct fold *f, size_t g)
{
	return f->weighted ? f->weighted->answers[g].weight_squares : (double)f->n[g];
}

double fold_plus(const struct fold *f, size_t g)
{
	return f->weighted ? f->weighted->plus[g] : (double)f->plus[g];
}

double fold_minus(const struct fold *f, size_t g)
{
	return f->weighted ? f->weighted->minus[g] : (double)f->minus[g];
}

double fold_square_spread(const struct fold *f, size_t g)
{
	const struct stats_weighted *a = f->weighted ? &f->weighted->answers[g] : NULL;

	if (!a)
		return fold_spread(f, g);
	return a->square.squares + a->square.weight * pow(a->square.mean - a->value.mean, 2);
}

double fold_weight_effect(const struct fold *f, double n, double weight, double weight_squares, double spread,
			  double square_spread)
{
	if (!f->weighted || !(n > 0))
		return 1;
	if (f->aggregate->kind != AGGREGATE_AVG)
		return stats_kish_effect(n, weight, weight_squares);
	return spread > 0 ? n * square_spread / (weight * spread) : 1;
}
