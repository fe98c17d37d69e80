/* box: a table for people, drawn with light lines and made to fit the terminal; says whatever it leaves out. */
#include <stdlib.h>

#include "base/utf8.h"
#include "render/format.h"
#include "render/layout.h"
#include "render/width.h"

/* A cell takes at most CELL_LINES lines; NAMES_MAX hidden columns are named. */
enum { CELL_LINES = 4, NAMES_MAX = 12 };

static const char BOLD[] = "\x1b[1m", DIM[] = "\x1b[90m", PLAIN[] = "\x1b[0m";

/* How lines and ends are drawn. */
struct pen {
	const char *top[3], *middle[3], *bottom[3]; /* left end, crossing, right end */
	const char *horizontal, *vertical;
	const char *cut; /* one column wide */
};

static const struct pen unicode_pen = {
	{ "┌", "┬", "┐" }, { "├", "┼", "┤" }, { "└", "┴", "┘" }, "─", "│", "…",
};
static const struct pen ascii_pen = {
	{ "+", "+", "+" }, { "+", "+", "+" }, { "+", "+", "+" }, "-", "|", "~",
};

/* One place of the row being drawn. */
struct place {
	struct buffer buffer;
	struct text rest; /* what is not drawn yet */
	size_t width;	  /* for the text, without TAIL */
	size_t tail;	  /* blanks that keep digits under digits */
	bool is_right;
};

struct box {
	const struct render_look *look;
	const struct pen *pen;
	struct view view;
	struct layout layout;
	struct place *places;
	size_t n_places;
	bool has_cut;
	struct buffer *out;
};

static void draw_rule(const struct box *b, const char *const ends[3])
{
	for (size_t i = 0; i < b->n_places; i++) {
		size_t at = layout_at(&b->layout, &b->view, i);
		size_t width = at == LAYOUT_GAP ? 1 : b->layout.columns[at].width;

		buffer_add_c(b->out, i == 0 ? ends[0] : ends[1]);
		buffer_add_repeated(b->out, b->pen->horizontal, width + 2);
	}
	buffer_add_c(b->out, ends[2]);
	buffer_add_char(b->out, '\n');
}

static void draw_text(const struct box *b, const struct place *p, struct line line, bool is_cut, const char *colour)
{
	size_t pad = p->width > line.width + is_cut ? p->width - line.width - is_cut : 0;
	bool coloured = b->look->colour && *colour && line.text.n;

	buffer_add_char(b->out, ' ');
	buffer_add_repeated(b->out, " ", p->is_right ? pad : 0);
	buffer_add_c(b->out, coloured ? colour : "");
	buffer_add(b->out, line.text);
	buffer_add_c(b->out, is_cut ? b->pen->cut : "");
	buffer_add_c(b->out, coloured ? PLAIN : "");
	buffer_add_repeated(b->out, " ", (p->is_right ? 0 : pad) + p->tail + 1);
	buffer_add_c(b->out, b->pen->vertical);
}

/* On the LAST line that a cell may take, what does not fit is cut. */
static void draw_part(struct box *b, struct place *p, bool last, const char *colour)
{
	struct line line;
	bool is_cut = last && render_width(p->rest) > p->width;

	if (is_cut) {
		line = width_fitting(p->rest, p->width - 1);
		p->rest = TEXT_NONE;
		b->has_cut = true;
	} else {
		line = width_next_line(&p->rest, p->width);
	}
	draw_text(b, p, line, is_cut, colour);
}

static bool has_rest(const struct box *b)
{
	for (size_t i = 0; i < b->n_places; i++)
		if (b->places[i].rest.n)
			return true;
	return false;
}

/* The row whose cells are in the places; LINES is 0 for as many as it takes. */
static void draw_row(struct box *b, size_t lines, const char *colour)
{
	size_t drawn = 0;

	do {
		buffer_add_c(b->out, b->pen->vertical);
		drawn++;
		for (size_t i = 0; i < b->n_places; i++)
			draw_part(b, &b->places[i], drawn == lines, colour);
		buffer_add_char(b->out, '\n');
	} while (has_rest(b));
}

/* Spells one place of ROW, or of the header when ROW is SIZE_MAX. */
static void fill_place(struct box *b, size_t i, size_t row)
{
	const struct result *r = b->view.result;
	size_t at = layout_at(&b->layout, &b->view, i);
	struct place *p = &b->places[i];
	bool marked = row != SIZE_MAX && at != LAYOUT_GAP && view_is_marked(&b->view, row, at);

	buffer_clear(&p->buffer);
	p->tail = 0;
	p->width = 1;
	if (at == LAYOUT_GAP) {
		buffer_add_c(&p->buffer, b->pen->cut);
	} else {
		p->tail = marked ? 0 : layout_mark_room(&b->view, at);
		p->width = b->layout.columns[at].width - p->tail;
		p->is_right = b->view.columns[at].is_right;
		if (row == SIZE_MAX)
			utf8_visible(r->columns[at].heading, &p->buffer);
		else
			view_cell(&b->view, row, at, &p->buffer);
	}
	p->rest = buffer_text(&p->buffer);
	b->out->failed |= p->buffer.failed;
}

static void fill_row(struct box *b, size_t row)
{
	for (size_t i = 0; i < b->n_places; i++)
		fill_place(b, i, row);
}

static void draw(struct box *b)
{
	const struct result *r = b->view.result;

	draw_rule(b, b->pen->top);
	fill_row(b, SIZE_MAX);
	draw_row(b, 0, BOLD);
	for (size_t row = 0; row < r->n_rows; row++) {
		bool starts_totals = (r->flags[row] & ROW_TOTAL) && row > 0 && !(r->flags[row - 1] & ROW_TOTAL);

		if (row == 0 || starts_totals)
			draw_rule(b, b->pen->middle);
		fill_row(b, row);
		draw_row(b, CELL_LINES, r->flags[row] & ROW_SMALL ? DIM : "");
	}
	draw_rule(b, b->pen->bottom);
}

static void add_names(const struct result *r, size_t from, size_t to, struct buffer *out)
{
	for (size_t i = from; i < to && i < from + NAMES_MAX; i++) {
		buffer_add_c(out, i == from ? ": " : ", ");
		utf8_visible(r->columns[i].name, out);
	}
	if (to - from > NAMES_MAX)
		buffer_add_c(out, ", ...");
}

/* What the box leaves out. */
static void say_omissions(const struct box *b)
{
	const struct result *r = b->view.result;
	size_t hidden = r->n_columns - b->layout.left - b->layout.right;
	struct buffer said = { 0 };

	if (hidden) {
		buffer_printf(&said, "(%zu of %zu columns hidden", hidden, r->n_columns);
		buffer_printf(&said, " to fit %zu columns", b->look->width);
		add_names(r, b->layout.left, b->layout.left + hidden, &said);
		buffer_add_c(&said, "; -F csv shows all)");
		format_wrapped(buffer_text(&said), b->look->width, b->out);
	}
	buffer_clear(&said);
	if (b->has_cut) {
		buffer_printf(&said, "(%s marks cut text; -F csv shows all)", b->pen->cut);
		format_wrapped(buffer_text(&said), b->look->width, b->out);
	}
	b->out->failed |= said.failed;
	buffer_free(&said);
}

static void close_box(struct box *b)
{
	for (size_t i = 0; b->places && i < b->n_places; i++)
		buffer_free(&b->places[i].buffer);
	free(b->places);
	layout_close(&b->layout);
	view_close(&b->view);
}

static void render_table(const struct result *r, const struct render_look *look, struct buffer *out)
{
	struct box b = { .look = look, .pen = look->ascii ? &ascii_pen : &unicode_pen, .out = out };

	if (view_open(&b.view, r) && layout_open(&b.layout, &b.view, look->width)) {
		b.n_places = layout_places(&b.layout, &b.view);
		b.places = calloc(b.n_places, sizeof(*b.places));
	}
	if (b.places) {
		draw(&b);
		say_omissions(&b);
	}
	out->failed |= !b.places;
	close_box(&b);
}

void render_box(const struct result *r, const struct render_look *look, struct buffer *out)
{
	const struct result *shown = r->screen ? r->screen : r;

	if (!format_text(shown, look->width, out)) {
		render_table(shown, look, out);
		if (r->n_rows == 0 && !r->no_rows_note)
			buffer_add_c(out, "(no rows)\n");
	}
	format_notes(r, look->width, out);
}
