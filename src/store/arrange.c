#include "store/arrange.h"

#include <stdlib.h>
#include <string.h>

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

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

/* One stable pass of a radix sort: the rows FROM in the order of one digit of their keys. */
static void sort_by_digit(const struct column *c, unsigned shift, const uint32_t *from, uint32_t *to, size_t n)
{
	size_t starts[DIGITS] = { 0 }, sum = 0;

	for (size_t i = 0; i < n; i++)
		starts[sort_key(c, i) >> shift & (DIGITS - 1)]++;
	for (size_t d = 0; d < DIGITS; d++) {
		size_t count = starts[d];

		starts[d] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		to[starts[sort_key(c, from[i]) >> shift & (DIGITS - 1)]++] = from[i];
}

static bool is_sorted_by(const struct column *c, const uint32_t *order, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (sort_key(c, order[i - 1]) > sort_key(c, order[i]))
			return false;
	return true;
}

/* Stable; *ORDER and *SPARE may change places. */
static void sort_rows(const struct column *c, uint32_t **order, uint32_t **spare, size_t n)
{
	if (is_sorted_by(c, *order, n))
		return;
	for (unsigned shift = 0; shift < key_bits(c); shift += DIGIT_BITS) {
		uint32_t *sorted = *spare;

		sort_by_digit(c, shift, *order, sorted, n);
		*spare = *order;
		*order = sorted;
	}
}

#define GATHER(type)                                                                                                   \
	do {                                                                                                           \
		const type *from = c->codes;                                                                           \
		type *to = codes;                                                                                      \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			to[i] = from[order[i]];                                                                        \
	} while (0)

static bool gather(struct column *c, const uint32_t *order, size_t n)
{
	void *codes = malloc(n ? n * c->width : 1);

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
	if (is_file_order(order, t->n_rows)) {
		free(order);
		return true;
	}
	t->line_order = order;
	for (size_t i = 0; i < t->n_columns; i++)
		if (!gather(&t->columns[i], order, t->n_rows))
			return false;
	return true;
}

static bool sort_table(struct table *t, const struct column *customer, const struct column *time)
{
	uint32_t *order = malloc((t->n_rows + 1) * sizeof(*order)), *spare = malloc((t->n_rows + 1) * sizeof(*spare));

	if (!order || !spare) {
		free(order);
		free(spare);
		return false;
	}
	for (size_t i = 0; i < t->n_rows; i++)
		order[i] = (uint32_t)i;
	if (time)
		sort_rows(time, &order, &spare, t->n_rows);
	if (customer)
		sort_rows(customer, &order, &spare, t->n_rows);
	free(spare);
	return apply_order(t, order);
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
