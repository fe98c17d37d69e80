/* echo.c - cuts a script into blocks of whole lines and runs them one by one. */
#include "shell/echo.h"

#include <errno.h>
#include <string.h>

static bool is_blank(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!strchr(" \t\r\n", text[i]))
			return false;
	return true;
}

static size_t line_length(const char *text, size_t length)
{
	const char *newline = memchr(text, '\n', length);

	return newline ? (size_t)(newline - text) + 1 : length;
}

static bool is_comment(const char *text, size_t length)
{
	size_t i = 0;

	while (i < length && (text[i] == ' ' || text[i] == '\t'))
		i++;
	return i < length && (text[i] == '#' || (length - i > 1 && text[i] == '-' && text[i + 1] == '-'));
}

/* An indented line continues the statement above it, blank lines and comments between them notwithstanding. */
static bool goes_on(const char *text, size_t length)
{
	size_t n;

	while ((n = line_length(text, length)) && (is_blank(text, n) || is_comment(text, n))) {
		text += n;
		length -= n;
	}
	return length && (*text == ' ' || *text == '\t');
}

/* Bytes of the lines at the start of TEXT that make a whole statement, or several, or nothing but a comment. */
static size_t block_length(cxq_session *s, const char *text, size_t length)
{
	size_t end = 0;

	while (end < length) {
		enum cxq_completeness c;

		end += line_length(text + end, length - end);
		c = cxq_check(s, text, end);
		if (c == CXQ_EMPTY || (c == CXQ_WHOLE && !goes_on(text + end, length - end)))
			break;
	}
	return end;
}

static void show(struct output *o, const char *text, size_t length)
{
	const char *mark = ">";

	while (length && strchr("\r\n", text[length - 1]))
		length--;
	for (size_t at = 0; at < length; mark = ".") {
		size_t n = line_length(text + at, length - at);
		size_t visible = n - (text[at + n - 1] == '\n');

		output_line(o, visible ? (*mark == '>' ? "> " : ". ") : mark, text + at, visible);
		at += n;
	}
}

/* The block with as many line ends before it as it has lines above, so that messages tell its true place. */
static enum cxq_status run_block(struct shell *sh, const char *name, const char *text, size_t length, size_t lines)
{
	struct source placed = { 0 };
	enum cxq_status status = CXQ_FAILED;
	bool fits = true;

	for (size_t i = 0; i < lines && fits; i++)
		fits = source_add(&placed, "\n", 1);
	output_begin(&sh->output);
	if (fits && source_add(&placed, text, length))
		status = cxq_run(sh->session, name, placed.text, placed.length, CXQ_SCRIPT, output_answer, &sh->output);
	else
		fprintf(stderr, "cxq: %s\n", strerror(ENOMEM));
	source_free(&placed);
	return status;
}

enum cxq_status echo_run(struct shell *sh, const char *name, const struct source *s)
{
	enum cxq_status status = CXQ_OK;
	size_t lines = 0, n;
	bool separate = sh->output.printed > 0;

	for (size_t at = 0; at < s->length && status == CXQ_OK; at += n) {
		const char *text = s->text + at;

		n = block_length(sh->session, text, s->length - at);
		if (!is_blank(text, n)) {
			if (separate)
				output_line(&sh->output, "", "", 0);
			show(&sh->output, text, n);
			separate = cxq_check(sh->session, text, n) != CXQ_EMPTY;
			if (separate)
				status = run_block(sh, name, text, n, lines);
		}
		for (size_t i = 0; i < n; i++)
			lines += text[i] == '\n';
	}
	return status;
}
