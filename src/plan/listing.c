/* `list customer, contacts per customer`: units instead of rows, so a metric query. */
#include "plan/plan.h"

enum { UNITS_SHOWN = 50 };

static bool same_name(const struct node *a, const struct node *b)
{
	return a->kind == NODE_NAME && b->kind == NODE_NAME && text_equal_folded(a->text, b->text);
}

static struct node *item_of(struct arena *a, const struct node *expression)
{
	struct node *item = node_new(a, NODE_ITEM, expression->span);

	return node_add(item, node_copy(a, expression));
}

/* Nothing to show beside the names: how many rows each has. */
static struct node *rows_item(struct arena *a, struct span span)
{
	struct node *count = node_new(a, NODE_CALL, span), *item = node_new(a, NODE_ITEM, span),
		    *label = node_new(a, NODE_LABEL, span);

	count->text = TEXT("count");
	label->text = TEXT("rows");
	return node_add(node_add(item, count), label);
}

/* What is listed is a metric or a column to group by; the unit comes first when it is not named. */
static void sort_columns(struct scope *s, const struct node *listing, struct node *items, struct node *by)
{
	const struct node *unit = node_at(node_child(listing, NODE_PER), 0), *columns = node_at(listing, 0);
	bool named = false;

	for (const struct node *n = columns->first; n; n = n->next)
		named |= same_name(n, unit);
	if (!named)
		node_add(by, node_copy(s->arena, unit));
	for (const struct node *n = columns->first; n; n = n->next)
		if (plan_is_metric_dimension(s, n))
			node_add(items, item_of(s->arena, n));
		else
			node_add(by, node_copy(s->arena, n));
	if (!items->first)
		node_add(items, rows_item(s->arena, columns->span));
}

/* first(channel) is the unit's: the query needs it, too. */
static bool has_calls(const struct node *by)
{
	for (const struct node *n = by->first; n; n = n->next)
		if (n->kind == NODE_CALL)
			return true;
	return false;
}

static bool is_limited(const struct node *listing)
{
	return node_child(listing, NODE_LIMIT) || node_child(listing, NODE_TOP) || node_child(listing, NODE_BOTTOM) ||
	       node_child(listing, NODE_BEST) || node_child(listing, NODE_WORST);
}

const struct node *plan_list_units(struct scope *s, const struct node *listing)
{
	struct node *query = node_new(s->arena, NODE_QUERY, listing->span),
		    *items = node_new(s->arena, NODE_ITEMS, listing->span),
		    *by = node_new(s->arena, NODE_BY, listing->span);

	sort_columns(s, listing, items, by);
	node_add(node_add(query, items), by);
	for (const struct node *n = node_at(listing, 0)->next; n; n = n->next)
		if (n->kind != NODE_PER || has_calls(by))
			node_add(query, node_copy(s->arena, n));
	if (!is_limited(listing)) {
		struct node *limit = node_new(s->arena, NODE_LIMIT, listing->span);

		limit->number = UNITS_SHOWN;
		node_add(query, limit);
	}
	return query;
}
