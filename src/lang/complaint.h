/* complaint.h - one syntax error while its message is being made: what came, what came before, what would fit. */
#ifndef LANG_COMPLAINT_H
#define LANG_COMPLAINT_H

#include "lang/build.h"

struct complaint {
	const struct parse *p;
	const struct token *token;  /* the one that does not fit; code 0: the end */
	const struct token *before; /* NULL at the start of the statement */
	const struct token *before2;
	const struct expected_set *expected;
	struct arena *arena;  /* of the diagnostics */
	struct diagnostic *d; /* the generic message; a rewrite changes it */
};

/* Bytes of the source, cut to a readable length. */
struct text complaint_slice(const struct complaint *c, size_t from, size_t to);
/* The token as written, cut likewise. */
struct text complaint_written(const struct complaint *c, const struct token *t);
bool complaint_expects(const struct complaint *c, int token);
/* Is T spelt as a word (a name, a keyword or a unit)? */
bool token_is_word(const struct token *t);
/* Is T the word WORD, in any case? */
bool token_reads(const struct token *t, const char *word);

/* The first row of the rewrite table that applies changes the message. */
void complaint_rewrite(struct complaint *c);
/* "`days`" or "`top` or `to`": the expected words nearest to T, all ties; false when none is near. */
bool complaint_nearest(const struct complaint *c, const struct token *t, unsigned limit, struct text *out);
/* As above among the words that begin a statement. */
bool complaint_nearest_verb(const struct complaint *c, const struct token *t, struct text *out);
/* "a column to group by, a time unit, cohort, …" */
struct text complaint_expected(const struct complaint *c);

#endif
