/* What was put into a builder. */
#include <assert.h>

#include "store/builder_int.h"

const void *segment_codes(const struct segment *s, const void *from, size_t at, size_t n, uint32_t *room)
{
	const unsigned char *codes = (const unsigned char *)from + at * s->bits / 8;

	assert(n <= VALUES_AT_ONCE && at % NARROW_GROUP == 0);
	if (s->bits == 8 * s->width)
		return codes;
	narrow_unpack(codes, n, s->bits, room);
	return room;
}

#define UNPACK(type)                                                                                                   \
	do {                                                                                                           \
		const type *codes = unpacked;                                                                          \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			values[i] = codes[i] == (type)UINT64_MAX ? VALUE_MISSING                                       \
								 : (int64_t)((uint64_t)s->base + codes[i]);            \
	} while (0)

void segment_values(const struct segment *s, const void *from, size_t at, int64_t *values, size_t n)
{
	uint32_t room[VALUES_AT_ONCE];
	const void *unpacked = segment_codes(s, from, at, n, room);

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

void builder_each(const struct builder *b, void (*take)(void *user, const int64_t *values, size_t n), void *user)
{
	struct builder_cursor k = { .chunk = b->first };
	int64_t values[VALUES_AT_ONCE];
	struct segment s;

	while (segment_follows(&k)) {
		const void *codes = segment_next(k.chunk, &k.at, &s);

		for (size_t i = 0, n; i < s.n; i += n) {
			n = segment_left(&s, i);
			segment_values(&s, codes, i, values, n);
			take(user, values, n);
		}
	}
}

size_t builder_next(struct builder_cursor *k, int64_t *values, size_t room, uint32_t *first_row)
{
	struct segment s;
	const void *codes;

	if (!segment_follows(k))
		return 0;
	codes = segment_next(k->chunk, &k->at, &s);
	assert(s.n <= room);
	segment_values(&s, codes, 0, values, s.n);
	*first_row = s.first_row;
	return s.n;
}
