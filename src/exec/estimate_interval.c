/* Intervals of single aggregates, and the range a value can lie in. */
#include "exec/estimate_int.h"

#include <math.h>

/* The ranks of as many equal answers as the weights are worth, as parts of all weight. */
static struct interval weighted_percentile_interval(const double *sorted, const double *weights, size_t n, double p,
						    double level)
{
	double sum = 0, squares = 0, effective;
	struct interval ranks, out = { NAN, NAN };

	for (size_t i = 0; i < n; i++) {
		sum += weights[i];
		squares += weights[i] * weights[i];
	}
	effective = stats_kish_n(sum, squares);
	ranks = stats_quantile_ranks(effective, p, level);
	if (ranks.low >= 1)
		out.low = stats_weighted_rank(sorted, weights, n, ranks.low / effective);
	if (ranks.high <= effective)
		out.high = stats_weighted_rank(sorted, weights, n, ranks.high / effective);
	return out;
}

static struct interval percentile_interval(const struct fold *f, size_t g, double p, double level)
{
	size_t n;
	const double *sorted = fold_sorted(f, g, &n), *weights = fold_sorted_weights(f, g);
	struct interval ranks = stats_quantile_ranks((double)n, p, level), out = { NAN, NAN };

	if (weights && n)
		return weighted_percentile_interval(sorted, weights, n, p, level);
	if (isnan(ranks.low) || n == 0)
		return out;
	if (ranks.low >= 1)
		out.low = sorted[(size_t)ranks.low - 1];
	if (ranks.high <= (double)n)
		out.high = sorted[(size_t)ranks.high - 1];
	return out;
}

static struct interval mean_interval(const struct fold *f, size_t g, double effect, double level)
{
	double error = fold_deviation(f, g) * sqrt(effect / fold_n(f, g));

	/* Unequal weights widen the error, but the answers remain as many. */
	return stats_mean_t(fold_value(f, g), error, fold_n(f, g) / fold_cluster_effect(f, g) - 1, level);
}

static struct interval aggregate_interval(const struct fold *f, const struct aggregate *a, size_t g, double effect,
					  double level)
{
	double n = fold_n(f, g) / effect, plus, minus;

	switch (a->kind) {
	case AGGREGATE_SHARE:
		fold_counts(f, g, &plus, &minus);
		return stats_share_wilson(plus / effect, n, level);
	case AGGREGATE_NET:
		if (fold_n(f, g) < 2) /* would leave out the one answer there is */
			break;
		fold_counts(f, g, &plus, &minus);
		return stats_net_adjusted_wald(plus / effect, minus / effect, n, level);
	case AGGREGATE_AVG:
		return mean_interval(f, g, effect, level);
	case AGGREGATE_PERCENTILE:
		return percentile_interval(f, g, a->p, level);
	default:
		break;
	}
	return (struct interval){ NAN, NAN };
}

bool estimate_has_interval(const struct plan *p, const struct item *i, size_t *aggregate, double *factor)
{
	enum aggregate_kind kind;

	if (!item_is_scaled_aggregate(i, aggregate, factor))
		return false;
	kind = p->aggregates.list[*aggregate].kind;
	return kind == AGGREGATE_SHARE || kind == AGGREGATE_NET || kind == AGGREGATE_AVG ||
	       kind == AGGREGATE_PERCENTILE;
}

void estimate_interval(const struct scan *s, size_t aggregate, double factor, size_t g, double level,
		       struct estimate *out)
{
	const struct fold *f = s->folds[aggregate];
	struct interval i;

	out->effect = fold_design_effect(f, g);
	i = aggregate_interval(f, &s->plan->aggregates.list[aggregate], g, out->effect, level);
	out->low = factor * (factor < 0 ? i.high : i.low);
	out->high = factor * (factor < 0 ? i.low : i.high);
}

/* Made of counts, shares and sizes alone, without a difference: never below zero. */
static bool is_positive(const struct plan *p, const struct item *i)
{
	if (i->kind == ITEM_NUMBER)
		return i->number >= 0;
	if (i->kind == ITEM_AGGREGATE) {
		enum aggregate_kind kind = p->aggregates.list[i->aggregate].kind;

		return kind == AGGREGATE_SHARE || aggregate_is_count(&p->aggregates.list[i->aggregate]);
	}
	return i->kind != ITEM_SUBTRACT && i->kind != ITEM_NEGATE && is_positive(p, i->a) && is_positive(p, i->b);
}

static void legal_range(const struct plan *p, const struct plan_item *item, double *low, double *high)
{
	size_t aggregate;
	double factor;
	bool scaled = item_is_scaled_aggregate(item->expression, &aggregate, &factor);
	enum aggregate_kind kind = scaled ? p->aggregates.list[aggregate].kind : AGGREGATE_KINDS;

	*low = -INFINITY;
	*high = INFINITY;
	if (kind == AGGREGATE_SHARE || kind == AGGREGATE_NET)
		*high = fabs(factor);
	else if (item->look == SHOW_POINTS)
		*high = 100;
	if (is_positive(p, item->expression))
		*low = 0;
	else if (*high < INFINITY)
		*low = -*high;
}

void estimate_clip(struct estimates *e)
{
	for (size_t i = 0; i < e->plan->n_items; i++) {
		double low, high;

		legal_range(e->plan, &e->plan->items[i], &low, &high);
		for (size_t g = 0; g < e->n_groups; g++) {
			struct estimate *cell = &e->cells[g * e->n_expressions + i];

			cell->low = isnan(cell->low) ? NAN : fmax(cell->low, low);
			cell->high = isnan(cell->high) ? NAN : fmin(cell->high, high);
		}
	}
}
