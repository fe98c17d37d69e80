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

/* Columns of one width brought into the order of the rows, one after the other: the old codes of one column are the room
 * for the next. */
struct gathering {
	struct table *table;
	const uint32_t *order;
	uint8_t width;
	size_t first, step; /* of the columns of this width: every step-th from here */
	bool failed;
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

static void gather(const struct column *c, const uint32_t *order, size_t n, void *codes)
{
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
}

static void gather_columns(void *user, size_t i)
{
	struct gathering *g = (struct gathering *)user + i;
	size_t n = g->table->n_rows, k = 0;
	void *room = NULL;

	for (size_t at = 0; at < g->table->n_columns; at++) {
		struct column *c = &g->table->columns[at];
		void *old = c->codes;

		if (c->width != g->width || k++ % g->step != g->first)
			continue;
		if (!room && !(room = memory_large_array(n, c->width))) {
			g->failed = true;
			break;
		}
		gather(c, g->order, n, room);
		c->codes = room;
		room = old;
	}
	free(room);
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
	static const uint8_t widths[] = { 8, 4, 2, 1 };
	enum { WIDTHS = sizeof(widths) / sizeof(*widths), LANES = 4 };
	struct gathering list[WIDTHS * LANES];
	size_t lanes = threads_count() < LANES ? threads_count() : LANES;

	if (is_file_order(order, t->n_rows)) {
		free(order);
		return true;
	}
	t->line_order = order;
	for (size_t i = 0; i < WIDTHS * lanes; i++)
		list[i] = (struct gathering){ t, order, widths[i / lanes], i % lanes, lanes, false };
	threads_each(WIDTHS * lanes, gather_columns, list);
	for (size_t i = 0; i < WIDTHS * lanes; i++)
		if (list[i].failed)
			return false;
	return true;
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

static void deal_part(void *user, size_t part)
{
	struct dealing *d = user;
	uint64_t codes = d->column->domain + 1, low = codes * part / d->n_parts, high = codes * (part + 1) / d->n_parts;
	uint64_t keys[KEYS_AT_ONCE];

	for (size_t row = 0, n; row < d->n; row += n) {
		n = next_keys(d, row, keys);
		for (size_t i = 0; i < n; i++)
			if (keys[i] - low < high - low)
				d->order[d->places[keys[i]]++] = (uint32_t)(row + i);
	}
}

static void count_part(void *user, size_t part)
{
	struct dealing *d = user;
	uint64_t codes = d->column->domain + 1, low = codes * part / d->n_parts, high = codes * (part + 1) / d->n_parts;
	uint64_t keys[KEYS_AT_ONCE];

	for (size_t row = 0, n; row < d->n; row += n) {
		n = next_keys(d, row, keys);
		for (size_t i = 0; i < n; i++)
			if (keys[i] - low < high - low)
				d->places[keys[i]]++;
	}
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

static bool sort_table(struct table *t, const struct column *customer, const struct column *time)
{
	uint32_t *order = memory_large_array(t->n_rows, sizeof(*order));
	size_t n = t->n_rows;
	bool done;

	if (!order)
		return false;
	for (size_t i = 0; i < n; i++)
		order[i] = (uint32_t)i;
	if (customer && is_dense(customer, n))
		done = sort_by_customer(customer, time, order, n);
	else
		done = (!time || sort_rows(time, order, n)) && (!customer || sort_rows(customer, order, n));
	if (done)
		return apply_order(t, order);
	free(order);
	return false;
}

/* Bits of the first rows of customers, set by tasks of whole words. */
struct marking {
	const struct column *customer;
	uint64_t *starts;
	size_t n;
	atomic_size_t n_customers;
};

/* Rows without a customer are nobody's: each stands alone. */
static void mark_task(void *user, size_t task)
{
	struct marking *m = user;
	size_t from = task * ROWS_PER_TASK, end = from + ROWS_PER_TASK < m->n ? from + ROWS_PER_TASK : m->n, n = 0;
	uint64_t missing = m->customer->type == COLUMN_NUMBER ? UINT64_MAX : m->customer->domain;
	uint64_t before = from ? sort_key(m->customer, from - 1) : missing;

	for (size_t i = from; i < end; i++) {
		uint64_t key = sort_key(m->customer, i);

		if (key != before || key == missing) {
			m->starts[i / 64] |= (uint64_t)1 << i % 64;
			n += key != missing;
		}
		before = key;
	}
	atomic_fetch_add(&m->n_customers, n);
}

static bool mark_starts(struct table *t, const struct column *customer)
{
	struct marking m = { .customer = customer, .n = t->n_rows };

	t->starts = calloc(t->n_rows / 64 + 1, sizeof(*t->starts));
	if (!t->starts)
		return false;
	m.starts = t->starts;
	threads_each(n_tasks(t->n_rows), mark_task, &m);
	t->n_customers = m.n_customers;
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
