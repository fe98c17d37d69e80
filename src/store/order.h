/* order.h - the order of rows by customer and time.  Part of table_arrange. */
#ifndef STORE_ORDER_H
#define STORE_ORDER_H

#include "store/table.h"

enum { ROWS_PER_TASK = 1 << 18 /* a multiple of 64 */, ROWS_AT_ONCE = 1024 };

/* How many tasks of ROWS_PER_TASK rows N rows are. */
static inline size_t n_tasks(size_t n)
{
	return (n + ROWS_PER_TASK - 1) / ROWS_PER_TASK;
}

/* Behind the last of N rows that a task has. */
static inline size_t task_end(size_t task, size_t n)
{
	size_t end = (task + 1) * ROWS_PER_TASK;

	return end < n ? end : n;
}

/* What rows are sorted by: equal values have equal keys, missing ones the highest. */
static inline uint64_t sort_key(const struct column *c, size_t row)
{
	uint64_t code = column_code(c, row);

	if (c->type == COLUMN_NUMBER)
		return column_is_missing(c, row) ? UINT64_MAX : code;
	return code == column_missing(c) ? c->domain : code;
}

/* The key of missing values: no other is higher. */
static inline uint64_t sort_key_missing(const struct column *c)
{
	return c->type == COLUMN_NUMBER ? UINT64_MAX : c->domain;
}

/* The keys of the N rows from ROW on. */
static inline void sort_keys(const struct column *c, size_t row, size_t n, uint64_t *keys)
{
	if (c->type == COLUMN_NUMBER) {
		for (size_t i = 0; i < n; i++)
			keys[i] = sort_key(c, row + i);
		return;
	}
	column_codes(c, row, n, keys);
	for (size_t i = 0; i < n; i++)
		keys[i] = keys[i] < c->domain ? keys[i] : c->domain;
}

struct row_order {
	uint32_t *places; /* of each row of the file: its place in the order */
	uint32_t *lines;  /* of each place: the row of the file; not filled unless HAS_LINES */
	bool has_lines;
	uint32_t *
		ends; /* of each code of the customer, the missing one being the last: the place behind its last row; or
			 * NULL, where there is none or codes are too far apart */
};

/* The N rows by CUSTOMER, then TIME (either may be NULL), then as they were.  False when memory ran out; freed with
 * order_free either way. */
bool order_rows(const struct column *customer, const struct column *time, size_t n, struct row_order *out);
/* The same where codes of CUSTOMER are close together: a few for each row.  TIME NULL: rows stay as they were within their
 * customer.  PLACES and LINES are there; LINES are not filled. */
bool order_deal(const struct column *customer, const struct column *time, size_t n, struct row_order *out);
void order_free(struct row_order *o);

#endif
