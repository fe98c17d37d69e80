/* How a lesson is written: numbered steps, wrapped sentences, tables. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/take.h"
#include "render/number.h"
#include "render/render.h"
#include "report/derive.h"
#include "report/teach.h"

enum { WIDTH = 80, INDENT = 3, LINE_BYTES = 4096 };

/* Takes what B holds. */
static void add_piece(struct lesson *l, struct buffer *b)
{
	struct arena *a = l->environment->arena;
	struct text piece = buffer_take(b, a);

	if (l->n_pieces == l->capacity) {
		l->capacity = l->capacity ? 2 * l->capacity : 32;
		l->pieces = arena_grow(a, l->pieces, l->n_pieces, l->capacity, sizeof(*l->pieces));
	}
	l->pieces[l->n_pieces++] = piece;
}

struct text lesson_text(const struct lesson *l, struct arena *a)
{
	size_t n = 0, at = 0;
	char *all;

	for (size_t i = 0; i < l->n_pieces; i++)
		n += l->pieces[i].n;
	all = ARENA_ARRAY(a, n + 1, char);
	for (size_t i = 0; i < l->n_pieces; at += l->pieces[i++].n)
		memcpy(all + at, l->pieces[i].at, l->pieces[i].n);
	return (struct text){ all, n };
}

void lesson_forget(struct lesson *l, struct result *r)
{
	l->environment->making = NULL;
	result_free(r);
}

void lesson_title(struct lesson *l, struct text title)
{
	struct buffer b = { 0 };

	buffer_add(&b, title);
	buffer_add_char(&b, '\n');
	add_piece(l, &b);
}

void lesson_step(struct lesson *l, const char *format, ...)
{
	struct buffer b = { 0 };
	char line[LINE_BYTES];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	buffer_printf(&b, "\n%u. %s\n", ++l->steps, line);
	add_piece(l, &b);
}

/* Words of T until the line is full; the blanks between two sentences stay. */
static void wrap(struct buffer *out, struct text t, const char *first, size_t hanging)
{
	size_t at = INDENT + hanging;

	buffer_add_repeated(out, " ", INDENT);
	buffer_add_c(out, first);
	for (bool begins = true; t.n; begins = false) {
		size_t blanks = 0, end, width;

		while (blanks < t.n && t.at[blanks] == ' ')
			blanks++;
		for (end = blanks; end < t.n && t.at[end] != ' ';)
			end++;
		width = render_width(text_slice(t, blanks, end));
		if (!begins && at + blanks + width > WIDTH) {
			buffer_add_char(out, '\n');
			buffer_add_repeated(out, " ", INDENT + hanging);
			at = INDENT + hanging;
		} else if (!begins) {
			buffer_add_repeated(out, " ", blanks);
			at += blanks;
		}
		buffer_add(out, text_slice(t, blanks, end));
		at += width;
		t = text_from(t, end);
	}
	buffer_add_char(out, '\n');
}

static void add_wrapped(struct lesson *l, const char *mark, size_t indent, const char *format, va_list args)
{
	struct buffer b = { 0 };
	char line[LINE_BYTES];

	vsnprintf(line, sizeof(line), format, args);
	wrap(&b, text_of(line), mark, indent);
	add_piece(l, &b);
}

void lesson_say(struct lesson *l, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_wrapped(l, "", 0, format, args);
	va_end(args);
}

void lesson_point(struct lesson *l, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_wrapped(l, "- ", 2, format, args);
	va_end(args);
}

void lesson_line(struct lesson *l, const char *format, ...)
{
	struct buffer b = { 0 };
	char line[LINE_BYTES];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	buffer_add_repeated(&b, " ", INDENT);
	buffer_add_c(&b, line);
	buffer_add_char(&b, '\n');
	add_piece(l, &b);
}

void lesson_table(struct lesson *l, const struct result *r)
{
	const struct render_look look = { .width = 0 };
	struct buffer box = { 0 }, b = { 0 };

	render_find(TEXT("box"))->render(r, &look, &box);
	for (struct text t = buffer_text(&box); t.n;) {
		size_t end = text_find(t, TEXT("\n"));
		struct text line = end == SIZE_MAX ? t : text_slice(t, 0, end);

		if (line.n)
			buffer_add_repeated(&b, " ", INDENT);
		buffer_add(&b, line);
		buffer_add_char(&b, '\n');
		t = end == SIZE_MAX ? TEXT_NONE : text_from(t, end + 1);
	}
	b.failed |= box.failed;
	buffer_free(&box);
	add_piece(l, &b);
}

struct text lesson_number(struct lesson *l, double v, int decimals)
{
	struct buffer b = { 0 };

	number_add_rounded(v, decimals == 1 && fabs(v - round(v)) < 1e-9 ? 0 : decimals, &b);
	return buffer_take(&b, l->environment->arena);
}

struct text lesson_value(struct lesson *l, const struct worked *w, double v)
{
	return derive_number(l->environment, derive_look(w->item->look), v);
}
