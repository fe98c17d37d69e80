/* A metric query: its scans one after the other; query_before, query_pick and query_result do the rest. */
#include <math.h>

#include "report/bounds.h"
#include "report/query.h"
#include "report/report.h"

static bool needs_intervals(const struct plan *p)
{
	return p->ci || p->has_target;
}

/* Estimates by N of the plan's dimensions in window W. */
enum status query_estimate(struct query_run *q, const struct window *w, const size_t *dimensions, size_t n, bool whole,
			   struct estimates *out)
{
	struct estimate_request request = { .plan = q->grid.plan,
					    .window = w,
					    .dimensions = dimensions,
					    .n_dimensions = n,
					    .intervals = needs_intervals(q->grid.plan),
					    .whole = whole,
					    .stop = q->environment->stop };

	estimate_run(q->environment->arena, &request, out);
	return out->status;
}

enum status query_estimate_pooled(struct query_run *q, const struct window *w, const uint32_t *translate, size_t n,
				  struct estimates *out)
{
	const struct plan *p = q->grid.plan;
	struct estimate_request request = { .plan = p,
					    .window = w,
					    .dimensions = q->all,
					    .n_dimensions = p->n_dimensions,
					    .intervals = needs_intervals(p),
					    .translate = translate,
					    .n_translated = n,
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

		empty[e] = (struct estimate){ counted ? 0 : NAN, 0, NAN, NAN, 1, 0 };
	}
	return q->empty = empty;
}

bool query_in_lead(const struct query_run *q, const struct estimates *e, const uint32_t *codes)
{
	const struct plan *p = q->grid.plan;

	return e->lead && p->time_dimension != SIZE_MAX && codes[p->time_dimension] < e->lead;
}

/* The missing of a dimension need no row when nothing is counted there. */
bool query_says_nothing(const struct query_run *q, const uint32_t *codes, const struct estimate *cells)
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

void query_add_rows(struct query_run *q)
{
	const struct estimates *e = &q->grid.main;

	for (size_t g = 0; g < e->n_groups; g++) {
		const uint32_t *codes = &e->codes[g * e->n_dimensions];
		const struct estimate *cells = &e->cells[g * e->n_expressions];
		struct grid_row *row;

		if (query_in_lead(q, e, codes) || !estimate_having(e, g) || query_says_nothing(q, codes, cells))
			continue;
		row = grid_add(&q->grid);
		row->codes = codes;
		row->now = cells;
	}
}

static enum status run_total(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	enum status status;

	if (!p->share && !p->impact && !p->totals)
		return STATUS_OK;
	status = query_estimate(q, &p->window, NULL, 0, true, &q->total);
	q->grid.total = q->total.cells;
	if (status == STATUS_OK && p->has_before)
		status = query_estimate(q, &p->before, NULL, 0, true, &q->total_before);
	if (status == STATUS_OK && p->share_dimension != SIZE_MAX)
		status = query_estimate(q, &p->window, &p->share_dimension, 1, true, &q->by_share);
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

static enum status run_scans(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	enum status status = query_estimate(q, &p->window, q->all, p->n_dimensions, false, &q->grid.main);

	q->grid.coders = q->grid.main.coders;
	if (status == STATUS_OK && p->has_before)
		status = query_estimate(q, &p->before, q->all, p->n_dimensions, false, &q->grid.before);
	if (status != STATUS_OK)
		return status;
	q->rows_in_window = q->grid.main.rows_in_window;
	q->rows_used = q->grid.main.rows_used;
	q->kept_missing = q->grid.main.main.kept_missing;
	q->has_used = !isnan(q->grid.main.main.first_second);
	if (q->has_used)
		q->used = (struct period){ (int64_t)q->grid.main.main.first_second,
					   (int64_t)q->grid.main.main.last_second };
	query_count_answers(q);
	if (p->bounds)
		bounds_count(q);
	query_add_rows(q);
	if (p->has_before)
		query_join_before(q, &q->grid.before);
	status = query_rank_dimensions(q);
	if (status == STATUS_OK)
		status = run_total(q);
	if (status != STATUS_OK)
		return status;
	query_fill_gaps(q);
	grid_sort(&q->grid);
	status = query_pick(q);
	add_total(q);
	return status;
}

struct query_run *query_new(struct environment *e, struct scope *scope, const struct plan *p)
{
	struct query_run *q = ARENA_NEW(e->arena, struct query_run);

	q->environment = e;
	q->scope = scope;
	q->grid.arena = e->arena;
	q->grid.plan = p;
	q->kept.arena = e->arena;
	for (size_t d = 0; d < DIMENSIONS_MAX; d++)
		q->all[d] = d;
	return q;
}

enum status query_fill(struct query_run *q, struct span span)
{
	enum status status = run_scans(q);

	if (status == STATUS_OK && q->grid.plan->bounds)
		status = bounds_run(q, span);
	return status == STATUS_OK || q->environment->errors->first ? status : failed(q, status, span);
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
	q = query_new(e, &scope, p);
	status = query_fill(q, statement->span);
	return status == STATUS_OK ? query_result(q, out) : status;
}
