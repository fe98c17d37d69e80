/* complete.c - candidates and how they look. */
#include "shell/complete.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { WIDEST_TEXT = 40 };

/* Characters that move the cursor or turn the direction of writing: a value of the data may hold them, and neither the
 * terminal nor the edited line may get them. */
static bool is_unsafe(wchar_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || (c >= 0x200b && c <= 0x200f) ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

/* Decode the character at TEXT; bytes that are none count as one unsafe character. */
static size_t decode(const char *text, wchar_t *c)
{
	mbstate_t state = { 0 };
	size_t n = mbrtowc(c, text, strlen(text), &state);

	if (n == 0 || n == (size_t)-1 || n == (size_t)-2) {
		*c = 0;
		return 1;
	}
	return n;
}

static bool is_safe(const char *text)
{
	wchar_t c;

	for (; *text; text += decode(text, &c))
		if ((unsigned char)*text < 0x80 && is_unsafe((wchar_t)*text))
			return false;
		else if (decode(text, &c) > 1 && is_unsafe(c))
			return false;
	return true;
}

static void add(void *user, const char *text, const char *description)
{
	struct candidates *c = user;
	struct candidate one;

	/* What cannot be shown as it is cannot be typed either. */
	if (c->failed || !is_safe(text))
		return;
	if (c->n == c->room) {
		size_t room = c->room ? 2 * c->room : 32;
		struct candidate *list = reallocarray(c->list, room, sizeof *list);

		c->failed = !list;
		if (!list)
			return;
		c->list = list;
		c->room = room;
	}
	one = (struct candidate){ strdup(text), strdup(description ? description : "") };
	c->list[c->n++] = one;
	c->failed = !one.text || !one.description;
	if (c->failed) {
		c->n--;
		free(one.text);
		free(one.description);
	}
}

void candidates_find(struct candidates *c, cxq_session *s, const char *text, size_t length)
{
	*c = (struct candidates){ .word_start = length };
	cxq_complete(s, text, length, &c->word_start, add, c);
	if (c->word_start > length)
		c->word_start = length;
}

void candidates_free(struct candidates *c)
{
	for (size_t i = 0; i < c->n; i++) {
		free(c->list[i].text);
		free(c->list[i].description);
	}
	free(c->list);
	*c = (struct candidates){ 0 };
}

static size_t common(const char *a, const char *b)
{
	size_t n = 0;

	while (a[n] && tolower((unsigned char)a[n]) == tolower((unsigned char)b[n]))
		n++;
	return n;
}

size_t candidates_common(const struct candidates *c)
{
	size_t n = c->n ? strlen(c->list[0].text) : 0;

	for (size_t i = 1; i < c->n; i++) {
		size_t with_this = common(c->list[0].text, c->list[i].text);

		n = with_this < n ? with_this : n;
	}
	while (n && ((unsigned char)c->list[0].text[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static size_t columns_of(const char *text)
{
	size_t columns = 0;
	wchar_t c;

	while (*text) {
		int width;

		text += decode(text, &c);
		width = wcwidth(c);
		columns += width > 0 && !is_unsafe(c) ? (size_t)width : is_unsafe(c);
	}
	return columns;
}

/* Print as much of TEXT as fits in ROOM columns; returns the columns taken. */
static size_t put(const char *text, size_t room, FILE *out)
{
	size_t taken = 0;
	wchar_t c;

	while (*text) {
		size_t bytes = decode(text, &c);
		bool unsafe = is_unsafe(c);
		int width = unsafe ? 1 : wcwidth(c);

		if (width > 0 && taken + (size_t)width > room)
			break;
		fwrite(unsafe ? "?" : text, 1, unsafe ? 1 : bytes, out);
		taken += width > 0 ? (size_t)width : 0;
		text += bytes;
	}
	return taken;
}

static size_t widest(const struct candidates *c, size_t shown)
{
	size_t width = 0;

	for (size_t i = 0; i < shown; i++) {
		size_t n = columns_of(c->list[i].text);

		width = n > width ? n : width;
	}
	return width < WIDEST_TEXT ? width : WIDEST_TEXT;
}

void candidates_show(const struct candidates *c, size_t rows, size_t columns, FILE *out)
{
	size_t shown = c->n <= rows ? c->n : rows > 2 ? rows - 1 : 1;
	size_t width = widest(c, shown);
	size_t room = columns > 3 ? columns - 3 : 0; /* two blanks before, one column free for the cursor */

	for (size_t i = 0; i < shown; i++) {
		size_t taken;

		fputs("  ", out);
		taken = put(c->list[i].text, room, out);
		if (*c->list[i].description && width + 2 < room) {
			size_t gap = taken < width ? width - taken + 2 : 2;

			fprintf(out, "%*s", (int)gap, "");
			put(c->list[i].description, taken + gap < room ? room - taken - gap : 0, out);
		}
		fputs("\n", out);
	}
	if (shown < c->n)
		fprintf(out, "  ... %zu more; type on to narrow them\n", c->n - shown);
}

static void put_safely(const char *text, FILE *out)
{
	for (wchar_t c; *text;) {
		size_t n = decode(text, &c);

		/* In a locale that is not UTF-8 its bytes pass as they are: this is read by programs. */
		if ((unsigned char)*text < 0x80 || n > 1 ? is_unsafe(c) : false)
			putc('?', out);
		else
			fwrite(text, 1, n, out);
		text += n;
	}
}

enum cxq_status complete_print(cxq_session *s, const char *text, FILE *out)
{
	struct candidates c;

	candidates_find(&c, s, text, strlen(text));
	for (size_t i = 0; i < c.n; i++) {
		fputs(c.list[i].text, out);
		putc('\t', out);
		put_safely(c.list[i].description, out);
		putc('\n', out);
	}
	candidates_free(&c);
	return CXQ_OK;
}
