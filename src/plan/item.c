/* Metric expressions: names of metrics are expanded, aggregates collected. */
#include "plan/base.h"
#include "plan/item_int.h"

#include <math.h>

enum { METRIC_DEPTH_MAX = 32 };

static struct item *bind_any(struct scope *s, const struct node *node, struct row *filter, struct aggregate_list *list);

static struct item *refuse_moment(struct scope *s, const struct item *i)
{
	diagnose(s->errors, STATUS_BAD_INPUT, i->span, "a number is needed here; this is a time")->code = 107;
	diagnose_help(s->errors, "the time between two is a number: max(time) - min(time); `list time` shows times");
	return NULL;
}

struct item *item_new(struct scope *s, enum item_kind kind, const struct node *node)
{
	struct item *i = ARENA_NEW(s->arena, struct item);

	i->kind = kind;
	i->span = node->span;
	return i;
}

/* The score role that NODE mentions; *n counts different ones. */
static void find_score_role(const struct node *node, enum role *found, size_t *n)
{
	enum role role = node->kind == NODE_NAME ? role_find(node->text) : ROLE_NONE;

	if (role != ROLE_NONE && role_kind_of(role) == ROLE_SCORE && (*n == 0 || *found != role)) {
		*found = role;
		++*n;
	}
	for (const struct node *c = node->first; c; c = c->next)
		find_score_role(c, found, n);
}

/* A column that is known to have another scale than the metric is made for: nps of 1..5 is -100 whatever people say. */
static void note_scale(struct scope *s, const struct node *call, enum role wanted, const struct column *column)
{
	const struct role_map *of = &s->table->roles[wanted];

	for (int r = 0; r < ROLES; r++) {
		const struct role_map *map = &s->table->roles[r];

		if (map->column == column && role_kind_of((enum role)r) == ROLE_SCORE && of->column &&
		    fmax(map->low, map->high) != fmax(of->low, of->high))
			scope_note(s, true, "%.*s runs from %g to %g; %.*s is made for %g to %g",
				   TEXT_ARGS(column->snake), fmin(map->low, map->high), fmax(map->low, map->high),
				   TEXT_ARGS(call->text), fmin(of->low, of->high), fmax(of->low, of->high));
	}
}

/* nps(q12): the metric with its role bound to that column. */
static bool bind_other_column(struct scope *s, const struct node *call, const struct node *expression,
			      struct role_binding *b)
{
	const struct node *name = node_at(call, 0);
	size_t n = 0;
	struct row *r;

	find_score_role(expression, &b->role, &n);
	if (n != 1 || name->kind != NODE_NAME || item_count_arguments(call) != 1) {
		diagnose(s->errors, STATUS_BAD_INPUT, call->span, "%.*s takes no other column", TEXT_ARGS(call->text))
			->code = 112;
		diagnose_help(s->errors,
			      "only a metric of one score does: nps(q12); a filter is written %.*s(where ...)",
			      TEXT_ARGS(call->text));
		return false;
	}
	r = row_bind_name(s, name);
	if (!r)
		return false;
	if (r->kind != ROW_COLUMN || r->type != ROW_NUMBER) {
		diagnose(s->errors, STATUS_BAD_INPUT, name->span, "%.*s holds no numbers", TEXT_ARGS(name->text))
			->code = 107;
		return false;
	}
	b->column = r->column;
	b->outer = s->bindings;
	note_scale(s, call, b->role, r->column);
	return true;
}

/* What a metric itself mentions is what happened; only the query around it speaks of the base. */
static struct item *metric_body(struct scope *s, const struct node *expression, struct row *filter,
				struct aggregate_list *list)
{
	bool names = s->base_names, members = s->base_members;
	struct item *i;

	s->base_names = s->base_members = false;
	i = item_bind(s, expression, filter, list);
	s->base_names = names;
	s->base_members = members;
	return i;
}

static struct item *metric_item(struct scope *s, const struct definition *d, const struct node *node,
				struct row *filter, struct aggregate_list *list)
{
	struct metric_facts facts = metric_facts_of(d->node);
	const struct role_binding *outer = s->bindings;
	struct role_binding binding;
	const struct node *where = node_child(node, NODE_WHERE);
	struct row *more = NULL;
	struct item *i;

	if (s->definition_depth >= METRIC_DEPTH_MAX) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "the definition of %.*s uses itself",
			 TEXT_ARGS(d->name))
			->code = 103;
		return NULL;
	}
	if (where && !(more = row_bind_condition(s, node_at(where, 0))))
		return NULL;
	if (node->kind == NODE_CALL && item_count_arguments(node) > 0) {
		if (!bind_other_column(s, node, facts.expression, &binding))
			return NULL;
		s->bindings = &binding;
	}
	filter = row_both(s, filter, more);
	if (s->definition_depth++ == 0)
		s->used_at = node->span;
	more = facts.where ? row_bind_condition(s, facts.where) : NULL;
	i = facts.where && !more ? NULL : metric_body(s, facts.expression, row_both(s, filter, more), list);
	s->definition_depth--;
	s->bindings = outer;
	if (i) {
		i->points = text_is(facts.format, "points");
		i->name = d->name;
		i->span = node->span;
	}
	return i;
}

/* Not a metric: say what it is instead, or what is near. */
static struct item *unknown_metric(struct scope *s, const struct node *node)
{
	struct name_list known = { 0 };
	const struct column *c = table_column(s->table, node->text);
	struct text near;

	if (c || role_find(node->text) != ROLE_NONE) {
		bool number = c && (c->type == COLUMN_INTEGER || c->type == COLUMN_DECIMAL || c->type == COLUMN_NUMBER);

		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%.*s is a column, not a metric",
			 TEXT_ARGS(node->text))
			->code = 113;
		if (node->kind == NODE_CALL)
			diagnose_help(s->errors, "columns take no brackets");
		else
			diagnose_help(s->errors, "write %s(%.*s), or `by %.*s` to group by it",
				      number ? "avg" : "count", TEXT_ARGS(node->text), TEXT_ARGS(node->text));
		return NULL;
	}
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "no metric is named %.*s", TEXT_ARGS(node->text))->code = 113;
	if (node->flags & FLAG_KEYWORD) {
		diagnose_help(s->errors, "`%.*s` was read as a name because a name was needed there",
			      TEXT_ARGS(node->text));
		return NULL;
	}
	scope_names(s, NAME_METRIC, &known);
	scope_names(s, NAME_AGGREGATE, &known);
	near = scope_near(s, node->text, &known);
	if (near.n)
		diagnose_help(s->errors, "did you mean %.*s?", TEXT_ARGS(near));
	else
		diagnose_help(s->errors, "`show metrics` lists them");
	return NULL;
}

static struct item *name_item(struct scope *s, const struct node *node, struct row *filter, struct aggregate_list *list)
{
	const struct definition *d = definitions_find(s->definitions, DEFINED_METRIC, node->text);
	const struct item_function *f = item_function_find(node->text);

	if (d)
		return metric_item(s, d, node, filter, list);
	if (f && (node->kind == NODE_CALL || f->least == 0))
		return item_aggregate(s, node, f, filter, list);
	if (f) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%s needs brackets", f->name)->code = 112;
		diagnose_help(s->errors, "write %s", f->usage);
		return NULL;
	}
	return unknown_metric(s, node);
}

/* A difference of moments is a time; what else is made of them means nothing. */
static struct item *difference(struct scope *s, const struct node *node, struct row *filter,
			       struct aggregate_list *list)
{
	struct item *i = item_new(s, ITEM_SUBTRACT, node);

	i->a = bind_any(s, node_at(node, 0), filter, list);
	i->b = bind_any(s, node_at(node, 1), filter, list);
	if (!i->a || !i->b)
		return NULL;
	if (i->a->moment != i->b->moment)
		return refuse_moment(s, i->a->moment ? i->a : i->b);
	i->seconds = i->a->moment;
	return i;
}

static struct item *two_items(struct scope *s, const struct node *node, enum item_kind kind, struct row *filter,
			      struct aggregate_list *list)
{
	struct item *i = item_new(s, kind, node);

	i->a = item_bind(s, node_at(node, 0), filter, list);
	i->b = item_bind(s, node_at(node, 1), filter, list);
	return i->a && i->b ? i : NULL;
}

static struct item *number_item(struct scope *s, const struct node *node)
{
	struct item *i = item_new(s, ITEM_NUMBER, node);
	struct row *r = row_bind(s, node);

	if (!r)
		return NULL;
	i->number = r->number;
	i->percent = node->kind == NODE_PERCENT;
	i->duration = node->kind == NODE_DURATION;
	if (r->kind == ROW_CONSTANT && r->type == ROW_NUMBER)
		return i;
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "a number or a metric is needed here")->code = 107;
	return NULL;
}

static struct item *condition_as_number(struct scope *s, const struct node *node)
{
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "a condition cannot be shown as a metric");
	diagnose_help(s->errors, "use share(...) for how often it holds, or `having` to choose groups by it");
	return NULL;
}

static struct item *bind_any(struct scope *s, const struct node *node, struct row *filter, struct aggregate_list *list)
{
	struct item *i;

	switch (node->kind) {
	case NODE_NUMBER:
	case NODE_PERCENT:
	case NODE_DURATION:
		return number_item(s, node);
	case NODE_PARAM: {
		const struct node *value = row_parameter(s, node);

		return value ? item_bind(s, value, filter, list) : NULL;
	}
	case NODE_NAME:
	case NODE_CALL:
		return name_item(s, node, filter, list);
	case NODE_GROUP:
		return bind_any(s, node_at(node, 0), filter, list);
	case NODE_NEGATE:
		i = item_new(s, ITEM_NEGATE, node);
		i->a = item_bind(s, node_at(node, 0), filter, list);
		return i->a ? i : NULL;
	case NODE_ADD:
		return two_items(s, node, ITEM_ADD, filter, list);
	case NODE_SUBTRACT:
		return difference(s, node, filter, list);
	case NODE_MULTIPLY:
		return two_items(s, node, ITEM_MULTIPLY, filter, list);
	case NODE_DIVIDE:
		return two_items(s, node, ITEM_DIVIDE, filter, list);
	default:
		return condition_as_number(s, node);
	}
}

struct item *item_bind(struct scope *s, const struct node *node, struct row *filter, struct aggregate_list *list)
{
	bool members = s->base_members;
	struct item *i;

	if (!members && base_is_counted(node)) {
		filter = base_members(s, filter, node->span);
		s->base_members = true;
	}
	i = bind_any(s, node, filter, list);
	s->base_members = members;
	return i && i->moment ? refuse_moment(s, i) : i;
}
