/* given.c - values from outside: -p NAME=VALUE. */
#include "api/session.h"

#include "metric/keep.h"
#include "report/parts.h"

static bool is_value(const struct node *n)
{
	switch (n->kind) {
	case NODE_LAST_UNIT:
	case NODE_THIS_UNIT:
		return true;
	case NODE_NAME:
		return !(n->flags & FLAG_QUOTED);
	case NODE_LIST:
	case NODE_TIMERANGE:
		for (const struct node *child = n->first; child; child = child->next)
			if (!is_value(child))
				return false;
		return true;
	default:
		return node_is_literal(n);
	}
}

/* The value that TEXT is when it is written as one; everything else, however much it looks like syntax, is plain text.
 */
static const struct node *read_value(struct cxq_session *s, struct text text)
{
	struct source *source = ARENA_NEW(&s->arena, struct source);
	struct node *let = NULL, *plain;
	struct text written = text_trim(text);
	size_t used = 0;

	source->name = TEXT("-p");
	source->text = arena_printf(&s->arena, "let value = %.*s", TEXT_ARGS(written));
	if (parse_statement(&s->arena, source, 0, &used, &let, NULL) == PARSE_OK && let->kind == NODE_LET &&
	    let->first && is_value(let->first) && let->first->span.to - let->first->span.from == written.n) {
		node_words_to_text(let->first);
		return let->first;
	}
	plain = node_new(&s->arena, NODE_TEXT, (struct span){ 0 });
	plain->text = arena_text(&s->arena, text);
	return plain;
}

static struct given *find(const struct cxq_session *s, struct text name)
{
	for (struct given *g = s->given; g; g = g->next)
		if (text_equal_folded(g->name, name))
			return g;
	return NULL;
}

const struct node *session_given_value(void *session, struct text name)
{
	const struct cxq_session *s = session;
	struct given *g = find(s, name);

	if (!g)
		return NULL;
	g->declared = true;
	return g->value;
}

/* Built-in parameters are declared already: they are declared again, with the value. */
static void declare_builtin(struct cxq_session *s, struct given *g)
{
	const struct definition *d = definitions_find(&s->definitions, DEFINED_PARAM, g->name);

	if (!d)
		return;
	s->definitions.list[d - s->definitions.list].value = g->value;
	g->declared = true;
}

struct pair {
	const char *name, *value;
};

static enum status give(struct cxq_session *s, void *argument)
{
	const struct pair *pair = argument;
	struct text name = text_of(pair->name);
	struct given *g = find(s, name);

	if (name.n == 0) {
		diagnose(&s->errors, STATUS_BAD_INPUT, (struct span){ 0 }, "a parameter needs a name: -p NAME=VALUE");
		return STATUS_BAD_INPUT;
	}
	if (!g) {
		g = ARENA_NEW(&s->arena, struct given);
		g->name = arena_text(&s->arena, name);
		g->next = s->given;
		s->given = g;
	}
	g->value = read_value(s, text_of(pair->value));
	declare_builtin(s, g);
	return STATUS_OK;
}

enum cxq_status cxq_set_param(cxq_session *s, const char *name, const char *value)
{
	struct pair pair = { name, value };

	return session_do(s, give, &pair);
}

static enum status check_declared(struct cxq_session *s, void *argument)
{
	struct scope scope = { .arena = &s->call, .definitions = &s->definitions, .settings = &s->settings };

	(void)argument;
	for (const struct given *g = s->given; g; g = g->next) {
		struct name_list names = { .arena = &s->call };
		struct text near;

		if (g->declared)
			continue;
		for (size_t i = 0; i < s->definitions.n; i++)
			if (s->definitions.list[i].kind == DEFINED_PARAM)
				scope_add_name(&names, s->definitions.list[i].name, TEXT_NONE);
		near = scope_near(&scope, g->name, &names);
		diagnose(&s->errors, STATUS_BAD_INPUT, (struct span){ 0 }, "no script has a parameter %.*s (-p)",
			 TEXT_ARGS(g->name));
		if (near.n)
			diagnose_help(&s->errors, "did you mean %.*s?", TEXT_ARGS(near));
	}
	return diagnostics_status(&s->errors);
}

enum cxq_status cxq_check_params(cxq_session *s)
{
	return session_do(s, check_declared, NULL);
}
