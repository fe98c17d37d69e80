/* attached.h - the file of an attach statement, as base or as look-up. */
#ifndef REPORT_ATTACHED_H
#define REPORT_ATTACHED_H

#include "ingest/ingest.h"
#include "report/report.h"

/* The file that STATEMENT names, by READ; NULL with errors added.  The caller owns it. */
struct table *attached_read(struct environment *e, const struct node *statement,
			    struct table *(*read)(const struct load_request *, struct diagnostics *));
/* The first columns of T, for messages: "id, customer, time" or "id, ..., price and 5 more". */
struct text attached_columns(struct environment *e, const struct table *t);

#endif
