#include "store/place.h"

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
	switch (width) {
	case 1:
		PLACE(uint8_t);
		break;
	case 2:
		PLACE(uint16_t);
		break;
	case 4:
		PLACE(uint32_t);
		break;
	default:
		PLACE(uint64_t);
		break;
	}
}
