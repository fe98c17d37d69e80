/* walk.h - the rows of every customer (or case) in the order of their times, one journey after the other.
 * One pass; memory is that of the longest journey, and of the rows' order where it is not the table's own (per COLUMN).
 */
#ifndef EXEC_WALK_H
#define EXEC_WALK_H

#include "exec/coder.h"
#include "plan/journeys.h"

enum { WALK_CONDITIONS_MAX = 31 };

/* A row on the way. */
struct event {
	double seconds;
	uint32_t row;
	uint32_t bits; /* bit I: condition I of the request holds */
	uint32_t code; /* of the request's coder */
};

struct journey {
	const struct event *events; /* by time, equal times in the order of the file */
	size_t n;
	uint64_t unit; /* number of the customer, from 0 */
};

struct walk_request {
	const struct journeys *journeys;
	const struct window *window;
	struct row *const *conditions;
	size_t n_conditions;
	uint32_t wanted;     /* only rows with one of these bits are handed on; 0: all */
	struct coder *coder; /* NULL: no codes */
	const volatile sig_atomic_t *stop;
	void (*journey)(void *user, const struct journey *j); /* for each with at least one wanted row */
	void *user;
};

/* What an answer says of the rows. */
struct walk {
	uint64_t rows_in_window, rows_used; /* before and after `where` */
	uint64_t nobodys;		    /* of those used: without a customer, or without a time */
	uint64_t timeless;
	uint64_t tied;			  /* at the very time of the row before */
	uint64_t units, journeys;	  /* with at least one row used */
	double first_second, last_second; /* of the rows used; NaN: none */
	uint64_t *kept_missing;		  /* by negated column of the plan: rows kept without a value */
	enum status status;		  /* STATUS_OK, STATUS_INTERRUPTED */
};

void walk_run(struct arena *a, const struct walk_request *request, struct walk *out);

#endif
