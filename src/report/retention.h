/* retention.h - shared by retention.c and retention_result.c. */
#ifndef REPORT_RETENTION_H
#define REPORT_RETENTION_H

#include "report/parts.h"
#include "report/strata.h"
#include "report/walk_notes.h"

/* One group: customers by the period of their first row. */
struct retention_tally {
	uint64_t *sizes;    /* by cohort */
	uint64_t *returned; /* cohort * periods + period */
};

struct retention {
	struct environment *environment;
	struct scope *scope;
	struct journeys *journeys;
	struct row *conditions[2]; /* begins, returns */
	struct dimension period;
	struct coder coder; /* periods of the time, from the window's first */
	size_t n_cohorts;   /* periods of the window */
	size_t last;	    /* the last period that could be seen, in part at least */
	bool last_is_partial;
	size_t n_periods; /* columns: periods 0 .. n_periods - 1 after the first */
	bool periods_given;
	bool unbounded;
	struct strata strata;
	struct retention_tally *tallies; /* by group */
	size_t n_tallies;
	uint64_t *seen; /* by period: the customer counted last, from 1 */
	uint64_t n_customers;
	struct walk walk;
};

struct result *retention_result(struct retention *t);
/* Customers of GROUP whose first row lies in COHORT and who came back in period K after it. */
uint64_t retention_returned(const struct retention *t, size_t group, size_t cohort, size_t k);
uint64_t retention_size(const struct retention *t, size_t group, size_t cohort);

#endif
