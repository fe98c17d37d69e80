#include "store/dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/serials.h"

/* HASH is the low half of the word's hash: enough to find the slot again when the index grows, so that growing never
 * touches the words. */
struct dictionary_slot {
	uint32_t hash;
	uint32_t place; /* code + 1; 0: free */
};

enum { FIRST_SLOTS = 64 };

/* Bytes of words, one behind the other. */
struct dictionary_blob {
	struct dictionary_blob *next;
	size_t n, capacity;
	char bytes[];
};

enum { FIRST_BLOB = 256, LARGEST_BLOB = 2 << 20 };

struct text dictionary_word(const struct dictionary *d, uint32_t code)
{
	/* Bytes that can be told at any time are no change of the words. */
	if (d->unspelt)
		serials_spell((struct dictionary *)d);
	if (d->word_size)
		return (struct text){ d->bytes + (size_t)code * d->word_size, d->word_size };
	return (struct text){ d->words[code].at, d->words[code].n };
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

uint32_t *dictionary_hashes(const struct dictionary *d)
{
	uint32_t *hashes = malloc((d->n + (size_t)1) * sizeof(*hashes));

	for (size_t i = 0; hashes && i < d->capacity; i++)
		if (d->slots[i].place)
			hashes[d->slots[i].place - 1] = d->slots[i].hash;
	for (uint32_t i = 0; hashes && !d->slots && i < d->n; i++)
		hashes[i] = dictionary_hash(dictionary_word(d, i));
	return hashes;
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

static bool grow_words(struct dictionary *d)
{
	size_t capacity = d->words_capacity ? d->words_capacity * 2 : FIRST_SLOTS / 2;
	struct word_place *words;

	if (d->n < d->words_capacity)
		return true;
	words = realloc(d->words, capacity * sizeof(*words));
	if (!words)
		return false;
	d->words = words;
	d->words_capacity = capacity;
	return true;
}

/* Words of any size are about to follow. */
static bool make_places(struct dictionary *d)
{
	d->words = malloc((d->n + (size_t)1) * sizeof(*d->words));
	if (!d->words)
		return false;
	d->words_capacity = d->n + (size_t)1;
	for (uint32_t i = 0; i < d->n; i++)
		d->words[i] = (struct word_place){ d->bytes + (size_t)i * d->word_size, (uint32_t)d->word_size };
	d->word_size = 0;
	return true;
}

/* Room for N more bytes, or NULL. */
static char *reserve(struct dictionary *d, size_t n)
{
	size_t size = d->blobs ? (d->blobs->capacity + sizeof(*d->blobs)) * 2 : FIRST_BLOB;
	struct dictionary_blob *blob = d->blobs;

	if (blob && blob->capacity - blob->n >= n)
		return blob->bytes + blob->n;
	if (size > LARGEST_BLOB)
		size = LARGEST_BLOB;
	if (size < n + sizeof(*blob))
		size = n + sizeof(*blob);
	blob = memory_large(size);
	if (!blob)
		return NULL;
	*blob = (struct dictionary_blob){ .next = d->blobs, .capacity = size - sizeof(*blob) };
	d->blobs = blob;
	return blob->bytes;
}

/* The slot of WORD, ready for a new word if it has none; NULL when memory ran out or there are too many. */
static struct dictionary_slot *slot_for(struct dictionary *d, struct text word, uint32_t hash)
{
	struct dictionary_slot *slot;

	if ((!d->slots && !make_slots(d)) || (d->n >= d->capacity / 2 && !grow_slots(d)))
		return NULL;
	slot = find_slot(d, word, hash);
	if (slot->place)
		return slot;
	if (d->n == UINT32_MAX - 1 || (d->word_size && !make_places(d)) || !grow_words(d))
		return NULL;
	return slot;
}

static uint32_t take_slot(struct dictionary *d, struct dictionary_slot *slot, const char *at, size_t n, uint32_t hash)
{
	d->words[d->n++] = (struct word_place){ at, (uint32_t)n };
	*slot = (struct dictionary_slot){ hash, d->n };
	return d->n - 1;
}

uint32_t dictionary_add_hashed(struct dictionary *d, struct text word, uint32_t hash)
{
	struct dictionary_slot *slot = slot_for(d, word, hash);
	char *at;

	if (!slot || slot->place)
		return slot ? slot->place - 1 : UINT32_MAX;
	at = reserve(d, word.n);
	if (!at)
		return UINT32_MAX;
	if (word.n)
		memcpy(at, word.at, word.n);
	d->blobs->n += word.n;
	return take_slot(d, slot, at, word.n, hash);
}

uint32_t dictionary_refer(struct dictionary *d, struct text word, uint32_t hash)
{
	struct dictionary_slot *slot = slot_for(d, word, hash);

	if (!slot || slot->place)
		return slot ? slot->place - 1 : UINT32_MAX;
	return take_slot(d, slot, word.at, word.n, hash);
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

static void free_blobs(struct dictionary_blob *blob)
{
	while (blob) {
		struct dictionary_blob *next = blob->next;

		free(blob);
		blob = next;
	}
}

void dictionary_free(struct dictionary *d)
{
	if (!d)
		return;
	free_blobs(d->blobs);
	serials_free(d->serials);
	free(d->bytes);
	free(d->words);
	free(d->slots);
	free(d);
}

void dictionary_adopt(struct dictionary *d, struct dictionary *other)
{
	struct dictionary_blob **last = &d->blobs;

	if (!other)
		return;
	while (*last)
		last = &(*last)->next;
	*last = other->blobs;
	other->blobs = NULL;
	dictionary_free(other);
}

void dictionary_pack(struct dictionary *d)
{
	struct dictionary_blob *old = d->blobs, *packed;
	size_t held = 0, used = 0;

	for (const struct dictionary_blob *b = old; b; b = b->next)
		held += b->n;
	for (uint32_t i = 0; i < d->n; i++)
		used += d->words[i].n;
	/* Without memory for the copy all stays as it is. */
	if (held <= used + used / 2 || !(packed = malloc(sizeof(*packed) + used)))
		return;
	*packed = (struct dictionary_blob){ .capacity = used };
	for (uint32_t i = 0; i < d->n; i++) {
		char *to = packed->bytes + packed->n;

		memcpy(to, d->words[i].at, d->words[i].n);
		packed->n += d->words[i].n;
		d->words[i].at = to;
	}
	d->blobs = packed;
	free_blobs(old);
}

void dictionary_shrink(struct dictionary *d)
{
	struct word_place *words = d->word_size ? NULL : realloc(d->words, (d->n + (size_t)1) * sizeof(*words));

	if (!words)
		return;
	d->words = words;
	d->words_capacity = d->n + (size_t)1;
}
