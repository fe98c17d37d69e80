/* nearest.h - did you mean ...?  For options and the words they take. */
#ifndef SHELL_NEAREST_H
#define SHELL_NEAREST_H

#include <stddef.h>

/* Name INDEX of a list, NULL past its end. */
typedef const char *name_function(size_t index);

/* The name that is fewest edits from WORD, or NULL when none is near: within (length + 2) / 3 edits. */
const char *nearest(const char *word, name_function *name);

#endif
