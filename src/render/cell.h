/* cell.h - how one cell is spelled: whole for machines, rounded and marked for people. */
#ifndef RENDER_CELL_H
#define RENDER_CELL_H

#include "base/buffer.h"
#include "result/result.h"

/* Nothing for a missing group and for no value; text as it is. */
void cell_for_machines(const struct cell *c, struct buffer *out);
/* As COLUMN says; text safe for a terminal; (missing) for a missing group.  PRECISION: set precision or -1. */
void cell_for_people(const struct cell *c, const struct result_column *column, int precision, struct buffer *out);
bool cell_is_number(const struct cell *c);

#endif
