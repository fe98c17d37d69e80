#include <stdlib.h>

#include "ingest/reader.h"
#include "store/dictionary.h"

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
		codes[i] = dictionary_refer(all, dictionary_word(r->words, i), hashes[i - from]);
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

/* Readers begin with the words of the first block, so where there are few all number them alike. */
static void drop_same_codes(const struct reader *r, uint32_t **codes)
{
	for (uint32_t i = 0; r->words && i < r->words->n; i++)
		if ((*codes)[i] != i)
			return;
	free(*codes);
	*codes = NULL;
}

/* The words of several readers; their bytes stay where they are, unless most of them are there more than once. */
static struct dictionary *join_several(struct reader *const *readers, size_t n, uint32_t **codes)
{
	struct dictionary *all = dictionary_new();
	bool done = all && join_words(readers, n, all, codes);

	for (size_t i = 0; i < n; i++) {
		if (done)
			drop_same_codes(readers[i], &codes[i]);
		if (done)
			dictionary_adopt(all, readers[i]->words);
		else
			dictionary_free(readers[i]->words);
		readers[i]->words = NULL;
	}
	if (done)
		dictionary_pack(all);
	else
		dictionary_free(all);
	return done ? all : NULL;
}

struct dictionary *readers_join_words(struct reader *const *readers, size_t n, uint32_t **codes)
{
	struct dictionary *all;

	if (n > 1) {
		all = join_several(readers, n, codes);
	} else {
		all = readers[0]->words ? readers[0]->words : dictionary_new();
		readers[0]->words = NULL;
	}
	if (all)
		dictionary_shrink(all);
	return all;
}
