#include "store/dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* HASH is the low half of the word's hash: enough to find the slot again when the index grows, so that growing never
 * touches the words. */
struct dictionary_slot {
	uint32_t hash;
	uint32_t place; /* code + 1; 0: free */
};

enum { FIRST_SLOTS = 64 };

struct text dictionary_word(const struct dictionary *d, uint32_t code)
{
	size_t from;

	if (d->word_size)
		return (struct text){ d->bytes + (size_t)code * d->word_size, d->word_size };
	from = code ? d->ends[code - 1] : 0;
	return (struct text){ d->bytes + from, d->ends[code] - from };
}

static struct dictionary_slot *find_slot(const struct dictionary *d, struct text word, uint32_t hash)
{
	size_t i = hash & (d->capacity - 1);

	while (d->slots[i].place &&
	       !(d->slots[i].hash == hash && text_equal(dictionary_word(d, d->slots[i].place - 1), word)))
		i = (i + 1) & (d->capacity - 1);
	return &d->slots[i];
}

/* At most half full, so that a search always ends. */
static bool grow_slots(struct dictionary *d)
{
	size_t capacity = d->capacity ? d->capacity * 2 : FIRST_SLOTS;
	struct dictionary_slot *slots = memory_large_array(capacity, sizeof(*slots));

	if (!slots)
		return false;
	memset(slots, 0, capacity * sizeof(*slots));
	for (size_t i = 0; i < d->capacity; i++) {
		size_t j = d->slots[i].hash & (capacity - 1);

		if (!d->slots[i].place)
			continue;
		while (slots[j].place)
			j = (j + 1) & (capacity - 1);
		slots[j] = d->slots[i];
	}
	free(d->slots);
	d->slots = slots;
	d->capacity = capacity;
	return true;
}

/* Without memory for an index. */
static uint32_t find_slowly(const struct dictionary *d, struct text word)
{
	for (uint32_t i = 0; i < d->n; i++)
		if (text_equal(dictionary_word(d, i), word))
			return i;
	return UINT32_MAX;
}

/* The index of a dictionary that was made without one. */
static bool make_slots(struct dictionary *d)
{
	while (d->n >= d->capacity / 2)
		d->capacity = d->capacity ? d->capacity * 2 : FIRST_SLOTS;
	d->slots = memory_large_array(d->capacity, sizeof(*d->slots));
	if (!d->slots) {
		d->capacity = 0;
		return false;
	}
	memset(d->slots, 0, d->capacity * sizeof(*d->slots));
	for (uint32_t i = 0; i < d->n; i++) {
		struct text word = dictionary_word(d, i);
		uint32_t hash = dictionary_hash(word);

		*find_slot(d, word, hash) = (struct dictionary_slot){ hash, i + 1 };
	}
	return true;
}

uint32_t dictionary_hash(struct text word)
{
	return (uint32_t)text_hash(word);
}

void dictionary_expect(const struct dictionary *d, uint32_t hash)
{
	if (d->slots)
		__builtin_prefetch(&d->slots[hash & (d->capacity - 1)]);
}

uint32_t dictionary_find_hashed(const struct dictionary *d, struct text word, uint32_t hash)
{
	const struct dictionary_slot *slot;

	if (d->n == 0)
		return UINT32_MAX;
	/* The index is no part of what the dictionary says. */
	if (!d->slots && !make_slots((struct dictionary *)d))
		return find_slowly(d, word);
	slot = find_slot(d, word, hash);
	return slot->place ? slot->place - 1 : UINT32_MAX;
}

uint32_t dictionary_find(const struct dictionary *d, struct text word)
{
	return dictionary_find_hashed(d, word, dictionary_hash(word));
}

/* Words of any size are about to follow. */
static bool make_ends(struct dictionary *d)
{
	d->ends = malloc((d->n + (size_t)1) * sizeof(*d->ends));
	if (!d->ends)
		return false;
	for (uint32_t i = 0; i < d->n; i++)
		d->ends[i] = (i + (uint64_t)1) * d->word_size;
	d->ends_capacity = d->n + (size_t)1;
	d->word_size = 0;
	return true;
}

static bool grow_words(struct dictionary *d, size_t more)
{
	if (d->word_size && !make_ends(d))
		return false;
	if (d->n_bytes + more + 1 > d->bytes_capacity) {
		size_t capacity = (d->n_bytes + more + 1) * 2;
		char *bytes = realloc(d->bytes, capacity);

		if (!bytes)
			return false;
		d->bytes = bytes;
		d->bytes_capacity = capacity;
	}
	if (d->n == d->ends_capacity) {
		size_t capacity = d->ends_capacity ? d->ends_capacity * 2 : FIRST_SLOTS / 2;
		uint64_t *ends = realloc(d->ends, capacity * sizeof(*ends));

		if (!ends)
			return false;
		d->ends = ends;
		d->ends_capacity = capacity;
	}
	return true;
}

uint32_t dictionary_add_hashed(struct dictionary *d, struct text word, uint32_t hash)
{
	struct dictionary_slot *slot;

	if (!d->slots && !make_slots(d))
		return UINT32_MAX;
	if (d->n >= d->capacity / 2 && !grow_slots(d))
		return UINT32_MAX;
	slot = find_slot(d, word, hash);
	if (slot->place)
		return slot->place - 1;
	if (d->n == UINT32_MAX - 1 || !grow_words(d, word.n))
		return UINT32_MAX;
	if (word.n)
		memcpy(d->bytes + d->n_bytes, word.at, word.n);
	d->n_bytes += word.n;
	d->ends[d->n++] = d->n_bytes;
	*slot = (struct dictionary_slot){ hash, d->n };
	return d->n - 1;
}

uint32_t dictionary_add(struct dictionary *d, struct text word)
{
	return dictionary_add_hashed(d, word, dictionary_hash(word));
}

struct dictionary *dictionary_new(void)
{
	return calloc(1, sizeof(struct dictionary));
}

struct dictionary *dictionary_copy(const struct dictionary *d)
{
	struct dictionary *copy = dictionary_new();

	for (uint32_t i = 0; copy && i < d->n; i++) {
		if (dictionary_add(copy, dictionary_word(d, i)) != UINT32_MAX)
			continue;
		dictionary_free(copy);
		return NULL;
	}
	return copy;
}

void dictionary_free(struct dictionary *d)
{
	if (!d)
		return;
	free(d->bytes);
	free(d->ends);
	free(d->slots);
	free(d);
}

void dictionary_shrink(struct dictionary *d)
{
	char *bytes = realloc(d->bytes, d->n_bytes + 1);
	uint64_t *ends = d->word_size ? NULL : realloc(d->ends, (d->n + (size_t)1) * sizeof(*ends));

	if (bytes) {
		d->bytes = bytes;
		d->bytes_capacity = d->n_bytes + 1;
	}
	if (ends) {
		d->ends = ends;
		d->ends_capacity = d->n + (size_t)1;
	}
}
