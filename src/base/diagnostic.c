#include "base/diagnostic.h"

#include <stdarg.h>
#include <stdio.h>
#include <utf8proc.h>

#include "base/utf8.h"

/* Beyond DIAGNOSTICS_MAX the value is made but not listed. */
struct diagnostic *diagnose(struct diagnostics *d, enum status status, struct span where, const char *format, ...)
{
	struct diagnostic *new = ARENA_NEW(d->arena, struct diagnostic);
	va_list args;

	va_start(args, format);
	new->message = arena_vprintf(d->arena, format, args);
	va_end(args);
	new->status = status;
	new->span = where;
	if (!d->last)
		d->last = &d->first;
	if (d->n++ < DIAGNOSTICS_MAX) {
		*d->last = new;
		d->last = &new->next;
	}
	return new;
}

void diagnose_help(struct diagnostics *d, const char *format, ...)
{
	struct diagnostic *newest = d->first;
	va_list args;

	if (!newest || d->n > DIAGNOSTICS_MAX)
		return;
	while (newest->next)
		newest = newest->next;
	va_start(args, format);
	newest->help = arena_vprintf(d->arena, format, args);
	va_end(args);
}

enum status diagnostics_status(const struct diagnostics *d)
{
	return d->first ? d->first->status : STATUS_OK;
}

struct span span_join(struct span a, struct span b)
{
	if (!a.source)
		return b;
	if (!b.source || a.source != b.source)
		return a;
	if (b.from < a.from)
		a.from = b.from;
	if (b.to > a.to)
		a.to = b.to;
	return a;
}

/* Offset of the first byte of the line that holds byte OFFSET. */
static size_t line_start(struct text text, size_t offset)
{
	while (offset > 0 && text.at[offset - 1] != '\n')
		offset--;
	return offset;
}

static size_t line_end(struct text text, size_t offset)
{
	while (offset < text.n && text.at[offset] != '\n')
		offset++;
	return offset;
}

void source_position(struct text text, size_t offset, size_t *line, size_t *column)
{
	size_t start;

	if (offset > text.n)
		offset = text.n;
	start = line_start(text, offset);
	*line = 1;
	for (size_t i = 0; i < start; i++)
		*line += text.at[i] == '\n';
	*column = 1 + utf8_count(text_slice(text, start, offset));
}

enum { WINDOW = 96, BEFORE_CARET = 60 }; /* columns of a source line that are shown */

/* One part of a source line as it will be printed. */
struct shown {
	struct buffer buffer;
	struct text text; /* what is left of the buffer after cutting */
};

static void show(struct shown *s, struct text t)
{
	*s = (struct shown){ 0 };
	for (size_t i = 0; i < t.n;) {
		size_t tab = text_find(text_from(t, i), TEXT("\t"));
		size_t n = tab == SIZE_MAX ? t.n - i : tab;

		utf8_visible(text_slice(t, i, i + n), &s->buffer);
		i += n + 1;
		if (i <= t.n)
			buffer_add_char(&s->buffer, ' ');
	}
	s->text = buffer_text(&s->buffer);
}

/* Bytes of the first character of T; its columns are added to WIDTH. */
static size_t step(struct text t, size_t *width)
{
	uint32_t code = 0;
	size_t n = utf8_decode(t, &code);
	int columns = n ? utf8proc_charwidth((utf8proc_int32_t)code) : 1;

	*width += columns > 0 ? (size_t)columns : 0;
	return n ? n : 1;
}

static size_t width_of(struct text t)
{
	size_t width = 0;

	while (t.n)
		t = text_from(t, step(t, &width));
	return width;
}

/* The end of T that fits into LIMIT columns. */
static struct text fitting_end(struct text t, size_t limit)
{
	size_t all = width_of(t), gone = 0;

	while (t.n && all - gone > limit)
		t = text_from(t, step(t, &gone));
	return t;
}

/* The start of T that fits into LIMIT columns. */
static struct text fitting_start(struct text t, size_t limit)
{
	size_t width = 0, n = 0;

	while (n < t.n) {
		size_t more = step(text_from(t, n), &width);

		if (width > limit)
			break;
		n += more;
	}
	return text_slice(t, 0, n);
}

static bool cut(struct text *t, struct text shorter)
{
	bool changed = shorter.n < t->n;

	*t = shorter;
	return changed;
}

static void print_window(struct shown part[3], int digits, struct buffer *out)
{
	bool cut_before = cut(&part[0].text, fitting_end(part[0].text, BEFORE_CARET));
	size_t room = WINDOW - width_of(part[0].text), columns;
	bool cut_after = cut(&part[1].text, fitting_start(part[1].text, room));

	columns = width_of(part[1].text);
	cut_after |= cut(&part[2].text, fitting_start(part[2].text, room - columns));
	buffer_add_c(out, cut_before ? "…" : "");
	for (size_t i = 0; i < 3; i++)
		buffer_add(out, part[i].text);
	buffer_add_c(out, cut_after ? "…" : "");
	while (out->n && out->at[out->n - 1] == ' ')
		out->n--;
	buffer_printf(out, "\n%*s | ", digits, "");
	buffer_add_repeated(out, " ", width_of(part[0].text) + cut_before);
	buffer_add_char(out, '^');
	buffer_add_repeated(out, "~", columns ? columns - 1 : 0);
	buffer_add_char(out, '\n');
}

/* The line that holds FROM, what is marked in it (never past its end) and the caret below. */
static void print_source_line(struct text text, size_t from, size_t to, size_t line, struct buffer *out)
{
	size_t start = line_start(text, from), end = line_end(text, from);
	int digits = snprintf(NULL, 0, "%4zu", line);
	struct shown part[3];

	if (end > from && text.at[end - 1] == '\r')
		end--;
	to = to > end ? end : to < from ? from : to;
	show(&part[0], text_slice(text, start, from));
	show(&part[1], text_slice(text, from, to));
	show(&part[2], text_slice(text, to, end));
	buffer_printf(out, "%*zu | ", digits, line);
	print_window(part, digits, out);
	for (size_t i = 0; i < 3; i++)
		buffer_free(&part[i].buffer);
}

/* LABEL and T; a line break of T starts a line that stands under its first character. */
static void print_labelled(const char *label, struct text t, struct buffer *out)
{
	size_t n;

	if (t.n == 0)
		return;
	buffer_add_c(out, label);
	for (; (n = line_end(t, 0)) < t.n; t = text_from(t, n + 1)) {
		utf8_visible(text_slice(t, 0, n), out);
		buffer_add_char(out, '\n');
		buffer_add_repeated(out, " ", text_of(label).n);
	}
	utf8_visible(t, out);
	buffer_add_char(out, '\n');
}

/* Past the end of the input the mark belongs after the last thing written, not on an empty line below it. */
static size_t mark_start(struct text text, size_t from)
{
	if (from < text.n)
		return from;
	from = text.n;
	while (from > 0 && (text.at[from - 1] == '\n' || text.at[from - 1] == '\r' || text.at[from - 1] == ' ' ||
			    text.at[from - 1] == '\t'))
		from--;
	return from;
}

void diagnostic_print(const struct diagnostic *d, struct buffer *out)
{
	const struct source *source = d->span.source;
	size_t line = 0, column = 0, from = source ? mark_start(source->text, d->span.from) : 0;

	if (source)
		source_position(source->text, from, &line, &column);
	if (source && source->name.n) {
		utf8_visible(source->name, out);
		buffer_printf(out, ":%zu:%zu: ", line, column);
	}
	buffer_add_c(out, d->is_note ? "note: " : "error: ");
	utf8_visible(d->message, out);
	buffer_add_char(out, '\n');
	if (source)
		print_source_line(source->text, from, d->span.to, line, out);
	print_labelled("help: ", d->help, out);
	print_labelled("expected: ", d->expected, out);
}
