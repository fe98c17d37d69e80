/* separators.h - where the fields of CSV text end, found many bytes at a time.
 *
 * Only text whose quotes are regular is taken: a quote stands at the start of a field, at its end, or doubled inside.
 * Everything else is left to csv_read, which is exact and slow; the places found are always those that it would find. */
#ifndef INGEST_SEPARATORS_H
#define INGEST_SEPARATORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SEPARATORS_STEP = 64 }; /* bytes looked at together */

struct separators {
	size_t n;	    /* places found */
	size_t n_line_ends; /* line ends among them */
	bool irregular;	    /* it stopped early at something that only csv_read can read */
	bool quotes;	    /* there are quoted fields */
	bool bare;	    /* there are others */
	bool returns;	    /* there are CR LF line ends */
};

/* Where they go. */
struct places {
	uint32_t *at;
	size_t room; /* at least SEPARATORS_STEP */
	/* By column, which is the number of the field modulo N_COLUMNS: 1 is put there if a quote is doubled in one. */
	uint8_t *doubled;
	size_t n_columns;
};

/* The delimiters and line feeds outside quotes of the N bytes from TEXT, where a row begins, as offsets; it stops before
 * it might run out of room.  QUOTE < 0: none. */
typedef struct separators separators_find(const char *text, size_t n, char delimiter, int quote,
					  const struct places *places);

/* Plain C, the others are held against it. */
separators_find separators_find_plain;
/* For processors that have it (see base/processor.h). */
separators_find separators_find_avx2, separators_find_avx512;
/* The fastest for this processor, or what CXQ_ISA=plain|avx2|avx512 asks for. */
separators_find *separators_choose(void);

#endif
