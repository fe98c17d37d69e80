/* line.h - one statement typed in a terminal: the only place that knows Readline. */
#ifndef SHELL_LINE_H
#define SHELL_LINE_H

#include <stdio.h>

#include "cxq.h"

enum line_end {
	LINE_TYPED,   /* a statement, or several that were pasted */
	LINE_DROPPED, /* Ctrl-C */
	LINE_LEFT,    /* Ctrl-D, or the terminal is gone */
};

/* Edit on SCREEN, a terminal; S completes and tells when a statement is whole.  HISTORY: path of the file, or NULL. */
void line_open(cxq_session *s, const char *history, FILE *screen);
/* *TEXT is the caller's to free, NULL unless something was typed. */
enum line_end line_read(const char *prompt, char **text);
void line_close(void);

#endif
