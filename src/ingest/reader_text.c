#include <stdlib.h>

#include "base/utf8.h"
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

static bool read_words(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	for (size_t i = 0; i < n; i++) {
		struct text t = csv_text(fields[i], &b->in_between);
		uint32_t code;

		b->values[i] = VALUE_MISSING;
		if (t.n == 0 || (r->n_missing && reader_is_listed(r, t)))
			continue;
		code = word_code(r, t, b);
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
	before = r->words->n;
	return read_words(r, fields, n, b) && (r->words->n == before || note_appearance(r, b->first_row)) &&
	       builder_add(&r->builder, b->first_row, b->values, n, 0);
}
