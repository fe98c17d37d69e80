/* report.h - every statement: tree in, result out.  One file per verb, one line each in verbs.def. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <signal.h>

#include "base/diagnostic.h"
#include "lang/node.h"
#include "metric/definitions.h"
#include "plan/settings.h"
#include "result/result.h"
#include "store/catalog.h"

/* What a statement may use and change. */
struct environment {
	struct arena *arena; /* of the statement */
	struct catalog *catalog;
	struct definitions *definitions;
	struct settings *settings;
	struct diagnostics *errors;
	const volatile sig_atomic_t *stop;
	bool safe;			/* no access to files */
	bool checking;			/* names are checked, nothing is run or changed but definitions and settings */
	const struct result *last;	/* `it`: the last answer that was no receipt, or NULL */
	const struct node *last_report; /* its tree (session arena), or NULL */
	void (*progress)(void *user, uint64_t done, uint64_t total);
	void *progress_user;
	/* Run the text of a file or of a saved query as further statements (include, run); answers go out one by one. */
	enum status (*run_text)(void *session, struct text name, struct text text);
	enum status (*run_node)(void *session, const struct node *statement);
	void *session;
	bool quit; /* a quit statement was run */
	/* The value given with -p for the parameter NAME (which is thereby declared), or NULL. */
	const struct node *(*given)(void *session, struct text name);
	struct arena *scratch; /* memory that a verb may give back before its statement ends */
	struct result *making; /* the answer being made: freed by the session when memory runs out */
};

/* A new empty answer; when memory runs out in it the statement ends, as with e->arena. */
struct result *report_answer(struct environment *e);
/* The same as a receipt: one line that says what was done. */
struct result *report_receipt(struct environment *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* One verb.  *OUT: the answer or receipt, owned by the caller, or NULL where there is nothing to say (include, run,
 * checking).
 * Errors are added to e->errors and their status returned. */
#define VERB(kind, name)                                                                                               \
	enum status report_##name(struct environment *e, const struct node *statement, struct result **out);
#include "report/verbs.def"
#undef VERB

enum status report_run(struct environment *e, const struct node *statement, struct result **out);

#endif
