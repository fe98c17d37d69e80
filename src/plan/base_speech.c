/* What conditions and groups speak of, customers or what happened; and which statements count a base. */
#include "plan/base.h"
#include "plan/computed.h"

/* ---- what an expression speaks of ------------------------------------------------------------ */

struct mentions {
	bool customers, events;
};

static bool is_of_base(const struct base *b, const struct row *r)
{
	return base_has(b, r->column) || (r->computed && r->computed->base == b);
}

static void mention(const struct base *b, const struct row *r, struct mentions *m)
{
	if (!r)
		return;
	if (r->kind == ROW_COLUMN)
		*(is_of_base(b, r) ? &m->customers : &m->events) = true;
	mention(b, r->a, m);
	mention(b, r->b, m);
	for (size_t i = 0; i < r->n_list; i++)
		mention(b, r->list[i], m);
}

enum base_speech base_speech(const struct base *b, const struct row *expr)
{
	struct mentions m = { false, false };

	mention(b, expr, &m);
	return m.events ? (m.customers ? BASE_MIXED : BASE_NEVER) : BASE_ONLY;
}

static enum base_speech speech_of_segments(const struct base *b, const struct dimension *d)
{
	enum base_speech all = BASE_NEVER;

	for (size_t i = 0; i < d->n_segments; i++) {
		const struct segment *g = &d->segments[i];
		enum base_speech one = g->is_period   ? BASE_NEVER
				       : g->condition ? base_speech(b, g->condition)
						      : BASE_MIXED;

		if (one == BASE_MIXED || (i && one != all))
			return BASE_MIXED;
		all = one;
	}
	return all;
}

enum base_speech base_dimension(const struct base *b, const struct dimension *d)
{
	enum base_speech speech;

	if (d->kind == DIMENSION_SEGMENTS)
		return speech_of_segments(b, d);
	if (d->kind == DIMENSION_QUANTILE || d->kind == DIMENSION_COHORT)
		return BASE_MIXED;
	speech = base_speech(b, d->value);
	if (speech != BASE_ONLY)
		return speech;
	/* Codes of times and computed numbers are made from the rows of the table, but for metrics of the customers. */
	return d->kind == DIMENSION_VALUE &&
			       (d->value->kind == ROW_BAND || d->value->type == ROW_YESNO || d->value->computed ||
				(d->value->kind == ROW_COLUMN && d->value->column->type != COLUMN_NUMBER))
		       ? BASE_ONLY
		       : BASE_MIXED;
}

/* ---- which statements count one -------------------------------------------------------------- */

enum { DEPTH_MAX = 32 };

bool base_is_counter(const struct node *n, bool *known)
{
	*known = text_equal_folded(n->text, TEXT("known_customers"));
	return (n->kind == NODE_CALL || n->kind == NODE_NAME) &&
	       (*known || text_equal_folded(n->text, TEXT("customer_base")));
}

bool base_is_counted(const struct node *node)
{
	bool known;

	if (base_is_counter(node, &known))
		return true;
	for (const struct node *n = node->first; n; n = n->next)
		if (base_is_counted(n))
			return true;
	return false;
}

static void look(const struct scope *s, const struct node *node, unsigned depth, bool *any, bool *known)
{
	const struct definition *d = NULL;
	bool knows;

	if (base_is_counter(node, &knows)) {
		*any = true;
		*known |= knows;
	}
	*any |= node->kind == NODE_NAME && text_equal_folded(node->text, TEXT("in_base"));
	if (node->kind == NODE_NAME || node->kind == NODE_CALL)
		d = definitions_find(s->definitions, DEFINED_METRIC, node->text);
	if (d && depth < DEPTH_MAX)
		look(s, metric_facts_of(d->node).expression, depth + 1, any, known);
	for (const struct node *n = node->first; n; n = n->next)
		look(s, n, depth, any, known);
}

/* customers by contacts per customer: those without a row have a number, too. */
static bool groups_customers(struct scope *s, const struct node *query)
{
	const struct base *b = s->table->bases->attached;
	const struct node *per = node_child(query, NODE_PER), *by = node_child(query, NODE_BY);
	bool by_metric = false;

	for (const struct node *n = by ? by->first : NULL; n; n = n->next)
		by_metric |= plan_is_metric_dimension(s, n);
	return by_metric && query->kind == NODE_QUERY && b && per && base_column(b, node_at(per, 0)->text) == b->key;
}

void base_open(struct scope *s, const struct node *query)
{
	static const enum node_kind places[] = { NODE_ITEMS, NODE_HAVING, NODE_SORT };
	bool any = false, known = false;

	s->base = NULL;
	s->base_used = s->base_names = s->base_members = false;
	if (!s->table->bases)
		return;
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (node_child(query, places[i]))
			look(s, node_child(query, places[i]), 0, &any, &known);
	if (any || groups_customers(s, query))
		s->base = s->table->bases->attached;
	if (known && !s->base)
		s->base = base_of_table(s->table);
	s->base_names = s->base != NULL;
}
