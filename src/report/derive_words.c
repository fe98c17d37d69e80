/* Numbers, groups and dates in the notes of a report. */
#include <math.h>

#include "base/take.h"
#include "exec/hide.h"
#include "plan/computed.h"
#include "render/cell.h"
#include "report/derive.h"

enum look derive_look(enum look_kind kind)
{
	static const enum look looks[] = {
		[SHOW_AUTO] = LOOK_PLAIN,      [SHOW_NUMBER] = LOOK_PLAIN,  [SHOW_INTEGER] = LOOK_INTEGER,
		[SHOW_PERCENT] = LOOK_PERCENT, [SHOW_POINTS] = LOOK_POINTS, [SHOW_DURATION] = LOOK_DURATION,
		[SHOW_MONEY] = LOOK_MONEY,     [SHOW_MEAN] = LOOK_MEAN,
	};

	return looks[kind];
}

static struct text as_shown(struct environment *e, struct cell c, enum look look)
{
	struct result_column column = { .look = look, .decimals = -1 };
	struct buffer b = { 0 };

	cell_for_people(&c, &column, e->settings->precision, &b);
	return buffer_take(&b, e->arena);
}

struct text derive_number(struct environment *e, enum look look, double v)
{
	return isnan(v) ? TEXT("no value") : as_shown(e, cell_number(v), look);
}

struct text derive_p(struct environment *e, double p)
{
	if (isnan(p))
		return TEXT("p unknown");
	if (p < 0.0005)
		return TEXT("p < .001");
	return p > 0.9995 ? TEXT("p 1") : arena_printf(e->arena, "p %.3f", p);
}

struct text derive_count(struct environment *e, double n, const char *one, const char *many)
{
	return arena_printf(e->arena, "%.*s %s", TEXT_ARGS(report_thousands(e, (uint64_t)n)), n == 1 ? one : many);
}

struct text derive_group(struct environment *e, const struct grid *g, struct result *r, size_t first,
			 const uint32_t *codes, size_t n)
{
	struct text group = TEXT_NONE;

	for (size_t i = 0; i < n; i++)
		group = arena_printf(e->arena, "%.*s%s%.*s", TEXT_ARGS(group), i ? ", " : "",
				     TEXT_ARGS(as_shown(e, grid_cell(g, r, first + i, codes[i]), LOOK_RAW)));
	return group;
}

void derive_note_dates(struct environment *e, struct result *r, const struct plan *p)
{
	struct scope scope = report_scope(e);
	struct period w = p->window.p;
	struct text days = TEXT_NONE;

	if (!p->time)
		return;
	if (w.to % DAY_SECONDS == 0 && w.from % DAY_SECONDS == 0)
		days = arena_printf(e->arena, " (%.*s)",
				    TEXT_ARGS(derive_count(e, (double)((w.to - w.from) / DAY_SECONDS), "day", "days")));
	result_note(r, NOTE_FACT, "%.*s%.*s", TEXT_ARGS(window_text(&scope, w)), TEXT_ARGS(days));
}

const char *derive_voices(const struct plan *p)
{
	static const char *const names[] = {
		[INFERENCE_CUSTOMER] = "customers", [INFERENCE_ROW] = "rows", [INFERENCE_CASE] = "cases"
	};

	return names[scan_jackknife_unit(p)];
}

struct text derive_effect(struct environment *e, const struct plan *p, double effect, bool several)
{
	bool by_row = p->settings->inference == INFERENCE_ROW;
	const char *who = p->settings->inference == INFERENCE_CASE ? "cases" : "customers";

	return arena_printf(e->arena, "%s%s%s%s%s (design effect %s%.2f)", p->weight ? "unequal weights" : "",
			    p->weight && !by_row ? " and " : "", by_row ? "" : who,
			    by_row ? "" : " that answer more than once",
			    p->weight ? " cost certainty" : " count as one voice", several ? "up to " : "", effect);
}

struct cell derive_hidden(struct result *r, const struct plan *p, unsigned hidden)
{
	struct cell c = cell_text(r, hidden == HIDDEN_FEW ? arena_printf(&r->arena, "n<%u", p->settings->suppress_below)
							  : TEXT("hidden"));

	c.kind = CELL_HIDDEN;
	return c;
}

static bool has_hidden(const struct result *r)
{
	for (size_t i = 0; i < r->n_rows * r->n_columns; i++)
		if (r->cells[i].kind == CELL_HIDDEN)
			return true;
	return false;
}

void derive_note_hidden(struct result *r, const struct plan *p)
{
	if (has_hidden(r))
		result_note(
			r, NOTE_FACT,
			"values of fewer than %u answers are hidden, and the next smallest where one alone could be "
			"worked out (suppress_below)",
			p->settings->suppress_below);
}

void derive_note_weight(struct environment *e, struct result *r, const struct plan *p, uint64_t answers)
{
	if (!p->weight)
		return;
	result_note(r, NOTE_FACT, "weighted by %.*s; n counts answers", TEXT_ARGS(p->weight->column->snake));
	if (answers)
		result_note(r, NOTE_WARNING, "%.*s left out: the weight is missing or 0",
			    TEXT_ARGS(derive_count(e, (double)answers, "answer is", "answers are")));
}

static void note_unknown(struct environment *e, struct result *r, const struct computed *c)
{
	result_note(r, NOTE_FACT,
		    "%.*s: not known for %.*s of %.*s rows, where the data %s too early; they are in no base",
		    TEXT_ARGS(c->text), TEXT_ARGS(report_thousands(e, c->n_unknown)),
		    TEXT_ARGS(report_thousands(e, c->table->n_rows)), c->kind == COMPUTED_FOLLOWED ? "ends" : "begins");
}

void derive_note_computed(struct environment *e, struct result *r, const struct plan *p)
{
	for (const struct computed *c = p->computed ? p->computed->first : NULL; c; c = c->next)
		if (c->n_unknown)
			note_unknown(e, r, c);
	if (p->chosen)
		result_note(r, NOTE_FACT, "one answer per %.*s: the %s of the whole time range",
			    TEXT_ARGS(p->pooled_by), p->earliest ? "first" : "latest");
	else if (p->pooled_by.n)
		result_note(r, NOTE_FACT, "per %.*s: rows without one are left out; n counts answers",
			    TEXT_ARGS(p->pooled_by));
}

void derive_note_frequency(struct environment *e, struct result *r, const struct plan *p, uint64_t uncounted)
{
	if (!p->frequency)
		return;
	result_note(r, NOTE_FACT, "counted by %.*s: rows and n are the answers that the rows stand for",
		    TEXT_ARGS(p->frequency->column->snake));
	if (uncounted)
		result_note(r, NOTE_WARNING, "%.*s left out: %.*s is missing or 0",
			    TEXT_ARGS(derive_count(e, (double)uncounted, "row is", "rows are")),
			    TEXT_ARGS(p->frequency->column->snake));
}

void derive_note_parts(struct environment *e, struct result *r, const struct plan *p, const struct scan *scan)
{
	struct text names = TEXT_NONE;

	for (size_t d = 0; d < p->n_dimensions; d++)
		if (p->dimensions[d].kind == DIMENSION_EACH)
			names = arena_printf(e->arena, "%.*s%s%.*s", TEXT_ARGS(names), names.n ? " and " : "",
					     TEXT_ARGS(p->dimensions[d].name));
	if (names.n && scan->places == scan->rows_used)
		result_note(r, NOTE_FACT, "a row counts once in each %.*s that it has; none has several",
			    TEXT_ARGS(names));
	else if (names.n)
		result_note(r, NOTE_FACT,
			    "a row counts once in each %.*s that it has: %.*s rows stand in %.*s places, so the "
			    "groups add up to more than all",
			    TEXT_ARGS(names), TEXT_ARGS(report_thousands(e, scan->rows_used)),
			    TEXT_ARGS(report_thousands(e, scan->places)));
}

void derive_note_plan(struct result *r, const struct plan *p)
{
	for (const struct plan_note *note = p->notes; note; note = note->next)
		result_note(r, note->warning ? NOTE_WARNING : NOTE_FACT, "%.*s", TEXT_ARGS(note->text));
}
