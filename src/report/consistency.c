/* consistency: how far the groups of a dimension lie apart in one metric. */
#include "report/consistency.h"

#include <math.h>
#include <stdlib.h>

#include "report/derive.h"
#include "report/report.h"

/* ---- the plan -------------------------------------------------------------------------------- */

static bool takes(struct environment *e, const struct node *statement)
{
	static const enum node_kind allowed[] = { NODE_BY, NODE_PER, NODE_WHERE, NODE_TIMERANGE, NODE_WITH };

	return derive_takes(e, statement, "consistency", allowed, sizeof(allowed) / sizeof(*allowed));
}

/* Counts and sums differ with the size of a group: that is no lack of consistency. */
static bool is_score(struct environment *e, const struct plan *p, const struct node *expression)
{
	if (!p->items[0].additive && !p->items[0].no_base)
		return true;
	report_bad(e, expression->span, "%.*s adds up over groups: larger groups have more of it",
		   TEXT_ARGS(p->items[0].label));
	diagnose_help(e->errors, "use a score, a share or a mean: consistency of csat across channel");
	return false;
}

/* Groups that share rows cannot be tested against each other. */
static bool is_apart(struct environment *e, const struct plan *p)
{
	const struct dimension *d = &p->dimensions[p->n_dimensions - 1];

	if (d->kind != DIMENSION_EACH)
		return true;
	report_bad(e, d->span, "`each` puts a row into several groups; consistency is between groups that share none");
	diagnose_help(e->errors, "see them as they are: %.*s by each ... with ci", TEXT_ARGS(p->items[0].label));
	return false;
}

static const struct plan *plan_of(struct environment *e, struct scope *scope, const struct node *statement)
{
	const struct node *expression = node_at(statement, 0), *across = node_child(statement, NODE_ACROSS);
	const struct plan *p;

	if (!takes(e, statement))
		return NULL;
	p = plan_query(scope, derive_query(e, statement, expression, node_at(across, 0)));
	return p && is_score(e, p, expression) && is_apart(e, p) ? p : NULL;
}

/* ---- the numbers ----------------------------------------------------------------------------- */

/* The values of `by` that occur; rows without a value of the dimension across go to no spread. */
static void number_spreads(struct consistency *c)
{
	struct arena *a = c->environment->arena;
	struct map seen = { .arena = a };
	size_t width = c->groups.n_dimensions;

	c->spread_of = ARENA_ARRAY(a, c->groups.n_groups, uint32_t);
	c->spreads = ARENA_ARRAY(a, c->groups.n_groups + 1, struct spread);
	if (c->n_by == 0)
		c->n_spreads = 1;
	for (size_t g = 0; g < c->groups.n_groups; g++) {
		const uint32_t *codes = &c->groups.codes[g * width];
		struct text key = { c->n_by ? (const char *)codes : "", c->n_by * sizeof(*codes) };
		size_t at = c->n_by ? map_get(&seen, key) : 0;

		c->spread_of[g] = UINT32_MAX;
		if (codes[c->n_by] >= c->grid.coders[c->n_by].domain)
			continue;
		if (at == MAP_NONE) {
			map_put(&seen, key, at = c->n_spreads++);
			c->spreads[at].codes = codes;
		}
		c->spread_of[g] = (uint32_t)at;
	}
	for (size_t g = 0; g < c->groups.n_groups; g++)
		if (c->spread_of[g] == UINT32_MAX)
			c->spread_of[g] = (uint32_t)c->n_spreads;
}

static enum status estimate(struct consistency *c, const uint32_t *translate, size_t n, struct estimates *out)
{
	const struct plan *p = c->plan;
	size_t *all = ARENA_ARRAY(c->environment->arena, p->n_dimensions, size_t);
	struct estimate_request request = { .plan = p,
					    .window = &p->window,
					    .dimensions = all,
					    .n_dimensions = p->n_dimensions,
					    .intervals = true,
					    .whole = true,
					    .translate = translate,
					    .n_translated = n,
					    .stop = c->environment->stop };

	for (size_t d = 0; d < p->n_dimensions; d++)
		all[d] = d;
	estimate_run(c->environment->arena, &request, out);
	return out->status;
}

static void add_group(struct consistency *c, struct spread *s, size_t g, const struct estimate *overall)
{
	const struct estimate *cell = consistency_cell(c, g);

	if (isnan(cell->value) || !(cell->n > 0))
		return;
	if (s->plain.weight == 0 || cell->value < consistency_cell(c, s->lowest)->value)
		s->lowest = g;
	if (s->plain.weight == 0 || cell->value > consistency_cell(c, s->highest)->value)
		s->highest = g;
	stats_running_add(&s->weighted, cell->value, cell->n);
	stats_running_add(&s->plain, cell->value, 1);
	s->small += cell->n < c->plan->settings->min_n;
	if (isnan(cell->low) || isnan(cell->high))
		return;
	s->judged++;
	s->outside += overall->value < cell->low || overall->value > cell->high;
}

static enum status measure(struct consistency *c)
{
	enum status status = estimate(c, NULL, 0, &c->groups);

	if (status != STATUS_OK)
		return status;
	c->grid.coders = c->groups.coders;
	number_spreads(c);
	status = estimate(c, c->spread_of, c->n_spreads + 1, &c->overall);
	if (status != STATUS_OK)
		return status;
	for (size_t g = 0; g < c->groups.n_groups; g++)
		if (c->spread_of[g] < c->n_spreads)
			add_group(c, &c->spreads[c->spread_of[g]], g,
				  &c->overall.cells[c->spread_of[g] * c->overall.n_expressions]);
	for (size_t i = 0; i < c->n_spreads; i++)
		consistency_test(c, i);
	return STATUS_OK;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static int spread_order(const void *x, const void *y, void *consistency)
{
	const struct consistency *c = consistency;
	const struct spread *a = &c->spreads[*(const size_t *)x], *b = &c->spreads[*(const size_t *)y];

	for (size_t d = 0; d < c->n_by; d++) {
		int order = grid_code_order(&c->grid, d, a->codes[d], b->codes[d]);

		if (order)
			return order;
	}
	return 0;
}

static void add_columns(struct consistency *c, struct result *r)
{
	enum look look = derive_look(c->plan->items[0].look);

	report_dimension_columns(r, c->plan, c->n_by);
	result_add_column(r,
			  (struct result_column){
				  .name = TEXT("groups"), .look = LOOK_INTEGER, .decimals = -1, .part = PART_OTHER });
	result_add_column(
		r, (struct result_column){ .name = TEXT("sd"), .look = look, .decimals = -1, .part = PART_VALUE });
	result_add_column(
		r, (struct result_column){ .name = TEXT("range"), .look = look, .decimals = -1, .part = PART_VALUE });
	result_add_column(r, (struct result_column){ .name = TEXT("between_share"),
						     .heading = TEXT("between groups"),
						     .look = LOOK_PERCENT,
						     .decimals = -1,
						     .part = PART_SHARE });
	result_add_column(r, (struct result_column){ .name = TEXT("outside_share"),
						     .heading = TEXT("clearly apart"),
						     .look = LOOK_PERCENT,
						     .decimals = -1,
						     .part = PART_SHARE });
}

static void add_row(struct consistency *c, struct result *r, const struct spread *s)
{
	struct cell *at = result_add_row(r, 0);

	for (size_t d = 0; d < c->n_by; d++)
		*at++ = grid_cell(&c->grid, r, d, s->codes[d]);
	*at++ = cell_integer((int64_t)s->plain.weight);
	if (s->plain.weight < 2) /* one group has no spread */
		return;
	*at++ = cell_number(consistency_deviation(s));
	*at++ = cell_number(consistency_cell(c, s->highest)->value - consistency_cell(c, s->lowest)->value);
	*at++ = cell_number(s->between);
	*at++ = cell_number(s->judged ? (double)s->outside / (double)s->judged : NAN);
}

static void show(struct consistency *c, struct result *r)
{
	size_t *order = ARENA_ARRAY(c->environment->arena, c->n_spreads, size_t);

	for (size_t i = 0; i < c->n_spreads; i++)
		order[i] = i;
	qsort_r(order, c->n_spreads, sizeof(*order), spread_order, c);
	add_columns(c, r);
	for (size_t i = 0; i < c->n_spreads; i++)
		add_row(c, r, &c->spreads[order[i]]);
	consistency_notes(c, r, order);
}

enum status report_consistency(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct consistency c = { .environment = e };
	enum status status;

	c.plan = plan_of(e, &scope, statement);
	if (!c.plan)
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	c.n_by = c.plan->n_dimensions - 1;
	c.grid = (struct grid){ .arena = e->arena, .plan = c.plan };
	status = measure(&c);
	if (status != STATUS_OK)
		return derive_failed(e, status, statement->span);
	*out = report_answer(e);
	show(&c, *out);
	return STATUS_OK;
}
