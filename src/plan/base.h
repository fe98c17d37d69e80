/* base.h - the customers that metrics are divided by: what conditions and groups say of those who did nothing.
 * A condition over columns of the base alone leaves customers out; any other tells what happened, and leaves the base as
 * it is, with a note; one that mixes both is refused. */
#ifndef PLAN_BASE_H
#define PLAN_BASE_H

#include "plan/plan.h"
#include "store/base.h"

enum base_speech {
	BASE_NEVER, /* of what happened */
	BASE_ONLY,  /* of customers */
	BASE_MIXED
};

/* Which columns EXPR (not NULL) reads; one that reads none is BASE_ONLY. */
enum base_speech base_speech(const struct base *b, const struct row *expr);
/* BASE_MIXED: nobody can tell which customers of the base belong to which group. */
enum base_speech base_dimension(const struct base *b, const struct dimension *d);

/* Sets S->base when something in QUERY counts a base; call before anything is bound. */
void base_open(struct scope *s, const struct node *query);
/* After the plan is bound: fills base and base_where; false with an error. */
bool base_close(struct scope *s, struct plan *p);
/* The column of the base that NAME means in a statement that uses it, or NULL. */
const struct column *base_name(struct scope *s, const struct node *name);
/* Is N customer_base or known_customers (*known)? */
bool base_is_counter(const struct node *n, bool *known);
/* Does NODE, without the metrics it names, count a base? */
bool base_is_counted(const struct node *node);
/* FILTER for the rows in such an expression: only customers of an attached base. */
struct row *base_members(struct scope *s, struct row *filter, struct span span);
/* The condition `in_base`: the row's customer is one of the attached base; true where there is none. */
struct row *base_in(struct scope *s, struct span span);
/* customer_base(...) or known_customers(...): CALL with FILTER and its own condition OWN, either may be NULL, into A.
 * False with an error; *counts is false where customers with a row are to be counted: there is no base, or OWN asks for
 * what only rows know. */
bool base_aggregate(struct scope *s, const struct node *call, struct row *filter, struct row *own, struct aggregate *a,
		    bool *counts);

#endif
