/* drivers: which columns go with a metric, alone and together with the others. */
#include "report/drivers.h"

#include <math.h>
#include <stdlib.h>

#include "exec/hide.h"
#include "report/derive.h"

/* What differs by less is equal but for rounding. */
static const double rounding = 1e-12;

bool drivers_few(const struct drivers_run *d, double n)
{
	return n < d->plan->plan->settings->suppress_below;
}

/* ---- importance and performance -------------------------------------------------------------- */

/* Where the mean lies on the scale of the rating: 0 worst, 1 best, as far as the outcome tells which end is which. */
static double place_of(const struct driver *driver, const struct driver_pair *pair)
{
	double place;

	if (!driver->is_rating || !(driver->high > driver->low) || isnan(pair->r))
		return NAN;
	place = (pair->mean - driver->low) / (driver->high - driver->low);
	return pair->r < 0 ? 1 - place : place;
}

static const char *quadrant_of(bool important, bool good)
{
	if (important)
		return good ? "keep up the good work" : "concentrate here";
	return good ? "possible overkill" : "low priority";
}

/* Martilla and James 1977; the cross-hairs are the means over the ratings. */
static void set_quadrants(struct drivers_run *d)
{
	double importance = 0, place = 0;
	size_t n = 0;

	for (size_t i = 0; i < d->plan->n; i++) {
		if (isnan(d->lines[i].place) || isnan(d->lines[i].johnson))
			continue;
		importance += d->lines[i].johnson;
		place += d->lines[i].place;
		n++;
	}
	for (size_t i = 0; n > 1 && i < d->plan->n; i++)
		if (!isnan(d->lines[i].place) && !isnan(d->lines[i].johnson))
			d->lines[i].quadrant = quadrant_of(d->lines[i].johnson >= importance / (double)n - rounding,
							   d->lines[i].place >= place / (double)n - rounding);
}

/* ---- the answer ------------------------------------------------------------------------------ */

static int by_strength(const void *x, const void *y)
{
	const struct driver_line *a = x, *b = y;

	if (isnan(a->strength) || isnan(b->strength))
		return isnan(a->strength) - isnan(b->strength);
	if (a->strength != b->strength)
		return a->strength < b->strength ? 1 : -1;
	return a->driver < b->driver ? -1 : a->driver > b->driver;
}

static void init_lines(struct drivers_run *d)
{
	for (size_t i = 0; i < d->plan->n; i++)
		d->lines[i] = (struct driver_line){
			.driver = i, .beta = NAN, .p = NAN, .vif = NAN, .johnson = NAN, .shapley = NAN, .place = NAN
		};
}

static void finish_lines(struct drivers_run *d)
{
	for (size_t i = 0; i < d->plan->n; i++) {
		const struct driver_pair *pair = &d->scan.pairs[i];

		if (drivers_few(d, pair->n)) {
			d->lines[i].strength = NAN; /* nor does its place in the order tell */
			continue;
		}
		d->lines[i].strength =
			round((isnan(pair->r) ? sqrt(pair->eta_squared) : fabs(pair->r)) / rounding) * rounding;
		d->lines[i].place = place_of(&d->plan->list[i], pair);
	}
	set_quadrants(d);
	qsort(d->lines, d->plan->n, sizeof(*d->lines), by_strength);
}

static void add_columns(struct result *r)
{
	static const struct {
		const char *name, *heading;
		enum look look;
		int decimals;
		enum column_part part;
	} columns[] = {
		{ "driver", "", LOOK_PLAIN, -1, PART_DIMENSION }, { "n", "", LOOK_INTEGER, -1, PART_BASE },
		{ "r", "", LOOK_PLAIN, 3, PART_VALUE },		  { "eta2", "", LOOK_PLAIN, 3, PART_VALUE },
		{ "beta", "", LOOK_PLAIN, 3, PART_VALUE },	  { "p", "", LOOK_PLAIN, -1, PART_OTHER },
		{ "vif", "", LOOK_PLAIN, 1, PART_OTHER },	  { "johnson", "", LOOK_PERCENT, -1, PART_SHARE },
		{ "shapley", "", LOOK_PERCENT, -1, PART_SHARE },  { "performance", "mean", LOOK_MEAN, -1, PART_OTHER },
		{ "quadrant", "", LOOK_PLAIN, -1, PART_OTHER },
	};

	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		result_add_column(r, (struct result_column){ .name = text_of(columns[i].name),
							     .heading = text_of(columns[i].heading),
							     .look = columns[i].look,
							     .decimals = columns[i].decimals,
							     .part = columns[i].part });
}

/* A number that rests on N rows. */
static struct cell number_of(const struct drivers_run *d, struct result *r, double n, double x)
{
	return drivers_few(d, n) && !isnan(x) ? derive_hidden(r, d->plan->plan, HIDDEN_FEW) : cell_number(x);
}

static void add_row(struct drivers_run *d, struct result *r, const struct driver_line *line)
{
	const struct driver_pair *pair = &d->scan.pairs[line->driver];
	struct cell *at = result_add_row(r, pair->n < d->plan->plan->settings->min_n ? ROW_SMALL : 0);

	*at++ = cell_text(r, d->plan->list[line->driver].name);
	*at++ = cell_integer((int64_t)pair->n);
	*at++ = number_of(d, r, pair->n, pair->r);
	*at++ = number_of(d, r, pair->n, pair->eta_squared);
	*at++ = cell_number(line->beta);
	*at++ = cell_number(line->p);
	*at++ = cell_number(line->vif);
	*at++ = cell_number(line->johnson);
	*at++ = cell_number(line->shapley);
	*at++ = number_of(d, r, pair->n, pair->mean);
	if (line->quadrant)
		*at = cell_text(r, text_of(line->quadrant));
}

/* Importance has no interval. */
static bool takes_options(struct environment *e, const struct node *statement)
{
	const struct node *with = node_child(statement, NODE_WITH);

	for (const struct node *n = with ? with->first : NULL; n; n = n->next)
		if (!text_equal_folded(n->text, TEXT("weight"))) {
			report_bad(e, n->span, "`drivers` has no option %.*s", TEXT_ARGS(n->text));
			diagnose_help(e->errors, "it takes `with weight COLUMN`");
			return false;
		}
	return true;
}

static const struct drivers *plan_of(struct environment *e, struct scope *scope, const struct node *statement)
{
	static const enum node_kind allowed[] = {
		NODE_AMONG, NODE_WHERE, NODE_TIMERANGE, NODE_TOP, NODE_WITH, NODE_PER
	};

	if (!derive_takes(e, statement, "drivers", allowed, sizeof(allowed) / sizeof(*allowed)) ||
	    !takes_options(e, statement))
		return NULL;
	return drivers_bind(scope, statement, derive_query(e, statement, node_at(statement, 0), NULL));
}

enum status report_drivers(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct drivers_run d = { .environment = e, .statement = statement, .r_squared = NAN, .adjusted = NAN };
	enum status status;

	d.plan = plan_of(e, &scope, statement);
	if (!d.plan)
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	d.used = ARENA_ARRAY(e->arena, d.plan->n, bool);
	d.lines = ARENA_ARRAY(e->arena, d.plan->n, struct driver_line);
	init_lines(&d);
	status = drivers_fit(&d);
	if (status != STATUS_OK)
		return status;
	finish_lines(&d);
	*out = report_answer(e);
	add_columns(*out);
	for (size_t i = 0; i < d.plan->n && (*out)->n_rows < d.plan->top; i++)
		if (!d.plan->chosen || d.scan.pairs[d.lines[i].driver].n > 0)
			add_row(&d, *out, &d.lines[i]);
	drivers_notes(&d, *out);
	return STATUS_OK;
}
