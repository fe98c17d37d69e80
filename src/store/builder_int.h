/* builder_int.h - what a builder holds. */
#ifndef STORE_BUILDER_INT_H
#define STORE_BUILDER_INT_H

#include <string.h>

#include "store/builder.h"
#include "store/narrow.h"

/* Followed by N codes of BITS, padded to 8 bytes: value - base, all bits one for missing.  Width 0: every value is BASE. */
struct segment {
	int64_t base;
	uint32_t n, first_row;
	uint8_t width; /* bytes of a code */
	uint8_t bits;  /* 8 * width, or what of it is kept: see store/narrow.h */
	uint8_t unit;
	bool is_double; /* the codes are doubles */
};

static inline size_t padded(size_t n)
{
	return (n + 7) / 8 * 8;
}

static inline size_t segment_bytes(const struct segment *s)
{
	return padded(narrow_bytes(s->n, s->bits));
}

/* Segments one behind the other.  Chunks instead of one block that grows: nothing is copied, and a large one fills large
 * pages. */
struct builder_chunk {
	struct builder_chunk *next;
	size_t n, capacity;
	unsigned char bytes[];
};

/* Is there a segment behind those that K has seen?  Then it is at K. */
static inline bool segment_follows(struct builder_cursor *k)
{
	while (k->chunk && k->at == k->chunk->n) {
		k->chunk = k->chunk->next;
		k->at = 0;
	}
	return k->chunk != NULL;
}

/* The segment at place AT of CHUNK into S, and its codes; AT is moved behind it. */
static inline const void *segment_next(const struct builder_chunk *chunk, size_t *at, struct segment *s)
{
	const unsigned char *codes = chunk->bytes + *at + sizeof(*s);

	memcpy(s, chunk->bytes + *at, sizeof(*s));
	*at += sizeof(*s) + segment_bytes(s);
	return codes;
}

enum { VALUES_AT_ONCE = 1024 };

/* How many of its values to take at once from place AT on. */
static inline size_t segment_left(const struct segment *s, size_t at)
{
	return s->n - at < VALUES_AT_ONCE ? s->n - at : VALUES_AT_ONCE;
}

/* N <= VALUES_AT_ONCE codes of a segment that has them at FROM, from place AT on, where a group of narrow codes begins: of
 * its width, where they are or in ROOM. */
const void *segment_codes(const struct segment *s, const void *from, size_t at, size_t n, uint32_t *room);
/* The same as values. */
void segment_values(const struct segment *s, const void *from, size_t at, int64_t *values, size_t n);

struct pending;
/* The codes of the rows in CHUNK, of part PART of P, to where C has them. */
void pending_write(const struct pending *p, size_t part, const struct builder_chunk *chunk, const struct column *c);

#endif
