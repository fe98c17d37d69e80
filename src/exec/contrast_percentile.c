/* Percentiles with one group of customers after the other left out. */
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

/* The value of rank K (from 0) without FOLD, looked for from place AT, before which RANK values stand that stay. */
static double ranked(const struct tagged_list *t, uint32_t fold, size_t k, size_t at, size_t rank)
{
	while (rank > k)
		rank -= t->list[--at].fold != fold;
	while (rank < k || t->list[at].fold == fold)
		rank += t->list[at++].fold != fold;
	return t->list[at].value;
}

/* Type-7 quantile without the N_FOLD values of FOLD; ranked says what AT and RANK are. */
static double quantile_without(const struct tagged_list *t, uint32_t fold, size_t n_fold, size_t at, size_t rank,
			       double p)
{
	size_t n = t->n - n_fold, k;
	double place = p * ((double)n - 1), low;

	if (n == 0)
		return NAN;
	k = (size_t)place;
	low = ranked(t, fold, k, at, rank);
	if (k + 1 == n || !(place > (double)k))
		return low;
	return low + (place - (double)k) * (ranked(t, fold, k + 1, at, rank) - low);
}

/* All of them lie near the quantile of all values: the search starts there. */
void tagged_quantiles(const struct tagged_list *t, double p, double out[JACKKNIFE_FOLDS])
{
	size_t start = (size_t)(p * (double)t->n), size[JACKKNIFE_FOLDS] = { 0 }, before[JACKKNIFE_FOLDS] = { 0 };

	for (size_t i = 0; i < t->n; i++) {
		size[t->list[i].fold]++;
		before[t->list[i].fold] += i < start;
	}
	for (uint32_t fold = 0; fold < JACKKNIFE_FOLDS; fold++)
		out[fold] = quantile_without(t, fold, size[fold], start, start - before[fold], p);
}

double tagged_quantile(const struct tagged_list *t, double p)
{
	return quantile_without(t, JACKKNIFE_FOLDS, 0, 0, 0, p);
}
