/* out_file.h - a file that appears whole or not at all: written beside its place under another name, then renamed.
 * A device or a pipe is written directly. */
#ifndef REPORT_OUT_FILE_H
#define REPORT_OUT_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/text.h"

struct out_file {
	FILE *stream;
	struct text path, temporary; /* TEMPORARY empty: written directly */
};

/* All return false with errno set, and then leave nothing behind. */
bool out_file_open(struct out_file *f, struct arena *a, struct text path);
bool out_file_write(struct out_file *f, struct text bytes);
bool out_file_finish(struct out_file *f);
void out_file_abandon(struct out_file *f);

#endif
