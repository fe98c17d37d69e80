#include "plan/drivers.h"

#include "base/take.h"
#include "plan/computed.h"

/* A whole number in 0..10 is taken for a rating. */
enum { RATING_MOST = 10, RATING_VALUES = 3 };

/* Is C (part of) what is to be explained? */
static bool is_outcome(const struct drivers *d, const struct column *c)
{
	return c && (row_mentions(d->outcome.a, c) || row_mentions(d->outcome.b, c));
}

/* ---- scales ---------------------------------------------------------------------------------- */

static bool is_rating_column(const struct column *c)
{
	return c->type == COLUMN_INTEGER && c->domain >= RATING_VALUES && c->base >= 0 &&
	       c->base + (int64_t)c->domain - 1 <= RATING_MOST;
}

static void set_scale(struct driver *d)
{
	const struct row *a = d->score.a;

	if (d->score.kind == AGGREGATE_SHARE || d->score.kind == AGGREGATE_NET || a->type == ROW_YESNO) {
		d->is_rating = true;
		d->low = d->score.kind == AGGREGATE_NET ? -d->score.factor : 0;
		d->high = d->score.factor;
	} else if (a->kind == ROW_COLUMN && a->role && a->role->high != a->role->low) {
		d->is_rating = true; /* a reversed scale is turned round already */
		d->low = a->role->low < a->role->high ? a->role->low : a->role->high;
		d->high = a->role->low < a->role->high ? a->role->high : a->role->low;
	} else if (a->kind == ROW_COLUMN && is_rating_column(a->column)) {
		d->is_rating = true;
		d->low = (double)a->column->base;
		d->high = (double)(a->column->base + (int64_t)a->column->domain - 1);
	}
}

/* ---- drivers by name ------------------------------------------------------------------------- */

static bool category(struct scope *s, struct drivers *d, const struct node *node, struct driver *out)
{
	out->is_category = true;
	if (!plan_dimension(s, d->plan, node, &out->category))
		return false;
	if (out->category.kind == DIMENSION_VALUE && (!out->category.value || out->category.value->type != ROW_MOMENT))
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%.*s holds times", TEXT_ARGS(node->text));
	diagnose_help(s->errors, "take what the time stands for: weekday, hour_of_day, since_previous");
	return false;
}

static bool refuse_outcome(struct scope *s, const struct node *node, struct text name)
{
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%.*s is what is to be explained", TEXT_ARGS(name));
	diagnose_help(s->errors, "leave it out of the drivers");
	return false;
}

static bool bind_driver(struct scope *s, struct drivers *d, const struct node *node, struct driver *out)
{
	size_t errors = s->errors->n;
	struct row *r = node->kind == NODE_NAME ? score_column(s, node) : NULL;

	*out = (struct driver){ .name = node->text, .span = node->span };
	if (s->errors->n > errors)
		return false;
	if (r && is_outcome(d, row_only_column(r)))
		return refuse_outcome(s, node, node->text);
	if (r && r->type != ROW_NUMBER && r->type != ROW_YESNO)
		return category(s, d, node, out);
	if (!score_bind(s, node, &out->score))
		return false;
	if (is_outcome(d, row_only_column(out->score.a)))
		return refuse_outcome(s, node, out->score.name);
	out->name = out->score.name;
	set_scale(out);
	return true;
}

static bool is_twice(struct scope *s, const struct drivers *d, const struct driver *new)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct driver *old = &d->list[i];

		if (!text_equal_folded(old->name, new->name))
			continue;
		diagnose(s->errors, STATUS_BAD_INPUT, new->span, "%.*s is named twice", TEXT_ARGS(new->name));
		return true;
	}
	return false;
}

static bool bind_among(struct scope *s, struct drivers *d, const struct node *among)
{
	bool fine = true;

	d->list = ARENA_ARRAY(s->arena, among->n_children, struct driver);
	for (const struct node *n = among->first; n; n = n->next) {
		bool bound = bind_driver(s, d, n, &d->list[d->n]) && !is_twice(s, d, &d->list[d->n]);

		fine &= bound;
		d->n += bound;
	}
	return fine;
}

/* ---- drivers that nobody named --------------------------------------------------------------- */

static enum role role_of(const struct scope *s, const struct column *c)
{
	for (int r = 0; r < ROLES; r++)
		if (s->table->roles[r].column == c)
			return (enum role)r;
	return ROLE_NONE;
}

static bool is_score_like(const struct scope *s, const struct column *c)
{
	enum role role = role_of(s, c);

	if (c->derived)
		return false;
	if (role == ROLE_NONE)
		return is_rating_column(c);
	return role_kind_of(role) == ROLE_SCORE || role == ROLE_sentiment;
}

static bool choose(struct scope *s, struct drivers *d, const struct node *report)
{
	const struct table *t = s->table;

	d->chosen = true;
	d->list = ARENA_ARRAY(s->arena, t->n_columns, struct driver);
	for (size_t i = 0; i < t->n_columns; i++) {
		const struct column *c = &t->columns[i];
		struct node name = { .kind = NODE_NAME, .text = c->snake, .span = report->span, .flags = FLAG_QUOTED };

		if (is_score_like(s, c) && !is_outcome(d, c))
			d->n += bind_driver(s, d, &name, &d->list[d->n]);
	}
	if (d->n)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, report->span, "no column looks like a score that could drive this");
	diagnose_help(s->errors, "name the drivers: drivers of csat among wait_s, channel");
	return false;
}

/* ---- one row per unit ------------------------------------------------------------------------ */

/* The value of METRIC for each unit, standing in every row of it. */
static bool unit_score(struct scope *s, const struct drivers *d, const struct node *metric, struct score *out)
{
	struct buffer written = { 0 };
	struct row *value = computed_metric(s, d->plan, metric);

	if (!value)
		return false;
	node_print(metric, &written);
	*out = (struct score){ .name = buffer_take(&written, s->arena),
			       .kind = AGGREGATE_AVG,
			       .a = value,
			       .factor = 1,
			       .look = SHOW_MEAN };
	return true;
}

static bool unit_drivers(struct scope *s, struct drivers *d, const struct node *among)
{
	bool fine = true;

	d->list = ARENA_ARRAY(s->arena, among->n_children, struct driver);
	for (const struct node *n = among->first; n; n = n->next) {
		struct driver *driver = &d->list[d->n];
		bool bound;

		*driver = (struct driver){ .span = n->span };
		bound = unit_score(s, d, n, &driver->score);
		driver->name = driver->score.name;
		bound = bound && !is_twice(s, d, driver);
		fine &= bound;
		d->n += bound;
	}
	return fine;
}

/* Metrics of units: they are worked out over all rows, then one row of each unit is looked at. */
static bool bind_units(struct scope *s, struct drivers *d, const struct node *report, const struct node *among)
{
	enum look_kind look = d->plan->items[0].look;

	if (!among) {
		diagnose(s->errors, STATUS_BAD_INPUT, report->span, "drivers per unit have to be named")->code = 126;
		diagnose_help(s->errors, "add `among csat(where stage = service), contacts ...`: metrics of each unit");
		return false;
	}
	if (!unit_score(s, d, node_at(report, 0), &d->outcome) || !unit_drivers(s, d, among))
		return false;
	d->outcome.name = d->plan->items[0].label;
	d->outcome.look = look;
	d->plan->where = row_both(s, d->plan->where, computed_one_row(s, d->plan, node_child(report, NODE_PER)));
	d->plan->per = NULL;
	scope_note(s, false, "per %.*s: every metric is worked out for each, and each counts once",
		   TEXT_ARGS(d->plan->per_name));
	return true;
}

struct drivers *drivers_bind(struct scope *s, const struct node *report, const struct node *query)
{
	struct drivers *d = ARENA_NEW(s->arena, struct drivers);
	const struct node *among = node_child(report, NODE_AMONG), *top = node_child(report, NODE_TOP);
	bool fine;

	d->plan = plan_query(s, query);
	d->top = top ? (size_t)top->number : SIZE_MAX;
	if (!d->plan || !plan_uncounted(s, d->plan, report->span, "drivers"))
		return NULL;
	if (d->plan->per) {
		fine = bind_units(s, d, report, among);
		d->plan->notes = s->notes;
		return fine ? d : NULL;
	}
	if (!score_of_item(s, d->plan->items[0].expression, &d->plan->aggregates, &d->outcome))
		return NULL;
	d->outcome.name = d->plan->items[0].label;
	d->outcome.look = d->plan->items[0].look;
	fine = among ? bind_among(s, d, among) : choose(s, d, report);
	d->plan->notes = s->notes;
	return fine ? d : NULL;
}
