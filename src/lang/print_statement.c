#include "lang/print.h"

static void print_verb(const char *verb, const struct node *n, struct buffer *out)
{
	buffer_add_c(out, verb);
	buffer_add(out, n->text);
}

/* "define metric NAME as EXPRESSION rest" */
static void print_define(const char *verb, const struct node *n, struct buffer *out)
{
	print_verb(verb, n, out);
	buffer_add_c(out, " as");
	print_rest(n->first, out);
}

static void print_define_order(const struct node *n, struct buffer *out)
{
	buffer_add_c(out, "define order of ");
	print_node(n->first, out);
	buffer_add_c(out, " as");
	print_rest(n->first->next, out);
}

static void print_define_query(const struct node *n, struct buffer *out)
{
	print_verb("define query ", n, out);
	if (n->first != n->last)
		print_node(n->first, out);
	buffer_add_c(out, " as ");
	print_node(n->last, out);
}

static void print_equals(const char *verb, const struct node *n, struct buffer *out)
{
	print_verb(verb, n, out);
	if (!n->first)
		return;
	buffer_add_c(out, " = ");
	print_children(n->first, " ", out);
}

static void print_bracketed(const struct node *first, struct buffer *out)
{
	buffer_add_char(out, '(');
	print_children(first, ", ", out);
	buffer_add_char(out, ')');
}

static bool print_define_any(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_DEFINE_METRIC:
		print_define("define metric ", n, out);
		return true;
	case NODE_DEFINE_SEGMENT:
		print_define("define segment ", n, out);
		return true;
	case NODE_DEFINE_DIMENSION:
		print_define("define dimension ", n, out);
		return true;
	case NODE_DEFINE_ORDER:
		print_define_order(n, out);
		return true;
	case NODE_DEFINE_QUERY:
		print_define_query(n, out);
		return true;
	default:
		return false;
	}
}

static bool print_assignment(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_ARGUMENT:
		print_equals("", n, out);
		return true;
	case NODE_LET:
		print_equals("let ", n, out);
		return true;
	case NODE_SET:
		print_equals("set ", n, out);
		return true;
	case NODE_PARAM_STATEMENT:
		print_verb("param ", n, out);
		print_rest(n->first, out);
		return true;
	default:
		return false;
	}
}

bool print_definition(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_PARAMETERS:
		print_bracketed(n->first, out);
		return true;
	case NODE_FAMILY:
		print_verb("family ", n, out);
		return true;
	case NODE_BETTER:
		buffer_printf(out, "better %s", op_name(n->op));
		return true;
	case NODE_DESCRIBE:
		buffer_add_c(out, "describe ");
		print_text(n->text, out);
		return true;
	case NODE_TYPE:
		buffer_add(out, n->text);
		return true;
	case NODE_DEFAULT:
		buffer_add_c(out, "default");
		print_rest(n->first, out);
		return true;
	default:
		return print_define_any(n, out) || print_assignment(n, out);
	}
}
