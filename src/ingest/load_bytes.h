/* load_bytes.h - bytes of a text as numbers, so that short words and numbers are compared and read whole. */
#ifndef INGEST_LOAD_BYTES_H
#define INGEST_LOAD_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What follows reads the lowest byte as the first one. */
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "written for little-endian processors");

static inline uint64_t load_8(const char *at)
{
	uint64_t bytes;

	memcpy(&bytes, at, sizeof(bytes));
	return bytes;
}

static inline uint32_t load_4(const char *at)
{
	uint32_t bytes;

	memcpy(&bytes, at, sizeof(bytes));
	return bytes;
}

/* The last 1 <= N <= 8 bytes before END with zero digits ('0') before them, in the order of the text from the lowest byte on;
 * nothing outside them is touched. */
static inline uint64_t load_digits(const char *end, size_t n)
{
	uint64_t v;

	if (n == 8)
		return load_8(end - 8);
	if (n >= 4) {
		/* Two halves that overlap. */
		v = (uint64_t)load_4(end - 4) << 32 | (uint64_t)load_4(end - n) << (8 - n) * 8;
		return v | (UINT64_C(0x3030303030303030) & (((uint64_t)1 << (8 - n) * 8) - 1));
	}
	return (uint64_t)(unsigned char)end[-1] << 56 |
	       (n > 1 ? (uint64_t)(unsigned char)end[-1 - (n > 1)] : '0') << 48 |
	       (n > 2 ? (uint64_t)(unsigned char)end[-1 - (n > 1) - (n > 2)] : '0') << 40 | UINT64_C(0x3030303030);
}

/* Are all eight bytes digits? */
static inline int are_digits(uint64_t v)
{
	return ((v & UINT64_C(0xf0f0f0f0f0f0f0f0)) |
		((v + UINT64_C(0x0606060606060606)) & UINT64_C(0xf0f0f0f0f0f0f0f0)) >> 4) ==
	       UINT64_C(0x3333333333333333);
}

/* The number that eight digits make: pairs, then fours, then all (little endian). */
static inline uint64_t eight_digits(uint64_t v)
{
	v = (v & UINT64_C(0x0f0f0f0f0f0f0f0f)) * 2561 >> 8;
	v = (v & UINT64_C(0x00ff00ff00ff00ff)) * 6553601 >> 16;
	return (v & UINT64_C(0x0000ffff0000ffff)) * UINT64_C(42949672960001) >> 32;
}

#endif
