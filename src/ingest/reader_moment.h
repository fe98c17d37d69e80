/* reader_moment.h - the dates of a column while it is read: their order, what is left out, why it became text. */
#ifndef INGEST_READER_MOMENT_H
#define INGEST_READER_MOMENT_H

#include "ingest/reader.h"

/* What 01/02/2021 is read as in R so far. */
enum date_order reader_order(const struct reader *r);
/* T as a moment of the column whose block B is; false if it is none, or not of the declared order. */
bool reader_scan_moment(struct batch *b, struct text t, struct moment *m);
/* T, which is no value of FAMILY, is missing because the column was declared; it is noted. */
bool reader_may_leave_out(struct batch *b, enum family family, struct text t);
/* The order that the dates show with those of the block. */
enum date_order reader_order_shown(const struct reader *r, const struct batch *b);
/* Take over the order in which the block was read; true if blocks before it were read in the other and differ. */
bool reader_changes_order(struct reader *r, const struct batch *b);
/* The block does not hold dates only: why, where it began with one. */
void reader_keep_refusal(struct batch *b, struct moment_facts *refused);
/* Dates with the facts F cannot be one column. */
bool reader_moments_are_mixed(const struct reader *r, const struct moment_facts *f);

#endif
