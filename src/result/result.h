/* result.h - what every statement hands back: one table or text, and notes.  Knows neither how it was made nor how it
 * will be shown.  A finished result is read-only and owns its arena. */
#ifndef RESULT_RESULT_H
#define RESULT_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"

enum cell_kind {
	CELL_NONE,    /* no value: blank, empty, null */
	CELL_MISSING, /* the group whose value is missing: (missing) on screen, empty in csv and tsv, null in json */
	CELL_HIDDEN,  /* not to be shown: TEXT says why to people; empty in csv and tsv, null in json */
	CELL_TEXT,
	CELL_INTEGER,
	CELL_NUMBER,
	CELL_YESNO,
	CELL_TIME,    /* text holds the literal: 2024-Q1, 2024-03-05T14:00 */
	CELL_DECIMAL, /* integer / 10^scale, exact; printed with exactly SCALE places in machine formats */
};

struct cell {
	enum cell_kind kind;
	uint8_t scale; /* CELL_DECIMAL */
	bool is_ample; /* an n that is large enough: no mark here, even in a ROW_SMALL */
	union {
		int64_t integer; /* also yes/no: 1, 0 */
		double number;
	};
	struct text text; /* CELL_TEXT, CELL_TIME, CELL_HIDDEN */
};

/* How people see a number; machine formats always print it whole. */
enum look {
	LOOK_PLAIN,    /* integers grouped in thousands, others shortest, at most 4 decimals */
	LOOK_POINTS,   /* scores and percentages 0..100: 1 decimal */
	LOOK_PERCENT,  /* a ratio 0..1 shown as 12.3% */
	LOOK_MEAN,     /* 2 decimals */
	LOOK_DURATION, /* seconds, shown as 4 m 31 s, 2 h 05 m, 3 d 4 h */
	LOOK_MONEY,    /* 2 decimals, thousands */
	LOOK_INTEGER,  /* rounded, thousands */
	LOOK_RAW,      /* identifiers and years: no thousands separator */
};

enum column_part {
	PART_DIMENSION,
	PART_VALUE,
	PART_BASE,
	PART_LOW,
	PART_HIGH,
	PART_SHARE,
	PART_BEFORE,
	PART_CHANGE,
	PART_OTHER,
};

struct result_column {
	struct text name;    /* header in machine formats, unique */
	struct text heading; /* header in box and markdown ("n" for a base); empty: the name */
	enum look look;
	int decimals; /* -1: as LOOK says (or set precision) */
	enum column_part part;
	bool is_change; /* people see a sign: +3.1 */
	bool is_right;	/* texts that are numbers of several kinds stand on the right as numbers do */
};

enum row_flag { ROW_SMALL = 1, ROW_PARTIAL = 2, ROW_OTHER = 4, ROW_TOTAL = 8 };

enum note_kind { NOTE_FACT, NOTE_WARNING };

struct note {
	enum note_kind kind;
	struct text text;
};

struct result {
	struct arena arena;
	bool receipt;	       /* load, define, set ...: printed at the prompt and under --echo only */
	struct text statement; /* canonical text of what was run; may be empty */
	struct text text;      /* help, explain ...: shown when there are no columns; lines end in LF */
	struct result_column *columns;
	struct map column_names; /* to number, for unique names */
	size_t n_columns;
	struct cell *cells; /* n_rows * n_columns */
	unsigned *flags;    /* n_rows, of enum row_flag */
	size_t n_rows;
	size_t rows_capacity, columns_capacity;
	struct note *notes;
	size_t n_notes, notes_capacity;
	int precision;	       /* set precision; -1: defaults */
	bool no_rows_note;     /* do not print "(no rows)" */
	struct result *screen; /* the table or text that people see instead (a triangle ...); NULL: this one */
};

struct result *result_new(void); /* NULL when memory ran out */
void result_free(struct result *r);
/* The table that people see instead of R's, empty at the first call; its rows and columns are added as to R.  The
 * notes stay
 * R's. */
struct result *result_screen(struct result *r);
/* Add a column before the first row; returns its index.  Copies its texts; a name that is taken gets _2, _3 ... */
size_t result_add_column(struct result *r, struct result_column c);
/* Add a row of CELL_NONE cells; returns its first cell, valid until the next call. */
struct cell *result_add_row(struct result *r, unsigned flags);
struct cell *result_cell(const struct result *r, size_t row, size_t column);
void result_note(struct result *r, enum note_kind kind, const char *format, ...) __attribute__((format(printf, 3, 4)));

struct cell cell_text(struct result *r, struct text t); /* copies T */
struct cell cell_time(struct result *r, struct text t); /* copies T */
struct cell cell_integer(int64_t v);
struct cell cell_number(double v); /* not finite: CELL_NONE */
struct cell cell_yesno(bool v);
struct cell cell_decimal(int64_t v, unsigned scale);

#endif
