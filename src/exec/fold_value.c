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

	if (!f->exact)
		return f->m2[g];
	spread = n * f->squares[g] - f->codes[g] * f->codes[g];
	return wide_to_double(spread, 2 * scale) / (double)f->n[g];
}

double fold_deviation(const struct fold *f, size_t g)
{
	if (f->n[g] < 2)
		return NAN;
	return sqrt(deviations(f, g) / (double)(f->n[g] - 1));
}

static double correlation(const struct fold *f, size_t g)
{
	double spread = sqrt(f->m2[g] * f->m2_b[g]);

	return f->n[g] < 2 || spread <= 0 ? NAN : f->m2_ab[g] / spread;
}

static double percentile(const struct fold *f, size_t g)
{
	size_t n;
	const double *sorted = values_of(f->values, g, &n);

	return stats_quantile(sorted, n, f->aggregate->p);
}

double fold_value(const struct fold *f, size_t g)
{
	double n = (double)f->n[g];

	if (f->aggregate->kind == AGGREGATE_COUNT || f->aggregate->kind == AGGREGATE_DISTINCT)
		return n;
	if (f->n[g] == 0)
		return NAN;
	switch (f->aggregate->kind) {
	case AGGREGATE_SUM:
		return sum_of(f, g);
	case AGGREGATE_AVG:
		return sum_of(f, g) / n;
	case AGGREGATE_SHARE:
		return (double)f->plus[g] / n;
	case AGGREGATE_NET:
		return ((double)f->plus[g] - (double)f->minus[g]) / n;
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
	double n = (double)f->n[g];

	if (f->n[g] == 0)
		return NAN;
	switch (f->aggregate->kind) {
	case AGGREGATE_SHARE:
		return factor * (double)f->plus[g] / n;
	case AGGREGATE_NET:
		return factor * ((double)f->plus[g] - (double)f->minus[g]) / n;
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
	parts[0] = (double)f->n[g];
	parts[1] = parts[2] = 0;
	if (f->aggregate->kind == AGGREGATE_SHARE || f->aggregate->kind == AGGREGATE_NET) {
		parts[1] = (double)f->plus[g];
		parts[2] = (double)f->minus[g];
	} else if (f->aggregate->kind == AGGREGATE_SUM || f->aggregate->kind == AGGREGATE_AVG) {
		parts[1] = sum_of(f, g);
	}
}

double fold_value_of_parts(const struct aggregate *a, const double parts[FOLD_PARTS])
{
	if (a->kind == AGGREGATE_COUNT || a->kind == AGGREGATE_DISTINCT)
		return parts[0];
	if (parts[0] <= 0)
		return NAN;
	if (a->kind == AGGREGATE_SUM)
		return parts[1];
	return (parts[1] - parts[2]) / parts[0];
}

void fold_counts(const struct fold *f, size_t g, double *plus, double *minus)
{
	*plus = (double)f->plus[g];
	*minus = (double)f->minus[g];
}

/* Simple variance of the answers times their number: what a design effect is measured against. */
static double simple_spread(const struct fold *f, size_t g)
{
	double n = (double)f->n[g], plus, minus;

	if (f->aggregate->kind == AGGREGATE_AVG)
		return deviations(f, g);
	fold_counts(f, g, &plus, &minus);
	return plus + minus - (plus - minus) * (plus - minus) / n;
}

double fold_design_effect(const struct fold *f, size_t g)
{
	const struct clusters *c = f->clusters;
	double mean, clustered, simple;

	if (!c || f->n[g] < 2)
		return 1;
	mean = fold_value(f, g);
	clustered = c->sum2[g] - 2 * mean * c->cross[g] + mean * mean * c->count2[g];
	simple = simple_spread(f, g);
	return simple > 0 && clustered > simple ? clustered / simple : 1;
}

const double *fold_sorted(const struct fold *f, size_t g, size_t *n)
{
	return values_of(f->values, g, n);
}
