/* The sides of a comparison: a group, and all groups but one. */
#include <math.h>

#include "exec/fold_int.h"

static bool is_mean(const struct fold *f)
{
	return f->aggregate->kind == AGGREGATE_AVG;
}

/* Squared deviations of N answers coded 1, 0, -1 from their mean. */
static double spread_of_counts(double plus, double minus, double n)
{
	return n > 0 ? plus + minus - (plus - minus) * (plus - minus) / n : 0;
}

static double spread_of_group(const struct fold *f, size_t g)
{
	double deviation;

	if (!is_mean(f))
		return spread_of_counts((double)f->plus[g], (double)f->minus[g], (double)f->n[g]);
	deviation = fold_deviation(f, g);
	return isnan(deviation) ? 0 : deviation * deviation * (double)(f->n[g] - 1);
}

void fold_side(const struct fold *f, size_t g, struct fold_side *out)
{
	*out = (struct fold_side){ .n = (double)f->n[g],
				   .value = fold_value(f, g),
				   .effect = fold_design_effect(f, g) };
	if (!is_mean(f))
		fold_counts(f, g, &out->plus, &out->minus);
	out->variance = out->n < 2 ? NAN : spread_of_group(f, g) / (out->n - 1);
}

void fold_all(const struct fold *f, struct fold_all *out)
{
	double mean;

	*out = (struct fold_all){ 0 };
	for (size_t g = 0; g < f->n_groups; g++) {
		out->n += (double)f->n[g];
		out->plus += is_mean(f) ? 0 : (double)f->plus[g];
		out->minus += is_mean(f) ? 0 : (double)f->minus[g];
		out->sum += f->n[g] ? fold_value(f, g) * (double)f->n[g] : 0;
	}
	if (!is_mean(f)) {
		out->spread = spread_of_counts(out->plus, out->minus, out->n);
		return;
	}
	mean = out->n > 0 ? out->sum / out->n : 0;
	for (size_t g = 0; g < f->n_groups; g++)
		if (f->n[g])
			out->spread += spread_of_group(f, g) + (double)f->n[g] * pow(fold_value(f, g) - mean, 2);
}

static double effect_of_others(const struct clusters *c, size_t g, double mean, double simple)
{
	double sum2, cross, count2, clustered;

	if (!c)
		return 1;
	sum2 = c->all_sum2 - 2 * c->whole_sum[g] + c->sum2[g];
	cross = c->all_cross - c->whole_cross[g] + c->cross[g];
	count2 = c->all_count2 - 2 * c->whole_count[g] + c->count2[g];
	clustered = sum2 - 2 * mean * cross + mean * mean * count2;
	return simple > 0 && clustered > simple ? clustered / simple : 1;
}

/* Deviations of a part from its own mean, from those of all and of the rest about the mean of all. */
static double spread_of_others(const struct fold *f, const struct fold_all *all, size_t g, const struct fold_side *out)
{
	double mean = all->sum / all->n, own;

	if (!is_mean(f))
		return spread_of_counts(out->plus, out->minus, out->n);
	own = f->n[g] ? spread_of_group(f, g) + (double)f->n[g] * pow(fold_value(f, g) - mean, 2) : 0;
	return fmax(0, all->spread - own - out->n * pow(out->value - mean, 2));
}

void fold_side_others(const struct fold *f, const struct fold_all *all, size_t g, struct fold_side *out)
{
	double spread;

	*out = (struct fold_side){ .n = all->n - (double)f->n[g], .value = NAN, .variance = NAN, .effect = 1 };
	if (out->n <= 0)
		return;
	if (!is_mean(f)) {
		out->plus = all->plus - (double)f->plus[g];
		out->minus = all->minus - (double)f->minus[g];
		out->value = (out->plus - out->minus) / out->n;
	} else {
		out->value = (all->sum - (f->n[g] ? fold_value(f, g) * (double)f->n[g] : 0)) / out->n;
	}
	spread = spread_of_others(f, all, g, out);
	out->variance = out->n < 2 ? NAN : spread / (out->n - 1);
	out->effect = effect_of_others(f->clusters, g, out->value, spread);
}
