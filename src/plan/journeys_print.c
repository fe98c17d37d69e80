/* The plan of a report about journeys as text. */
#include "base/buffer.h"
#include "plan/journeys.h"

static void print_length(struct scope *s, const char *what, struct length l, struct buffer *out)
{
	if (l.n)
		buffer_printf(out, "%s %.*s\n", what, TEXT_ARGS(length_text(s, l)));
}

static bool print_step(struct scope *s, const char *what, const struct node *step, struct buffer *out)
{
	struct step bound;

	if (!step_bind(s, step, &bound))
		return false;
	buffer_printf(out, "%s %.*s: ", what, TEXT_ARGS(bound.label));
	row_print(bound.condition, out);
	buffer_add_char(out, '\n');
	return true;
}

static bool print_condition(struct scope *s, const char *what, const struct node *clause, struct buffer *out)
{
	struct row *condition = row_bind_condition(s, node_at(clause, 0));

	if (!condition)
		return false;
	buffer_printf(out, "%s ", what);
	row_print(condition, out);
	buffer_add_char(out, '\n');
	return true;
}

static bool print_clause(struct scope *s, const struct node *clause, struct buffer *out)
{
	bool fine = true;

	switch (clause->kind) {
	case NODE_STEPS:
		for (const struct node *n = clause->first; n; n = n->next)
			fine &= print_step(s, "step  ", n, out);
		return fine;
	case NODE_STARTING:
		return print_step(s, "start ", node_at(clause, 0), out);
	case NODE_ENDING:
		return print_step(s, "end   ", node_at(clause, 0), out);
	case NODE_WITHOUT:
		return print_step(s, "not   ", node_at(clause, 0), out);
	case NODE_OF_CONDITION:
		return print_condition(s, "begin ", clause, out);
	case NODE_RETURNING:
		return print_condition(s, "return", clause, out);
	case NODE_STRICT:
		buffer_add_c(out, "order  strict\n");
		return true;
	case NODE_ANY_ORDER:
		buffer_add_c(out, "order  any\n");
		return true;
	default:
		return true;
	}
}

bool journeys_describe(struct scope *s, const struct node *report, struct buffer *out)
{
	struct journeys *j = journeys_bind(s, report);
	bool fine = true;

	if (!j)
		return false;
	plan_print(s, j->plan, out);
	buffer_printf(out, "walk   each %.*s by time%s\n", TEXT_ARGS(j->unit_name),
		      j->unit ? "" : ", as the rows stand");
	print_length(s, "split ", j->split, out);
	print_length(s, "within", j->within, out);
	for (const struct node *n = report->first; n; n = n->next)
		fine &= print_clause(s, n, out);
	return fine;
}
