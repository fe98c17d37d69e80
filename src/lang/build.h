/* build.h - constructors for the actions of the grammar, and the state of one statement being read.
 * The grammar calls one of these and decides nothing. */
#ifndef LANG_BUILD_H
#define LANG_BUILD_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "lang/node.h"
#include "lang/scan.h"

struct grammar_pstate;

enum { HISTORY = 3, TOKENS_MAX = 256 };

/* The stable codes of what this layer reports. */
enum parse_code {
	E_UNEXPECTED = 1, /* a word that does not fit */
	E_STOPS_EARLY,	  /* the end where more is needed */
	E_BRACKET_OPEN,	  /* a bracket that is never closed */
	E_BRACKET_CLOSE,  /* a bracket that closes nothing */
	E_CHARACTER,
	E_ENCODING,
	E_UNCLOSED, /* quotes */
	E_CURLY,
	E_OPERATOR,
	E_DATE,
	E_TWICE, /* a clause given twice */
	E_NESTING,
	E_TOO_LONG,
	E_SELECT,
	E_NUMBER,
	E_VERB_NAME,
};

/* The tokens that the grammar accepts at one place, by its own numbering: ask with grammar_expects. */
struct expected_set {
	bool has[TOKENS_MAX];
};

/* One statement being read. */
struct parse {
	struct arena *arena;
	const struct source *source;
	struct diagnostics *errors; /* NULL: silent */
	struct scan scan;
	struct grammar_pstate *state;
	struct node *result;
	size_t n_errors;
	bool stopped;	  /* the parser gave up; go on at the next statement */
	bool stops_early; /* the end came where more is needed */
	bool at_end_only; /* and that, at the end of the text, is the only error */
	bool too_deep;
	size_t n_tokens;	       /* pushed so far */
	struct token first;	       /* of the statement */
	int verb;		       /* code of the newest one that is not a name */
	struct token history[HISTORY]; /* newest first */
	const struct token *current;   /* being pushed */
	struct token fallback;	       /* the newest keyword read as a name */
	size_t fallback_at;	       /* its place among the tokens, from 1; 0: none */
	bool fallback_after_comma;
	struct text column;	  /* left of the newest =, !=, in or text operator */
	size_t half_at;		  /* place of the newest word that may begin a two-word keyword, from 1; 0: none */
	struct expected_set half; /* what would have fitted there */
	struct span *brackets;	  /* open ones */
	size_t n_brackets, brackets_room;
	size_t skip_to;	    /* after an error inside brackets: where the innermost one is closed */
	size_t problem_end; /* where the newest wrong bytes ended: a run of them is reported once */
};

struct node *build_leaf(struct parse *p, enum node_kind kind, struct span span);
struct node *build_op(struct parse *p, enum node_kind kind, enum node_op op, struct span span);
/* A node that keeps text, number and flags of the token. */
struct node *build_value(struct parse *p, enum node_kind kind, const struct lexeme *v, struct span span);
struct node *build_unit(struct parse *p, enum node_kind kind, const struct lexeme *unit, struct span span);
/* number and unit */
struct node *build_length(struct parse *p, enum node_kind kind, const struct lexeme *n, const struct lexeme *unit,
			  struct span span);
/* As above, where N must be a whole number of at least 1. */
/* followed by (CONDITION) within N UNIT. */
struct node *build_sequence(struct parse *p, enum node_op op, struct node *condition, const struct lexeme *n,
			    const struct lexeme *unit, struct span span);
struct node *build_period(struct parse *p, enum node_kind kind, const struct lexeme *n, const struct lexeme *unit,
			  struct span span);
/* number: whole, at least 1; AT is where it stands. */
struct node *build_count(struct parse *p, enum node_kind kind, const struct lexeme *n, struct span at,
			 struct span span);
/* Append CHILD, NULL is ignored. */
struct node *build_add(struct parse *p, struct node *parent, struct node *child);
/* A node of KIND with up to two children. */
struct node *build_pair(struct parse *p, enum node_kind kind, struct span span, struct node *a, struct node *b);
/* and, or: A grows when it is such a chain already. */
struct node *build_chain(struct parse *p, enum node_kind kind, struct node *a, struct node *b);
/* Move the children of FROM to the end of TO. */
struct node *build_adopt(struct parse *p, struct node *to, struct node *from);
/* Put CHILD before the others. */
struct node *build_prepend(struct parse *p, struct node *parent, struct node *child);
/* A clause goes to its canonical place; given twice it is an error, but where: joined by and. */
struct node *build_clause(struct parse *p, struct node *parent, struct node *clause);
/* ARGUMENTS is a list or NULL; its children become those of the call. */
struct node *build_call(struct parse *p, struct node *name, struct node *arguments, struct span span);
struct node *build_test(struct parse *p, enum node_kind kind, enum node_op op, unsigned flags, struct node *left,
			struct node *right);
struct node *build_negative(struct parse *p, const struct lexeme *n, struct span span);
struct node *build_target(struct parse *p, double number, struct span span);
/* An option of `with` that has a number. */
struct node *build_option(struct parse *p, const struct lexeme *word, const struct lexeme *n, unsigned flags,
			  struct span span);
/* on, off, tab ...: no name, so `on` is not a keyword in the place of one. */
struct node *build_setting(struct parse *p, const struct lexeme *word, struct span span);
/* The option of `load ... with (...)` that has two words. */
struct node *build_file_column(struct parse *p, const struct lexeme *setting, struct span at, struct span span);
/* define metric NAME: words that begin a statement are refused. */
struct node *build_define(struct parse *p, enum node_kind kind, const struct lexeme *name, struct span at,
			  struct span span);
struct node *build_flag(struct node *n, unsigned flag);
struct node *build_named(struct node *n, enum node_op op, struct node *name);
struct node *build_quantile(struct parse *p, const struct lexeme *word, struct node *of, struct span span);
/* top 20% of a measure: more than nothing and less than all. */
struct node *build_share(struct parse *p, enum node_kind kind, const struct lexeme *share, struct node *of,
			 struct span span);
/* A step written as text or as a name in backquotes: that is KIND. */
struct node *build_quoted_step(struct parse *p, enum node_kind kind, const struct lexeme *v, struct span span);
/* teach: a report of one word may name a topic as well. */
struct node *build_teach(struct parse *p, struct node *report, struct span span);
struct node *build_topic(struct parse *p, const struct lexeme *verb, struct span span);
/* The span of a bracketed list includes its brackets. */
/* calc sample: FIGURE with what follows; A may be NULL. */
struct node *build_sample(struct parse *p, struct node *figure, struct node *a, struct node *b, struct span span);
struct node *build_spanned(struct node *n, struct span span);

/* In syntax_error.c. */
void report_unexpected(struct parse *p, const struct expected_set *expected);
void report_problem(struct parse *p, const struct token *t);
void report_nesting(struct parse *p, struct span where);
void report_twice(struct parse *p, const struct node *first, const struct node *second);
void report_count(struct parse *p, struct span where);
void report_share(struct parse *p, struct span where);
void report_verb_name(struct parse *p, struct text name, struct span where);
void report_too_long(struct parse *p, struct span where);

/* Where the innermost open bracket is closed, by counting brackets only; 0: nowhere near. */
size_t closing_bracket(const struct parse *p);

/* In parse.y. */
struct grammar_pstate *grammar_open(void);
void grammar_close(struct grammar_pstate *state);
/* One token to the parser: true while it wants more, false when it gave up or has finished. */
bool grammar_push(struct parse *p, const struct token *t);
void grammar_expected(const struct parse *p, struct expected_set *set);
bool grammar_expects(const struct expected_set *set, int token);

#endif
