/* row.h - typed expressions over one row: filters, arguments of aggregates, computed dimensions.
 * Two-valued logic: a comparison with a missing value is false, and `not` is its true complement. */
#ifndef PLAN_ROW_H
#define PLAN_ROW_H

#include "lang/node.h"
#include "plan/moment.h"
#include "plan/scope.h"

struct computed;

enum row_type {
	ROW_NUMBER,
	ROW_YESNO,
	ROW_MOMENT, /* seconds since 1970 */
	ROW_WORD,   /* value of a text column */
	ROW_LABEL,  /* number 0, 1, ... of a label: weekday, bands */
};

enum row_kind {
	ROW_CONSTANT, /* number; NaN: missing */
	ROW_COLUMN,   /* column, perhaps seen through a role: number, yes/no as 0 or 1, seconds, or a word */
	ROW_WEEKDAY,  /* a: moment; 0 = Monday */
	ROW_HOUR,     /* a: moment; 0..23 */
	ROW_BAND,     /* a: number or word; index of the first of BANDS that holds it, else missing */
	ROW_NEGATE,
	ROW_ADD,
	ROW_SUBTRACT,
	ROW_MULTIPLY,
	ROW_DIVIDE,
	ROW_COMPARE,   /* a op b, numbers; a missing side is false (OP_NE: true) */
	ROW_WITHIN,    /* low <= a < high (closed above: <=) */
	ROW_WORDS,     /* a: word column; its code is one of CODES */
	ROW_TEXT_TEST, /* a: word column; op, pattern */
	ROW_SAME_TEXT, /* a, b: word columns */
	ROW_TRUE,      /* a: yes/no value; missing is false */
	ROW_MISSING,   /* a has no value */
	ROW_AND,
	ROW_OR,
	ROW_NOT, /* list; NOT: a */
};

struct row_band {
	struct text label;
	double low, high; /* closed */
	uint32_t *codes;  /* words, or NULL */
	size_t n_codes;
};

struct row {
	enum row_kind kind;
	enum row_type type;
	enum node_op op;
	struct span span;
	const struct column *column;
	const struct role_map *role; /* the cleaning of a role's values, or NULL */
	double seconds;	 /* ROW_COLUMN of a known time unit: seconds per unit; values are then seconds; else 0 */
	double own_unit; /* ROW_COLUMN by its own name: seconds per unit where known, for comparisons with durations */
	bool mirror;	 /* a reversed scale: the value is low + high - value */
	double number;
	int64_t length;	  /* moments given as literals: seconds that the literal covers (a month ...); 0: an instant */
	double low, high; /* ROW_WITHIN */
	bool closed;
	uint32_t *codes;
	size_t n_codes;
	struct text pattern;
	struct row_band *bands;
	size_t n_bands;
	uint32_t *band_of; /* ROW_BAND by the beginnings of words: band by code of A, UINT32_MAX none; else NULL */
	const char *const *labels; /* ROW_WEEKDAY */
	const struct zone *zone;   /* ROW_COLUMN: its seconds are of this zone's clock, not of UTC; NULL: as stored */
	struct computed *computed; /* ROW_COLUMN: filled before it is read (computed.h); NULL: of the table */
	struct row *a, *b;
	struct row **list;
	size_t n_list;
};

/* NODE as a value, a condition or a value of any type; NULL with errors added. */
struct row *row_bind(struct scope *s, const struct node *node);
struct row *row_bind_condition(struct scope *s, const struct node *node);
/* The column or role NAME (a NAME node) stands for, as a ROW_COLUMN, or NULL with an error. */
struct row *row_bind_name(struct scope *s, const struct node *name);
/* Bands of a DIMENSION tree: ROW_BAND. */
struct row *row_bind_bands(struct scope *s, const struct node *bands);
/* FRAGMENTS: a ROW_BAND too; a text belongs to the first fragment that one of its words begins with. */
struct row *row_bind_fragments(struct scope *s, const struct node *fragments);

/* A and B are to be subtracted or compared: where all their times had a zone they become UTC again, so that the difference
 * is what really went by. */
void row_elapse(const struct scope *s, struct row *a, struct row *b);
/* EXPR, a moment, in UTC where it had a zone, for what is counted from event to event. */
struct row *row_instant(struct arena *a, struct row *expr);

/* The rows in which every column that EXPR mentions is present, columns tested only by `is missing` apart (design
 * 4.1.11);
 * NULL when that is every row. */
struct row *row_base(struct scope *s, struct row *expr);
/* Both conditions; either may be NULL. */
struct row *row_both(struct scope *s, struct row *a, struct row *b);
/* Same expression? */
bool row_equal(const struct row *a, const struct row *b);
/* The one column that everything in EXPR depends on, or NULL: none, or more than one. */
const struct column *row_only_column(const struct row *expr);
/* Does anything in EXPR, which may be NULL, read COLUMN? */
bool row_mentions(const struct row *expr, const struct column *column);

struct row *row_new(struct scope *s, enum row_kind kind, enum row_type type, struct span span);
struct row *row_constant(struct scope *s, double number, enum row_type type, struct span span);
struct row *row_column(struct scope *s, const struct column *c, const struct role_map *role, struct span span);
struct row *row_not(struct scope *s, struct row *a);
void row_print(const struct row *r, struct buffer *out);

/* Shared by the row_*.c files. */
/* The error that no column serves ROLE; NULL. */
struct row *row_unmapped_role(struct scope *s, enum role role, struct span span);
/* Is NAME a column that would have been derived from roles?  Then the error that one of them is not mapped was added. */
bool row_underivable(struct scope *s, struct text name, struct span span);
struct row *row_compare(struct scope *s, const struct node *node);
struct row *row_in(struct scope *s, const struct node *node);
struct row *row_between(struct scope *s, const struct node *node);
struct row *row_text_test(struct scope *s, const struct node *node);
/* A literal as an operand of LEFT (its type, unit and words decide): ROW_CONSTANT with length for moments; NULL with
 * an error. */
struct row *row_literal_for(struct scope *s, const struct row *left, const struct node *value);
/* Code of the word VALUE in column of LEFT; UINT32_MAX: not in the data (an error was added, or a note). */
uint32_t row_word_code(struct scope *s, const struct row *left, const struct node *value);
/* The text of a value node as written: names, texts, numbers, dates. */
bool row_value_text(const struct node *value, struct text *out);
/* Resolves a PARAM node to its value, or returns NODE. NULL with an error. */
const struct node *row_parameter(struct scope *s, const struct node *node);
const char *row_type_name(enum row_type t);

/* First and last moment of the active table's time role; false when it has none. */
bool scope_data_period(const struct scope *s, struct period *out);
/* The as-of day: set as_of, else the last day in the data, else 0. */
int64_t scope_as_of_day(const struct scope *s);
/* SECONDS as C holds them, on the clock of the zone that was set: the period they span. */
void scope_wall_period(const struct scope *s, const struct column *c, struct period *p);
/* The zone whose clock times of C are shown by, or NULL: as they are. */
const struct zone *scope_zone(const struct scope *s, const struct column *c);
struct calendar scope_calendar(const struct scope *s);
/* The period a moment node means (DATE, NUMBER year, TODAY, AGO, LAST_UNIT, PARAM ...); false with an error. */
bool scope_moment(struct scope *s, const struct node *when, struct period *out);

#endif
