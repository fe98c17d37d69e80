/* What a driver report says beside its numbers. */
#include <math.h>

#include "report/derive.h"
#include "report/drivers.h"

enum { VIF_HIGH = 5, ROWS_PER_PREDICTOR = 10 };

static void note_rows(struct drivers_run *d, struct result *r)
{
	struct environment *e = d->environment;

	result_note(r, NOTE_FACT, "n %.*s of %.*s rows have %.*s; r and eta2 over those that have the driver too",
		    TEXT_ARGS(report_thousands(e, (uint64_t)d->scan.n_outcome)),
		    TEXT_ARGS(report_thousands(e, d->scan.rows_used)), TEXT_ARGS(d->plan->outcome.name));
	derive_note_weight(e, r, d->plan->plan, d->scan.weightless);
}

static void note_fit(struct drivers_run *d, struct result *r)
{
	struct environment *e = d->environment;
	double n = d->scan.moments.n, effect = drivers_effect(d);
	struct text rows = derive_count(e, n, "row has all drivers", "rows have all drivers");

	if (d->fit_status == STATS_FIT_OK && d->r_squared >= 0) {
		result_note(r, NOTE_FACT,
			    "together: %.*s; R2 %.3f (adjusted %.3f); johnson and shapley are the parts of R2",
			    TEXT_ARGS(rows), d->r_squared, d->adjusted);
		if (effect > 1.005)
			result_note(r, NOTE_FACT, "p: %.*s", TEXT_ARGS(derive_effect(e, d->plan->plan, effect, false)));
	} else if (d->fit_status == STATS_FIT_TOO_FEW) {
		result_note(r, NOTE_WARNING, "%.*s: too few for a regression, each driver is seen alone",
			    TEXT_ARGS(rows));
	} else if (d->fit_status == STATS_FIT_CONSTANT) {
		result_note(r, NOTE_WARNING, "%.*s has one value only where all drivers are present: no regression",
			    TEXT_ARGS(d->plan->outcome.name));
	} else {
		result_note(r, NOTE_WARNING, "no regression: each driver is seen alone");
	}
}

static void note_few(struct drivers_run *d, struct result *r)
{
	if (d->fit_status == STATS_FIT_OK &&
	    (d->n < (double)(ROWS_PER_PREDICTOR * d->scan.n_predictors) || d->n < d->plan->plan->settings->min_n))
		result_note(r, NOTE_WARNING,
			    "too few answers for a verdict: %.0f that count for %zu columns of drivers", d->n,
			    d->scan.n_predictors);
}

typedef bool applies(const struct drivers_run *d, const struct driver_line *line);

static bool is_collinear(const struct drivers_run *d, const struct driver_line *line)
{
	(void)d;
	return line->vif > VIF_HIGH;
}

static bool is_suppressed(const struct drivers_run *d, const struct driver_line *line)
{
	double r = d->scan.pairs[line->driver].r;

	return (line->beta < 0 && r > 0) || (line->beta > 0 && r < 0);
}

static bool is_left_out(const struct drivers_run *d, const struct driver_line *line)
{
	return !d->used[line->driver];
}

static struct text names_where(struct drivers_run *d, applies *test)
{
	struct environment *e = d->environment;
	struct text list = TEXT_NONE;

	for (size_t i = 0; i < d->plan->n; i++)
		if (test(d, &d->lines[i]))
			list = arena_printf(e->arena, "%.*s%s%.*s", TEXT_ARGS(list), list.n ? ", " : "",
					    TEXT_ARGS(d->plan->list[d->lines[i].driver].name));
	return list;
}

static void note_drivers(struct drivers_run *d, struct result *r)
{
	struct text collinear = names_where(d, is_collinear), suppressed = names_where(d, is_suppressed),
		    left_out = names_where(d, is_left_out);

	if (d->plan->chosen)
		result_note(r, NOTE_FACT, "no `among`: all columns that look like scores");
	if (left_out.n)
		result_note(r, NOTE_FACT,
			    "not in the regression, answered too rarely, constant or told by the others: %.*s",
			    TEXT_ARGS(left_out));
	if (collinear.n)
		result_note(r, NOTE_WARNING, "VIF above %d: %.*s; what they share cannot be told apart", VIF_HIGH,
			    TEXT_ARGS(collinear));
	if (suppressed.n)
		result_note(r, NOTE_WARNING, "beta and r have opposite signs: %.*s; next to the others it turns round",
			    TEXT_ARGS(suppressed));
}

static void note_places(struct drivers_run *d, struct result *r)
{
	bool shown = false;

	for (size_t i = 0; i < d->plan->n; i++)
		shown |= d->lines[i].quadrant != NULL;
	if (shown)
		result_note(r, NOTE_FACT,
			    "quadrants: johnson and the mean on its scale, against their averages over the ratings");
}

void drivers_notes(struct drivers_run *d, struct result *r)
{
	derive_note_dates(d->environment, r, d->plan->plan);
	note_rows(d, r);
	note_fit(d, r);
	note_few(d, r);
	note_drivers(d, r);
	note_places(d, r);
	result_note(r, NOTE_FACT, "an association: what goes along with %.*s, not what makes it",
		    TEXT_ARGS(d->plan->outcome.name));
	if (r->n_rows < d->plan->n)
		result_note(r, NOTE_FACT, "%zu of %zu drivers shown", r->n_rows, d->plan->n);
	derive_note_hidden(r, d->plan->plan);
	derive_note_computed(d->environment, r, d->plan->plan);
	derive_note_plan(r, d->plan->plan);
}
