/* source.h - the bytes of one input as UTF-8, in order and without their mark: a plain file is mapped whole, everything
 * else (standard input, a compressed or otherwise encoded file) is a stream. */
#ifndef INGEST_SOURCE_H
#define INGEST_SOURCE_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct text_source;

enum { SOURCE_FAILED = -1 };

/* Open PATH ("-": standard input) whose bytes are in ENCODING (empty: find out).  NULL with *WHY a message, or NULL for
 * an interrupt, when it cannot be read.  Freed with source_close. */
struct text_source *source_open(const char *path, struct text encoding, const volatile sig_atomic_t *stop,
				const char **why);
/* The whole text where it is in memory (then nothing has to be read), valid until source_close; else false. */
bool source_whole(const struct text_source *s, struct text *text);
/* The next 1 to N bytes of a stream into TO: how many, 0 at the end, SOURCE_FAILED with *WHY (NULL: interrupted) when it
 * cannot go on: damaged compression, bytes that the encoding does not have. */
ptrdiff_t source_read(struct text_source *s, char *to, size_t n, const char **why);
/* Start a stream again from its first byte: false with *WHY when that cannot be. */
bool source_rewind(struct text_source *s, const char **why);
/* For progress: bytes of the input read so far, and in all (0: not known). */
void source_progress(const struct text_source *s, uint64_t *done, uint64_t *total);
/* Nothing before OFFSET of the whole text is needed for now: give the memory back. */
void source_forget(const struct text_source *s, size_t offset);
/* The file that source_whole told the text of, for those who want some of it once the source is closed, whatever happens to
 * its name by then.  Each has a share of his own.  NULL when the system gives no more files, or no memory. */
struct kept_file;
struct kept_file *source_keep(const struct text_source *s);
struct kept_file *kept_file_share(struct kept_file *f);
/* The N bytes from OFFSET of the whole text on into TO; false when they are not all there.  Threads may call it at the same
 * time. */
bool kept_file_read(const struct kept_file *f, uint64_t offset, size_t n, char *to);
/* Give a share back; F may be NULL. */
void kept_file_release(struct kept_file *f);
/* The name of the encoding it was read as ("UTF-8", "CP1252"), and of the compression ("gzip", or empty). */
struct text source_encoding(const struct text_source *s);
struct text source_compression(const struct text_source *s);
void source_close(struct text_source *s);

#endif
