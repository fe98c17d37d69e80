/* Tests of a difference: which one fits a metric, and its numbers. */
#include <math.h>

#include "exec/contrast_int.h"
#include "stats/compare.h"
#include "stats/multiple.h"
#include "stats/tail.h"

enum contrast_test contrast_test_of(const struct plan *p, const struct item *i, size_t *aggregate, double *factor)
{
	*aggregate = 0;
	*factor = 1;
	if (p->per)
		return p->paired ? CONTRAST_PAIRED : CONTRAST_UNITS;
	if (item_is_additive(i, &p->aggregates))
		return CONTRAST_NONE;
	if (!item_is_scaled_aggregate(i, aggregate, factor))
		return jackknife_wanted(p, i) ? CONTRAST_JACKKNIFE : CONTRAST_NONE;
	switch (p->aggregates.list[*aggregate].kind) {
	case AGGREGATE_NET:
		return CONTRAST_NET;
	case AGGREGATE_SHARE:
		return CONTRAST_SHARE;
	case AGGREGATE_AVG:
		return CONTRAST_MEAN;
	case AGGREGATE_PERCENTILE: /* tagged values have no weights */
		return p->weight ? CONTRAST_NONE : CONTRAST_QUANTILE;
	default:
		return CONTRAST_NONE;
	}
}

static struct stats_net net_of(const struct fold_side *s)
{
	return (struct stats_net){ s->plus / s->effect, s->minus / s->effect, s->n / s->effect };
}

static struct stats_share share_of(const struct fold_side *s)
{
	return (struct stats_share){ s->plus / s->effect, s->n / s->effect };
}

static struct stats_mean mean_of(const struct fold_side *s)
{
	return (struct stats_mean){ s->n / s->effect, s->value, s->variance };
}

/* Spread is a property of the answers, however many voices they are. */
static double hedges(const struct fold_side *a, const struct fold_side *b)
{
	return stats_hedges_g((struct stats_mean){ a->n, a->value, a->variance },
			      (struct stats_mean){ b->n, b->value, b->variance });
}

static double clipped(double x, double limit)
{
	return x < -limit ? -limit : x > limit ? limit : x;
}

void contrast_found(struct contrast_finding *f, const struct stats_comparison *s, double factor, double legal)
{
	double low = factor * clipped(s->interval.low, legal), high = factor * clipped(s->interval.high, legal);
	bool none = isnan(low) || isnan(high);

	*f = (struct contrast_finding){ .difference = factor * s->difference,
					.low = none ? NAN : fmin(low, high),
					.high = none ? NAN : fmax(low, high),
					.standard_error = s->standard_error,
					.statistic = factor < 0 ? -s->statistic : s->statistic,
					.df = s->df,
					.p = s->p,
					.p_adjusted = NAN };
}

double contrast_legal(enum contrast_test t)
{
	return t == CONTRAST_NET ? 2 : t == CONTRAST_SHARE ? 1 : INFINITY;
}

static void take(struct contrast *c, struct stats_comparison s)
{
	struct contrast_finding f;

	contrast_found(&f, &s, c->factor, contrast_legal(c->test));
	c->low = f.low;
	c->high = f.high;
	c->standard_error = f.standard_error;
	c->statistic = f.statistic;
	c->df = f.df;
	c->p = f.p;
	c->adjusted_difference = s.difference;
	c->size = c->factor < 0 ? -c->size : c->size;
}

void contrast_by_sides(struct contrast *c, double level)
{
	const struct fold_side *a = &c->sides[0], *b = &c->sides[1];

	if (a->n < 2 || b->n < 2)
		return;
	if (c->test == CONTRAST_NET) {
		c->size = hedges(a, b);
		take(c, stats_net_compare_adjusted(net_of(a), net_of(b), level));
	} else if (c->test == CONTRAST_SHARE) {
		c->size = stats_cohen_h(a->plus / a->n, b->plus / b->n);
		take(c, stats_share_compare(share_of(a), share_of(b), level));
	} else if (c->test == CONTRAST_PAIRED) {
		c->size = stats_cohen_dz(mean_of(&c->pairs));
		take(c, stats_mean_against(mean_of(&c->pairs), 0, level));
	} else {
		c->size = hedges(a, b);
		take(c, stats_mean_compare_welch(mean_of(a), mean_of(b), level));
	}
}

/* How far the mean lies from TARGET, in standard deviations of the answers. */
static double distance(const struct fold_side *a, double target)
{
	return stats_cohen_dz((struct stats_mean){ a->n, a->value - target, a->variance });
}

void contrast_by_target(struct contrast *c, double target, double level)
{
	const struct fold_side *a = &c->sides[0];
	double goal = target / c->factor;

	if (a->n < 2)
		return;
	if (c->test == CONTRAST_NET) {
		c->size = distance(a, goal);
		take(c, stats_net_against_adjusted(net_of(a), goal, level));
	} else if (c->test == CONTRAST_SHARE) {
		c->size = stats_cohen_h(a->plus / a->n, goal);
		take(c, stats_share_against(share_of(a), goal, level));
	} else {
		c->size = distance(a, goal);
		take(c, stats_mean_against(mean_of(a), goal, level));
	}
}

/* The replicates of a quantile lie on few values: they say little of its spread, its interval does. */
void contrast_by_quantiles(struct contrast *c, const struct quantile_side sides[2], double level)
{
	struct stats_comparison s =
		stats_interval_compare(sides[0].value, sides[0].interval, sides[1].value, sides[1].interval, level);

	for (int which = 0; which < 2; which++) {
		c->sides[which].value = sides[which].value;
		c->sides[which].effect = sides[which].effect;
	}
	take(c, s);
}

/* Delete-a-group jackknife of the difference itself, so that customers on both sides count as they should (Kott 2001).
 */
void contrast_by_replicates(struct contrast *c, const double left_out[JACKKNIFE_FOLDS], double level)
{
	double mean = 0, spread = 0, half;

	for (size_t fold = 0; fold < JACKKNIFE_FOLDS; fold++)
		mean += left_out[fold] / JACKKNIFE_FOLDS;
	for (size_t fold = 0; fold < JACKKNIFE_FOLDS; fold++)
		spread += (left_out[fold] - mean) * (left_out[fold] - mean);
	c->standard_error = sqrt(spread * (JACKKNIFE_FOLDS - 1) / JACKKNIFE_FOLDS);
	if (!(c->standard_error > 0))
		return;
	c->df = JACKKNIFE_FOLDS - 1;
	c->statistic = c->difference / c->standard_error;
	c->p = stats_p_of_t(c->statistic, c->df);
	half = stats_t(level, c->df) * c->standard_error;
	c->low = c->difference - half;
	c->high = c->difference + half;
}

/* What is said of one metric is one family of tests; those without a verdict claim nothing. */
void contrast_adjust(struct arena *scratch, struct contrasts *c, size_t n_items, unsigned min_n)
{
	size_t n = c->n_groups * c->n_pairs;
	double *p = ARENA_ARRAY(scratch, n, double);

	for (size_t item = 0; item < n_items; item++) {
		size_t tests = 0;

		for (size_t i = 0; i < n; i++) {
			struct contrast *one =
				&c->list[(i / c->n_pairs * n_items + item) * c->n_pairs + i % c->n_pairs];

			one->too_few = one->n[0] < min_n || (!c->against_target && one->n[1] < min_n);
			p[i] = one->too_few ? NAN : one->p;
			tests += isnan(p[i]) ? 0 : 1;
		}
		stats_holm(scratch, p, n, p);
		for (size_t i = 0; i < n; i++) {
			struct contrast *one =
				&c->list[(i / c->n_pairs * n_items + item) * c->n_pairs + i % c->n_pairs];

			one->p_adjusted = p[i];
			one->tests = tests;
		}
	}
}
