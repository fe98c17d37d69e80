/* drivers.h - the rows of a driver report as moments: each driver with the outcome, and all of them together. */
#ifndef EXEC_DRIVERS_H
#define EXEC_DRIVERS_H

#include "exec/coder.h"
#include "exec/voices.h"
#include "plan/drivers.h"
#include "stats/regress.h"

/* One driver and the outcome, over the rows that have both. */
struct driver_pair {
	double n;
	double r;		      /* NaN: a category, or constant */
	double eta_squared;	      /* NaN: a number */
	double mean;		      /* of a number; NaN */
	bool constant;		      /* has one value at most */
	struct stats_running *levels; /* of the outcome, by code of a category */
	uint64_t *together;	      /* rows by code in which all drivers are present */
};

enum { DRIVER_COLUMNS_MAX = 200 };

struct drivers_scan {
	struct driver_pair *pairs;
	double n_outcome; /* rows with an outcome */
	uint64_t rows_in_window, rows_used;
	uint64_t weightless;	      /* outcomes left out: weight missing or 0 */
	struct stats_moments moments; /* of the outcome (column 0) and the predictors, over complete rows */
	size_t *first, *columns;      /* of each driver among them; a category has one per value but one */
	struct voices outcome;	      /* of the complete rows */
	enum status status;	      /* BAD_INPUT: too many predictors */
	size_t n_predictors;
};

/* The first pass: pairs. */
void drivers_pairs(struct arena *a, const struct drivers *plan, const volatile sig_atomic_t *stop,
		   struct drivers_scan *out);
/* The second: drivers for which USED together. */
void drivers_together(struct arena *a, const struct drivers *plan, const bool *used, const volatile sig_atomic_t *stop,
		      struct drivers_scan *out);

#endif
