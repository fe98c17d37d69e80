#include "report/metric_list.h"

#include "report/derive.h"

/* ---- which metrics there are ----------------------------------------------------------------- */

static void add_family(struct environment *e, struct text family, struct metric_list *out)
{
	for (size_t i = 0; i < e->definitions->n; i++) {
		const struct definition *d = &e->definitions->list[i];
		struct listed_metric *m = &out->list[out->n];

		if (d->kind != DEFINED_METRIC || !text_equal_folded(metric_facts_of(d->node).family, family))
			continue;
		*m = (struct listed_metric){ .definition = d, .facts = metric_facts_of(d->node) };
		needs_of_metric(e->definitions, d->node, &m->needs);
		out->n++;
	}
}

static bool has_family(const struct metric_list *list, struct text family)
{
	for (size_t i = 0; i < list->n; i++)
		if (text_equal_folded(list->list[i].facts.family, family))
			return true;
	return false;
}

struct metric_list metric_list_all(struct environment *e)
{
	struct metric_list all = { .list = ARENA_ARRAY(e->arena, e->definitions->n + 1, struct listed_metric) };

	for (size_t i = 0; i < e->definitions->n; i++) {
		const struct definition *d = &e->definitions->list[i];
		struct text family = d->kind == DEFINED_METRIC ? metric_facts_of(d->node).family : TEXT_NONE;

		if (family.n && !has_family(&all, family))
			add_family(e, family, &all);
	}
	add_family(e, TEXT_NONE, &all);
	return all;
}

/* ---- which can be answered ------------------------------------------------------------------- */

static struct node *name_node(struct environment *e, struct text name, struct span span)
{
	struct node *n = node_new(e->arena, NODE_NAME, span);

	n->text = name;
	return n;
}

struct node *metric_list_items(struct environment *e, const struct metric_list *list, struct span span)
{
	struct node *items = node_new(e->arena, NODE_ITEMS, span);

	for (size_t i = 0; i < list->n; i++)
		node_add(items, node_add(node_new(e->arena, NODE_ITEM, span),
					 name_node(e, list->list[i].definition->name, span)));
	return items;
}

/* A metric of the user's own may name a column that this table does not have. */
static bool can_be_planned(struct environment *e, const struct listed_metric *m)
{
	const struct metric_list one = { (struct listed_metric *)m, 1 };
	struct diagnostics silent = { .arena = e->arena };
	struct scope scope = report_scope(e);
	struct node *query = node_new(e->arena, NODE_QUERY, (struct span){ 0 });
	const struct plan *p;

	silent.last = &silent.first;
	scope.errors = &silent;
	p = plan_query(&scope, node_add(query, metric_list_items(e, &one, query->span)));
	return p && !p->per;
}

static void add_name(struct environment *e, struct text *names, const struct listed_metric *m)
{
	*names = arena_printf(e->arena, "%.*s%s%.*s", TEXT_ARGS(*names), names->n ? ", " : "",
			      TEXT_ARGS(m->definition->name));
}

/* More names are no help: they are counted. */
enum { NAMES_MAX = 12 };

struct metric_list metric_list_usable(struct environment *e, const struct metric_list *all, const struct table *t,
				      struct text *lacking, struct text *broken)
{
	struct metric_list usable = { .list = ARENA_ARRAY(e->arena, all->n + 1, struct listed_metric) };
	size_t n_lacking = 0;

	*lacking = *broken = TEXT_NONE;
	for (size_t i = 0; i < all->n; i++) {
		const struct listed_metric *m = &all->list[i];

		if (needs_met(&m->needs, t) && can_be_planned(e, m))
			usable.list[usable.n++] = *m;
		else if (needs_met(&m->needs, t) && !m->definition->builtin)
			add_name(e, broken, m);
		else if (n_lacking++ < NAMES_MAX)
			add_name(e, lacking, m);
	}
	if (n_lacking > NAMES_MAX)
		*lacking = arena_printf(e->arena, "%zu of %zu metrics", n_lacking, all->n);
	return usable;
}

/* ---- periods as they are written ------------------------------------------------------------- */

static struct node *moment_node(struct environment *e, struct text literal, struct span span)
{
	struct node *n = node_new(e->arena, literal.n == 4 ? NODE_NUMBER : NODE_DATE, span);

	n->text = literal;
	for (size_t i = 0; literal.n == 4 && i < 4; i++)
		n->number = 10 * n->number + (literal.at[i] - '0');
	return n;
}

static struct node *range_node(struct environment *e, enum node_op op, struct span span)
{
	struct node *n = node_new(e->arena, NODE_TIMERANGE, span);

	n->op = op;
	return n;
}

struct node *metric_list_period(struct environment *e, struct period p, struct calendar c, struct span span)
{
	struct node *range;

	for (enum unit unit = UNIT_YEAR; unit >= UNIT_DAY; unit--) {
		int64_t bucket = bucket_of_second(unit, p.from, c);

		if (bucket_start(unit, bucket, c) == p.from && bucket_start(unit, bucket + 1, c) == p.to)
			return node_add(range_node(e, OP_DURING, span),
					moment_node(e, bucket_literal(e->arena, unit, bucket, c), span));
	}
	range = range_node(e, OP_FROM_TO, span);
	node_add(range, moment_node(e, second_literal(e->arena, p.from), span));
	if (p.to % DAY_SECONDS == 0)
		return node_add(range, moment_node(e, day_literal(e->arena, day_of_second(p.to - 1)), span));
	return node_add(range, moment_node(e, second_literal(e->arena, p.to - 1), span));
}

/* ---- comparisons ----------------------------------------------------------------------------- */

bool metric_list_no_time(struct environment *e, const struct plan *p)
{
	const struct dimension *d;

	if (p->time_dimension == SIZE_MAX)
		return true;
	d = &p->dimensions[p->time_dimension];
	report_bad(e, d->span, "two periods cannot be compared by %.*s: each lies in one of them", TEXT_ARGS(d->name));
	diagnose_help(e->errors, "group by a column; `trend` and a query `by %.*s` follow a metric over time",
		      TEXT_ARGS(d->name));
	return false;
}

struct node *metric_list_compare(struct environment *e, const struct node *statement, const struct node *items,
				 const struct node *const *periods, size_t n_periods, const struct node *dimension)
{
	struct node *compare = node_new(e->arena, NODE_COMPARE_REPORT, statement->span);
	struct node *segments = node_new(e->arena, NODE_SEGMENTS, statement->span);
	const struct node *where = node_child(statement, NODE_WHERE), *with = node_child(statement, NODE_WITH);

	for (size_t i = 0; i < n_periods; i++)
		node_add(segments,
			 node_add(node_new(e->arena, NODE_SEGMENT, statement->span), node_copy(e->arena, periods[i])));
	node_add(node_add(compare, node_copy(e->arena, items)), segments);
	if (dimension)
		node_add(compare,
			 node_add(node_new(e->arena, NODE_BY, statement->span), node_copy(e->arena, dimension)));
	node_add(compare, where ? node_copy(e->arena, where) : NULL);
	return node_add(compare, with ? node_copy(e->arena, with) : NULL);
}
