/* lint.h - habits that mislead: notes, never errors. */
#ifndef API_LINT_H
#define API_LINT_H

#include "api/session.h"

/* A parameter or argument that was declared. */
struct declared {
	struct declared *next;
	struct text name;
	struct span span;
	bool used;
};

struct lint {
	struct cxq_session *session;
	const struct table *table; /* what the statements ask about, or NULL: not known */
	struct diagnostics notes;
	struct declared *params;
	bool as_of_set, relative_noted;
	bool included; /* another script may use what this one declares */
	bool open;     /* something that only the run will know came before: names are not looked up */
};

/* The newest note: its number and its place, for the rules of both files. */
struct diagnostic *lint_note(struct lint *l, int rule, struct span where, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void lint_help(struct lint *l, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Everything that the tree of one statement shows.  VALUES: also values that the data do not hold. */
void lint_statement(struct lint *l, const struct node *statement, bool values);
/* What only the whole script shows. */
void lint_end(struct lint *l);

#endif
