/* What a fold says at the end. */
#include <math.h>

#include "exec/fold_int.h"
#include "stats/stats.h"

static double sum_of(const struct fold *f, size_t g)
{
	const struct column *c = f->aggregate->a->column;

	return f->exact ? wide_to_double(f->sum[g], c->type == COLUMN_DECIMAL ? c->scale : 0)
			: f->total[g] + f->carry[g];
}

/* Sum of squared deviations from the mean; exact where the codes are: n * sum(c^2) - sum(c)^2 without rounding. */
static double deviations(const struct fold *f, size_t g)
{
	const struct column *c = f->aggregate->a->column;
	unsigned scale = f->exact && c->type == COLUMN_DECIMAL ? c->scale : 0;
	wide n = (wide)f->n[g], spread;

	if (f->weighted)
		return f->weighted->answers[g].value.squares;
	if (!f->exact)
		return f->m2[g];
	spread = n * f->squares[g] - f->codes[g] * f->codes[g];
	return wide_to_double(spread, 2 * scale) / (double)f->n[g];
}

/* Weighted answers deviate as their proportions do, with N - 1 degrees of freedom. */
double fold_deviation(const struct fold *f, size_t g)
{
	double n = (double)f->n[g];

	if (f->n[g] < 2)
		return NAN;
	return sqrt(deviations(f, g) / fold_weight(f, g) * (n / (n - 1)));
}

static double correlation(const struct fold *f, size_t g)
{
	double spread = sqrt(f->m2[g] * f->m2_b[g]);

	return f->n[g] < 2 || spread <= 0 ? NAN : f->m2_ab[g] / spread;
}

static double percentile(const struct fold *f, size_t g)
{
	size_t n;
	const double *sorted = values_of(f->values, g, &n), *weights = values_weights(f->values, g);

	if (weights)
		return stats_weighted_quantile(sorted, weights, n, f->aggregate->p);
	return stats_quantile(sorted, n, f->aggregate->p);
}

double fold_value(const struct fold *f, size_t g)
{
	double weight = fold_weight(f, g);

	if (aggregate_is_count(f->aggregate))
		return (double)f->n[g];
	if (f->n[g] == 0)
		return NAN;
	switch (f->aggregate->kind) {
	case AGGREGATE_SUM:
		return sum_of(f, g);
	case AGGREGATE_AVG:
		return sum_of(f, g) / weight;
	case AGGREGATE_SHARE:
		return fold_plus(f, g) / weight;
	case AGGREGATE_NET:
		return (fold_plus(f, g) - fold_minus(f, g)) / weight;
	case AGGREGATE_STDEV:
		return fold_deviation(f, g);
	case AGGREGATE_PERCENTILE:
		return percentile(f, g);
	case AGGREGATE_CORR:
		return correlation(f, g);
	default:
		return f->best[g];
	}
}

double fold_scaled(const struct fold *f, size_t g, double factor)
{
	if (f->n[g] == 0)
		return NAN;
	switch (f->aggregate->kind) {
	case AGGREGATE_SHARE:
		return factor * fold_plus(f, g) / fold_weight(f, g);
	case AGGREGATE_NET:
		return factor * (fold_plus(f, g) - fold_minus(f, g)) / fold_weight(f, g);
	default:
		return factor * fold_value(f, g);
	}
}

double fold_n(const struct fold *f, size_t g)
{
	return (double)f->n[g];
}

bool fold_is_additive(const struct aggregate *a, const struct column *customer)
{
	switch (a->kind) {
	case AGGREGATE_COUNT:
	case AGGREGATE_SUM:
	case AGGREGATE_AVG:
	case AGGREGATE_SHARE:
	case AGGREGATE_NET:
	case AGGREGATE_BASE:
		return true;
	case AGGREGATE_DISTINCT: /* customers are never split, so what holds them adds up */
		for (size_t i = 0; i < a->n_columns; i++)
			if (customer && a->columns[i]->column == customer)
				return true;
		return false;
	default:
		return false;
	}
}

void fold_parts(const struct fold *f, size_t g, double parts[FOLD_PARTS])
{
	parts[FOLD_N] = (double)f->n[g];
	parts[FOLD_WEIGHT] = fold_weight(f, g);
	parts[FOLD_SUM] = parts[FOLD_LESS] = 0;
	if (f->aggregate->kind == AGGREGATE_SHARE || f->aggregate->kind == AGGREGATE_NET) {
		parts[FOLD_SUM] = fold_plus(f, g);
		parts[FOLD_LESS] = fold_minus(f, g);
	} else if (f->aggregate->kind == AGGREGATE_SUM || f->aggregate->kind == AGGREGATE_AVG) {
		parts[FOLD_SUM] = sum_of(f, g);
	}
}

void fold_parts_alone(const struct fold *f, size_t g, double alone[FOLD_PARTS], double whole[FOLD_PARTS])
{
	fold_parts(f, g, alone);
	fold_parts(f, g, whole);
	if (!f->only)
		return;
	alone[FOLD_N] = alone[FOLD_WEIGHT] = (double)f->only->alone[g];
	whole[FOLD_N] = whole[FOLD_WEIGHT] = (double)f->only->first[g];
}

double fold_value_of_parts(const struct aggregate *a, const double parts[FOLD_PARTS])
{
	if (aggregate_is_count(a))
		return parts[FOLD_WEIGHT];
	if (parts[FOLD_WEIGHT] <= 0)
		return NAN;
	if (a->kind == AGGREGATE_SUM)
		return parts[FOLD_SUM];
	return (parts[FOLD_SUM] - parts[FOLD_LESS]) / parts[FOLD_WEIGHT];
}

void fold_counts(const struct fold *f, size_t g, double *plus, double *minus)
{
	double scale = f->weighted && f->n[g] ? (double)f->n[g] / fold_weight(f, g) : 1;

	*plus = fold_plus(f, g) * scale;
	*minus = fold_minus(f, g) * scale;
}

double fold_spread(const struct fold *f, size_t g)
{
	double net;

	if (f->n[g] == 0)
		return 0;
	if (f->aggregate->kind == AGGREGATE_AVG)
		return deviations(f, g);
	net = fold_plus(f, g) - fold_minus(f, g);
	return fold_plus(f, g) + fold_minus(f, g) - net * net / fold_weight(f, g);
}

double fold_cluster_effect(const struct fold *f, size_t g)
{
	const struct clusters *c = f->clusters;
	double mean, clustered, simple;

	if (!c || f->n[g] < 2)
		return 1;
	mean = fold_value(f, g);
	clustered = c->sum2[g] - 2 * mean * c->cross[g] + mean * mean * c->count2[g];
	simple = fold_square_spread(f, g);
	return simple > 0 && clustered > simple ? clustered / simple : 1;
}

double fold_design_effect(const struct fold *f, size_t g)
{
	if (!f->weighted || !f->clusters)
		return fold_cluster_effect(f, g);
	return fold_cluster_effect(f, g) * fold_weight_effect(f, (double)f->n[g], fold_weight(f, g),
							      fold_weight_squares(f, g), fold_spread(f, g),
							      fold_square_spread(f, g));
}

const double *fold_sorted_weights(const struct fold *f, size_t g)
{
	return values_weights(f->values, g);
}

const double *fold_sorted(const struct fold *f, size_t g, size_t *n)
{
	return values_of(f->values, g, n);
}
