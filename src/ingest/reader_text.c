#include <stdlib.h>

#include "base/utf8.h"
#include "ingest/load_bytes.h"
#include "ingest/reader.h"
#include "store/dictionary.h"

/* The code of a word, bytes that are not UTF-8 replaced: such a word is never found as it stands. */
static uint32_t word_code(struct reader *r, struct text t, struct batch *b)
{
	uint32_t code = dictionary_find(r->words, t);

	if (code != UINT32_MAX)
		return code;
	if (!utf8_valid(t)) {
		buffer_clear(&b->repaired);
		b->n_repaired += utf8_repair(t, &b->repaired);
		t = buffer_text(&b->repaired);
	}
	return dictionary_add(r->words, t);
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

/* The words of a column that were seen last, so that most need no hash: their first and last eight bytes, which are all. */
struct word_cache {
	struct cached_word {
		uint64_t first, last;
		uint32_t n, code;
	} words[256];
};

enum { SHORT_WORD = 16 };

static struct cached_word key_of(struct text t)
{
	struct cached_word key = { .n = (uint32_t)t.n };

	if (t.n >= 8) {
		key.first = load_8(t.at);
		key.last = load_8(t.at + t.n - 8);
	} else if (t.n >= 4) {
		key.first = load_4(t.at);
		key.last = load_4(t.at + t.n - 4);
	} else {
		key.first = (unsigned char)t.at[0];
		key.last = (uint64_t)(unsigned char)t.at[t.n / 2] << 8 | (unsigned char)t.at[t.n - 1];
	}
	return key;
}

static struct cached_word *place_of(struct word_cache *c, const struct cached_word *key)
{
	uint64_t mixed = (key->first ^ key->last * UINT64_C(0x9e3779b97f4a7c15)) * UINT64_C(0xd6e8feb86659fd93);

	return &c->words[mixed >> 56];
}

/* The code of a word of 1 to SHORT_WORD bytes. */
static uint32_t short_word_code(struct reader *r, struct text t, struct batch *b)
{
	struct cached_word key = key_of(t), *place = place_of(r->cache, &key);
	uint64_t n_repaired = b->n_repaired;

	if (place->n == key.n && place->first == key.first && place->last == key.last)
		return place->code;
	key.code = word_code(r, t, b);
	/* What is repaired is counted each time. */
	if (key.code != UINT32_MAX && b->n_repaired == n_repaired)
		*place = key;
	return key.code;
}

static bool read_words(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	for (size_t i = 0; i < n; i++) {
		struct text t = csv_text(fields[i], &b->in_between);
		uint32_t code;

		b->values[i] = VALUE_MISSING;
		if (t.n == 0 || (r->n_missing && reader_is_listed(r, t)))
			continue;
		code = t.n <= SHORT_WORD ? short_word_code(r, t, b) : word_code(r, t, b);
		if (code == UINT32_MAX || b->in_between.failed || b->repaired.failed)
			return false;
		b->values[i] = code;
	}
	return true;
}

bool reader_take_text(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	uint32_t before;

	if (!r->words && !(r->words = dictionary_new()))
		return false;
	if (!r->cache && !(r->cache = calloc(1, sizeof(*r->cache))))
		return false;
	before = r->words->n;
	return read_words(r, fields, n, b) && (r->words->n == before || note_appearance(r, b->first_row)) &&
	       builder_add(&r->builder, b->first_row, b->values, n, 0);
}
