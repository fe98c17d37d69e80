/* width.h - code for numbers of 1, 2, 4 or 8 bytes, written once. */
#ifndef BASE_WIDTH_H
#define BASE_WIDTH_H

#include <stdint.h>

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
