/* builder.h - a column while its values arrive: blocks packed over a base of their own, so that a column of which
 * nothing is known yet takes about as much memory as the finished one. */
#ifndef STORE_BUILDER_H
#define STORE_BUILDER_H

#include "store/table.h"

enum {
	BUILDER_UNITS = 8, /* values of one column may be counted in several units: days and seconds, units and cents */
};

/* In the values handed in: no value. */
#define VALUE_MISSING INT64_MIN

/* All zero is a valid empty builder. */
struct builder {
	unsigned char *bytes;
	size_t n, capacity;
	size_t n_rows;
	uint64_t n_missing;
	bool used[BUILDER_UNITS]; /* some value was counted in this unit; its extremes: */
	int64_t low[BUILDER_UNITS], high[BUILDER_UNITS];
};

/* Append N values counted in UNIT; false when memory ran out. */
bool builder_add(struct builder *b, const int64_t *values, size_t n, unsigned unit);
/* Append doubles (NaN: missing) to a builder that never saw an integer; false when memory ran out. */
bool builder_add_doubles(struct builder *b, const double *values, size_t n);
/* Fill width, base, domain, codes and n_missing of C (type and, for text, words are set) and empty the builder; a value
 * of unit u counts FACTOR[u].  No product may overflow.  False when memory ran out. */
bool builder_finish(struct builder *b, struct column *c, const int64_t factor[BUILDER_UNITS]);
/* Drop what was added. */
void builder_clear(struct builder *b);

#endif
