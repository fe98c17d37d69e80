/* kernel_int.h - shared by the kernel_*.c files. */
#ifndef EXEC_KERNEL_INT_H
#define EXEC_KERNEL_INT_H

#include "base/regex.h"
#include "exec/kernel.h"

struct kernel {
	const struct row *row;
	const struct column *column; /* of the tables below */
	uint8_t *truth;		     /* by code, missing last; NULL: evaluated per row */
	double *numbers;
	uint8_t *members; /* ROW_WORDS: by code */
	struct regex *regex;
	struct text folded; /* pattern in lower case */
	struct kernel *a, *b;
	struct kernel **list;
	double *left, *right; /* scratch of BLOCK_ROWS */
	uint8_t *bits;
	size_t gave_up; /* regular expressions that needed too much work */
};

void kernel_column_numbers(const struct row *r, const struct block *b, double *out);
void kernel_word_truth(struct kernel *k, const struct block *b, uint8_t *out);
void kernel_word_init(struct arena *a, struct kernel *k);

#endif
