/* length.h - so and so many calendar units: windows and gaps. */
#ifndef PLAN_LENGTH_H
#define PLAN_LENGTH_H

#include "plan/scope.h"

/* N calendar units; n = 0: no limit. */
struct length {
	int64_t n;
	enum unit unit;
};

/* The number and unit of CLAUSE, which may be NULL; false with an error: shorter than a day in a column of days. */
bool length_bind(struct scope *s, const struct node *clause, struct length *out);
/* SECOND moved by L; without a limit infinity. */
double length_after(double second, struct length l);
double length_before(double second, struct length l);
/* "90 days". */
struct text length_text(struct scope *s, struct length l);

#endif
