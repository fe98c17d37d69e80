#include "store/builder.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/processor.h"
#include "base/width.h"
#include "store/builder_int.h"

enum { FIRST_CHUNK = 4096, LATER_CHUNK = 128 << 10, LARGEST_CHUNK = 2 << 20 };

/* Bytes to ask for when there is none left for N_ROWS rows, which take N: twice as many each time, or what those that are
 * still expected will take. */
static size_t chunk_size(const struct builder *b, size_t n_rows, size_t n)
{
	const size_t header = sizeof(struct builder_chunk);
	size_t size = b->last ? (b->last->capacity + header) * 2 : FIRST_CHUNK;

	if (b->expected > b->n_rows)
		size = ((b->expected - b->n_rows) / n_rows + 1) * n + header;
	else if (b->expected)
		size = LATER_CHUNK;
	if (size > LARGEST_CHUNK)
		size = LARGEST_CHUNK;
	return size < n + header ? n + header : size;
}

/* A place for N more bytes, which N_ROWS rows take, or NULL. */
static void *reserve(struct builder *b, size_t n_rows, size_t n)
{
	struct builder_chunk *last = b->last;
	size_t size;

	if (last && last->capacity - last->n >= n)
		return last->bytes + last->n;
	size = chunk_size(b, n_rows, n);
	last = memory_large(size);
	if (!last)
		return NULL;
	*last = (struct builder_chunk){ .capacity = size - sizeof(*last) };
	*(b->last ? &b->last->next : &b->first) = last;
	b->last = last;
	return last->bytes;
}

struct extremes {
	int64_t low, high; /* low > high: no value */
	size_t n_missing;
};

FOR_EACH_PROCESSOR static struct extremes find_extremes(const int64_t *values, size_t n)
{
	int64_t low = INT64_MAX, high = INT64_MIN;
	size_t n_missing = 0;

	/* VALUE_MISSING is below every value, and above every value when 1 is taken from all. */
	for (size_t i = 0; i < n; i++) {
		int64_t below = (int64_t)((uint64_t)values[i] - 1);

		n_missing += values[i] == VALUE_MISSING;
		low = below < low ? below : low;
		high = values[i] > high ? values[i] : high;
	}
	return (struct extremes){ n_missing == n ? INT64_MAX : low + 1, high, n_missing };
}

static void choose_width(struct segment *s, struct extremes e)
{
	uint64_t n_codes = (uint64_t)e.high - (uint64_t)e.low + 1;

	s->base = e.n_missing == s->n ? VALUE_MISSING : e.low;
	if (e.n_missing == s->n || (e.low == e.high && e.n_missing == 0))
		return;
	s->width = width_for(n_codes);
	s->bits = narrow_bits(n_codes);
}

#define PACK(type)                                                                                                     \
	do {                                                                                                           \
		type *codes = to;                                                                                      \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			codes[i] = values[i] == VALUE_MISSING ? (type)UINT64_MAX                                       \
							      : (type)((uint64_t)values[i] - (uint64_t)base);          \
	} while (0)

FOR_EACH_PROCESSOR static void pack(void *to, unsigned width, const int64_t *values, size_t n, int64_t base)
{
	switch (width) {
	case 1:
		PACK(uint8_t);
		break;
	case 2:
		PACK(uint16_t);
		break;
	case 4:
		PACK(uint32_t);
		break;
	case 8:
		PACK(uint64_t);
		break;
	default:
		break;
	}
}

static void pack_segment(const struct segment *s, const int64_t *values, unsigned char *to)
{
	uint32_t codes[VALUES_AT_ONCE];

	if (s->bits == 8 * s->width) {
		pack(to, s->width, values, s->n, s->base);
		return;
	}
	for (size_t i = 0, n; i < s->n; i += n) {
		n = segment_left(s, i);
		pack(codes, s->width, values + i, n, s->base);
		narrow_pack(codes, n, s->bits, to + i * s->bits / 8);
	}
}

static void note_extremes(struct builder *b, struct extremes e, unsigned unit)
{
	if (e.low > e.high)
		return;
	if (!b->used[unit] || e.low < b->low[unit])
		b->low[unit] = e.low;
	if (!b->used[unit] || e.high > b->high[unit])
		b->high[unit] = e.high;
	b->used[unit] = true;
}

/* Room for the codes of segment S, the segment written; NULL when memory ran out. */
static void *add_segment(struct builder *b, const struct segment *s)
{
	size_t size = sizeof(*s) + segment_bytes(s);
	unsigned char *place = reserve(b, s->n, size);

	if (!place)
		return NULL;
	memcpy(place, s, sizeof(*s));
	b->last->n += size;
	b->n_rows += s->n;
	return place + sizeof(*s);
}

static bool add_values(struct builder *b, uint32_t first_row, const int64_t *values, size_t n, unsigned unit,
		       struct extremes e)
{
	struct segment s = { .n = (uint32_t)n, .first_row = first_row, .unit = (uint8_t)unit };
	void *codes;

	choose_width(&s, e);
	codes = add_segment(b, &s);
	if (!codes)
		return false;
	pack_segment(&s, values, codes);
	b->n_missing += e.n_missing;
	note_extremes(b, e, unit);
	return true;
}

bool builder_add(struct builder *b, uint32_t first_row, const int64_t *values, size_t n, unsigned unit)
{
	assert(unit < BUILDER_UNITS && n <= UINT32_MAX);
	return n == 0 || add_values(b, first_row, values, n, unit, find_extremes(values, n));
}

bool builder_add_codes(struct builder *b, uint32_t first_row, const int64_t *codes, size_t n, uint32_t n_codes)
{
	struct extremes e = { 0, n_codes ? (int64_t)n_codes - 1 : 0, 0 };

	for (size_t i = 0; i < n; i++)
		e.n_missing += codes[i] == VALUE_MISSING;
	if (n == 0)
		return true;
	/* One code and nothing else is known to be the same everywhere. */
	return add_values(b, first_row, codes, n, 0, e.n_missing == n ? find_extremes(codes, n) : e);
}

bool builder_add_doubles(struct builder *b, uint32_t first_row, const double *values, size_t n)
{
	struct segment s = { .n = (uint32_t)n,
			     .first_row = first_row,
			     .width = sizeof(double),
			     .bits = 8 * sizeof(double),
			     .is_double = true };
	void *codes = n ? add_segment(b, &s) : NULL;

	if (n == 0)
		return true;
	if (!codes)
		return false;
	memcpy(codes, values, n * sizeof(*values));
	for (size_t i = 0; i < n; i++)
		b->n_missing += values[i] != values[i];
	return true;
}

bool builder_has_doubles(const struct builder *b)
{
	const int64_t exact = (int64_t)1 << 53;

	for (unsigned u = 0; u < BUILDER_UNITS; u++)
		if (b->used[u] && (b->low[u] < -exact || b->high[u] > exact))
			return false;
	return true;
}

void builder_clear(struct builder *b)
{
	while (b->first) {
		struct builder_chunk *next = b->first->next;

		free(b->first);
		b->first = next;
	}
	*b = (struct builder){ 0 };
}
