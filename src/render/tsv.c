/* tsv: a header, LF; tab, newline, return and backslash as \t \n \r \\. */
#include "render/cell.h"
#include "render/format.h"

static const char *escape_of(char c)
{
	return c == '\t' ? "\\t" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\\' ? "\\\\" : NULL;
}

static void add_field(struct text t, struct buffer *out)
{
	size_t from = 0;

	for (size_t i = 0; i < t.n; i++) {
		const char *escape = escape_of(t.at[i]);

		if (!escape)
			continue;
		buffer_add(out, text_slice(t, from, i));
		buffer_add_c(out, escape);
		from = i + 1;
	}
	buffer_add(out, text_from(t, from));
}

static void add_row(const struct result *r, size_t row, struct buffer *out)
{
	for (size_t i = 0; i < r->n_columns; i++) {
		const struct cell *c = result_cell(r, row, i);

		if (i > 0)
			buffer_add_char(out, '\t');
		if (c->kind == CELL_TEXT)
			add_field(c->text, out);
		else
			cell_for_machines(c, out);
	}
	buffer_add_char(out, '\n');
}

void render_tsv(const struct result *r, const struct render_look *look, struct buffer *out)
{
	(void)look;
	if (format_text(r, 0, out))
		return;
	for (size_t i = 0; i < r->n_columns; i++) {
		if (i > 0)
			buffer_add_char(out, '\t');
		add_field(r->columns[i].name, out);
	}
	buffer_add_char(out, '\n');
	for (size_t row = 0; row < r->n_rows; row++)
		add_row(r, row, out);
}
