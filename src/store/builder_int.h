/* builder_int.h - what a builder holds. */
#ifndef STORE_BUILDER_INT_H
#define STORE_BUILDER_INT_H

#include "store/builder.h"

/* Followed by N codes of WIDTH bytes, padded to 8: value - base, all bits one for missing.  Width 0: every value is
 * BASE. */
struct segment {
	int64_t base;
	uint32_t n, first_row;
	uint8_t width;
	uint8_t unit;
	bool is_double; /* the codes are doubles */
};

static inline size_t padded(size_t n)
{
	return (n + 7) / 8 * 8;
}

/* Segments one behind the other.  Chunks instead of one block that grows: nothing is copied, and a large one fills large
 * pages. */
struct builder_chunk {
	struct builder_chunk *next;
	size_t n, capacity;
	unsigned char bytes[];
};

/* Bytes per code so that CODES values and the missing one find room. */
static inline uint8_t width_for(uint64_t codes)
{
	return codes <= UINT8_MAX ? 1 : codes <= UINT16_MAX ? 2 : codes <= UINT32_MAX ? 4 : 8;
}

#endif
