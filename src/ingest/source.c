#include "ingest/source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/encoding.h"
#include "ingest/source_int.h"

enum {
	SAMPLE_BYTES = 1 << 20, /* of the start, to find the encoding by */
	PIECES = 16,		/* looked at elsewhere in a plain file */
	PIECE_BYTES = 1 << 16,
};

struct text_source {
	struct stage *raw, *unpacked, *text; /* the same, where there is nothing to do */
	struct text whole;		     /* mapped */
	bool is_whole;
	size_t mark; /* bytes of the mark that the text step hands on: to be skipped */
	char encoding[ENCODING_NAME_MAX];
	struct text compression;
};

static struct text_source *give_up(struct text_source *s)
{
	source_close(s);
	return NULL;
}

/* Up to N bytes from the start of STEP, which is started again; what cannot be read will be told when it is read for
 * good. */
static size_t read_start(struct stage *step, char *to, size_t n, const char **why)
{
	size_t have = 0;
	ptrdiff_t got = 1;

	while (have < n && got > 0) {
		got = step->read(step, to + have, n - have, why);
		if (got > 0)
			have += (size_t)got;
	}
	return stage_rewind(step, why) ? have : 0;
}

/* Put the step that unpacks upon the raw bytes, if they are packed. */
static bool unpack(struct text_source *s, const char **why)
{
	char magic[4] = { 0 };
	size_t n = read_start(s->raw, magic, sizeof(magic), why);
	struct text start = { magic, n };

	s->unpacked = s->raw;
	if (text_starts(start, TEXT("\x1f\x8b"))) {
		s->unpacked = gzip_open(s->raw);
		s->compression = TEXT("gzip");
	} else if (text_starts(start, TEXT("\x28\xb5\x2f\xfd"))) {
		s->unpacked = zstd_open(s->raw);
		s->compression = TEXT("zstd");
	}
	*why = strerror(ENOMEM);
	return s->unpacked != NULL;
}

/* START is all, or the first SAMPLE_BYTES; of a file that is mapped other places are looked at, too. */
static const char *likely(const struct text_source *s, struct text start)
{
	struct encoding_tally tally = { 0 };
	const char *wide = encoding_wide(start);
	size_t behind = s->is_whole ? s->whole.n - start.n : 0;

	if (wide)
		return wide;
	encoding_count(start, false, start.n == SAMPLE_BYTES, &tally);
	for (size_t i = 0; i < PIECES && behind > PIECES * PIECE_BYTES; i++)
		encoding_count(text_slice(text_from(s->whole, start.n + behind / PIECES * i), 0, PIECE_BYTES), true,
			       true, &tally);
	if (behind <= PIECES * PIECE_BYTES && behind)
		encoding_count(text_from(s->whole, start.n), true, false, &tally);
	return encoding_likely(&tally);
}

/* "UTF-16" and "UTF-32" leave the order of the bytes to the mark, or to what they look like. */
static const char *with_order(const char *name, struct text start)
{
	const char *seen = encoding_wide(start);

	if (strcmp(name, "UTF-16") != 0 && strcmp(name, "UTF-32") != 0)
		return name;
	if (seen && strncmp(seen, name, 6) == 0)
		return seen;
	return strcmp(name, "UTF-16") == 0 ? "UTF-16LE" : "UTF-32LE";
}

/* Decide the encoding: what was asked for, the mark, what the bytes look like.  A mark of another encoding than the one
 * asked for is text. */
static void choose_encoding(struct text_source *s, const char *asked, struct text start)
{
	size_t length;
	const char *marked = encoding_of_mark(start, &length), *chosen = marked;

	if (*asked && !(marked && strncmp(marked, asked, strlen(asked)) == 0)) {
		chosen = with_order(asked, start);
		length = 0;
	}
	if (!chosen)
		chosen = likely(s, start);
	s->mark = length;
	snprintf(s->encoding, sizeof(s->encoding), "%s", chosen);
}

static bool decode(struct text_source *s, const char **why)
{
	s->text = s->unpacked;
	if (strcmp(s->encoding, "UTF-8") == 0)
		return true;
	s->is_whole = false;
	s->text = iconv_stage_open(s->unpacked, s->encoding, s->mark);
	*why = "its encoding cannot be converted here";
	return s->text && source_rewind(s, why);
}

static bool look(struct text_source *s, struct text encoding, const char **why)
{
	char asked[ENCODING_NAME_MAX] = "", *sample = NULL;
	struct text start;

	if (encoding.n && !encoding_named(encoding, asked)) {
		*why = "no encoding is called so";
		return false;
	}
	if (!unpack(s, why))
		return false;
	s->is_whole = s->unpacked == s->raw && raw_map(s->raw, &s->whole);
	if (s->is_whole) {
		start = text_slice(s->whole, 0, s->whole.n < SAMPLE_BYTES ? s->whole.n : SAMPLE_BYTES);
	} else {
		sample = malloc(SAMPLE_BYTES);
		*why = strerror(ENOMEM);
		if (!sample)
			return false;
		start = (struct text){ sample, read_start(s->unpacked, sample, SAMPLE_BYTES, why) };
	}
	choose_encoding(s, asked, start);
	free(sample);
	return decode(s, why) && source_rewind(s, why);
}

struct text_source *source_open(const char *path, struct text encoding, const volatile sig_atomic_t *stop,
				const char **why)
{
	struct text_source *s = calloc(1, sizeof(*s));

	if (!s) {
		*why = strerror(ENOMEM);
		return NULL;
	}
	s->raw = raw_open(path, stop, why);
	if (!s->raw || !look(s, encoding, why))
		return give_up(s);
	if (stop && *stop) {
		*why = NULL;
		return give_up(s);
	}
	return s;
}

bool source_whole(const struct text_source *s, struct text *text)
{
	if (s->is_whole)
		*text = text_from(s->whole, s->mark);
	return s->is_whole;
}

ptrdiff_t source_read(struct text_source *s, char *to, size_t n, const char **why)
{
	return s->text->read(s->text, to, n, why);
}

struct kept_file *source_keep(const struct text_source *s)
{
	return s->is_whole ? raw_keep(s->raw, s->mark) : NULL;
}

/* The step that decodes leaves out its mark itself. */
static bool skip_mark(struct text_source *s, const char **why)
{
	char mark[4];
	size_t left = s->text == s->unpacked ? s->mark : 0;

	while (left) {
		ptrdiff_t got = s->text->read(s->text, mark, left, why);

		if (got <= 0)
			return false;
		left -= (size_t)got;
	}
	return true;
}

bool source_rewind(struct text_source *s, const char **why)
{
	return stage_rewind(s->text, why) && skip_mark(s, why);
}

void source_progress(const struct text_source *s, uint64_t *done, uint64_t *total)
{
	raw_progress(s->raw, done, total);
}

void source_forget(const struct text_source *s, size_t offset)
{
	if (s->is_whole)
		raw_forget(s->raw, s->mark + offset);
}

struct text source_encoding(const struct text_source *s)
{
	return text_of(s->encoding);
}

struct text source_compression(const struct text_source *s)
{
	return s->compression;
}

void source_close(struct text_source *s)
{
	if (!s)
		return;
	if (s->text && s->text != s->unpacked)
		s->text->close(s->text);
	if (s->unpacked && s->unpacked != s->raw)
		s->unpacked->close(s->unpacked);
	if (s->raw)
		s->raw->close(s->raw);
	free(s);
}
