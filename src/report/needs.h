/* needs.h - which roles a metric needs, found by walking its definition. */
#ifndef REPORT_NEEDS_H
#define REPORT_NEEDS_H

#include "metric/definitions.h"
#include "store/table.h"

struct needs {
	bool role[ROLES];
};

void needs_of_metric(const struct definitions *d, const struct node *define_metric, struct needs *out);
/* Does T map them all?  (handle may also come from talk, hold and wrap.) */
bool needs_met(const struct needs *n, const struct table *t);

#endif
