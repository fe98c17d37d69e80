/* coder.h - a dimension as small codes: what a row's group is, and what a code stands for. */
#ifndef EXEC_CODER_H
#define EXEC_CODER_H

#include <signal.h>

#include "exec/kernel.h"
#include "plan/plan.h"

enum code_meaning {
	CODE_WORD,
	CODE_NUMBER,
	CODE_YESNO,
	CODE_LABEL,
	CODE_MOMENT,
	CODE_BUCKET,
	CODE_QUANTILE,
	CODE_DATE,
	CODE_SEGMENT
};

struct segments;

struct coder {
	const struct dimension *dimension;
	enum code_meaning meaning;
	uint64_t
		domain; /* codes of present values are 0 .. domain - 1; DOMAIN is missing; DOMAIN + 1 is outside the window */
	const struct column *column; /* codes are the column's own; NULL: computed */
	uint32_t *table;	     /* column's code to code, or NULL */
	struct kernel *kernel;	     /* computed from numbers */
	double *values;		     /* CODE_NUMBER, CODE_MOMENT of computed numbers: ascending distinct values */
	const uint32_t *row_codes;   /* worked out for every row of the table beforehand, or NULL */
	int64_t first_bucket;	     /* CODE_BUCKET */
	struct calendar calendar;
	const double *cuts; /* quantiles: upper ends, quantiles - 1 of them */
	double low, high;   /* quantiles: of the values seen, for notes */
	struct segments *segments;
	const struct text_parts *split; /* a row has several codes; COLUMN holds their words, not their codes */
};

/* Ready DIMENSION for the rows of PLAN in WINDOW (buckets are counted from the window's first). */
void coder_init(struct arena *a, struct coder *c, const struct plan *p, const struct dimension *d,
		const struct window *w);
void coder_codes(struct coder *c, const struct block *b, uint32_t *out);
/* The number a code stands for (not words and labels): value, day, seconds, bucket; the label's index. */
double coder_number(const struct coder *c, uint64_t code);

#endif
