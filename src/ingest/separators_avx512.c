#include "ingest/separators.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt,bmi,bmi2")))
#include "ingest/separators_scan.h"

TARGET static inline struct masks look(const char *at, char delimiter, int quote)
{
	__m512i bytes = _mm512_loadu_si512(at);

	return (struct masks){
		.delimiter = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(delimiter)),
		.line_feed = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n')),
		.carriage_return = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r')),
		.quote = quote < 0 ? 0 : _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8((char)quote)),
	};
}

/* The numbers of the bits side by side, widened to offsets sixteen at a time; up to 15 places behind them are
 * overwritten, for which the caller has room. */
TARGET static inline size_t put(uint64_t bits, uint32_t base, uint32_t *at)
{
	static const uint8_t numbers[64] = { 0,	 1,  2,	 3,  4,	 5,  6,	 7,  8,	 9,  10, 11, 12, 13, 14, 15,
					     16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
					     32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
					     48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63 };
	__m512i set = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(numbers)),
		from = _mm512_set1_epi32((int)base);
	size_t n = (size_t)__builtin_popcountll(bits);

	_mm512_storeu_si512(at, _mm512_add_epi32(from, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(set))));
	if (n <= 16)
		return n;
	_mm512_storeu_si512(at + 16, _mm512_add_epi32(from, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(set, 1))));
	_mm512_storeu_si512(at + 32, _mm512_add_epi32(from, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(set, 2))));
	_mm512_storeu_si512(at + 48, _mm512_add_epi32(from, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(set, 3))));
	return n;
}

struct separators separators_find_avx512(const char *text, size_t n, char delimiter, int quote,
					 const struct places *places)
{
	return scan(text, n, delimiter, quote, places);
}
#else
struct separators separators_find_avx512(const char *text, size_t n, char delimiter, int quote,
					 const struct places *places)
{
	return separators_find_plain(text, n, delimiter, quote, places);
}
#endif
