#include <stdlib.h>

#include "ingest/reader.h"
#include "store/dictionary.h"

/* One reader's words on their way to those of all. */
struct joining {
	uint32_t *hashes, *codes; /* by its own code: of the word; what it is among all */
	size_t at;		  /* the next of its appearances */
};

/* The reader whose next words were seen first, or N. */
static size_t next_reader(struct reader *const *readers, size_t n, const struct joining *list)
{
	size_t first = n;

	for (size_t i = 0; i < n; i++)
		if (list[i].at < readers[i]->n_appearances &&
		    (first == n || readers[i]->appearances[list[i].at].first_row <
					   readers[first]->appearances[list[first].at].first_row))
			first = i;
	return first;
}

/* Add the words of the next appearance of R, at most as many as a block has, to ALL. */
static bool add_words(const struct reader *r, struct joining *j, struct dictionary *all)
{
	uint32_t from = j->at ? r->appearances[j->at - 1].n_words : 0, end = r->appearances[j->at].n_words;

	j->at++;
	for (uint32_t i = from; i < end; i++)
		dictionary_expect(all, j->hashes[i]);
	for (uint32_t i = from; i < end; i++) {
		j->codes[i] = dictionary_refer(all, dictionary_word(r->words, i), j->hashes[i]);
		if (j->codes[i] == UINT32_MAX)
			return false;
	}
	return true;
}

static bool begin_joining(const struct reader *r, struct joining *j)
{
	j->codes = malloc(((r->words ? r->words->n : 0) + (size_t)1) * sizeof(*j->codes));
	j->hashes = r->words ? dictionary_hashes(r->words) : NULL;
	return j->codes && (j->hashes || !r->words);
}

static bool join_words(struct reader *const *readers, size_t n, struct dictionary *all, uint32_t **codes)
{
	struct joining *list = calloc(n, sizeof(*list));
	bool done = list != NULL;

	for (size_t i = 0; i < n && done; i++) {
		done = begin_joining(readers[i], &list[i]);
		codes[i] = list[i].codes;
	}
	for (size_t i; done && (i = next_reader(readers, n, list)) < n;)
		done = add_words(readers[i], &list[i], all);
	for (size_t i = 0; i < n && list; i++)
		free(list[i].hashes);
	free(list);
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
