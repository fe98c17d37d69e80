/* csv.h - bytes to rows of fields (RFC 4180, with LF, CRLF and CR as line ends, mixed), in any dialect.  Blanks around a
 * field's quotes are no part of it.  Knows nothing of types. */
#ifndef INGEST_CSV_H
#define INGEST_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/text.h"
#include "store/table.h"

enum { COLUMNS_MAX = TABLE_COLUMNS_MAX, FIELD_MAX = 16 << 20, ROW_MAX = 64 << 20 };

/* How a text is cut into rows and fields, and which of them are what. */
struct dialect {
	char delimiter;
	char quote;   /* 0: none, every character is an ordinary one */
	char escape;  /* within quotes it makes the next character an ordinary one; 0: none does */
	char comment; /* lines that begin with it are no rows; 0: none */
	char decimal; /* in numbers: '.' or ',' */
	bool header;  /* the first row names the columns */
	size_t skip;  /* lines before it that are no rows */
};

/* A comma, double quotes and a header. */
extern const struct dialect csv_usual;

/* What stands between the delimiters, without the quotes around it; DOUBLED: two quotes in it stand for one, or ESCAPE and
 * a character for that; IS_STRING: a string of JSON, which may be a date or a time, but no number and no yes or no. */
struct field {
	const char *at;
	uint32_t n;
	bool doubled, is_string;
	char escape; /* 0: there is none */
};

enum csv_fault {
	CSV_FINE,
	CSV_FEW_FIELDS,
	CSV_MANY_FIELDS,
	CSV_TEXT_AFTER_QUOTE,
	CSV_UNCLOSED_QUOTE,
	CSV_LONG_FIELD,
	CSV_LONG_ROW,
};

/* A reader of one text.  All but the first three are its own. */
struct csv {
	struct text text;
	struct dialect dialect;
	size_t n_columns; /* fields a row must have; 0: any number (then at most COLUMNS_MAX are stored) */
	const char *at;	  /* the next row begins here */
	const char *row;  /* the row read last began here */
	size_t n_fields;  /* of it, those not stored included */
	enum csv_fault fault;
	const char *fault_at;
	const char *counted; /* lines are counted up to here, for places; the line begins at LINE_START */
	const char *line_start;
	uint64_t line;
};

/* Nothing is skipped yet: csv_skip_lines does, or the caller sets AT. */
struct csv csv_open(struct text text, struct dialect dialect, size_t n_columns);
/* Go on behind the next N lines, whatever is in them. */
void csv_skip_lines(struct csv *c, size_t n);

enum csv_row { CSV_ROW, CSV_BAD_ROW, CSV_END };

/* Read the next row that is not blank: field i goes to FIELDS[i * STRIDE].  After CSV_BAD_ROW fault, fault_at and
 * n_fields tell why and where, and reading may go on behind the bad row. */
enum csv_row csv_read(struct csv *c, struct field *fields, size_t stride);
/* The text of F; IN_BETWEEN is cleared and holds it where quotes had to be undoubled.  An escape before a letter or a figure
 * stays, as nobody knows what it means (\n, \N, C:\temp). */
struct text csv_text(struct field f, struct buffer *in_between);
/* Line and column (in characters), both from 1, of a byte not before the one asked for last. */
void csv_place(struct csv *c, const char *where, uint64_t *line, uint64_t *column);
/* The text goes on elsewhere: count the lines of this part, up to the next row, while it is still there; then TEXT, which
 * begins with that row, takes its place. */
void csv_leave(struct csv *c);
void csv_continue(struct csv *c, struct text text);
/* FAULT of a row of N_FIELDS as a message: "7 fields, but the header (or the first row) has 10". */
void csv_explain(enum csv_fault fault, size_t n_fields, size_t n_columns, bool header, struct buffer *out);

#endif
