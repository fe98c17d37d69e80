/* Do the groups differ more than chance explains? */
#include <math.h>

#include "report/consistency.h"
#include "stats/groups.h"

double consistency_deviation(const struct spread *s)
{
	return s->weighted.weight > 0 ? sqrt(s->weighted.squares / s->weighted.weight) : NAN;
}

/* Squared deviations of single answers from their mean, in units of the aggregate. */
static double squares_of(const struct fold *f, enum aggregate_kind kind, size_t g)
{
	double n = fold_n(f, g), plus, minus, deviation;

	if (kind == AGGREGATE_AVG) {
		deviation = fold_deviation(f, g);
		return deviation * deviation * (n - 1);
	}
	fold_counts(f, g, &plus, &minus);
	return plus + minus - (plus - minus) * (plus - minus) / n;
}

/* Hits and misses, or +1, 0 and -1, of every group; divided by its design effect. */
static void test_counts(struct consistency *c, size_t i, const struct fold *f, bool net)
{
	struct spread *s = &c->spreads[i];
	size_t columns = net ? 3 : 2, rows = 0;
	double *counts = ARENA_ARRAY(c->environment->arena, c->groups.n_groups * columns, double);
	struct stats_table_test test;

	for (size_t g = 0; g < c->groups.n_groups; g++) {
		double effect = consistency_cell(c, g)->effect, plus, minus;

		if (c->spread_of[g] != i)
			continue;
		fold_counts(f, g, &plus, &minus);
		counts[rows * columns] = plus / effect;
		counts[rows * columns + 1] = (fold_n(f, g) - plus - (net ? minus : 0)) / effect;
		if (net)
			counts[rows * columns + 2] = minus / effect;
		rows++;
	}
	test = stats_table_test(counts, rows, columns);
	s->statistic = test.chi_square;
	s->df = test.df;
	s->df_within = INFINITY;
	s->p = test.p;
}

static void test_means(struct consistency *c, size_t i, const struct fold *f)
{
	struct spread *s = &c->spreads[i];
	struct stats_mean *means = ARENA_ARRAY(c->environment->arena, c->groups.n_groups, struct stats_mean);
	struct stats_means_test test;
	size_t k = 0;

	for (size_t g = 0; g < c->groups.n_groups; g++)
		if (c->spread_of[g] == i && fold_n(f, g) > 0)
			means[k++] = (struct stats_mean){ fold_n(f, g) / consistency_cell(c, g)->effect,
							  fold_value(f, g), pow(fold_deviation(f, g), 2) };
	test = stats_anova_welch(means, k);
	s->statistic = test.f;
	s->df = test.df_between;
	s->df_within = test.df_within;
	s->p = test.p;
}

/* Only shares, nets and means are means of answers, so that their variance has parts. */
void consistency_test(struct consistency *c, size_t i)
{
	const struct plan *p = c->plan;
	struct spread *s = &c->spreads[i];
	const struct fold *f;
	enum aggregate_kind kind;
	size_t aggregate;
	double factor, total, n = s->weighted.weight;

	s->between = s->chance = s->statistic = s->p = NAN;
	if (p->per || !item_is_scaled_aggregate(p->items[0].expression, &aggregate, &factor) || !(n > 0))
		return;
	kind = p->aggregates.list[aggregate].kind;
	if (kind != AGGREGATE_SHARE && kind != AGGREGATE_NET && kind != AGGREGATE_AVG)
		return;
	c->has_parts = true;
	total = factor * factor * squares_of(c->overall.main.folds[aggregate], kind, i);
	s->between = total > 0 ? s->weighted.squares / total : NAN;
	s->chance = sqrt((s->plain.weight - 1) * total / n * c->overall.cells[i * c->overall.n_expressions].effect / n);
	f = c->groups.main.folds[aggregate];
	if (kind == AGGREGATE_AVG)
		test_means(c, i, f);
	else
		test_counts(c, i, f, kind == AGGREGATE_NET);
}
