/* trend: a metric over time, its slope per period and a test of it. */
#include "report/trend.h"

#include "report/derive.h"
#include "report/report.h"

/* ---- the plan -------------------------------------------------------------------------------- */

static bool fits(struct environment *e, const struct plan *p, const struct node *statement)
{
	const struct node *overlapping = node_child(statement, NODE_ROLLING);

	if (!overlapping)
		overlapping = node_child(statement, NODE_CUMULATIVE);
	if (overlapping) {
		report_bad(e, overlapping->span, "periods that share rows have no slope that could be tested");
		diagnose_help(e->errors, "ask for the trend of the plain series, or for the query without `trend`");
		return false;
	}
	if (p->time_dimension != SIZE_MAX)
		return true;
	report_bad(e, statement->span, "a trend needs a time axis");
	diagnose_help(e->errors, "add `by month`, `by week`, `by quarter` ...");
	return false;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static void add_slope_columns(struct trend *t, const struct plan_item *item)
{
	static const char *const names[] = { "slope", "slope_low", "slope_high", "p" };
	static const char *const headings[] = { "slope", "low", "high", "p" };
	struct arena *a = t->environment->arena;

	for (size_t i = 0; i < 4; i++) {
		struct text name = text_of(names[i]);

		if (t->plan->n_items > 1)
			name = arena_printf(a, "%.*s_%s", TEXT_ARGS(item->label), names[i]);
		result_add_column(t->result,
				  (struct result_column){ .name = name,
							  .heading = text_of(headings[i]),
							  .decimals = -1,
							  .look = i == 3 ? LOOK_PLAIN : derive_look(item->look),
							  .part = i == 0 ? PART_CHANGE : PART_OTHER,
							  .is_change = i < 3 });
	}
}

static void fill_slopes(struct trend *t)
{
	for (size_t row = 0; row < t->result->n_rows; row++)
		for (size_t i = 0; t->line_of[row] != UINT32_MAX && i < t->plan->n_items; i++) {
			const struct slope *s = &t->slopes[t->line_of[row] * t->plan->n_items + i];
			struct cell *at = result_cell(t->result, row, t->first_column + 4 * i);

			at[0] = cell_number(s->value);
			at[1] = cell_number(s->interval.low);
			at[2] = cell_number(s->interval.high);
			at[3] = cell_number(s->p);
		}
}

static void show(struct trend *t)
{
	struct query_run *q = t->query;
	struct result *r = t->result;

	query_add_columns(q, r);
	t->first_column = r->n_columns;
	for (size_t i = 0; i < t->plan->n_items; i++)
		add_slope_columns(t, &t->plan->items[i]);
	for (size_t i = 0; i < q->grid.n_rows; i++)
		query_add_row(q, r, &q->grid.rows[i]);
	trend_measure(t);
	fill_slopes(t);
	query_notes(q, r);
	trend_notes(t);
}

enum status report_trend(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct trend t = { .environment = e, .plan = plan_query(&scope, statement) };
	enum status status;

	if (!t.plan || !fits(e, t.plan, statement))
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	t.query = query_new(e, &scope, t.plan);
	status = query_fill(t.query, statement->span);
	if (status != STATUS_OK)
		return status;
	*out = t.result = report_answer(e);
	show(&t);
	return STATUS_OK;
}
