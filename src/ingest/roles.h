/* roles.h - which column serves which role: as the user says, else by the header names of roles.def. */
#ifndef INGEST_ROLES_H
#define INGEST_ROLES_H

#include "ingest/ingest.h"

/* The mappings of a load statement, resolved. */
struct role_plan {
	const struct mapping_request *request[ROLES]; /* NULL: to be found by name */
	const struct column *column[ROLES];	      /* of the requests */
	const struct column *plus[ROLES];	      /* the second of a date and a time of the day, or NULL */
	double missing[ROLES][16];		      /* their missing codes that are numbers */
	size_t n_missing[ROLES];
	const struct column *kept[ROLES]; /* that served the role before rows were added: it must go on to */
};

/* Look the names of REQUEST's mappings up in T, of which the header is known; false with errors added.  KEPT: the roles of
 * the table that T replaces, or NULL. */
bool roles_plan(struct role_plan *p, const struct load_request *request, const struct role_map *kept,
		const struct table *t, struct diagnostics *errors);
/* C would serve a role of time spans, so that 0:02:23 is a duration in it. */
bool roles_want_clock(const struct role_plan *p, const struct column *c);
/* Nobody will look at values of C, which is text, before the table is there. */
bool roles_may_wait(const struct role_plan *p, const struct column *c);
/* Map the roles of the loaded T: IS_CLOCK says for each column whether it was h:mm:ss.  Fills T's roles and candidates;
 * false with errors added when a mapping of the user cannot be. */
bool roles_map(struct table *t, const struct role_plan *p, const bool *is_clock, struct diagnostics *errors);
/* "`a`, `b` or `c`": those of the N names that are near to WRONG, or an empty text. */
struct text roles_near(struct arena *a, struct text wrong, const struct text *names, size_t n);

/* The error at SPAN that T has no COLUMN, with those whose names are near. */
void roles_unknown_column(struct text column, struct span span, const struct table *t, struct diagnostics *errors);

#endif
