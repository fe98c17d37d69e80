/* explain.h - reports whose plan is more than that of a metric query; one line each in explain_list.def. */
#ifndef REPORT_EXPLAIN_H
#define REPORT_EXPLAIN_H

#include "plan/scope.h"
#include "report/report.h"

/* The plan of REPORT and its method, with formulas, the same every time.  False with errors. */
typedef bool describe_report(struct environment *e, struct scope *scope, const struct node *report, struct buffer *out);

#define EXPLAINED(kind, name) describe_report explain_##name;
#include "report/explain_list.def"
#undef EXPLAINED

#endif
