#include <stdlib.h>

#include "base/utf8.h"
#include "ingest/left.h"
#include "ingest/reader.h"
#include "ingest/word_cache.h"
#include "store/dictionary.h"

struct text reader_repair(struct text t, struct batch *b)
{
	if (utf8_valid(t))
		return t;
	buffer_clear(&b->repaired);
	b->n_repaired += utf8_repair(t, &b->repaired);
	return buffer_text(&b->repaired);
}

/* The code of a word, bytes that are not UTF-8 replaced: such a word is never found as it stands. */
static uint32_t word_code(struct reader *r, struct text t, uint32_t hash, struct batch *b)
{
	uint32_t code = dictionary_find_hashed(r->words, t, hash);
	struct text repaired;

	if (code != UINT32_MAX)
		return code;
	repaired = reader_repair(t, b);
	return repaired.at == t.at ? dictionary_add_hashed(r->words, t, hash) : dictionary_add(r->words, repaired);
}

/* Words were added in this block: that is what brings the words of several readers into the order of the file. */
static bool note_appearance(struct reader *r, uint32_t first_row)
{
	if (r->n_appearances == r->appearances_room) {
		size_t room = r->appearances_room ? r->appearances_room * 2 : 16;
		struct appearance *more = realloc(r->appearances, room * sizeof(*more));

		if (!more)
			return false;
		r->appearances = more;
		r->appearances_room = room;
	}
	r->appearances[r->n_appearances++] = (struct appearance){ first_row, r->words->n };
	return true;
}

/* The code of a word of 1 to SHORT_WORD bytes. */
static uint32_t short_word_code(struct reader *r, struct text t, struct batch *b)
{
	struct cached_word key = cached_word_key(t), *place = word_cache_place(r->cache, &key);
	uint64_t n_repaired = b->n_repaired;

	if (cached_word_equal(place, &key))
		return place->code;
	r->n_sought++;
	key.code = word_code(r, t, dictionary_hash(t), b);
	/* What is repaired is counted each time. */
	if (key.code != UINT32_MAX && b->n_repaired == n_repaired)
		*place = key;
	return key.code;
}

static uint32_t any_word_code(struct reader *r, struct text t, struct batch *b)
{
	if (t.n <= SHORT_WORD)
		return short_word_code(r, t, b);
	r->n_sought++;
	return word_code(r, t, dictionary_hash(t), b);
}

struct text reader_word(struct field f, struct batch *b)
{
	return f.doubled ? csv_text(f, &b->in_between) : (struct text){ f.at, f.n };
}

bool reader_is_no_word(const struct reader *r, struct text t)
{
	return t.n == 0 || (r->n_missing && reader_is_listed(r, t));
}

/* Words of a block: fields, or what is between its places. */
struct words {
	const struct field *fields; /* NULL: placed */
	struct placed placed;
};

static inline struct text word_at(const struct words *w, size_t i, struct batch *b)
{
	return w->fields ? reader_word(w->fields[i], b) : placed_text(&w->placed, i);
}

/* Words most of which were seen just before, and which are none if they are empty. */
static bool read_known_words(struct reader *r, const struct placed *p, struct batch *b)
{
	uint16_t missed[BLOCK_ROWS];
	size_t n = word_cache_find(r->cache, p, b->values, missed);

	for (size_t i = 0; i < n; i++) {
		uint32_t code = any_word_code(r, placed_text(p, missed[i]), b);

		if (code == UINT32_MAX || b->repaired.failed)
			return false;
		b->values[missed[i]] = code;
	}
	return true;
}

/* HASHES of the words, or NULL: most were seen just before and need none. */
static bool read_words(struct reader *r, const struct words *w, size_t n, const uint32_t *hashes, struct batch *b)
{
	for (size_t i = 0; i < n; i++) {
		struct text t = word_at(w, i, b);
		uint32_t code;

		b->values[i] = VALUE_MISSING;
		if (reader_is_no_word(r, t))
			continue;
		code = hashes ? word_code(r, t, hashes[i], b) : any_word_code(r, t, b);
		if (code == UINT32_MAX || b->in_between.failed || b->repaired.failed)
			return false;
		b->values[i] = code;
	}
	return true;
}

/* Where most words have to be looked for: all at once, so that one does not wait for the other. */
static bool read_many_words(struct reader *r, const struct words *w, size_t n, struct batch *b)
{
	uint32_t hashes[BLOCK_ROWS];

	for (size_t i = 0; i < n; i++) {
		hashes[i] = dictionary_hash(word_at(w, i, b));
		dictionary_expect(r->words, hashes[i]);
	}
	return read_words(r, w, n, hashes, b);
}

/* Every so often the other way is tried again. */
enum { TRY_AGAIN = 64, MANY = 4 };

static bool read_them(struct reader *r, const struct words *w, size_t n, struct batch *b)
{
	bool many = r->n_sought > n / MANY && r->n_blocks++ % TRY_AGAIN;

	if (many)
		return read_many_words(r, w, n, b);
	r->n_sought = 0;
	return w->fields || r->n_missing ? read_words(r, w, n, NULL, b) : read_known_words(r, &w->placed, b);
}

static bool take_words(struct reader *r, const struct words *w, size_t n, struct batch *b)
{
	uint32_t before;

	if (!r->words && !(r->words = dictionary_new()))
		return false;
	if (!r->cache && !(r->cache = calloc(1, sizeof(*r->cache))))
		return false;
	before = r->words->n;
	return read_them(r, w, n, b) && (r->words->n == before || note_appearance(r, b->first_row)) &&
	       builder_add_codes(&r->builder, b->first_row, b->values, n, r->words->n);
}

bool reader_take_text(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	const struct words w = { .fields = fields };

	return r->left ? left_take(r, fields, n, b) : take_words(r, &w, n, b);
}

bool reader_take_placed_text(struct reader *r, const struct block *block, size_t c, struct batch *b)
{
	struct words w = { .fields = NULL };

	return !r->left && block_place(block, c, &w.placed) && take_words(r, &w, block->n_rows, b);
}
