/* Aggregates: count(...), share(...), percentile(...). */
#include "plan/base.h"
#include "plan/item_int.h"

enum { AGGREGATES_MAX = 4096 };

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

static const struct item_function functions[] = {
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
	{ "customer_base", AGGREGATE_BASE, 0, 0, "customer_base() or customer_base(where condition)" },
	{ "known_customers", AGGREGATE_BASE, 0, 0, "known_customers() or known_customers(where condition)" },
};

enum { FUNCTIONS = sizeof(functions) / sizeof(*functions) };

const struct item_function *item_function_find(struct text name)
{
	for (size_t f = 0; f < FUNCTIONS; f++)
		if (text_equal_folded(name, text_of(functions[f].name)))
			return &functions[f];
	return NULL;
}

const char *aggregate_name(enum aggregate_kind k)
{
	for (size_t f = 0; f < FUNCTIONS; f++)
		if (functions[f].kind == k && k != AGGREGATE_PERCENTILE)
			return functions[f].name;
	return "percentile";
}

static bool picks_one(enum aggregate_kind kind)
{
	return kind == AGGREGATE_MIN || kind == AGGREGATE_MAX || kind == AGGREGATE_FIRST || kind == AGGREGATE_LAST;
}

/* A value that can be counted up: numbers, spans, yes/no as 0 and 1; of moments one can be picked. */
static struct row *number_argument(struct scope *s, const struct node *node, enum aggregate_kind kind)
{
	struct row *r = row_bind(s, node);

	if (!r)
		return NULL;
	if (r->type == ROW_NUMBER || r->type == ROW_YESNO || (r->type == ROW_MOMENT && picks_one(kind)))
		return r;
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "a number is needed here; this is %s", row_type_name(r->type))
		->code = 107;
	if (r->type == ROW_WORD)
		diagnose_help(s->errors, "text can be counted: count(%.*s), distinct(%.*s)",
			      TEXT_ARGS(r->column->snake), TEXT_ARGS(r->column->snake));
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
		diagnose(s->errors, STATUS_BAD_INPUT, call->span, "%.*s has too many different values to count",
			 TEXT_ARGS(c->snake));
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
	bool names = s->base_names;

	for (const struct node *n = call->first; n && n->kind != NODE_WHERE; n = n->next) {
		struct row *r;

		s->base_names = false; /* different ones are counted among the rows */
		r = n->kind == NODE_NAME ? row_bind_name(s, n) : NULL;
		s->base_names = names;

		if (!r && n->kind != NODE_NAME)
			diagnose(s->errors, STATUS_BAD_INPUT, n->span, "distinct counts columns");
		if (!r)
			return false;
		if (r->kind != ROW_COLUMN) {
			diagnose(s->errors, STATUS_BAD_INPUT, n->span, "distinct counts columns; %.*s is computed",
				 TEXT_ARGS(n->text));
			return false;
		}
		a->columns[a->n_columns++] = r;
	}
	return combination_fits(s, call, a);
}

size_t item_count_arguments(const struct node *call)
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
		diagnose(s->errors, STATUS_BAD_INPUT, node->span,
			 "count takes a column; a condition is counted with where");
		diagnose_help(s->errors, "write count(where ...)");
		return false;
	}
	a->filter = row_both(s, a->filter, present(s, r));
	return true;
}

/* Without a base its customers are those with a row. */
static bool count_customers(struct scope *s, const struct node *call, struct row *filter, struct row *own,
			    struct aggregate *a)
{
	struct node customer = { .kind = NODE_NAME, .text = TEXT("customer"), .span = call->span };
	bool counts, names = s->base_names;

	if (!base_aggregate(s, call, filter, own, a, &counts) || counts)
		return counts;
	a->kind = AGGREGATE_DISTINCT;
	a->filter = row_both(s, filter, own);
	s->base_names = false;
	s->definition_depth++;
	a->columns[a->n_columns++] = row_bind_name(s, &customer);
	s->definition_depth--;
	s->base_names = names;
	return a->columns[0] && combination_fits(s, call, a);
}

static bool fill_aggregate(struct scope *s, const struct node *call, const struct item_function *f, struct aggregate *a)
{
	const struct node *first = node_at(call, 0), *second = node_at(call, 1);

	switch (a->kind) {
	case AGGREGATE_COUNT:
		return item_count_arguments(call) == 0 || count_argument(s, first, a);
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
		a->a = number_argument(s, first, a->kind);
		a->b = number_argument(s, second, a->kind);
		return a->a && a->b;
	case AGGREGATE_PERCENTILE:
		a->p = 0.5;
		a->a = number_argument(s, first, a->kind);
		return a->a && (f->most < 2 || percentile_argument(s, second, &a->p));
	default:
		a->a = number_argument(s, first, a->kind);
		return a->a != NULL;
	}
}

/* in_base without a base. */
static bool is_always_true(const struct row *r)
{
	return r->kind == ROW_TRUE ? is_always_true(r->a)
				   : r->kind == ROW_CONSTANT && r->type == ROW_YESNO && r->number == 1;
}

struct item *item_aggregate(struct scope *s, const struct node *call, const struct item_function *f, struct row *filter,
			    struct aggregate_list *list)
{
	struct aggregate a = { .kind = f->kind, .filter = filter };
	const struct node *where = node_child(call, NODE_WHERE);
	size_t n = item_count_arguments(call);
	bool names = s->base_names;
	struct row *own = NULL;
	struct item *i;

	if (n < f->least || n > f->most) {
		diagnose(s->errors, STATUS_BAD_INPUT, call->span, "%s has %s arguments", f->name,
			 n < f->least ? "too few" : "too many")
			->code = 112;
		diagnose_help(s->errors, "write %s", f->usage);
		return NULL;
	}
	if (f->kind == AGGREGATE_BASE)
		s->base_names = s->base != NULL;
	if (where)
		own = row_bind_condition(s, node_at(where, 0));
	s->base_names = names;
	if (where && !own)
		return NULL;
	if (own && is_always_true(own))
		own = NULL;
	if (f->kind == AGGREGATE_BASE) {
		if (!count_customers(s, call, filter, own, &a))
			return NULL;
	} else {
		a.filter = row_both(s, a.filter, own);
		if (!fill_aggregate(s, call, f, &a))
			return NULL;
	}
	a.seconds = a.kind != AGGREGATE_CORR && a.a && a.a->seconds != 0;
	if (list->n >= AGGREGATES_MAX) {
		diagnose(s->errors, STATUS_BAD_INPUT, call->span, "more than %d aggregates in one statement",
			 AGGREGATES_MAX);
		return NULL;
	}
	i = item_new(s, ITEM_AGGREGATE, call);
	i->aggregate = add_aggregate(s, list, &a);
	i->seconds = a.seconds;
	i->moment = a.a && a.a->type == ROW_MOMENT;
	return i;
}
