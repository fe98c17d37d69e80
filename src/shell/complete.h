/* complete.h - what could stand at the cursor: collected from the library, shown to people.  Knows no line editor. */
#ifndef SHELL_COMPLETE_H
#define SHELL_COMPLETE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "cxq.h"

struct candidate {
	char *text;
	char *description;
};

struct candidates {
	struct candidate *list; /* best first */
	size_t n;
	size_t room;
	size_t word_start; /* where in the text the unfinished word begins */
	bool failed;	   /* memory ran out: the list is shorter than it should be */
};

void candidates_find(struct candidates *c, cxq_session *s, const char *text, size_t length);
void candidates_free(struct candidates *c);
/* Bytes that all texts begin with, ASCII letters without regard to case; never part of a character. */
size_t candidates_common(const struct candidates *c);
/* One per line with its description, at most ROWS lines of COLUMNS columns; says how many are left out. */
void candidates_show(const struct candidates *c, size_t rows, size_t columns, FILE *out);
/* --complete: one per line, a tab, the description. */
enum cxq_status complete_print(cxq_session *s, const char *text, FILE *out);

#endif
