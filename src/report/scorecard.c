/* scorecard: all metrics that the roles allow, by family, with base, interval, direction and change. */
#include "report/scorecard.h"

#include <math.h>

#include "report/explain.h"

/* ---- which metrics --------------------------------------------------------------------------- */

/* PwC (2018): speed, convenience, consistency and friendliness make people stay. */
static bool is_ingredient(const struct listed_metric *m)
{
	static const char *const names[] = { "speed", "convenience", "friendliness" };

	for (size_t i = 0; m->definition->builtin && i < sizeof(names) / sizeof(*names); i++)
		if (text_equal_folded(m->definition->name, text_of(names[i])))
			return true;
	return false;
}

static void put_ingredients_last(struct scorecard *s)
{
	struct metric_list sorted = { .list = ARENA_ARRAY(s->environment->arena, s->metrics.n, struct listed_metric) };

	for (int last = 0; last < 2; last++) {
		for (size_t i = 0; i < s->metrics.n; i++)
			if (is_ingredient(&s->metrics.list[i]) == last)
				sorted.list[sorted.n++] = s->metrics.list[i];
		if (!last)
			s->n_families = sorted.n;
	}
	s->metrics = sorted;
}

static bool bind_metrics(struct scorecard *s)
{
	struct environment *e = s->environment;
	struct metric_list all = metric_list_all(e);

	s->metrics = metric_list_usable(e, &all, s->scope->table, &s->lacking, &s->broken);
	if (s->metrics.n) {
		put_ingredients_last(s);
		return true;
	}
	report_bad(e, s->statement->span, "%.*s has no columns that a metric needs", TEXT_ARGS(s->scope->table->name));
	diagnose_help(e->errors, "`show roles` lists what was recognised; map columns with load ... mapping ROLE = "
				 "COLUMN");
	return false;
}

/* ---- the plan -------------------------------------------------------------------------------- */

static bool takes(struct scorecard *s)
{
	bool when = node_child(s->statement, NODE_VS_WHEN) != NULL;
	const enum node_kind allowed[] = { NODE_BY, NODE_WHERE, NODE_TIMERANGE, when ? NODE_VS_WHEN : NODE_VS_PREVIOUS,
					   NODE_WITH };

	return derive_takes(s->environment, s->statement, "scorecard", allowed, sizeof(allowed) / sizeof(*allowed));
}

static struct node *query_of(struct scorecard *s)
{
	struct environment *e = s->environment;
	struct node *query = derive_query(e, s->statement, NULL, NULL);
	struct node *whole = node_new(e->arena, NODE_QUERY, s->statement->span);

	node_add(whole, metric_list_items(e, &s->metrics, s->statement->span));
	for (const struct node *clause = query->first; clause; clause = clause->next)
		node_add(whole, node_copy(e->arena, clause));
	return whole;
}

static const struct node *vs_of(const struct scorecard *s)
{
	const struct node *vs = node_child(s->statement, NODE_VS_PREVIOUS);

	return vs ? vs : node_child(s->statement, NODE_VS_WHEN);
}

static const struct plan *plan_change(struct scorecard *s, const struct plan *rows)
{
	struct environment *e = s->environment;
	struct calendar c = rows->calendar;
	const struct node *by = node_child(s->statement, NODE_BY);
	const struct node *periods[] = { metric_list_period(e, s->now, c, s->statement->span),
					 metric_list_period(e, s->before, c, s->statement->span) };
	struct node *compare = metric_list_compare(
		e, s->statement, metric_list_items(e, &s->metrics, s->statement->span), periods, 2, NULL);

	return plan_compare(s->scope, node_add(compare, by ? node_copy(e->arena, by) : NULL));
}

static bool bind_change(struct scorecard *s)
{
	struct environment *e = s->environment;
	const struct plan *rows = plan_rows(s->scope, s->statement);

	if (!rows)
		return false;
	if (!metric_list_no_time(e, rows))
		return false;
	s->now = rows->window.p;
	s->before = rows->before.p;
	if (s->now.from < s->before.to && s->before.from < s->now.to) {
		report_bad(e, vs_of(s)->span, "the two periods have days in common");
		diagnose_help(e->errors, "compare periods that follow each other: scorecard last month vs previous "
					 "month");
		return false;
	}
	s->plan = plan_change(s, rows);
	return s->plan != NULL;
}

bool scorecard_bind(struct scorecard *s)
{
	if (!takes(s) || !report_table(s->environment, s->statement->span) || !bind_metrics(s))
		return false;
	s->versus = vs_of(s) != NULL;
	if (s->versus)
		return bind_change(s);
	s->plan = plan_query(s->scope, query_of(s));
	if (s->plan)
		s->now = s->plan->window.p;
	return s->plan != NULL;
}

/* ---- the numbers ----------------------------------------------------------------------------- */

static enum status estimate(struct scorecard *s)
{
	size_t *all = ARENA_ARRAY(s->environment->arena, s->plan->n_dimensions, size_t);
	struct estimate_request request = { .plan = s->plan,
					    .window = &s->plan->window,
					    .dimensions = all,
					    .n_dimensions = s->plan->n_dimensions,
					    .intervals = true,
					    .whole = true,
					    .stop = s->environment->stop };

	for (size_t d = 0; d < s->plan->n_dimensions; d++)
		all[d] = d;
	estimate_run(s->environment->arena, &request, &s->values);
	if (s->values.status != STATUS_OK)
		return derive_failed(s->environment, s->values.status, s->statement->span);
	s->grid.coders = s->values.coders;
	for (size_t g = 0; g < s->values.n_groups; g++) {
		struct grid_row *row = grid_add(&s->grid);

		row->codes = &s->values.codes[g * s->plan->n_dimensions];
		row->now = &s->values.cells[g * s->values.n_expressions];
	}
	return STATUS_OK;
}

static enum status too_many(struct scorecard *s)
{
	report_bad(s->environment, s->statement->span, "%zu groups are too many to compare; %d are possible",
		   s->comparison.contrasts.too_many, CONTRAST_GROUPS_MAX);
	diagnose_help(s->environment->errors, "group by something with fewer values, or narrow the rows with where");
	return STATUS_BAD_INPUT;
}

static const struct contrast *contrast_of(const struct scorecard *s, size_t group, size_t item)
{
	return &s->comparison.contrasts.list[group * s->plan->n_items + item];
}

static enum status compare(struct scorecard *s)
{
	struct environment *e = s->environment;
	struct contrast_request request = { .plan = s->plan, .scratch = e->scratch, .stop = e->stop };
	struct contrasts *c = &s->comparison.contrasts;

	s->comparison = (struct comparison){ .environment = e, .scope = s->scope, .plan = s->plan };
	contrasts_run(e->arena, &request, c);
	if (c->status != STATUS_OK)
		return derive_failed(e, c->status, s->statement->span);
	if (c->too_many)
		return too_many(s);
	s->grid.coders = c->coders;
	for (size_t g = 0; g < c->n_groups; g++) {
		struct estimate *now = ARENA_ARRAY(e->arena, s->plan->n_items, struct estimate);
		struct grid_row *row = grid_add(&s->grid);

		for (size_t i = 0; i < s->plan->n_items; i++)
			now[i].value = contrast_of(s, g, i)->values[0];
		now[0].n = (double)g;
		row->codes = &c->codes[g * s->plan->n_dimensions];
		row->now = now;
	}
	return STATUS_OK;
}

static void sort(struct scorecard *s)
{
	grid_sort(&s->grid);
	s->order = ARENA_ARRAY(s->environment->arena, s->grid.n_rows, size_t);
	for (size_t i = 0; s->versus && i < s->grid.n_rows; i++)
		s->order[i] = (size_t)s->grid.rows[i].now[0].n;
}

enum status report_scorecard(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct scorecard s = { .environment = e, .scope = &scope, .statement = statement };
	enum status status;

	if (!scorecard_bind(&s))
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	scorecard_find_consistency(&s);
	s.grid = (struct grid){ .arena = e->arena, .plan = s.plan };
	status = s.versus ? compare(&s) : estimate(&s);
	if (status != STATUS_OK)
		return status;
	sort(&s);
	status = scorecard_consistency(&s);
	if (status != STATUS_OK)
		return status;
	*out = report_answer(e);
	scorecard_show(&s, *out);
	return STATUS_OK;
}

bool explain_scorecard(struct environment *e, struct scope *scope, const struct node *report, struct buffer *out)
{
	struct scorecard s = { .environment = e, .scope = scope, .statement = report };

	if (!scorecard_bind(&s))
		return false;
	scorecard_find_consistency(&s);
	plan_print(scope, s.plan, out);
	if (s.across)
		buffer_printf(out, "consistency  sqrt(sum n (value - mean)^2 / sum n) of %.*s over %.*s\n",
			      TEXT_ARGS(s.score->text), TEXT_ARGS(s.across->text));
	return true;
}
