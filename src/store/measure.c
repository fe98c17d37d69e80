#include <stdlib.h>

#include "store/arrange.h"

static void measure_codes(const struct column *c, size_t row, size_t end, struct chunk_statistics *s)
{
	uint64_t missing = column_missing(c);
	bool small = c->domain < 256;

	for (; row < end; row++) {
		uint64_t code = column_code(c, row);

		if (small)
			s->present[code / 64] |= (uint64_t)1 << code % 64;
		if (code == missing) {
			s->n_missing++;
			continue;
		}
		if (code < s->low)
			s->low = code;
		if (code > s->high)
			s->high = code;
	}
}

/* Doubles have no codes: the range says whether there is any value, and leaves the scan to look. */
static void measure_doubles(const struct column *c, size_t row, size_t end, struct chunk_statistics *s)
{
	for (size_t i = row; i < end; i++)
		s->n_missing += column_is_missing(c, i);
	if (s->n_missing < end - row) {
		s->low = 0;
		s->high = UINT64_MAX;
	}
}

static bool measure(struct column *c, size_t n_rows)
{
	size_t n = (n_rows + CHUNK_ROWS - 1) / CHUNK_ROWS;

	c->chunks = calloc(n + 1, sizeof(*c->chunks));
	if (!c->chunks)
		return false;
	for (size_t i = 0; i < n; i++) {
		size_t row = i * CHUNK_ROWS, end = n_rows - row < CHUNK_ROWS ? n_rows : row + CHUNK_ROWS;

		c->chunks[i] = (struct chunk_statistics){ .low = UINT64_MAX };
		if (c->type == COLUMN_NUMBER)
			measure_doubles(c, row, end, &c->chunks[i]);
		else
			measure_codes(c, row, end, &c->chunks[i]);
	}
	return true;
}

bool table_measure(struct table *t)
{
	for (size_t i = 0; i < t->n_columns; i++)
		if (!t->columns[i].chunks && !measure(&t->columns[i], t->n_rows))
			return false;
	return true;
}
