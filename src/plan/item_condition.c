/* Conditions over metrics: having. */
#include "plan/item_int.h"

static struct item *compare_items(struct scope *s, struct item *a, enum node_op op, struct item *b,
				  const struct node *node)
{
	struct item *i;

	if (!a || !b)
		return NULL;
	if ((a->points && b->percent) || (b->points && a->percent)) {
		const struct item *literal = b->percent ? b : a, *metric = b->percent ? a : b;

		diagnose(s->errors, STATUS_BAD_INPUT, literal->span, "%.*s is a number of points, not a percentage",
			 TEXT_ARGS(metric->name))
			->code = 114;
		diagnose_help(s->errors, "write %.10g", literal->number * 100);
		return NULL;
	}
	if ((b->duration && !a->seconds) || (a->duration && !b->seconds)) {
		const struct item *literal = b->duration ? b : a;

		diagnose(s->errors, STATUS_BAD_INPUT, literal->span, "what it is compared with is no time span")->code =
			106;
		diagnose_help(s->errors, "write a plain number");
		return NULL;
	}
	i = item_new(s, ITEM_COMPARE, node);
	i->op = op;
	i->a = a;
	i->b = b;
	return i;
}

static struct item *join_items(struct scope *s, enum item_kind kind, struct item *a, struct item *b,
			       const struct node *node)
{
	struct item *i = item_new(s, kind, node);

	i->a = a;
	i->b = b;
	return a && b ? i : NULL;
}

static struct item *list_items(struct scope *s, const struct node *node, enum item_kind kind,
			       struct aggregate_list *list)
{
	struct item *all = item_bind_condition(s, node->first, list);

	for (const struct node *n = node->first->next; n; n = n->next)
		all = join_items(s, kind, all, item_bind_condition(s, n, list), node);
	return all;
}

static struct item *between_items(struct scope *s, const struct node *node, const struct node *low,
				  const struct node *high, struct aggregate_list *list)
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

/* `having channel = phone`: rows are meant. */
static bool names_column(struct scope *s, const struct node *node)
{
	if (node->kind != NODE_NAME || (!table_column(s->table, node->text) && role_find(node->text) == ROLE_NONE) ||
	    definitions_find(s->definitions, DEFINED_METRIC, node->text))
		return false;
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%.*s is a column; `having` tests metrics",
		 TEXT_ARGS(node->text))
		->code = 113;
	diagnose_help(s->errors, "a condition on a column goes into `where`");
	return true;
}

static struct item *compare_metrics(struct scope *s, const struct node *node, struct aggregate_list *list)
{
	struct item *a = item_bind(s, node_at(node, 0), NULL, list);

	return a ? compare_items(s, a, node->op, item_bind(s, node_at(node, 1), NULL, list), node) : NULL;
}

struct item *item_bind_condition(struct scope *s, const struct node *node, struct aggregate_list *list)
{
	struct item *i;

	if ((node->kind == NODE_COMPARE || node->kind == NODE_IN || node->kind == NODE_BETWEEN ||
	     node->kind == NODE_IS_MISSING) &&
	    names_column(s, node_at(node, 0)))
		return NULL;
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
		return compare_metrics(s, node, list);
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
