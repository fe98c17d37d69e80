/* journey.h - shared by journey.c, journey_result.c and journey_verdict.c. */
#ifndef REPORT_JOURNEY_H
#define REPORT_JOURNEY_H

#include "exec/kernel.h"
#include "plan/journeys.h"
#include "report/parts.h"

/* A mapped role, seen through its mapping. */
struct journey_role {
	enum role role;
	struct row *value;
	struct kernel *kernel;
	bool present;  /* some row shown has a value */
	bool constant; /* and all of them the same */
};

struct journey_row {
	uint32_t row;
	double seconds, wall; /* in UTC, and by the clock of the zone that was set; NaN: no time */
};

struct customer_journey {
	struct environment *environment;
	struct scope *scope;
	struct journeys *journeys;
	const struct column *unit;
	uint64_t code; /* of the customer */
	struct text id;
	struct journey_row *rows;
	size_t n, n_all; /* shown; all rows of the customer */
	struct journey_role roles[ROLES];
	size_t n_roles;
};

struct result *journey_result(struct customer_journey *c);
/* The role, or NULL when it is not mapped. */
const struct journey_role *journey_role(const struct customer_journey *c, enum role role);
/* Its value in a row as a number; NaN: none. */
double journey_number(const struct journey_role *r, uint32_t row);
/* What the step at place I was for the customer, in words; empty when nothing is known. */
struct text journey_verdict(const struct customer_journey *c, size_t i);

#endif
