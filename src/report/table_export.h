/* table_export.h - a whole table back into a file, spelled as it was read. */
#ifndef REPORT_TABLE_EXPORT_H
#define REPORT_TABLE_EXPORT_H

#include "report/out_file.h"
#include "report/report.h"

/* Header and rows of T in the order of its file, derived columns left out.  Status of what happened, errors added at
 * WHERE. */
enum status table_export(struct environment *e, const struct table *t, bool tabs, struct text path, struct span where);

#endif
