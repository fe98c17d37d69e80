/* order.h - the order of rows by customer and time.  Part of table_arrange. */
#ifndef STORE_ORDER_H
#define STORE_ORDER_H

#include "store/table.h"

enum { ROWS_PER_TASK = 1 << 18 }; /* a multiple of 64 */

/* How many tasks of ROWS_PER_TASK rows N rows are. */
static inline size_t n_tasks(size_t n)
{
	return (n + ROWS_PER_TASK - 1) / ROWS_PER_TASK;
}

/* What rows are sorted by: equal values have equal keys, missing ones the highest. */
static inline uint64_t sort_key(const struct column *c, size_t row)
{
	uint64_t code = column_code(c, row);

	if (c->type == COLUMN_NUMBER)
		return column_is_missing(c, row) ? UINT64_MAX : code;
	return code == column_missing(c) ? c->domain : code;
}

/* The N rows by CUSTOMER, then TIME (either may be NULL), then their places, for the caller to free; NULL when memory ran
 * out. */
uint32_t *order_rows(const struct column *customer, const struct column *time, size_t n);

#endif
