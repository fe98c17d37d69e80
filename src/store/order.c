#include "store/order.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sort.h"
#include "base/threads.h"

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

/* Customers are codes close together: how many rows each has says where its first one goes.  A thread takes all rows of
 * a range of customers. */
struct dealing {
	const struct column *column;
	uint32_t *places; /* of each code: where its next row goes */
	uint32_t *order;
	size_t n, n_parts;
};

enum { KEYS_AT_ONCE = 1024 };

/* The sort keys of the rows from ROW on; how many. */
static size_t next_keys(const struct dealing *d, size_t row, uint64_t *keys)
{
	size_t n = d->n - row < KEYS_AT_ONCE ? d->n - row : KEYS_AT_ONCE;

	column_codes(d->column, row, n, keys);
	for (size_t i = 0; i < n; i++)
		keys[i] = keys[i] < d->column->domain ? keys[i] : d->column->domain;
	return n;
}

/* Count the rows of the customers of a part, or deal them.  Inlined, so that neither asks row by row which it is. */
static inline __attribute__((always_inline)) void walk_part(struct dealing *d, size_t part, bool counting)
{
	uint64_t codes = d->column->domain + 1, low = codes * part / d->n_parts, high = codes * (part + 1) / d->n_parts;
	uint64_t keys[KEYS_AT_ONCE];

	for (size_t row = 0, n; row < d->n; row += n) {
		n = next_keys(d, row, keys);
		for (size_t i = 0; i < n; i++) {
			if (keys[i] - low >= high - low)
				continue;
			if (counting)
				d->places[keys[i]]++;
			else
				d->order[d->places[keys[i]]++] = (uint32_t)(row + i);
		}
	}
}

static void count_part(void *user, size_t part)
{
	walk_part(user, part, true);
}

static void deal_part(void *user, size_t part)
{
	walk_part(user, part, false);
}

/* ORDER by the codes of C, rows of one code in the order of the file; false when memory ran out. */
static bool deal_rows(const struct column *c, uint32_t *order, size_t n)
{
	struct dealing d = { .column = c, .order = order, .n = n, .n_parts = n < ROWS_PER_TASK ? 1 : threads_count() };
	size_t n_codes = (size_t)c->domain + 1, sum = 0;

	d.places = calloc(n_codes, sizeof(*d.places));
	if (!d.places)
		return false;
	threads_run(d.n_parts, count_part, &d);
	for (size_t i = 0; i < n_codes; i++) {
		uint32_t count = d.places[i];

		d.places[i] = (uint32_t)sum;
		sum += count;
	}
	threads_run(d.n_parts, deal_part, &d);
	free(d.places);
	return true;
}

/* A row and what it is sorted by within its customer. */
struct timed_row {
	uint64_t key;
	uint32_t row;
};

static int by_time(const void *a, const void *b)
{
	const struct timed_row *x = a, *y = b;

	return x->key != y->key ? (x->key > y->key) - (x->key < y->key) : (x->row > y->row) - (x->row < y->row);
}

enum { SHORT_RUN = 32 };

/* Few rows, mostly in order already. */
static void sort_short_run(struct timed_row *rows, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct timed_row row = rows[i];
		size_t k = i;

		for (; k > 0 && by_time(&rows[k - 1], &row) > 0; k--)
			rows[k] = rows[k - 1];
		rows[k] = row;
	}
}

static bool sort_run(const struct column *time, uint32_t *order, size_t n)
{
	struct timed_row few[SHORT_RUN], *rows = n <= SHORT_RUN ? few : malloc(n * sizeof(*rows));

	if (!rows)
		return false;
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct timed_row){ sort_key(time, order[i]), order[i] };
	if (n <= SHORT_RUN)
		sort_short_run(rows, n);
	else
		qsort(rows, n, sizeof(*rows), by_time);
	for (size_t i = 0; i < n; i++)
		order[i] = rows[i].row;
	if (rows != few)
		free(rows);
	return true;
}

/* The rows of each customer, which stand together, by time. */
struct timing {
	const struct column *customer, *time;
	uint32_t *order;
	size_t n;
	atomic_bool failed;
};

static size_t run_end(const struct timing *t, size_t from)
{
	uint64_t key = sort_key(t->customer, t->order[from]);
	size_t end = from + 1;

	while (end < t->n && sort_key(t->customer, t->order[end]) == key)
		end++;
	return end;
}

/* A task takes the customers whose first row is within it. */
static void sort_runs(void *user, size_t task)
{
	struct timing *t = user;
	size_t from = task * ROWS_PER_TASK, end = from + ROWS_PER_TASK < t->n ? from + ROWS_PER_TASK : t->n, to;

	while (task > 0 && from < end &&
	       sort_key(t->customer, t->order[from]) == sort_key(t->customer, t->order[from - 1]))
		from++;
	for (; from < end; from = to) {
		to = run_end(t, from);
		if (to - from > 1 && !sort_run(t->time, t->order + from, to - from))
			atomic_store(&t->failed, true);
	}
}

static bool sort_by_customer(const struct column *customer, const struct column *time, uint32_t *order, size_t n)
{
	struct ordering o = { .column = time, .order = order, .n = n };
	struct timing t = { .customer = customer, .time = time, .order = order, .n = n };

	if (time)
		threads_each(n_tasks(n), check_task, &o);
	if (!deal_rows(customer, order, n))
		return false;
	if (o.unsorted)
		threads_each(n_tasks(n), sort_runs, &t);
	return !t.failed;
}

/* So few codes for N rows that a counter for each is cheap. */
static bool is_dense(const struct column *c, size_t n)
{
	return c->type != COLUMN_NUMBER && c->domain <= 4 * (uint64_t)n;
}

uint32_t *order_rows(const struct column *customer, const struct column *time, size_t n)
{
	uint32_t *order = memory_large_array(n, sizeof(*order));
	bool done;

	if (!order)
		return NULL;
	for (size_t i = 0; i < n; i++)
		order[i] = (uint32_t)i;
	if (customer && is_dense(customer, n))
		done = sort_by_customer(customer, time, order, n);
	else
		done = (!time || sort_rows(time, order, n)) && (!customer || sort_rows(customer, order, n));
	if (done)
		return order;
	free(order);
	return NULL;
}
