/* names.h - header cells to column names, and the lower_snake form that roles and queries use. */
#ifndef INGEST_NAMES_H
#define INGEST_NAMES_H

#include "base/arena.h"
#include "base/text.h"
#include "store/table.h"

/* Lower case, every run of characters that are no letter or digit one `_`, none at the ends; may be empty. */
struct text names_snake(struct arena *a, struct text name);
/* Name the N columns after the HEADER cells (valid UTF-8): trimmed, an empty one `column_3`, a repeated one `name_2`;
 * both forms become unique. */
void names_set(struct arena *a, struct column *columns, const struct text *header, size_t n);
/* The name of a table loaded from PATH. */
struct text names_of_file(struct arena *a, struct text path);

#endif
