#include "report/load_decided.h"

/* Options that the table tells whether they were given or not; the others are repeated as they were given. */
static bool is_decided(const struct node *option)
{
	static const char *const names[] = { "delimiter", "header",  "quote",	 "quoting", "skip",
					     "comment",	  "decimal", "encoding", "dates",   "escape" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (option->kind == NODE_LOAD_OPTION && text_equal_folded(option->text, text_of(names[i])))
			return true;
	return false;
}

static void add_options(const struct table *t, const struct node *with, struct buffer *out)
{
	const char *before = " with (";

	if (t->decided.n) {
		buffer_printf(out, "%s%.*s", before, TEXT_ARGS(t->decided));
		before = ", ";
	}
	for (const struct node *option = with ? with->first : NULL; option; option = option->next) {
		if (is_decided(option))
			continue;
		buffer_add_c(out, before);
		node_print(option, out);
		before = ", ";
	}
	if (*before == ',')
		buffer_add_char(out, ')');
}

/* The name of the only file as it was opened; of several, what the statement says. */
static void add_files(const struct table *t, const struct node *load, struct buffer *out)
{
	const struct node *files = node_child(load, NODE_FILES), *param = node_child(load, NODE_PARAM);
	struct node file = { .kind = NODE_TEXT, .text = t->n_parts > 1 ? load->text : t->file };

	node_print(t->n_parts > 1 && param ? param : &file, out);
	for (const struct node *f = files ? files->first : NULL; f; f = f->next) {
		buffer_add_c(out, ", ");
		node_print(f, out);
	}
}

/* The clauses stand in their canonical order; the options come before those that begin with `skipping`. */
void load_decided(const struct table *t, const struct node *load, struct buffer *out)
{
	const struct node *c = load->first;

	buffer_add_c(out, "load ");
	add_files(t, load, out);
	for (; c && c->kind != NODE_SKIPPING && c->kind != NODE_MAPPING; c = c->next) {
		if (c->kind == NODE_PARAM || c->kind == NODE_FILES || c->kind == NODE_LOAD_WITH)
			continue;
		buffer_add_char(out, ' ');
		node_print(c, out);
	}
	add_options(t, node_child(load, NODE_LOAD_WITH), out);
	for (; c; c = c->next) {
		buffer_add_char(out, ' ');
		node_print(c, out);
	}
}
