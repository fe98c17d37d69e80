#include "ingest/word_cache.h"

#include "ingest/short_words.h"
#include "store/builder.h"

/* Is T known, or empty?  Then its code goes to VALUE. */
static inline bool find_word(struct word_cache *c, struct text t, int64_t *value)
{
	struct cached_word key;
	const struct cached_word *place;

	*value = VALUE_MISSING;
	if (t.n == 0)
		return true;
	key = cached_word_key(t);
	place = word_cache_place(c, &key);
	*value = place->code;
	return cached_word_equal(place, &key);
}

size_t word_cache_find_plain(struct word_cache *c, const struct placed *p, int64_t *values, uint16_t *missed)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n_rows; i++)
		if (!find_word(c, placed_text(p, i), &values[i]))
			missed[n++] = (uint16_t)i;
	return n;
}

size_t word_cache_find(struct word_cache *c, const struct placed *p, int64_t *values, uint16_t *missed)
{
	return (short_words_gather(p) ? word_cache_find_avx512 : word_cache_find_plain)(c, p, values, missed);
}
