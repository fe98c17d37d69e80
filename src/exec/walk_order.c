/* Journeys of another unit than the customer: the rows that pass are put in the order of the unit, then of the time. */
#include "exec/walk_int.h"

#include <math.h>
#include <stdlib.h>

struct ordered {
	const struct table *table;
	struct facts facts; /* of all rows */
	uint32_t *units;    /* code of the unit, by row */
	uint32_t *order;    /* rows */
	size_t n;
	uint32_t missing;
};

static void read_all(struct walker *w, struct ordered *o)
{
	size_t n = w->table->n_rows;
	const struct column *unit = w->request->journeys->unit;

	for (size_t from = 0; from < n && !walk_stopped(w); from += BLOCK_ROWS) {
		struct block b = { from, n - from < BLOCK_ROWS ? n - from : BLOCK_ROWS, NULL };
		struct facts f = { o->facts.passes + from, o->facts.seconds + from, o->facts.bits + from,
				   o->facts.codes + from };

		walk_read_block(w, &b, &f);
		kernel_codes(unit, &b, o->units + from);
		for (size_t i = 0; i < b.n; i++)
			if (f.passes[i])
				o->order[o->n++] = (uint32_t)(from + i);
	}
}

/* Rows without a time stand last. */
static double place_of(double seconds)
{
	return isnan(seconds) ? INFINITY : seconds;
}

static int by_time(const struct ordered *o, uint32_t a, uint32_t b)
{
	double x = place_of(o->facts.seconds[a]), y = place_of(o->facts.seconds[b]);
	size_t i = table_line(o->table, a), j = table_line(o->table, b);

	if (x != y)
		return x < y ? -1 : 1;
	return i < j ? -1 : i > j;
}

static int by_unit_and_time(const void *x, const void *y, void *ordered)
{
	const struct ordered *o = ordered;
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	if (o->units[a] != o->units[b])
		return o->units[a] < o->units[b] ? -1 : 1;
	return by_time(o, a, b);
}

/* Rows of one customer are already in the order of their times, so most cases need no sorting. */
static void sort_runs(struct ordered *o)
{
	for (size_t from = 0, to; from < o->n; from = to) {
		bool sorted = true;

		for (to = from + 1; to < o->n && o->units[o->order[to]] == o->units[o->order[from]]; to++)
			sorted &= by_time(o, o->order[to - 1], o->order[to]) < 0;
		if (!sorted)
			qsort_r(o->order + from, to - from, sizeof(*o->order), by_unit_and_time, o);
	}
}

/* A stable counting sort. */
static void sort_by_count(struct arena *a, struct ordered *o)
{
	size_t *starts = ARENA_ARRAY(a, (size_t)o->missing + 1, size_t), sum = 0;
	uint32_t *sorted = ARENA_ARRAY(a, o->n, uint32_t);

	for (size_t i = 0; i < o->n; i++)
		starts[o->units[o->order[i]]]++;
	for (size_t u = 0; u <= o->missing; u++) {
		size_t count = starts[u];

		starts[u] = sum;
		sum += count;
	}
	for (size_t i = 0; i < o->n; i++)
		sorted[starts[o->units[o->order[i]]]++] = o->order[i];
	o->order = sorted;
	sort_runs(o);
}

void walk_ordered(struct walker *w)
{
	size_t n = w->table->n_rows;
	struct ordered o = { .table = w->table, .missing = (uint32_t)w->request->journeys->unit->domain };
	uint32_t unit = 0;

	o.facts = walk_facts_new(w->arena, n);
	o.units = ARENA_ARRAY(w->arena, n, uint32_t);
	o.order = ARENA_ARRAY(w->arena, n, uint32_t);
	read_all(w, &o);
	if (w->walk->status != STATUS_OK)
		return;
	if (o.missing / 4 > o.n + 16384) /* few rows, wide numbers */
		qsort_r(o.order, o.n, sizeof(*o.order), by_unit_and_time, &o);
	else
		sort_by_count(w->arena, &o);
	for (size_t i = 0; i < o.n; i++) {
		uint32_t row = o.order[i];

		if (i == 0 || o.units[row] != unit)
			walk_begin_unit(w, o.units[row] >= o.missing);
		unit = o.units[row];
		walk_add_row(w, row, o.facts.seconds[row], o.facts.bits[row], o.facts.codes[row]);
	}
}
