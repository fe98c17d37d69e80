/* width.h - code for numbers of 1, 2, 4 or 8 bytes, written once. */
#ifndef BASE_WIDTH_H
#define BASE_WIDTH_H

#include <stdint.h>

/* Bytes per code so that CODES values and the missing one find room. */
static inline uint8_t width_for(uint64_t codes)
{
	return codes <= UINT8_MAX ? 1 : codes <= UINT16_MAX ? 2 : codes <= UINT32_MAX ? 4 : 8;
}

/* DO(type), a macro, for the unsigned type of WIDTH bytes. */
#define FOR_WIDTH(width, DO)                                                                                           \
	do {                                                                                                           \
		switch (width) {                                                                                       \
		case 1:                                                                                                \
			DO(uint8_t);                                                                                   \
			break;                                                                                         \
		case 2:                                                                                                \
			DO(uint16_t);                                                                                  \
			break;                                                                                         \
		case 4:                                                                                                \
			DO(uint32_t);                                                                                  \
			break;                                                                                         \
		default:                                                                                               \
			DO(uint64_t);                                                                                  \
			break;                                                                                         \
		}                                                                                                      \
	} while (0)

#endif
