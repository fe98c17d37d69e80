#include "ingest/separators.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx2,popcnt,bmi,bmi2")))
#include "ingest/separators_scan.h"

TARGET static inline uint64_t equal(__m256i low, __m256i high, char c)
{
	__m256i all = _mm256_set1_epi8(c);

	return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, all)) |
	       (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, all)) << 32;
}

TARGET static inline struct masks look(const char *at, char delimiter, int quote)
{
	__m256i low = _mm256_loadu_si256((const __m256i *)at), high = _mm256_loadu_si256((const __m256i *)(at + 32));

	return (struct masks){
		.delimiter = equal(low, high, delimiter),
		.line_feed = equal(low, high, '\n'),
		.carriage_return = equal(low, high, '\r'),
		.quote = quote < 0 ? 0 : equal(low, high, (char)quote),
	};
}

/* Eight at a time, as most steps have no more; up to seven places behind are overwritten, for which the caller has room.
 * A bit mask that has run out gives 64, which nobody reads. */
TARGET static inline size_t put(uint64_t bits, uint32_t base, uint32_t *at)
{
	size_t n = (size_t)__builtin_popcountll(bits);

	for (size_t i = 0; i < n; i += 8)
		for (size_t k = 0; k < 8; k++) {
			at[i + k] = base + (uint32_t)_tzcnt_u64(bits);
			bits = _blsr_u64(bits);
		}
	return n;
}

struct separators separators_find_avx2(const char *text, size_t n, char delimiter, int quote,
				       const struct places *places)
{
	return scan(text, n, delimiter, quote, places);
}
#else
struct separators separators_find_avx2(const char *text, size_t n, char delimiter, int quote,
				       const struct places *places)
{
	return separators_find_plain(text, n, delimiter, quote, places);
}
#endif
