/* The regression of a driver report: which drivers enter it, and what it says of each. */
#include <math.h>

#include "report/derive.h"
#include "report/drivers.h"
#include "stats/tail.h"

static size_t driver_of_column(const struct drivers_run *d, size_t column)
{
	for (size_t i = 0; i < d->plan->n; i++)
		if (column >= d->scan.first[i] && column < d->scan.first[i] + d->scan.columns[i])
			return i;
	return d->plan->n;
}

/* What the user did not ask for by name may be left out; the answer says how many were. */
static enum status drop(struct drivers_run *d, size_t i)
{
	d->used[i] = false;
	d->n_dropped++;
	return STATUS_OK;
}

static enum status constant_driver(struct drivers_run *d, size_t i, double n)
{
	struct environment *e = d->environment;
	const struct driver *driver = &d->plan->list[i];

	if (d->plan->chosen)
		return drop(d, i);
	report_bad(e, driver->span, "%.*s is constant: one value only in the %.*s", TEXT_ARGS(driver->name),
		   TEXT_ARGS(derive_count(e, n, "row that counts", "rows that count")));
	diagnose_help(e->errors, "what does not vary goes with nothing: leave it out");
	return STATUS_BAD_INPUT;
}

static enum status collinear_driver(struct drivers_run *d, size_t i)
{
	struct environment *e = d->environment;
	const struct driver *driver = &d->plan->list[i];

	if (d->plan->chosen)
		return drop(d, i);
	report_bad(e, driver->span, "%.*s tells exactly what the drivers before it tell", TEXT_ARGS(driver->name));
	diagnose_help(e->errors, "leave one of them out");
	return STATUS_BAD_INPUT;
}

static enum status too_many(struct drivers_run *d)
{
	report_bad(d->environment, d->statement->span,
		   "these drivers need %zu columns in the regression, one per value of a category; "
		   "there is room for %d",
		   d->scan.n_predictors, DRIVER_COLUMNS_MAX);
	diagnose_help(d->environment->errors, "leave out what has many values, or put them into bands");
	return STATUS_BAD_INPUT;
}

/* ---- which drivers --------------------------------------------------------------------------- */

/* Before the fit: whoever has one value; of the chosen, whoever is answered too rarely. */
static enum status screen(struct drivers_run *d)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < d->plan->n; i++) {
		const struct driver_pair *pair = &d->scan.pairs[i];

		d->used[i] = true;
		if (d->plan->chosen && pair->n < d->scan.n_outcome / 2) {
			status = drop(d, i);
		} else if (pair->constant && pair->n > 1) {
			status = constant_driver(d, i, pair->n);
		}
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

/* A category that has one value among the complete rows got no column.  One row has one value of everything: it is too
 * few. */
static enum status empty_categories(struct drivers_run *d, bool *again)
{
	for (size_t i = 0; i < d->plan->n; i++) {
		enum status status;

		if (!d->used[i] || d->scan.columns[i] || !(d->scan.moments.n > 1))
			continue;
		status = constant_driver(d, i, d->scan.moments.n);
		*again = d->plan->chosen;
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

double drivers_effect(const struct drivers_run *d)
{
	const struct stats_moments *m = &d->scan.moments;

	return voices_effect(&d->scan.outcome) *
	       (d->plan->plan->weight ? stats_kish_effect(m->n, m->weight, m->weight_squares) : 1);
}

static enum status attempt(struct drivers_run *d, struct stats_fit *fit, bool *again)
{
	struct environment *e = d->environment;
	enum status status;

	*again = false;
	drivers_together(e->arena, d->plan, d->used, e->stop, &d->scan);
	if (d->scan.status == STATUS_BAD_INPUT)
		return too_many(d);
	if (d->scan.status != STATUS_OK)
		return derive_failed(e, d->scan.status, d->statement->span);
	status = empty_categories(d, again);
	if (status != STATUS_OK || *again)
		return status;
	if (drivers_few(d, d->scan.moments.n)) {
		d->fit_status = STATS_FIT_TOO_FEW;
		return STATUS_OK;
	}
	d->n = d->scan.moments.n / drivers_effect(d);
	*fit = stats_fit(e->arena, &d->scan.moments, d->n, d->plan->plan->level);
	d->fit_status = fit->status;
	if ((fit->status != STATS_FIT_CONSTANT && fit->status != STATS_FIT_COLLINEAR) || fit->culprit == 0)
		return STATUS_OK;
	*again = d->plan->chosen;
	return fit->status == STATS_FIT_CONSTANT
		       ? constant_driver(d, driver_of_column(d, fit->culprit), d->scan.moments.n)
		       : collinear_driver(d, driver_of_column(d, fit->culprit));
}

/* ---- what it says ---------------------------------------------------------------------------- */

/* R^2 of the outcome on all drivers but one. */
static double r_squared_without(struct drivers_run *d, size_t without)
{
	size_t n = 1, *columns = ARENA_ARRAY(d->environment->arena, d->scan.moments.k, size_t);

	for (size_t i = 0; i < d->plan->n; i++)
		for (size_t c = 0; i != without && c < d->scan.columns[i]; c++)
			columns[n++] = d->scan.first[i] + c;
	return drivers_r_squared(d, columns, n);
}

/* The columns of a category are tested together, against the regression without them. */
static double joint_p(struct drivers_run *d, const struct stats_fit *fit, size_t i)
{
	double columns = (double)d->scan.columns[i];
	double added = (fit->r_squared - r_squared_without(d, i)) / columns, left = (1 - fit->r_squared) / fit->df;

	return left > 0 ? stats_p_of_f(fmax(added, 0) / left, columns, fit->df) : NAN;
}

static void take_coefficients(struct drivers_run *d, const struct stats_fit *fit)
{
	for (size_t i = 0; i < d->plan->n; i++) {
		struct driver_line *line = &d->lines[i];
		const struct stats_coefficient *c = &fit->predictors[d->scan.first[i] - 1];

		if (d->scan.columns[i] == 0)
			continue;
		line->p = d->scan.columns[i] == 1 ? c->p : joint_p(d, fit, i);
		if (d->plan->list[i].is_category)
			continue;
		line->beta = c->beta;
		line->vif = c->vif;
	}
	d->r_squared = fit->r_squared;
	d->adjusted = fit->adjusted_r_squared;
}

enum status drivers_fit(struct drivers_run *d)
{
	struct environment *e = d->environment;
	struct stats_fit fit = { .status = STATS_FIT_NO_PREDICTOR };
	enum status status;
	bool again = true;

	drivers_pairs(e->arena, d->plan, e->stop, &d->scan);
	if (d->scan.status != STATUS_OK)
		return derive_failed(e, d->scan.status, d->statement->span);
	status = screen(d);
	while (status == STATUS_OK && again)
		status = attempt(d, &fit, &again);
	if (status == STATUS_OK && fit.status == STATS_FIT_OK) {
		take_coefficients(d, &fit);
		drivers_share(d);
	}
	return status;
}
