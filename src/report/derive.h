/* derive.h - reports that start from a metric query: their metric and clauses put together as one, and what they say.
 */
#ifndef REPORT_DERIVE_H
#define REPORT_DERIVE_H

#include "report/grid.h"
#include "report/parts.h"

/* A QUERY of EXPRESSION (a metric expression, or NULL) with copies of the clauses of STATEMENT that a query has;
 * DIMENSION, which may be NULL, is grouped by last. */
struct node *derive_query(struct environment *e, const struct node *statement, const struct node *expression,
			  const struct node *dimension);
/* False, with an error that names VERB, when a clause of STATEMENT is none of the N kinds ALLOWED. */
bool derive_takes(struct environment *e, const struct node *statement, const char *verb, const enum node_kind *allowed,
		  size_t n);
/* False, with an error, when `with` asks for more than an interval. */
bool derive_takes_options(struct environment *e, const struct node *statement, const char *verb);

/* The error of a scan that did not end. */
enum status derive_failed(struct environment *e, enum status status, struct span span);

/* How the numbers of a plan's item look in an answer. */
enum look derive_look(enum look_kind kind);
/* V as people read it, in the statement's arena: at least one decimal for scores. */
struct text derive_number(struct environment *e, enum look look, double v);
/* "p .03", "p < .001"; "p unknown" for NaN. */
struct text derive_p(struct environment *e, double p);
/* "1 customer", "2 customers". */
struct text derive_count(struct environment *e, double n, const char *one, const char *many);
/* The codes of N dimensions of G from FIRST on, as "phone, Mon"; empty for none. */
struct text derive_group(struct environment *e, const struct grid *g, struct result *r, size_t first,
			 const uint32_t *codes, size_t n);

/* Who is left out of a jackknife of P: customers, cases or rows. */
const char *derive_voices(const struct plan *p);
/* "customers that answer more than once count as one voice (design effect up to 1.72)", or what weights add to that; one
 * value of SEVERAL is the largest. */
struct text derive_effect(struct environment *e, const struct plan *p, double effect, bool several);
/* What stands in the place of a value that is not shown: "n<5", or "hidden". */
struct cell derive_hidden(struct result *r, const struct plan *p, unsigned hidden);
/* Notes: why, where a cell of R is hidden. */
void derive_note_hidden(struct result *r, const struct plan *p);
/* Notes: what weighs, and how many ANSWERS had no weight above 0; nothing without weights. */
void derive_note_weight(struct environment *e, struct result *r, const struct plan *p, uint64_t answers);
/* Notes: rows of which followed by, preceded by is not known; whose a dimension is. */
void derive_note_computed(struct environment *e, struct result *r, const struct plan *p);
/* Notes: what counts the rows, and how many UNCOUNTED rows are no answer; nothing without a frequency. */
void derive_note_frequency(struct environment *e, struct result *r, const struct plan *p, uint64_t uncounted);
/* Notes: how often the rows of SCAN were counted, where a dimension is each part of a text. */
void derive_note_parts(struct environment *e, struct result *r, const struct plan *p, const struct scan *scan);
/* Notes: the dates of the answer; what the plan has to say (values folded, roles without a column ...). */
void derive_note_dates(struct environment *e, struct result *r, const struct plan *p);
void derive_note_plan(struct result *r, const struct plan *p);

#endif
