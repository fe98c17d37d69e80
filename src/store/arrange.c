#include "store/arrange.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/threads.h"
#include "store/order.h"

/* Columns of one width brought into the order of the rows, one after the other: the old codes of one column are the room
 * for the next. */
struct gathering {
	struct table *table;
	const uint32_t *order;
	uint8_t width;
	size_t first, step; /* of the columns of this width: every step-th from here */
	bool failed;
};

#define GATHER(type)                                                                                                   \
	do {                                                                                                           \
		const type *from = c->codes;                                                                           \
		type *to = codes;                                                                                      \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			to[i] = from[order[i]];                                                                        \
	} while (0)

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
	uint32_t *order;

	if (!customer && !time)
		return true;
	order = order_rows(customer, time, t->n_rows);
	if (!order || !apply_order(t, order))
		return false;
	t->by_customer = customer != NULL;
	t->by_time = time != NULL;
	return !customer || mark_starts(t, customer);
}
