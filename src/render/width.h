/* width.h - columns on a terminal, one grapheme cluster (what a reader takes for a character) at a time. */
#ifndef RENDER_WIDTH_H
#define RENDER_WIDTH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* Bytes of the first cluster of T, which is not empty; its columns, 0 to 2, are added to *COLUMNS. */
size_t width_step(struct text t, size_t *columns);

/* One line of a wrapped text. */
struct line {
	struct text text;
	size_t width;
};

/* Takes from *REST the next line of at most WIDTH columns: up to a blank, else a _ or /, else as it comes; at least one
 * cluster. */
struct line width_next_line(struct text *rest, size_t width);
/* The longest start of T that fits into WIDTH columns, without the blanks at its end. */
struct line width_fitting(struct text t, size_t width);
/* The longest part of T that width_next_line would rather not break, in columns. */
size_t width_longest_part(struct text t);

#endif
