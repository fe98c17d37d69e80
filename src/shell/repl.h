/* repl.h - statements typed in a terminal, one after the other. */
#ifndef SHELL_REPL_H
#define SHELL_REPL_H

#include "shell/shell.h"

/* Says hello, unless -q was given. */
void repl_greet(const struct shell *sh);
/* Until the user leaves (CXQ_OK) or answers cannot be written. */
enum cxq_status repl_run(struct shell *sh);

#endif
