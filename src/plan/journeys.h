/* journeys.h - what funnel, paths, journey and retention have in common: whose rows are followed in the order of their
 * times, which of them, and the conditions that make a row a step. */
#ifndef PLAN_JOURNEYS_H
#define PLAN_JOURNEYS_H

#include "plan/length.h"
#include "plan/plan.h"

enum journey_option { WITH_CI = 1, WITH_REPEATS = 2, WITH_TRANSITIONS = 4, WITH_UNBOUNDED = 8 };

struct journeys {
	struct plan *plan;	   /* table, where, time, window, before, dimensions, notes */
	const struct column *unit; /* per COLUMN; NULL: customers, as their rows stand in the table */
	struct length split;	   /* a longer gap between two rows begins another journey */
	struct length within;
	struct text unit_name; /* customer, case ... */
	struct text counted;   /* customers, cases, or journeys when they are split */
	size_t top;	       /* SIZE_MAX: all */
	unsigned options;      /* of `with`: enum journey_option */
};

struct step {
	struct row *condition;
	struct text label;
};

/* Binds the clauses that the four verbs share; NULL with errors added. */
struct journeys *journeys_bind(struct scope *s, const struct node *report);
/* Is REPORT one of the four? */
bool journeys_is(const struct node *report);
/* A STEP: a stage by its name (or a segment), or a condition; false with an error. */
bool step_bind(struct scope *s, const struct node *step, struct step *out);
/* The plan of a funnel, paths, journey or retention as text; false with errors. */
bool journeys_describe(struct scope *s, const struct node *report, struct buffer *out);

#endif
