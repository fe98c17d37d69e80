/* short_words_gather.h - eight short fields at once into registers, for kernels with AVX-512. */
#ifndef INGEST_SHORT_WORDS_GATHER_H
#define INGEST_SHORT_WORDS_GATHER_H

#include <immintrin.h>

#include "ingest/short_words.h"

#define SHORT_WORDS_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq")))

/* Where eight fields begin and end in the text, and how long they are. */
struct eight_fields {
	__m256i from, end;
	__m512i length;
};

/* As struct short_words has them. */
struct eight_words {
	__m512i bytes, length;
	__mmask8 is_long;
};

/* Where the fields of eight rows are from the first of them. */
SHORT_WORDS_TARGET static inline __m256i eight_rows(const struct placed *p)
{
	return _mm256_mullo_epi32(_mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), _mm256_set1_epi32((int)p->stride));
}

/* The first N of eight. */
static inline __mmask8 first_of_eight(size_t n)
{
	return (__mmask8)(n < 8 ? 0xffu >> (8 - n) : 0xffu);
}

/* The fields of ROWS whose places begin at PLACE, those of MASK; the others are empty. */
SHORT_WORDS_TARGET static inline struct eight_fields gather_fields(const struct placed *p, const uint32_t *place,
								   __m256i rows, __mmask8 mask)
{
	const __m256i none = _mm256_setzero_si256(), trim = _mm256_set1_epi32((int)p->trim);
	const __m256i more = _mm256_set1_epi32((int)(1 + p->trim));
	__m256i before = _mm256_mmask_i32gather_epi32(none, mask, rows, (const int *)place, 4);
	__m256i behind = _mm256_mmask_i32gather_epi32(none, mask, rows, (const int *)(place + 1), 4);
	__m256i from = _mm256_add_epi32(before, more), end = _mm256_sub_epi32(behind, trim);
	__m512i length = _mm512_maskz_cvtepu32_epi64(mask, _mm256_sub_epi32(end, from));

	return (struct eight_fields){ from, end, length };
}

/* The N <= 8 bytes before the end of each field as load_last has them, FILL below them. */
SHORT_WORDS_TARGET static inline __m512i gather_last(const struct placed *p, const struct eight_fields *f, __m512i n,
						     __m512i fill)
{
	const char *before = (const char *)((uintptr_t)p->text - 8);
	__m512i missing = _mm512_slli_epi64(_mm512_sub_epi64(_mm512_set1_epi64(8), n), 3);
	__m512i above = _mm512_sllv_epi64(_mm512_set1_epi64(-1), missing);
	__mmask8 is_there = _mm512_test_epi64_mask(n, n);
	__m512i v = _mm512_mask_i64gather_epi64(fill, is_there, _mm512_cvtepu32_epi64(f->end), before, 1);

	return _mm512_ternarylogic_epi64(above, v, fill, 0xca); /* v where ABOVE, else FILL */
}

/* The words of these fields. */
SHORT_WORDS_TARGET static inline struct eight_words gather_eight(const struct placed *p, const uint32_t *place,
								 __m256i rows, __mmask8 mask)
{
	struct eight_fields f = gather_fields(p, place, rows, mask);
	__mmask8 is_long = _mm512_cmpgt_epu64_mask(f.length, _mm512_set1_epi64(8));
	__m512i n = _mm512_maskz_mov_epi64((__mmask8)~is_long, f.length);

	return (struct eight_words){ gather_last(p, &f, n, _mm512_set1_epi8('0')), n, is_long };
}

#endif
