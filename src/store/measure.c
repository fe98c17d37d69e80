#include <stdatomic.h>
#include <stdlib.h>

#include "base/processor.h"
#include "base/threads.h"

#include "store/arrange.h"

/* Up to 256 codes: which there are says all. */
static void measure_few(const struct column *c, size_t row, size_t end, struct chunk_statistics *s)
{
	const uint8_t *codes = c->codes;
	uint32_t counts[4][256] = { 0 };

	/* Four tables: the same code again does not wait for its last count. */
	for (; row + 4 <= end; row += 4)
		for (size_t k = 0; k < 4; k++)
			counts[k][codes[row + k]]++;
	for (; row < end; row++)
		counts[0][codes[row]]++;
	for (unsigned code = 0; code <= c->domain; code++) {
		uint32_t n = counts[0][code] + counts[1][code] + counts[2][code] + counts[3][code];

		if (!n)
			continue;
		s->present[code / 64] |= (uint64_t)1 << code % 64;
		if (code == c->domain) {
			s->n_missing = n;
			continue;
		}
		s->low = code < s->low ? code : s->low;
		s->high = code;
	}
}

#define MEASURE(type)                                                                                                  \
	do {                                                                                                           \
		const type *codes = c->codes;                                                                          \
		type missing = (type)column_missing(c), low = (type)UINT64_MAX, high = 0;                              \
		uint32_t n_missing = 0;                                                                                \
                                                                                                                       \
		for (size_t i = row; i < end; i++) {                                                                   \
			type present = codes[i] == missing ? 0 : codes[i];                                             \
                                                                                                                       \
			n_missing += codes[i] == missing;                                                              \
			low = codes[i] < low ? codes[i] : low;                                                         \
			high = present > high ? present : high;                                                        \
		}                                                                                                      \
		s->n_missing = n_missing;                                                                              \
		if (n_missing < end - row) {                                                                           \
			s->low = low;                                                                                  \
			s->high = high;                                                                                \
		}                                                                                                      \
	} while (0)

FOR_EACH_PROCESSOR static void measure_codes(const struct column *c, size_t row, size_t end, struct chunk_statistics *s)
{
	switch (c->width) {
	case 1:
		measure_few(c, row, end, s);
		break;
	case 2:
		MEASURE(uint16_t);
		break;
	case 4:
		MEASURE(uint32_t);
		break;
	default:
		MEASURE(uint64_t);
		break;
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

void column_measure(struct column *c, size_t n_rows)
{
	size_t n = (n_rows + CHUNK_ROWS - 1) / CHUNK_ROWS;

	for (size_t i = 0; c->chunks && i < n; i++) {
		size_t row = i * CHUNK_ROWS, end = n_rows - row < CHUNK_ROWS ? n_rows : row + CHUNK_ROWS;

		c->chunks[i] = (struct chunk_statistics){ .low = UINT64_MAX };
		if (c->type == COLUMN_NUMBER)
			measure_doubles(c, row, end, &c->chunks[i]);
		else
			measure_codes(c, row, end, &c->chunks[i]);
	}
}

static bool measure(struct column *c, size_t n_rows)
{
	c->chunks = calloc((n_rows + CHUNK_ROWS - 1) / CHUNK_ROWS + 1, sizeof(*c->chunks));
	if (c->chunks && !c->fill && !c->pending)
		column_measure(c, n_rows);
	return c->chunks != NULL;
}

struct measuring {
	struct table *table;
	atomic_bool failed;
};

static void measure_column(void *user, size_t i)
{
	struct measuring *m = user;
	struct column *c = &m->table->columns[i];

	if (!c->chunks && !measure(c, m->table->n_rows))
		atomic_store(&m->failed, true);
}

bool table_measure(struct table *t)
{
	struct measuring m = { .table = t };

	threads_each(t->n_columns, measure_column, &m);
	return !m.failed;
}
