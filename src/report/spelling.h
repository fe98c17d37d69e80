/* spelling.h - values of columns as text and as cells. */
#ifndef REPORT_SPELLING_H
#define REPORT_SPELLING_H

#include "base/buffer.h"
#include "result/result.h"
#include "store/table.h"

/* As it stands in the file: yes/no in the file's words, decimals with all places, times to the digit; missing is
 * nothing. */
void spell_row(const struct column *c, size_t row, struct buffer *out);
void spell_code(const struct column *c, uint64_t code, struct buffer *out);
/* The same as a cell of an answer; CELL_MISSING for the missing code. */
struct cell spell_cell(struct result *r, const struct column *c, uint64_t code);
/* "text", "yes/no", "integer" ... */
const char *spell_type(enum column_type type);

#endif
