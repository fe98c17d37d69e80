/* builder.h - a column while its values arrive: blocks packed over a base of their own, so that a column of which
 * nothing is known yet takes about as much memory as the finished one.  Several threads fill a builder each with the
 * blocks that they happen to get; together they make the column. */
#ifndef STORE_BUILDER_H
#define STORE_BUILDER_H

#include "store/table.h"

enum {
	BUILDER_UNITS = 8, /* values of one column may be counted in several units: days and seconds, units and cents */
};

/* In the values handed in: no value. */
#define VALUE_MISSING INT64_MIN

struct builder_chunk;

/* How far the blocks of a builder have been looked at; CHUNK = FIRST of the builder is its start. */
struct builder_cursor {
	const struct builder_chunk *chunk;
	size_t at;
};

/* All zero is a valid empty builder. */
struct builder {
	struct builder_chunk *first, *last;
	size_t n_rows;
	size_t expected; /* rows there may be in the end, so that room is made for them and not for many more; 0: not known */
	uint64_t n_missing;
	bool used[BUILDER_UNITS]; /* some value was counted in this unit; its extremes: */
	int64_t low[BUILDER_UNITS], high[BUILDER_UNITS];
};

/* Add the N values of the rows from FIRST_ROW on, counted in UNIT; false when memory ran out. */
bool builder_add(struct builder *b, uint32_t first_row, const int64_t *values, size_t n, unsigned unit);
/* Codes from 0 to N_CODES - 1, of unit 0: the same, but nobody has to look for their extremes. */
bool builder_add_codes(struct builder *b, uint32_t first_row, const int64_t *codes, size_t n, uint32_t n_codes);
/* Add doubles (NaN: missing); integers that were added before are read as doubles, too: see builder_has_doubles.  False when
 * memory ran out. */
bool builder_add_doubles(struct builder *b, uint32_t first_row, const double *values, size_t n);
/* Is every integer added so far a double, too, and so is what it is divided by, up to 10^6, if rounded to the nearest? */
bool builder_has_doubles(const struct builder *b);
/* Hand all values (not doubles) to TAKE, up to 1,024 at a time. */
void builder_each(const struct builder *b, void (*take)(void *user, const int64_t *values, size_t n), void *user);
/* The next N values (not doubles) that were added together, at most ROOM and 1,024, and the first of their rows; 0 at the
 * end. */
size_t builder_next(struct builder_cursor *k, int64_t *values, size_t room, uint32_t *first_row);
/* Drop what was added. */
void builder_clear(struct builder *b);

#endif
