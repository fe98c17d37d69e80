#include "exec/computed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "exec/computed_int.h"
#include "store/base.h"

/* ---- rows as arrays -------------------------------------------------------------------------- */

static struct block block_at(const struct computed *c, size_t from)
{
	size_t left = c->table->n_rows - from;

	return (struct block){ from, left < BLOCK_ROWS ? left : BLOCK_ROWS, NULL };
}

void computed_truth(struct arena *a, const struct computed *c, const struct row *condition, uint8_t *out)
{
	struct kernel *k = kernel_new(a, condition);

	if (!k)
		memset(out, 1, c->table->n_rows);
	for (size_t from = 0; k && from < c->table->n_rows; from += BLOCK_ROWS) {
		struct block b = block_at(c, from);

		kernel_truth(k, &b, out + from);
	}
}

void computed_numbers(struct arena *a, const struct computed *c, const struct row *value, double *out)
{
	struct kernel *k = kernel_new(a, value);

	for (size_t from = 0; from < c->table->n_rows; from += BLOCK_ROWS) {
		struct block b = block_at(c, from);

		kernel_numbers(k, &b, out + from);
	}
}

uint8_t *computed_seen(struct arena *a, const struct computed *c)
{
	size_t n = c->table->n_rows;
	uint8_t *seen = ARENA_ARRAY(a, n, uint8_t);
	double *seconds = c->window.given && c->plan->time ? ARENA_ARRAY(a, n, double) : NULL;

	computed_truth(a, c, c->plan->where, seen);
	if (seconds)
		computed_numbers(a, c, c->plan->time, seconds);
	for (size_t i = 0; seconds && i < n; i++)
		seen[i] = (uint8_t)(seen[i] && seconds[i] >= (double)c->window.p.from &&
				    seconds[i] < (double)c->window.p.to);
	return seen;
}

/* ---- unit by unit ---------------------------------------------------------------------------- */

struct sorting {
	const struct unit_order *order;
	const uint32_t *units; /* by row */
	const struct table *table;
};

static int by_unit_and_time(const void *x, const void *y, void *sorting)
{
	const struct sorting *s = sorting;
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	if (s->units[a] != s->units[b])
		return s->units[a] < s->units[b] ? -1 : 1;
	if (s->order->seconds[a] != s->order->seconds[b])
		return s->order->seconds[a] < s->order->seconds[b] ? -1 : 1;
	return table_line(s->table, a) < table_line(s->table, b) ? -1 : 1;
}

static bool is_sorted(struct sorting *s)
{
	for (size_t i = 1; i < s->order->n; i++)
		if (by_unit_and_time(&s->order->rows[i - 1], &s->order->rows[i], s) > 0)
			return false;
	return true;
}

static uint32_t *units_of_rows(struct arena *a, const struct computed *c)
{
	uint32_t *units = ARENA_ARRAY(a, c->table->n_rows, uint32_t);

	for (size_t from = 0; from < c->table->n_rows; from += BLOCK_ROWS) {
		struct block b = block_at(c, from);

		kernel_codes(c->unit, &b, units + from);
	}
	return units;
}

void unit_order(struct arena *a, const struct computed *c, struct unit_order *out)
{
	size_t n = c->table->n_rows;
	uint32_t *units = units_of_rows(a, c);
	struct sorting sorting = { out, units, c->table };

	*out = (struct unit_order){ .rows = ARENA_ARRAY(a, n, uint32_t),
				    .units = ARENA_ARRAY(a, n, uint32_t),
				    .seconds = ARENA_ARRAY(a, n, double) };
	computed_numbers(a, c, c->time, out->seconds);
	for (size_t i = 0; i < n; i++)
		if (units[i] < c->unit->domain && !isnan(out->seconds[i]))
			out->rows[out->n++] = (uint32_t)i;
	/* The table stands in the order of customers, whose codes need not ascend. */
	if (!c->by_customer && !is_sorted(&sorting))
		qsort_r(out->rows, out->n, sizeof(*out->rows), by_unit_and_time, &sorting);
	for (size_t i = 0; i < out->n; i++)
		out->units[i] = units[out->rows[i]];
}

size_t unit_end(const struct unit_order *o, size_t from)
{
	size_t to = from;

	while (to < o->n && o->units[to] == o->units[from])
		to++;
	return to;
}

/* ---- when ------------------------------------------------------------------------------------ */

static bool depends_on_window(const struct computed *c)
{
	return c->kind == COMPUTED_FIRST || c->kind == COMPUTED_LAST || c->kind == COMPUTED_METRIC ||
	       c->kind == COMPUTED_CHOSEN;
}

static bool same_window(const struct window *a, const struct window *b)
{
	return a->given == b->given && a->p.from == b->p.from && a->p.to == b->p.to;
}

void computed_begin(const struct plan *p, const struct window *window)
{
	for (struct computed *c = p->computed ? p->computed->first : NULL; c; c = c->next) {
		if (!depends_on_window(c) || same_window(&c->window, window))
			continue;
		c->window = *window;
		c->filled = false;
	}
}

/* Columns of one unit share its order. */
static const struct unit_order *order_of(struct computed *c)
{
	struct unit_order *o;

	for (const struct computed *other = c->list->first; other; other = other->next)
		if (other->order && other->unit == c->unit)
			return c->order = other->order;
	o = ARENA_NEW(c->arena, struct unit_order);
	unit_order(c->arena, c, o);
	return c->order = o;
}

size_t computed_places(const struct computed *c)
{
	return c->table->n_rows + (c->base ? c->base->n_rows : 0);
}

static void fill(struct computed *c)
{
	const struct unit_order *o;

	if (c->kind == COMPUTED_METRIC) {
		computed_fill_metric(c);
		return;
	}
	o = order_of(c);
	switch (c->kind) {
	case COMPUTED_FOLLOWED:
	case COMPUTED_PRECEDED:
		computed_fill_sequence(c, o);
		break;
	case COMPUTED_CHOSEN:
		computed_fill_chosen(c, o);
		break;
	case COMPUTED_NUMBER:
		computed_fill_number(c, o);
		break;
	default:
		computed_fill_pick(c, o);
	}
}

void computed_ready(const struct row *r)
{
	struct computed *c = r ? r->computed : NULL;

	if (!c || c->filled)
		return;
	c->filled = true; /* a metric's own pass over the rows comes by here again */
	fill(c);
}
