/* parse.h - the door of the language: text to one finished tree.  Looks nothing up; never prints.
 * Every entry takes text of any bytes; NUL and bytes that are not UTF-8 outside quotes are errors with a place. */
#ifndef LANG_PARSE_H
#define LANG_PARSE_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "lang/node.h"

enum parse_result {
	PARSE_OK,    /* *out is a statement */
	PARSE_EMPTY, /* nothing but blanks and comments up to the end */
	PARSE_MORE,  /* the text ends inside a statement; reported as an error only when ERRORS is given */
	PARSE_ERROR, /* one or more errors were added; *used is where the next statement starts */
};

/* The first statement of SOURCE at or after byte FROM.  The end of a statement: `;`, or a newline where no bracket is
 * open,
 * the next line is not indented and the parser accepts the end there; or the end of the text.  *used: the first byte
 * after it.
 * With ERRORS NULL nothing is reported (completion, the prompt's Enter). */
enum parse_result parse_statement(struct arena *a, const struct source *source, size_t from, size_t *used,
				  struct node **out, struct diagnostics *errors);

/* Is the text whole (the prompt's Enter)?  PARSE_OK when every statement in it parses, PARSE_MORE when the last one
 * stops early. */
enum parse_result parse_completeness(struct arena *a, struct text text);

/* One word that may come next. */
enum expected_kind {
	EXPECT_KEYWORD, /* text is the keyword(s) as typed: "by", "starts with" */
	EXPECT_UNIT,	/* a time unit; PLURAL after a number */
	EXPECT_METRIC,
	EXPECT_COLUMN,
	EXPECT_DIMENSION,
	EXPECT_VALUE,
	EXPECT_SEGMENT,
	EXPECT_TOPIC,
	EXPECT_OPTION,
	EXPECT_LOAD_OPTION,
	EXPECT_TABLE,
	EXPECT_STEP, /* a value of the stage */
	EXPECT_QUERY,
	EXPECT_SETTING,
	EXPECT_FORMAT,
	EXPECT_ROLE,
	EXPECT_PARAMETER,
	EXPECT_FILE,
	EXPECT_FIGURE, /* what calc works out */
};

struct expected_word {
	enum expected_kind kind;
	struct text text; /* keywords only */
	bool plural;	  /* units only */
};

/* What may follow the text before the cursor, in the order to propose (design: names before keywords, clause keywords
 * in the
 * canonical order).  WORD_START: offset of the unfinished word (its opening quote included) that the candidates
 * replace. */
struct expectation {
	struct expected_word *words;
	size_t n;
	size_t word_start;
	struct text column; /* EXPECT_VALUE: the name left of the comparison, without backquotes; empty: a customer */
	struct text verb;   /* first word of the statement, lower case: show, set, help ... ; else empty */
	bool in_quotes;	    /* the unfinished word is inside "..." or `...` */
	char quote;
};
void parse_expectation(struct arena *a, struct text before_cursor, struct expectation *out);

/* Tokens one per line, "WORD 1:5 nps": for --dump=tokens. */
void parse_dump_tokens(struct arena *a, const struct source *source, struct buffer *out);

/* Every keyword of the language, in canonical order, NULL-terminated (for help and near words). */
const char *const *parse_keywords(void);

#endif
