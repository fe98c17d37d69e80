/* why: the two periods, and the columns that a change is split by. */
#include "plan/why.h"

/* ---- columns that nobody named --------------------------------------------------------------- */

static enum role role_of(const struct table *t, const struct column *c)
{
	for (int r = 0; r < ROLES; r++)
		if (t->roles[r].column == c)
			return (enum role)r;
	return ROLE_NONE;
}

/* Is C (part of) the metric? */
static bool is_asked(const struct plan *p, const struct column *c)
{
	for (size_t i = 0; i < p->aggregates.n; i++) {
		const struct aggregate *a = &p->aggregates.list[i];

		if (row_mentions(a->a, c) || row_mentions(a->b, c) || row_mentions(a->filter, c))
			return true;
	}
	return false;
}

static bool is_category(const struct table *t, const struct column *c)
{
	enum role role = role_of(t, c);

	if (c->type != COLUMN_TEXT || c->derived || column_is_prose(c))
		return false;
	table_ready(t, c);
	return c->domain >= 2 && c->domain <= WHY_WORDS_MAX &&
	       (role == ROLE_NONE || role_kind_of(role) == ROLE_CATEGORY);
}

static bool choose(struct scope *s, struct why *w, const struct node *report)
{
	const struct table *t = s->table;

	w->chosen = true;
	w->dimensions = ARENA_ARRAY(s->arena, t->n_columns, struct dimension);
	for (size_t i = 0; i < t->n_columns; i++) {
		const struct column *c = &t->columns[i];
		struct node name = { .kind = NODE_NAME, .text = c->snake, .span = report->span, .flags = FLAG_QUOTED };

		if (is_asked(w->plan, c))
			continue;
		if (is_category(t, c) && plan_dimension(s, w->plan, &name, &w->dimensions[w->n_dimensions]))
			w->n_dimensions++;
		else if (c->type == COLUMN_YESNO && !c->derived)
			w->passed = arena_printf(s->arena, "%.*s%s%.*s", TEXT_ARGS(w->passed), w->passed.n ? ", " : "",
						 TEXT_ARGS(c->snake));
	}
	if (w->n_dimensions)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, report->span, "no column of words has 2 to %d values to split by",
		 WHY_WORDS_MAX);
	diagnose_help(s->errors, "name what to split by: why nps last month vs previous month by COLUMN");
	return false;
}

/* ---- columns that are named ------------------------------------------------------------------ */

static bool is_twice(struct scope *s, const struct why *w, const struct dimension *d)
{
	for (size_t i = 0; i < w->n_dimensions; i++) {
		if (!text_equal_folded(w->dimensions[i].name, d->name))
			continue;
		diagnose(s->errors, STATUS_BAD_INPUT, d->span, "%.*s is named twice", TEXT_ARGS(d->name));
		return true;
	}
	return false;
}

static bool is_splittable(struct scope *s, const struct dimension *d)
{
	if (d->kind == DIMENSION_VALUE && d->value->type != ROW_MOMENT)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, d->span, "a change cannot be split by %.*s: %s", TEXT_ARGS(d->name),
		 d->kind == DIMENSION_QUANTILE ? "its limits belong to one period" : "every period has its own");
	diagnose_help(s->errors, "%s",
		      d->kind == DIMENSION_QUANTILE
			      ? "take bands with limits of your own: bands of wait (0 .. 60 as short, ...)"
			      : "take a column of words, yes/no, bands, weekday or hour_of_day");
	return false;
}

static bool take_named(struct scope *s, struct why *w)
{
	const struct plan *p = w->plan;

	w->dimensions = ARENA_ARRAY(s->arena, p->n_dimensions, struct dimension);
	for (size_t i = 0; i < p->n_dimensions; i++) {
		if (!is_splittable(s, &p->dimensions[i]) || is_twice(s, w, &p->dimensions[i]))
			return false;
		w->dimensions[w->n_dimensions++] = p->dimensions[i];
	}
	return true;
}

/* ---- together -------------------------------------------------------------------------------- */

/* `before X`, `through X`: nothing of the same length comes before. */
static bool has_periods(struct scope *s, const struct node *report)
{
	const struct node *range = node_child(report, NODE_TIMERANGE);
	bool vs = node_child(report, NODE_VS_PREVIOUS) || node_child(report, NODE_VS_WHEN);

	if (range && (vs || (range->op != OP_BEFORE && range->op != OP_THROUGH)))
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, range ? range->span : report->span,
		 range ? "there is no period before this one to compare it with"
		       : "why needs the period whose change is to be split")
		->code = 118;
	diagnose_help(s->errors, "add one: why nps last month vs previous month");
	return false;
}

static bool is_of_rows(struct scope *s, const struct why *w, const struct node *report)
{
	if (!w->plan->per)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, node_at(report, 0)->span,
		 "this metric has one value per %.*s; rows have no part in its change", TEXT_ARGS(w->plan->per_name));
	diagnose_help(s->errors, "ask for one that is counted over rows");
	return false;
}

static bool set_top(struct scope *s, struct why *w, const struct node *report)
{
	const struct node *top = node_child(report, NODE_TOP);

	w->top = top ? (size_t)top->number : SIZE_MAX;
	if (!top || !top->first)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, top->first->span, "`top` counts columns here and names none");
	diagnose_help(s->errors, "write `top %zu`; the columns stand after `by`", w->top);
	return false;
}

struct why *why_bind(struct scope *s, const struct node *report, const struct node *query)
{
	struct why *w = ARENA_NEW(s->arena, struct why);
	bool fine;

	if (!has_periods(s, report) || !set_top(s, w, report))
		return NULL;
	w->plan = plan_query(s, query);
	if (w->plan && !plan_uncounted(s, w->plan, query->span, "why"))
		return NULL;
	if (!w->plan || !is_of_rows(s, w, report) || !why_terms(s, w, w->plan->items[0].expression))
		return NULL;
	fine = node_child(report, NODE_BY) ? take_named(s, w) : choose(s, w, report);
	w->plan->notes = s->notes;
	return fine ? w : NULL;
}
