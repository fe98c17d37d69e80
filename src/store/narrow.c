#include "store/narrow.h"

#include <string.h>

#include "base/processor.h"

uint8_t narrow_bits(uint64_t codes)
{
	static const uint8_t bits[] = { 2, 4, 8, 16, 24, 32 };

	for (size_t i = 0; i < sizeof(bits); i++)
		if (codes < (uint64_t)1 << bits[i])
			return bits[i];
	return 64;
}

size_t narrow_bytes(size_t n, unsigned bits)
{
	return bits < 8 ? (n * bits + 7) / 8 : n * (bits / 8) + (bits == 24);
}

FOR_EACH_PROCESSOR static void pack_pairs(const uint8_t *restrict codes, size_t n, unsigned char *restrict to)
{
	for (size_t i = 0; i < n / 2; i++)
		to[i] = (uint8_t)((codes[2 * i] & 15) | codes[2 * i + 1] << 4);
	if (n % 2)
		to[n / 2] = codes[n - 1] & 15;
}

FOR_EACH_PROCESSOR static void pack_fours(const uint8_t *restrict codes, size_t n, unsigned char *restrict to)
{
	for (size_t i = 0; i < n / 4; i++)
		to[i] = (uint8_t)((codes[4 * i] & 3) | (codes[4 * i + 1] & 3) << 2 | (codes[4 * i + 2] & 3) << 4 |
				  codes[4 * i + 3] << 6);
	if (n % 4)
		to[n / 4] = 0;
	for (size_t i = n / 4 * 4; i < n; i++)
		to[n / 4] |= (uint8_t)((codes[i] & 3) << i % 4 * 2);
}

/* Each overwrites the byte that the one before has written too much. */
static void pack_triples(const uint32_t *codes, size_t n, unsigned char *to)
{
	for (size_t i = 0; i < n; i++)
		memcpy(to + 3 * i, &codes[i], sizeof(*codes));
}

void narrow_pack(const void *codes, size_t n, unsigned bits, unsigned char *to)
{
	if (bits == 2)
		pack_fours(codes, n, to);
	else if (bits == 4)
		pack_pairs(codes, n, to);
	else
		pack_triples(codes, n, to);
}

/* The code in place I of a byte, its bits and what is missing among them being constants. */
static inline uint8_t code_of(unsigned byte, size_t i, unsigned bits)
{
	unsigned most = (1u << bits) - 1, code = byte >> i * bits & most;

	return (uint8_t)(code == most ? UINT8_MAX : code);
}

FOR_EACH_PROCESSOR static void unpack_pairs(const unsigned char *restrict from, size_t n, uint8_t *restrict codes)
{
	for (size_t i = 0; i < n / 2; i++) {
		codes[2 * i] = code_of(from[i], 0, 4);
		codes[2 * i + 1] = code_of(from[i], 1, 4);
	}
	if (n % 2)
		codes[n - 1] = code_of(from[n / 2], 0, 4);
}

FOR_EACH_PROCESSOR static void unpack_fours(const unsigned char *restrict from, size_t n, uint8_t *restrict codes)
{
	for (size_t i = 0; i < n / 4; i++) {
		codes[4 * i] = code_of(from[i], 0, 2);
		codes[4 * i + 1] = code_of(from[i], 1, 2);
		codes[4 * i + 2] = code_of(from[i], 2, 2);
		codes[4 * i + 3] = code_of(from[i], 3, 2);
	}
	for (size_t i = n / 4 * 4; i < n; i++)
		codes[i] = code_of(from[n / 4], i % 4, 2);
}

FOR_EACH_PROCESSOR static void unpack_triples(const unsigned char *restrict from, size_t n, uint32_t *restrict codes)
{
	const uint32_t most = (1u << 24) - 1;

	for (size_t i = 0; i < n; i++) {
		uint32_t code;

		memcpy(&code, from + 3 * i, sizeof(code));
		code &= most;
		codes[i] = code == most ? UINT32_MAX : code;
	}
}

void narrow_unpack(const unsigned char *from, size_t n, unsigned bits, void *codes)
{
	if (bits == 2)
		unpack_fours(from, n, codes);
	else if (bits == 4)
		unpack_pairs(from, n, codes);
	else
		unpack_triples(from, n, codes);
}
