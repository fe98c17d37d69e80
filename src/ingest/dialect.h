/* dialect.h - what can be told about a file before it is read: its encoding and its delimiter. */
#ifndef INGEST_DIALECT_H
#define INGEST_DIALECT_H

#include <stddef.h>

#include "base/text.h"

/* Why BYTES cannot be read as CSV at all (another encoding, another kind of file), with the advice, or NULL. */
const char *dialect_refusal(struct text bytes, const char **advice);
/* Bytes of the byte order mark at the start of BYTES. */
size_t dialect_mark(struct text bytes);
/* The delimiter that cuts the first rows most evenly; a first line "sep=;" says it and is left out: *SKIP bytes. */
char dialect_delimiter(struct text text, size_t *skip);

#endif
