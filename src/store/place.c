#include "store/place.h"

#include "base/width.h"

#define PLACE(type)                                                                                                    \
	do {                                                                                                           \
		const type *codes = from;                                                                              \
		type *placed = to;                                                                                     \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			placed[places[i]] = codes[i];                                                                  \
	} while (0)

void codes_place(const void *from, unsigned width, const uint32_t *places, size_t n, void *to)
{
	FOR_WIDTH(width, PLACE);
}
