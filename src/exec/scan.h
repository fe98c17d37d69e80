/* scan.h - one pass over the rows: window, filter, groups, folds. */
#ifndef EXEC_SCAN_H
#define EXEC_SCAN_H

#include <signal.h>

#include "exec/coder.h"
#include "exec/fold.h"

enum { JACKKNIFE_FOLDS = 50 };
/* A group whose rows take no part. */
#define SCAN_LEFT_OUT UINT32_MAX

/* Called for every row that takes part, in the order of the table: its key (the code of the one dimension, 0 without) and
 * its unit of inference (rows of one customer stand together, those of one case may not; ROW where rows speak for
 * themselves). */
typedef void scan_visitor(void *user, size_t row, uint64_t key, uint32_t cluster);

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
	/* Group of a former scan of the same request -> group here, or SCAN_LEFT_OUT; NULL: the same. */
	const uint32_t *translate;
	size_t n_translated; /* groups that TRANSLATE leads to */
	const bool *wanted;  /* by aggregate of the plan; the others get no fold.  NULL: all */
	size_t sample;	     /* only one customer in so many; 0 and 1: all */
	scan_visitor *visit; /* NULL: nobody */
	void *user;
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
	uint64_t rows_in_window, rows_used; /* before and after the filter; answers, where rows are several */
	uint64_t places;		    /* of the rows used in groups; more than rows where dimensions are EACH */
	uint64_t weightless;		    /* answers without a weight above 0: the most that an aggregate left out */
	uint64_t uncounted;		    /* rows that are no answer, their frequency missing or 0 */
	double first_second, last_second;   /* of the rows used, when `where` tests the time; NaN: none */
	uint64_t *kept_missing;		    /* by negated column of the plan: rows kept without a value */
	size_t lead;			    /* rolling: buckets at the start that only feed later ones */
	enum status status;		    /* STATUS_INTERRUPTED; STATUS_BAD_INPUT: too many combinations */
};

/* The column of the unit of inference; NULL: every row speaks for itself (set unit = row, or the role is not mapped). */
const struct column *scan_cluster_column(const struct plan *p);
/* Whose answers stay together when a jackknife leaves some out: those of whom `set unit` names, but always customers where
 * PLAN counts them, rows where the column is not mapped, and never
 * cases of answers that are counted by a frequency. */
enum unit_of_inference scan_jackknife_unit(const struct plan *p);
/* Runs in arena A, where the result stays. */
void scan_run(struct arena *a, const struct scan_request *request, struct scan *out);

/* The jackknife group of the customer (or row) numbered UNIT: 0 .. JACKKNIFE_FOLDS - 1. */
uint32_t scan_fold(uint64_t unit);
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
