/* transcript.c - runs a golden transcript (.cxt) on a session of its own and prints it anew, in the same form.
 *
 *	# comments at the top of the file are kept
 *	> nps by stage		a block of input: runs as if typed at the prompt, receipts are printed too
 *	.   where channel=phone	its further lines
 *	anything else		the answer that is expected, replaced by what comes now
 *	@format csv		further answers in this format; @width 60: for a terminal that wide
 *	@param NAME=VALUE	the value of a script parameter
 *	@skip-unless PATH	without PATH the whole file is skipped: prints "skipped", exit status 77
 *	@quiet, @loud		nothing is printed in between, the lines themselves included (for README blocks)
 *
 * A client of cxq.h only.  Answers are boxes without colour, as wide as they need; errors stand where they happened. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cxq.h"

enum { STATUS_SKIPPED = 77 };

struct transcript {
	cxq_session *session;
	FILE *out; /* stdout, or nowhere while quiet */
	FILE *nowhere;
	struct cxq_look look;
	char format[16];
	char *input;	/* the statements of the block, as they are run */
	char *shown;	/* its lines, as they stand in the file */
	bool open;	/* a block was begun and has not run yet */
	bool in_input;	/* the line before was input: a `. ` continues it */
	bool separate;	/* an empty line is owed before the next block */
	size_t answers; /* of the running block */
};

static _Noreturn void give_up(const char *what)
{
	fprintf(stderr, "transcript: ");
	perror(what);
	exit(EXIT_FAILURE);
}

/* *TO becomes its own text and MORE; NULL counts as empty. */
static void append(char **to, const char *more)
{
	size_t length = *to ? strlen(*to) : 0;
	char *longer = realloc(*to, length + strlen(more) + 1);

	if (!longer)
		give_up("memory");
	strcpy(longer + length, more);
	*to = longer;
}

static enum cxq_status print_answer(void *user, const cxq_answer *answer)
{
	struct transcript *t = user;

	if (t->answers++ && cxq_format_separates(t->look.format))
		fputc('\n', t->out);
	return cxq_render(answer, &t->look, t->out);
}

static void pay_separator(struct transcript *t)
{
	if (t->separate)
		fputc('\n', t->out);
	t->separate = false;
}

static void run_block(struct transcript *t)
{
	if (!t->open)
		return;
	pay_separator(t);
	fputs(t->shown, t->out);
	t->answers = 0;
	cxq_run(t->session, NULL, t->input, strlen(t->input), CXQ_PROMPT, print_answer, t);
	cxq_print_errors(t->session, t->out);
	free(t->input);
	free(t->shown);
	t->input = t->shown = NULL;
	t->open = t->in_input = false;
	t->separate = t->out == stdout;
}

/* `> text` begins a block, `. text` continues it; the text may be missing. */
static bool take_input(struct transcript *t, const char *line)
{
	bool begins = line[0] == '>' && (line[1] == ' ' || !line[1]);
	bool continues = t->in_input && line[0] == '.' && (line[1] == ' ' || !line[1]);

	if (!begins && !continues)
		return false;
	if (begins)
		run_block(t);
	else
		append(&t->input, "\n");
	append(&t->input, line[1] ? line + 2 : "");
	append(&t->shown, line);
	append(&t->shown, "\n");
	t->open = t->in_input = true;
	return true;
}

static void set_param(struct transcript *t, char *assignment)
{
	char *equals = strchr(assignment, '=');

	if (!equals)
		return;
	*equals = '\0';
	if (cxq_set_param(t->session, assignment, equals + 1) != CXQ_OK)
		cxq_print_errors(t->session, t->out);
	*equals = '=';
}

static const char *after(const char *line, const char *word)
{
	return strncmp(line, word, strlen(word)) == 0 ? line + strlen(word) : NULL;
}

static bool switch_output(struct transcript *t, const char *line)
{
	if (strcmp(line, "@quiet") != 0 && strcmp(line, "@loud") != 0)
		return false;
	run_block(t);
	t->out = line[1] == 'q' ? t->nowhere : stdout;
	return true;
}

static void apply(struct transcript *t, char *line)
{
	const char *rest;

	if ((rest = after(line, "@format ")))
		snprintf(t->format, sizeof t->format, "%s", rest);
	else if ((rest = after(line, "@width ")))
		t->look.width = strtoul(rest, NULL, 10);
	else if (after(line, "@param "))
		set_param(t, line + strlen("@param "));
	else if ((rest = after(line, "@skip-unless ")) && access(rest, R_OK) != 0) {
		puts("skipped");
		exit(STATUS_SKIPPED);
	}
}

static bool take_directive(struct transcript *t, char *line)
{
	if (switch_output(t, line))
		return true;
	if (!after(line, "@format ") && !after(line, "@width ") && !after(line, "@param ") &&
	    !after(line, "@skip-unless "))
		return false;
	run_block(t);
	pay_separator(t);
	fprintf(t->out, "%s\n", line);
	apply(t, line);
	return true;
}

static void run_file(struct transcript *t, FILE *file)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	bool at_top = true;

	while ((length = getline(&line, &room, file)) > 0) {
		if (line[length - 1] == '\n')
			line[length - 1] = '\0';
		if (take_input(t, line) || take_directive(t, line)) {
			at_top = false;
			continue;
		}
		t->in_input = false;
		if (at_top && (line[0] == '#' || !line[0]))
			fprintf(t->out, "%s\n", line);
	}
	run_block(t);
	free(line);
}

int main(int argc, char **argv)
{
	struct transcript t = { .out = stdout, .format = "box" };
	FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;

	t.look.format = t.format;
	t.session = cxq_open();
	t.nowhere = fopen("/dev/null", "w");
	if (!file || !t.session || !t.nowhere)
		give_up(argc == 2 ? argv[1] : "usage: transcript FILE");
	run_file(&t, file);
	fclose(file);
	fclose(t.nowhere);
	cxq_close(t.session);
	return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
