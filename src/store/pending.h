/* pending.h - the values of a column as they were read.  Most columns of a file are never asked for: their codes are made,
 * each at the place that its row has by then, when they are. */
#ifndef STORE_PENDING_H
#define STORE_PENDING_H

#include "store/serials.h"

/* What one thread read. */
struct pending_part {
	struct builder builder;
	uint32_t *codes; /* the code of its word v is codes[v]; NULL: v */
};

struct pending {
	struct pending_part *parts; /* together they hold each row from 0 on once */
	size_t n_parts, n_rows;
	const struct serials *serials; /* values are numbers of these, of the words of the column; NULL: they are not */
	/* A value of unit u counts FACTOR[u], and no product overflows; in a column of doubles it is divided by that. */
	int64_t factor[BUILDER_UNITS];
	const uint32_t *places; /* the table's: see there */
	/* In place of all this, where rows stand by their code: of each, the missing one being the last, the row behind its
	 * last one; or NULL. */
	uint32_t *ends;
};

/* For N_PARTS builders, all empty, of which a value counts the same in every unit; NULL when memory ran out. */
struct pending *pending_new(size_t n_parts);
/* Give C, whose type and words are set, the values P, which it takes: fill width, base, domain, n_missing and make room
 * for the codes, so that nothing can go wrong later.  False when memory ran out. */
bool pending_hold(struct pending *p, struct column *c);
/* Are the values, in the order of the file, never lower than the one before, missing ones being the highest?  False also
 * when memory ran out. */
bool pending_is_sorted(const struct pending *p);
/* C, whose values are pending, with codes for the caller to free; C stays as it is.  False when memory ran out. */
bool pending_copy(const struct column *c, struct column *copy);
/* Hand the rows of part PART to TAKE, ascending, some at a time: N <= 1,024 rows from ROW on, and their codes in C, whose
 * values P are (C may be NULL: then CODES is). */
typedef void take_codes(void *user, size_t row, size_t n, const void *codes);
void pending_each(const struct pending *p, size_t part, const struct column *c, take_codes *take, void *user);
/* The values of P are somewhere else until pending_lay_out: give back their memory. */
void pending_let_go(struct pending *p);
/* The values are these in the order of the table: ENDS, which it takes. */
void pending_lay_out(struct pending *p, uint32_t *ends);
/* The extremes of the values, in the unit of the column: LOW > HIGH when there is none. */
void pending_range(const struct pending *p, int64_t *low, int64_t *high);
/* The codes of C, for which there is room, in their order: so many rows of each that ENDS are the ends. */
void column_lay_out(struct column *c, const uint32_t *ends);
/* Fill C, whose type and words are set, with the values of B, which is emptied, at once.  False when memory ran out. */
bool column_fill(struct column *c, struct builder *b);
/* P may be NULL. */
void pending_free(struct pending *p);

#endif
