/* Metric expressions: names of metrics are expanded, aggregates collected. */
#include "plan/item.h"

#include <math.h>

enum { METRIC_DEPTH_MAX = 32, AGGREGATES_MAX = 4096 };

static struct item *item_new(struct scope *s, enum item_kind kind, const struct node *node)
{
	struct item *i = ARENA_NEW(s->arena, struct item);

	i->kind = kind;
	i->span = node->span;
	return i;
}

static bool same_aggregate(const struct aggregate *a, const struct aggregate *b)
{
	if (a->kind != b->kind || a->p != b->p || a->n_columns != b->n_columns || !row_equal(a->a, b->a) ||
	    !row_equal(a->b, b->b) || !row_equal(a->filter, b->filter))
		return false;
	for (size_t i = 0; i < a->n_columns; i++)
		if (!row_equal(a->columns[i], b->columns[i]))
			return false;
	return true;
}

static size_t add_aggregate(struct scope *s, struct aggregate_list *list, const struct aggregate *a)
{
	for (size_t i = 0; i < list->n; i++)
		if (same_aggregate(&list->list[i], a))
			return i;
	if (list->n == list->capacity) {
		list->capacity = list->capacity ? 2 * list->capacity : 8;
		list->list = arena_grow(s->arena, list->list, list->n, list->capacity, sizeof(*list->list));
	}
	list->list[list->n] = *a;
	return list->n++;
}

static const struct {
	const char *name;
	enum aggregate_kind kind;
	size_t least, most;		/* arguments */
	const char *usage;
} functions[] = {
	{ "count", AGGREGATE_COUNT, 0, 1, "count(), count(column) or count(where condition)" },
	{ "sum", AGGREGATE_SUM, 1, 1, "sum(number)" },
	{ "avg", AGGREGATE_AVG, 1, 1, "avg(number)" },
	{ "share", AGGREGATE_SHARE, 1, 1, "share(condition)" },
	{ "net", AGGREGATE_NET, 2, 2, "net(condition, condition)" },
	{ "min", AGGREGATE_MIN, 1, 1, "min(number)" },
	{ "max", AGGREGATE_MAX, 1, 1, "max(number)" },
	{ "median", AGGREGATE_PERCENTILE, 1, 1, "median(number)" },
	{ "percentile", AGGREGATE_PERCENTILE, 2, 2, "percentile(number, 90)" },
	{ "stdev", AGGREGATE_STDEV, 1, 1, "stdev(number)" },
	{ "distinct", AGGREGATE_DISTINCT, 1, DISTINCT_COLUMNS_MAX, "distinct(column, ...)" },
	{ "first", AGGREGATE_FIRST, 1, 1, "first(number)" },
	{ "last", AGGREGATE_LAST, 1, 1, "last(number)" },
	{ "corr", AGGREGATE_CORR, 2, 2, "corr(number, number)" },
};

enum { FUNCTIONS = sizeof(functions) / sizeof(*functions) };

static size_t function_find(struct text name)
{
	size_t f = 0;

	while (f < FUNCTIONS && !text_equal_folded(name, text_of(functions[f].name)))
		f++;
	return f;
}

const char *aggregate_name(enum aggregate_kind k)
{
	for (size_t f = 0; f < FUNCTIONS; f++)
		if (functions[f].kind == k && k != AGGREGATE_PERCENTILE)
			return functions[f].name;
	return "percentile";
}

/* A value that can be counted up: numbers, spans, yes/no as 0 and 1. */
static struct row *number_argument(struct scope *s, const struct node *node)
{
	struct row *r = row_bind(s, node);

	if (!r)
		return NULL;
	if (r->type == ROW_NUMBER || r->type == ROW_YESNO)
		return r;
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "a number is needed here; this is %s", row_type_name(r->type))->code = 107;
	if (r->type == ROW_WORD)
		diagnose_help(s->errors, "text can be counted: count(%.*s), distinct(%.*s)", TEXT_ARGS(r->column->snake),
			      TEXT_ARGS(r->column->snake));
	return NULL;
}

static bool percentile_argument(struct scope *s, const struct node *node, double *p)
{
	node = row_parameter(s, node);
	if (!node)
		return false;
	if (node->kind == NODE_PERCENT)
		*p = node->number;
	else if (node->kind == NODE_NUMBER)
		*p = node->number / 100;
	else
		*p = -1;
	if (*p >= 0 && *p <= 1)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "a percentile is a number from 0 to 100")->code = 107;
	diagnose_help(s->errors, "percentile(wait, 90) or percentile(wait, 90%%)");
	return false;
}

/* Combinations are counted as one 64-bit number. */
static bool combination_fits(struct scope *s, const struct node *call, const struct aggregate *a)
{
	long double product = 1;

	for (size_t i = 0; i < a->n_columns; i++) {
		const struct column *c = a->columns[i]->column;

		product *= (long double)c->domain + 1;
		if (c->type != COLUMN_NUMBER && c->domain < UINT32_MAX)
			continue;
		diagnose(s->errors, STATUS_BAD_INPUT, call->span, "%.*s has too many different values to count", TEXT_ARGS(c->snake));
		return false;
	}
	if (product < 1.8e19L)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, call->span, "these columns have too many combinations to count together");
	diagnose_help(s->errors, "count fewer columns at once");
	return false;
}

static bool distinct_arguments(struct scope *s, const struct node *call, struct aggregate *a)
{
	for (const struct node *n = call->first; n && n->kind != NODE_WHERE; n = n->next) {
		struct row *r = n->kind == NODE_NAME ? row_bind_name(s, n) : NULL;

		if (!r && n->kind != NODE_NAME)
			diagnose(s->errors, STATUS_BAD_INPUT, n->span, "distinct counts columns");
		if (!r)
			return false;
		if (r->kind != ROW_COLUMN) {
			diagnose(s->errors, STATUS_BAD_INPUT, n->span, "distinct counts columns; %.*s is computed", TEXT_ARGS(n->text));
			return false;
		}
		a->columns[a->n_columns++] = r;
	}
	return combination_fits(s, call, a);
}

static size_t count_arguments(const struct node *call)
{
	size_t n = 0;

	for (const struct node *c = call->first; c && c->kind != NODE_WHERE; c = c->next)
		n++;
	return n;
}

/* Rows where A (and B) have a value. */
static struct row *present(struct scope *s, struct row *a)
{
	struct row *missing = row_new(s, ROW_MISSING, ROW_YESNO, a->span);

	missing->a = a;
	return row_not(s, missing);
}

static bool count_argument(struct scope *s, const struct node *node, struct aggregate *a)
{
	struct row *r = row_bind(s, node);

	if (!r)
		return false;
	if (r->type == ROW_YESNO && r->kind != ROW_COLUMN) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "count takes a column; a condition is counted with where");
		diagnose_help(s->errors, "write count(where ...)");
		return false;
	}
	a->filter = row_both(s, a->filter, present(s, r));
	return true;
}

static bool fill_aggregate(struct scope *s, const struct node *call, size_t f, struct aggregate *a)
{
	const struct node *first = node_at(call, 0), *second = node_at(call, 1);

	switch (a->kind) {
	case AGGREGATE_COUNT:
		return count_arguments(call) == 0 || count_argument(s, first, a);
	case AGGREGATE_DISTINCT:
		return distinct_arguments(s, call, a);
	case AGGREGATE_SHARE:
		a->a = row_bind_condition(s, first);
		if (a->a)
			a->filter = row_both(s, a->filter, row_base(s, a->a));
		return a->a != NULL;
	case AGGREGATE_NET:
		a->a = row_bind_condition(s, first);
		a->b = row_bind_condition(s, second);
		if (a->a && a->b)
			a->filter = row_both(s, a->filter, row_both(s, row_base(s, a->a), row_base(s, a->b)));
		return a->a && a->b;
	case AGGREGATE_CORR:
		a->a = number_argument(s, first);
		a->b = number_argument(s, second);
		return a->a && a->b;
	case AGGREGATE_PERCENTILE:
		a->p = 0.5;
		a->a = number_argument(s, first);
		return a->a && (functions[f].most < 2 || percentile_argument(s, second, &a->p));
	default:
		a->a = number_argument(s, first);
		return a->a != NULL;
	}
}

static struct item *aggregate_item(struct scope *s, const struct node *call, size_t f, struct row *filter, struct aggregate_list *list)
{
	struct aggregate a = { .kind = functions[f].kind, .filter = filter };
	const struct node *where = node_child(call, NODE_WHERE);
	size_t n = count_arguments(call);
	struct item *i;

	if (n < functions[f].least || n > functions[f].most) {
		diagnose(s->errors, STATUS_BAD_INPUT, call->span, "%s has %s arguments", functions[f].name, n < functions[f].least ? "too few" : "too many")
			->code = 112;
		diagnose_help(s->errors, "write %s", functions[f].usage);
		return NULL;
	}
	if (where) {
		struct row *own = row_bind_condition(s, node_at(where, 0));

		if (!own)
			return NULL;
		a.filter = row_both(s, a.filter, own);
	}
	if (!fill_aggregate(s, call, f, &a))
		return NULL;
	a.seconds = a.a && (a.a->seconds != 0);
	if (list->n >= AGGREGATES_MAX) {
		diagnose(s->errors, STATUS_BAD_INPUT, call->span, "more than %d aggregates in one statement", AGGREGATES_MAX);
		return NULL;
	}
	i = item_new(s, ITEM_AGGREGATE, call);
	i->aggregate = add_aggregate(s, list, &a);
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
			scope_note(s, true, "%.*s runs from %g to %g; %.*s is made for %g to %g", TEXT_ARGS(column->snake),
				   fmin(map->low, map->high), fmax(map->low, map->high), TEXT_ARGS(call->text), fmin(of->low, of->high),
				   fmax(of->low, of->high));
	}
}

/* nps(q12): the metric with its role bound to that column (design 4.1.16). */
static bool bind_other_column(struct scope *s, const struct node *call, const struct node *expression, struct role_binding *b)
{
	const struct node *name = node_at(call, 0);
	size_t n = 0;
	struct row *r;

	find_score_role(expression, &b->role, &n);
	if (n != 1 || name->kind != NODE_NAME || count_arguments(call) != 1) {
		diagnose(s->errors, STATUS_BAD_INPUT, call->span, "%.*s takes no other column", TEXT_ARGS(call->text))->code = 112;
		diagnose_help(s->errors, "only a metric of one score does: nps(q12); a filter is written %.*s(where ...)", TEXT_ARGS(call->text));
		return false;
	}
	r = row_bind_name(s, name);
	if (!r)
		return false;
	if (r->kind != ROW_COLUMN || r->type != ROW_NUMBER) {
		diagnose(s->errors, STATUS_BAD_INPUT, name->span, "%.*s holds no numbers", TEXT_ARGS(name->text))->code = 107;
		return false;
	}
	b->column = r->column;
	b->outer = s->bindings;
	note_scale(s, call, b->role, r->column);
	return true;
}

static struct item *metric_item(struct scope *s, const struct definition *d, const struct node *node, struct row *filter,
				struct aggregate_list *list)
{
	struct metric_facts facts = metric_facts_of(d->node);
	const struct role_binding *outer = s->bindings;
	struct role_binding binding;
	const struct node *where = node_child(node, NODE_WHERE);
	struct row *more = NULL;
	struct item *i;

	if (s->definition_depth >= METRIC_DEPTH_MAX) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "the definition of %.*s uses itself", TEXT_ARGS(d->name))->code = 103;
		return NULL;
	}
	if (where && !(more = row_bind_condition(s, node_at(where, 0))))
		return NULL;
	if (node->kind == NODE_CALL && count_arguments(node) > 0) {
		if (!bind_other_column(s, node, facts.expression, &binding))
			return NULL;
		s->bindings = &binding;
	}
	filter = row_both(s, filter, more);
	s->definition_depth++;
	more = facts.where ? row_bind_condition(s, facts.where) : NULL;
	i = facts.where && !more ? NULL : item_bind(s, facts.expression, row_both(s, filter, more), list);
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

		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%.*s is a column, not a metric", TEXT_ARGS(node->text))->code = 113;
		if (node->kind == NODE_CALL)
			diagnose_help(s->errors, "columns take no brackets");
		else
			diagnose_help(s->errors, "write %s(%.*s), or `by %.*s` to group by it", number ? "avg" : "count", TEXT_ARGS(node->text),
				      TEXT_ARGS(node->text));
		return NULL;
	}
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "no metric is named %.*s", TEXT_ARGS(node->text))->code = 113;
	if (node->flags & FLAG_KEYWORD) {
		diagnose_help(s->errors, "`%.*s` was read as a name because a name was needed there", TEXT_ARGS(node->text));
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
	size_t f = function_find(node->text);

	if (d)
		return metric_item(s, d, node, filter, list);
	if (f < FUNCTIONS && (node->kind == NODE_CALL || functions[f].least == 0))
		return aggregate_item(s, node, f, filter, list);
	if (f < FUNCTIONS) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%s needs brackets", functions[f].name)->code = 112;
		diagnose_help(s->errors, "write %s", functions[f].usage);
		return NULL;
	}
	return unknown_metric(s, node);
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

struct item *item_bind(struct scope *s, const struct node *node, struct row *filter, struct aggregate_list *list)
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
		return item_bind(s, node_at(node, 0), filter, list);
	case NODE_NEGATE:
		i = item_new(s, ITEM_NEGATE, node);
		i->a = item_bind(s, node_at(node, 0), filter, list);
		return i->a ? i : NULL;
	case NODE_ADD:
		return two_items(s, node, ITEM_ADD, filter, list);
	case NODE_SUBTRACT:
		return two_items(s, node, ITEM_SUBTRACT, filter, list);
	case NODE_MULTIPLY:
		return two_items(s, node, ITEM_MULTIPLY, filter, list);
	case NODE_DIVIDE:
		return two_items(s, node, ITEM_DIVIDE, filter, list);
	default:
		return condition_as_number(s, node);
	}
}

/* ---- conditions over metrics: having ------------------------------------------------------------------------------ */

static struct item *compare_items(struct scope *s, struct item *a, enum node_op op, struct item *b, const struct node *node)
{
	struct item *i;

	if (!a || !b)
		return NULL;
	if ((a->points && b->percent) || (b->points && a->percent)) {
		const struct item *literal = b->percent ? b : a, *metric = b->percent ? a : b;

		diagnose(s->errors, STATUS_BAD_INPUT, literal->span, "%.*s runs from 0 to 100, not from 0%% to 100%%", TEXT_ARGS(metric->name))
			->code = 114;
		diagnose_help(s->errors, "write %.10g", literal->number * 100);
		return NULL;
	}
	i = item_new(s, ITEM_COMPARE, node);
	i->op = op;
	i->a = a;
	i->b = b;
	return i;
}

static struct item *join_items(struct scope *s, enum item_kind kind, struct item *a, struct item *b, const struct node *node)
{
	struct item *i = item_new(s, kind, node);

	i->a = a;
	i->b = b;
	return a && b ? i : NULL;
}

static struct item *list_items(struct scope *s, const struct node *node, enum item_kind kind, struct aggregate_list *list)
{
	struct item *all = item_bind_condition(s, node->first, list);

	for (const struct node *n = node->first->next; n; n = n->next)
		all = join_items(s, kind, all, item_bind_condition(s, n, list), node);
	return all;
}

static struct item *between_items(struct scope *s, const struct node *node, const struct node *low, const struct node *high,
				  struct aggregate_list *list)
{
	struct item *value = item_bind(s, node_at(node, 0), NULL, list), *from = NULL, *to = NULL;

	if (low->kind != NODE_NONE)
		from = compare_items(s, value, OP_GE, item_bind(s, low, NULL, list), node);
	if (high->kind != NODE_NONE)
		to = compare_items(s, value, OP_LE, item_bind(s, high, NULL, list), node);
	if (low->kind == NODE_NONE || high->kind == NODE_NONE)
		return low->kind == NODE_NONE ? to : from;
	return join_items(s, ITEM_AND, from, to, node);
}

static struct item *negated(struct scope *s, const struct node *node, enum item_kind kind, struct item *a)
{
	struct item *i = item_new(s, kind, node);

	i->a = a;
	return a ? i : NULL;
}

struct item *item_bind_condition(struct scope *s, const struct node *node, struct aggregate_list *list)
{
	struct item *i;

	switch (node->kind) {
	case NODE_AND:
		return list_items(s, node, ITEM_AND, list);
	case NODE_OR:
		return list_items(s, node, ITEM_OR, list);
	case NODE_NOT:
		return negated(s, node, ITEM_NOT, item_bind_condition(s, node_at(node, 0), list));
	case NODE_GROUP:
		return item_bind_condition(s, node_at(node, 0), list);
	case NODE_COMPARE:
		return compare_items(s, item_bind(s, node_at(node, 0), NULL, list), node->op, item_bind(s, node_at(node, 1), NULL, list), node);
	case NODE_IN:
		i = between_items(s, node, node_at(node_at(node, 1), 0), node_at(node_at(node, 1), 1), list);
		break;
	case NODE_BETWEEN:
		i = between_items(s, node, node_at(node, 1), node_at(node, 2), list);
		break;
	case NODE_IS_MISSING:
		i = negated(s, node, ITEM_MISSING, item_bind(s, node_at(node, 0), NULL, list));
		break;
	default:
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "`having` needs a comparison");
		diagnose_help(s->errors, "such as having nps > 0, having responses >= 30");
		return NULL;
	}
	return i && node->flags & FLAG_NEGATED ? negated(s, node, ITEM_NOT, i) : i;
}
