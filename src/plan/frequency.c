/* How many identical answers a row stands for: the role frequency of aggregated files. */
#include "plan/plan.h"

/* More answers than a table may have rows would overflow exact sums of squares. */
static const double ANSWERS_MAX = 2147483647;

static struct row *row_of_role(struct scope *s)
{
	struct node name = { .kind = NODE_NAME, .text = TEXT("frequency") };
	struct row *r;

	s->definition_depth++; /* inside definitions roles come before columns */
	r = row_bind_name(s, &name);
	s->definition_depth--;
	return r;
}

static bool is_missing_code(const struct row *r, double value)
{
	for (size_t i = 0; r->role && i < r->role->n_missing; i++)
		if (r->role->missing[i] == value)
			return true;
	return false;
}

static double total(const struct table *t, const struct row *r)
{
	double sum = 0;

	for (size_t row = 0; row < t->n_rows; row++) {
		double value = column_number(r->column, row);

		sum += value > 0 && !is_missing_code(r, value) ? value : 0;
	}
	return sum;
}

bool plan_frequency(struct scope *s, struct plan *p, const struct node *report)
{
	const struct column *c = s->table->roles[ROLE_frequency].column;

	if (!c)
		return true;
	if (!s->settings->frequency) {
		if (report->kind != NODE_LISTING)
			scope_note(s, false, "every row counts once, whatever %.*s says (set frequency = off)",
				   TEXT_ARGS(c->snake));
		return true;
	}
	p->frequency = row_of_role(s);
	if (!p->frequency)
		return false;
	p->n_answers = total(s->table, p->frequency);
	if (p->n_answers <= ANSWERS_MAX)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, report->span, "%.*s adds up to %.0f answers; %.0f are possible",
		 TEXT_ARGS(c->snake), p->n_answers, ANSWERS_MAX);
	diagnose_help(s->errors, "divide the counts by a common factor, or `set frequency = off` to count rows");
	return false;
}

bool plan_uncounted(struct scope *s, struct plan *p, struct span span, const char *verb)
{
	if (!p->frequency)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, span,
		 "`%s` takes every row for one, and %.*s says that rows stand for several answers", verb,
		 TEXT_ARGS(p->frequency->column->snake));
	diagnose_help(s->errors, "`set frequency = off` counts every row once");
	return false;
}
