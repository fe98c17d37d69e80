/* show.h - one function for each thing that can be shown; show_list.def names them. */
#ifndef REPORT_SHOW_H
#define REPORT_SHOW_H

#include "report/parts.h"
#include "report/report.h"

#define SHOW(name, help)                                                                                               \
	enum status show_##name(struct environment *e, const struct node *statement, struct result **out);
#include "report/show_list.def"
#undef SHOW

/* show values of COLUMN. */
enum status show_values_of(struct environment *e, const struct node *statement, struct result **out);
/* show metric NAME and its kin: the definition, and what there is to say about it. */
enum status show_definition(struct environment *e, enum definition_kind kind, struct text name, struct span span,
			    struct result **out);
/* The description of a definition, or empty. */
struct text describe_of(const struct definition *d);

/* DESCRIBE with each $name replaced by its present value. */
struct text show_described(struct environment *e, struct text describe);

/* A cell of the row added last. */
struct cell show_text(struct result *r, struct text t);
/* The names of the roles of N, separated by ", ", in A. */
struct text show_needs(struct arena *a, const struct definitions *d, const struct node *define_metric);

#endif
