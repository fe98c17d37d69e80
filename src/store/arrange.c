#include "store/arrange.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sort.h"
#include "base/threads.h"

/* What rows are sorted by: equal values have equal keys, missing ones the highest. */
static uint64_t sort_key(const struct column *c, size_t row)
{
	uint64_t code = column_code(c, row);

	if (c->type == COLUMN_NUMBER)
		return column_is_missing(c, row) ? UINT64_MAX : code;
	return code == column_missing(c) ? c->domain : code;
}

static unsigned key_bits(const struct column *c)
{
	uint64_t highest = c->type == COLUMN_NUMBER ? UINT64_MAX : c->domain;
	unsigned bits = 0;

	for (; highest; highest >>= 1)
		bits++;
	return bits;
}

enum { ROWS_PER_TASK = 1 << 18 };

static size_t n_tasks(size_t n)
{
	return (n + ROWS_PER_TASK - 1) / ROWS_PER_TASK;
}

/* One pass over the rows in their order so far, cut into tasks. */
struct ordering {
	const struct column *column;
	uint32_t *order;
	size_t n;
	unsigned shift;	 /* the 32 bits of the key from here on ... */
	uint64_t *pairs; /* ... above the row */
	atomic_bool unsorted;
};

static size_t task_end(const struct ordering *o, size_t task)
{
	size_t end = (task + 1) * ROWS_PER_TASK;

	return end < o->n ? end : o->n;
}

static void check_task(void *user, size_t task)
{
	struct ordering *o = user;
	size_t from = task * ROWS_PER_TASK;
	uint64_t before = sort_key(o->column, o->order[from ? from - 1 : 0]);

	for (size_t i = from; i < task_end(o, task); i++) {
		uint64_t key = sort_key(o->column, o->order[i]);

		if (key < before) {
			atomic_store(&o->unsorted, true);
			return;
		}
		before = key;
	}
}

static void make_pairs(void *user, size_t task)
{
	struct ordering *o = user;

	for (size_t i = task * ROWS_PER_TASK; i < task_end(o, task); i++)
		o->pairs[i] = sort_key(o->column, o->order[i]) >> o->shift << 32 | o->order[i];
}

static void take_rows(void *user, size_t task)
{
	struct ordering *o = user;

	for (size_t i = task * ROWS_PER_TASK; i < task_end(o, task); i++)
		o->order[i] = (uint32_t)o->pairs[i];
}

/* Stable; ORDER is a permutation of 0 .. n-1. */
static bool sort_rows(const struct column *c, uint32_t *order, size_t n)
{
	struct ordering o = { .column = c, .order = order, .n = n };
	bool done = true;

	threads_each(n_tasks(n), check_task, &o);
	if (!o.unsorted)
		return true;
	o.pairs = memory_large_array(n, sizeof(*o.pairs));
	for (; o.pairs && done && o.shift < key_bits(c); o.shift += 32) {
		unsigned bits = key_bits(c) - o.shift;

		threads_each(n_tasks(n), make_pairs, &o);
		done = sort_by_high_half(o.pairs, n, bits < 32 ? bits : 32);
		if (done)
			threads_each(n_tasks(n), take_rows, &o);
	}
	done &= o.pairs != NULL;
	free(o.pairs);
	return done;
}

/* Rows brought into their order, by column. */
struct gathering {
	struct table *table;
	const uint32_t *order;
	atomic_bool failed;
};

/* The row is asked for long before it is needed: it is anywhere. */
#define GATHER(type)                                                                                                   \
	do {                                                                                                           \
		const type *from = c->codes;                                                                           \
		type *to = codes;                                                                                      \
                                                                                                                       \
		for (size_t i = 0; i < n; i++) {                                                                       \
			__builtin_prefetch(&from[order[i + AHEAD < n ? i + AHEAD : i]]);                               \
			to[i] = from[order[i]];                                                                        \
		}                                                                                                      \
	} while (0)

enum { AHEAD = 32 };

static bool gather(struct column *c, const uint32_t *order, size_t n)
{
	void *codes = memory_large_array(n, c->width);

	if (!codes)
		return false;
	switch (c->width) {
	case 1:
		GATHER(uint8_t);
		break;
	case 2:
		GATHER(uint16_t);
		break;
	case 4:
		GATHER(uint32_t);
		break;
	default:
		GATHER(uint64_t);
		break;
	}
	free(c->codes);
	c->codes = codes;
	return true;
}

static void gather_column(void *user, size_t i)
{
	struct gathering *g = user;

	if (!gather(&g->table->columns[i], g->order, g->table->n_rows))
		atomic_store(&g->failed, true);
}

static bool is_file_order(const uint32_t *order, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (order[i] != i)
			return false;
	return true;
}

/* Takes ORDER. */
static bool apply_order(struct table *t, uint32_t *order)
{
	struct gathering g = { .table = t, .order = order };

	if (is_file_order(order, t->n_rows)) {
		free(order);
		return true;
	}
	t->line_order = order;
	threads_each(t->n_columns, gather_column, &g);
	return !g.failed;
}

static bool sort_table(struct table *t, const struct column *customer, const struct column *time)
{
	uint32_t *order = memory_large_array(t->n_rows, sizeof(*order));

	if (!order)
		return false;
	for (size_t i = 0; i < t->n_rows; i++)
		order[i] = (uint32_t)i;
	if ((!time || sort_rows(time, order, t->n_rows)) && (!customer || sort_rows(customer, order, t->n_rows)))
		return apply_order(t, order);
	free(order);
	return false;
}

/* Rows without a customer are nobody's: each stands alone. */
static bool mark_starts(struct table *t, const struct column *customer)
{
	uint64_t before = 0;

	t->starts = calloc(t->n_rows / 64 + 1, sizeof(*t->starts));
	if (!t->starts)
		return false;
	for (size_t i = 0; i < t->n_rows; i++) {
		uint64_t key = sort_key(customer, i);
		bool missing = column_is_missing(customer, i);

		if (i == 0 || missing || key != before) {
			t->starts[i / 64] |= (uint64_t)1 << i % 64;
			t->n_customers += !missing;
		}
		before = key;
	}
	return true;
}

bool table_arrange(struct table *t)
{
	const struct column *customer = t->roles[ROLE_customer].column, *time = t->roles[ROLE_time].column;

	if (!customer && !time)
		return true;
	if (!sort_table(t, customer, time))
		return false;
	t->by_customer = customer != NULL;
	t->by_time = time != NULL;
	return !customer || mark_starts(t, customer);
}
