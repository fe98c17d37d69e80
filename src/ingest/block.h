/* block.h - some rows of an input whose fields are found but not yet read. */
#ifndef INGEST_BLOCK_H
#define INGEST_BLOCK_H

#include "ingest/csv.h"

enum { BLOCK_ROWS = 1024 };

/* Each thread has one and hands it in again. */
struct block {
	size_t n_rows, n_columns;
	uint32_t first_row; /* rows before it in the input */
	/* One of two: places of the separators, found many at a time, or fields, found one by one. */
	bool has_places;
	const char *text;     /* offsets count from here */
	uint32_t *places;     /* [0] is the one before the first field: -1 */
	uint8_t *doubled;     /* by column: in one of its fields at least a quote is doubled */
	bool quotes, bare;    /* there may be quoted fields, others */
	bool returns;	      /* there may be CR before LF */
	char quote;	      /* 0: none */
	struct field *fields; /* field c of row i: fields[c * BLOCK_ROWS + i] */
	struct buffer hold;   /* the bytes, where they come from a stream */
};

void block_free(struct block *b);
/* The fields of column C of B: FIELDS, which has room for n_rows, filled where B has places, or B's own. */
const struct field *block_column(const struct block *b, size_t c, struct field *fields);

/* A column whose fields follow from the places alone. */
struct placed {
	const char *text;
	const uint32_t *places; /* by row, STRIDE apart: [0] is before its field, [1] behind it */
	size_t n_rows, stride;
	uint32_t trim; /* bytes between a place and what the field says: 0, or 1 where all are quoted */
};

/* Column C of B as such a one, if it is. */
bool block_place(const struct block *b, size_t c, struct placed *p);

/* What the field of row I says. */
static inline struct text placed_text(const struct placed *p, size_t i)
{
	const uint32_t *place = p->places + i * p->stride;

	return (struct text){ p->text + (uint32_t)(place[0] + 1 + p->trim), place[1] - place[0] - 1 - 2 * p->trim };
}

#endif
