#include "render/json_value.h"

#include "base/utf8.h"
#include "render/cell.h"

static void add_unit(uint32_t unit, struct buffer *out)
{
	buffer_printf(out, "\\u%04x", (unsigned)unit);
}

/* Beyond the first 65,536 characters JSON wants two surrogates. */
static void add_code(uint32_t code, struct buffer *out)
{
	if (code > 0xffff) {
		add_unit(0xd800 + ((code - 0x10000) >> 10), out);
		add_unit(0xdc00 + ((code - 0x10000) & 0x3ff), out);
	} else {
		add_unit(code, out);
	}
}

static const char *short_escape(uint32_t code)
{
	switch (code) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	case '\t':
		return "\\t";
	case '\b':
		return "\\b";
	case '\f':
		return "\\f";
	default:
		return NULL;
	}
}

/* Bytes at the start of T that need no escape. */
static size_t plain_length(struct text t)
{
	size_t n = 0;

	while (n < t.n && t.at[n] >= ' ' && t.at[n] < 0x7f && t.at[n] != '"' && t.at[n] != '\\')
		n++;
	return n;
}

/* Characters that could drive a terminal are escaped too: the value stays the same, and so does the screen. */
static void add_string(struct text t, struct buffer *out)
{
	uint32_t code;
	size_t n;

	buffer_add_char(out, '"');
	for (; t.n; t = text_from(t, n)) {
		n = plain_length(t);
		if (n > 0) {
			buffer_add(out, text_slice(t, 0, n));
		} else if ((n = utf8_decode(t, &code)) == 0) {
			for (n = 1; n < t.n && !utf8_decode(text_from(t, n), &code); n++)
				;
			utf8_repair(text_slice(t, 0, n), out);
		} else if (short_escape(code)) {
			buffer_add_c(out, short_escape(code));
		} else if (utf8_is_control(code)) {
			add_code(code, out);
		} else {
			buffer_add(out, text_slice(t, 0, n));
		}
	}
	buffer_add_char(out, '"');
}

static void add_cell(const struct cell *c, struct buffer *out)
{
	if (c->kind == CELL_NONE || c->kind == CELL_MISSING || c->kind == CELL_HIDDEN)
		buffer_add_c(out, "null");
	else if (c->kind == CELL_TEXT || c->kind == CELL_TIME)
		add_string(c->text, out);
	else
		cell_for_machines(c, out);
}

void json_add_row(const struct result *r, size_t row, struct buffer *out)
{
	buffer_add_char(out, '{');
	for (size_t i = 0; i < r->n_columns; i++) {
		if (i > 0)
			buffer_add_char(out, ',');
		add_string(r->columns[i].name, out);
		buffer_add_char(out, ':');
		add_cell(result_cell(r, row, i), out);
	}
	buffer_add_char(out, '}');
}

void json_add_text(struct text t, struct buffer *out)
{
	buffer_add_c(out, "{\"text\":");
	add_string(t, out);
	buffer_add_char(out, '}');
}
