#include <stdlib.h>

#include "ingest/reader.h"
#include "store/dictionary.h"

static struct dictionary *take_words(struct reader *r)
{
	struct dictionary *words = r->words ? r->words : dictionary_new();

	r->words = NULL;
	return words;
}

/* The reader whose next words were seen first, or N. */
static size_t next_reader(struct reader *const *readers, size_t n, const size_t *at)
{
	size_t first = n;

	for (size_t i = 0; i < n; i++)
		if (at[i] < readers[i]->n_appearances &&
		    (first == n ||
		     readers[i]->appearances[at[i]].first_row < readers[first]->appearances[at[first]].first_row))
			first = i;
	return first;
}

/* Add the words of appearance AT of R, at most as many as a block has, to ALL. */
static bool add_words(const struct reader *r, size_t at, struct dictionary *all, uint32_t *codes)
{
	uint32_t from = at ? r->appearances[at - 1].n_words : 0, n = r->appearances[at].n_words - from;
	uint32_t hashes[BLOCK_ROWS];

	for (uint32_t i = 0; i < n; i++) {
		hashes[i] = dictionary_hash(dictionary_word(r->words, from + i));
		dictionary_expect(all, hashes[i]);
	}
	for (uint32_t i = from; i < from + n; i++) {
		codes[i] = dictionary_add_hashed(all, dictionary_word(r->words, i), hashes[i - from]);
		if (codes[i] == UINT32_MAX)
			return false;
	}
	return true;
}

static bool join_words(struct reader *const *readers, size_t n, struct dictionary *all, uint32_t **codes)
{
	size_t *at = calloc(n, sizeof(*at));
	bool done = at != NULL;

	for (size_t i = 0; i < n && done; i++) {
		codes[i] = malloc(((readers[i]->words ? readers[i]->words->n : 0) + (size_t)1) * sizeof(**codes));
		done = codes[i] != NULL;
	}
	for (size_t i; done && (i = next_reader(readers, n, at)) < n;)
		done = add_words(readers[i], at[i]++, all, codes[i]);
	free(at);
	return done;
}

struct dictionary *readers_join_words(struct reader *const *readers, size_t n, uint32_t **codes)
{
	struct dictionary *all;

	if (n == 1) {
		all = take_words(readers[0]);
	} else {
		all = dictionary_new();
		if (all && !join_words(readers, n, all, codes)) {
			dictionary_free(all);
			all = NULL;
		}
		for (size_t i = 0; i < n; i++)
			dictionary_free(take_words(readers[i]));
	}
	if (all)
		dictionary_shrink(all);
	return all;
}
