#include "store/order.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/sort.h"
#include "base/threads.h"
#include "store/pending.h"

static unsigned key_bits(const struct column *c)
{
	uint64_t highest = c->type == COLUMN_NUMBER ? UINT64_MAX : c->domain;
	unsigned bits = 0;

	for (; highest; highest >>= 1)
		bits++;
	return bits;
}

/* One pass over the rows in their order so far, cut into tasks. */
struct ordering {
	const struct column *column;
	uint32_t *order; /* NULL: as in the file */
	size_t n;
	unsigned shift;	 /* the 32 bits of the key from here on ... */
	uint64_t *pairs; /* ... above the row */
	atomic_bool unsorted;
};

static uint64_t key_at(const struct ordering *o, size_t i)
{
	return sort_key(o->column, o->order ? o->order[i] : i);
}

static void check_task(void *user, size_t task)
{
	struct ordering *o = user;
	size_t from = task * ROWS_PER_TASK;
	uint64_t before = key_at(o, from ? from - 1 : 0);

	for (size_t i = from; i < task_end(task, o->n); i++) {
		uint64_t key = key_at(o, i);

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

	for (size_t i = task * ROWS_PER_TASK; i < task_end(task, o->n); i++)
		o->pairs[i] = sort_key(o->column, o->order[i]) >> o->shift << 32 | o->order[i];
}

static void take_rows(void *user, size_t task)
{
	struct ordering *o = user;

	for (size_t i = task * ROWS_PER_TASK; i < task_end(task, o->n); i++)
		o->order[i] = (uint32_t)o->pairs[i];
}

/* Stable; ORDER is a permutation of 0 .. n-1. */
static bool sort_rows(const struct column *c, uint32_t *order, size_t n)
{
	struct ordering o = { .column = c, .order = order, .n = n };
	bool done = true;

	column_values(c);
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

struct inversion {
	const uint32_t *permutation;
	uint32_t *inverse;
	size_t n;
};

static void invert_task(void *user, size_t task)
{
	const struct inversion *v = user;
	size_t from = task * ROWS_PER_TASK, end = task_end(task, v->n);

	for (size_t i = from; i < end; i++)
		v->inverse[v->permutation[i]] = (uint32_t)i;
}

/* PERMUTATION the other way round. */
static void invert(const uint32_t *permutation, size_t n, uint32_t *inverse)
{
	struct inversion v = { permutation, inverse, n };

	threads_each(n_tasks(n), invert_task, &v);
}

/* In the order of the file? */
static bool is_in_order(const struct column *time, size_t n)
{
	struct ordering o = { .column = time, .n = n };

	if (time->pending)
		return pending_is_sorted(time->pending);
	threads_each(n_tasks(n), check_task, &o);
	return !o.unsorted;
}

/* Any kind of customer: by time, then, that kept among equals, by customer. */
static bool sort_twice(const struct column *customer, const struct column *time, size_t n, struct row_order *out)
{
	for (size_t i = 0; i < n; i++)
		out->lines[i] = (uint32_t)i;
	if ((time && !sort_rows(time, out->lines, n)) || (customer && !sort_rows(customer, out->lines, n)))
		return false;
	invert(out->lines, n, out->places);
	out->has_lines = true;
	return true;
}

/* So few codes for N rows that a counter for each is cheap. */
static bool is_dense(const struct column *c, size_t n)
{
	return c->type != COLUMN_NUMBER && c->domain <= 4 * (uint64_t)n && c->domain < UINT32_MAX;
}

bool order_rows(const struct column *customer, const struct column *time, size_t n, struct row_order *out)
{
	*out = (struct row_order){ .places = memory_large_array(n, sizeof(*out->places)),
				   .lines = memory_large_array(n, sizeof(*out->lines)) };
	if (!out->places || !out->lines)
		return false;
	if (customer && is_dense(customer, n))
		return order_deal(customer, time && is_in_order(time, n) ? NULL : time, n, out);
	return sort_twice(customer, time, n, out);
}

void order_free(struct row_order *o)
{
	free(o->places);
	free(o->lines);
	free(o->ends);
}
