/* cxq.h - the public interface of libcxq: a session holds tables, definitions and settings; text is run in it; answers
 * come
 * back one by one and are printed by cxq_render.
 *
 * A session belongs to one thread at a time.  Only cxq_interrupt may be called from elsewhere, signal handlers
 * included.
 * Text is UTF-8 given as pointer and length.  Nothing is printed unless a function says so. */
#ifndef CXQ_H
#define CXQ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif

#define CXQ_VERSION "0.1.0"

typedef struct cxq_session cxq_session;
typedef struct cxq_answer cxq_answer;

/* Every status is also the exit status of the program. */
enum cxq_status {
	CXQ_OK = 0,
	CXQ_FAILED = 1,	   /* run-time failure, unreadable or bad data, out of memory */
	CXQ_BAD_INPUT = 2, /* usage, syntax, unknown name or value */
	CXQ_ASSERT_FALSE = 5,
	CXQ_OUTPUT_FAILED = 74, /* reported by cxq_render and by an answer function */
	CXQ_INTERRUPTED = 130,
	CXQ_QUIT = 256, /* a quit statement was reached; not a failure */
};

/* A new session with the built-in definitions, or NULL when memory ran out.  The caller closes it. */
cxq_session *cxq_open(void);
void cxq_close(cxq_session *s); /* NULL is fine */

/* Called for each answer, in order.  ANSWER is valid during the call.  Return CXQ_OK to go on; anything else ends the
 * run. */
typedef enum cxq_status cxq_answer_function(void *user, const cxq_answer *answer);

/* How a run treats what it is given. */
enum cxq_run_flag {
	CXQ_SCRIPT = 0, /* syntax of the whole text, and names as far as tables are known, are checked first */
	CXQ_PROMPT = 1, /* what was typed at a prompt: statement by statement */
};

/* Run all statements of TEXT.  NAME stands in front of positions in messages ("weekly.cxq:3:7"); NULL or "" at the
 * prompt.
 * On an error the run ends, the errors are kept for cxq_print_errors, and what ran before stays done. */
enum cxq_status cxq_run(cxq_session *s, const char *name, const char *text, size_t length, unsigned flags,
			cxq_answer_function *answer, void *user);
/* Load a data file (.csv .tsv ...; "-" is standard input) as the statement `load` does with defaults. */
enum cxq_status cxq_load(cxq_session *s, const char *path, cxq_answer_function *answer, void *user);
/* Run a script file. */
enum cxq_status cxq_run_file(cxq_session *s, const char *path, cxq_answer_function *answer, void *user);

/* The errors of the last call, oldest first. */
size_t cxq_error_count(const cxq_session *s);
/* Print them with position, caret and help.  Control characters of the data are made visible. */
void cxq_print_errors(const cxq_session *s, FILE *out);

/* Ask a run, a load or a rendering in progress to stop; it returns CXQ_INTERRUPTED soon.  Async-signal-safe. */
void cxq_interrupt(cxq_session *s);

/* Give a script parameter its value before the run: text as typed after -p NAME=. */
enum cxq_status cxq_set_param(cxq_session *s, const char *name, const char *value);
/* After the last script: CXQ_BAD_INPUT, with an error for each, when values were given that no script has asked for. */
enum cxq_status cxq_check_params(cxq_session *s);
/* Refuse (or allow again) all access to files from statements: load, include, export. */
void cxq_set_safe(cxq_session *s, bool safe);
/* Work on at most N threads from now on, in all sessions of the process; 0: as many as the system lets it use.  Answers
 * never depend on it. */
void cxq_limit_threads(unsigned n);
/* Called during loads with bytes done and in all (0: not known).  NULL: never. */
void cxq_on_progress(cxq_session *s, void (*progress)(void *user, uint64_t done, uint64_t total), void *user);

/* Is what was typed a whole statement?  For the Enter key. */
enum cxq_completeness { CXQ_EMPTY, CXQ_WHOLE, CXQ_MORE, CXQ_WRONG };
enum cxq_completeness cxq_check(cxq_session *s, const char *text, size_t length);

/* Candidates for the word that ends at LENGTH, best first.  TEXT is what the word is to be replaced with, already
 * quoted where
 * that is needed; DESCRIPTION may be empty.  *word_start: where the unfinished word begins. */
typedef void cxq_candidate_function(void *user, const char *text, const char *description);
void cxq_complete(cxq_session *s, const char *text, size_t length, size_t *word_start,
		  cxq_candidate_function *candidate, void *user);

/* Tokens, tree or plan of each statement ("tokens", "ast", "plan"), for people who study the program. */
enum cxq_status cxq_dump(cxq_session *s, const char *what, const char *name, const char *text, size_t length,
			 FILE *out);
/* The text in canonical form (comments kept). */
enum cxq_status cxq_format(cxq_session *s, const char *name, const char *text, size_t length, FILE *out);

/* Look a script through without running it (`load sample` apart, which makes names and values known): syntax and,
 * where the
 * data are loaded, names are errors; what misleads is noted on OUT, one note each, and is no error. */
enum cxq_status cxq_lint(cxq_session *s, const char *name, const char *text, size_t length, FILE *out);

/* Answers. */
struct cxq_look {
	const char *format; /* "box" "csv" "tsv" "json" "jsonl" "markdown" */
	size_t width;	    /* columns of the terminal; 0: as wide as needed */
	bool colour;
	bool ascii; /* boxes without line-drawing characters */
};
/* A receipt (load, define, set ...) says that something was done; other answers are what was asked for. */
bool cxq_answer_is_receipt(const cxq_answer *a);
/* Print the answer, notes under it where the format is for people. CXQ_OUTPUT_FAILED when OUT could not be written. */
enum cxq_status cxq_render(const cxq_answer *a, const struct cxq_look *look, FILE *out);
/* Does it have notes?  Those of a load tell of rows that were left out and bytes that were replaced. */
bool cxq_answer_has_notes(const cxq_answer *a);
/* Print only the notes, one per line, "note: " before each. */
void cxq_print_notes(const cxq_answer *a, FILE *out);
/* The name of format INDEX, NULL past the last; whether two answers are separated by an empty line; whether it is for
 * machines. */
const char *cxq_format_name(size_t index);
bool cxq_format_separates(const char *format);
bool cxq_format_is_machine(const char *format);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
