/* markdown: a table as GitHub reads it, numbers on the right, notes under it. */
#include <string.h>

#include "base/utf8.h"
#include "render/format.h"
#include "render/view.h"

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_punctuation(char c)
{
	return c > ' ' && c < 0x7f && !is_word(c);
}

/* What would be read as markup.  A backslash is one only before punctuation, _ only at the edge of a word. */
static bool needs_escape(struct text t, size_t i)
{
	char before = ' ', after = ' ';

	if (i > 0)
		before = t.at[i - 1];
	if (i + 1 < t.n)
		after = t.at[i + 1];
	if (t.at[i] == '\\')
		return is_punctuation(after);
	if (t.at[i] == '_')
		return !is_word(before) || !is_word(after);
	return memchr("|<`*[~", t.at[i], 6) != NULL;
}

static void add_escaped(struct text t, struct buffer *out)
{
	for (size_t i = 0; i < t.n; i++) {
		if (needs_escape(t, i))
			buffer_add_char(out, '\\');
		buffer_add_char(out, t.at[i]);
	}
}

static void add_field(struct text visible, struct buffer *out)
{
	buffer_add_c(out, visible.n ? " " : "");
	add_escaped(visible, out);
	buffer_add_c(out, " |");
}

static void add_header(const struct view *v, struct buffer *scratch, struct buffer *out)
{
	const struct result *r = v->result;

	buffer_add_char(out, '|');
	for (size_t i = 0; i < r->n_columns; i++) {
		buffer_clear(scratch);
		utf8_visible(r->columns[i].heading, scratch);
		add_field(buffer_text(scratch), out);
	}
	buffer_add_c(out, "\n|");
	for (size_t i = 0; i < r->n_columns; i++)
		buffer_add_c(out, v->columns[i].is_right ? " ---: |" : " --- |");
	buffer_add_char(out, '\n');
}

static void add_row(const struct view *v, size_t row, struct buffer *scratch, struct buffer *out)
{
	buffer_add_char(out, '|');
	for (size_t i = 0; i < v->result->n_columns; i++) {
		buffer_clear(scratch);
		view_cell(v, row, i, scratch);
		add_field(buffer_text(scratch), out);
	}
	buffer_add_char(out, '\n');
}

static void add_table(const struct result *r, struct buffer *out)
{
	struct buffer scratch = { 0 };
	struct view v;

	if (!view_open(&v, r)) {
		out->failed = true;
		return;
	}
	add_header(&v, &scratch, out);
	for (size_t row = 0; row < r->n_rows; row++)
		add_row(&v, row, &scratch, out);
	out->failed |= scratch.failed;
	buffer_free(&scratch);
	view_close(&v);
}

/* A line of its own, behind an empty one, or it would become a row of the table. */
static void add_notes(const struct result *r, struct buffer *out)
{
	bool no_rows = r->n_columns && r->n_rows == 0 && !r->no_rows_note;
	struct buffer notes = { 0 };

	if (r->n_columns && (no_rows || r->n_notes))
		buffer_add_char(out, '\n');
	if (no_rows)
		buffer_add_c(out, "(no rows)\n");
	format_notes(r, 0, &notes);
	add_escaped(buffer_text(&notes), out);
	out->failed |= notes.failed;
	buffer_free(&notes);
}

void render_markdown(const struct result *r, const struct render_look *look, struct buffer *out)
{
	const struct result *shown = r->screen ? r->screen : r;

	(void)look;
	if (shown->n_columns == 0 && shown->text.n) {
		buffer_add_c(out, "```\n");
		format_text(shown, 0, out);
		buffer_add_c(out, "```\n");
	} else if (shown->n_columns) {
		add_table(shown, out);
	}
	add_notes(r, out);
}
