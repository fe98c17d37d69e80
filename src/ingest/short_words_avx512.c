#include "ingest/short_words.h"

#if defined(__x86_64__)
#include "ingest/short_words_gather.h"

SHORT_WORDS_TARGET void load_placed_avx512(const struct placed *p, size_t row, size_t n, struct short_words *w)
{
	const uint32_t *place = p->places + row * p->stride;
	const __m256i rows = eight_rows(p);

	for (size_t i = 0; i < n; i += 8, place += 8 * p->stride) {
		__mmask8 mask = first_of_eight(n - i);
		struct eight_words e = gather_eight(p, place, rows, mask);

		_mm512_mask_storeu_epi64(w->bytes + i, mask, e.bytes);
		_mm512_mask_storeu_epi64(w->length + i, mask, e.length);
		_mm512_mask_storeu_epi64(w->odd + i, mask, _mm512_maskz_set1_epi64(e.is_long, 1));
	}
}
#else
void load_placed_avx512(const struct placed *p, size_t row, size_t n, struct short_words *w)
{
	load_placed_plain(p, row, n, w);
}
#endif
