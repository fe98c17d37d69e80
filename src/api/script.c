/* script.c - a whole script: read and checked as far as it can be known, then run. */
#include "api/session.h"

/* Everything that a whole script turns into before its first statement runs. */
struct script {
	const struct source *source;
	const struct node **statements;
	size_t n, capacity;
	bool known; /* which tables and definitions there will be is still known */
};

static void add_statement(struct cxq_session *s, struct script *script, const struct node *statement)
{
	if (script->n == script->capacity) {
		size_t more = script->capacity ? 2 * script->capacity : 32;

		script->statements =
			arena_grow(&s->call, script->statements, script->n, more, sizeof(*script->statements));
		script->capacity = more;
	}
	script->statements[script->n++] = statement;
}

/* After one of these nobody knows what there is until it has run. */
static bool ends_knowledge(const struct node *statement)
{
	return statement->kind == NODE_LOAD || statement->kind == NODE_ATTACH || statement->kind == NODE_LOOKUP ||
	       statement->kind == NODE_APPEND || statement->kind == NODE_USE || statement->kind == NODE_INCLUDE ||
	       statement->kind == NODE_QUIT;
}

/* What a load says of its file can be checked without it. */
static bool is_plain_load(const struct node *statement)
{
	return statement->kind == NODE_LOAD && !node_child(statement, NODE_PARAM);
}

static void check_statement(struct cxq_session *s, struct script *script, const struct node *statement)
{
	struct result *none = NULL;
	bool load = script->known && is_plain_load(statement);

	script->known = script->known && !ends_knowledge(statement);
	if (!script->known && !load)
		return;
	s->e.arena = &s->levels[s->level];
	report_run(&s->e, statement, &none);
	result_free(none);
	arena_reset(s->e.arena);
}

/* A broken statement that was to define or load something makes what follows unknown. */
static bool may_define(const struct source *source, size_t from, size_t to)
{
	static const char *const words[] = { "define", "let", "param",	 "load", "attach",
					     "append", "use", "include", "set",	 NULL };
	struct text rest = text_trim(text_slice(source->text, from, to));

	for (size_t i = 0; words[i]; i++) {
		struct text word = text_of(words[i]);

		if (rest.n >= word.n && text_equal_folded(text_slice(rest, 0, word.n), word))
			return true;
	}
	return false;
}

/* Parse the whole text and check names as far as they can be known; errors come in the order of the text. */
static void read_script(struct cxq_session *s, struct script *script)
{
	size_t from = 0, used;

	for (enum parse_result last = PARSE_OK; s->errors.n < DIAGNOSTICS_MAX && !s->stop; from = used) {
		struct node *statement = NULL;

		used = from;
		last = parse_statement(&s->call, script->source, from, &used, &statement, &s->errors);
		if (last == PARSE_EMPTY || last == PARSE_MORE || used <= from)
			return;
		if (last == PARSE_OK) {
			add_statement(s, script, statement);
			check_statement(s, script, statement);
		} else if (may_define(script->source, from, used)) {
			script->known = false;
		}
	}
}

static void check_script(struct cxq_session *s, struct script *script)
{
	struct arena *outer = s->e.arena;
	struct definitions mark = definitions_mark(&s->definitions, &s->check);

	s->unchecked = s->settings;
	s->in_check = s->e.checking = true;
	read_script(s, script);
	s->in_check = s->e.checking = false;
	s->settings = s->unchecked;
	definitions_rollback(&s->definitions, mark);
	arena_reset(&s->check);
	s->e.arena = outer;
}

enum status session_run_script(struct cxq_session *s, const struct source *source)
{
	struct script script = { .source = source, .known = true };
	size_t errors = s->errors.n;
	enum status status = STATUS_OK;

	check_script(s, &script);
	if (s->errors.n > errors)
		return diagnostics_status(&s->errors);
	for (size_t i = 0; i < script.n && status == STATUS_OK && !s->e.quit; i++)
		status = session_run_statement(s, script.statements[i]);
	return status;
}
