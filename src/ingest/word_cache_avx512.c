#include "ingest/word_cache.h"

#if defined(__x86_64__)
#include "ingest/short_words_gather.h"
#include "store/builder.h"

#define TARGET SHORT_WORDS_TARGET

_Static_assert(sizeof(struct cached_word) == 3 * sizeof(uint64_t), "gathered as three numbers");

/* Eight words as cached_word_key has them. */
struct eight_keys {
	__m512i first, last, length;
};

TARGET static inline struct eight_keys keys_of(const struct placed *p, const struct eight_fields *f)
{
	const __m512i eight = _mm512_set1_epi64(8);
	__m512i last = gather_last(p, f, _mm512_min_epu64(f->length, eight), _mm512_setzero_si512());
	__mmask8 whole = _mm512_cmpge_epu64_mask(f->length, eight);

	return (struct eight_keys){
		.first = _mm512_mask_i64gather_epi64(last, whole, _mm512_cvtepu32_epi64(f->from), p->text, 1),
		.last = last,
		.length = f->length,
	};
}

/* Which of them are known; their codes to CODES. */
TARGET static inline __mmask8 find_eight(const struct word_cache *c, const struct eight_keys *k, __m512i *codes)
{
	__m512i mixed = _mm512_mullo_epi64(k->last, _mm512_set1_epi64((int64_t)WORD_CACHE_MIX_LAST)), place, rest;
	__mmask8 equal;

	mixed = _mm512_mullo_epi64(_mm512_xor_si512(k->first, mixed), _mm512_set1_epi64((int64_t)WORD_CACHE_MIX));
	mixed = _mm512_srli_epi64(mixed, 64 - WORD_CACHE_BITS);
	place = _mm512_add_epi64(mixed, _mm512_slli_epi64(mixed, 1));
	equal = _mm512_cmpeq_epi64_mask(_mm512_i64gather_epi64(place, &c->words->first, 8), k->first);
	equal = _mm512_mask_cmpeq_epi64_mask(equal, _mm512_i64gather_epi64(place, &c->words->last, 8), k->last);
	rest = _mm512_i64gather_epi64(place, &c->words->n, 8);
	*codes = _mm512_srli_epi64(rest, 32);
	rest = _mm512_and_si512(rest, _mm512_set1_epi64(UINT32_MAX));
	return _mm512_mask_cmpeq_epi64_mask(equal, rest, k->length);
}

TARGET size_t word_cache_find_avx512(struct word_cache *c, const struct placed *p, int64_t *values, uint16_t *missed)
{
	const __m512i missing = _mm512_set1_epi64(VALUE_MISSING);
	const __m256i rows = eight_rows(p);
	const uint32_t *place = p->places;
	size_t n = 0;

	for (size_t i = 0; i < p->n_rows; i += 8, place += 8 * p->stride) {
		__mmask8 mask = first_of_eight(p->n_rows - i), known, is_empty;
		struct eight_fields fields = gather_fields(p, place, rows, mask);
		struct eight_keys keys = keys_of(p, &fields);
		__m512i codes;

		known = find_eight(c, &keys, &codes);
		is_empty = _mm512_testn_epi64_mask(keys.length, keys.length);
		codes = _mm512_mask_mov_epi64(codes, is_empty, missing);
		_mm512_mask_storeu_epi64(values + i, mask, codes);
		for (unsigned left = mask & ~(unsigned)(known | is_empty); left; left &= left - 1)
			missed[n++] = (uint16_t)(i + (size_t)__builtin_ctz(left));
	}
	return n;
}
#else
size_t word_cache_find_avx512(struct word_cache *c, const struct placed *p, int64_t *values, uint16_t *missed)
{
	return word_cache_find_plain(c, p, values, missed);
}
#endif
