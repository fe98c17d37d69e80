/* load_receipt.h - what a load found, in words. */
#ifndef REPORT_LOAD_RECEIPT_H
#define REPORT_LOAD_RECEIPT_H

#include "report/report.h"

/* LOAD is the statement that loaded T, or NULL for the built-in data. */
struct result *load_receipt(struct environment *e, const struct table *t, const struct node *load);
/* N rows of a file were skipped, for R; nothing if there are none. */
void load_note_rejects(struct environment *e, struct result *r, uint64_t n);

#endif
