#include "render/view.h"

#include <stdlib.h>

#include "render/cell.h"

struct seen {
	bool number, text, time, other;
};

/* Labels of our own making, (other) and (total), do not turn a column of numbers into one of text. */
static struct seen look_at(const struct result *r, size_t column)
{
	struct seen seen = { 0 };

	for (size_t row = 0; row < r->n_rows; row++) {
		const struct cell *c = result_cell(r, row, column);

		seen.number |= cell_is_number(c);
		seen.time |= c->kind == CELL_TIME;
		seen.other |= c->kind == CELL_YESNO;
		seen.text |= c->kind == CELL_TEXT && !(r->flags[row] & (ROW_OTHER | ROW_TOTAL));
	}
	return seen;
}

/* A column of blanks stands where its numbers would. */
static bool stands_right(struct seen seen, enum column_part part)
{
	if (seen.text || seen.time || seen.other)
		return false;
	return seen.number || (part != PART_DIMENSION && part != PART_OTHER);
}

static size_t first_of_part(const struct result *r, enum column_part part)
{
	for (size_t i = 0; i < r->n_columns; i++)
		if (r->columns[i].part == part)
			return i;
	return SIZE_MAX;
}

/* The mark stands at every number of answers, or where there is none at the first value. */
static void find_marks(struct view *v)
{
	const struct result *r = v->result;
	bool has_base = first_of_part(r, PART_BASE) != SIZE_MAX;
	size_t first_value = first_of_part(r, PART_VALUE);

	for (size_t row = 0; row < r->n_rows; row++)
		v->has_small |= (r->flags[row] & ROW_SMALL) != 0;
	for (size_t i = 0; i < r->n_columns; i++)
		v->columns[i].marks_small = has_base ? r->columns[i].part == PART_BASE : i == first_value;
	if (v->time_column == SIZE_MAX)
		v->time_column = first_of_part(r, PART_DIMENSION);
}

bool view_open(struct view *v, const struct result *r)
{
	*v = (struct view){ .result = r, .time_column = SIZE_MAX };
	v->columns = calloc(r->n_columns + 1, sizeof(*v->columns));
	if (!v->columns)
		return false;
	for (size_t i = 0; i < r->n_columns; i++) {
		struct seen seen = look_at(r, i);

		v->columns[i].is_right = r->columns[i].is_right || stands_right(seen, r->columns[i].part);
		v->columns[i].holds_text = seen.text && !r->columns[i].is_right;
		if (seen.time && v->time_column == SIZE_MAX)
			v->time_column = i;
	}
	find_marks(v);
	return true;
}

void view_close(struct view *v)
{
	free(v->columns);
}

bool view_is_marked(const struct view *v, size_t row, size_t column)
{
	return (v->result->flags[row] & ROW_SMALL) && v->columns[column].marks_small &&
	       !result_cell(v->result, row, column)->is_ample;
}

void view_cell(const struct view *v, size_t row, size_t column, struct buffer *out)
{
	const struct result *r = v->result;

	cell_for_people(result_cell(r, row, column), &r->columns[column], r->precision, out);
	if (view_is_marked(v, row, column))
		buffer_add_char(out, '*');
	if ((r->flags[row] & ROW_PARTIAL) && column == v->time_column)
		buffer_add_c(out, " (partial)");
}
