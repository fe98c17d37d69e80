#include "store/builder.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Followed by N codes of WIDTH bytes, padded to 8: value - base, all bits one for missing.  Width 0: every value is
 * BASE. */
struct segment {
	int64_t base;
	uint32_t n;
	uint8_t width;
	uint8_t unit;
};

static size_t padded(size_t n)
{
	return (n + 7) / 8 * 8;
}

static bool reserve(struct builder *b, size_t more)
{
	size_t capacity = b->capacity;
	unsigned char *bytes;

	if (more <= b->capacity - b->n)
		return true;
	while (capacity - b->n < more)
		capacity = capacity ? capacity + capacity / 2 : 4096;
	capacity = padded(capacity);
	bytes = realloc(b->bytes, capacity);
	if (!bytes)
		return false;
	b->bytes = bytes;
	b->capacity = capacity;
	return true;
}

struct extremes {
	int64_t low, high; /* low > high: no value */
	size_t n_missing;
};

static struct extremes find_extremes(const int64_t *values, size_t n)
{
	struct extremes e = { INT64_MAX, INT64_MIN, 0 };

	for (size_t i = 0; i < n; i++) {
		if (values[i] == VALUE_MISSING) {
			e.n_missing++;
			continue;
		}
		if (values[i] < e.low)
			e.low = values[i];
		if (values[i] > e.high)
			e.high = values[i];
	}
	return e;
}

/* Bytes per code so that CODES values and the missing one find room. */
static uint8_t width_for(uint64_t codes)
{
	return codes <= UINT8_MAX ? 1 : codes <= UINT16_MAX ? 2 : codes <= UINT32_MAX ? 4 : 8;
}

static uint8_t segment_width(struct extremes e, size_t n)
{
	if (e.n_missing == n || (e.low == e.high && e.n_missing == 0))
		return 0;
	return width_for((uint64_t)e.high - (uint64_t)e.low + 1);
}

#define PACK(type)                                                                                                     \
	do {                                                                                                           \
		type *codes = to;                                                                                      \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			codes[i] = values[i] == VALUE_MISSING ? (type)UINT64_MAX                                       \
							      : (type)((uint64_t)values[i] - (uint64_t)base);          \
	} while (0)

static void pack(void *to, unsigned width, const int64_t *values, size_t n, int64_t base)
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

bool builder_add(struct builder *b, const int64_t *values, size_t n, unsigned unit)
{
	struct extremes e = find_extremes(values, n);
	struct segment s = { 0, (uint32_t)n, segment_width(e, n), (uint8_t)unit };
	size_t size = padded(n * s.width);

	assert(unit < BUILDER_UNITS && n <= UINT32_MAX);
	if (n == 0)
		return true;
	if (!reserve(b, sizeof(s) + size))
		return false;
	s.base = e.n_missing == n ? VALUE_MISSING : e.low;
	memcpy(b->bytes + b->n, &s, sizeof(s));
	pack(b->bytes + b->n + sizeof(s), s.width, values, n, s.base);
	b->n += sizeof(s) + size;
	b->n_rows += n;
	b->n_missing += e.n_missing;
	note_extremes(b, e, unit);
	return true;
}

bool builder_add_doubles(struct builder *b, const double *values, size_t n)
{
	if (n == 0)
		return true;
	if (!reserve(b, n * sizeof(*values)))
		return false;
	memcpy(b->bytes + b->n, values, n * sizeof(*values));
	b->n += n * sizeof(*values);
	b->n_rows += n;
	for (size_t i = 0; i < n; i++)
		b->n_missing += values[i] != values[i];
	return true;
}

#define UNPACK(type)                                                                                                   \
	do {                                                                                                           \
		const type *codes = from;                                                                              \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			values[i] = codes[at + i] == (type)UINT64_MAX ? VALUE_MISSING                                  \
								      : (int64_t)((uint64_t)s->base + codes[at + i]);  \
	} while (0)

/* N values of a segment from place AT on. */
static void unpack(const struct segment *s, const void *from, size_t at, int64_t *values, size_t n)
{
	switch (s->width) {
	case 1:
		UNPACK(uint8_t);
		break;
	case 2:
		UNPACK(uint16_t);
		break;
	case 4:
		UNPACK(uint32_t);
		break;
	case 8:
		UNPACK(uint64_t);
		break;
	default:
		for (size_t i = 0; i < n; i++)
			values[i] = s->base;
		break;
	}
}

#define ENCODE(type)                                                                                                   \
	do {                                                                                                           \
		type *codes = (type *)c->codes + row;                                                                  \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			codes[i] = values[i] == VALUE_MISSING                                                          \
					   ? (type)missing                                                             \
					   : (type)((uint64_t)(values[i] * factor) - (uint64_t)c->base);               \
	} while (0)

static void encode(struct column *c, size_t row, const int64_t *values, size_t n, int64_t factor)
{
	uint64_t missing = column_missing(c);

	switch (c->width) {
	case 1:
		ENCODE(uint8_t);
		break;
	case 2:
		ENCODE(uint16_t);
		break;
	case 4:
		ENCODE(uint32_t);
		break;
	default:
		ENCODE(uint64_t);
		break;
	}
}

static void choose_codes(const struct builder *b, struct column *c, const int64_t factor[BUILDER_UNITS])
{
	int64_t low = INT64_MAX, high = INT64_MIN;

	for (unsigned u = 0; u < BUILDER_UNITS; u++) {
		if (b->used[u] && b->low[u] * factor[u] < low)
			low = b->low[u] * factor[u];
		if (b->used[u] && b->high[u] * factor[u] > high)
			high = b->high[u] * factor[u];
	}
	c->base = low > high || c->type == COLUMN_TEXT || c->type == COLUMN_YESNO ? 0 : low;
	if (c->type == COLUMN_TEXT)
		c->domain = c->words->n;
	else if (c->type == COLUMN_YESNO)
		c->domain = 2;
	else
		c->domain = low > high ? 0 : (uint64_t)high - (uint64_t)low + 1;
	c->width = width_for(c->domain);
}

static void write_codes(const struct builder *b, struct column *c, const int64_t factor[BUILDER_UNITS])
{
	int64_t values[1024];
	struct segment s;
	size_t row = 0;

	for (size_t at = 0; at < b->n; at += sizeof(s) + padded((size_t)s.n * s.width)) {
		memcpy(&s, b->bytes + at, sizeof(s));
		for (size_t i = 0, n; i < s.n; i += n, row += n) {
			n = s.n - i < 1024 ? s.n - i : 1024;
			unpack(&s, b->bytes + at + sizeof(s), i, values, n);
			encode(c, row, values, n, factor[s.unit]);
		}
	}
}

/* The doubles are in their final form already. */
static bool finish_doubles(struct builder *b, struct column *c)
{
	void *codes = realloc(b->bytes, b->n ? b->n : 1);

	if (!codes)
		return false;
	b->bytes = NULL;
	c->codes = codes;
	c->width = sizeof(double);
	return true;
}

bool builder_finish(struct builder *b, struct column *c, const int64_t factor[BUILDER_UNITS])
{
	c->n_missing = b->n_missing;
	if (c->type == COLUMN_NUMBER) {
		if (!finish_doubles(b, c))
			return false;
	} else {
		choose_codes(b, c, factor);
		c->codes = malloc(b->n_rows ? b->n_rows * c->width : 1);
		if (!c->codes)
			return false;
		write_codes(b, c, factor);
	}
	builder_clear(b);
	return true;
}

void builder_clear(struct builder *b)
{
	free(b->bytes);
	*b = (struct builder){ 0 };
}
