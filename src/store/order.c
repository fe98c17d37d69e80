#include "store/order.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/processor.h"
#include "base/sort.h"
#include "base/threads.h"
#include "base/width.h"
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

/* Customers are codes close together: how many rows each has says where its first one goes.  A part is a range of rows,
 * and knows for itself where its next row of each customer goes. */
struct dealing {
	const struct column *customer;
	size_t n, n_codes, n_parts;
	uint32_t *next;	  /* of each code in each part: first how many rows, then where the next one goes */
	uint32_t *places; /* of the rows */
};

/* One loop for counting and one for dealing, so that neither asks row by row which it is. */
#define WALK(type)                                                                                                     \
	do {                                                                                                           \
		const type *codes = (const type *)d->customer->codes;                                                  \
		const uint64_t domain = d->customer->domain;                                                           \
                                                                                                                       \
		if (counting)                                                                                          \
			for (size_t i = from; i < end; i++)                                                            \
				next[codes[i] < domain ? codes[i] : domain]++;                                         \
		else                                                                                                   \
			for (size_t i = from; i < end; i++)                                                            \
				places[i] = next[codes[i] < domain ? codes[i] : domain]++;                             \
	} while (0)

static void walk_part(const struct dealing *d, size_t part, bool counting)
{
	size_t from = d->n * part / d->n_parts, end = d->n * (part + 1) / d->n_parts;
	uint32_t *next = d->next + part * d->n_codes, *places = d->places;

	FOR_WIDTH(d->customer->width, WALK);
}

static void count_part(void *user, size_t part)
{
	walk_part(user, part, true);
}

static void deal_part(void *user, size_t part)
{
	walk_part(user, part, false);
}

/* Counts to places: those of a customer follow each other part by part. */
static void begin_dealing(struct dealing *d)
{
	uint32_t sum = 0;

	for (size_t code = 0; code < d->n_codes; code++)
		for (size_t part = 0; part < d->n_parts; part++) {
			uint32_t *next = &d->next[part * d->n_codes + code], count = *next;

			*next = sum;
			sum += count;
		}
}

/* As many parts as there are threads, but no more memory for them than for the places. */
static size_t count_parts(size_t n, size_t n_codes)
{
	size_t affordable = n / n_codes + 1, threads = n < ROWS_PER_TASK ? 1 : threads_count();

	return threads < affordable ? threads : affordable;
}

/* The places of N rows by the codes of CUSTOMER, those of one code in the order of the file, and ENDS: of each code the
 * place behind its last row. */
static bool deal_rows(const struct column *customer, size_t n, uint32_t *places, uint32_t **ends)
{
	struct dealing d = { .customer = customer, .n = n, .n_codes = (size_t)customer->domain + 1, .places = places };
	size_t size;
	bool done;

	d.n_parts = count_parts(n, d.n_codes);
	if (__builtin_mul_overflow(d.n_codes, d.n_parts, &size))
		return false;
	*ends = calloc(d.n_codes, sizeof(**ends));
	d.next = calloc(size, sizeof(*d.next));
	done = *ends && d.next;
	if (done) {
		column_values(customer);
		threads_run(d.n_parts, count_part, &d);
		begin_dealing(&d);
		threads_run(d.n_parts, deal_part, &d);
		memcpy(*ends, d.next + (d.n_parts - 1) * d.n_codes, d.n_codes * sizeof(**ends));
	}
	free(d.next);
	return done;
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

#define TAKE_KEYS(type)                                                                                                \
	do {                                                                                                           \
		const type *codes = time->codes;                                                                       \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			rows[i] = (struct timed_row){ codes[order[i]], order[i] };                                     \
	} while (0)

/* Dates and times are sorted by their codes; the missing one is the highest. */
static void take_keys(const struct column *time, const uint32_t *order, size_t n, struct timed_row *rows)
{
	FOR_WIDTH(time->width, TAKE_KEYS);
}

static bool sort_long_run(const struct column *time, uint32_t *order, size_t n)
{
	struct timed_row *rows = malloc(n * sizeof(*rows));

	if (!rows)
		return false;
	take_keys(time, order, n, rows);
	qsort(rows, n, sizeof(*rows), by_time);
	for (size_t i = 0; i < n; i++)
		order[i] = rows[i].row;
	free(rows);
	return true;
}

enum { SHORT_RUN = 32 };

/* The place of each of a few different numbers among them: how many are lower.  Nothing to foresee, as sorting has. */
FOR_EACH_PROCESSOR static void rank(const uint64_t *keys, size_t n, uint32_t *order)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t lower = 0;

		for (size_t k = 0; k < n; k++)
			lower += keys[k] < keys[i];
		order[lower] = (uint32_t)keys[i];
	}
}

static bool sort_run(const struct column *time, uint32_t *order, size_t n)
{
	struct timed_row rows[SHORT_RUN];
	uint64_t keys[SHORT_RUN];

	if (n > SHORT_RUN || time->width > sizeof(uint32_t))
		return sort_long_run(time, order, n);
	take_keys(time, order, n, rows);
	for (size_t i = 0; i < n; i++)
		keys[i] = rows[i].key << 32 | rows[i].row;
	rank(keys, n, order);
	return true;
}

/* The rows of each customer, which stand together, by time. */
struct timing {
	const struct column *time;
	uint32_t *order;
	const uint32_t *ends;
	size_t n_customers;
	atomic_bool failed;
};

enum { CUSTOMERS_PER_TASK = 1 << 15 };

static void sort_runs(void *user, size_t task)
{
	struct timing *t = user;
	size_t first = task * CUSTOMERS_PER_TASK, last = first + CUSTOMERS_PER_TASK;

	last = last < t->n_customers ? last : t->n_customers;
	for (size_t i = first; i < last; i++) {
		size_t from = i ? t->ends[i - 1] : 0, n = t->ends[i] - from;

		if (n > 1 && !sort_run(t->time, t->order + from, n))
			atomic_store(&t->failed, true);
	}
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
static bool is_in_order(const struct column *time, size_t n)
{
	struct ordering o = { .column = time, .n = n };

	if (time->pending)
		return pending_is_sorted(time->pending);
	threads_each(n_tasks(n), check_task, &o);
	return !o.unsorted;
}

/* The rows of each customer, which ENDS are the ends of, by TIME, of which only these are wanted. */
static bool sort_within(const struct column *time, size_t n_customers, struct row_order *o)
{
	struct column keys = *time;
	struct timing t = { .time = &keys, .order = o->lines, .ends = o->ends, .n_customers = n_customers };

	if (time->pending && !pending_copy(time, &keys))
		return false;
	threads_each((n_customers + CUSTOMERS_PER_TASK - 1) / CUSTOMERS_PER_TASK, sort_runs, &t);
	if (time->pending)
		free(keys.codes);
	return !t.failed;
}

static bool sort_by_customer(const struct column *customer, const struct column *time, size_t n, struct row_order *out)
{
	bool done;

	if (!deal_rows(customer, n, out->places, &out->ends))
		return false;
	if (!time || is_in_order(time, n))
		return true;
	invert(out->places, n, out->lines);
	done = sort_within(time, (size_t)customer->domain + 1, out);
	invert(out->lines, n, out->places);
	out->has_lines = true;
	return done;
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
	return c->type != COLUMN_NUMBER && c->domain <= 4 * (uint64_t)n;
}

bool order_rows(const struct column *customer, const struct column *time, size_t n, struct row_order *out)
{
	*out = (struct row_order){ .places = memory_large_array(n, sizeof(*out->places)),
				   .lines = memory_large_array(n, sizeof(*out->lines)) };
	if (!out->places || !out->lines)
		return false;
	if (customer && is_dense(customer, n))
		return sort_by_customer(customer, time, n, out);
	return sort_twice(customer, time, n, out);
}

void order_free(struct row_order *o)
{
	free(o->places);
	free(o->lines);
	free(o->ends);
}
