/* What was put into a builder. */
#include <assert.h>

#include "store/builder_int.h"

#define UNPACK(type)                                                                                                   \
	do {                                                                                                           \
		const type *codes = from;                                                                              \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			values[i] = codes[at + i] == (type)UINT64_MAX ? VALUE_MISSING                                  \
								      : (int64_t)((uint64_t)s->base + codes[at + i]);  \
	} while (0)

void segment_values(const struct segment *s, const void *from, size_t at, int64_t *values, size_t n)
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
