/* recovery.h - what a recovery report means: the facts that are failures and repairs, and what is compared afterwards.
 */
#ifndef PLAN_RECOVERY_H
#define PLAN_RECOVERY_H

#include "plan/journeys.h"
#include "plan/score.h"

/* Answers this many days after the outcome count, decisions to leave that many. */
enum { RECOVERY_ANSWER_DAYS = 90, RECOVERY_CHURN_DAYS = 200, RECOVERY_WITHIN_DAYS = 30 };

struct recovery {
	struct plan *plan; /* table, where, time, window, dimensions, notes */
	struct row *failure, *repair;
	struct row
		*no_repair; /* a fact that says so, on a row of its own or of the failure; NULL: steps, one row each */
	struct text failure_text, repair_text;
	const struct column *cases; /* failure and repair by role belong to the same one; NULL: to the same customer */
	struct length within;
	int64_t data_end; /* the second after the last one in the data */
	struct score score;
	struct row *asked;   /* the rows whose score counts (relationship surveys); NULL: all */
	bool tests_score;    /* the steps do: answers that made a step are left out */
	struct row *churned; /* NULL: not mapped */
};

/* The plan of REPORT; QUERY has its clauses.  NULL with errors added. */
struct recovery *recovery_bind(struct scope *s, const struct node *report, const struct node *query);

#endif
