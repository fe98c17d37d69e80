/* statement.h - from one token to the next within a statement: soft keywords, brackets, where it ends.
 * Shared by reading (statement.c) and completion (expectation.c). */
#ifndef LANG_STATEMENT_H
#define LANG_STATEMENT_H

#include "lang/build.h"
#include "lang/parse.h"

/* A statement at byte FROM; p->arena, p->source and p->errors are set. */
void statement_open(struct parse *p, size_t from);
/* Push tokens up to NEXT, the one after the statement: of the next, or the end of the text.  The end itself is not
 * pushed. */
void statement_push_all(struct parse *p, struct token *next);
/* The first byte after the statement that ended before NEXT. */
size_t statement_end(const struct parse *p, const struct token *next);
/* Would the parser take the end of the statement here? */
bool statement_may_end(const struct parse *p);
/* Run BODY; gives back the parser's stack, the only thing not in the arena, also when memory runs out. */
void statement_guard(struct parse *p, void (*body)(struct parse *, void *), void *context);

#endif
