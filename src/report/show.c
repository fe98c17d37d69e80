#include "report/show.h"

typedef enum status show_function(struct environment *e, const struct node *statement, struct result **out);

static const struct what {
	const char *name;
	show_function *show;
} whats[] = {
#define SHOW(name, help) { #name, show_##name },
#include "report/show_list.def"
#undef SHOW
};

enum { N_WHATS = sizeof(whats) / sizeof(whats[0]) };

struct cell show_text(struct result *r, struct text t)
{
	return t.n ? cell_text(r, t) : (struct cell){ .kind = CELL_NONE };
}

static enum status unknown_word(struct environment *e, const struct node *statement)
{
	struct name_list names = { .arena = e->arena };
	struct text all = TEXT_NONE;

	for (size_t i = 0; i < N_WHATS; i++) {
		scope_add_name(&names, text_of(whats[i].name), TEXT_NONE);
		all = arena_printf(e->arena, "%.*s%s%s", TEXT_ARGS(all), i ? ", " : "", whats[i].name);
	}
	report_bad(e, report_name_span(statement), "%.*s cannot be shown", TEXT_ARGS(statement->text));
	report_did_you_mean(
		e, statement->text, &names,
		arena_printf(e->arena, "show %.*s, or: show metric NAME, show values of COLUMN", TEXT_ARGS(all)).at);
	return STATUS_BAD_INPUT;
}

/* `show nps` means the metric of that name, `show tiers` anything else that was defined. */
static enum status show_word(struct environment *e, const struct node *statement, struct result **out)
{
	for (size_t i = 0; i < N_WHATS; i++)
		if (text_equal_folded(statement->text, text_of(whats[i].name)))
			return whats[i].show(e, statement, out);
	for (int kind = 0; kind < DEFINED_VALUE; kind++)
		if (definitions_find(e->definitions, (enum definition_kind)kind, statement->text))
			return show_definition(e, (enum definition_kind)kind, statement->text,
					       report_name_span(statement), out);
	return unknown_word(e, statement);
}

enum status report_show(struct environment *e, const struct node *statement, struct result **out)
{
	const struct node *name = node_child(statement, NODE_NAME);
	struct text text = name && !statement->text.n ? name->text : statement->text;
	struct span span = name ? name->span : report_name_span(statement);

	switch (statement->op) {
	case OP_METRIC:
		return show_definition(e, DEFINED_METRIC, text, span, out);
	case OP_SEGMENT:
		return show_definition(e, DEFINED_SEGMENT, text, span, out);
	case OP_DIMENSION:
		return show_definition(e, DEFINED_DIMENSION, text, span, out);
	case OP_ORDER:
		return show_definition(e, DEFINED_ORDER, text, span, out);
	case OP_QUERY:
		return show_definition(e, DEFINED_QUERY, text, span, out);
	case OP_VALUES:
		return show_values_of(e, statement, out);
	default:
		return show_word(e, statement, out);
	}
}
