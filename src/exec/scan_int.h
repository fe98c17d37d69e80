/* scan_int.h - shared by the scan*.c files: the state of a pass. */
#ifndef EXEC_SCAN_INT_H
#define EXEC_SCAN_INT_H

#include "exec/groups.h"
#include "exec/scan.h"

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
	struct pick_list picks;	    /* the filters of folds without a histogram */
	size_t *pick_of;	    /* by aggregate */
	struct selection_room room; /* of one fold after the other */
	uint32_t customers;	    /* ordinal of the customer before the next row */
	uint32_t **cells;	    /* by coder that splits texts: of the block, codes of the texts; else NULL */
	uint64_t *taken; /* translated groups: the last row that is in each, + 1; NULL where rows are in one */
	uint32_t customer[BLOCK_ROWS], cluster[BLOCK_ROWS];
	uint32_t *at, *group; /* of SELECTION_MAX */
	size_t n;
	/* Of a table whose rows are several answers; else unused. */
	struct kernel *frequency;
	uint64_t frequencies[BLOCK_ROWS]; /* of the block; 0: no answer */
	uint8_t alone[BLOCK_ROWS];	  /* each of its answers is a unit of inference */
	uint64_t answer[BLOCK_ROWS];	  /* number of the first answer, or of the customer, from 0 */
	enum unit_of_inference jackknife_unit;
	uint64_t n_numbered;
	bool is_new;	 /* the customer has no number yet */
	uint64_t *times; /* of SELECTION_MAX */
};

/* May rows of one unit of inference stand apart? */
bool scan_is_scattered(const struct plan *p);
/* A fold per aggregate that is wanted; what they share. */
void scan_init_folds(struct pass *p);
/* Select the rows of block B that pass, each for the groups of its key; UINT64_MAX: none.  KEYS are spent. */
void scan_select(struct pass *p, const struct block *b, const uint8_t *passes, uint64_t *keys);
/* The rows selected from block B go to all folds. */
void scan_flush(struct pass *p, const struct block *b);
/* After the rows: counts the customers of the plan's base, and adds the groups of those who did nothing. */
void scan_base(struct pass *p);
/* One coder per dimension of the request; quantiles get their cuts. */
void scan_init_coders(struct pass *p);
/* Read the frequencies of the block, if there are any. */
void scan_load_frequencies(struct pass *p, const struct block *b);
/* A row of the block is one answer, or as many as its frequency says.  Asked for every row, so it is no call. */
static inline uint64_t scan_answers_of(const struct pass *p, size_t i)
{
	return p->frequency ? p->frequencies[i] : 1;
}
/* Of N rows KEPT by the window: leave those out that are no answer; returns the answers. */
uint64_t scan_count_answers(struct pass *p, const uint8_t *kept, uint8_t *passes, size_t n);
/* Answers are numbered as the rows of a table would be in which each stands on its own: the jackknife goes by that. */
void scan_number_answers(struct pass *p, const struct block *b);
/* Ordinals of the customers of the block, 0 for the first of the table: into P->customer. */
void scan_number_customers(struct pass *p, const struct block *b);
/* The units of inference of the block, into P->cluster; rows of no case are each a case of their own. */
void scan_set_clusters(struct pass *p, const struct block *b);
/* Who row I of the block stands for where a jackknife leaves some out. */
uint64_t scan_voice_of(const struct pass *p, const struct block *b, size_t i);
/* Are the answers of ROW of the table those of one customer? */
bool scan_is_of_one(const struct pass *p, size_t row);
/* Answers of the whole table: its rows, or how many those stand for. */
size_t scan_answers(const struct pass *p);
/* The numbers of the answers that pass, at most scan_answers; returns how many. */
size_t scan_collect_numbers(struct pass *p, struct kernel *k, double *out);

#endif
