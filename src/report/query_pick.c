/* top, bottom, best, worst and limit: which groups are shown, and the others pooled from their rows. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/query.h"

static bool descends(const struct plan *p)
{
	return p->pick == PICK_TOP || (p->pick == PICK_BEST && p->items[0].better == OP_HIGHER) ||
	       (p->pick == PICK_WORST && p->items[0].better == OP_LOWER);
}

struct ranked {
	uint32_t code;
	double value;
	bool descending;
};

static int rank_order(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;

	if (isnan(a->value) || isnan(b->value))
		return isnan(a->value) - isnan(b->value);
	if (a->value != b->value)
		return (a->value < b->value) == a->descending ? 1 : -1;
	return a->code < b->code ? -1 : a->code > b->code;
}

/* The codes of dimension D ranked once over the whole window, by the first sort key or else the first metric. */
static enum status rank_codes(struct query_run *q, size_t d, bool descending, struct ranked **out, size_t *n)
{
	const struct plan *p = q->grid.plan;
	struct estimates e;
	enum status status = query_estimate(q, &p->window, &d, 1, true, &e);
	size_t by = 0;

	if (status != STATUS_OK)
		return status;
	if (p->n_keys && p->keys[0].dimension == SIZE_MAX && !p->keys[0].change)
		by = p->keys[0].expression ? p->n_items : p->keys[0].item;
	*out = ARENA_ARRAY(q->environment->arena, e.n_groups, struct ranked);
	*n = 0;
	for (size_t g = 0; g < e.n_groups; g++)
		if (e.codes[g] < e.coders[0].domain)
			(*out)[(*n)++] =
				(struct ranked){ e.codes[g], e.cells[g * e.n_expressions + by].value, descending };
	qsort(*out, *n, sizeof(**out), rank_order);
	return STATUS_OK;
}

static void keep(struct query_run *q, const uint32_t *codes, size_t n)
{
	map_put(&q->kept, arena_text(q->environment->arena, query_key(codes, n)), 1);
}

/* The places of the codes of dimension D, ranked as a whole. */
static enum status rank_dimension(struct query_run *q, size_t d, bool descending)
{
	struct ranked *ranked;
	uint32_t *place;
	size_t n, domain = (size_t)q->grid.coders[d].domain;
	enum status status = rank_codes(q, d, descending, &ranked, &n);

	if (status != STATUS_OK)
		return status;
	place = ARENA_ARRAY(q->environment->arena, domain + 1, uint32_t);
	for (size_t i = 0; i <= domain; i++)
		place[i] = UINT32_MAX;
	for (size_t i = 0; i < n; i++)
		place[ranked[i].code] = (uint32_t)i;
	q->grid.ranks[d] = place;
	return STATUS_OK;
}

static void keep_codes(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	const uint32_t *place = q->grid.ranks[p->pick_dimension];

	for (uint32_t code = 0; code < q->grid.coders[p->pick_dimension].domain; code++)
		if (place[code] < p->pick_n)
			keep(q, &code, 1);
}

/* A row of its own in any case: the missing ones of a single dimension, when the others are pooled. */
static bool stands_apart(const struct query_run *q, const uint32_t *codes)
{
	const struct plan *p = q->grid.plan;

	return p->other && p->n_dimensions == 1 && codes[0] == q->grid.coders[0].domain;
}

static void keep_rows(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	size_t most = p->pick != PICK_NONE && p->pick_dimension == SIZE_MAX ? p->pick_n : SIZE_MAX, n = 0;

	if (p->limit < most)
		most = p->limit;
	for (size_t i = 0; i < q->grid.n_rows; i++) {
		bool apart = stands_apart(q, q->grid.rows[i].codes);

		if (apart || n < most)
			keep(q, q->grid.rows[i].codes, p->n_dimensions);
		n += !apart;
	}
}

static bool is_kept(const struct query_run *q, const uint32_t *codes)
{
	const struct plan *p = q->grid.plan;

	if (q->by_dimension)
		return map_get(&q->kept, query_key(&codes[p->pick_dimension], 1)) != MAP_NONE ||
		       (p->other && codes[p->pick_dimension] == q->grid.coders[p->pick_dimension].domain);
	return map_get(&q->kept, query_key(codes, p->n_dimensions)) != MAP_NONE;
}

static void drop_rows(struct query_run *q)
{
	size_t kept = 0;

	for (size_t i = 0; i < q->grid.n_rows; i++)
		if (is_kept(q, q->grid.rows[i].codes))
			q->grid.rows[kept++] = q->grid.rows[i];
	q->grid.n_hidden += q->grid.n_rows - kept;
	q->grid.n_rows = kept;
}

struct translation {
	uint32_t *to;	 /* by group */
	uint32_t *codes; /* by new group */
	size_t n;	 /* new groups; the last is the waste basket */
};

/* Groups that are not kept become (other): all dimensions, or only the one that was picked by. */
static struct translation translate(struct query_run *q, const struct estimates *e)
{
	const struct plan *p = q->grid.plan;
	struct arena *a = q->environment->arena;
	size_t width = p->n_dimensions;
	struct translation t = { ARENA_ARRAY(a, e->n_groups, uint32_t),
				 ARENA_ARRAY(a, (e->n_groups + 2) * width, uint32_t), 0 };
	struct map seen = { .arena = a };

	for (size_t g = 0; g < e->n_groups; g++) {
		uint32_t *codes = &t.codes[t.n * width];
		bool fits, kept;
		size_t at;

		memcpy(codes, &e->codes[g * width], width * sizeof(*codes));
		fits = query_align(q, e, codes) && estimate_having(e, g);
		kept = is_kept(q, codes);
		if (!fits) {
			t.to[g] = UINT32_MAX;
			continue;
		}
		for (size_t d = 0; !kept && d < width; d++)
			if (!q->by_dimension || d == p->pick_dimension)
				codes[d] = CODE_OTHER;
		at = map_get(&seen, query_key(codes, width));
		if (at == MAP_NONE)
			map_put(&seen, query_key(codes, width), at = t.n++);
		t.to[g] = (uint32_t)at;
	}
	for (size_t g = 0; g < e->n_groups; g++)
		if (t.to[g] == UINT32_MAX)
			t.to[g] = (uint32_t)t.n;
	return t;
}

static enum status pool(struct query_run *q, const struct window *w, struct estimates *e)
{
	struct translation t = translate(q, e);
	struct estimates pooled;
	enum status status = query_estimate_pooled(q, w, t.to, t.n + 1, &pooled);

	if (status != STATUS_OK)
		return status;
	pooled.codes = t.codes;
	pooled.n_groups = t.n;
	pooled.lead = e->lead;
	estimate_hide(q->environment->arena, &pooled);
	*e = pooled;
	return STATUS_OK;
}

static enum status pool_others(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	enum status status = pool(q, &p->window, &q->grid.main);
	struct plan without = *p;

	if (status == STATUS_OK && p->has_before)
		status = pool(q, &p->before, &q->grid.before);
	if (status != STATUS_OK)
		return status;
	/* The pooled groups were tested by `having` one by one. */
	without.having = NULL;
	q->grid.coders = q->grid.main.coders;
	q->grid.n_rows = 0;
	q->grid.main.plan = q->grid.before.plan = arena_grow(q->environment->arena, &without, 1, 1, sizeof(without));
	query_add_rows(q);
	if (p->has_before)
		query_join_before(q, &q->grid.before);
	grid_sort(&q->grid);
	return STATUS_OK;
}

enum status query_pick(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	enum status status = STATUS_OK;

	if (p->pick_dimension != SIZE_MAX) {
		q->by_dimension = true;
		keep_codes(q);
		if (p->other)
			status = pool_others(q);
		else
			drop_rows(q);
		q->by_dimension = false;
		q->kept = (struct map){ .arena = q->environment->arena };
		if (p->limit == SIZE_MAX || status != STATUS_OK)
			return status;
	}
	if ((p->pick == PICK_NONE || p->pick_dimension != SIZE_MAX) && p->limit == SIZE_MAX)
		return STATUS_OK;
	keep_rows(q);
	if (p->other && p->pick_dimension == SIZE_MAX)
		return pool_others(q);
	drop_rows(q);
	return STATUS_OK;
}

/* The dimension of `top N DIMENSION`; and the first of several that has no order of its own. */
enum status query_rank_dimensions(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	enum status status = STATUS_OK;

	if (p->pick_dimension != SIZE_MAX)
		status = rank_dimension(q, p->pick_dimension, descends(p));
	if (status == STATUS_OK && p->n_dimensions >= 2 && !p->dimensions[0].ordered && !q->grid.ranks[0])
		status = rank_dimension(q, 0, true);
	return status;
}
