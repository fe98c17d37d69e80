/* Comparisons: numbers with numbers, moments with periods, words with words, yes/no with yes and no. */
#include <math.h>

#include "plan/row.h"

/* A column by its own name compared with a duration is brought to seconds. */
static bool fit_units(struct scope *s, struct row *a, struct row *b)
{
	if (b->kind != ROW_CONSTANT || b->seconds == 0 || a->seconds != 0 || a->type != ROW_NUMBER)
		return true;
	if (a->kind == ROW_COLUMN && a->own_unit != 0) {
		a->seconds = a->own_unit;
		return true;
	}
	if (a->kind == ROW_COLUMN)
		diagnose(s->errors, STATUS_BAD_INPUT, b->span, "%.*s has no known unit of time",
			 TEXT_ARGS(a->column->snake))
			->code = 106;
	else
		diagnose(s->errors, STATUS_BAD_INPUT, b->span, "the unit of what stands left is not known")->code = 106;
	diagnose_help(s->errors,
		      "write the plain number, or map the column to a time role with its unit: `... in minutes`");
	return false;
}

/* A role of another scale than the standard one: what definitions say of the top and bottom boxes moves along. */
static void fit_scale(struct scope *s, const struct row *a, struct row *b)
{
	static const struct {
		double low, high;
	} standard[] = {
#define ROLE(id, kind, low, high, names) { low, high },
#include "store/roles.def"
#undef ROLE
	};
	const struct role_map *map = a->kind == ROW_COLUMN ? a->role : NULL;
	size_t role = map ? (size_t)(map - s->table->roles) : ROLES;
	double low, high;

	if (s->definition_depth == 0 || role >= ROLES || role_kind_of((enum role)role) != ROLE_SCORE ||
	    b->kind != ROW_CONSTANT || role == ROLE_recommend)
		return;
	low = fmin(map->low, map->high);
	high = fmax(map->low, map->high);
	if (b->number > (standard[role].low + standard[role].high) / 2)
		b->number += high - standard[role].high;
	else
		b->number += low - standard[role].low;
}

static struct row *number_compare(struct scope *s, const struct node *node, struct row *a, struct row *b)
{
	struct row *r;

	if (!fit_units(s, a, b) || !fit_units(s, b, a))
		return NULL;
	fit_scale(s, a, b);
	if (a->type == ROW_MOMENT)
		row_elapse(s, a, b);
	r = row_new(s, ROW_COMPARE, ROW_YESNO, node->span);
	r->op = node->op;
	r->a = a;
	r->b = b;
	return r;
}

static struct row *within(struct scope *s, struct row *a, double low, double high, bool closed, struct span span)
{
	struct row *r = row_new(s, ROW_WITHIN, ROW_YESNO, span);

	r->a = a;
	r->low = low;
	r->high = high;
	r->closed = closed;
	return r;
}

/* A literal is a period: = inside it, > after its end, >= from its start, <= up to its end. */
static struct row *moment_compare(struct scope *s, const struct node *node, struct row *a, const struct row *b)
{
	double from = b->number, to = b->number + (b->length > 0 ? (double)b->length : 0);

	if (b->length == 0 && (node->op == OP_EQ || node->op == OP_NE || node->op == OP_LE || node->op == OP_GT)) {
		struct row *r = row_new(s, ROW_COMPARE, ROW_YESNO, node->span);

		r->op = node->op;
		r->a = a;
		r->b = row_constant(s, from, ROW_MOMENT, b->span);
		return r;
	}
	switch (node->op) {
	case OP_EQ:
		return within(s, a, from, to, false, node->span);
	case OP_NE:
		return row_not(s, within(s, a, from, to, false, node->span));
	case OP_LT:
		return within(s, a, -INFINITY, from, false, node->span);
	case OP_LE:
		return within(s, a, -INFINITY, to, false, node->span);
	case OP_GT:
		return within(s, a, to, INFINITY, true, node->span);
	default:
		return within(s, a, from, INFINITY, true, node->span);
	}
}

static struct row *words_row(struct scope *s, struct row *column, struct span span, size_t capacity)
{
	struct row *r = row_new(s, ROW_WORDS, ROW_YESNO, span);

	r->a = column;
	r->codes = ARENA_ARRAY(s->arena, capacity, uint32_t);
	return r;
}

static struct row *word_compare(struct scope *s, const struct node *node, struct row *a, const struct node *value)
{
	struct row *r;
	uint32_t code;
	size_t errors = s->errors->n;

	if (node->op != OP_EQ && node->op != OP_NE) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "text has no order; %s needs numbers or times",
			 op_name(node->op));
		diagnose_help(s->errors, "use = != in contains starts with, or map the column's numbers");
		return NULL;
	}
	r = words_row(s, a, node->span, 1);
	code = row_word_code(s, a, value);
	if (s->errors->n > errors)
		return NULL;
	if (code != UINT32_MAX)
		r->codes[r->n_codes++] = code;
	return node->op == OP_NE ? row_not(s, r) : r;
}

/* Two columns: `a = `b`` for text, anything for numbers, moments and yes/no. */
static struct row *column_compare(struct scope *s, const struct node *node, struct row *a, struct row *b)
{
	struct row *r;

	if (a->type != b->type) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%s cannot be compared with %s",
			 row_type_name(a->type), row_type_name(b->type))
			->code = 107;
		return NULL;
	}
	if (a->type == ROW_WORD) {
		r = row_new(s, ROW_SAME_TEXT, ROW_YESNO, node->span);
		r->a = a;
		r->b = b;
		if (node->op == OP_EQ || node->op == OP_NE)
			return node->op == OP_NE ? row_not(s, r) : r;
		diagnose(s->errors, STATUS_BAD_INPUT, node->span,
			 "text has no order; only = and != compare two text columns");
		return NULL;
	}
	return number_compare(s, node, a, b);
}

static bool is_order(enum node_op op)
{
	return op == OP_LT || op == OP_LE || op == OP_GT || op == OP_GE;
}

/* Right of = and != a bare word is a value; right of < and > it is a column where there is one; a `quoted` name always
 * is. */
static bool is_value(const struct scope *s, const struct node *node, enum node_op op)
{
	switch (node->kind) {
	case NODE_NAME:
		if (node->flags & FLAG_QUOTED)
			return false;
		return !(is_order(op) && (table_column(s->table, node->text) || role_find(node->text) != ROLE_NONE));
	default:
		return node_is_literal(node);
	}
}

static struct row *literal_compare(struct scope *s, const struct node *node, struct row *a, const struct node *value)
{
	struct row *b;

	if (a->type == ROW_WORD)
		return word_compare(s, node, a, value);
	b = row_literal_for(s, a, value);
	if (!b)
		return NULL;
	if (a->type == ROW_MOMENT)
		return moment_compare(s, node, a, b);
	return number_compare(s, node, a, b);
}

static enum node_op swapped(enum node_op op)
{
	return op == OP_LT ? OP_GT : op == OP_GT ? OP_LT : op == OP_LE ? OP_GE : op == OP_GE ? OP_LE : op;
}

struct row *row_compare(struct scope *s, const struct node *node)
{
	const struct node *left = node_at(node, 0), *right = row_parameter(s, node_at(node, 1));
	struct row *a, *b;
	struct node turned;

	if (!right)
		return NULL;
	/* A literal on the left, 3 <= csat: turned round. */
	if (left->kind != NODE_NAME && is_value(s, left, node->op) && !is_value(s, right, OP_LT)) {
		turned = *node;
		turned.op = swapped(node->op);
		a = row_bind(s, right);
		return a ? literal_compare(s, &turned, a, left) : NULL;
	}
	a = row_bind(s, left);
	if (!a)
		return NULL;
	s->lenient = node_at(node, 1)->kind == NODE_PARAM;
	if (is_value(s, right, node->op))
		return literal_compare(s, node, a, right);
	b = row_bind(s, right);
	if (!b)
		return NULL;
	if (a->type == ROW_MOMENT && b->type == ROW_MOMENT && b->kind == ROW_CONSTANT)
		return moment_compare(s, node, a, b);
	return column_compare(s, node, a, b);
}

/* low..high of a number or moment; both ends included. */
static struct row *range_row(struct scope *s, struct row *a, const struct node *low, const struct node *high,
			     struct span span)
{
	double from = -INFINITY, to = INFINITY;
	bool closed = true;
	struct row *b;

	if (a->type != ROW_NUMBER && a->type != ROW_MOMENT) {
		diagnose(s->errors, STATUS_BAD_INPUT, span, "a range needs numbers or times; this is %s",
			 row_type_name(a->type));
		return NULL;
	}
	if (low && low->kind != NODE_NONE) {
		b = row_literal_for(s, a, low);
		if (!b || !fit_units(s, a, b))
			return NULL;
		from = b->number;
	}
	if (high && high->kind != NODE_NONE) {
		b = row_literal_for(s, a, high);
		if (!b || !fit_units(s, a, b))
			return NULL;
		to = b->number;
		if (a->type == ROW_MOMENT && b->length > 0) {
			to += (double)b->length;
			closed = false;
		}
	}
	return within(s, a, from, to, closed, span);
}

static struct row *any_of(struct scope *s, struct row **parts, size_t n, struct span span)
{
	struct row *r = row_new(s, ROW_OR, ROW_YESNO, span);

	r->list = parts;
	r->n_list = n;
	return n == 1 ? parts[0] : r;
}

static struct row *in_words(struct scope *s, struct row *a, const struct node *list, struct span span)
{
	struct row *r = words_row(s, a, span, list->n_children);
	size_t errors = s->errors->n;
	bool lenient = s->lenient; /* in $list */

	for (const struct node *n = list->first; n; n = n->next) {
		const struct node *value = row_parameter(s, n);
		uint32_t code;

		s->lenient |= lenient;
		code = value ? row_word_code(s, a, value) : UINT32_MAX;

		if (code != UINT32_MAX)
			r->codes[r->n_codes++] = code;
	}
	return s->errors->n > errors ? NULL : r;
}

static struct row *in_values(struct scope *s, struct row *a, const struct node *list, struct span span)
{
	struct row **parts = ARENA_ARRAY(s->arena, list->n_children, struct row *);
	struct node equals = { .kind = NODE_COMPARE, .op = OP_EQ, .span = span };
	size_t n_parts = 0;

	for (const struct node *n = list->first; n; n = n->next) {
		const struct node *value = row_parameter(s, n);
		struct row *part = !value ? NULL
				   : value->kind == NODE_RANGE
					   ? range_row(s, a, node_at(value, 0), node_at(value, 1), n->span)
					   : literal_compare(s, &equals, a, value);

		if (!part)
			return NULL;
		parts[n_parts++] = part;
	}
	return any_of(s, parts, n_parts, span);
}

struct row *row_in(struct scope *s, const struct node *node)
{
	struct row *a = row_bind(s, node_at(node, 0)), *r;
	const struct node *list = row_parameter(s, node_at(node, 1));
	struct node single = { .kind = NODE_LIST, .n_children = 1 }, only;

	if (!a || !list)
		return NULL;
	if (list->kind == NODE_RANGE) {
		r = range_row(s, a, node_at(list, 0), node_at(list, 1), node->span);
	} else {
		if (list->kind != NODE_LIST) { /* in $x where x is one value */
			only = *list;
			only.next = NULL;
			single.first = single.last = &only;
			list = &single;
		}
		r = a->type == ROW_WORD ? in_words(s, a, list, node->span) : in_values(s, a, list, node->span);
	}
	return r && node->flags & FLAG_NEGATED ? row_not(s, r) : r;
}

struct row *row_between(struct scope *s, const struct node *node)
{
	struct row *a = row_bind(s, node_at(node, 0)), *r;
	const struct node *low = row_parameter(s, node_at(node, 1)), *high = row_parameter(s, node_at(node, 2));

	if (!a || !low || !high)
		return NULL;
	r = range_row(s, a, low, high, node->span);
	return r && node->flags & FLAG_NEGATED ? row_not(s, r) : r;
}
