/* base_int.h - shared by the base*.c files. */
#ifndef STORE_BASE_INT_H
#define STORE_BASE_INT_H

#include "store/base.h"

/* Without columns and rows; room for N_COLUMNS, the member column, and N_ROWS customers.  NULL: no memory. */
struct base *base_empty(const struct table *t, size_t n_columns, size_t n_rows);
/* A new column like C (names copied, dictionary shared) with room for the codes of all rows; NULL: no memory. */
struct column *base_add(struct base *b, const struct column *c);
/* Code AT of TO is that of C in ROW (UINT32_MAX: missing); of the first N_COUNTED the missing are counted. */
void base_copy(struct column *to, size_t at, const struct column *c, size_t row, size_t n_counted);
/* MEMBERS by row of the table; UINT32_MAX: no member. */
bool base_add_member(struct base *b, const uint32_t *members);

#endif
