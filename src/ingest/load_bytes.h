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

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { CAREFUL = 1 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { CAREFUL = 1 };
#else
enum { CAREFUL = 0 };
#endif
#else
enum { CAREFUL = 0 };
#endif

/* Whether the eight bytes before END can be read, though some may lie before AT: they are there when they are on the same
 * page.  The sanitizers know better whose they are. */
static inline int can_load_before(const char *at, const char *end)
{
	return CAREFUL ? end - at >= 8 : ((uintptr_t)at ^ ((uintptr_t)end - 8)) < 4096;
}

/* The N <= 8 bytes at AT as the highest of the number, FILL for the others. */
static inline uint64_t load_last(const char *at, size_t n, uint64_t fill)
{
	unsigned shift = (unsigned)(8 - n) % 8 * 8;
	/* No branch: which fields are empty nobody can foresee. */
	uint64_t v = 0, above = (UINT64_MAX << shift) & (0 - (uint64_t)(n != 0));

	if (can_load_before(at, at + n))
		memcpy(&v, (const char *)((uintptr_t)at + n - 8), sizeof(v));
	else
		for (size_t i = 0; i < n; i++)
			v |= (uint64_t)(unsigned char)at[i] << (shift + 8 * i);
	return (v & above) | (fill & ~above);
}

/* The 1 <= N <= 8 bytes before END in the order of the text from the lowest byte on, behind zero digits ('0'). */
static inline uint64_t load_digits(const char *end, size_t n)
{
	return load_last(end - n, n, UINT64_C(0x3030303030303030));
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
