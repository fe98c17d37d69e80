/* format.c - a script in canonical form: one statement a line, clauses on lines of their own where that is too long,
 * comments kept, at most one empty line in a row. */
#include "api/session.h"
#include "report/break_lines.h"

struct writer {
	struct buffer out;
	size_t newlines;      /* of the source since the last thing written */
	bool after_statement; /* a comment on the same line belongs to the statement */
};

static void separate(struct writer *w)
{
	if (w->out.n)
		buffer_add_c(&w->out, w->newlines > 1 ? "\n\n" : "\n");
	w->newlines = 0;
}

static void add_comment(struct writer *w, struct text comment)
{
	if (w->after_statement && w->newlines == 0)
		buffer_add_c(&w->out, "  ");
	else
		separate(w);
	buffer_add(&w->out, text_trim(comment));
	w->newlines = 0;
	w->after_statement = false;
}

/* The comments of T, which is what stands around or in a statement. */
static void add_comments(struct writer *w, struct text t, bool in_statement)
{
	while (t.n) {
		bool comment;
		size_t n = source_piece(t, &comment);

		if (comment)
			add_comment(w, text_slice(t, 0, n));
		else if (t.at[0] == '\n' && !in_statement)
			w->newlines++;
		t = text_from(t, n);
	}
}

static void add_statement(struct writer *w, struct text before, struct text own, const struct node *statement)
{
	struct buffer line = { 0 };

	add_comments(w, before, false);
	add_comments(w, own, true);
	separate(w);
	node_print(statement, &line);
	break_lines(buffer_text(&line), statement, &w->out);
	w->out.failed |= line.failed;
	w->after_statement = true;
	buffer_free(&line);
}

struct formatting {
	const char *name;
	struct text text;
	struct writer writer;
};

/* Nothing is written of a text that has errors; all of them are reported. */
static enum status format(struct cxq_session *s, void *argument)
{
	struct formatting *f = argument;
	const struct source *source = session_source(s, text_of(f->name ? f->name : ""), f->text);
	size_t from = 0, done = 0, used;

	for (;; from = used) {
		struct node *statement = NULL;
		enum parse_result result;

		used = from;
		result = parse_statement(&s->call, source, from, &used, &statement, &s->errors);
		if (result == PARSE_OK) {
			add_statement(&f->writer, text_slice(source->text, done, statement->span.from),
				      text_slice(source->text, statement->span.from, statement->span.to), statement);
			done = statement->span.to;
		} else if (result != PARSE_ERROR || used <= from || s->errors.n >= DIAGNOSTICS_MAX) {
			break;
		}
	}
	if (s->errors.n) {
		buffer_free(&f->writer.out);
		f->writer.out = (struct buffer){ 0 };
		return diagnostics_status(&s->errors);
	}
	add_comments(&f->writer, text_from(source->text, done), false);
	if (f->writer.out.n)
		buffer_add_char(&f->writer.out, '\n');
	return STATUS_OK;
}

enum cxq_status cxq_format(cxq_session *s, const char *name, const char *text, size_t length, FILE *out)
{
	struct formatting f = { .name = name, .text = { text, length } };
	enum cxq_status status = session_do(s, format, &f);

	return session_print(&f.writer.out, status, out);
}
