/* load_receipt.h - what a load found, in words. */
#ifndef REPORT_LOAD_RECEIPT_H
#define REPORT_LOAD_RECEIPT_H

#include "report/report.h"

struct result *load_receipt(struct environment *e, const struct table *t, bool is_sample);

#endif
