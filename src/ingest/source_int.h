/* source_int.h - the steps from the bytes of an input to text: raw, unpacked, re-encoded.  Each reads from the one below
 * it, so that a file of any size passes through a few buffers. */
#ifndef INGEST_SOURCE_INT_H
#define INGEST_SOURCE_INT_H

#include "ingest/source.h"

/* A step.  All results as in source.h.  rewind starts this step again, the ones below it are already at their start;
 * close frees the step itself. */
struct stage {
	ptrdiff_t (*read)(struct stage *s, char *to, size_t n, const char **why);
	bool (*rewind)(struct stage *s, const char **why);
	void (*close)(struct stage *s);
	struct stage *below; /* NULL: the raw bytes */
	char message[200];   /* what *WHY points to */
};

enum { STAGE_BYTES = 1 << 16 };

/* What a step has read from the one below and not used yet. */
struct stage_input {
	char bytes[STAGE_BYTES];
	size_t at, n;
	uint64_t before; /* bytes of the step below before bytes[0] */
	bool end;	 /* the step below has no more */
};

/* Complete the message; SOURCE_FAILED. */
ptrdiff_t stage_fail(struct stage *s, const char **why, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Read more where nothing is left, or in any case when MORE; false with *WHY when that failed. */
bool stage_fill(struct stage *s, struct stage_input *in, bool more, const char **why);
/* Offset of the next byte in the step below. */
uint64_t stage_offset(const struct stage_input *in);
/* Start S and all below it again. */
bool stage_rewind(struct stage *s, const char **why);

/* The raw bytes.  A regular file is read where it is; anything else is kept in a nameless file on the way, so that it
 * can be read again.  NULL with *WHY. */
struct stage *raw_open(const char *path, const volatile sig_atomic_t *stop, const char **why);
/* Map a regular file: false when it is none or that cannot be. */
bool raw_map(struct stage *raw, struct text *text);
/* As source_keep; the text begins MARK bytes into the input. */
struct kept_file *raw_keep(const struct stage *raw, size_t mark);
void raw_progress(const struct stage *raw, uint64_t *done, uint64_t *total);
void raw_forget(const struct stage *raw, size_t offset);

/* Steps upon BELOW, which stays the caller's; NULL when memory ran out, or iconv cannot do it. */
struct stage *gzip_open(struct stage *below);
struct stage *zstd_open(struct stage *below);
/* From encoding NAME, which iconv knows; offsets in messages are counted from byte MARK. */
struct stage *iconv_stage_open(struct stage *below, const char *name, size_t mark);

#endif
