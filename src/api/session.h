/* session.h - what a session holds, for the files of this folder. */
#ifndef API_SESSION_H
#define API_SESSION_H

#include <signal.h>

#include "cxq.h"
#include "lang/parse.h"
#include "report/report.h"

enum {
	DEPTH_MAX = 16,		    /* scripts that include scripts */
	LEVELS = 2 * DEPTH_MAX + 2, /* each may run a saved query */
};

/* A value given with -p. */
struct given {
	struct given *next;
	struct text name;
	const struct node *value;
	bool declared; /* some script asked for it */
};

struct cxq_answer {
	const struct result *result;
	const volatile sig_atomic_t *stop;
};

struct cxq_session {
	struct arena arena;	     /* definitions and given values: until the session is closed */
	struct arena call;	     /* sources, trees and errors: until the next call */
	struct arena check;	     /* what is defined while a script is checked */
	struct arena levels[LEVELS]; /* of the statement in progress, and of those that it runs */
	struct arena scratch;	     /* for struct environment */
	struct arena it;	     /* the tree of the last report */
	struct catalog catalog;
	struct definitions definitions;
	struct settings settings, unchecked; /* UNCHECKED: to go back to after a check */
	struct diagnostics errors;
	struct diagnostic out_of_memory;
	struct environment e;
	struct given *given;
	struct result *last; /* `it` */
	cxq_answer_function *answer;
	void *user;
	volatile sig_atomic_t stop;
	const struct node *current; /* the statement in progress */
	unsigned level, depth;
	bool busy;     /* inside a call */
	bool in_check; /* names of a script are being checked; UNCHECKED is to be put back */
};

/* What a table cannot do after all ends the statement, as running out of memory does: for tables that have come since. */
void session_watch_tables(struct cxq_session *s);
/* Do WORK(s, argument) with a clean slate of errors; running out of memory anywhere in it becomes an error. */
enum cxq_status session_do(struct cxq_session *s, enum status (*work)(struct cxq_session *s, void *argument),
			   void *argument);
/* A source that lives as long as the errors of this call. */
const struct source *session_source(struct cxq_session *s, struct text name, struct text text);

/* Run one statement and hand on its answer. */
enum status session_run_statement(struct cxq_session *s, const struct node *statement);
/* WORK(argument, statement) for each statement of SOURCE as it is read, until one fails, cannot be read, or quits. */
typedef enum status statement_function(void *argument, const struct node *statement);
enum status session_each_statement(struct cxq_session *s, const struct source *source, statement_function *work,
				   void *argument);
/* Run all of SOURCE, FLAGS of cxq_run. */
enum status session_run_source(struct cxq_session *s, const struct source *source, unsigned flags);
/* All of it checked first; nothing is run when it has errors. */
enum status session_run_script(struct cxq_session *s, const struct source *source);
/* For struct environment. */
enum status session_run_included(void *session, struct text name, struct text text);
enum status session_run_nested(void *session, const struct node *statement);
const struct node *session_given_value(void *session, struct text name);

/* Print B, free it; STATUS, or what went wrong with the printing. */
enum cxq_status session_print(struct buffer *b, enum cxq_status status, FILE *out);

#endif
