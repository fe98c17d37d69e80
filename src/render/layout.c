#include "render/layout.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "render/cell.h"
#include "render/render.h"
#include "render/width.h"

/* Text is wrapped down to TEXT_LEAST columns; between two columns stand a line and two blanks. */
enum { TEXT_LEAST = 10, NARROWEST = 3, GAP_WIDTH = 1, BETWEEN = 3 };

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t layout_mark_room(const struct view *v, size_t column)
{
	return v->has_small && v->columns[column].marks_small && v->columns[column].is_right;
}

/* How narrow a cell may be drawn: numbers are never broken, text is wrapped and cut, a time breaks before its mark. */
static size_t least_of_cell(const struct cell *c, struct text spelled, size_t width)
{
	if (cell_is_number(c))
		return width;
	return c->kind == CELL_TEXT ? smaller(width, TEXT_LEAST) : width_longest_part(spelled);
}

static void measure(struct layout_column *l, const struct view *v, size_t column, struct buffer *scratch)
{
	size_t cells = 1, least = 1, heading, part;

	for (size_t row = 0; row < v->result->n_rows; row++) {
		bool marked = view_is_marked(v, row, column);
		size_t width = marked ? 0 : layout_mark_room(v, column);

		buffer_clear(scratch);
		view_cell(v, row, column, scratch);
		width += render_width(buffer_text(scratch));
		cells = larger(cells, width);
		least = larger(least, least_of_cell(result_cell(v->result, row, column), buffer_text(scratch), width));
	}
	buffer_clear(scratch);
	utf8_visible(v->result->columns[column].heading, scratch);
	heading = render_width(buffer_text(scratch)) + layout_mark_room(v, column);
	part = width_longest_part(buffer_text(scratch)) + layout_mark_room(v, column);
	l->natural = larger(cells, heading);
	l->least = larger(least, smaller(part, TEXT_LEAST));
	l->width = l->natural;
	l->is_flexible = v->columns[column].holds_text;
}

size_t layout_places(const struct layout *l, const struct view *v)
{
	size_t shown = l->left + l->right;

	return shown + (shown < v->result->n_columns);
}

size_t layout_at(const struct layout *l, const struct view *v, size_t i)
{
	if (i < l->left)
		return i;
	if (l->left + l->right == v->result->n_columns)
		return i;
	return i == l->left ? LAYOUT_GAP : v->result->n_columns - l->right + (i - l->left - 1);
}

static size_t width_at_level(const struct layout_column *c, size_t level)
{
	if (level >= c->natural)
		return c->natural;
	return c->is_flexible ? larger(c->least, level) : c->least;
}

/* Columns of the terminal that the box takes when no column is wider than LEVEL, unless it must be. */
static size_t box_width(const struct layout *l, const struct view *v, size_t level)
{
	size_t width = 1;

	for (size_t i = 0; i < layout_places(l, v); i++) {
		size_t at = layout_at(l, v, i);

		if (at == LAYOUT_GAP)
			width += BETWEEN + GAP_WIDTH;
		else
			width += BETWEEN + width_at_level(&l->columns[at], level);
	}
	return width;
}

/* The columns that say what a row is come first, then from both ends, the first ones sooner. */
static void choose(struct layout *l, const struct view *v, size_t width)
{
	size_t n = v->result->n_columns;
	bool from_left = true;

	if (box_width(l, v, 0) <= width)
		return;
	l->left = 1;
	l->right = 0;
	for (;;) {
		struct layout with_left = *l, with_right = *l;
		bool left_fits, right_fits, is_dimension;

		if (l->left + l->right == n)
			break;
		with_left.left++;
		with_right.right++;
		left_fits = box_width(&with_left, v, 0) <= width;
		right_fits = box_width(&with_right, v, 0) <= width;
		is_dimension = v->result->columns[l->left].part == PART_DIMENSION;
		if (!left_fits && !right_fits)
			break;
		*l = left_fits && (from_left || is_dimension || !right_fits) ? with_left : with_right;
		from_left = is_dimension || !from_left;
	}
}

/* The highest level at which the box fits; what is then left over goes to the first columns that want more. */
static void share_out(struct layout *l, const struct view *v, size_t width)
{
	size_t low = 0, high = width, spare;

	while (low < high) {
		size_t middle = (low + high + 1) / 2;

		if (box_width(l, v, middle) <= width)
			low = middle;
		else
			high = middle - 1;
	}
	spare = box_width(l, v, low);
	spare = spare < width ? width - spare : 0;
	for (size_t i = 0; i < layout_places(l, v); i++) {
		size_t at = layout_at(l, v, i);
		struct layout_column *c;

		if (at == LAYOUT_GAP)
			continue;
		c = &l->columns[at];
		c->width = width_at_level(c, low);
		if (c->is_flexible && c->width < c->natural && spare > 0 && spare--)
			c->width++;
	}
}

/* A first column that is too wide by itself is broken like text; a mark and a wide character must have room in it. */
static void force_first(struct layout *l, const struct view *v, size_t width)
{
	size_t taken = box_width(l, v, 0), least = l->columns[0].least;

	if (taken > width && least > NARROWEST)
		l->columns[0].least = larger(NARROWEST, least - smaller(least, taken - width));
}

bool layout_open(struct layout *l, const struct view *v, size_t width)
{
	size_t n = v->result->n_columns;
	struct buffer scratch = { 0 };
	bool failed;

	*l = (struct layout){ .left = n };
	l->columns = calloc(n + 1, sizeof(*l->columns));
	for (size_t i = 0; l->columns && i < n; i++)
		measure(&l->columns[i], v, i, &scratch);
	failed = !l->columns || scratch.failed;
	buffer_free(&scratch);
	if (failed) {
		layout_close(l);
		return false;
	}
	if (width && n && box_width(l, v, SIZE_MAX) > width) {
		choose(l, v, width);
		force_first(l, v, width);
		share_out(l, v, width);
	}
	return true;
}

void layout_close(struct layout *l)
{
	free(l->columns);
	l->columns = NULL;
}
