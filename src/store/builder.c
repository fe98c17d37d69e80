#include "store/builder.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Followed by N codes of WIDTH bytes, padded to 8: value - base, all bits one for missing.  Width 0: every value is
 * BASE. */
struct segment {
	int64_t base;
	uint32_t n, first_row;
	uint8_t width;
	uint8_t unit;
	bool is_double; /* the codes are doubles */
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

/* Room for segment S of N codes, the segment written; NULL when memory ran out. */
static void *add_segment(struct builder *b, const struct segment *s, size_t n)
{
	size_t size = padded(n * s->width);
	void *codes;

	if (!reserve(b, sizeof(*s) + size))
		return NULL;
	memcpy(b->bytes + b->n, s, sizeof(*s));
	codes = b->bytes + b->n + sizeof(*s);
	b->n += sizeof(*s) + size;
	b->n_rows += n;
	return codes;
}

bool builder_add(struct builder *b, uint32_t first_row, const int64_t *values, size_t n, unsigned unit)
{
	struct extremes e = find_extremes(values, n);
	struct segment s = { .n = (uint32_t)n, .first_row = first_row, .unit = (uint8_t)unit };
	void *codes;

	assert(unit < BUILDER_UNITS && n <= UINT32_MAX);
	if (n == 0)
		return true;
	s.width = segment_width(e, n);
	s.base = e.n_missing == n ? VALUE_MISSING : e.low;
	codes = add_segment(b, &s, n);
	if (!codes)
		return false;
	pack(codes, s.width, values, n, s.base);
	b->n_missing += e.n_missing;
	note_extremes(b, e, unit);
	return true;
}

bool builder_add_doubles(struct builder *b, uint32_t first_row, const double *values, size_t n)
{
	struct segment s = { .n = (uint32_t)n, .first_row = first_row, .width = sizeof(double), .is_double = true };
	void *codes = add_segment(b, &s, n);

	if (!codes)
		return false;
	memcpy(codes, values, n * sizeof(*values));
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

/* The extremes of all parts, each value counted in the unit of the column. */
static void find_range(const struct builder_part *parts, size_t n_parts, const int64_t *factor, int64_t *low,
		       int64_t *high)
{
	*low = INT64_MAX;
	*high = INT64_MIN;
	for (size_t i = 0; i < n_parts; i++) {
		const struct builder *b = parts[i].builder;

		for (unsigned u = 0; u < BUILDER_UNITS; u++) {
			if (b->used[u] && b->low[u] * factor[u] < *low)
				*low = b->low[u] * factor[u];
			if (b->used[u] && b->high[u] * factor[u] > *high)
				*high = b->high[u] * factor[u];
		}
	}
}

static void choose_codes(const struct builder_part *parts, size_t n_parts, struct column *c, const int64_t *factor)
{
	int64_t low, high;

	find_range(parts, n_parts, factor, &low, &high);
	c->base = low > high || c->type == COLUMN_TEXT || c->type == COLUMN_YESNO ? 0 : low;
	if (c->type == COLUMN_TEXT)
		c->domain = c->words->n;
	else if (c->type == COLUMN_YESNO)
		c->domain = 2;
	else
		c->domain = low > high ? 0 : (uint64_t)high - (uint64_t)low + 1;
	c->width = width_for(c->domain);
}

static void translate(const uint32_t *codes, int64_t *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (values[i] != VALUE_MISSING)
			values[i] = codes[values[i]];
}

static void write_codes(const struct builder_part *part, struct column *c, const struct segment *s, const void *codes,
			int64_t factor)
{
	int64_t values[1024];

	for (size_t i = 0, n; i < s->n; i += n) {
		n = s->n - i < 1024 ? s->n - i : 1024;
		unpack(s, codes, i, values, n);
		if (part->codes)
			translate(part->codes, values, n);
		encode(c, s->first_row + i, values, n, factor);
	}
}

/* Doubles are in their final form already; where there are none, none was seen yet. */
static void write_doubles(struct column *c, const struct segment *s, const void *codes)
{
	double *to = (double *)c->codes + s->first_row;

	if (s->is_double)
		memcpy(to, codes, s->n * sizeof(*to));
	else
		for (size_t i = 0; i < s->n; i++)
			to[i] = NAN;
}

static void write_part(const struct builder_part *part, struct column *c, const int64_t *factor)
{
	const struct builder *b = part->builder;
	struct segment s;

	for (size_t at = 0; at < b->n; at += sizeof(s) + padded((size_t)s.n * s.width)) {
		memcpy(&s, b->bytes + at, sizeof(s));
		if (c->type == COLUMN_NUMBER)
			write_doubles(c, &s, b->bytes + at + sizeof(s));
		else
			write_codes(part, c, &s, b->bytes + at + sizeof(s), factor[s.unit]);
	}
}

bool builder_finish(const struct builder_part *parts, size_t n_parts, struct column *c,
		    const int64_t factor[BUILDER_UNITS])
{
	size_t n_rows = 0;

	for (size_t i = 0; i < n_parts; i++) {
		n_rows += parts[i].builder->n_rows;
		c->n_missing += parts[i].builder->n_missing;
	}
	c->width = sizeof(double);
	if (c->type != COLUMN_NUMBER)
		choose_codes(parts, n_parts, c, factor);
	c->codes = malloc(n_rows ? n_rows * c->width : 1);
	for (size_t i = 0; i < n_parts && c->codes; i++) {
		write_part(&parts[i], c, factor);
		builder_clear(parts[i].builder);
	}
	return c->codes != NULL;
}

void builder_clear(struct builder *b)
{
	free(b->bytes);
	*b = (struct builder){ 0 };
}
