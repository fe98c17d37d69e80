/* query.h - shared by the query_*.c files: one metric query while it runs. */
#ifndef REPORT_QUERY_H
#define REPORT_QUERY_H

#include "base/map.h"
#include "report/grid.h"
#include "report/parts.h"

struct query_run {
	struct environment *environment;
	struct scope *scope;
	struct grid grid;
	size_t all[DIMENSIONS_MAX];		/* 0, 1, 2 ... */
	const struct estimate *empty;		/* of a group without rows */
	struct map kept;			/* keys of groups (or codes of a dimension) that top, limit ... left */
	bool by_dimension;
	struct estimates total, total_before, by_share;
	uint64_t rows_in_window, rows_used;
	const uint64_t *kept_missing;
	double answers;				/* of the first item, over all groups; NaN: it has no base */
};

const struct estimate *query_empty(struct query_run *q);
void query_count_answers(struct query_run *q);
void query_fill_gaps(struct query_run *q);
/* Columns, cells and notes. */
enum status query_result(struct query_run *q, struct result **out);
void query_notes(struct query_run *q, struct result *r);

#endif
