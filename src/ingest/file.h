/* file.h - the bytes of a file or of standard input. */
#ifndef INGEST_FILE_H
#define INGEST_FILE_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

struct file_bytes {
	struct text bytes;
	void *mapped; /* a regular file: its pages */
	size_t n_mapped;
	char *read; /* anything else: read whole */
};

/* Open PATH ("-": standard input); false with *WHY (a constant or strerror's text) when it cannot be read, NULL when
 * *STOP
 * (which may be NULL) became non-zero while it was waited for. */
bool file_open(struct file_bytes *f, const char *path, const volatile sig_atomic_t *stop, const char **why);
/* The bytes before OFFSET are not needed for a while: they need not stay in memory. */
void file_forget(const struct file_bytes *f, size_t offset);
/* F may be all zero. */
void file_close(struct file_bytes *f);

#endif
