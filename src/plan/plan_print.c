/* A plan as text: one line per decision, the same every time. */
#include "base/buffer.h"
#include "plan/journeys.h"
#include "plan/plan.h"
#include "store/base.h"

void plan_print_condition(const char *what, const struct row *r, struct buffer *out)
{
	if (!r)
		return;
	buffer_printf(out, "%s ", what);
	row_print(r, out);
	buffer_add_char(out, '\n');
}

static void print_dimension(const char *what, const struct plan *p, const struct dimension *d, struct buffer *out)
{
	buffer_printf(out, "%s %.*s: %s", what, TEXT_ARGS(d->name), dimension_kind_name(d->kind));
	if (d->unit != UNIT_NONE)
		buffer_printf(out, " %s", unit_name(d->unit));
	if (d->quantiles)
		buffer_printf(out, " in %u", d->quantiles);
	if (d->value) {
		buffer_add_c(out, " of ");
		row_print(d->value, out);
	}
	if (d->item) {
		buffer_add_c(out, " of ");
		item_print(d->item, &p->aggregates, out);
	}
	buffer_add_c(out, d->order ? ", declared order\n" : d->ordered ? ", own order\n" : "\n");
}

static void print_window(struct scope *s, const char *what, const struct window *w, struct buffer *out)
{
	if (w->given)
		buffer_printf(out, "%s %.*s\n", what, TEXT_ARGS(window_text(s, w->p)));
}

static void print_rank(const struct segment *g, struct buffer *out)
{
	buffer_printf(out, "%s %g %% by ", g->is_top ? "highest" : "lowest", 100 * g->part);
	if (g->value) {
		row_print(g->value, out);
		return;
	}
	item_print(g->ranking->items->expression, &g->ranking->aggregates, out);
	buffer_add_c(out, " per ");
	row_print(g->ranking->per, out);
}

static void print_segments(struct scope *s, const struct dimension *d, struct buffer *out)
{
	for (size_t i = 0; i < d->n_segments; i++) {
		const struct segment *g = &d->segments[i];

		buffer_printf(out, "side   %.*s: ", TEXT_ARGS(g->label));
		if (g->is_period)
			buffer_add(out, window_text(s, g->window.p));
		else if (g->condition)
			row_print(g->condition, out);
		else
			print_rank(g, out);
		buffer_add_char(out, '\n');
	}
}

void plan_print(struct scope *s, const struct plan *p, struct buffer *out)
{
	buffer_printf(out, "scan   %.*s, %zu rows\n", TEXT_ARGS(p->table->name), p->table->n_rows);
	print_window(s, "time  ", &p->window, out);
	if (p->has_before)
		print_window(s, "before", &p->before, out);
	plan_print_condition("where ", p->where, out);
	if (p->base)
		buffer_printf(out, "base   %.*s, %zu customers\n",
			      TEXT_ARGS(p->base->file.n ? p->base->file : p->table->name), p->base->n_rows);
	plan_print_condition("of base", p->base_where, out);
	for (size_t i = 0; i < p->n_dimensions; i++)
		print_dimension("by    ", p, &p->dimensions[i], out);
	if (p->segments != SIZE_MAX)
		print_segments(s, &p->dimensions[p->segments], out);
	for (size_t i = 0; i < p->n_strata; i++)
		print_dimension("like  ", p, &p->dimensions[p->strata + i], out);
	plan_print_condition(p->paired ? "pair  " : "per   ", p->per, out);
	plan_print_condition("weight", p->weight, out);
	plan_print_condition("times ", p->frequency, out);
	if (p->has_target)
		buffer_printf(out, "target %g\n", p->target);
	if (p->rolling)
		buffer_printf(out, "roll   %zu\n", p->rolling);
	for (size_t i = 0; i < p->n_items; i++) {
		buffer_printf(out, "item   %.*s = ", TEXT_ARGS(p->items[i].label));
		item_print(p->items[i].expression, &p->aggregates, out);
		buffer_add_char(out, '\n');
	}
	if (p->having) {
		buffer_add_c(out, "having ");
		item_print(p->having, &p->aggregates, out);
		buffer_add_char(out, '\n');
	}
}

bool plan_describe(struct scope *s, const struct node *report, struct buffer *out)
{
	const struct plan *p;

	if (journeys_is(report))
		return journeys_describe(s, report, out);
	p = report->kind == NODE_COMPARE_REPORT ? plan_compare(s, report) : plan_query(s, report);
	if (!p)
		return false;
	plan_print(s, p, out);
	return true;
}
