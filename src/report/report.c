#include "report/report.h"

#include <stdarg.h>
#include <time.h>

#include "base/take.h"

typedef enum status verb(struct environment *e, const struct node *statement, struct result **out);

static verb *const verbs[NODE_KINDS] = {
#define VERB(kind, name) [NODE_##kind] = report_##name,
#include "report/verbs.def"
#undef VERB
};

struct result *report_answer(struct environment *e)
{
	struct result *r = result_new();

	if (!r)
		arena_fail(e->arena);
	r->arena.on_failure = e->arena->on_failure;
	r->precision = e->settings->precision;
	e->making = r;
	return r;
}

struct result *report_receipt(struct environment *e, const char *format, ...)
{
	struct result *r = report_answer(e);
	struct text line;
	va_list args;

	va_start(args, format);
	line = arena_vprintf(&r->arena, format, args);
	va_end(args);
	r->receipt = true;
	r->text = arena_printf(&r->arena, "%.*s\n", TEXT_ARGS(line));
	return r;
}

static double seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void add_statement(struct result *r, const struct node *statement)
{
	struct buffer canonical = { 0 };

	if (r->statement.n)
		return;
	node_print(statement, &canonical);
	r->statement = buffer_take(&canonical, &r->arena);
}

/* What a failed verb had begun, or what nobody will see because names were only checked. */
static struct result *drop(struct environment *e, struct result *out)
{
	if (e->making != out)
		result_free(e->making);
	result_free(out);
	e->making = NULL;
	return NULL;
}

enum status report_run(struct environment *e, const struct node *statement, struct result **out)
{
	verb *run = verbs[statement->kind];
	double start = seconds_now();
	enum status status;

	*out = NULL;
	if (!run) {
		diagnose(e->errors, STATUS_BAD_INPUT, statement->span, "this is no statement");
		return STATUS_BAD_INPUT;
	}
	e->making = NULL;
	status = run(e, statement, out);
	if (status != STATUS_OK || e->checking)
		*out = drop(e, *out);
	if (!*out)
		return status;
	e->making = *out;
	add_statement(*out, statement);
	(*out)->precision = e->settings->precision;
	if (e->settings->timing)
		result_note(*out, NOTE_FACT, "time: %.1f ms", (seconds_now() - start) * 1000);
	e->making = NULL;
	return STATUS_OK;
}
