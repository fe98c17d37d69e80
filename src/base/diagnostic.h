/* diagnostic.h - what went wrong, as a value: what, where, one help, what was expected.
 * Errors and lint notes are collected in a list and printed at the end by the shell's side of the library. */
#ifndef BASE_DIAGNOSTIC_H
#define BASE_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

/* A source of statements: a script file, the prompt, -c.  TEXT lives as long as the diagnostics do. */
struct source {
	struct text name; /* shown before line and column; empty at the prompt */
	struct text text;
};

/* A half-open range of bytes of one source; FROM == TO == 0 with SOURCE NULL means "nowhere". */
struct span {
	const struct source *source;
	size_t from;
	size_t to;
};

/* The exit status each kind leads to. */
enum status {
	STATUS_OK = 0,
	STATUS_FAILED = 1,    /* run-time failure, unreadable or bad data */
	STATUS_BAD_INPUT = 2, /* usage, syntax, unknown name or value */
	STATUS_ASSERT_FALSE = 5,
	STATUS_OUTPUT_FAILED = 74,
	STATUS_INTERRUPTED = 130,
};

struct diagnostic {
	struct diagnostic *next;
	enum status status;
	int code;     /* E001... stable; 0: none */
	bool is_note; /* no error: what `cxq check` remarks */
	struct span span;
	struct text message;  /* lower case, no full stop, the fact */
	struct text help;     /* the advice, or empty */
	struct text expected; /* "a metric, a name, ..." or empty */
};

/* Errors of one run, oldest first, at most DIAGNOSTICS_MAX; the rest is only counted. */
enum { DIAGNOSTICS_MAX = 20 };

struct diagnostics {
	struct arena *arena;
	struct diagnostic *first;
	struct diagnostic **last; /* NULL in an empty list */
	size_t n;
};

/* Add an error; the returned value may be completed (help, expected, code).  Never NULL. */
struct diagnostic *diagnose(struct diagnostics *d, enum status status, struct span where, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* Set the help of the newest diagnostic. */
void diagnose_help(struct diagnostics *d, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The status of the first error, STATUS_OK if there is none. */
enum status diagnostics_status(const struct diagnostics *d);
/* From the first byte of A to the last of B (either may be nowhere). */
struct span span_join(struct span a, struct span b);
/* Line and column (both from 1) of byte OFFSET of TEXT; columns count characters, a tab is one. */
void source_position(struct text text, size_t offset, size_t *line, size_t *column);
/* "name:line:column: error: message", the line with a caret, help and expected, each on its line; plain text without
 * control characters of the data. */
void diagnostic_print(const struct diagnostic *d, struct buffer *out);

#endif
