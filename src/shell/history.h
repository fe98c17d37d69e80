/* history.h - the file that remembers what was typed.  Knows where it is and who may read it, not what is in it. */
#ifndef SHELL_HISTORY_H
#define SHELL_HISTORY_H

/* The path of the history file, made if need be, readable by the user alone; the caller frees it.
 * NULL: nothing is remembered, because there is no safe place. */
char *history_file(void);

#endif
