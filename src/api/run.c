/* run.c - text to statements to answers. */
#include "api/session.h"

#include <errno.h>
#include <string.h>

#include "base/read_file.h"
#include "metric/keep.h"

/* $names are replaced by what they stand for now: `explain it` must not depend on what is set later. */
static void freeze(struct cxq_session *s, struct node *n)
{
	for (struct node *child = n->first; child; child = child->next) {
		const struct node *value = NULL;
		struct node *next = child->next;

		if (child->kind == NODE_PARAM)
			value = definitions_value(&s->definitions, child->text, NULL);
		if (value) {
			*child = *node_copy(&s->it, value);
			child->next = next;
			if (!next)
				n->last = child;
		}
		freeze(s, child);
	}
}

/* R becomes `it`; its tree too, when it is a report. */
static void remember(struct cxq_session *s, const struct node *statement, struct result *r)
{
	result_free(s->last);
	s->e.last = s->last = r;
	s->e.last_report = NULL;
	arena_reset(&s->it);
	if (node_is_report(statement)) {
		struct node *kept = node_keep(&s->it, statement, TEXT("it"));

		freeze(s, kept);
		s->e.last_report = kept;
	}
}

static enum status hand_on(struct cxq_session *s, const struct node *statement, struct result *r)
{
	struct cxq_answer answer = { r, &s->stop };
	enum status status = STATUS_OK;

	r->arena.on_failure = NULL;
	if (s->answer)
		status = (enum status)s->answer(s->user, &answer);
	if (r->receipt)
		result_free(r);
	else
		remember(s, statement, r);
	return status;
}

static enum status interrupted(struct cxq_session *s, const struct node *statement)
{
	diagnose(&s->errors, STATUS_INTERRUPTED, statement->span, "interrupted");
	return STATUS_INTERRUPTED;
}

/* Each level has its own memory, so that an included script can forget its statements one by one. */
enum status session_run_statement(struct cxq_session *s, const struct node *statement)
{
	struct arena *outer = s->e.arena;
	const struct node *outer_statement = s->current;
	struct result *r = NULL;
	enum status status;

	if (s->stop)
		return interrupted(s, statement);
	s->current = statement;
	session_watch_tables(s);
	s->e.arena = &s->levels[s->level++];
	status = report_run(&s->e, statement, &r);
	if (status == STATUS_OK && r)
		status = hand_on(s, statement, r);
	arena_reset(s->e.arena);
	s->level--;
	s->e.arena = outer;
	s->current = outer_statement;
	return status;
}

enum status session_run_nested(void *session, const struct node *statement)
{
	struct cxq_session *s = session;

	return session_run_statement(s, statement);
}

enum status session_each_statement(struct cxq_session *s, const struct source *source, statement_function *work,
				   void *argument)
{
	enum status status = STATUS_OK;
	size_t from = 0, used;

	for (; status == STATUS_OK && !s->e.quit; from = used) {
		struct node *statement = NULL;

		used = from;
		switch (parse_statement(&s->call, source, from, &used, &statement, &s->errors)) {
		case PARSE_EMPTY:
			return status;
		case PARSE_OK:
			status = work(argument, statement);
			break;
		default:
			return STATUS_BAD_INPUT;
		}
	}
	return status;
}

enum status session_run_source(struct cxq_session *s, const struct source *source, unsigned flags)
{
	return flags & CXQ_PROMPT ? session_each_statement(s, source, session_run_nested, s)
				  : session_run_script(s, source);
}

enum status session_run_included(void *session, struct text name, struct text text)
{
	struct cxq_session *s = session;
	enum status status;

	if (s->depth == DEPTH_MAX) {
		diagnose(&s->errors, STATUS_BAD_INPUT, s->current->span, "scripts include each other more than %d deep",
			 DEPTH_MAX);
		return STATUS_BAD_INPUT;
	}
	s->depth++;
	status = session_run_source(s, session_source(s, name, text), CXQ_SCRIPT);
	s->depth--;
	return status;
}

struct request {
	const char *name;
	struct text text;
	unsigned flags;
};

static enum status run_request(struct cxq_session *s, void *argument)
{
	const struct request *r = argument;

	return session_run_source(s, session_source(s, text_of(r->name ? r->name : ""), r->text), r->flags);
}

static void answer_to(struct cxq_session *s, cxq_answer_function *answer, void *user)
{
	s->answer = answer;
	s->user = user;
}

enum cxq_status cxq_run(cxq_session *s, const char *name, const char *text, size_t length, unsigned flags,
			cxq_answer_function *answer, void *user)
{
	struct request request = { name, { text, length }, flags };

	answer_to(s, answer, user);
	return session_do(s, run_request, &request);
}

static enum status run_file(struct cxq_session *s, void *argument)
{
	struct text path = text_of(argument), text;

	if (read_file(&s->call, path, &text))
		return session_run_source(s, session_source(s, path, text), CXQ_SCRIPT);
	diagnose(&s->errors, STATUS_FAILED, (struct span){ 0 }, "cannot read %.*s: %s", TEXT_ARGS(path),
		 strerror(errno));
	return STATUS_FAILED;
}

enum cxq_status cxq_run_file(cxq_session *s, const char *path, cxq_answer_function *answer, void *user)
{
	answer_to(s, answer, user);
	return session_do(s, run_file, (void *)path);
}

/* What the statement `load "PATH"` does; the program's own arguments are no statements, so safe mode allows it. */
static enum status load_file(struct cxq_session *s, void *argument)
{
	struct node *load = node_new(&s->call, NODE_LOAD, (struct span){ 0 });

	load->text = arena_text(&s->call, text_of(argument));
	load->flags = FLAG_STRING;
	s->e.safe = false;
	return session_run_statement(s, load);
}

enum cxq_status cxq_load(cxq_session *s, const char *path, cxq_answer_function *answer, void *user)
{
	bool safe = s->e.safe;
	enum cxq_status status;

	answer_to(s, answer, user);
	status = session_do(s, load_file, (void *)path);
	s->e.safe = safe;
	return status;
}
