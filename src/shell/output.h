/* output.h - where answers go: standard output or the file of -o, in one format.  Whether everything arrived is
 * known only after output_close. */
#ifndef SHELL_OUTPUT_H
#define SHELL_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "cxq.h"
#include "shell/options.h"
#include "shell/progress.h"
#include "shell/terminal.h"

struct output {
	FILE *file;	  /* NULL: could not be opened */
	const char *path; /* NULL: standard output */
	struct cxq_look look;
	struct progress *progress;
	bool to_terminal;
	bool receipts;	/* print what loading and defining did */
	bool notes;	/* to stderr, where the format has no place for them */
	size_t printed; /* answers since output_begin */
	int error;	/* errno of the first failure; 0: all is well */
	bool begun;	/* the file of -o was emptied */
};

/* Opens PATH without emptying it: a run that fails before its first answer leaves an older file as it was. */
void output_open(struct output *o, const struct options *options, const struct terminal *t, struct progress *p);
/* Answers that follow stand by themselves: no empty line before the first. */
void output_begin(struct output *o);
/* Prints one answer; a cxq_answer_function, USER being the struct output. */
enum cxq_status output_answer(void *user, const cxq_answer *answer);
/* Lines of the shell's own among the answers. */
void output_line(struct output *o, const char *before, const char *text, size_t length);
/* Text of the library's own (dump, format) goes here directly. */
FILE *output_stream(struct output *o);
/* Flushes and remembers a failure. */
enum cxq_status output_flush(struct output *o);
/* Closes, says on stderr what failed.  DONE: the run succeeded, so an older file is replaced even if there was no
 * answer. */
enum cxq_status output_close(struct output *o, bool done);

#endif
