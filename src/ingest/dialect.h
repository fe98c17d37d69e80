/* dialect.h - what can be told about a text before it is read: whether it is a table at all, and its dialect. */
#ifndef INGEST_DIALECT_H
#define INGEST_DIALECT_H

#include "base/arena.h"
#include "base/text.h"
#include "ingest/csv.h"
#include "ingest/ingest.h"

/* Why BYTES cannot be read as CSV at all (another kind of file), with the advice, or NULL. */
const char *dialect_refusal(struct text bytes, const char **advice);
/* The dialect of TEXT by its first rows.  What GIVEN says is taken as it is, the rest is found out around it. */
struct dialect dialect_of(struct arena *a, struct text text, const struct load_options *given);

#endif
