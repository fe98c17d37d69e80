/* terminal.h - what the three streams are connected to, and what can be shown there.  Asks the system, never the
 * terminal. */
#ifndef SHELL_TERMINAL_H
#define SHELL_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

struct terminal {
	bool in, out, err; /* the stream is a terminal */
	bool colour;	   /* wanted on a terminal at all */
	bool ascii;	   /* the locale is not UTF-8 */
};

/* Sets the locale for characters (numbers keep their points) and makes sure that the three streams exist. */
struct terminal terminal_find(void);
/* Columns of the terminal on stdout, now. */
size_t terminal_width(void);

#endif
