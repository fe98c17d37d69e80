#include "api/session.h"

#include <gsl/gsl_errno.h>
#include <setjmp.h>
#include <stdlib.h>

#include "base/threads.h"

void session_watch_tables(struct cxq_session *s)
{
	for (size_t i = 0; i < s->catalog.n; i++)
		s->catalog.tables[i]->arena.on_failure = s->arena.on_failure;
}

/* Every arena jumps to HERE, or ends the program when HERE is NULL. */
static void on_failure(struct cxq_session *s, jmp_buf *here)
{
	s->arena.on_failure = here;
	s->call.on_failure = here;
	s->check.on_failure = here;
	s->it.on_failure = here;
	s->scratch.on_failure = here;
	for (size_t i = 0; i < LEVELS; i++)
		s->levels[i].on_failure = here;
	session_watch_tables(s);
}

static void begin(struct cxq_session *s)
{
	arena_reset(&s->call);
	s->errors = (struct diagnostics){ .arena = &s->call };
	s->current = NULL;
	s->level = s->depth = 0;
	s->e.arena = &s->levels[0];
	s->e.quit = false;
	s->e.making = NULL;
	s->stop = 0;
	s->busy = true;
}

static void end(struct cxq_session *s)
{
	for (size_t i = 0; i < LEVELS; i++)
		arena_reset(&s->levels[i]);
	arena_reset(&s->scratch);
	on_failure(s, NULL);
	s->busy = false;
}

/* The table that jumped here, as a column that was asked for could not be had, or NULL. */
static struct table *at_fault(const struct cxq_session *s)
{
	for (size_t i = 0; i < s->catalog.n; i++)
		if (s->catalog.tables[i]->fault != FILL_FINE)
			return s->catalog.tables[i];
	return NULL;
}

static void explain(struct cxq_session *s)
{
	struct table *t = at_fault(s);

	s->errors = (struct diagnostics){ .arena = &s->call };
	if (t) {
		table_explain_fault(t, s->current ? s->current->span : (struct span){ 0 }, &s->errors);
		return;
	}
	s->out_of_memory = (struct diagnostic){ .status = STATUS_FAILED, .message = TEXT("out of memory") };
	s->errors.first = &s->out_of_memory;
	s->errors.n = 1;
}

/* Nothing half made is left, and the session goes on. */
static enum cxq_status give_up(struct cxq_session *s)
{
	result_free(s->e.making);
	s->e.making = NULL;
	definitions_unwind(&s->definitions);
	if (s->in_check)
		s->settings = s->unchecked;
	s->in_check = s->e.checking = false;
	s->e.errors = &s->errors;
	arena_reset(&s->check);
	explain(s);
	end(s);
	return (enum cxq_status)s->errors.first->status;
}

enum cxq_status session_do(struct cxq_session *s, enum status (*work)(struct cxq_session *s, void *argument),
			   void *argument)
{
	enum status status;
	jmp_buf here;

	if (s->busy)
		return CXQ_FAILED;
	begin(s);
	if (setjmp(here))
		return give_up(s);
	on_failure(s, &here);
	status = work(s, argument);
	end(s);
	return status == STATUS_OK && s->e.quit ? CXQ_QUIT : (enum cxq_status)status;
}

const struct source *session_source(struct cxq_session *s, struct text name, struct text text)
{
	struct source *source = ARENA_NEW(&s->call, struct source);

	source->name = arena_text(&s->call, name);
	source->text = arena_text(&s->call, text);
	return source;
}

static enum status load_builtin(struct cxq_session *s, void *argument)
{
	(void)argument;
	return definitions_load_builtin(&s->definitions, &s->errors) ? STATUS_OK : STATUS_FAILED;
}

static void connect(struct cxq_session *s)
{
	s->definitions.arena = &s->arena;
	s->settings = settings_default();
	s->e = (struct environment){
		.catalog = &s->catalog,
		.definitions = &s->definitions,
		.settings = &s->settings,
		.errors = &s->errors,
		.stop = &s->stop,
		.run_text = session_run_included,
		.run_node = session_run_nested,
		.given = session_given_value,
		.scratch = &s->scratch,
		.session = s,
	};
}

cxq_session *cxq_open(void)
{
	struct cxq_session *s = calloc(1, sizeof(*s));

	if (!s)
		return NULL;
	gsl_set_error_handler_off();
	connect(s);
	if (session_do(s, load_builtin, NULL) == CXQ_OK)
		return s;
	cxq_print_errors(s, stderr);
	cxq_close(s);
	return NULL;
}

void cxq_close(cxq_session *s)
{
	if (!s)
		return;
	end(s);
	result_free(s->last);
	catalog_free(&s->catalog);
	arena_reset(&s->arena);
	arena_reset(&s->call);
	arena_reset(&s->check);
	arena_reset(&s->it);
	free(s);
}

size_t cxq_error_count(const cxq_session *s)
{
	return s->errors.n;
}

void cxq_print_errors(const cxq_session *s, FILE *out)
{
	struct buffer b = { 0 };
	size_t printed = 0;

	for (const struct diagnostic *d = s->errors.first; d; d = d->next, printed++)
		diagnostic_print(d, &b);
	if (s->errors.n > printed)
		buffer_printf(&b, "… and %zu more\n", s->errors.n - printed);
	if (b.n)
		fwrite(b.at, 1, b.n, out);
	if (b.failed)
		fputs("error: out of memory\n", out);
	buffer_free(&b);
}

void cxq_interrupt(cxq_session *s)
{
	s->stop = 1;
}

void cxq_set_safe(cxq_session *s, bool safe)
{
	s->e.safe = safe;
}

void cxq_limit_threads(unsigned n)
{
	threads_limit(n);
}

void cxq_on_progress(cxq_session *s, void (*progress)(void *user, uint64_t done, uint64_t total), void *user)
{
	s->e.progress = progress;
	s->e.progress_user = user;
}
