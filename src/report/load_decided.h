/* load_decided.h - a load statement with everything in it that was found out: it loads the same table again. */
#ifndef REPORT_LOAD_DECIDED_H
#define REPORT_LOAD_DECIDED_H

#include "lang/node.h"
#include "store/table.h"

/* Append the statement for T, which LOAD has loaded. */
void load_decided(const struct table *t, const struct node *load, struct buffer *out);

#endif
