/* scan.h - one pass over the rows: window, filter, groups, folds. */
#ifndef EXEC_SCAN_H
#define EXEC_SCAN_H

#include <signal.h>

#include "exec/coder.h"
#include "exec/fold.h"

enum { JACKKNIFE_FOLDS = 50 };

struct scan_request {
	const struct plan *plan;
	const struct window *window;
	const size_t *dimensions; /* which of the plan's, in this order */
	size_t n_dimensions;
	bool by_unit;	/* also by the plan's unit of analysis (per UNIT), as the last code */
	bool jackknife; /* also by one of JACKKNIFE_FOLDS groups of customers (or rows), as the very last code */
	bool clusters;	/* keep what design effects need */
	bool others;	/* also those of all groups but one */
	bool whole;	/* no rolling, no cumulation */
	const uint32_t *translate; /* group of a former scan of the same request -> group here; NULL: the same */
	size_t n_translated;	   /* groups that TRANSLATE leads to */
	const volatile sig_atomic_t *stop;
};

struct scan {
	struct arena *arena;
	const struct plan *plan;
	struct coder *coders; /* one per code of a key */
	size_t n_coders;
	size_t n_groups;
	uint32_t *codes;		    /* group * n_coders + i */
	struct fold **folds;		    /* by aggregate of the plan */
	uint64_t rows_in_window, rows_used; /* before and after the filter */
	uint64_t weightless;		    /* answers without a weight above 0: the most that an aggregate left out */
	double first_second, last_second;   /* of the rows used, when `where` tests the time; NaN: none */
	uint64_t *kept_missing;		    /* by negated column of the plan: rows kept without a value */
	size_t lead;			    /* rolling: buckets at the start that only feed later ones */
	enum status status;		    /* STATUS_INTERRUPTED; STATUS_BAD_INPUT: too many combinations */
};

/* The column of the unit of inference; NULL: every row speaks for itself (set unit = row, or the role is not mapped). */
const struct column *scan_cluster_column(const struct plan *p);
/* Runs in arena A, where the result stays. */
void scan_run(struct arena *a, const struct scan_request *request, struct scan *out);

/* A comparison of two values; with a missing side only OP_NE holds. */
bool item_compare(enum node_op op, double a, double b);
/* The arithmetic of an expression over its operands' values; nothing over zero is no value. */
double item_combine(const struct item *i, double a, double b);
/* The value of an expression in group G: NaN where there is none. */
double scan_value(const struct scan *s, const struct item *i, size_t g);
/* How many answers it rests on: of its aggregate; of a ratio, the denominator's; of a base less
 * others, the base; of other combinations, the fewest. */
double scan_n(const struct scan *s, const struct item *i, size_t g);

#endif
