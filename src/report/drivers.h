/* drivers.h - shared by the drivers*.c files: one report while it is made. */
#ifndef REPORT_DRIVERS_H
#define REPORT_DRIVERS_H

#include "exec/drivers.h"
#include "report/report.h"

struct driver_line {
	size_t driver;
	double strength;	 /* r or eta, without its sign */
	double beta, p, vif;	 /* NaN: none */
	double johnson, shapley; /* parts of R^2, 0..1; NaN: none */
	double place;		 /* of the mean on its scale, 0..1; turned round where less goes with more */
	const char *quadrant;	 /* NULL: none */
};

struct drivers_run {
	struct environment *environment;
	const struct node *statement;
	const struct drivers *plan;
	struct drivers_scan scan;
	bool *used;		   /* in the regression */
	struct driver_line *lines; /* by driver, then sorted */
	enum stats_fit_status fit_status;
	double r_squared, adjusted;
	double n;	  /* complete rows less the design effect */
	size_t n_dropped; /* of the chosen: too few answers together, constant or made of others */
};

/* Scan and fit until the drivers can stand together; an error when a named one cannot. */
enum status drivers_fit(struct drivers_run *d);
/* What several answers of one customer, and unequal weights, leave of the rows: n / effect. */
double drivers_effect(const struct drivers_run *d);
/* R^2 of the outcome on K - 1 columns of the regression; the first of COLUMNS is 0, the outcome. */
double drivers_r_squared(struct drivers_run *d, const size_t *columns, size_t k);
/* Fills the parts of R^2. */
void drivers_share(struct drivers_run *d);
/* What rests on N rows is hidden (set suppress_below). */
bool drivers_few(const struct drivers_run *d, double n);
void drivers_notes(struct drivers_run *d, struct result *r);

#endif
