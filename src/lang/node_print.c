#include "lang/print.h"

#include <assert.h>

void print_children(const struct node *c, const char *between, struct buffer *out)
{
	for (const struct node *first = c; c; c = c->next) {
		if (c != first)
			buffer_add_c(out, between);
		print_node(c, out);
	}
}

void print_rest(const struct node *c, struct buffer *out)
{
	for (; c; c = c->next) {
		buffer_add_char(out, ' ');
		print_node(c, out);
	}
}

void print_node(const struct node *n, struct buffer *out)
{
	bool printed = print_value(n, out) || print_expression(n, out) || print_clause(n, out) ||
		       print_report(n, out) || print_definition(n, out) || print_utility(n, out);

	assert(printed);
	(void)printed;
}

void node_print(const struct node *n, struct buffer *out)
{
	print_node(n, out);
}
