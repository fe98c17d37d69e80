#include "lang/node.h"

struct node *node_new(struct arena *a, enum node_kind kind, struct span span)
{
	struct node *n = ARENA_NEW(a, struct node);

	n->kind = kind;
	n->span = span;
	n->depth = 1;
	return n;
}

struct node *node_add(struct node *parent, struct node *child)
{
	if (!child)
		return parent;
	child->next = NULL;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
	parent->n_children++;
	if (parent->depth <= child->depth)
		parent->depth = child->depth + 1;
	parent->span = span_join(parent->span, child->span);
	return parent;
}

const struct node *node_child(const struct node *n, enum node_kind kind)
{
	for (const struct node *c = n->first; c; c = c->next)
		if (c->kind == kind)
			return c;
	return NULL;
}

const struct node *node_at(const struct node *n, size_t index)
{
	const struct node *c = n->first;

	while (c && index--)
		c = c->next;
	return c;
}

struct node *node_copy(struct arena *a, const struct node *n)
{
	struct node *copy = node_new(a, n->kind, n->span);
	struct span span = n->span;

	copy->op = n->op;
	copy->unit = n->unit;
	copy->flags = n->flags;
	copy->number = n->number;
	if (n->text.at)
		copy->text = arena_text(a, n->text);
	for (const struct node *c = n->first; c; c = c->next)
		node_add(copy, node_copy(a, c));
	copy->span = span;
	return copy;
}

static const struct node *inside_brackets(const struct node *n)
{
	while (n && n->kind == NODE_GROUP)
		n = n->first;
	return n;
}

/* Numbers are equal by value, however they are written. */
static bool same_text(const struct node *a, const struct node *b)
{
	return a->kind == NODE_NUMBER || a->kind == NODE_PERCENT || text_equal(a->text, b->text);
}

static bool same_node(const struct node *a, const struct node *b)
{
	const unsigned spelling = FLAG_QUOTED | FLAG_KEYWORD;

	return a->kind == b->kind && a->op == b->op && a->unit == b->unit &&
	       (a->flags & ~spelling) == (b->flags & ~spelling) && a->n_children == b->n_children &&
	       !(a->number < b->number) && !(a->number > b->number) && same_text(a, b);
}

bool node_equal(const struct node *a, const struct node *b)
{
	a = inside_brackets(a);
	b = inside_brackets(b);
	if (!a || !b)
		return a == b;
	if (!same_node(a, b))
		return false;
	for (a = a->first, b = b->first; a; a = a->next, b = b->next)
		if (!node_equal(a, b))
			return false;
	return true;
}

const char *unit_name(enum unit u)
{
	static const char *const names[] = {
		"", "second", "minute", "hour", "day", "week", "month", "quarter", "year"
	};

	return names[u];
}

const char *op_name(enum node_op op)
{
	static const char *const names[] = {
		"",	   "=",	      "!=",	     "<",	  "<=",		 ">",		">=",	     "contains",
		"matches", "like",    "starts with", "ends with", "last",	 "previous",	"this",	     "since",
		"before",  "through", "during",	     "from",	  "metric",	 "segment",	"dimension", "order",
		"query",   "values",  "higher",	     "lower",	  "followed by", "preceded by",
	};

	return names[op];
}

double unit_seconds(enum unit u)
{
	static const double seconds[] = { 0, 1, 60, 3600, 86400, 604800, 0, 0, 0 };

	return seconds[u];
}

bool node_is_report(const struct node *n)
{
	switch (n->kind) {
	case NODE_QUERY:
	case NODE_LISTING:
	case NODE_COMPARE_REPORT:
	case NODE_FUNNEL:
	case NODE_PATHS:
	case NODE_JOURNEY:
	case NODE_RETENTION:
	case NODE_DRIVERS:
	case NODE_TREND:
	case NODE_RECOVERY:
	case NODE_CONSISTENCY:
	case NODE_CALC:
	case NODE_CALC_SAMPLE:
	case NODE_NEEDED:
	case NODE_NEWS:
	case NODE_SCORECARD:
	case NODE_WORD_REPORT:
	case NODE_WHY:
		return true;
	default:
		return false;
	}
}

bool node_is_literal(const struct node *n)
{
	switch (n->kind) {
	case NODE_NUMBER:
	case NODE_PERCENT:
	case NODE_TEXT:
	case NODE_DATE:
	case NODE_DURATION:
	case NODE_AGO:
	case NODE_TRUE:
	case NODE_FALSE:
	case NODE_TODAY:
	case NODE_YESTERDAY:
		return true;
	case NODE_NEGATE:
		return n->first->kind == NODE_NUMBER;
	default:
		return false;
	}
}
