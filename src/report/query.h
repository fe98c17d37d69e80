/* query.h - shared by the query_*.c files: one metric query while it runs. */
#ifndef REPORT_QUERY_H
#define REPORT_QUERY_H

#include "base/map.h"
#include "report/grid.h"
#include "report/parts.h"

struct bounds;

struct query_run {
	struct environment *environment;
	struct scope *scope;
	struct grid grid;
	size_t all[DIMENSIONS_MAX];   /* 0, 1, 2 ... */
	const struct estimate *empty; /* of a group without rows */
	struct map kept;	      /* keys of groups (or codes of a dimension) that top, limit ... left */
	bool by_dimension;
	struct estimates total, total_before, by_share;
	uint64_t rows_in_window, rows_used;
	bool has_used;
	struct period used; /* first and last day of the rows, where `where` tests the time */
	const uint64_t *kept_missing;
	struct bounds *bounds; /* `with bounds`, else NULL */
	double answers;	       /* of the first item, over all groups; NaN: it has no base */
};

struct query_run *query_new(struct environment *e, struct scope *scope, const struct plan *p);
/* All scans: the rows of the grid, sorted and picked.  On failure an error at SPAN is added. */
enum status query_fill(struct query_run *q, struct span span);
/* Estimates by N of the plan's dimensions in window W; WHOLE: no rolling, no cumulation. */
enum status query_estimate(struct query_run *q, const struct window *w, const size_t *dimensions, size_t n, bool whole,
			   struct estimates *out);
/* By all dimensions, groups translated into N others. */
enum status query_estimate_pooled(struct query_run *q, const struct window *w, const uint32_t *translate, size_t n,
				  struct estimates *out);
/* Rows of the grid from the groups of the main estimates. */
void query_add_rows(struct query_run *q);
void query_join_before(struct query_run *q, const struct estimates *before);
/* Codes of the period before in terms of the present one: buckets count from each window's start.  False: no such
 * bucket. */
bool query_align(const struct query_run *q, const struct estimates *before, uint32_t *codes);
/* A bucket that only feeds a rolling window; a missing group in which nothing is counted. */
bool query_in_lead(const struct query_run *q, const struct estimates *e, const uint32_t *codes);
bool query_says_nothing(const struct query_run *q, const uint32_t *codes, const struct estimate *cells);
struct text query_key(const uint32_t *codes, size_t n);
/* Keep what top, limit ... ask for, pool the others. */
enum status query_pick(struct query_run *q);
enum status query_rank_dimensions(struct query_run *q);
const struct estimate *query_empty(struct query_run *q);
void query_count_answers(struct query_run *q);
void query_fill_gaps(struct query_run *q);
/* Columns, cells and notes; or one after the other, for reports that add columns of their own. */
enum status query_result(struct query_run *q, struct result **out);
void query_add_columns(struct query_run *q, struct result *r);
/* Returns the cell after the last. */
struct cell *query_add_row(struct query_run *q, struct result *r, const struct grid_row *row);
void query_notes(struct query_run *q, struct result *r);
/* Those that say which rows the answer rests on. */
void query_notes_rows(struct query_run *q, struct result *r);

#endif
