/* The slope of every line of an answer, and whether it could be chance. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/trend.h"

struct point {
	double time, value, n;
};

/* Rows that differ in nothing but the period are one line. */
static void find_lines(struct trend *t)
{
	struct arena *a = t->environment->arena;
	const struct grid *g = &t->query->grid;
	size_t width = t->plan->n_dimensions;
	struct map seen = { .arena = a };

	t->line_of = ARENA_ARRAY(a, g->n_rows, uint32_t);
	t->lines = ARENA_ARRAY(a, g->n_rows, const uint32_t *);
	for (size_t row = 0; row < g->n_rows; row++) {
		uint32_t *codes = arena_grow(a, g->rows[row].codes, width, width, sizeof(*codes));
		struct text key = { (const char *)codes, width * sizeof(*codes) };
		size_t line;

		t->line_of[row] = UINT32_MAX;
		if (codes[t->plan->time_dimension] == CODE_TOTAL)
			continue;
		codes[t->plan->time_dimension] = 0;
		line = map_get(&seen, key);
		if (line == MAP_NONE) {
			t->lines[t->n_lines] = codes;
			map_put(&seen, key, line = t->n_lines++);
		}
		t->line_of[row] = (uint32_t)line;
	}
}

static int by_time(const void *x, const void *y)
{
	const struct point *a = x, *b = y;

	return (a->time > b->time) - (a->time < b->time);
}

/* Complete periods of LINE in which ITEM has a value, in their order. */
static size_t collect(const struct trend *t, size_t line, size_t item, struct point *points)
{
	const struct grid *g = &t->query->grid;
	size_t d = t->plan->time_dimension, n = 0;

	for (size_t row = 0; row < g->n_rows; row++) {
		const struct estimate *cell = &g->rows[row].now[item];
		uint32_t code = g->rows[row].codes[d];

		if (t->line_of[row] != line || code >= g->coders[d].domain || isnan(cell->value) ||
		    t->result->flags[row] & ROW_PARTIAL)
			continue;
		points[n++] = (struct point){ (double)(g->coders[d].first_bucket + code), cell->value, cell->n };
	}
	qsort(points, n, sizeof(*points), by_time);
	return n;
}

/* Shares, nets and means (of rows or of units) vary less the more answers they rest on; of the others nobody knows. */
static bool weighs_by_n(const struct plan *p, const struct item *i)
{
	size_t aggregate;
	double factor;
	enum aggregate_kind kind;

	if (p->per)
		return true;
	if (!item_is_scaled_aggregate(i, &aggregate, &factor))
		return false;
	kind = p->aggregates.list[aggregate].kind;
	return kind == AGGREGATE_SHARE || kind == AGGREGATE_NET || kind == AGGREGATE_AVG;
}

static void fit(struct trend *t, struct slope *s, const double *time, const double *y, const double *weight)
{
	double level = t->plan->level;

	if (s->ranks) {
		struct stats_mann_kendall m = stats_mann_kendall(t->environment->arena, time, y, s->periods, level);

		s->value = m.slope;
		s->interval = m.interval;
		s->p = m.p;
	} else {
		struct stats_line line = stats_line(time, y, weight, s->periods, level);

		s->value = line.slope;
		s->interval = line.interval;
		s->p = line.p;
	}
}

static void find_change(struct trend *t, struct slope *s, const double *time, const double *y)
{
	struct stats_change change = stats_change(t->environment->arena, y, s->periods);

	s->change = s->periods;
	if (!(change.p <= 1 - t->plan->level) || change.at >= s->periods)
		return;
	s->change = change.at;
	s->change_bucket = (int64_t)time[change.at];
	s->change_p = change.p;
	s->before = change.before;
	s->after = change.after;
}

static void measure(struct trend *t, size_t line, size_t item, struct point *points, double *numbers)
{
	const struct plan_item *of = &t->plan->items[item];
	struct slope *s = &t->slopes[line * t->plan->n_items + item];
	size_t n = collect(t, line, item, points);
	double *time = numbers, *y = numbers + n, *weight = y + n;

	*s = (struct slope){ .periods = n,
			     .ranks = !weighs_by_n(t->plan, of->expression),
			     .value = NAN,
			     .p = NAN,
			     .interval = { NAN, NAN },
			     .change = n };
	s->answers = of->no_base || of->additive ? NAN : 0;
	for (size_t i = 0; i < n; i++) {
		time[i] = points[i].time;
		y[i] = points[i].value;
		weight[i] = points[i].n;
		s->answers += points[i].n;
	}
	if (n < 2)
		return;
	fit(t, s, time, y, weight);
	if (n < 3)
		s->p = NAN; /* two points lie on any line */
	find_change(t, s, time, y);
}

void trend_measure(struct trend *t)
{
	struct arena *a = t->environment->arena;
	size_t n_rows = t->query->grid.n_rows;
	struct point *points = ARENA_ARRAY(a, n_rows, struct point);
	double *numbers = ARENA_ARRAY(a, 3 * n_rows, double);

	find_lines(t);
	t->slopes = arena_array(a, t->n_lines, t->plan->n_items * sizeof(*t->slopes));
	for (size_t line = 0; line < t->n_lines; line++)
		for (size_t item = 0; item < t->plan->n_items; item++)
			measure(t, line, item, points, numbers);
}
