#include "ingest/reader_decimal.h"

#if defined(__x86_64__)
#include "ingest/short_words_gather.h"
#include "ingest/value.h"

#define TARGET SHORT_WORDS_TARGET

struct eight_decimals {
	__m512i digits, places, whole; /* digits: eight characters without the point */
	__mmask8 has_point;
};

/* Close the gap that the first point leaves: what is before it moves up by one. */
TARGET static inline struct eight_decimals without_point(const struct eight_words *e, __m512i point)
{
	__mmask64 points = _mm512_cmpeq_epi8_mask(e->bytes, point);
	const __m512i none = _mm512_setzero_si512();
	__m512i marks, mark, below, behind, closed;
	struct eight_decimals d = { e->bytes, none, e->length, 0 };

	if (!points)
		return d;
	marks = _mm512_movm_epi8(points);
	d.has_point = _mm512_test_epi64_mask(marks, marks);
	mark = _mm512_and_si512(marks, _mm512_sub_epi64(none, marks));
	below = _mm512_sub_epi64(mark, _mm512_set1_epi64(1));
	behind = _mm512_sub_epi64(none, _mm512_slli_epi64(mark, 8));
	closed = _mm512_slli_epi64(_mm512_and_si512(e->bytes, below), 8);
	closed = _mm512_or_si512(closed, _mm512_and_si512(e->bytes, behind));
	d.digits = _mm512_mask_or_epi64(d.digits, d.has_point, closed, _mm512_set1_epi64('0'));
	d.places = _mm512_sad_epu8(_mm512_and_si512(behind, _mm512_set1_epi8(1)), none);
	d.whole = _mm512_sub_epi64(d.whole, d.places);
	d.whole = _mm512_mask_sub_epi64(d.whole, d.has_point, d.whole, _mm512_set1_epi64(1));
	return d;
}

/* Is one of them no decimal, or one that is to be read by somebody else? */
TARGET static inline bool has_odd(const struct eight_words *e, const struct eight_decimals *d)
{
	const __m512i one = _mm512_set1_epi64(1), eight = _mm512_set1_epi64(8);
	__mmask64 stray =
		_mm512_cmpgt_epu8_mask(_mm512_sub_epi8(d->digits, _mm512_set1_epi8('0')), _mm512_set1_epi8(9));
	__m512i first = _mm512_srlv_epi64(e->bytes, _mm512_slli_epi64(_mm512_sub_epi64(eight, e->length), 3));
	__mmask8 starts_with_0 =
		_mm512_cmpeq_epi64_mask(_mm512_and_si512(first, _mm512_set1_epi64(0xff)), _mm512_set1_epi64('0'));
	__mmask8 padded = _mm512_mask_cmpgt_epu64_mask(starts_with_0, d->whole, one);
	__mmask8 long_part = _mm512_cmpgt_epu64_mask(d->places, _mm512_set1_epi64(PLACES_MAX));
	__mmask8 only_point = _mm512_mask_cmpeq_epi64_mask(d->has_point, e->length, one);

	return stray || (e->is_long | padded | long_part | only_point);
}

/* The numbers that eight digits make: pairs, then fours, then all. */
TARGET static inline __m512i number_of(__m512i digits)
{
	__m512i pairs =
		_mm512_maddubs_epi16(_mm512_and_si512(digits, _mm512_set1_epi8(0x0f)), _mm512_set1_epi16(10 | 1 << 8));
	__m512i fours = _mm512_madd_epi16(pairs, _mm512_set1_epi32(100 | 1 << 16));

	return _mm512_add_epi64(_mm512_mul_epu32(fours, _mm512_set1_epi64(10000)), _mm512_srli_epi64(fours, 32));
}

TARGET bool read_placed_decimals_avx512(const struct placed *p, char point, int64_t *values, uint8_t *units,
					unsigned *digits, unsigned *unit)
{
	__m512i most_digits = _mm512_set1_epi64(*digits), most_places = _mm512_set1_epi64(*unit);
	const __m512i sign = _mm512_set1_epi8(point), missing = _mm512_set1_epi64(VALUE_MISSING);
	const __m256i rows = eight_rows(p);
	const uint32_t *place = p->places;

	for (size_t i = 0; i < p->n_rows; i += 8, place += 8 * p->stride) {
		__mmask8 mask = first_of_eight(p->n_rows - i);
		struct eight_words e = gather_eight(p, place, rows, mask);
		struct eight_decimals d = without_point(&e, sign);
		__mmask8 is_empty = _mm512_testn_epi64_mask(e.length, e.length);

		if (has_odd(&e, &d))
			return false;
		_mm512_mask_storeu_epi64(values + i, mask,
					 _mm512_mask_mov_epi64(number_of(d.digits), is_empty, missing));
		_mm_mask_storeu_epi8(units + i, mask, _mm512_cvtepi64_epi8(d.places));
		most_digits = _mm512_max_epu64(most_digits, d.whole);
		most_places = _mm512_max_epu64(most_places, d.places);
	}
	*digits = (unsigned)_mm512_reduce_max_epu64(most_digits);
	*unit = (unsigned)_mm512_reduce_max_epu64(most_places);
	return true;
}
#else
bool read_placed_decimals_avx512(const struct placed *p, char point, int64_t *values, uint8_t *units, unsigned *digits,
				 unsigned *unit)
{
	return read_placed_decimals_plain(p, point, values, units, digits, unit);
}
#endif
