/* why.h - shared by the why*.c files: one change while it is told. */
#ifndef REPORT_WHY_H
#define REPORT_WHY_H

#include "exec/why.h"
#include "report/derive.h"

/* Columns, and groups, that people see: without `top`, and at most. */
enum { WHY_SHOWN = 10, WHY_SHOWN_MAX = 1000 };

struct why_report {
	struct environment *environment;
	struct scope *scope;
	const struct why *why;
	struct whys whys;
	struct grid grid; /* only to spell codes */
	size_t n_kept;	  /* splits that are answered: `top` */
};

/* The metric of STATEMENT as a query over both periods: `vs previous` where no `vs` is written. */
struct node *why_query(struct environment *e, const struct node *statement);
/* Everything but the answer; status not OK, with errors. */
enum status why_measure(struct environment *e, struct scope *scope, const struct node *statement, struct why_report *w);
/* "product", "product, segment". */
struct text why_name(const struct why_report *w, const struct why_split *s);
/* "Aria", "Aria, consumer". */
struct text why_value(struct why_report *w, struct result *r, const struct why_split *s, const struct why_group *g);
/* Does S say more than chance? */
bool why_is_sure(const struct why_report *w, const struct why_split *s);
/* The groups that bring most to the change beyond their share, for their size (excess / sqrt(weight), as the residuals
 * of a chi-square), over all splits of single columns that are sure, largest first; returns how many of MOST there are.
 */
struct why_place {
	const struct why_split *split;
	const struct why_group *group;
};
size_t why_places(const struct why_report *w, struct why_place *places, size_t most);
/* Rows for every column and group, and what people see of them. */
void why_table(struct why_report *w, struct result *r);
/* The change, its parts by column, and what no column explains, as sentences. */
void why_sentences(struct why_report *w, struct result *r);
/* All that stands under the table. */
void why_notes(struct why_report *w, struct result *r);

#endif
