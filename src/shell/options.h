/* options.h - the command line as a value.  Knows what may be asked for, not how it is done. */
#ifndef SHELL_OPTIONS_H
#define SHELL_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum job { JOB_RUN, JOB_HELP, JOB_VERSION, JOB_FORMAT, JOB_CHECK };

/* One thing that was given, in order: a FILE, -f FILE or -c TEXT. */
enum input_kind { INPUT_DATA, INPUT_SCRIPT, INPUT_TEXT };

struct input {
	enum input_kind kind;
	const char *value; /* path, "-" being standard input, or text */
};

struct options {
	enum job job;
	struct input *files; /* FILEs: data and scripts */
	size_t n_files;
	struct input *script; /* all -f and -c */
	size_t n_script;
	const char **params; /* NAME=VALUE */
	size_t n_params;
	const char *format;
	const char *output;   /* NULL: standard output */
	const char *complete; /* NULL: not asked for */
	const char *dump;     /* NULL: not asked for */
	unsigned threads;     /* 0: as many as there are */
	uint64_t memory;      /* bytes; 0: no limit */
	bool echo;
	bool notes;
	bool no_rc;
	bool quiet;
	bool safe;
};

/* Read the command line; what is wrong with it is said on stderr, and false returned.  Strings stay those of ARGV. */
bool options_read(struct options *o, int argc, char **argv);
void options_free(struct options *o);
void options_help(FILE *out);

#endif
