/* computed.h - fills the columns of a statement that depend on other rows of a unit. */
#ifndef EXEC_COMPUTED_H
#define EXEC_COMPUTED_H

#include "plan/computed.h"

/* Before rows of PLAN in WINDOW are read: columns that depend on the window will be filled for this one. */
void computed_begin(const struct plan *p, const struct window *window);
/* The rows of the table and, behind them, the customers of a base: how many values the filled column has. */
size_t computed_places(const struct computed *c);
/* Ready the column of R, where it is a computed one. */
void computed_ready(const struct row *r);

#endif
