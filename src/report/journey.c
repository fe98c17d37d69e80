/* journey: the rows of one customer, in the order of their times. */
#include "report/journey.h"

#include <math.h>
#include <stdlib.h>

/* ---- who ------------------------------------------------------------------------------------- */

static bool has_code(const struct table *t, const struct column *c, uint64_t code)
{
	for (size_t row = 0; row < t->n_rows; row++)
		if (column_code(c, row) == code)
			return true;
	return false;
}

/* The ids next to one that nobody has. */
static void help_with_number(struct customer_journey *c, double id)
{
	const struct table *t = c->scope->table;
	double below = -INFINITY, above = INFINITY;

	for (size_t row = 0; row < t->n_rows; row++) {
		double v = column_number(c->unit, row);

		if (v < id && v > below)
			below = v;
		if (v > id && v < above)
			above = v;
	}
	if (isfinite(below) && isfinite(above))
		diagnose_help(c->environment->errors, "did you mean `%.0f` or `%.0f`?", below, above);
	else if (isfinite(below) || isfinite(above))
		diagnose_help(c->environment->errors, "did you mean `%.0f`?", isfinite(below) ? below : above);
}

static bool find_number(struct customer_journey *c, const struct node *id)
{
	char *end, digits[32];
	double v;

	if (c->id.n >= sizeof(digits))
		v = NAN;
	else {
		for (size_t i = 0; i <= c->id.n; i++)
			digits[i] = i < c->id.n ? c->id.at[i] : '\0';
		v = strtod(digits, &end);
		if (end != digits + c->id.n || c->id.n == 0)
			v = NAN;
	}
	if (isfinite(v) && v == floor(v) && v >= (double)c->unit->base &&
	    v < (double)c->unit->base + (double)c->unit->domain) {
		c->code = (uint64_t)(v - (double)c->unit->base);
		if (has_code(c->scope->table, c->unit, c->code))
			return true;
	}
	report_bad(c->environment, id->span, "there is no %.*s %.*s", TEXT_ARGS(c->journeys->unit_name),
		   TEXT_ARGS(c->id));
	if (isnan(v))
		diagnose_help(c->environment->errors, "%.*s holds whole numbers", TEXT_ARGS(c->unit->snake));
	else
		help_with_number(c, v);
	return false;
}

static bool find_word(struct customer_journey *c, const struct node *id)
{
	struct row *column = row_column(c->scope, c->unit, NULL, id->span);
	uint32_t code = row_word_code(c->scope, column, id);

	if (code == UINT32_MAX &&
	    c->environment->errors->n == 0) /* unknown values are notes, but here is nobody to show */
		report_bad(c->environment, id->span, "there is no %.*s %.*s", TEXT_ARGS(c->journeys->unit_name),
			   TEXT_ARGS(c->id));
	if (code == UINT32_MAX)
		return false;
	c->code = code;
	c->id = dictionary_word(c->unit->words, code);
	return true;
}

static bool find_customer(struct customer_journey *c, const struct node *id)
{
	const struct node *value = row_parameter(c->scope, id);

	if (!value)
		return false;
	c->scope->lenient = false;
	if (!row_value_text(value, &c->id)) {
		report_bad(c->environment, id->span, "the name of a %.*s is needed here",
			   TEXT_ARGS(c->journeys->unit_name));
		return false;
	}
	return c->unit->type == COLUMN_TEXT ? find_word(c, value) : find_number(c, value);
}

static bool bind(struct customer_journey *c, const struct node *statement)
{
	const struct node *by = node_child(statement, NODE_BY);

	c->journeys = journeys_bind(c->scope, statement);
	if (!c->journeys)
		return false;
	if (by) {
		report_bad(c->environment, by->span, "`journey` shows rows; `by` has no place there");
		return false;
	}
	c->unit = c->journeys->unit ? c->journeys->unit : c->scope->table->roles[ROLE_customer].column;
	return find_customer(c, node_at(statement, 0));
}

/* ---- the rows -------------------------------------------------------------------------------- */

static void add_row(struct customer_journey *c, struct kernel *where, struct kernel *time, struct kernel *clock,
		    uint32_t row, size_t *capacity)
{
	const struct window *w = &c->journeys->plan->window;
	struct block b = { row, 1, NULL };
	uint8_t passes = 1;
	double seconds, wall;

	c->n_all++;
	if (where)
		kernel_truth(where, &b, &passes);
	kernel_numbers(time, &b, &seconds);
	kernel_numbers(clock, &b, &wall);
	if (!passes || (w->given && !(wall >= (double)w->p.from && wall < (double)w->p.to)))
		return;
	if (c->n == *capacity) {
		*capacity = *capacity ? 2 * *capacity : 64;
		c->rows = arena_grow(c->environment->arena, c->rows, c->n, *capacity, sizeof(*c->rows));
	}
	c->rows[c->n++] = (struct journey_row){ row, seconds, wall };
}

static int row_order(const void *x, const void *y, void *table)
{
	const struct table *t = table;
	const struct journey_row *a = x, *b = y;
	size_t i = table_line(t, a->row), j = table_line(t, b->row);

	if (isnan(a->seconds) != isnan(b->seconds))
		return isnan(a->seconds) ? 1 : -1;
	if (a->seconds != b->seconds && !isnan(a->seconds))
		return a->seconds < b->seconds ? -1 : 1;
	return i < j ? -1 : i > j;
}

static enum status find_rows(struct customer_journey *c)
{
	const struct table *t = c->scope->table;
	struct arena *a = c->environment->arena;
	struct kernel *where = kernel_new(a, c->journeys->plan->where),
		      *time = kernel_new(a, row_instant(a, c->journeys->plan->time)),
		      *clock = kernel_new(a, c->journeys->plan->time);
	const volatile sig_atomic_t *stop = c->environment->stop;
	size_t capacity = 0;

	for (size_t row = 0; row < t->n_rows; row++) {
		if (row % BLOCK_ROWS == 0 && stop && *stop) {
			diagnose(c->environment->errors, STATUS_INTERRUPTED, (struct span){ 0 }, "stopped");
			return STATUS_INTERRUPTED;
		}
		if (column_code(c->unit, row) == c->code)
			add_row(c, where, time, clock, (uint32_t)row, &capacity);
	}
	if (c->n)
		qsort_r(c->rows, c->n, sizeof(*c->rows), row_order, (void *)t);
	return STATUS_OK;
}

enum status report_journey(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct customer_journey c = { .environment = e, .scope = &scope };
	enum status status;

	if (!bind(&c, statement))
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	status = find_rows(&c);
	if (status == STATUS_OK)
		*out = journey_result(&c);
	return status;
}
