/* estimate.h - values with their bases and intervals, by group: what a report starts from. */
#ifndef EXEC_ESTIMATE_H
#define EXEC_ESTIMATE_H

#include "exec/scan.h"

struct estimate {
	double value;	  /* NaN: none */
	double n;	  /* answers (or units, with per) it rests on */
	double low, high; /* NaN: none */
	double effect;	  /* design effect in the interval, 1: none */
	uint8_t hidden;	  /* of enum hidden: too few answers to be shown, the value is NaN */
};

struct estimate_request {
	const struct plan *plan;
	const struct window *window;
	const size_t *dimensions; /* which of the plan's */
	size_t n_dimensions;
	bool intervals;
	bool whole;		   /* no rolling, no cumulation */
	const uint32_t *translate; /* group of an earlier run of the same request -> group here; NULL: the same */
	size_t n_translated;
	const volatile sig_atomic_t *stop;
};

/* Expressions are numbered: the plan's items, then its sort keys, then what `having` compares, left to right. */
struct estimates {
	const struct plan *plan;
	struct coder *coders; /* by dimension of the request */
	size_t n_dimensions, n_groups, n_expressions;
	uint32_t *codes;	/* group * n_dimensions + i; not set where translated */
	struct estimate *cells; /* group * n_expressions + expression */
	uint64_t rows_in_window, rows_used;
	size_t lead;	 /* buckets at the start of the time axis that are not shown */
	bool jackknifed; /* some interval came from leaving groups of customers out */
	enum status status;
	struct scan main; /* kept for coders */
};

/* Values of fewer answers than `set suppress_below` are hidden already, unless the groups are translated: then the
 * caller sets CODES and calls estimate_hide. */
void estimate_run(struct arena *a, const struct estimate_request *request, struct estimates *out);
void estimate_hide(struct arena *a, struct estimates *e);
const struct item *estimate_expression(const struct plan *p, size_t e);
size_t estimate_expressions(const struct plan *p);
/* Does group G pass `having`? */
bool estimate_having(const struct estimates *e, size_t g);
/* Groups of which `having` asks for a value that is hidden (set suppress_below): there it is missing. */
size_t estimate_having_hidden(const struct estimates *e);

#endif
