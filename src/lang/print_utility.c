#include "lang/print.h"

static void print_words(const char *first, const struct node *n, struct buffer *out)
{
	buffer_add_c(out, first);
	buffer_add(out, n->text);
}

static void print_load(const struct node *n, struct buffer *out)
{
	const struct node *more = node_child(n, NODE_FILES);

	buffer_add_c(out, "load");
	if (n->flags & FLAG_STRING) {
		buffer_add_char(out, ' ');
		print_text(n->text, out);
	} else if (n->text.n) {
		print_words(" ", n, out);
	}
	if (n->first && n->first->kind == NODE_PARAM) {
		buffer_add_char(out, ' ');
		print_node(n->first, out);
	}
	if (more) {
		buffer_add_c(out, ", ");
		print_children(more->first, ", ", out);
	}
	for (const struct node *c = n->first; c; c = c->next) {
		if (c->kind == NODE_PARAM || c == more)
			continue;
		buffer_add_char(out, ' ');
		print_node(c, out);
	}
}

static void print_lookup(const struct node *n, struct buffer *out)
{
	const struct node *on = n->first->next;

	buffer_add_c(out, "attach ");
	print_node(n->first, out);
	buffer_add_c(out, " on ");
	print_node(on, out);
	if (!on->next)
		return;
	buffer_add_c(out, " = ");
	print_node(on->next, out);
}

static void print_load_option(const struct node *n, struct buffer *out)
{
	bool columns = n->first && n->first->kind == NODE_COLUMN_OPTION;

	print_words("", n, out);
	buffer_add_c(out, columns ? " (" : " ");
	print_children(n->first, ", ", out);
	buffer_add_c(out, columns ? ")" : "");
}

static void print_map(const struct node *n, struct buffer *out)
{
	buffer_add(out, n->text);
	buffer_add_c(out, " = ");
	print_children(n->first, " ", out);
}

static void print_run(const struct node *n, struct buffer *out)
{
	print_words("run ", n, out);
	if (!n->first)
		return;
	buffer_add_char(out, '(');
	print_children(n->first, ", ", out);
	buffer_add_char(out, ')');
}

static void print_show(const struct node *n, struct buffer *out)
{
	buffer_add_c(out, "show ");
	if (n->op == OP_NONE) {
		buffer_add(out, n->text);
	} else if (n->op == OP_VALUES) {
		buffer_add_c(out, "values of ");
		print_node(n->first, out);
	} else {
		buffer_printf(out, "%s ", op_name(n->op));
		print_name(n->text, n->flags, out);
	}
}

static void print_it_or(const struct node *n, struct buffer *out)
{
	if (!n || n->kind == NODE_NONE)
		buffer_add_c(out, "it");
	else
		print_node(n, out);
}

static void print_teach(const struct node *n, struct buffer *out)
{
	buffer_add_c(out, n->first || n->text.n || n->flags & FLAG_STRING ? "teach " : "teach");
	if (n->first)
		print_node(n->first, out);
	else if (n->flags & FLAG_STRING)
		print_text(n->text, out);
	else
		buffer_add(out, n->text);
}

static void print_export(const struct node *n, struct buffer *out)
{
	buffer_add_c(out, "export ");
	print_it_or(n->first, out);
	buffer_add_c(out, " to ");
	print_node(n->last, out);
}

static bool print_load_part(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_LOAD:
		print_load(n, out);
		return true;
	case NODE_AS:
		print_words("as ", n, out);
		return true;
	case NODE_MISSING:
		buffer_add_c(out, "missing");
		print_rest(n->first, out);
		return true;
	case NODE_LOAD_WITH:
		buffer_add_c(out, "with (");
		print_children(n->first, ", ", out);
		buffer_add_char(out, ')');
		return true;
	case NODE_LOAD_OPTION:
		print_load_option(n, out);
		return true;
	case NODE_SETTING:
		buffer_add(out, n->text);
		return true;
	case NODE_COLUMN_OPTION:
		print_node(n->first, out);
		print_words(" ", n, out);
		return true;
	case NODE_MAPPING:
		buffer_add_c(out, "mapping ");
		print_children(n->first, ", ", out);
		return true;
	case NODE_MAP:
		print_map(n, out);
		return true;
	case NODE_SCALE:
		buffer_add_c(out, "scale");
		print_rest(n->first, out);
		return true;
	case NODE_IN_UNIT:
		buffer_printf(out, "in %ss", unit_name(n->unit));
		return true;
	case NODE_SKIPPING:
		buffer_add_c(out, "skipping bad rows");
		return true;
	default:
		return false;
	}
}

bool print_utility(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_NONE:
		return true;
	case NODE_ATTACH:
		buffer_add_c(out, "attach ");
		print_node(n->first, out);
		buffer_add_c(out, " as base on ");
		print_node(n->last, out);
		return true;
	case NODE_LOOKUP:
		print_lookup(n, out);
		return true;
	case NODE_APPEND:
		buffer_add_c(out, "append");
		print_rest(n->first, out);
		return true;
	case NODE_FILES:
		print_children(n->first, ", ", out);
		return true;
	case NODE_TO:
		buffer_add_c(out, "to ");
		print_name(n->first->text, n->first->flags, out);
		return true;
	case NODE_USE:
		buffer_add_c(out, "use ");
		print_name(n->text, n->flags, out);
		return true;
	case NODE_INCLUDE:
		buffer_add_c(out, "include ");
		print_text(n->text, out);
		return true;
	case NODE_RUN:
		print_run(n, out);
		return true;
	case NODE_SHOW:
		print_show(n, out);
		return true;
	case NODE_HELP:
		print_words(n->text.n ? "help " : "help", n, out);
		return true;
	case NODE_EXPLAIN:
		buffer_add_c(out, "explain ");
		print_it_or(n->first, out);
		return true;
	case NODE_TEACH:
		print_teach(n, out);
		return true;
	case NODE_EXPORT:
		print_export(n, out);
		return true;
	case NODE_QUIT:
		buffer_add_c(out, "quit");
		return true;
	default:
		return print_load_part(n, out);
	}
}
