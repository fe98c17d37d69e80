#include "ingest/csv.h"

#include <string.h>

#include "base/utf8.h"

const struct dialect csv_usual = { .delimiter = ',', .quote = '"', .decimal = '.', .header = true };

struct csv csv_open(struct text text, struct dialect dialect, size_t n_columns)
{
	return (struct csv){ .text = text,
			     .dialect = dialect,
			     .n_columns = n_columns,
			     .at = text.at,
			     .counted = text.at,
			     .line_start = text.at,
			     .line = 1 };
}

static const char *end_of(const struct csv *c)
{
	return c->text.at + c->text.n;
}

static bool ends_line(char c)
{
	return c == '\n' || c == '\r';
}

/* Behind the line end at AT. */
static const char *skip_line_end(const char *at, const char *end)
{
	if (at < end && *at == '\r')
		at++;
	else if (at < end && *at == '\n')
		return at + 1;
	return at < end && *at == '\n' ? at + 1 : at;
}

static const char *next_line(const char *at, const char *end)
{
	while (at < end && !ends_line(*at))
		at++;
	return skip_line_end(at, end);
}

void csv_skip_lines(struct csv *c, size_t n)
{
	for (; n; n--)
		c->at = next_line(c->at, end_of(c));
}

static const char *fail(struct csv *c, enum csv_fault fault, const char *where)
{
	c->fault = fault;
	c->fault_at = where;
	return NULL;
}

/* The next of the two, of which ESCAPE may be none, or NULL. */
static const char *find_mark(char quote, char escape, const char *at, const char *stop)
{
	if (!escape)
		return memchr(at, quote, (size_t)(stop - at));
	while (at < stop && *at != quote && *at != escape)
		at++;
	return at < stop ? at : NULL;
}

/* AT is behind the opening quote; returns the place behind the closing one, or NULL. */
static const char *read_quoted(struct csv *c, const char *at, struct field *f)
{
	const char *opening = at - 1, *end = end_of(c), *mark;
	char quote = c->dialect.quote;
	size_t limit = (size_t)(end - at) < FIELD_MAX + 1 ? (size_t)(end - at) : FIELD_MAX + 1;
	const char *stop = at + limit;

	*f = (struct field){ .at = at, .escape = c->dialect.escape };
	while (at < stop && (mark = find_mark(quote, c->dialect.escape, at, stop))) {
		if (*mark == quote && (mark + 1 == end || mark[1] != quote)) {
			f->n = (uint32_t)(mark - f->at);
			return mark + 1;
		}
		f->doubled = true;
		at = mark + 2;
	}
	return fail(c, stop < end ? CSV_LONG_FIELD : CSV_UNCLOSED_QUOTE, opening);
}

static const char *skip_blanks(const struct csv *c, const char *at)
{
	const char *end = end_of(c);

	while (at < end && (*at == ' ' || *at == '\t') && *at != c->dialect.delimiter)
		at++;
	return at;
}

/* Behind blanks a quote opens a field only where that is beyond doubt: it is closed on its line, and nothing follows. */
static bool opens_behind_blanks(const struct csv *c, const char *opening)
{
	struct csv copy = *c;
	struct field f;
	const char *at = read_quoted(&copy, opening + 1, &f), *end = end_of(c);

	if (!at || memchr(f.at, '\n', f.n) || memchr(f.at, '\r', f.n))
		return false;
	at = skip_blanks(c, at);
	return at == end || *at == c->dialect.delimiter || ends_line(*at);
}

/* AT is an opening quote; returns the place of the delimiter or line end behind the field, or NULL. */
static const char *read_between_quotes(struct csv *c, const char *at, struct field *f)
{
	const char *end = end_of(c);

	at = read_quoted(c, at + 1, f);
	if (!at)
		return NULL;
	at = skip_blanks(c, at);
	if (at < end && *at != c->dialect.delimiter && !ends_line(*at))
		return fail(c, CSV_TEXT_AFTER_QUOTE, at);
	return at;
}

/* A quote inside an unquoted field is an ordinary character: 5" pipe. */
static const char *read_plain(struct csv *c, const char *at, struct field *f)
{
	const char *start = at, *end = end_of(c);
	char delimiter = c->dialect.delimiter;

	while (at < end && *at != delimiter && !ends_line(*at))
		at++;
	if (at - start > FIELD_MAX)
		return fail(c, CSV_LONG_FIELD, start);
	*f = (struct field){ .at = start, .n = (uint32_t)(at - start) };
	return at;
}

/* One field from AT to the delimiter or line end behind it, or NULL. */
static const char *read_field(struct csv *c, const char *at, struct field *f)
{
	const char *start = skip_blanks(c, at), *end = end_of(c);
	char quote = c->dialect.quote;

	if (quote && start < end && *start == quote && (start == at || opens_behind_blanks(c, start)))
		return read_between_quotes(c, start, f);
	return read_plain(c, at, f);
}

/* The fields of the row at c->at; returns its end, or NULL.  The loop for plain fields of an ordinary row is what
 * loading a large file mostly does. */
static const char *read_fields(struct csv *c, struct field *fields, size_t stride)
{
	size_t room = c->n_columns ? c->n_columns : COLUMNS_MAX;
	const char *at = c->at, *end = end_of(c);
	struct field ignored;

	for (c->n_fields = 0;; at++) {
		const char *from = at;

		at = read_field(c, at, c->n_fields < room ? &fields[c->n_fields * stride] : &ignored);
		if (!at)
			return NULL;
		if (c->n_fields == room && c->n_columns)
			c->fault_at = from;
		c->n_fields++;
		if (at - c->at > ROW_MAX)
			return fail(c, CSV_LONG_ROW, c->at);
		if (at == end || *at != c->dialect.delimiter)
			return at;
	}
}

/* A line of blanks in a table of several columns is no row. */
static bool is_blank_line(const struct csv *c, const struct field *only)
{
	if (c->n_columns < 2 || c->n_fields != 1)
		return false;
	for (size_t i = 0; i < only->n; i++)
		if (only->at[i] != ' ' && only->at[i] != '\t')
			return false;
	return true;
}

/* To the start of the next row, past blank lines and comments. */
static void find_row(struct csv *c)
{
	const char *end = end_of(c);

	while (c->at < end) {
		if (ends_line(*c->at))
			c->at++;
		else if (c->dialect.comment && *c->at == c->dialect.comment)
			c->at = next_line(c->at, end);
		else
			return;
	}
}

enum csv_row csv_read(struct csv *c, struct field *fields, size_t stride)
{
	const char *row_end, *end = end_of(c);

	for (;; c->at = skip_line_end(row_end, end)) {
		find_row(c);
		if (c->at == end)
			return CSV_END;
		c->row = c->at;
		c->fault = CSV_FINE;
		row_end = read_fields(c, fields, stride);
		if (!row_end) {
			/* The quotes of this row cannot be trusted: the next one begins on the next line. */
			c->at = next_line(c->fault_at, end);
			return CSV_BAD_ROW;
		}
		if (!c->n_columns || c->n_fields == c->n_columns)
			break;
		if (!is_blank_line(c, fields)) {
			c->fault = c->n_fields < c->n_columns ? CSV_FEW_FIELDS : CSV_MANY_FIELDS;
			if (c->fault == CSV_FEW_FIELDS)
				c->fault_at = row_end;
			c->at = skip_line_end(row_end, end);
			return CSV_BAD_ROW;
		}
	}
	c->at = skip_line_end(row_end, end);
	return CSV_ROW;
}

static bool is_letter_or_figure(char c)
{
	return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

struct text csv_text(struct field f, struct buffer *in_between)
{
	const char *at = f.at, *end = f.at + f.n, *mark;
	char quote;

	if (!f.doubled)
		return (struct text){ f.at, f.n };
	quote = f.at[-1]; /* the opening one */
	buffer_clear(in_between);
	while (at < end && (mark = find_mark(quote, f.escape, at, end)) && mark + 1 < end) {
		/* The second of the two, or both. */
		bool both = is_letter_or_figure(mark[1]);

		buffer_add(in_between, (struct text){ at, (size_t)(mark - at) + both });
		buffer_add(in_between, (struct text){ mark + 1, 1 });
		at = mark + 2;
	}
	if (at < end)
		buffer_add(in_between, (struct text){ at, (size_t)(end - at) });
	return buffer_text(in_between);
}

void csv_place(struct csv *c, const char *where, uint64_t *line, uint64_t *column)
{
	const char *end = end_of(c);

	while (c->counted < where) {
		if (!ends_line(*c->counted)) {
			c->counted++;
			continue;
		}
		c->counted = skip_line_end(c->counted, end);
		c->line_start = c->counted;
		c->line++;
	}
	*line = c->line;
	*column = 1;
	if (where > c->line_start)
		*column += utf8_count((struct text){ c->line_start, (size_t)(where - c->line_start) });
}

void csv_leave(struct csv *c)
{
	const char *at = c->counted, *line_end;
	uint64_t line, column;

	if (!memchr(at, '\r', (size_t)(c->at - at)))
		for (; (line_end = memchr(at, '\n', (size_t)(c->at - at))); at = line_end + 1)
			c->line++;
	c->counted = c->line_start = at;
	csv_place(c, c->at, &line, &column);
}

void csv_continue(struct csv *c, struct text text)
{
	c->text = text;
	c->at = c->counted = c->line_start = text.at;
}

void csv_explain(enum csv_fault fault, size_t n_fields, size_t n_columns, bool header, struct buffer *out)
{
	switch (fault) {
	case CSV_FEW_FIELDS:
	case CSV_MANY_FIELDS:
		buffer_printf(out, "%zu field%s, but the %s has %zu", n_fields, n_fields == 1 ? "" : "s",
			      header ? "header" : "first row", n_columns);
		break;
	case CSV_TEXT_AFTER_QUOTE:
		buffer_add_c(out, "text after a closing quote");
		break;
	case CSV_UNCLOSED_QUOTE:
		buffer_add_c(out, "this quote is never closed");
		break;
	case CSV_LONG_FIELD:
		buffer_add_c(out, "a field longer than 16 MiB; is a quote never closed?");
		break;
	case CSV_LONG_ROW:
		buffer_add_c(out, "a row longer than 64 MiB; is a quote never closed?");
		break;
	case CSV_FINE:
		break;
	}
}
