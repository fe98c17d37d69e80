/* `per`: the unit of analysis, or of its dimensions. */
#include "plan/computed.h"
#include "plan/plan.h"

/* The unit that the definition of a metric in the select list names. */
static const struct node *per_of_item(const struct scope *s, const struct node *item)
{
	const struct node *expression = node_at(item, 0);
	const struct definition *d = expression->kind == NODE_NAME || expression->kind == NODE_CALL
					     ? definitions_find(s->definitions, DEFINED_METRIC, expression->text)
					     : NULL;

	return d ? node_child(d->node, NODE_PER) : NULL;
}

/* `per` of the query, else of its metrics, which must then agree. */
static bool unit_of_query(struct scope *s, const struct node *query, const struct node **per)
{
	const struct node *items = node_child(query, NODE_ITEMS);

	*per = node_child(query, NODE_PER);
	if (*per || !items)
		return true;
	*per = per_of_item(s, items->first);
	for (const struct node *n = items->first->next; n; n = n->next) {
		const struct node *other = per_of_item(s, n);

		if ((!other && !*per) ||
		    (other && *per && text_equal_folded(node_at(other, 0)->text, node_at(*per, 0)->text)))
			continue;
		diagnose(s->errors, STATUS_BAD_INPUT, n->span, "these metrics have different units of analysis")->code =
			125;
		diagnose_help(s->errors, "ask for them one by one, or say `per ...`");
		return false;
	}
	return true;
}

/* Where a dimension or the choice of an answer speaks of the unit, the answers themselves stay rows. */
static void pool(struct scope *s, struct plan *p, const struct node *query)
{
	const struct node *by = node_child(query, NODE_BY), *with = node_child(query, NODE_WITH);
	bool pooled = false;

	for (const struct node *n = by ? by->first : NULL; n; n = n->next)
		pooled |= plan_is_unit_dimension(s, n);
	for (const struct node *n = with ? with->first : NULL; n; n = n->next)
		pooled |= text_equal_folded(n->text, TEXT("latest")) || text_equal_folded(n->text, TEXT("first"));
	if (!pooled)
		return;
	p->where = computed_with_unit(s, p->per);
	p->per = NULL;
	p->pooled_by = p->per_name;
}

bool plan_per(struct scope *s, struct plan *p, const struct node *query)
{
	const struct node *per;

	if (!unit_of_query(s, query, &per))
		return false;
	if (!per)
		return true;
	p->per = row_bind_name(s, node_at(per, 0));
	p->per_name = node_at(per, 0)->text;
	if (!p->per)
		return false;
	if (p->per->kind == ROW_COLUMN) {
		s->unit = p->per->column;
		pool(s, p, query);
		return true;
	}
	diagnose(s->errors, STATUS_BAD_INPUT, per->span, "the unit of analysis must be a column");
	p->per = NULL;
	return false;
}
