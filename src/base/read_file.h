/* read_file.h - a whole file as text. */
#ifndef BASE_READ_FILE_H
#define BASE_READ_FILE_H

#include "base/arena.h"
#include "base/text.h"

/* The bytes of the file at PATH (a byte order mark is left out) in A; false with errno set when it cannot be read. */
bool read_file(struct arena *a, struct text path, struct text *out);

#endif
