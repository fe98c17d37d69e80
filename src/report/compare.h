/* compare.h - shared by the compare*.c files: one comparison while it is told. */
#ifndef REPORT_COMPARE_H
#define REPORT_COMPARE_H

#include "exec/contrast.h"
#include "report/derive.h"

struct comparison {
	struct environment *environment;
	struct scope *scope;
	const struct plan *plan;
	struct contrasts contrasts;
	struct grid grid;  /* groups in order */
	size_t *order;	   /* by row of the grid: group of the contrasts */
	size_t n_left_out; /* groups without any answer */
};

/* Everything but the answer: the plan, one pass over the rows, the tests.  C->plan is NULL, or status not OK, with
 * errors. */
enum status compare_run(struct environment *e, struct scope *scope, const struct node *statement, struct comparison *c);
/* Contrast of a metric and pair in row ROW of the grid. */
const struct contrast *compare_at(const struct comparison *c, size_t row, size_t item, size_t pair);
/* "phone", "2025-03, chat"; "(others)". */
struct text compare_side(struct comparison *c, struct result *r, const struct contrast *one, int which);
const char *compare_test_name(bool has_target, enum contrast_test t);
/* N answers, marked where they are too few. */
struct cell compare_base_cell(const struct comparison *c, double n);
/* "p = 0.0004", "p < 0.0001". */
struct text compare_p(struct environment *e, double p);

/* V of the metric of ONE without its sign: "12.4 points", "1 m 20 s". */
struct text compare_amount(struct comparison *c, const struct contrast *one, double v);
/* "is 12.4 points lower than chat"; "95 % interval 8.1 to 16.7". */
struct text compare_difference(struct comparison *c, const struct contrast *one, struct text b);
struct text compare_interval(struct comparison *c, const struct contrast *one);
/* "phone is 12.4 points lower than chat, 95 % interval 8.1 to 16.7; this is more than chance explains (p = 0.0004)". */
struct text compare_verdict(struct comparison *c, const struct contrast *one, struct text a, struct text b);
/* What to do about two sides that share rows. */
const char *compare_overlap_help(const struct segment *a, const struct segment *b);
/* Notes: the dates of the sides of P, which CODER holds; how those by rank were found. */
void compare_note_sides(struct environment *e, struct scope *scope, const struct plan *p, const struct coder *coder,
			struct result *r);

/* ---- what stands beside the plain difference: compare_fair*.c -------------------------------- */
/* The finding that a verdict is about: adjusted, interaction; NULL: the plain difference. */
const struct contrast_finding *compare_finding(const struct contrast *one);
/* Do such columns tell what the statement asks, and the plain interval and p not? */
bool compare_fair_counts(const struct plan *p);
void compare_fair_columns(const struct comparison *c, struct result *r, enum look look);
void compare_fair_cells(const struct comparison *c, const struct contrast *one, struct cell *at);
bool compare_fair_is_for_people(const struct plan *p, size_t column, bool several);
/* The sentence of ONE between A and B where one of them is told, else nothing. */
struct text compare_fair_verdict(struct comparison *c, const struct contrast *one, struct text a, struct text b);
/* "reason", "reason and channel". */
struct text compare_strata_names(struct comparison *c);
void compare_fair_notes(struct comparison *c, struct result *r);
/* "nps, service: " where there are several metrics or groups, else nothing. */
struct text compare_place(struct comparison *c, struct result *r, const struct contrast *one);
/* Formulas with numbers, after those of the plain difference. */
void compare_fair_explain(struct comparison *c, struct result *r, const struct contrast *one, struct buffer *out);
/* What so much more is: "higher", "shorter". */
const char *compare_direction(const struct comparison *c, const struct contrast *one, double v);
/* "p = 0.012, adjusted for 3 tests". */
struct text compare_chance(struct comparison *c, const struct contrast *one);
/* ONE with F in the place of its own difference. */
struct contrast compare_with(const struct contrast *one, const struct contrast_finding *f);

/* Sentences and notes under the table. */
void compare_notes(struct comparison *c, struct result *r);
/* The test of one difference between NAMES, with its formula and numbers; of the plan of C only its level is used. */
void compare_tell_test(struct comparison *c, const struct contrast *one, const struct text names[2],
		       struct buffer *out);
/* The tests of STATEMENT with their formulas and numbers; false with errors. */
bool compare_explain(struct environment *e, const struct node *statement, struct buffer *out);

#endif
