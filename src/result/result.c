#include "result/result.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

struct result *result_new(void)
{
	struct result *r = calloc(1, sizeof(*r));

	if (!r)
		return NULL;
	r->precision = -1;
	r->column_names.arena = &r->arena;
	return r;
}

void result_free(struct result *r)
{
	if (!r)
		return;
	result_free(r->screen);
	arena_reset(&r->arena);
	free(r);
}

struct result *result_screen(struct result *r)
{
	if (r->screen)
		return r->screen;
	r->screen = result_new();
	if (!r->screen)
		arena_fail(&r->arena);
	r->screen->arena.on_failure = r->arena.on_failure;
	r->screen->precision = r->precision;
	return r->screen;
}

/* ITEMS with room for one more after N, twice as many when they are moved. */
static void *room(struct result *r, const void *items, size_t n, size_t *capacity, size_t size)
{
	if (n < *capacity)
		return (void *)items;
	*capacity = *capacity ? *capacity * 2 : 8;
	return arena_grow(&r->arena, items, n, *capacity, size);
}

static struct text unique_name(struct result *r, struct text name)
{
	struct text unique = name;

	for (unsigned i = 2; map_get(&r->column_names, unique) != MAP_NONE; i++)
		unique = arena_printf(&r->arena, "%.*s_%u", TEXT_ARGS(name), i);
	return unique;
}

size_t result_add_column(struct result *r, struct result_column c)
{
	assert(r->n_rows == 0);
	r->columns = room(r, r->columns, r->n_columns, &r->columns_capacity, sizeof(*r->columns));
	c.name = arena_text(&r->arena, unique_name(r, c.name));
	c.heading = c.heading.n ? arena_text(&r->arena, c.heading) : c.name;
	map_put(&r->column_names, c.name, r->n_columns);
	r->columns[r->n_columns] = c;
	return r->n_columns++;
}

struct cell *result_add_row(struct result *r, unsigned flags)
{
	size_t capacity = r->rows_capacity;

	r->flags = room(r, r->flags, r->n_rows, &r->rows_capacity, sizeof(*r->flags));
	if (r->rows_capacity != capacity)
		r->cells =
			arena_grow(&r->arena, r->cells, r->n_rows, r->rows_capacity, r->n_columns * sizeof(*r->cells));
	r->flags[r->n_rows] = flags;
	return &r->cells[r->n_rows++ * r->n_columns];
}

struct cell *result_cell(const struct result *r, size_t row, size_t column)
{
	assert(row < r->n_rows && column < r->n_columns);
	return &r->cells[row * r->n_columns + column];
}

void result_note(struct result *r, enum note_kind kind, const char *format, ...)
{
	struct text text;
	va_list args;

	va_start(args, format);
	text = arena_vprintf(&r->arena, format, args);
	va_end(args);
	r->notes = room(r, r->notes, r->n_notes, &r->notes_capacity, sizeof(*r->notes));
	r->notes[r->n_notes++] = (struct note){ .kind = kind, .text = text };
}

struct cell cell_text(struct result *r, struct text t)
{
	return (struct cell){ .kind = CELL_TEXT, .text = arena_text(&r->arena, t) };
}

struct cell cell_time(struct result *r, struct text t)
{
	return (struct cell){ .kind = CELL_TIME, .text = arena_text(&r->arena, t) };
}

struct cell cell_integer(int64_t v)
{
	return (struct cell){ .kind = CELL_INTEGER, .integer = v };
}

/* Adding zero turns -0 into 0, which nobody wants to read. */
struct cell cell_number(double v)
{
	if (!isfinite(v))
		return (struct cell){ .kind = CELL_NONE };
	return (struct cell){ .kind = CELL_NUMBER, .number = v + 0.0 };
}

struct cell cell_yesno(bool v)
{
	return (struct cell){ .kind = CELL_YESNO, .integer = v };
}

struct cell cell_decimal(int64_t v, unsigned scale)
{
	assert(scale <= 18);
	return (struct cell){ .kind = CELL_DECIMAL, .scale = (uint8_t)scale, .integer = v };
}
