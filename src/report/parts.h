/* parts.h - small steps that several verbs share. */
#ifndef REPORT_PARTS_H
#define REPORT_PARTS_H

#include "base/take.h"
#include "plan/plan.h"
#include "plan/scope.h"
#include "report/report.h"

/* Canonical text of N in the statement's arena. */
struct text report_print(struct environment *e, const struct node *n);
/* Replace every $name below N (never N itself) by its value; a name without a value is an error. */
enum status report_resolve(struct environment *e, struct node *n);
/* Where the name of statement N stands (N's own place when it was not written as one word). */
struct span report_name_span(const struct node *n);
/* Where names are looked up. */
struct scope report_scope(struct environment *e);
/* Help for the newest error: "did you mean `a` or `b`?", or ELSE when nothing is near. */
void report_did_you_mean(struct environment *e, struct text word, const struct name_list *names, const char *otherwise);
/* An error of STATUS_BAD_INPUT at N; for `return`. */
enum status report_bad(struct environment *e, struct span where, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The text of a TEXT or PARAM node: a file name.  Empty, with an error, when it has none. */
struct text report_file_name(struct environment *e, const struct node *n);
/* False, with an error, when statements may not touch files. */
bool report_may_use_files(struct environment *e, struct span where, const char *what);
/* 12345 as 12,345, in the statement's arena. */
struct text report_thousands(struct environment *e, uint64_t n);
/* The name as a statement may write it: bare, or in double quotes. */
void report_column_name(const struct column *c, struct buffer *out);
/* A column of an answer that is a table, text or numbers. */
void report_column(struct result *r, const char *name);
/* A column of an answer that plays PART in it; HEADING may be empty: its name. */
void report_part_column(struct result *r, const char *name, struct text heading, enum look look, enum column_part part);
/* A column for each of the first N dimensions of P. */
void report_dimension_columns(struct result *r, const struct plan *p, size_t n);
/* The active table, or NULL with an error at WHERE. */
const struct table *report_table(struct environment *e, struct span where);

#endif
