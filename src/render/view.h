/* view.h - a table as people see it: which columns stand on the right, which cells carry a mark. */
#ifndef RENDER_VIEW_H
#define RENDER_VIEW_H

#include "base/buffer.h"
#include "result/result.h"

struct view_column {
	bool is_right;	  /* numbers stand on the right */
	bool holds_text;  /* may be wrapped and cut */
	bool marks_small; /* a row of few answers has its mark here */
};

struct view {
	const struct result *result;
	struct view_column *columns;
	size_t time_column; /* where an unfinished period is marked; SIZE_MAX: nowhere */
	bool has_small;
};

/* False when memory ran out. */
bool view_open(struct view *v, const struct result *r);
void view_close(struct view *v);
/* Does this cell carry the mark of few answers? */
bool view_is_marked(const struct view *v, size_t row, size_t column);
/* The cell with its marks. */
void view_cell(const struct view *v, size_t row, size_t column, struct buffer *out);

#endif
