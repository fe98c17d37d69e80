/* The codes of a column out of what its builders hold. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/processor.h"
#include "store/builder_int.h"
#include "store/serials.h"

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

void builder_range(const struct builder_part *parts, size_t n_parts, const int64_t factor[BUILDER_UNITS], int64_t *low,
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

	builder_range(parts, n_parts, factor, &low, &high);
	c->base = low > high || c->type == COLUMN_TEXT || c->type == COLUMN_YESNO ? 0 : low;
	if (c->type == COLUMN_TEXT)
		c->domain = c->words->n;
	else if (c->type == COLUMN_YESNO)
		c->domain = 2;
	else
		c->domain = low > high ? 0 : (uint64_t)high - (uint64_t)low + 1;
	c->width = width_for(c->domain);
}

static void translate(const struct builder_part *part, int64_t *values, size_t n)
{
	if (part->codes)
		for (size_t i = 0; i < n; i++)
			values[i] = values[i] == VALUE_MISSING ? VALUE_MISSING : part->codes[values[i]];
	if (part->serials)
		for (size_t i = 0; i < n; i++)
			values[i] = values[i] == VALUE_MISSING ? VALUE_MISSING
							       : serials_code(part->serials, (uint64_t)values[i]);
}

/* Segment S and the place of its codes; AT is moved behind it. */
static const void *next_segment(const struct builder_chunk *chunk, size_t *at, struct segment *s)
{
	const unsigned char *codes = chunk->bytes + *at + sizeof(*s);

	memcpy(s, chunk->bytes + *at, sizeof(*s));
	*at += sizeof(*s) + padded((size_t)s->n * s->width);
	return codes;
}

enum { VALUES_AT_ONCE = 1024 };

static size_t values_left(const struct segment *s, size_t at)
{
	return s->n - at < VALUES_AT_ONCE ? s->n - at : VALUES_AT_ONCE;
}

void builder_each(const struct builder *b, void (*take)(void *user, const int64_t *values, size_t n), void *user)
{
	int64_t values[VALUES_AT_ONCE];
	struct segment s;

	for (const struct builder_chunk *k = b->first; k; k = k->next)
		for (size_t at = 0; at < k->n;) {
			const void *codes = next_segment(k, &at, &s);

			for (size_t i = 0, n; i < s.n; i += n) {
				n = values_left(&s, i);
				unpack(&s, codes, i, values, n);
				take(user, values, n);
			}
		}
}

/* The codes of a segment as codes of the column, without a stop at the values: code + DELTA, or CODES[code + DELTA]. */
struct recoding {
	const void *from;
	void *to;
	size_t n;
	uint64_t delta, missing;
	const uint32_t *codes;
};

#define RECODE(from_type, to_type)                                                                                     \
	do {                                                                                                           \
		const from_type *from = r->from;                                                                       \
		to_type *to = r->to, delta = (to_type)r->delta, missing = (to_type)r->missing;                         \
                                                                                                                       \
		if (r->codes)                                                                                          \
			for (size_t i = 0; i < r->n; i++)                                                              \
				to[i] = from[i] == (from_type)UINT64_MAX ? missing                                     \
									 : (to_type)r->codes[from[i] + r->delta];      \
		else                                                                                                   \
			for (size_t i = 0; i < r->n; i++)                                                              \
				to[i] = from[i] == (from_type)UINT64_MAX ? missing : (to_type)(from[i] + delta);       \
	} while (0)

#define RECODE_FROM(from_type)                                                                                         \
	do {                                                                                                           \
		if (width == 1)                                                                                        \
			RECODE(from_type, uint8_t);                                                                    \
		else if (width == 2)                                                                                   \
			RECODE(from_type, uint16_t);                                                                   \
		else if (width == 4)                                                                                   \
			RECODE(from_type, uint32_t);                                                                   \
		else                                                                                                   \
			RECODE(from_type, uint64_t);                                                                   \
	} while (0)

FOR_EACH_PROCESSOR static void recode(const struct recoding *r, unsigned from_width, unsigned width)
{
	switch (from_width) {
	case 1:
		RECODE_FROM(uint8_t);
		break;
	case 2:
		RECODE_FROM(uint16_t);
		break;
	default:
		RECODE_FROM(uint32_t);
		break;
	}
}

/* Whether codes can be made of codes: most can. */
static bool can_recode(const struct builder_part *part, const struct segment *s, int64_t factor)
{
	return s->width >= 1 && s->width <= 4 && factor == 1 && !part->serials;
}

static void write_codes(const struct builder_part *part, struct column *c, const struct segment *s, const void *codes,
			int64_t factor)
{
	int64_t values[VALUES_AT_ONCE];
	struct recoding r = { .from = codes,
			      .to = (char *)c->codes + (size_t)s->first_row * c->width,
			      .n = s->n,
			      .delta = (uint64_t)s->base - (uint64_t)c->base,
			      .missing = column_missing(c),
			      .codes = part->codes };

	if (can_recode(part, s, factor)) {
		recode(&r, s->width, c->width);
		return;
	}
	for (size_t i = 0, n; i < s->n; i += n) {
		n = values_left(s, i);
		unpack(s, codes, i, values, n);
		translate(part, values, n);
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

static void write_chunk(const struct builder_part *part, const struct builder_chunk *chunk, struct column *c,
			const int64_t *factor)
{
	struct segment s;

	for (size_t at = 0; at < chunk->n;) {
		const void *codes = next_segment(chunk, &at, &s);

		if (c->type == COLUMN_NUMBER)
			write_doubles(c, &s, codes);
		else
			write_codes(part, c, &s, codes, factor[s.unit]);
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
	c->codes = memory_large_array(n_rows, c->width);
	for (size_t i = 0; i < n_parts && c->codes; i++) {
		for (const struct builder_chunk *k = parts[i].builder->first; k; k = k->next)
			write_chunk(&parts[i], k, c, factor);
		builder_clear(parts[i].builder);
	}
	return c->codes != NULL;
}
