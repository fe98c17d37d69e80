/* node.h - the syntax tree: what was written, where, and nothing about what it means.
 * One node type for everything, so that printing, formatting, copying and dumping walk one table (node_kinds.def).
 * Nodes live in the statement arena, are finished when parse_statement returns, and are read-only afterwards. */
#ifndef LANG_NODE_H
#define LANG_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/text.h"

/* Kind, and in the comment of node_kinds.def: its children in order and the fields that it uses. */
enum node_kind {
#define NODE(kind, name) NODE_##kind,
#include "lang/node_kinds.def"
#undef NODE
	NODE_KINDS
};

enum node_op {
	OP_NONE,
	OP_EQ,
	OP_NE,
	OP_LT,
	OP_LE,
	OP_GT,
	OP_GE, /* NODE_COMPARE */
	OP_CONTAINS,
	OP_MATCHES,
	OP_LIKE,
	OP_STARTS_WITH,
	OP_ENDS_WITH, /* NODE_TEXT_TEST; ~ is OP_MATCHES, !~ its negation */
	OP_LAST,
	OP_PREVIOUS,
	OP_THIS,
	OP_SINCE,
	OP_BEFORE,
	OP_THROUGH,
	OP_DURING,
	OP_FROM_TO, /* NODE_TIMERANGE */
	OP_METRIC,
	OP_SEGMENT,
	OP_DIMENSION,
	OP_ORDER,
	OP_QUERY,
	OP_VALUES, /* NODE_SHOW; OP_NONE: show WORD */
	OP_HIGHER,
	OP_LOWER, /* NODE_BETTER */
	OP_FOLLOWED,
	OP_PRECEDED, /* NODE_SEQUENCE */
};

/* Calendar and clock units, finest first. */
enum unit {
	UNIT_NONE,
	UNIT_SECOND,
	UNIT_MINUTE,
	UNIT_HOUR,
	UNIT_DAY,
	UNIT_WEEK,
	UNIT_MONTH,
	UNIT_QUARTER,
	UNIT_YEAR,
};

enum node_flag {
	FLAG_QUOTED = 1,     /* NAME written in backquotes; TEXT label written in quotes */
	FLAG_KEYWORD = 2,    /* NAME that is a keyword, read as a name because a name was needed there */
	FLAG_NEGATED = 4,    /* not in, not between, is not missing, not contains, !~ */
	FLAG_DESCENDING = 8, /* KEY with desc */
	FLAG_ASCENDING = 16, /* KEY with asc */
	FLAG_PERCENT = 32,   /* OPTION whose number was written as a percentage (number is then 0..1) */
	FLAG_STRING = 64,    /* file or column name given as "text" */
	FLAG_NUMBER = 128,   /* OPTION that has a number */
};

struct node {
	enum node_kind kind;
	enum node_op op;
	enum unit unit;
	unsigned flags;	  /* of enum node_flag */
	unsigned depth;	  /* 1 + the deepest child; at most NODE_DEPTH_MAX */
	double number;	  /* value of numbers and counts; percentages as 0..1 */
	struct text text; /* name, text without quotes and escapes, date or number as written */
	struct span span;
	struct node *first, *last; /* children */
	struct node *next;	   /* sibling */
	size_t n_children;
};

enum { NODE_DEPTH_MAX = 1000 };

struct node *node_new(struct arena *a, enum node_kind kind, struct span span);
/* Append CHILD (NULL is ignored); joins the spans and counts the depth.  Returns PARENT. */
struct node *node_add(struct node *parent, struct node *child);
/* The child of KIND, or NULL. */
const struct node *node_child(const struct node *n, enum node_kind kind);
/* The child at INDEX from 0, or NULL. */
const struct node *node_at(const struct node *n, size_t index);
/* A deep copy into A, texts included; spans keep pointing at their source. */
struct node *node_copy(struct arena *a, const struct node *n);
/* Does N answer a question about the data: a query, a listing, compare, funnel ...? */
bool node_is_report(const struct node *n);
/* A number (also a negative one), text, date, length of time or truth, as written. */
bool node_is_literal(const struct node *n);
/* Same tree, spans, brackets and flags of spelling apart. */
bool node_equal(const struct node *a, const struct node *b);

/* Canonical text, one line: lower-case keywords, one blank around operators, clause order as
 * `cxq fmt` prints it.
 * An expression, an item or a whole statement; parsing it again gives an equal tree. */
void node_print(const struct node *n, struct buffer *out);
/* One node a line, indented: for explain and --dump=ast. */
void node_dump(const struct node *n, struct buffer *out);

const char *unit_name(enum unit u);   /* "month" */
const char *op_name(enum node_op op); /* "<=", "starts with", "last" */
/* Seconds of N units of at most a week; months, quarters and years have no fixed length: 0. */
double unit_seconds(enum unit u);

#endif
