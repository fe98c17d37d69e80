/* `sort by` and `with`. */
#include "plan/plan.h"

#include <math.h>

static size_t item_place(const struct plan *p, const struct node *key, const struct item *expression)
{
	for (size_t i = 0; i < p->n_items; i++) {
		const struct item *e = p->items[i].expression;

		if (key->kind == NODE_NAME && text_equal_folded(p->items[i].label, key->text))
			return i;
		if (expression && e->kind == ITEM_AGGREGATE && expression->kind == ITEM_AGGREGATE &&
		    e->aggregate == expression->aggregate)
			return i;
	}
	return SIZE_MAX;
}

static size_t unit_dimension(const struct plan *p, enum unit unit)
{
	for (size_t i = 0; i < p->n_dimensions; i++)
		if (p->dimensions[i].kind == DIMENSION_TIME && p->dimensions[i].unit == unit)
			return i;
	return SIZE_MAX;
}

/* `list` sorts rows by any column; one that is not shown becomes a hidden dimension. */
static bool list_key(struct scope *s, struct plan *p, const struct node *what, struct sort_key *key)
{
	if (p->n_dimensions == DIMENSIONS_MAX) {
		diagnose(s->errors, STATUS_BAD_INPUT, what->span, "more than %d columns", DIMENSIONS_MAX);
		return false;
	}
	key->dimension = p->n_dimensions;
	return plan_dimension(s, p, what, &p->dimensions[p->n_dimensions++]);
}

/* A key that is nothing at all, and near a column of the answer. */
static bool slipped_column(struct scope *s, const struct plan *p, const struct node *name)
{
	struct name_list known = { .arena = s->arena }, columns = { .arena = s->arena };
	struct text near;

	scope_names(s, NAME_METRIC, &known);
	scope_names(s, NAME_AGGREGATE, &known);
	scope_names(s, NAME_COLUMN, &known);
	scope_names(s, NAME_ROLE, &known);
	for (size_t i = 0; i < known.n; i++)
		if (text_equal_folded(known.names[i], name->text))
			return false;
	columns.names = ARENA_ARRAY(s->arena, p->n_dimensions + p->n_items, struct text);
	for (size_t i = 0; i < p->n_dimensions; i++)
		columns.names[columns.n++] = p->dimensions[i].name;
	for (size_t i = 0; i < p->n_items; i++)
		columns.names[columns.n++] = p->items[i].label;
	near = scope_near(s, name->text, &columns);
	if (!near.n)
		return false;
	diagnose(s->errors, STATUS_BAD_INPUT, name->span, "the answer has no column %.*s", TEXT_ARGS(name->text))
		->code = 120;
	diagnose_help(s->errors, "did you mean %.*s?", TEXT_ARGS(near));
	return true;
}

/* Who sorts by the change asks what got worse: of a metric with a known direction the worst change comes first. */
static bool change_descends(const struct plan *p, const struct node *key)
{
	if (key->flags & (FLAG_ASCENDING | FLAG_DESCENDING))
		return key->flags & FLAG_DESCENDING;
	return p->n_items == 0 || p->items[0].better != OP_HIGHER;
}

/* A key is a column of the answer (a dimension, a label, the change), else a metric. */
static bool sort_key(struct scope *s, struct plan *p, const struct node *node, struct sort_key *key)
{
	const struct node *what = node_at(node, 0);

	*key = (struct sort_key){ .dimension = SIZE_MAX,
				  .item = SIZE_MAX,
				  .descending = !(node->flags & FLAG_ASCENDING) };
	/* A metric goes before a column of that name: nps, csat by csat sort by csat. */
	if (what->kind == NODE_NAME)
		key->item = item_place(p, what, NULL);
	if (key->item != SIZE_MAX)
		return true;
	if (what->kind == NODE_UNIT)
		key->dimension = unit_dimension(p, what->unit);
	if (what->kind == NODE_NAME)
		key->dimension = plan_find_dimension(p, what);
	if (key->dimension != SIZE_MAX) {
		key->descending = node->flags & FLAG_DESCENDING;
		return true;
	}
	if (p->n_listed) {
		key->descending = node->flags & FLAG_DESCENDING;
		return list_key(s, p, what, key);
	}
	if (what->kind == NODE_UNIT) {
		diagnose(s->errors, STATUS_BAD_INPUT, what->span, "the answer is not grouped by %s",
			 unit_name(what->unit))
			->code = 120;
		return false;
	}
	if (what->kind == NODE_NAME && text_equal_folded(what->text, TEXT("change")) && p->has_before) {
		key->change = true;
		key->descending = change_descends(p, node);
		return true;
	}
	if (what->kind == NODE_NAME && text_equal_folded(what->text, TEXT("change"))) {
		diagnose(s->errors, STATUS_BAD_INPUT, what->span, "there is no change without a period before")->code =
			120;
		diagnose_help(s->errors, "add one: last month vs previous month");
		return false;
	}
	if (what->kind == NODE_NAME && slipped_column(s, p, what))
		return false;
	key->expression = item_bind(s, what, NULL, &p->aggregates);
	if (key->expression)
		key->item = item_place(p, what, key->expression);
	return key->expression != NULL;
}

bool plan_sort(struct scope *s, struct plan *p, const struct node *sort)
{
	bool fine = true;

	p->keys = ARENA_ARRAY(s->arena, sort->n_children, struct sort_key);
	for (const struct node *n = sort->first; n; n = n->next)
		fine &= sort_key(s, p, n, &p->keys[p->n_keys++]);
	return fine;
}

size_t plan_ranking_keys(const struct plan *p)
{
	return p->pick_dimension != SIZE_MAX && p->n_keys && p->keys[0].dimension == SIZE_MAX && !p->keys[0].change;
}

static const char *const options[] = { "other",	 "share",  "totals", "impact", "ci",	"n",
				       "bounds", "sparse", "weight", "latest", "first", NULL };

static bool unknown_option(struct scope *s, const struct node *option)
{
	struct name_list known = { .arena = s->arena };
	struct text names[sizeof(options) / sizeof(*options)], near;

	known.names = names;
	for (size_t i = 0; options[i]; i++)
		names[known.n++] = text_of(options[i]);
	near = scope_near(s, option->text, &known);
	diagnose(s->errors, STATUS_BAD_INPUT, option->span, "`with` has no option %.*s", TEXT_ARGS(option->text))
		->code = 123;
	if (near.n)
		diagnose_help(s->errors, "did you mean %.*s?", TEXT_ARGS(near));
	else
		diagnose_help(s->errors, "one of other, share, share of COLUMN, bounds, totals, impact, ci 95%%, n, "
					 "sparse, weight COLUMN, latest, first");
	return false;
}

bool plan_level(struct scope *s, struct plan *p, const struct node *option)
{
	double level = option->flags & FLAG_PERCENT ? option->number : option->number / 100;

	p->ci = true;
	if (option->number == 0)
		return true;
	if (level > 0.01 && level < 1) {
		p->level = level;
		return true;
	}
	diagnose(s->errors, STATUS_BAD_INPUT, option->span, "a confidence level lies between 1%% and 100%%")->code =
		123;
	diagnose_help(s->errors, option->number < 1 ? "write ci %g%%" : "with ci 95%%", option->number * 100);
	return false;
}

static bool share_option(struct scope *s, struct plan *p, const struct node *option)
{
	const struct node *of = node_at(option, 0);

	p->share = true;
	if (!of)
		return true;
	p->share_dimension = plan_find_dimension(p, of);
	if (p->share_dimension != SIZE_MAX)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, of->span, "the answer is not grouped by %.*s", TEXT_ARGS(of->text))
		->code = 120;
	return false;
}

static bool needs_groups(struct scope *s, const struct plan *p, const struct node *option)
{
	if (p->n_dimensions)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, option->span, "`with %.*s` needs groups", TEXT_ARGS(option->text))->code =
		123;
	diagnose_help(s->errors, "add `by COLUMN`");
	return false;
}

static bool other_option(struct scope *s, struct plan *p, const struct node *option)
{
	p->other = true;
	if (p->pick != PICK_NONE || p->limit != SIZE_MAX)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, option->span, "`with other` needs top N: the others are the rest")->code =
		123;
	diagnose_help(s->errors, "add `top 5`");
	return false;
}

/* Periods that share rows have no shares of a whole. */
static bool has_parts(struct scope *s, const struct plan *p, const struct node *option)
{
	if (!p->rolling && !p->cumulative)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, option->span,
		 "`with %.*s` needs parts of a whole; with `%s` the periods overlap", TEXT_ARGS(option->text),
		 p->rolling ? "rolling" : "cumulative")
		->code = 123;
	return false;
}

/* Do the groups' values, each weighted with its answers, make the total's? */
static bool averages(const struct plan *p, const struct plan_item *item)
{
	size_t index;
	double factor;
	enum aggregate_kind kind;

	if (p->per)
		return true;
	if (item->additive || item->no_base)
		return false;
	if (!item_is_scaled_aggregate(item->expression, &index, &factor))
		return true;
	kind = p->aggregates.list[index].kind;
	return kind == AGGREGATE_AVG || kind == AGGREGATE_SHARE || kind == AGGREGATE_NET;
}

/* A group's distance from the total means something for scores, shares and means, not for counts. */
static bool has_impact(struct scope *s, const struct plan *p, const struct node *option)
{
	for (size_t i = 0; i < p->n_items; i++) {
		if (averages(p, &p->items[i]))
			continue;
		diagnose(s->errors, STATUS_BAD_INPUT, option->span,
			 "impact is for scores, shares and means; %.*s is none of them", TEXT_ARGS(p->items[i].label))
			->code = 123;
		if (p->items[i].additive)
			diagnose_help(s->errors, "use `with share`");
		return false;
	}
	return true;
}

static bool bind_option(struct scope *s, struct plan *p, const struct node *option)
{
	struct text name = option->text;
	bool known = true;

	if (text_equal_folded(name, TEXT("ci")))
		return plan_level(s, p, option);
	if (text_equal_folded(name, TEXT("weight")))
		return true; /* plan_weight */
	if (text_equal_folded(name, TEXT("latest")) || text_equal_folded(name, TEXT("first")))
		return true; /* computed_choose */
	if (text_equal_folded(name, TEXT("n")))
		p->bases = true;
	else if (text_equal_folded(name, TEXT("interaction")))
		p->interaction = true; /* plan_query, plan_fair */
	else if (text_equal_folded(name, TEXT("sparse")))
		p->sparse = true;
	else if (text_equal_folded(name, TEXT("other")))
		return needs_groups(s, p, option) && other_option(s, p, option);
	else if (text_equal_folded(name, TEXT("share")))
		return needs_groups(s, p, option) && has_parts(s, p, option) && share_option(s, p, option);
	else if (text_equal_folded(name, TEXT("bounds")))
		p->bounds = true; /* plan_bounds, when all options are known */
	else if (text_equal_folded(name, TEXT("totals")))
		p->totals = known = needs_groups(s, p, option);
	else if (text_equal_folded(name, TEXT("impact")))
		p->impact = known = needs_groups(s, p, option) && has_parts(s, p, option) && has_impact(s, p, option);
	else
		return unknown_option(s, option);
	return known;
}

bool plan_options(struct scope *s, struct plan *p, const struct node *with)
{
	bool fine = true;

	for (const struct node *n = with->first; n; n = n->next)
		fine &= bind_option(s, p, n);
	return fine && (!p->bounds || plan_bounds(s, p, with->span));
}
