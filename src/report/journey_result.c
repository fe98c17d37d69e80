/* A journey as a table: everything for machines; for people what changes from step to step, and a verdict. */
#include <math.h>

#include "report/journey.h"

const struct journey_role *journey_role(const struct customer_journey *c, enum role role)
{
	for (size_t i = 0; i < c->n_roles; i++)
		if (c->roles[i].role == role)
			return &c->roles[i];
	return NULL;
}

double journey_number(const struct journey_role *r, uint32_t row)
{
	struct block b = { row, 1, NULL };
	double v;

	if (r->value->type == ROW_WORD)
		return NAN;
	kernel_numbers(r->kernel, &b, &v);
	return v;
}

/* ---- cells ----------------------------------------------------------------------------------- */

static struct cell word_cell(struct result *r, const struct row *value, uint32_t row)
{
	const struct column *c = value->column;
	uint64_t code = column_code(c, row);

	return code >= c->domain ? (struct cell){ .kind = CELL_NONE }
				 : cell_text(r, dictionary_word(c->words, (uint32_t)code));
}

static bool is_exact(const struct row *value)
{
	return value->kind == ROW_COLUMN && (value->seconds == 0 || value->seconds == 1) && !value->mirror;
}

static struct cell value_cell(struct result *r, const struct journey_role *role, uint32_t row)
{
	const struct row *value = role->value;
	double v;

	if (value->type == ROW_WORD)
		return word_cell(r, value, row);
	v = journey_number(role, row);
	if (isnan(v))
		return (struct cell){ .kind = CELL_NONE };
	if (value->type == ROW_YESNO)
		return cell_yesno(v == 1);
	if (value->type == ROW_MOMENT)
		return cell_time(r, second_literal(&r->arena, (int64_t)floor(v)));
	if (is_exact(value) && value->column->type == COLUMN_INTEGER)
		return cell_integer((int64_t)v);
	if (is_exact(value) && value->column->type == COLUMN_DECIMAL)
		return cell_decimal(value->column->base + (int64_t)column_code(value->column, row),
				    value->column->scale);
	return cell_number(v);
}

static struct cell time_cell(const struct customer_journey *c, struct result *r, size_t i)
{
	double seconds = c->rows[i].wall;
	bool days = c->scope->table->roles[ROLE_time].column->type == COLUMN_DATE;

	if (isnan(seconds))
		return (struct cell){ .kind = CELL_NONE };
	if (days)
		return cell_time(r, day_literal(&r->arena, day_of_second((int64_t)seconds)));
	return cell_time(r, second_literal(&r->arena, (int64_t)floor(seconds)));
}

static double gap_before(const struct customer_journey *c, size_t i)
{
	return i ? c->rows[i].seconds - c->rows[i - 1].seconds : NAN;
}

/* ---- roles ----------------------------------------------------------------------------------- */

static bool same_value(const struct journey_role *r, uint32_t a, uint32_t b)
{
	double x, y;

	if (r->value->type == ROW_WORD)
		return column_code(r->value->column, a) == column_code(r->value->column, b);
	x = journey_number(r, a);
	y = journey_number(r, b);
	return x == y || (isnan(x) && isnan(y));
}

static bool has_value(const struct journey_role *r, uint32_t row)
{
	if (r->value->type == ROW_WORD)
		return column_code(r->value->column, row) < r->value->column->domain;
	return !isnan(journey_number(r, row));
}

static void look_at(const struct customer_journey *c, struct journey_role *r)
{
	r->constant = true;
	for (size_t i = 0; i < c->n; i++) {
		r->present |= has_value(r, c->rows[i].row);
		r->constant &= same_value(r, c->rows[0].row, c->rows[i].row);
	}
}

static void find_roles(struct customer_journey *c)
{
	const struct table *t = c->scope->table;

	for (int role = 0; role < ROLES; role++) {
		struct node name = { .kind = NODE_NAME, .text = text_of(role_name((enum role)role)) };
		struct journey_role *r = &c->roles[c->n_roles];

		if (!t->roles[role].column || t->roles[role].column == c->unit || role == ROLE_time)
			continue;
		c->scope->definition_depth++; /* a role's name means the role */
		*r = (struct journey_role){ .role = (enum role)role, .value = row_bind_name(c->scope, &name) };
		c->scope->definition_depth--;
		if (!r->value || r->value->kind != ROW_COLUMN)
			continue;
		r->kernel = kernel_new(c->environment->arena, r->value);
		look_at(c, r);
		c->n_roles++;
	}
}

/* People see where, how, why and how well; who the customer is stands below. */
static bool on_screen(const struct journey_role *r)
{
	switch (r->role) {
	case ROLE_stage:
	case ROLE_channel:
	case ROLE_type:
	case ROLE_reason:
		return r->present;
	case ROLE_agent:
		return r->present && !r->constant;
	default:
		return r->present && role_kind_of(r->role) == ROLE_SCORE;
	}
}

/* ---- the table ------------------------------------------------------------------------------- */

static void add_column(struct result *r, const char *name, enum look look, enum column_part part)
{
	result_add_column(r,
			  (struct result_column){ .name = text_of(name), .look = look, .decimals = -1, .part = part });
}

static enum look look_of_role(enum role role)
{
	return role_kind_of(role) == ROLE_SPAN ? LOOK_DURATION : role_kind_of(role) == ROLE_ID ? LOOK_RAW : LOOK_PLAIN;
}

static void add_columns(const struct customer_journey *c, struct result *r, bool people)
{
	add_column(r, "time", LOOK_RAW, PART_OTHER);
	if (people)
		add_column(r, "after", LOOK_DURATION, PART_VALUE);
	for (size_t i = 0; i < c->n_roles; i++)
		if (!people || on_screen(&c->roles[i]))
			add_column(r, role_name(c->roles[i].role), look_of_role(c->roles[i].role), PART_OTHER);
	if (!people)
		add_column(r, "gap_seconds", LOOK_DURATION, PART_VALUE);
	if (c->journeys->split.n)
		add_column(r, "journey", LOOK_RAW, PART_OTHER);
	if (people)
		add_column(r, "verdict", LOOK_PLAIN, PART_OTHER);
}

static void add_row(const struct customer_journey *c, struct result *r, size_t i, bool people, size_t journey)
{
	struct cell *at = result_add_row(r, 0);

	*at++ = time_cell(c, r, i);
	if (people)
		*at++ = cell_number(gap_before(c, i));
	for (size_t k = 0; k < c->n_roles; k++)
		if (!people || on_screen(&c->roles[k]))
			*at++ = value_cell(r, &c->roles[k], c->rows[i].row);
	if (!people)
		*at++ = cell_number(gap_before(c, i));
	if (c->journeys->split.n)
		*at++ = cell_integer((int64_t)journey);
	if (people)
		*at = cell_text(r, journey_verdict(c, i));
}

static void add_rows(const struct customer_journey *c, struct result *r)
{
	struct length split = c->journeys->split;
	size_t journey = 1;

	for (size_t i = 0; i < c->n; i++) {
		if (split.n && i && c->rows[i].seconds > length_after(c->rows[i - 1].seconds, split))
			journey++;
		add_row(c, r, i, false, journey);
		add_row(c, r->screen, i, true, journey);
	}
}

/* ---- notes ----------------------------------------------------------------------------------- */

static bool says_who(enum role role)
{
	return role == ROLE_customer || role == ROLE_segment || role == ROLE_region || role == ROLE_product ||
	       role == ROLE_company || role == ROLE_store;
}

static void note_customer(const struct customer_journey *c, struct result *r)
{
	struct text facts = TEXT_NONE;

	for (size_t i = 0; c->n && i < c->n_roles; i++) {
		const struct journey_role *role = &c->roles[i];
		struct cell cell;

		if (!says_who(role->role) || !role->present || !role->constant || role->value->type != ROW_WORD)
			continue;
		cell = word_cell(r, role->value, c->rows[0].row);
		facts = arena_printf(c->environment->arena, "%.*s%s%s %.*s", TEXT_ARGS(facts), facts.n ? ", " : "",
				     role_name(role->role), TEXT_ARGS(cell.text));
	}
	result_note(r, NOTE_FACT, "%.*s %.*s%s%.*s", TEXT_ARGS(c->journeys->unit_name), TEXT_ARGS(c->id),
		    facts.n ? ": " : "", TEXT_ARGS(facts));
}

static void add_notes(const struct customer_journey *c, struct result *r)
{
	const struct plan *p = c->journeys->plan;

	note_customer(c, r);
	result_note(r, NOTE_FACT, "%.*s of %.*s rows%s%.*s", TEXT_ARGS(report_thousands(c->environment, c->n)),
		    TEXT_ARGS(report_thousands(c->environment, c->n_all)), p->window.given ? "; " : "",
		    TEXT_ARGS(p->window.given ? window_text(c->scope, p->window.p) : TEXT("")));
	for (const struct plan_note *note = c->scope->notes; note; note = note->next)
		result_note(r, note->warning ? NOTE_WARNING : NOTE_FACT, "%.*s", TEXT_ARGS(note->text));
}

struct result *journey_result(struct customer_journey *c)
{
	struct result *r = report_answer(c->environment);

	find_roles(c);
	add_columns(c, r, false);
	add_columns(c, result_screen(r), true);
	add_rows(c, r);
	add_notes(c, r);
	return r;
}
