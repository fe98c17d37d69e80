/* The slopes of an answer in words. */
#include <math.h>

#include "report/derive.h"
#include "report/trend.h"

enum { NOTED_MAX = 8, PERIODS_MIN = 3, RANKS_GOOD = 10 };

static const struct dimension *axis(const struct trend *t)
{
	return &t->plan->dimensions[t->plan->time_dimension];
}

/* "phone: nps", as much of it as tells the line from the others. */
static struct text line_name(struct trend *t, size_t line, size_t item)
{
	struct environment *e = t->environment;
	struct text name = t->plan->items[item].label;

	for (size_t d = t->plan->n_dimensions; d-- > 0;)
		if (d != t->plan->time_dimension)
			name = arena_printf(
				e->arena, "%.*s: %.*s",
				TEXT_ARGS(derive_group(e, &t->query->grid, t->result, d, &t->lines[line][d], 1)),
				TEXT_ARGS(name));
	return name;
}

static const char *judgement(const struct plan_item *item, double slope)
{
	if (item->better == OP_NONE)
		return "";
	return (slope > 0) == (item->better == OP_HIGHER) ? ", for the better" : ", for the worse";
}

static struct text verdict(struct trend *t, const struct slope *s, const struct plan_item *item)
{
	struct environment *e = t->environment;

	if (s->answers < t->plan->settings->min_n)
		return TEXT("too few answers for a verdict");
	if (s->p >= 1 - t->plan->level)
		return TEXT("chance may explain it");
	return arena_printf(e->arena, "it %s%s", s->value > 0 ? "rises" : "falls", judgement(item, s->value));
}

static struct text interval(const struct trend *t, const struct slope *s, enum look look)
{
	struct environment *e = t->environment;

	if (isnan(s->interval.low) || isnan(s->interval.high))
		return TEXT("too few periods for an interval");
	return arena_printf(e->arena, "%g %% interval %.*s to %.*s", t->plan->level * 100,
			    TEXT_ARGS(derive_number(e, look, s->interval.low)),
			    TEXT_ARGS(derive_number(e, look, s->interval.high)));
}

static void note_slope(struct trend *t, const struct slope *s, struct text name, const struct plan_item *item)
{
	struct environment *e = t->environment;
	enum look look = derive_look(item->look);
	const char *unit = unit_name(axis(t)->unit);

	if (s->periods < 2 || isnan(s->value)) {
		result_note(t->result, NOTE_FACT, "%.*s: no slope, there are fewer than two complete %ss with a value",
			    TEXT_ARGS(name), unit);
	} else if (isnan(s->p)) {
		result_note(t->result, NOTE_FACT, "%.*s: %.*s a %s over %zu complete %ss; no test, %s", TEXT_ARGS(name),
			    TEXT_ARGS(derive_number(e, look, s->value)), unit, s->periods, unit,
			    s->periods < PERIODS_MIN ? "that takes three" : "nothing varies");
	} else {
		result_note(t->result, NOTE_FACT, "%.*s: %.*s a %s (%.*s, %zu complete %ss, %.*s): %.*s",
			    TEXT_ARGS(name), TEXT_ARGS(derive_number(e, look, s->value)), unit,
			    TEXT_ARGS(interval(t, s, look)), s->periods, unit, TEXT_ARGS(derive_p(e, s->p)),
			    TEXT_ARGS(verdict(t, s, item)));
	}
}

static void note_change(struct trend *t, const struct slope *s, struct text name, const struct plan_item *item)
{
	struct environment *e = t->environment;
	enum look look = derive_look(item->look);
	struct text from = bucket_literal(e->arena, axis(t)->unit, s->change_bucket, t->plan->calendar);

	if (s->change >= s->periods || s->answers < t->plan->settings->min_n)
		return;
	result_note(t->result, NOTE_FACT,
		    "%.*s: another level from %.*s on: mean %.*s before, %.*s since (Pettitt's test, %.*s)"
		    "; a steady slope looks like that too",
		    TEXT_ARGS(name), TEXT_ARGS(from), TEXT_ARGS(derive_number(e, look, s->before)),
		    TEXT_ARGS(derive_number(e, look, s->after)), TEXT_ARGS(derive_p(e, s->change_p)));
}

static void note_method(struct trend *t)
{
	bool ranks = false, lines = false, short_series = false;

	for (size_t i = 0; i < t->n_lines * t->plan->n_items; i++) {
		ranks |= t->slopes[i].ranks;
		lines |= !t->slopes[i].ranks;
		short_series |= t->slopes[i].ranks && t->slopes[i].periods < RANKS_GOOD;
	}
	if (lines)
		result_note(t->result, NOTE_FACT,
			    "slope and p from a straight line through the complete periods, weighted by n"
			    " (t test); it takes them as independent");
	if (ranks)
		result_note(t->result, NOTE_FACT, "%s: Sen's slope and the Mann-Kendall test of the complete periods%s",
			    lines ? "what is no share, net or mean" : "slope and p",
			    short_series ? "; rough with fewer than 10 periods" : "");
}

void trend_notes(struct trend *t)
{
	size_t n_items = t->plan->n_items;

	for (size_t i = 0; i < t->n_lines * n_items && i < NOTED_MAX; i++) {
		struct text name = line_name(t, i / n_items, i % n_items);

		note_slope(t, &t->slopes[i], name, &t->plan->items[i % n_items]);
		note_change(t, &t->slopes[i], name, &t->plan->items[i % n_items]);
	}
	note_method(t);
}
