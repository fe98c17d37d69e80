/* layout.h - how wide the columns of a box are, and which of them are shown, so that it fits. */
#ifndef RENDER_LAYOUT_H
#define RENDER_LAYOUT_H

#include "render/view.h"

struct layout_column {
	size_t natural;	  /* room for the heading and every cell on one line */
	size_t least;	  /* below this it is rather hidden */
	size_t width;	  /* as drawn */
	bool is_flexible; /* text: any width between the two is of use */
};

struct layout {
	struct layout_column *columns; /* one per column of the result */
	size_t left;		       /* shown from the first ... */
	size_t right;		       /* ... and shown at the end; what is between is hidden */
};

#define LAYOUT_GAP SIZE_MAX

/* For at most WIDTH columns of the terminal (0: any).  False when memory ran out. */
bool layout_open(struct layout *l, const struct view *v, size_t width);
void layout_close(struct layout *l);
/* The column drawn at place I: its number, or LAYOUT_GAP for the mark that stands for the hidden ones. */
size_t layout_at(const struct layout *l, const struct view *v, size_t i);
/* A star anywhere in a column of numbers keeps a place free in all its cells, so that digits stay under digits: 1 or
 * 0. */
size_t layout_mark_room(const struct view *v, size_t column);
/* Places drawn. */
size_t layout_places(const struct layout *l, const struct view *v);

#endif
