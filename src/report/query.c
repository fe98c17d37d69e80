/* A metric query: scans, joins with the period before, picks, totals; then columns, rows and notes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/query.h"
#include "report/report.h"

/* ---- running ------------------------------------------------------------------------------------------------------ */

static bool needs_intervals(const struct plan *p)
{
	return p->ci || p->has_target;
}

/* Estimates by N of the plan's dimensions in window W. */
static enum status run(struct query_run *q, const struct window *w, const size_t *dimensions, size_t n, bool whole, struct estimates *out)
{
	struct estimate_request request = { .plan = q->grid.plan, .window = w, .dimensions = dimensions, .n_dimensions = n,
					    .intervals = needs_intervals(q->grid.plan), .whole = whole, .stop = q->environment->stop };

	estimate_run(q->environment->arena, &request, out);
	return out->status;
}

static enum status run_translated(struct query_run *q, const struct window *w, const uint32_t *translate, size_t n, struct estimates *out)
{
	const struct plan *p = q->grid.plan;
	struct estimate_request request = { .plan = p, .window = w, .dimensions = q->all, .n_dimensions = p->n_dimensions,
					    .intervals = needs_intervals(p), .translate = translate, .n_translated = n,
					    .stop = q->environment->stop };

	estimate_run(q->environment->arena, &request, out);
	return out->status;
}

static enum status failed(struct query_run *q, enum status status, struct span span)
{
	if (status == STATUS_INTERRUPTED)
		diagnose(q->environment->errors, status, (struct span){ 0 }, "stopped");
	else
		diagnose(q->environment->errors, status, span, "these columns have too many combinations to group by");
	return status;
}

/* ---- rows from groups --------------------------------------------------------------------------------------------- */

const struct estimate *query_empty(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	size_t n = estimate_expressions(p);
	struct estimate *empty;

	if (q->empty)
		return q->empty;
	empty = ARENA_ARRAY(q->environment->arena, n, struct estimate);
	for (size_t e = 0; e < n; e++) {
		bool counted = e < p->n_items && p->items[e].counts_rows && !p->per;

		empty[e] = (struct estimate){ counted ? 0 : NAN, 0, NAN, NAN, 1 };
	}
	return q->empty = empty;
}

static bool in_lead(const struct query_run *q, const struct estimates *e, const uint32_t *codes)
{
	const struct plan *p = q->grid.plan;

	return e->lead && p->time_dimension != SIZE_MAX && codes[p->time_dimension] < e->lead;
}

/* The missing of a dimension need no row when nothing is counted there. */
static bool says_nothing(const struct query_run *q, const uint32_t *codes, const struct estimate *cells)
{
	const struct plan *p = q->grid.plan;
	bool missing = false;

	for (size_t d = 0; d < p->n_dimensions; d++)
		missing |= codes[d] == q->grid.coders[d].domain;
	for (size_t i = 0; missing && i < p->n_items; i++)
		if (cells[i].n > 0)
			return false;
	return missing;
}

static void add_rows(struct query_run *q)
{
	const struct estimates *e = &q->grid.main;

	for (size_t g = 0; g < e->n_groups; g++) {
		const uint32_t *codes = &e->codes[g * e->n_dimensions];
		const struct estimate *cells = &e->cells[g * e->n_expressions];
		struct grid_row *row;

		if (in_lead(q, e, codes) || !estimate_having(e, g) || says_nothing(q, codes, cells))
			continue;
		row = grid_add(&q->grid);
		row->codes = codes;
		row->now = cells;
	}
}

/* ---- the period before -------------------------------------------------------------------------------------------- */

static struct text key_of(const uint32_t *codes, size_t n)
{
	return (struct text){ n ? (const char *)codes : "", n * sizeof(*codes) };
}

/* Codes of the period before in terms of the present one: buckets are counted from each window's start.  False: no such bucket. */
static bool align(const struct query_run *q, const struct estimates *before, uint32_t *codes)
{
	for (size_t d = 0; d < before->n_dimensions; d++) {
		uint64_t then = before->coders[d].domain, now = q->grid.coders[d].domain;

		if (codes[d] == then)
			codes[d] = (uint32_t)now;
		else if (codes[d] >= now && codes[d] < CODE_TOTAL)
			return false;
	}
	return true;
}

static struct map rows_by_key(struct query_run *q)
{
	struct map m = { .arena = q->environment->arena };

	for (size_t i = 0; i < q->grid.n_rows; i++)
		map_put(&m, key_of(q->grid.rows[i].codes, q->grid.plan->n_dimensions), i);
	return m;
}

/* Full join: a group of either period is a row. */
static void join_before(struct query_run *q, const struct estimates *before)
{
	struct map m = rows_by_key(q);
	size_t n = q->grid.plan->n_dimensions;
	bool picked = q->grid.plan->having != NULL;

	for (size_t g = 0; g < before->n_groups; g++) {
		uint32_t *codes = arena_grow(q->environment->arena, &before->codes[g * n], n, n, sizeof(*codes));
		size_t at;
		struct grid_row *row;

		if (in_lead(q, before, codes) || !align(q, before, codes))
			continue;
		at = map_get(&m, key_of(codes, n));
		if (at == MAP_NONE && (picked || says_nothing(q, codes, &before->cells[g * before->n_expressions])))
			continue;	/* `having` is asked of the present period */
		if (at == MAP_NONE) {
			row = grid_add(&q->grid);
			row->codes = codes;
			row->now = query_empty(q);
			row->empty = true;
			at = q->grid.n_rows - 1;
		}
		q->grid.rows[at].before = &before->cells[g * before->n_expressions];
	}
	for (size_t i = 0; i < q->grid.n_rows; i++)
		if (!q->grid.rows[i].before)
			q->grid.rows[i].before = query_empty(q);
}

/* ---- top, bottom, best, worst, limit and the others ----------------------------------------------------------------- */

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
	enum status status = run(q, &p->window, &d, 1, true, &e);
	size_t by = 0;

	if (status != STATUS_OK)
		return status;
	if (p->n_keys && p->keys[0].dimension == SIZE_MAX && !p->keys[0].change)
		by = p->keys[0].expression ? p->n_items : p->keys[0].item;
	*out = ARENA_ARRAY(q->environment->arena, e.n_groups, struct ranked);
	*n = 0;
	for (size_t g = 0; g < e.n_groups; g++)
		if (e.codes[g] < e.coders[0].domain)
			(*out)[(*n)++] = (struct ranked){ e.codes[g], e.cells[g * e.n_expressions + by].value, descending };
	qsort(*out, *n, sizeof(**out), rank_order);
	return STATUS_OK;
}

static void keep(struct query_run *q, const uint32_t *codes, size_t n)
{
	map_put(&q->kept, arena_text(q->environment->arena, key_of(codes, n)), 1);
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
		return map_get(&q->kept, key_of(&codes[p->pick_dimension], 1)) != MAP_NONE ||
		       (p->other && codes[p->pick_dimension] == q->grid.coders[p->pick_dimension].domain);
	return map_get(&q->kept, key_of(codes, p->n_dimensions)) != MAP_NONE;
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
	uint32_t *to;		/* by group */
	uint32_t *codes;	/* by new group */
	size_t n;		/* new groups; the last is the waste basket */
};

/* Groups that are not kept become (other): all dimensions, or only the one that was picked by. */
static struct translation translate(struct query_run *q, const struct estimates *e)
{
	const struct plan *p = q->grid.plan;
	struct arena *a = q->environment->arena;
	size_t width = p->n_dimensions;
	struct translation t = { ARENA_ARRAY(a, e->n_groups, uint32_t), ARENA_ARRAY(a, (e->n_groups + 2) * width, uint32_t), 0 };
	struct map seen = { .arena = a };

	for (size_t g = 0; g < e->n_groups; g++) {
		uint32_t *codes = &t.codes[t.n * width];
		bool fits, kept;
		size_t at;

		memcpy(codes, &e->codes[g * width], width * sizeof(*codes));
		fits = align(q, e, codes) && estimate_having(e, g);
		kept = is_kept(q, codes);
		if (!fits) {
			t.to[g] = UINT32_MAX;
			continue;
		}
		for (size_t d = 0; !kept && d < width; d++)
			if (!q->by_dimension || d == p->pick_dimension)
				codes[d] = CODE_OTHER;
		at = map_get(&seen, key_of(codes, width));
		if (at == MAP_NONE)
			map_put(&seen, key_of(codes, width), at = t.n++);
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
	enum status status = run_translated(q, w, t.to, t.n + 1, &pooled);

	if (status != STATUS_OK)
		return status;
	pooled.codes = t.codes;
	pooled.n_groups = t.n;
	pooled.lead = e->lead;
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
	add_rows(q);
	if (p->has_before)
		join_before(q, &q->grid.before);
	grid_sort(&q->grid);
	return STATUS_OK;
}

static enum status pick(struct query_run *q)
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

/* ---- totals ------------------------------------------------------------------------------------------------------- */

static enum status run_total(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	enum status status;

	if (!p->share && !p->impact && !p->totals)
		return STATUS_OK;
	status = run(q, &p->window, NULL, 0, true, &q->total);
	q->grid.total = q->total.cells;
	if (status == STATUS_OK && p->has_before)
		status = run(q, &p->before, NULL, 0, true, &q->total_before);
	if (status == STATUS_OK && p->share_dimension != SIZE_MAX)
		status = run(q, &p->window, &p->share_dimension, 1, true, &q->by_share);
	return status;
}

static void add_total(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	uint32_t *codes;
	struct grid_row *row;

	if (!p->totals)
		return;
	codes = ARENA_ARRAY(q->environment->arena, p->n_dimensions, uint32_t);
	for (size_t d = 0; d < p->n_dimensions; d++)
		codes[d] = CODE_TOTAL;
	row = grid_add(&q->grid);
	row->codes = codes;
	row->now = q->total.cells;
	row->before = p->has_before ? q->total_before.cells : NULL;
}

/* ---- order of whole dimensions --------------------------------------------------------------------------------------- */

/* The dimension of `top N DIMENSION`; and the first of several that has no order of its own. */
static enum status rank_dimensions(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	enum status status = STATUS_OK;

	if (p->pick_dimension != SIZE_MAX)
		status = rank_dimension(q, p->pick_dimension, descends(p));
	if (status == STATUS_OK && p->n_dimensions >= 2 && !p->dimensions[0].ordered && !q->grid.ranks[0])
		status = rank_dimension(q, 0, true);
	return status;
}

/* ---- all of it ------------------------------------------------------------------------------------------------------ */

static enum status fill(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	enum status status = run(q, &p->window, q->all, p->n_dimensions, false, &q->grid.main);

	q->grid.coders = q->grid.main.coders;
	if (status == STATUS_OK && p->has_before)
		status = run(q, &p->before, q->all, p->n_dimensions, false, &q->grid.before);
	if (status != STATUS_OK)
		return status;
	q->rows_in_window = q->grid.main.rows_in_window;
	q->rows_used = q->grid.main.rows_used;
	q->kept_missing = q->grid.main.main.kept_missing;
	query_count_answers(q);
	add_rows(q);
	if (p->has_before)
		join_before(q, &q->grid.before);
	status = rank_dimensions(q);
	if (status == STATUS_OK)
		status = run_total(q);
	if (status != STATUS_OK)
		return status;
	query_fill_gaps(q);
	grid_sort(&q->grid);
	status = pick(q);
	add_total(q);
	return status;
}

enum status report_query(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	const struct plan *p = plan_query(&scope, statement);
	struct query_run *q;
	enum status status;

	if (!p)
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	q = ARENA_NEW(e->arena, struct query_run);
	q->environment = e;
	q->scope = &scope;
	q->grid.arena = e->arena;
	q->grid.plan = p;
	q->kept.arena = e->arena;
	for (size_t d = 0; d < DIMENSIONS_MAX; d++)
		q->all[d] = d;
	status = fill(q);
	if (status == STATUS_OK)
		status = query_result(q, out);
	else
		failed(q, status, statement->span);
	return status;
}
