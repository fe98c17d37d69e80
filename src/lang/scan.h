/* scan.h - bytes to tokens, one at a time.  Reports nothing: what is wrong with a token travels with it, because the
 * first token of the next statement is read before the statement is known to have ended. */
#ifndef LANG_SCAN_H
#define LANG_SCAN_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "lang/node.h"

struct keyword;

/* The value of a token, as the grammar takes it. */
struct lexeme {
	struct text text; /* without quotes and escapes, else as written */
	double number;
	enum unit unit;
	unsigned flags; /* of enum node_flag */
};

enum problem {
	PROBLEM_NONE,
	PROBLEM_CHARACTER,  /* a character that stands for nothing */
	PROBLEM_OPERATOR,   /* && and its like: the token is what was meant */
	PROBLEM_ENCODING,   /* bytes that are not UTF-8 */
	PROBLEM_UNCLOSED,   /* a quote that is not closed on its line */
	PROBLEM_CURLY,	    /* typographic quotes */
	PROBLEM_EMPTY_NAME, /* `` */
	PROBLEM_DATE_FORM,  /* 2025-3-1 */
	PROBLEM_DATE,	    /* 2025-02-30 */
	PROBLEM_NUMBER,	    /* too large for a double */
	PROBLEM_TOO_LONG,   /* past STATEMENT_MAX */
};

enum { STATEMENT_MAX = 1 << 20 };

/* Codes of tokens that the grammar never sees; all others are T_... */
enum { TOKEN_SEMICOLON = -1, TOKEN_SKIP = -2, TOKEN_BAD = -3 };

struct token {
	int code; /* T_..., 0 at the end of the text, or one of the above */
	struct lexeme value;
	struct span span;
	enum problem problem;
	struct span problem_span;
	const char *problem_help;      /* PROBLEM_OPERATOR: what to write */
	const struct keyword *keyword; /* NULL for anything but keywords and units */
	size_t first_half;	       /* two-word keywords: bytes of the first word, else 0 */
	bool first_on_line;
	bool indented;
};

struct scan {
	struct arena *arena;
	const struct source *source;
	struct text text;
	size_t read;   /* bytes handed to flex */
	size_t at;     /* start of the token being read */
	bool new_line; /* a line ended since the last token */
	void *flex;
	struct token ahead; /* read but not yet taken */
	bool has_ahead;
};

void scan_open(struct scan *s, struct arena *a, const struct source *source, size_t from);
/* The next token; keywords are found and two-word keywords joined. */
void scan_next(struct scan *s, struct token *out);
/* Take a two-word keyword apart again: T becomes its first word, the second is read next. */
void scan_split(struct scan *s, struct token *t);

/* Does T begin a line that is not indented? */
bool token_starts_line(const struct token *t);

/* Between the generated scanner and lex_value.c: fill the value of a token from its bytes. */
void lex_start(struct scan *s, struct token *t, size_t length);
size_t lex_read(struct scan *s, char *to, size_t room);
int lex_word(struct scan *s, struct token *t);
int lex_number(struct scan *s, struct token *t, int code);
int lex_date(struct scan *s, struct token *t);
int lex_date_form(struct scan *s, struct token *t, int code);
int lex_string(struct scan *s, struct token *t, int code);
int lex_quoted_name(struct scan *s, struct token *t, int code);
int lex_param(struct scan *s, struct token *t, int code);
int lex_curly(struct scan *s, struct token *t, int code);
int lex_problem(struct token *t, enum problem problem, int code);
int lex_operator(struct token *t, const char *help, int code);
/* Is a comment free of NUL and bytes that are not UTF-8?  Else T carries the problem. */
bool lex_comment(struct scan *s, struct token *t);
bool lex_at_end(const struct scan *s);
struct text lex_text(const struct scan *s, const struct token *t);

/* In lex.l. */
void *lex_open(struct scan *s);
int lex_token(void *flex, struct token *t);

#endif
