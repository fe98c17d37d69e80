#include "report/table_export.h"

#include <errno.h>
#include <string.h>

#include "report/spelling.h"

enum { PIECE = 1 << 16 };

static bool needs_quotes(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.at[i] == ',' || t.at[i] == '"' || t.at[i] == '\n' || t.at[i] == '\r')
			return true;
	return false;
}

static void add_csv(struct text t, struct buffer *out)
{
	if (!needs_quotes(t)) {
		buffer_add(out, t);
		return;
	}
	buffer_add_char(out, '"');
	for (size_t i = 0; i < t.n; i++) {
		if (t.at[i] == '"')
			buffer_add_char(out, '"');
		buffer_add_char(out, t.at[i]);
	}
	buffer_add_char(out, '"');
}

static const char *tsv_escape(char c)
{
	return c == '\t' ? "\\t" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\\' ? "\\\\" : NULL;
}

static void add_tsv(struct text t, struct buffer *out)
{
	for (size_t i = 0; i < t.n; i++) {
		const char *escape = tsv_escape(t.at[i]);

		if (escape)
			buffer_add_c(out, escape);
		else
			buffer_add_char(out, t.at[i]);
	}
}

/* One field and what separates it from the one before. */
static void add_field(struct text t, bool tabs, bool first, struct buffer *out)
{
	if (!first)
		buffer_add_char(out, tabs ? '\t' : ',');
	if (tabs)
		add_tsv(t, out);
	else
		add_csv(t, out);
}

/* Readers skip empty lines, so a row of one empty field is quoted. */
static void end_line(size_t start, struct buffer *out)
{
	buffer_add_c(out, out->n == start ? "\"\"\n" : "\n");
}

static void add_header(const struct table *t, bool tabs, struct buffer *out)
{
	bool first = true;

	for (size_t i = 0; i < t->n_columns; i++) {
		if (t->columns[i].derived)
			continue;
		add_field(t->columns[i].name, tabs, first, out);
		first = false;
	}
	end_line(0, out);
}

static void add_row(const struct table *t, size_t row, bool tabs, struct buffer *field, struct buffer *out)
{
	size_t start = out->n;
	bool first = true;

	for (size_t i = 0; i < t->n_columns; i++) {
		if (t->columns[i].derived)
			continue;
		buffer_clear(field);
		spell_row(&t->columns[i], row, field);
		add_field(buffer_text(field), tabs, first, out);
		first = false;
	}
	end_line(start, out);
}

static bool write_piece(struct out_file *f, struct buffer *out)
{
	bool done = !out->failed && out_file_write(f, buffer_text(out));

	if (out->failed) {
		out_file_abandon(f);
		errno = ENOMEM;
	}
	buffer_clear(out);
	return done;
}

static bool write_rows(struct environment *e, const struct table *t, bool tabs, struct out_file *f)
{
	struct buffer out = { 0 }, field = { 0 };
	bool done = true;

	add_header(t, tabs, &out);
	for (size_t i = 0; i < t->n_rows && done; i++) {
		add_row(t, table_row_at(t, i), tabs, &field, &out);
		if (out.n >= PIECE)
			done = write_piece(f, &out);
		if (done && e->stop && *e->stop) {
			out_file_abandon(f);
			errno = EINTR;
			done = false;
		}
	}
	done = done && write_piece(f, &out);
	buffer_free(&out);
	buffer_free(&field);
	return done;
}

enum status table_export(struct environment *e, const struct table *t, bool tabs, struct text path, struct span where)
{
	struct out_file f;

	table_ready_all(t);
	if (out_file_open(&f, e->arena, path) && write_rows(e, t, tabs, &f) && out_file_finish(&f))
		return STATUS_OK;
	if (e->stop && *e->stop)
		return STATUS_INTERRUPTED;
	diagnose(e->errors, STATUS_OUTPUT_FAILED, where, "cannot write %.*s: %s", TEXT_ARGS(path), strerror(errno));
	return STATUS_OUTPUT_FAILED;
}
