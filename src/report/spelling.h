/* spelling.h - values of columns as text and as cells. */
#ifndef REPORT_SPELLING_H
#define REPORT_SPELLING_H

#include "result/result.h"
#include "store/spell.h"

/* A code as a cell of an answer; CELL_MISSING for the missing code. */
struct cell spell_cell(struct result *r, const struct column *c, uint64_t code);

#endif
