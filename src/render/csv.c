/* csv: a header, LF, quotes only where needed. */
#include "render/cell.h"
#include "render/format.h"

static bool needs_quotes(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.at[i] == ',' || t.at[i] == '"' || t.at[i] == '\n' || t.at[i] == '\r')
			return true;
	return false;
}

static void add_quoted(struct text t, struct buffer *out)
{
	buffer_add_char(out, '"');
	for (size_t quote; (quote = text_find(t, TEXT("\""))) != SIZE_MAX; t = text_from(t, quote + 1)) {
		buffer_add(out, text_slice(t, 0, quote));
		buffer_add_c(out, "\"\"");
	}
	buffer_add(out, t);
	buffer_add_char(out, '"');
}

static void add_field(struct text t, struct buffer *out)
{
	if (needs_quotes(t))
		add_quoted(t, out);
	else
		buffer_add(out, t);
}

static void add_cell(const struct cell *c, struct buffer *out)
{
	if (c->kind == CELL_TEXT)
		add_field(c->text, out);
	else
		cell_for_machines(c, out);
}

/* Readers skip empty lines, so a row of one empty field is quoted. */
static void end_line(size_t start, struct buffer *out)
{
	if (out->n == start)
		buffer_add_c(out, "\"\"");
	buffer_add_char(out, '\n');
}

static void add_header(const struct result *r, struct buffer *out)
{
	size_t start = out->n;

	for (size_t i = 0; i < r->n_columns; i++) {
		if (i > 0)
			buffer_add_char(out, ',');
		add_field(r->columns[i].name, out);
	}
	end_line(start, out);
}

static void add_row(const struct result *r, size_t row, struct buffer *out)
{
	size_t start = out->n;

	for (size_t i = 0; i < r->n_columns; i++) {
		if (i > 0)
			buffer_add_char(out, ',');
		add_cell(result_cell(r, row, i), out);
	}
	end_line(start, out);
}

void render_csv(const struct result *r, const struct render_look *look, struct buffer *out)
{
	(void)look;
	if (format_text(r, 0, out))
		return;
	add_header(r, out);
	for (size_t row = 0; row < r->n_rows; row++)
		add_row(r, row, out);
}
