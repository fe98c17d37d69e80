/* Rows dealt to their customers, whose codes are close together: how many rows each has says where its first one goes. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/processor.h"
#include "base/threads.h"
#include "base/width.h"
#include "store/order.h"
#include "store/pending.h"

/* By several threads: each has some of the rows, and knows for itself where its next row of each customer goes. */
struct dealing {
	const struct column *customer, *time; /* TIME: NULL: not asked for */
	size_t n, n_codes, n_parts;
	uint32_t *next; /* of each code in each part: first how many rows, then where the next one goes */
	/* Of each row of the file: its customer's code, the highest for none; as soon as nobody asks for it its place. */
	uint32_t *places;
	uint64_t *pairs; /* with times: at each place the time of its row, where it has 32 bits, above the row */
};

/* ---- customers ------------------------------------------------------------------------------- */

#define TAKE_CUSTOMERS(type)                                                                                           \
	do {                                                                                                           \
		const type *from = codes;                                                                              \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			to[i] = from[i] < domain ? (uint32_t)from[i] : (uint32_t)domain;                               \
	} while (0)

static void take_customers(void *user, size_t row, size_t n, const void *codes)
{
	const struct dealing *d = user;
	const uint64_t domain = d->customer->domain;
	uint32_t *to = d->places + row;

	FOR_WIDTH(d->customer->width, TAKE_CUSTOMERS);
}

static void copy_part(void *user, size_t part)
{
	const struct dealing *d = user;

	pending_each(d->customer->pending, part, d->customer, take_customers, user);
}

static void copy_task(void *user, size_t task)
{
	const struct dealing *d = user;
	size_t from = task * ROWS_PER_TASK;

	take_customers(user, from, task_end(task, d->n) - from,
		       (const char *)d->customer->codes + from * d->customer->width);
}

/* From now on the codes are nowhere else, until their ends say where they are. */
static void take_over_customers(struct dealing *d)
{
	struct pending *p = d->customer->pending;

	if (p) {
		threads_run(p->n_parts, copy_part, d);
		pending_let_go(p);
	} else {
		threads_each(n_tasks(d->n), copy_task, d);
	}
}

/* ---- parts ----------------------------------------------------------------------------------- */

/* What a part does with some of its rows. */
struct hand {
	const struct dealing *dealing;
	uint32_t *next;
};

static void count_rows(void *user, size_t row, size_t n, const void *times)
{
	const struct hand *h = user;
	const uint32_t *customers = h->dealing->places + row;

	(void)times;
	for (size_t i = 0; i < n; i++)
		h->next[customers[i]]++;
}

static void place_rows(void *user, size_t row, size_t n, const void *times)
{
	const struct hand *h = user;
	uint32_t *places = h->dealing->places + row;

	(void)times;
	for (size_t i = 0; i < n; i++)
		places[i] = h->next[places[i]]++;
}

#define TAKE_TIMES(type)                                                                                               \
	do {                                                                                                           \
		const type *codes = times;                                                                             \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			pairs[i] = (uint64_t)(uint32_t)codes[i] << 32 | (row + i);                                     \
	} while (0)

/* Longer times are looked at once more. */
static void deal_rows(void *user, size_t row, size_t n, const void *times)
{
	const struct hand *h = user;
	const struct dealing *d = h->dealing;
	const uint32_t *customers = d->places + row;
	uint64_t pairs[ROWS_AT_ONCE];

	FOR_WIDTH(d->time->width, TAKE_TIMES);
	for (size_t i = 0; i < n; i++)
		d->pairs[h->next[customers[i]]++] = pairs[i];
}

/* A range of the rows of the file. */
static void walk_range(const struct dealing *d, size_t part, take_codes *take, void *user)
{
	size_t from = d->n * part / d->n_parts, end = d->n * (part + 1) / d->n_parts;

	for (size_t row = from, n; row < end; row += n) {
		n = end - row < ROWS_AT_ONCE ? end - row : ROWS_AT_ONCE;
		take(user, row, n, d->time ? (const char *)d->time->codes + row * d->time->width : NULL);
	}
}

/* Times that nobody has asked for are dealt as they were read, in whatever order their blocks are. */
static void walk_part(const struct dealing *d, size_t part, bool with_times, take_codes *take)
{
	struct hand hand = { d, d->next + part * d->n_codes };
	const struct pending *p = d->time ? d->time->pending : NULL;

	if (!p)
		walk_range(d, part, take, &hand);
	for (size_t i = part; p && i < p->n_parts; i += d->n_parts)
		pending_each(p, i, with_times ? d->time : NULL, take, &hand);
}

static void count_part(void *user, size_t part)
{
	walk_part(user, part, false, count_rows);
}

static void deal_part(void *user, size_t part)
{
	const struct dealing *d = user;

	walk_part(d, part, true, d->time ? deal_rows : place_rows);
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

/* Deal, and find the ENDS: of each code the place behind its last row. */
static bool deal(struct dealing *d, uint32_t **ends)
{
	size_t size;
	bool done;

	d->n_codes = (size_t)d->customer->domain + 1;
	d->n_parts = count_parts(d->n, d->n_codes);
	if (__builtin_mul_overflow(d->n_codes, d->n_parts, &size))
		return false;
	*ends = calloc(d->n_codes, sizeof(**ends));
	d->next = calloc(size, sizeof(*d->next));
	done = *ends && d->next;
	if (done) {
		threads_run(d->n_parts, count_part, d);
		begin_dealing(d);
		threads_run(d->n_parts, deal_part, d);
		memcpy(*ends, d->next + (d->n_parts - 1) * d->n_codes, d->n_codes * sizeof(**ends));
	}
	free(d->next);
	return done;
}

/* ---- within a customer ----------------------------------------------------------------------- */

/* The pairs of each customer stand together; each row finds its place among them by time, then by its own number. */
struct timing {
	const struct column *long_times; /* of more than 32 bits, in the order of the file: not in the pairs; or NULL */
	uint64_t *pairs;
	uint32_t *places;
	const uint32_t *ends;
	size_t n_customers;
	atomic_bool failed;
};

enum { SHORT_RUN = 32, CUSTOMERS_PER_TASK = 1 << 15 };

/* A few: how many are lower is the place.  Nothing to foresee, as sorting has. */
FOR_EACH_PROCESSOR static void rank(const uint64_t *pairs, size_t n, uint32_t from, uint32_t *places)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t lower = 0;

		for (size_t k = 0; k < n; k++)
			lower += pairs[k] < pairs[i];
		places[(uint32_t)pairs[i]] = from + (uint32_t)lower;
	}
}

static int by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void sort_pairs(uint64_t *pairs, size_t n, uint32_t from, uint32_t *places)
{
	qsort(pairs, n, sizeof(*pairs), by_number);
	for (size_t i = 0; i < n; i++)
		places[(uint32_t)pairs[i]] = from + (uint32_t)i;
}

struct timed_row {
	uint64_t time, row;
};

static int by_time(const void *a, const void *b)
{
	const struct timed_row *x = a, *y = b;

	return x->time != y->time ? (x->time > y->time) - (x->time < y->time) : (x->row > y->row) - (x->row < y->row);
}

static bool sort_by_long_times(const struct timing *t, size_t from, size_t n)
{
	const uint64_t *times = t->long_times->codes;
	struct timed_row *rows = malloc(n * sizeof(*rows));

	if (!rows)
		return false;
	for (size_t i = 0; i < n; i++) {
		uint64_t row = (uint32_t)t->pairs[from + i];

		rows[i] = (struct timed_row){ times[row], row };
	}
	qsort(rows, n, sizeof(*rows), by_time);
	for (size_t i = 0; i < n; i++)
		t->places[rows[i].row] = (uint32_t)(from + i);
	free(rows);
	return true;
}

static bool place_run(const struct timing *t, size_t from, size_t n)
{
	if (t->long_times && n > 1)
		return sort_by_long_times(t, from, n);
	if (n <= SHORT_RUN)
		rank(t->pairs + from, n, (uint32_t)from, t->places);
	else
		sort_pairs(t->pairs + from, n, (uint32_t)from, t->places);
	return true;
}

static void place_runs(void *user, size_t task)
{
	struct timing *t = user;
	size_t first = task * CUSTOMERS_PER_TASK, last = first + CUSTOMERS_PER_TASK;

	last = last < t->n_customers ? last : t->n_customers;
	for (size_t i = first; i < last; i++) {
		size_t from = i ? t->ends[i - 1] : 0;

		if (!place_run(t, from, t->ends[i] - from))
			atomic_store(&t->failed, true);
	}
}

static bool place_by_time(const struct dealing *d, const struct column *long_times, const struct row_order *o)
{
	struct timing t = { .long_times = long_times,
			    .pairs = d->pairs,
			    .places = o->places,
			    .ends = o->ends,
			    .n_customers = d->n_codes };

	threads_each((d->n_codes + CUSTOMERS_PER_TASK - 1) / CUSTOMERS_PER_TASK, place_runs, &t);
	return !t.failed;
}

static bool deal_by_time(struct dealing *d, const struct column *long_times, struct row_order *out)
{
	bool done;

	take_over_customers(d);
	d->pairs = memory_large_array(d->n, sizeof(*d->pairs));
	done = d->pairs && deal(d, &out->ends) && place_by_time(d, long_times, out);
	free(d->pairs);
	return done;
}

/* Times of more than 32 bits are looked at row by row. */
static bool deal_by_long_time(struct dealing *d, struct row_order *out)
{
	struct column times = *d->time;
	bool done;

	if (d->time->pending && !pending_copy(d->time, &times))
		return false;
	done = deal_by_time(d, &times, out);
	if (d->time->pending)
		free(times.codes);
	return done;
}

bool order_deal(const struct column *customer, const struct column *time, size_t n, struct row_order *out)
{
	struct dealing d = { .customer = customer, .time = time, .n = n, .places = out->places };

	if (!time) {
		take_over_customers(&d);
		return deal(&d, &out->ends);
	}
	return time->width > sizeof(uint32_t) ? deal_by_long_time(&d, out) : deal_by_time(&d, NULL, out);
}
