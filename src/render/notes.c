/* What an answer says besides its table: text instead of it, and notes under it. */
#include "base/utf8.h"
#include "render/format.h"
#include "render/width.h"

enum { NARROWEST = 8, HANGING = 2 };

static void strip_blanks(size_t from, struct buffer *out)
{
	while (out->n > from && out->at[out->n - 1] == ' ')
		out->n--;
}

static void add_line(struct text line, struct buffer *out)
{
	size_t start = out->n;

	utf8_visible(line, out);
	strip_blanks(start, out);
	buffer_add_char(out, '\n');
}

/* The next line of T; too narrow a terminal gets it unwrapped. */
static struct text take_line(struct text *t, size_t width)
{
	struct text all = *t;

	if (width > NARROWEST)
		return width_next_line(t, width).text;
	*t = TEXT_NONE;
	return all;
}

void format_wrapped(struct text t, size_t width, struct buffer *out)
{
	size_t indent = 0;

	do {
		size_t start = out->n;

		buffer_add_repeated(out, " ", indent);
		buffer_add(out, take_line(&t, width > indent ? width - indent : 0));
		strip_blanks(start, out);
		buffer_add_char(out, '\n');
		indent = HANGING;
	} while (t.n);
}

/* A line that fits stays as it was laid out; one that does not is broken between words. */
static void add_text_line(struct text line, size_t width, struct buffer *out)
{
	struct buffer visible = { 0 };

	if (width == 0 || render_width(line) <= width) {
		add_line(line, out);
		return;
	}
	utf8_visible(line, &visible);
	format_wrapped(buffer_text(&visible), width, out);
	out->failed |= visible.failed;
	buffer_free(&visible);
}

bool format_text(const struct result *r, size_t width, struct buffer *out)
{
	struct text t = r->text;
	size_t end;

	if (r->n_columns)
		return false;
	for (; (end = text_find(t, TEXT("\n"))) != SIZE_MAX; t = text_from(t, end + 1))
		add_text_line(text_slice(t, 0, end), width, out);
	if (t.n)
		add_text_line(t, width, out);
	return true;
}

static void add_note(const struct note *note, const char *prefix, size_t width, struct buffer *out)
{
	struct buffer visible = { 0 };

	buffer_add_c(&visible, note->kind == NOTE_WARNING ? "warning: " : prefix);
	utf8_visible(note->text, &visible);
	format_wrapped(buffer_text(&visible), width, out);
	out->failed |= visible.failed;
	buffer_free(&visible);
}

void format_notes(const struct result *r, size_t width, struct buffer *out)
{
	for (size_t i = 0; i < r->n_notes; i++)
		add_note(&r->notes[i], "", width, out);
}

void render_notes(const struct result *r, const char *prefix, struct buffer *out)
{
	for (size_t i = 0; i < r->n_notes; i++)
		add_note(&r->notes[i], prefix ? prefix : "", 0, out);
}
