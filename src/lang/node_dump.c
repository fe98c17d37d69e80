#include "lang/node.h"

#include "base/utf8.h"

static const char *const kind_names[] = {
#define NODE(kind, name) [NODE_##kind] = name,
#include "lang/node_kinds.def"
#undef NODE
};

static void dump_number(const struct node *n, struct buffer *out)
{
	if (n->number < 0 || n->number > 0)
		buffer_printf(out, " %.15g", n->number);
}

static void dump_flags(const struct node *n, struct buffer *out)
{
	static const char *const names[] = { "quoted",	  "keyword", "negated", "descending",
					     "ascending", "percent", "string",	"number" };

	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (n->flags & (1u << i))
			buffer_printf(out, " [%s]", names[i]);
}

static void dump_node(const struct node *n, struct buffer *out)
{
	buffer_add_c(out, kind_names[n->kind]);
	if (n->text.n) {
		buffer_add_char(out, ' ');
		utf8_visible(n->text, out);
	}
	if (n->op)
		buffer_printf(out, " %s", op_name(n->op));
	if (n->kind != NODE_NUMBER)
		dump_number(n, out);
	if (n->unit)
		buffer_printf(out, " %s", unit_name(n->unit));
	dump_flags(n, out);
	buffer_add_char(out, '\n');
}

static void dump_at(const struct node *n, size_t level, struct buffer *out)
{
	buffer_add_repeated(out, "  ", level);
	dump_node(n, out);
	for (const struct node *c = n->first; c; c = c->next)
		dump_at(c, level + 1, out);
}

void node_dump(const struct node *n, struct buffer *out)
{
	dump_at(n, 0, out);
}
