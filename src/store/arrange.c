#include "store/arrange.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/threads.h"
#include "base/width.h"
#include "store/order.h"
#include "store/pending.h"
#include "store/place.h"

/* Columns of one width whose codes are there already brought into the order of the rows, one after the other: the old
 * codes of one column are the room for the next. */
struct placing {
	struct table *table;
	const struct column *done; /* but this one */
	uint8_t width;
	size_t first, step; /* of the columns of this width: every step-th from here */
	bool failed;
};

static void place_columns(void *user, size_t i)
{
	struct placing *p = (struct placing *)user + i;
	size_t n = p->table->n_rows, k = 0;
	void *room = NULL;

	for (size_t at = 0; at < p->table->n_columns; at++) {
		struct column *c = &p->table->columns[at];
		void *old;

		if (c->pending || c == p->done || c->width != p->width || k++ % p->step != p->first)
			continue;
		if (!room && !(room = memory_large_array(n, c->width))) {
			p->failed = true;
			break;
		}
		old = c->codes;
		codes_place(old, c->width, p->table->places, n, room);
		c->codes = room;
		room = old;
	}
	free(room);
}

/* The codes of all columns but DONE, which has them already, follow the places, now or when they are asked for. */
static bool place_rows(struct table *t, const struct column *done)
{
	static const uint8_t widths[] = { 8, 4, 2, 1 };
	enum { WIDTHS = sizeof(widths) / sizeof(*widths), LANES = 4 };
	struct placing list[WIDTHS * LANES];
	size_t lanes = threads_count() < LANES ? threads_count() : LANES;

	for (size_t i = 0; i < t->n_columns; i++)
		if (t->columns[i].pending)
			t->columns[i].pending->places = t->places;
	for (size_t i = 0; i < WIDTHS * lanes; i++)
		list[i] = (struct placing){ t, done, widths[i / lanes], i % lanes, lanes, false };
	threads_each(WIDTHS * lanes, place_columns, list);
	for (size_t i = 0; i < WIDTHS * lanes; i++)
		if (list[i].failed)
			return false;
	return true;
}

static bool is_file_order(const uint32_t *places, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (places[i] != i)
			return false;
	return true;
}

/* Takes what it needs of O. */
static bool apply_order(struct table *t, struct column *customer, struct row_order *o)
{
	if (o->ends && customer->pending) {
		pending_lay_out(customer->pending, o->ends);
		o->ends = NULL;
	}
	if (is_file_order(o->places, t->n_rows))
		return true;
	t->places = o->places;
	t->lines = o->lines;
	t->has_lines = o->has_lines;
	o->places = o->lines = NULL;
	if (o->ends)
		column_lay_out(customer, o->ends);
	return place_rows(t, o->ends ? customer : NULL);
}

/* Bits of the first rows of customers, set by tasks of whole words. */
struct marking {
	const struct column *customer;
	uint64_t *starts;
	size_t n;
	atomic_size_t n_customers;
};

/* Rows without a customer are nobody's: each stands alone. */
static void mark_rows(struct marking *m, size_t row, size_t n, uint64_t *before, size_t *n_customers)
{
	uint64_t keys[ROWS_AT_ONCE], missing = sort_key_missing(m->customer);

	sort_keys(m->customer, row, n, keys);
	for (size_t i = 0; i < n; i++) {
		if (keys[i] != *before || keys[i] == missing) {
			m->starts[(row + i) / 64] |= (uint64_t)1 << (row + i) % 64;
			*n_customers += keys[i] != missing;
		}
		*before = keys[i];
	}
}

static void mark_task(void *user, size_t task)
{
	struct marking *m = user;
	size_t from = task * ROWS_PER_TASK, end = task_end(task, m->n), n = 0;
	uint64_t before = from ? sort_key(m->customer, from - 1) : sort_key_missing(m->customer);

	for (size_t row = from; row < end; row += ROWS_AT_ONCE)
		mark_rows(m, row, end - row < ROWS_AT_ONCE ? end - row : ROWS_AT_ONCE, &before, &n);
	atomic_fetch_add(&m->n_customers, n);
}

/* The same where codes follow each other: their ends say it. */
static void mark_ends(struct table *t, const struct column *customer, const uint32_t *ends)
{
	size_t row = 0;

	for (uint64_t code = 0; code < customer->domain; row = ends[code++])
		if (ends[code] > row) {
			t->starts[row / 64] |= (uint64_t)1 << row % 64;
			t->n_customers++;
		}
	for (; row < t->n_rows; row++)
		t->starts[row / 64] |= (uint64_t)1 << row % 64;
}

static bool mark_starts(struct table *t, const struct column *customer, const uint32_t *ends)
{
	struct marking m = { .customer = customer, .n = t->n_rows };

	t->starts = calloc(t->n_rows / 64 + 1, sizeof(*t->starts));
	if (!t->starts)
		return false;
	if (ends) {
		mark_ends(t, customer, ends);
		return true;
	}
	m.starts = t->starts;
	column_values(customer);
	threads_each(n_tasks(t->n_rows), mark_task, &m);
	t->n_customers = m.n_customers;
	return true;
}

bool table_arrange(struct table *t)
{
	const struct column *customer = t->roles[ROLE_customer].column, *time = t->roles[ROLE_time].column;
	struct row_order order;
	const uint32_t *ends;
	bool done;

	if (!customer && !time)
		return true;
	t->by_customer = customer != NULL;
	t->by_time = time != NULL;
	done = order_rows(customer, time, t->n_rows, &order);
	/* They live on, there or with the customers. */
	ends = order.ends;
	done = done && apply_order(t, &t->columns[customer ? customer - t->columns : 0], &order) &&
	       (!customer || mark_starts(t, customer, ends));
	order_free(&order);
	return done;
}
