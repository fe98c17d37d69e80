#include "ingest/short_words.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl")))

/* Eight fields at a time, those of MASK: where they begin and end, then the eight bytes before the end. */
TARGET static void load_eight(const struct block *b, const uint32_t *place, __m256i rows, __mmask8 mask,
			      uint64_t *bytes, uint64_t *length, uint64_t *odd)
{
	const __m256i none = _mm256_setzero_si256(), one = _mm256_set1_epi32(1);
	const __m512i zeros = _mm512_set1_epi8('0'), eight = _mm512_set1_epi64(8);
	__m256i before = _mm256_mmask_i32gather_epi32(none, mask, rows, (const int *)place, 4);
	__m256i end = _mm256_mmask_i32gather_epi32(none, mask, rows, (const int *)(place + 1), 4);
	__m512i n = _mm512_cvtepu32_epi64(_mm256_sub_epi32(_mm256_sub_epi32(end, before), one));
	__mmask8 is_long = _mm512_cmpgt_epu64_mask(n, eight), is_there;
	__m512i v, above;

	n = _mm512_maskz_mov_epi64((__mmask8)~is_long, n);
	is_there = _mm512_cmpneq_epi64_mask(n, _mm512_setzero_si512());
	v = _mm512_mask_i64gather_epi64(zeros, (__mmask8)(mask & is_there), _mm512_cvtepu32_epi64(end), b->text - 8, 1);
	above = _mm512_sllv_epi64(_mm512_set1_epi64(-1), _mm512_slli_epi64(_mm512_sub_epi64(eight, n), 3));
	v = _mm512_ternarylogic_epi64(above, v, zeros, 0xca); /* v where ABOVE, else '0' */
	_mm512_mask_storeu_epi64(bytes, mask, v);
	_mm512_mask_storeu_epi64(length, mask, n);
	_mm512_mask_storeu_epi64(odd, mask, _mm512_maskz_set1_epi64(is_long, 1));
}

/* The first N of eight. */
static __mmask8 first_of(size_t n)
{
	return (__mmask8)(n < 8 ? 0xffu >> (8 - n) : 0xffu);
}

TARGET void load_placed_avx512(const struct block *b, size_t column, size_t row, size_t n, struct short_words *w)
{
	const __m256i first = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
	const __m256i rows = _mm256_mullo_epi32(first, _mm256_set1_epi32((int)b->n_columns));
	const uint32_t *place = b->places + row * b->n_columns + column;

	for (size_t i = 0; i < n; i += 8, place += 8 * b->n_columns)
		load_eight(b, place, rows, first_of(n - i), w->bytes + i, w->length + i, w->odd + i);
}
#else
void load_placed_avx512(const struct block *b, size_t column, size_t row, size_t n, struct short_words *w)
{
	load_placed_plain(b, column, row, n, w);
}
#endif
