/* kernel.h - row expressions made ready to run over blocks of rows.  The plain C reference: it is the oracle of every
 * faster one.
 * An expression that depends on one column with few values becomes a table over that column's codes, evaluated once
 * per code:
 * a scan then costs one look-up per row, however complex the expression is. */
#ifndef EXEC_KERNEL_H
#define EXEC_KERNEL_H

#include "plan/row.h"

enum { BLOCK_ROWS = 2048, TABLE_DOMAIN = 65536 };

/* Rows FROM .. FROM + N of the table; or, while a table is built, the codes FROM .. of the column SWEPT. */
struct block {
	size_t from, n; /* n <= BLOCK_ROWS */
	const struct column *swept;
};

struct kernel;

/* Ready to run; lives in the arena. */
struct kernel *kernel_new(struct arena *a, const struct row *row);
/* The values as numbers: yes/no as 0 and 1, moments in seconds, NaN where missing. */
void kernel_numbers(struct kernel *k, const struct block *b, double *out);
/* The condition as 0 or 1. */
void kernel_truth(struct kernel *k, const struct block *b, uint8_t *out);
/* Codes of a column in a block; missing is column_missing (cut to 32 bits where the codes are wider). */
void kernel_codes(const struct column *c, const struct block *b, uint32_t *out);

#endif
