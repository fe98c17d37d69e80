/* The sides of a comparison: a group, and all groups but one. */
#include <math.h>

#include "exec/fold_int.h"

static bool is_mean(const struct fold *f)
{
	return f->aggregate->kind == AGGREGATE_AVG;
}

/* Squared deviations of answers coded 1, 0, -1 from their mean. */
static double spread_of_counts(double plus, double minus, double weight)
{
	return weight > 0 ? plus + minus - (plus - minus) * (plus - minus) / weight : 0;
}

/* Sample variance of N answers from their weighted squared deviations. */
static double variance_of(double spread, double weight, double n)
{
	return n < 2 ? NAN : spread / weight * (n / (n - 1));
}

void fold_side(const struct fold *f, size_t g, struct fold_side *out)
{
	*out = (struct fold_side){ .n = (double)f->n[g],
				   .value = fold_value(f, g),
				   .effect = fold_design_effect(f, g) };
	if (!is_mean(f))
		fold_counts(f, g, &out->plus, &out->minus);
	out->variance = variance_of(fold_spread(f, g), fold_weight(f, g), out->n);
}

/* ---- all groups ------------------------------------------------------------------------------ */

static double sum_of(const struct fold *f, size_t g)
{
	return f->n[g] ? fold_value(f, g) * fold_weight(f, g) : 0;
}

/* Squared deviations of a group from MEAN. */
static double spread_about(const struct fold *f, size_t g, double mean)
{
	return f->n[g] ? fold_spread(f, g) + fold_weight(f, g) * pow(fold_value(f, g) - mean, 2) : 0;
}

static const struct stats_running *squares_of(const struct fold *f, size_t g)
{
	return &f->weighted->answers[g].square;
}

static double square_sum_about(const struct fold *f, size_t g, double mean)
{
	return f->weighted ? squares_of(f, g)->weight * (squares_of(f, g)->mean - mean) : 0;
}

static double square_spread_about(const struct fold *f, size_t g, double mean)
{
	return f->weighted
		       ? squares_of(f, g)->squares + squares_of(f, g)->weight * pow(squares_of(f, g)->mean - mean, 2)
		       : 0;
}

void fold_all(const struct fold *f, struct fold_all *out)
{
	*out = (struct fold_all){ 0 };
	for (size_t g = 0; g < f->n_groups; g++) {
		out->n += (double)f->n[g];
		out->weight += fold_weight(f, g);
		out->weight_squares += fold_weight_squares(f, g);
		out->plus += is_mean(f) ? 0 : fold_plus(f, g);
		out->minus += is_mean(f) ? 0 : fold_minus(f, g);
		out->sum += sum_of(f, g);
	}
	out->mean = out->n > 0 ? out->sum / out->weight : 0;
	for (size_t g = 0; g < f->n_groups; g++) {
		out->spread += is_mean(f) ? spread_about(f, g, out->mean) : 0;
		out->square_sum += square_sum_about(f, g, out->mean);
		out->square_spread += square_spread_about(f, g, out->mean);
	}
	if (!is_mean(f))
		out->spread = spread_of_counts(out->plus, out->minus, out->weight);
}

/* ---- all groups but one ---------------------------------------------------------------------- */

static double cluster_effect_of_others(const struct clusters *c, size_t g, double mean, double simple)
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

/* The others: sums of all less those of group G. */
struct others {
	double weight, weight_squares, plus, minus, mean, spread, square_spread;
};

/* Deviations of a part from its own mean, from those of all and of the rest about the mean of all. */
static double spread_of_others(const struct fold *f, const struct fold_all *all, size_t g, const struct others *o)
{
	if (!is_mean(f))
		return spread_of_counts(o->plus, o->minus, o->weight);
	return fmax(0, all->spread - spread_about(f, g, all->mean) - o->weight * pow(o->mean - all->mean, 2));
}

static double square_spread_of_others(const struct fold *f, const struct fold_all *all, size_t g,
				      const struct others *o)
{
	double off = o->mean - all->mean, sum = all->square_sum - square_sum_about(f, g, all->mean);

	if (!f->weighted)
		return o->spread;
	return fmax(0, all->square_spread - square_spread_about(f, g, all->mean) - 2 * off * sum +
			       off * off * o->weight_squares);
}

static struct others others_of(const struct fold *f, const struct fold_all *all, size_t g)
{
	struct others o = { .weight = all->weight - fold_weight(f, g),
			    .weight_squares = all->weight_squares - fold_weight_squares(f, g) };

	if (!is_mean(f)) {
		o.plus = all->plus - fold_plus(f, g);
		o.minus = all->minus - fold_minus(f, g);
		o.mean = (o.plus - o.minus) / o.weight;
	} else {
		o.mean = (all->sum - sum_of(f, g)) / o.weight;
	}
	o.spread = spread_of_others(f, all, g, &o);
	o.square_spread = square_spread_of_others(f, all, g, &o);
	return o;
}

void fold_side_others(const struct fold *f, const struct fold_all *all, size_t g, struct fold_side *out)
{
	struct others o;
	double scale;

	*out = (struct fold_side){ .n = all->n - (double)f->n[g], .value = NAN, .variance = NAN, .effect = 1 };
	if (out->n <= 0)
		return;
	o = others_of(f, all, g);
	scale = f->weighted ? out->n / o.weight : 1;
	out->plus = o.plus * scale;
	out->minus = o.minus * scale;
	out->value = o.mean;
	out->variance = variance_of(o.spread, o.weight, out->n);
	out->effect = cluster_effect_of_others(f->clusters, g, o.mean, o.square_spread) *
		      fold_weight_effect(f, out->n, o.weight, o.weight_squares, o.spread, o.square_spread);
}
