/* table.h - columns of equal length in memory, and their dictionaries.  Knows nothing of queries.
 *
 * Layout: a value is an unsigned code of 1, 2, 4 or 8 bytes; the missing value is one extra code at the end
 * of the
 * domain.  Text: code = place in the dictionary.  Yes/no: 0 or 1.  Integers, decimals, dates and times: code = value -
 * base,
 * a decimal being value * 10^scale, a date days and a time seconds (or milliseconds) since 1970-01-01T00:00 UTC.
 * Other numbers: doubles, NaN = missing.  Rows are in (customer, time, line of the file) order once table_arrange was
 * called. */
#ifndef STORE_TABLE_H
#define STORE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/text.h"

enum { CHUNK_ROWS = 65536, TABLE_ROWS_MAX = INT32_MAX, TABLE_COLUMNS_MAX = 4096, REJECTS_LISTED = 1000 };

enum column_type {
	COLUMN_TEXT,
	COLUMN_YESNO,
	COLUMN_INTEGER,
	COLUMN_DECIMAL, /* exact, up to 6 places */
	COLUMN_NUMBER,	/* double */
	COLUMN_DATE,	/* whole days */
	COLUMN_TIME,	/* seconds, or milliseconds: see per_second */
};

struct dictionary_blob;
struct pending;
struct serials;
struct dictionary_slot;

/* Where the bytes of a word are. */
struct word_place {
	const char *at;
	uint32_t n;
};

/* Words in the order of first appearance (or of their numbers: store/serials.h); their bytes are the dictionary's. */
struct dictionary {
	struct word_place *words;
	uint32_t n;
	size_t words_capacity;
	struct dictionary_blob *blobs; /* the bytes, newest first; they never move */
	char *bytes;		       /* in place of both, where every word has WORD_SIZE bytes: */
	size_t word_size;	       /* word i at bytes + i * word_size; 0: otherwise */
	struct serials *serials;       /* what the words are, if they are numbers */
	bool unspelt;		       /* and nobody has asked for one: there is only room for the bytes */
	struct dictionary_slot *slots; /* hash index for find; NULL: made when first needed */
	size_t capacity;
};

/* The first word that is asked for may have all of them spelt out: not for two threads at once until then. */
struct text dictionary_word(const struct dictionary *d, uint32_t code);
/* The code of WORD, or UINT32_MAX. */
uint32_t dictionary_find(const struct dictionary *d, struct text word);
/* The code of WORD, added if new; UINT32_MAX when memory ran out or 2^32-2 words are reached. */
uint32_t dictionary_add(struct dictionary *d, struct text word);

/* Per column and chunk: what lets a scan skip it. */
struct chunk_statistics {
	uint64_t low, high; /* codes of present values; low > high: none.  Doubles: 0 and UINT64_MAX if any */
	uint32_t n_missing;
	uint64_t present[4]; /* bit set of codes, for domains up to 256 (missing included) */
};

/* Why a column that was not asked for before could not be filled. */
enum fill_fault { FILL_FINE, FILL_NO_MEMORY, FILL_CHANGED, FILL_STOPPED };

/* Where the texts of a column are, of one kind or another: see ingest/left.h. */
struct column_left {
	void (*free)(struct column_left *left);
	uint32_t n_words; /* so many different ones were seen at once: there may be more */
};

/* How a yes/no column was spelt in its file, for whole-table exports: "yes"/"no", "True"/"False", "Y"/"N", "1"/"0". */
struct table;

struct column {
	struct text name;  /* as written in the header, trimmed, unique */
	struct text snake; /* lower_snake form, unique */
	enum column_type type;
	uint8_t width;	     /* bytes per code: 1, 2, 4, 8; doubles 8 */
	uint8_t scale;	     /* decimals: places */
	uint16_t per_second; /* times: 1 or 1000 */
	uint8_t time_digits; /* times as spelt: 16 = to the minute, 19 = seconds, 23 = milliseconds; for exports */
	bool zoned;	     /* times: had a zone and were moved to UTC */
	struct text yes, no; /* yes/no: the file's spelling */
	uint8_t date_order;  /* dates and times: 1 day before month, 2 month before day, as the file had them; else 0 */
	bool derived;	     /* made by cxq, not in the file */
	bool looked_up;	     /* of a file that was attached, not of the table's own */
	bool clock;	     /* integers: seconds that were spelt h:mm:ss */
	struct text no_date; /* why a column that looks like dates is text, or empty */
	int64_t base;
	uint64_t domain; /* number of codes of present values; the missing code is DOMAIN (8-byte codes: UINT64_MAX) */
	void *codes;	 /* n_rows * width bytes; doubles: double[n_rows]; see column_values */
	/* Read and not asked for yet: CODES is only room for them; NULL: they are there.  See store/pending.h. */
	struct pending *pending;
	struct dictionary *words; /* text only */
	uint64_t n_missing;
	struct chunk_statistics *chunks; /* known when the values are */
	/* Not asked for yet, derived or left in its file: makes codes and all that goes with them; NULL: they are there.
	 * See table_ready. */
	enum fill_fault (*fill)(const struct table *t, struct column *c);
	struct column_left *left; /* text that is still in its file; FILL reads it.  NULL: none */
};

/* Roles: the closed list of roles.def. */
enum role {
#define ROLE(id, kind, low, high, names) ROLE_##id,
#include "store/roles.def"
#undef ROLE
	ROLES,
	ROLE_NONE = ROLES
};

enum role_kind {
	ROLE_ID,
	ROLE_MOMENT,
	ROLE_CATEGORY,
	ROLE_YESNO,
	ROLE_SCORE,
	ROLE_SPAN,
	ROLE_COUNT,
	ROLE_AMOUNT,
	ROLE_TEXT
};

/* What a role is mapped to in one table. */
struct role_map {
	const struct column *column; /* NULL: not mapped.  For time spans the values are COLUMN's times UNIT_SECONDS */
	double low, high;	     /* scores: the scale; HIGH < LOW: reversed (5..1) */
	double seconds;		     /* spans: seconds per unit of the column (60 for minutes) */
	double missing[16];	     /* further codes that are missing in the role */
	size_t n_missing;
	uint64_t n_outside; /* values outside the scale, missing for the role */
	bool explicit_mapping;
};

/* A column that might serve ROLE but was not mapped, and why, with the mapping line to write. */
struct role_candidate {
	enum role role;
	const struct column *column;
	struct text why;
};

struct reject {
	uint64_t line, column; /* from 1 */
	struct text why;
	struct text file; /* where the table has several */
};

/* A file that rows came from; those of the next file follow in places. */
struct table_part {
	struct text file;
	size_t n_rows;
	uint64_t first_line; /* line of its first row; 0: lines cannot be told from rows */
};

/* Customers with and without rows: store/base.h. */
struct bases {
	struct base *attached; /* from a file; NULL: none */
	struct base *own;      /* of the table's customers, once asked for */
};

struct table {
	struct arena arena; /* names, small things; columns have their own blocks */
	struct text name;
	struct text file; /* as loaded, for messages; "sample" for the built-in one */
	size_t n_rows;
	struct column *columns;
	size_t n_columns;
	uint32_t *places; /* n_rows: the row at each place of its file, from 0; NULL: rows are in file order */
	uint32_t *lines;  /* the other way round: see table_line; room for it, or NULL as places */
	bool has_lines;
	/* customer order, once arranged */
	uint64_t *starts;   /* one bit per row: first row of a customer; NULL: no customer role.  Rows without a
					 * customer come last and each has its bit: they belong to nobody together */
	size_t n_customers; /* different ones, the missing not counted */
	bool by_customer, by_time;
	struct role_map roles[ROLES];
	struct role_candidate *candidates;
	size_t n_candidates;
	struct reject *rejects; /* the first 1,000 */
	size_t n_rejects;	/* all of them */
	uint64_t n_repaired;	/* bytes that were not UTF-8 and were replaced */
	struct text dialect;	/* what was decided, as text: delimiter ",", 5,000 rows ... */
	struct text decided;	/* the same as options of a load statement: delimiter ",", header on ... */
	struct text *remarks;	/* lines for the receipt: what was read otherwise than one might expect */
	size_t n_remarks, remarks_room;
	struct bases *bases; /* NULL: a table that can have none */
	struct table_part *parts;
	size_t n_parts;
	struct text file_column;	    /* the column that names the file of a row; empty: none */
	struct text notes;		    /* lines: what was to be said when files became one table */
	const struct load_request *request; /* how it was loaded, for rows that are appended: see ingest/join.h */
	struct lookups *lookups;	    /* files attached to it: store/lookup.h; NULL: none */
	/* Why a column that was asked for could not be filled, and which, until table_explain_fault. */
	enum fill_fault fault;
	const struct column *unfilled;
};

const char *role_name(enum role r);
enum role_kind role_kind_of(enum role r);
/* The role of that name, or ROLE_NONE. */
enum role role_find(struct text name);

/* The column so named: as written in the header, else its snake form, else either ignoring case; NULL if none or
 * ambiguous.  Its values are there. */
const struct column *table_column(const struct table *t, struct text name);
/* The same among the columns of T alone, a derived one perhaps without its values. */
const struct column *table_find(const struct table *t, struct text name);
/* C of T, its values there: whoever has a column from the list of columns asks so before looking at values.  Where they
 * cannot be had it jumps to the failure place of T's arena, see FAULT.  Not for two threads at once. */
const struct column *table_ready(const struct table *t, const struct column *c);
/* The same without a jump: false where they cannot be had. */
bool table_fill(const struct table *t, const struct column *c);
/* Add the error why the column that was asked for last could not be filled; SPAN: of the statement. */
void table_explain_fault(struct table *t, struct span span, struct diagnostics *errors);
/* Both for all columns of the file: what is left in it is read. */
void table_ready_all(const struct table *t);
bool table_fill_all(const struct table *t);
enum { PROSE_WORDS = 500 };
/* Is C text with at least so many different values, which nobody has asked for yet?  Then it is no category, and not worth
 * reading to find that out. */
bool column_is_prose(const struct column *c);
/* The place of ROW in its files, from 0. */
size_t table_line(const struct table *t, size_t row);
/* The row at PLACE of the files. */
static inline size_t table_row_at(const struct table *t, size_t place)
{
	return t->places ? t->places[place] : place;
}

/* Find the lines of all rows now: several threads may then ask. */
void table_find_lines(const struct table *t);
/* Make the codes of C, which are only pending.  Not for two threads at once. */
void column_settle(const struct column *c);

/* The codes, or doubles, of all rows.  Threads that share a column ask once before they begin. */
static inline const void *column_values(const struct column *c)
{
	if (c->pending)
		column_settle(c);
	return c->codes;
}

/* The missing code of C. */
uint64_t column_missing(const struct column *c);
/* Code of ROW (not for doubles). */
uint64_t column_code(const struct column *c, size_t row);
/* Codes of the N rows from ROW on (not for doubles). */
void column_codes(const struct column *c, size_t row, size_t n, uint64_t *codes);
/* Add up how often each code stands in the first N rows: COUNTS[code], the missing one at [domain] (not for doubles). */
void column_count(const struct column *c, size_t n, uint64_t *counts);
/* Value of ROW as a number (integers, decimals, doubles, yes/no 0/1, dates in days, times in seconds); NaN when
 * missing or text. */
double column_number(const struct column *c, size_t row);
bool column_is_missing(const struct column *c, size_t row);
/* Number of a code, as column_number. */
double column_code_number(const struct column *c, uint64_t code);
/* The double values of a COLUMN_NUMBER. */
const double *column_doubles(const struct column *c);

/* T and OTHER change their contents: who points to T sees the other table. */
void table_swap(struct table *t, struct table *other);
/* Add LINE, which lives as long as T, to its remarks. */
void table_remark(struct table *t, struct text line);
/* Frees the table and all it owns. */
void table_free(struct table *t);

#endif
