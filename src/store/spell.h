/* spell.h - values of columns as text. */
#ifndef STORE_SPELL_H
#define STORE_SPELL_H

#include "base/buffer.h"
#include "store/table.h"

/* As it stands in the file: yes/no in the file's words, decimals with all places, times to the digit; missing is
 * nothing. */
void spell_row(const struct column *c, size_t row, struct buffer *out);
void spell_code(const struct column *c, uint64_t code, struct buffer *out);
/* "text", "yes/no", "integer" ... */
const char *spell_type(enum column_type type);

#endif
