/* jsonl.h - bytes to rows of fields, one JSON object (RFC 8259) on each line.  Knows nothing of types.
 *
 * Members become columns by their path: {"customer": {"id": 7}} is the column `customer.id`.  The columns are learnt in
 * a first pass over the text; the passes behind it cut the same rows into fields.  A field is the value as it is spelt,
 * so that a number keeps every digit.
 *
 * What is a row is decided here, in one scan that takes nothing but strict JSON and copies nothing (a tree per row costs
 * ten times as much); jansson unescapes the strings and says what is wrong with a row that was not taken. */
#ifndef INGEST_JSONL_H
#define INGEST_JSONL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "ingest/csv.h"

enum {
	JSONL_DEPTH_MAX = 64,
	JSONL_VALUES_MAX = 1 << 20, /* in one row that is looked at by jansson, which takes some 100 bytes for each */
	JSONL_KEYS_MAX = 4 * COLUMNS_MAX,
	JSONL_NAME_MAX = 16384,
};

enum jsonl_fault {
	JSONL_FINE,
	/* not JSON */
	JSONL_SYNTAX,
	JSONL_UNFINISHED,
	JSONL_OPEN_STRING,
	JSONL_BAD_UTF8,
	JSONL_CONTROL,
	JSONL_ESCAPE,
	JSONL_SURROGATE,
	JSONL_COMMENT,
	JSONL_SINGLE_QUOTE,
	JSONL_NAN,
	JSONL_TRAILING_COMMA,
	JSONL_NUMBER,
	JSONL_SECOND_VALUE,
	JSONL_BARE_WORD,
	/* past a limit */
	JSONL_DEEP,
	JSONL_MANY_VALUES,
	JSONL_LONG_ROW,
	JSONL_LONG_VALUE,
	JSONL_NUMBER_TOO_LARGE, /* for jansson: past what a double holds; no fault of a row */
	/* JSON, but no row */
	JSONL_NOT_OBJECT,
	JSONL_TOP_ARRAY,
	JSONL_ARRAY,
	JSONL_TWICE,
	JSONL_DOTTED,
	JSONL_NUL_IN_KEY,
	JSONL_LONG_NAME,
	JSONL_MANY_COLUMNS,
	JSONL_NEW_KEY, /* the first pass did not see it: its row was a bad one, or the file is another one now */
	JSONL_NO_MEMORY,
};

struct jsonl_key {
	struct text id;	      /* the number of the parent (4 bytes) and the key */
	struct text name;     /* the path, with dots between */
	struct text spelling; /* of the key, as it stood between its quotes first */
	uint32_t parent;
	uint32_t column; /* or JSONL_NO_COLUMN */
	uint64_t value_since,
		members_since; /* the row in which it first was a value other than null, an object; 0: none */
};

#define JSONL_NO_COLUMN UINT32_MAX

/* What the first pass learns: only a reader that learns writes it.  keys[0] is the object of the row itself. */
struct jsonl_columns {
	struct arena *arena;
	struct map ids, names;
	struct jsonl_key *keys;
	size_t n_keys, capacity;
	size_t n; /* columns */
};

/* A reader of one text.  All but the first is its own. */
struct jsonl {
	struct text text;
	const char *at; /* the next row begins here */
	enum jsonl_fault fault;
	const char *fault_at;
	struct text fault_name; /* the path of the member at fault, or empty */
	struct jsonl_columns *columns;
	bool learns;
	bool learnt;	     /* the row added to what is known */
	struct arena of_row; /* what it added, until it is known to be a good one */
	struct map row_ids, row_names;
	uint64_t row;	/* rows read so far: the mark in SEEN */
	uint64_t *seen; /* by key: the row that had it last */
	uint32_t *next; /* by key: the one that followed it last, which mostly follows it again */
	struct jsonl_words *words;
	struct buffer id;
	const char *counted; /* lines are counted up to here, for places; the line begins at LINE_START */
	const char *line_start;
	uint64_t line;
};

struct jsonl_columns jsonl_columns_new(struct arena *a);
/* After the first pass: which keys are columns, in the order in which they were seen first.  A key that was null or an
 * object everywhere is none. */
void jsonl_columns_settle(struct jsonl_columns *c);
/* The name of each of the c->n columns, into NAMES. */
void jsonl_columns_names(const struct jsonl_columns *c, struct text *names);

/* false when memory ran out.  Closed with jsonl_close either way. */
bool jsonl_open(struct jsonl *j, struct text text, struct jsonl_columns *columns);
void jsonl_close(struct jsonl *j);
/* Read the next row for its columns only; a bad row adds none. */
enum csv_row jsonl_learn(struct jsonl *j);
/* Read the next row: the value of column i goes to FIELDS[i * STRIDE], nothing where it is null or absent.  Fields stay
 * valid until jsonl_release.  After CSV_BAD_ROW fault, fault_at and fault_name tell why and where (JSONL_NO_MEMORY:
 * give up), and reading may go on behind the bad row. */
enum csv_row jsonl_read(struct jsonl *j, struct field *fields, size_t stride);
/* Drop what the fields read so far pointed to. */
void jsonl_release(struct jsonl *j);

/* Line and column (in characters), both from 1, of a byte not before the one asked for last. */
void jsonl_place(struct jsonl *j, const char *where, uint64_t *line, uint64_t *column);
/* What is wrong with the row read last, as a message. */
void jsonl_explain(const struct jsonl *j, struct buffer *out);
/* What to do about it; nothing is added where the message says all. */
void jsonl_advise(const struct jsonl *j, struct buffer *out);

/* Whether T, all of it, is one JSON value, by jansson: JSONL_FINE, or what is wrong at *WHERE. */
enum jsonl_fault jsonl_check(struct text t, const char **where);
/* The string that TOKEN, quotes included, stands for: at most as long as TOKEN, into TO; its length, or SIZE_MAX with
 * *FAULT set. */
size_t jsonl_unescape(struct text token, char *to, enum jsonl_fault *fault);

#endif
