#include "lang/print.h"

/* How tightly an operator holds its operands; operands that hold less need brackets. */
static int strength(const struct node *n)
{
	switch (n->kind) {
	case NODE_OR:
		return 1;
	case NODE_AND:
		return 2;
	case NODE_NOT:
		return 3;
	case NODE_COMPARE:
	case NODE_IN:
	case NODE_BETWEEN:
	case NODE_IS_MISSING:
	case NODE_TEXT_TEST:
		return 4;
	case NODE_ADD:
	case NODE_SUBTRACT:
		return 5;
	case NODE_MULTIPLY:
	case NODE_DIVIDE:
		return 6;
	case NODE_NEGATE:
		return 7;
	default:
		return 8;
	}
}

/* Trees made by hand may lack the brackets that written ones have. */
static void print_operand(const struct node *n, int needed, struct buffer *out)
{
	if (strength(n) >= needed) {
		print_node(n, out);
		return;
	}
	buffer_add_char(out, '(');
	print_node(n, out);
	buffer_add_char(out, ')');
}

static const char *operator_of(const struct node *n)
{
	switch (n->kind) {
	case NODE_ADD:
		return " + ";
	case NODE_SUBTRACT:
		return " - ";
	case NODE_MULTIPLY:
		return " * ";
	case NODE_DIVIDE:
		return " / ";
	case NODE_AND:
		return " and ";
	default:
		return " or ";
	}
}

static void print_chain(const struct node *n, struct buffer *out)
{
	int level = strength(n);

	for (const struct node *c = n->first; c; c = c->next) {
		if (c != n->first)
			buffer_add_c(out, operator_of(n));
		print_operand(c, c == n->first && level > 4 ? level : level + 1, out);
	}
}

/* Two minus signs in a row begin a comment. */
static void print_negate(const struct node *n, struct buffer *out)
{
	const struct node *c = n->first;
	bool negative = c->kind == NODE_NEGATE || (c->kind == NODE_NUMBER && text_starts(c->text, TEXT("-")));

	buffer_add_c(out, negative ? "- " : "-");
	print_operand(c, 7, out);
}

static void print_test(const struct node *n, const char *word, struct buffer *out)
{
	print_operand(n->first, 5, out);
	buffer_printf(out, n->flags & FLAG_NEGATED ? " not %s " : " %s ", word);
}

static void print_side(const struct node *n, struct buffer *out)
{
	if (strength(n) < 5)
		print_operand(n, 5, out);
	else
		print_value_side(n, out);
}

static void print_compare(const struct node *n, struct buffer *out)
{
	print_test(n, op_name(n->op), out);
	if (n->op == OP_EQ || n->op == OP_NE || n->kind == NODE_TEXT_TEST)
		print_side(n->last, out);
	else
		print_operand(n->last, 5, out);
}

static void print_between(const struct node *n, struct buffer *out)
{
	print_test(n, "between", out);
	print_operand(n->first->next, 5, out);
	buffer_add_c(out, " and ");
	print_operand(n->last, 5, out);
}

static void print_is_missing(const struct node *n, struct buffer *out)
{
	print_operand(n->first, 5, out);
	buffer_add_c(out, n->flags & FLAG_NEGATED ? " is not missing" : " is missing");
}

static void print_list(const struct node *n, struct buffer *out)
{
	buffer_add_char(out, '(');
	for (const struct node *c = n->first; c; c = c->next) {
		if (c != n->first)
			buffer_add_c(out, ", ");
		print_side(c, out);
	}
	buffer_add_char(out, ')');
}

static void print_range(const struct node *n, struct buffer *out)
{
	if (n->first->kind != NODE_NONE)
		print_node(n->first, out);
	buffer_add_c(out, "..");
	if (n->last->kind != NODE_NONE)
		print_node(n->last, out);
}

static void print_call(const struct node *n, struct buffer *out)
{
	print_name(n->text, n->flags, out);
	buffer_add_char(out, '(');
	for (const struct node *c = n->first; c; c = c->next) {
		if (c != n->first)
			buffer_add_c(out, c->kind == NODE_WHERE ? " " : ", ");
		print_node(c, out);
	}
	buffer_add_char(out, ')');
}

static void print_sequence(const struct node *n, struct buffer *out)
{
	buffer_printf(out, "%s (", op_name(n->op));
	print_node(n->first, out);
	buffer_add_c(out, ") within ");
	print_length(n, out);
}

static bool print_predicate(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_NOT:
		buffer_add_c(out, "not ");
		print_operand(n->first, 3, out);
		return true;
	case NODE_COMPARE:
	case NODE_TEXT_TEST:
		print_compare(n, out);
		return true;
	case NODE_IN:
		print_test(n, "in", out);
		print_node(n->last, out);
		return true;
	case NODE_BETWEEN:
		print_between(n, out);
		return true;
	case NODE_IS_MISSING:
		print_is_missing(n, out);
		return true;
	case NODE_SEQUENCE:
		print_sequence(n, out);
		return true;
	default:
		return false;
	}
}

bool print_expression(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_GROUP:
		buffer_add_char(out, '(');
		print_node(n->first, out);
		buffer_add_char(out, ')');
		return true;
	case NODE_NEGATE:
		print_negate(n, out);
		return true;
	case NODE_ADD:
	case NODE_SUBTRACT:
	case NODE_MULTIPLY:
	case NODE_DIVIDE:
	case NODE_AND:
	case NODE_OR:
		print_chain(n, out);
		return true;
	case NODE_LIST:
		print_list(n, out);
		return true;
	case NODE_RANGE:
		print_range(n, out);
		return true;
	case NODE_CALL:
		print_call(n, out);
		return true;
	default:
		return print_predicate(n, out);
	}
}
