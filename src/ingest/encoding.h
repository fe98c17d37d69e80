/* encoding.h - what encodings are called, and which one bytes are in. */
#ifndef INGEST_ENCODING_H
#define INGEST_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

enum { ENCODING_NAME_MAX = 40 };

/* The encoding that people call NAME ("latin1", "UTF8", any name iconv knows), as iconv calls it, into OUT of
 * ENCODING_NAME_MAX bytes; false when nothing is called so. */
bool encoding_named(struct text name, char *out);
/* The usual names, for "did you mean"; NULL past the last. */
const char *encoding_usual(size_t i);

/* The mark (byte order mark) at the start of BYTES: its encoding and its length, or NULL. */
const char *encoding_of_mark(struct text bytes, size_t *length);
/* UTF-16 or UTF-32 without a mark is seen by its zeros; NULL: neither. */
const char *encoding_wide(struct text bytes);

/* What the bytes that are not ASCII look like. */
struct encoding_tally {
	size_t good;	/* characters that are UTF-8 */
	size_t bad;	/* bytes that are not */
	bool undefined; /* among these one that CP1252 does not have */
};

/* Count a piece of a text.  CUT_START, CUT_END: it may begin or end inside a character. */
void encoding_count(struct text piece, bool cut_start, bool cut_end, struct encoding_tally *tally);
/* UTF-8, or CP1252 where the bytes (nearly) never make UTF-8, or Latin-1 where CP1252 does not have them all. */
const char *encoding_likely(const struct encoding_tally *tally);

#endif
