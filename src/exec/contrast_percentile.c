/* Percentiles of the sides of a comparison. */
#include <math.h>

#include "base/sort.h"
#include "exec/contrast_int.h"

struct tagged_list tagged_values(struct arena *a, const struct scan *s, size_t aggregate, const uint32_t *cell)
{
	const struct fold *f = s->folds[aggregate];
	struct tagged_list all = { 0 };
	size_t n;

	for (size_t g = 0; g < s->n_groups; g++) {
		fold_sorted(f, g, &n);
		all.n += n;
	}
	all.list = ARENA_ARRAY(a, all.n, struct tagged);
	all.n = 0;
	for (size_t g = 0; g < s->n_groups; g++) {
		const double *sorted = fold_sorted(f, g, &n);

		for (size_t i = 0; i < n; i++)
			all.list[all.n++] =
				(struct tagged){ sorted[i], cell[g], s->codes[g * s->n_coders + s->n_coders - 1] };
	}
	sort_by_number(all.list, all.n, sizeof(*all.list));
	return all;
}

size_t *tagged_by_cell(struct arena *a, struct tagged_list *t, size_t n_cells)
{
	size_t *starts = ARENA_ARRAY(a, n_cells + 1, size_t), *next = ARENA_ARRAY(a, n_cells + 1, size_t);
	struct tagged *sorted = ARENA_ARRAY(a, t->n, struct tagged);

	for (size_t i = 0; i < t->n; i++)
		starts[t->list[i].cell + 1]++;
	for (size_t c = 0; c < n_cells; c++)
		next[c + 1] = starts[c + 1] += starts[c];
	for (size_t i = 0; i < t->n; i++)
		sorted[next[t->list[i].cell]++] = t->list[i];
	t->list = sorted;
	return starts;
}

struct tagged_list tagged_part(const struct tagged_list *all, uint32_t cell, bool others, struct tagged *room)
{
	struct tagged_list part = { .list = room };

	for (size_t i = 0; i < all->n; i++)
		if ((all->list[i].cell == cell) != others)
			part.list[part.n++] = all->list[i];
	return part;
}

/* Type 7. */
static double quantile(const struct tagged_list *t, double p)
{
	double place = p * ((double)t->n - 1);
	size_t k = (size_t)place;

	if (t->n == 0)
		return NAN;
	if (k + 1 >= t->n)
		return t->list[t->n - 1].value;
	return t->list[k].value + (place - (double)k) * (t->list[k + 1].value - t->list[k].value);
}

/* Answers of one customer are all in one fold: how alike they are shows in the share below the quantile. */
static double effect_below(const struct tagged_list *t, double value)
{
	double hits[JACKKNIFE_FOLDS] = { 0 }, n[JACKKNIFE_FOLDS] = { 0 };

	for (size_t i = 0; i < t->n; i++) {
		n[t->list[i].fold]++;
		hits[t->list[i].fold] += t->list[i].value <= value;
	}
	return stats_groups_effect(hits, n, JACKKNIFE_FOLDS);
}

struct quantile_side tagged_quantile(const struct tagged_list *t, double p, double level)
{
	struct quantile_side s = { quantile(t, p), (double)t->n, 1, { NAN, NAN } };
	struct interval places;

	if (t->n == 0)
		return s;
	s.effect = effect_below(t, s.value);
	places = stats_quantile_places(s.n, p, s.effect, level);
	if (!isnan(places.low))
		s.interval.low = t->list[(size_t)places.low - 1].value;
	if (!isnan(places.high))
		s.interval.high = t->list[(size_t)places.high - 1].value;
	return s;
}
