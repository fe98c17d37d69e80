/* words.h - the words of the language as tables: lookup, names of tokens for people, what a ghost token stands for.
 * Knows nothing of text or statements. */
#ifndef LANG_WORDS_H
#define LANG_WORDS_H

#include "base/text.h"
#include "lang/node.h"
#include "lang/parse.h"

enum keyword_class { KEYWORD_HARD, KEYWORD_VERB, KEYWORD_SOFT, KEYWORD_ALIAS, KEYWORD_UNIT };

struct keyword {
	const char *word; /* lower case; two-word keywords with one blank */
	int token;	  /* T_... of the grammar */
	enum keyword_class class;
	int rank;	/* place among expected things; 9: in table order */
	enum unit unit; /* KEYWORD_UNIT only */
	bool plural;	/* KEYWORD_UNIT only */
};

/* A token that is not a keyword, as messages call it. */
struct token_name {
	int token;
	const char *name; /* "a number", "=" */
};

/* A token that the lexer never makes: it stands for one kind of name where such a name fits. */
struct ghost {
	int token;
	enum expected_kind kind;
	const char *name; /* "a metric" */
};

/* Tables end with a zero token; keywords in canonical order, units last. */
extern const struct keyword keywords[];
extern const struct ghost ghosts[];
extern const struct token_name literals[];
extern const struct token_name punctuation[];

/* The one-word keyword or unit spelt WORD in any case, or NULL. */
const struct keyword *keyword_find(struct text word);
/* The two-word keyword spelt FIRST SECOND in any case, or NULL. */
const struct keyword *keyword_pair(struct text first, struct text second);
/* Does WORD begin a two-word keyword? */
bool keyword_first_half(struct text word);
/* The part of a two-word keyword after its blank, or NULL. */
const char *keyword_second_half(const struct keyword *k);
/* Reserved words can never be names. */
bool keyword_reserved(const struct keyword *k);
/* The grammar's name of TOKEN for dumps: "WORD", "STARTS_WITH". */
const char *token_symbol(int token);

#endif
