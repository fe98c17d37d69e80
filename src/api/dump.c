/* dump.c - the stages a text goes through, for people who study the program. */
#include "api/session.h"
#include "plan/plan.h"

struct dump {
	struct cxq_session *session;
	const char *what, *name;
	struct text text;
	struct buffer out;
};

static enum status dump_tokens(struct cxq_session *s, struct dump *d, const struct source *source)
{
	parse_dump_tokens(&s->call, source, &d->out);
	return diagnostics_status(&s->errors);
}

static enum status dump_ast(void *argument, const struct node *statement)
{
	struct dump *d = argument;

	node_dump(statement, &d->out);
	return STATUS_OK;
}

static bool is_report(const struct node *n)
{
	return n->kind == NODE_QUERY || n->kind == NODE_LISTING;
}

/* A plan needs what the statements before it define and load, so those are run. */
static enum status dump_plan(void *argument, const struct node *statement)
{
	struct dump *d = argument;
	struct cxq_session *s = d->session;
	const struct node *report =
		statement->kind == NODE_EXPLAIN || statement->kind == NODE_EXPORT ? statement->first : statement;
	struct scope scope = {
		.arena = &s->call,
		.table = s->catalog.active,
		.definitions = &s->definitions,
		.settings = &s->settings,
		.errors = &s->errors,
	};

	if (!report || statement->kind == NODE_SHOW || statement->kind == NODE_HELP)
		return STATUS_OK;
	if (!is_report(report))
		return session_run_statement(s, statement);
	if (!scope.table) {
		diagnose(&s->errors, STATUS_BAD_INPUT, report->span, "no table is loaded");
		return STATUS_BAD_INPUT;
	}
	if (plan_describe(&scope, report, &d->out))
		return STATUS_OK;
	return s->errors.first ? diagnostics_status(&s->errors) : STATUS_FAILED;
}

static enum status dump(struct cxq_session *s, void *argument)
{
	struct dump *d = argument;
	const struct source *source = session_source(s, text_of(d->name ? d->name : ""), d->text);
	struct text what = text_of(d->what);

	if (text_is(what, "tokens"))
		return dump_tokens(s, d, source);
	if (text_is(what, "ast"))
		return session_each_statement(s, source, dump_ast, d);
	if (text_is(what, "plan"))
		return session_each_statement(s, source, dump_plan, d);
	diagnose(&s->errors, STATUS_BAD_INPUT, (struct span){ 0 }, "%.*s cannot be dumped", TEXT_ARGS(what));
	diagnose_help(&s->errors, "write tokens, ast or plan");
	return STATUS_BAD_INPUT;
}

enum cxq_status session_print(struct buffer *b, enum cxq_status status, FILE *out)
{
	if (b->failed && status == CXQ_OK)
		status = CXQ_FAILED;
	if (b->n && fwrite(b->at, 1, b->n, out) != b->n && status == CXQ_OK)
		status = CXQ_OUTPUT_FAILED;
	if (fflush(out) != 0 && status == CXQ_OK)
		status = CXQ_OUTPUT_FAILED;
	buffer_free(b);
	return status;
}

enum cxq_status cxq_dump(cxq_session *s, const char *what, const char *name, const char *text, size_t length, FILE *out)
{
	struct dump d = { .session = s, .what = what, .name = name, .text = { text, length } };
	enum cxq_status status;

	s->answer = NULL;
	status = session_do(s, dump, &d);
	return session_print(&d.out, status, out);
}
