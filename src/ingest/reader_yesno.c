#include "ingest/reader_yesno.h"

#include <string.h>

#include "base/processor.h"
#include "ingest/load_bytes.h"
#include "ingest/short_words.h"

/* A word of at most WORD_MAX bytes is one number: its bytes as the highest, its length as the lowest. */
enum { WORD_MAX = 5 };

static uint64_t key_of(const char *at, size_t n)
{
	return load_last(at, n, 0) | n;
}

/* No key: no word is longer than that. */
enum { NO_WORD = WORD_MAX + 1 };

static uint64_t key_of_spelling(const struct spelling *s)
{
	size_t n = strnlen(s->word, sizeof(s->word));

	return n ? key_of(s->word, n) : NO_WORD;
}

bool read_known_yesno(const struct field *fields, size_t n, const struct facts *facts, int64_t *values, uint8_t *odd)
{
	uint64_t yes = key_of_spelling(&facts->yes), no = key_of_spelling(&facts->no);
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		struct field f = fields[i];
		uint64_t key = f.n <= WORD_MAX ? key_of(f.at, f.n) : NO_WORD + 1;
		bool known = (key == yes) | (key == no);

		values[i] = known ? key == yes : VALUE_MISSING;
		odd[i] = (!known & (f.n > 0)) | f.doubled | f.is_string;
		any |= odd[i];
	}
	return any;
}

/* As struct short_words has a word; one that was not seen is longer than all others. */
struct known {
	uint64_t bytes, length;
};

static struct known known_of(const struct spelling *s)
{
	size_t n = strnlen(s->word, sizeof(s->word));

	return (struct known){ load_last(s->word, n, EACH_BYTE('0')), n ? n : UINT64_MAX };
}

/* 1: there is one that is neither. */
FOR_EACH_PROCESSOR static uint64_t compare(const struct short_words *restrict w, size_t n, struct known yes,
					   struct known no, int64_t *restrict values)
{
	uint64_t any_odd = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t is_yes = (w->bytes[i] == yes.bytes) & (w->length[i] == yes.length);
		uint64_t is_no = (w->bytes[i] == no.bytes) & (w->length[i] == no.length);

		values[i] = is_yes | is_no ? (int64_t)is_yes : VALUE_MISSING;
		any_odd |= w->odd[i] | ((w->length[i] != 0) & !(is_yes | is_no));
	}
	return any_odd;
}

bool read_placed_yesno(const struct placed *p, const struct facts *facts, int64_t *values)
{
	struct known yes = known_of(&facts->yes), no = known_of(&facts->no);
	load_placed_words *load = short_words_loader(p);
	struct short_words w;

	for (size_t i = 0, k; i < p->n_rows; i += k) {
		k = p->n_rows - i < WORDS_AT_ONCE ? p->n_rows - i : WORDS_AT_ONCE;
		load(p, i, k, &w);
		if (compare(&w, k, yes, no, values + i))
			return false;
	}
	return true;
}
