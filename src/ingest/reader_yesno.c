#include "ingest/reader_yesno.h"

#include <string.h>

#include "ingest/load_bytes.h"

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
