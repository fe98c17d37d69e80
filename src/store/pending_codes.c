/* Values as they were read to codes of their column. */
#include <math.h>

#include "base/processor.h"
#include "base/width.h"
#include "store/builder_int.h"
#include "store/pending.h"
#include "store/place.h"

#define ENCODE(type)                                                                                                   \
	do {                                                                                                           \
		type *codes = to;                                                                                      \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			codes[i] = values[i] == VALUE_MISSING                                                          \
					   ? (type)missing                                                             \
					   : (type)((uint64_t)(values[i] * factor) - (uint64_t)c->base);               \
	} while (0)

static void encode(const struct column *c, const int64_t *values, size_t n, int64_t factor, void *to)
{
	uint64_t missing = column_missing(c);

	FOR_WIDTH(c->width, ENCODE);
}

/* Where the parts name things each in its own way. */
FOR_EACH_PROCESSOR static void translate(const struct pending *p, size_t part, int64_t *values, size_t n)
{
	const uint32_t *codes = p->parts[part].codes;

	if (codes)
		for (size_t i = 0; i < n; i++)
			values[i] = values[i] == VALUE_MISSING ? VALUE_MISSING : codes[values[i]];
	if (p->serials)
		for (size_t i = 0; i < n; i++)
			values[i] = values[i] == VALUE_MISSING ? VALUE_MISSING
							       : serials_code(p->serials, (uint64_t)values[i]);
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
		if (codes)                                                                                             \
			for (size_t i = 0; i < n; i++)                                                                 \
				to[i] = from[i] == (from_type)UINT64_MAX ? missing : (to_type)codes[from[i] + shift];  \
		else                                                                                                   \
			for (size_t i = 0; i < n; i++)                                                                 \
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
	/* Copies, as codes of one byte might be a part of R for all the compiler knows. */
	const uint32_t *codes = r->codes;
	uint64_t shift = r->delta;
	size_t n = r->n;

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
static bool can_recode(const struct pending *p, const struct segment *s)
{
	return s->width >= 1 && s->width <= 4 && p->factor[s->unit] == 1 && !p->serials;
}

/* Doubles are in their final form already; before the first of them the column was one of decimals. */
static void copy_doubles(const struct segment *s, const void *from, size_t at, size_t n, int64_t divisor, double *to)
{
	int64_t values[VALUES_AT_ONCE];

	if (s->is_double) {
		memcpy(to, (const double *)from + at, n * sizeof(*to));
		return;
	}
	segment_values(s, from, at, values, n);
	/* Both sides are exact, so the quotient is the double nearest to the text. */
	for (size_t i = 0; i < n; i++)
		to[i] = values[i] == VALUE_MISSING ? NAN : (double)values[i] / (double)divisor;
}

/* What is the same for all segments of a part. */
struct writing {
	const struct pending *pending;
	size_t part;
	const struct column *column;
};

/* The codes of N <= VALUES_AT_ONCE rows of a segment from place AT on. */
static void write_codes(const struct writing *w, const struct segment *s, const void *from, size_t at, size_t n,
			void *to)
{
	const struct column *c = w->column;
	uint32_t room[VALUES_AT_ONCE];
	struct recoding r = { .to = to,
			      .n = n,
			      .delta = (uint64_t)s->base - (uint64_t)c->base,
			      .missing = column_missing(c),
			      .codes = w->pending->parts[w->part].codes };
	int64_t values[VALUES_AT_ONCE];

	if (c->type == COLUMN_NUMBER) {
		copy_doubles(s, from, at, n, w->pending->factor[s->unit], to);
	} else if (can_recode(w->pending, s)) {
		r.from = segment_codes(s, from, at, n, room);
		recode(&r, s->width, c->width);
	} else {
		segment_values(s, from, at, values, n);
		translate(w->pending, w->part, values, n);
		encode(c, values, n, w->pending->factor[s->unit], to);
	}
}

static void write_segment(const struct writing *w, const struct segment *s, const void *from)
{
	const uint32_t *places = w->pending->places;
	const struct column *c = w->column;
	uint64_t codes[VALUES_AT_ONCE];

	for (size_t i = 0, n; i < s->n; i += n) {
		size_t row = s->first_row + i;

		n = segment_left(s, i);
		write_codes(w, s, from, i, n, places ? (void *)codes : (char *)c->codes + row * c->width);
		if (places)
			codes_place(codes, c->width, places + row, n, c->codes);
	}
}

void pending_write(const struct pending *p, size_t part, const struct builder_chunk *chunk, const struct column *c)
{
	const struct writing w = { p, part, c };
	struct segment s;

	for (size_t at = 0; at < chunk->n;) {
		const void *codes = segment_next(chunk, &at, &s);

		write_segment(&w, &s, codes);
	}
}

void pending_each(const struct pending *p, size_t part, const struct column *c, take_codes *take, void *user)
{
	const struct writing w = { p, part, c };
	struct builder_cursor k = { .chunk = p->parts[part].builder.first };
	uint64_t codes[VALUES_AT_ONCE];
	struct segment s;

	while (segment_follows(&k)) {
		const void *from = segment_next(k.chunk, &k.at, &s);

		for (size_t i = 0, n; i < s.n; i += n) {
			n = segment_left(&s, i);
			if (c)
				write_codes(&w, &s, from, i, n, codes);
			take(user, s.first_row + i, n, c ? codes : NULL);
		}
	}
}
