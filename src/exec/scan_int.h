/* scan_int.h - shared by the scan*.c files: the state of a pass. */
#ifndef EXEC_SCAN_INT_H
#define EXEC_SCAN_INT_H

#include "exec/groups.h"
#include "exec/scan.h"

enum { SELECTION_BLOCKS = 16, SELECTION_MAX = SELECTION_BLOCKS * BLOCK_ROWS };

struct pass {
	const struct scan_request *request;
	struct scan *scan;
	struct window window; /* with the lead of a rolling window */
	struct kernel *where, *time;
	struct kernel **kept; /* one per negated column of the plan */
	struct groups *groups;
	uint64_t strides[DIMENSIONS_MAX + 2];
	size_t time_coder; /* SIZE_MAX: none */
	size_t spread;	   /* buckets a row counts in: 1, rolling N, or all that follow */
	struct histogram *histograms;
	size_t n_histograms;
	uint32_t customers; /* ordinal of the customer before the next row */
	uint32_t customer[BLOCK_ROWS], cluster[BLOCK_ROWS];
	uint32_t *at, *group; /* of SELECTION_MAX */
	size_t n;
};

/* One of JACKKNIFE_FOLDS for the customer (or row) of that ordinal. */
uint32_t scan_jackknife_fold(uint64_t ordinal);
/* After the rows: counts the customers of the plan's base, and adds the groups of those who did nothing. */
void scan_base(struct pass *p);
/* One coder per dimension of the request; quantiles get their cuts. */
void scan_init_coders(struct pass *p);
/* The numbers of the rows that pass; returns how many. */
size_t scan_collect_numbers(struct pass *p, struct kernel *k, double *out);

#endif
