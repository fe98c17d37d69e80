/* lint.c - a script looked through without being run: errors, and notes on what misleads.  `load sample` is done, and
 * comparisons over data that are known are made, so that small numbers can be noted. */
#include "api/lint.h"

#include <stdarg.h>
#include <stdio.h>

struct diagnostic *lint_note(struct lint *l, int rule, struct span where, const char *format, ...)
{
	struct diagnostic *d;
	char line[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	d = diagnose(&l->notes, STATUS_OK, where, "L%02d: %s", rule, line);
	d->is_note = true;
	return d;
}

void lint_help(struct lint *l, const char *format, ...)
{
	char line[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	diagnose_help(&l->notes, "%s", line);
}

/* ---- what the data say ----------------------------------------------------------------------- */

static struct result *run(struct cxq_session *s, const struct node *statement, bool checking)
{
	struct result *r = NULL;

	s->e.checking = checking;
	s->e.arena = &s->levels[s->level];
	report_run(&s->e, statement, &r);
	s->e.checking = true;
	return r;
}

static void forget(struct cxq_session *s, struct result *r)
{
	result_free(r);
	arena_reset(&s->levels[s->level]);
}

/* The smallest number of answers in R; -1: it has none. */
static double fewest(const struct result *r)
{
	double least = -1;

	for (size_t c = 0; c < r->n_columns; c++)
		for (size_t i = 0; r->columns[c].part == PART_BASE && i < r->n_rows; i++) {
			const struct cell *cell = result_cell(r, i, c);
			double n = cell->kind == CELL_INTEGER ? (double)cell->integer : cell->number;

			if ((cell->kind == CELL_INTEGER || cell->kind == CELL_NUMBER) && (least < 0 || n < least))
				least = n;
		}
	return least;
}

/* L06 */
static void few_answers(struct lint *l, const struct node *n)
{
	struct cxq_session *s = l->session;
	struct result *r;
	double least;

	if (n->kind != NODE_COMPARE_REPORT && n->kind != NODE_DRIVERS)
		return;
	r = run(s, n, false);
	least = r ? fewest(r) : -1;
	forget(s, r);
	if (least < 0 || least >= s->settings.min_n)
		return;
	lint_note(l, 6, n->span, "a verdict over %g answers, fewer than min_n (%u)", least, s->settings.min_n);
	lint_help(l, "compare larger groups or a longer time; teach small_n says why");
}

static bool is_definition(const struct node *n)
{
	switch (n->kind) {
	case NODE_DEFINE_METRIC:
	case NODE_DEFINE_SEGMENT:
	case NODE_DEFINE_DIMENSION:
	case NODE_DEFINE_ORDER:
	case NODE_DEFINE_QUERY:
	case NODE_LET:
	case NODE_PARAM_STATEMENT:
	case NODE_SET:
		return true;
	default:
		return false;
	}
}

static bool needs_no_table(const struct node *n)
{
	return is_definition(n) || n->kind == NODE_CALC || n->kind == NODE_CALC_SAMPLE || n->kind == NODE_LOAD;
}

/* A parameter whose value only the run will know. */
static bool is_open(struct cxq_session *s, const struct node *n)
{
	return n->kind == NODE_PARAM_STATEMENT && !node_child(n, NODE_DEFAULT) && !session_given_value(s, n->text);
}

static bool changes_tables(const struct node *n)
{
	return n->kind == NODE_LOAD || n->kind == NODE_ATTACH || n->kind == NODE_LOOKUP || n->kind == NODE_APPEND ||
	       n->kind == NODE_USE;
}

/* Before it does anything, a load looks at its own options: those can be checked. */
static bool reads_files(const struct node *n)
{
	return changes_tables(n) && n->kind != NODE_USE && (n->kind != NODE_LOAD || node_child(n, NODE_PARAM));
}

/* After one of these nobody knows what there is; the built-in data are always the same. */
static void follow(struct lint *l, const struct node *n)
{
	struct cxq_session *s = l->session;

	l->open |= is_open(s, n) || n->kind == NODE_INCLUDE;
	if (l->open) {
		l->table = NULL;
	} else if (n->kind == NODE_LOAD && !(n->flags & FLAG_STRING) && text_equal_folded(n->text, TEXT("sample"))) {
		forget(s, run(s, n, false));
		l->table = s->catalog.active;
	} else if (changes_tables(n) || n->kind == NODE_QUIT) {
		l->table = NULL;
	}
}

static void look_at(struct lint *l, const struct node *n)
{
	struct cxq_session *s = l->session;
	size_t errors = s->errors.n;
	bool does_more = reads_files(n) || n->kind == NODE_INCLUDE || n->kind == NODE_RUN || is_open(s, n);

	if (!l->open && !does_more && (l->table || needs_no_table(n)))
		forget(s, run(s, n, true));
	lint_statement(l, n, s->errors.n == errors);
	if (l->table && s->errors.n == errors)
		few_answers(l, n);
	follow(l, n);
}

/* ---- the script ------------------------------------------------------------------------------ */

struct looking {
	const char *name;
	struct text text;
	struct buffer out;
};

static void read_all(struct lint *l, const struct source *source)
{
	struct cxq_session *s = l->session;
	size_t from = 0, used;

	for (;; from = used) {
		struct node *statement = NULL;
		enum parse_result result;

		used = from;
		result = parse_statement(&s->call, source, from, &used, &statement, &s->errors);
		if (result == PARSE_OK)
			look_at(l, statement);
		else if (result != PARSE_ERROR || used <= from || s->errors.n >= DIAGNOSTICS_MAX)
			return;
	}
}

static enum status look_through(struct cxq_session *s, void *argument)
{
	struct looking *looking = argument;
	struct lint l = { .session = s, .table = s->catalog.active, .notes = { .arena = &s->call } };
	struct definitions mark = definitions_mark(&s->definitions, &s->check);
	struct arena *outer = s->e.arena;

	s->unchecked = s->settings;
	s->in_check = s->e.checking = true;
	read_all(&l, session_source(s, text_of(looking->name ? looking->name : ""), looking->text));
	lint_end(&l);
	s->in_check = s->e.checking = false;
	s->settings = s->unchecked;
	definitions_rollback(&s->definitions, mark);
	arena_reset(&s->check);
	s->e.arena = outer;
	for (const struct diagnostic *d = l.notes.first; d; d = d->next)
		diagnostic_print(d, &looking->out);
	if (l.notes.n > DIAGNOSTICS_MAX)
		buffer_printf(&looking->out, "%zu notes more\n", l.notes.n - DIAGNOSTICS_MAX);
	return diagnostics_status(&s->errors);
}

enum cxq_status cxq_lint(cxq_session *s, const char *name, const char *text, size_t length, FILE *out)
{
	struct looking looking = { .name = name, .text = { text, length } };
	enum cxq_status status = session_do(s, look_through, &looking);

	return session_print(&looking.out, status, out);
}
