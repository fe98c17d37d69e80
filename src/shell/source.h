/* source.h - a whole text in memory: a script, standard input. */
#ifndef SHELL_SOURCE_H
#define SHELL_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

struct source {
	char *text; /* ends with a NUL that is not counted */
	size_t length;
	size_t room;
};

/* Append what is in the file ("-": standard input).  False with errno set; EINTR when Ctrl-C was pressed. */
bool source_read(struct source *s, const char *path);
bool source_add(struct source *s, const char *text, size_t length);
void source_free(struct source *s);

#endif
