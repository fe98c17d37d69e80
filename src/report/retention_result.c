/* Retention in long form for machines, as a triangle for people. */
#include "report/retention.h"

#include <math.h>
#include <stdio.h>

#include "stats/stats.h"

static void add_column(struct result *r, const char *name, struct text heading, enum look look, enum column_part part)
{
	result_add_column(
		r, (struct result_column){
			   .name = text_of(name), .heading = heading, .look = look, .decimals = -1, .part = part });
}

static struct text cohort_name(const struct retention *t, size_t cohort)
{
	return bucket_literal(t->environment->arena, t->period.unit, t->coder.first_bucket + (int64_t)cohort,
			      t->journeys->plan->calendar);
}

static bool is_ample(const struct retention *t, uint64_t size)
{
	return size >= t->journeys->plan->settings->min_n;
}

static struct cell size_cell(const struct retention *t, uint64_t size)
{
	struct cell c = cell_integer((int64_t)size);

	c.is_ample = is_ample(t, size);
	return c;
}

/* Periods of the cohort that could be seen so far: a cell past them is blank, not 0. */
static size_t periods_seen(const struct retention *t, size_t cohort)
{
	size_t seen = t->last - cohort + 1;

	return seen < t->n_periods ? seen : t->n_periods;
}

/* ---- long form ------------------------------------------------------------------------------- */

static void add_long_columns(const struct retention *t, struct result *r)
{
	strata_columns(&t->strata, r);
	add_column(r, "cohort", TEXT_NONE, LOOK_RAW, PART_OTHER);
	add_column(r, "period", TEXT_NONE, LOOK_RAW, PART_OTHER);
	add_column(r, "customers", t->journeys->counted, LOOK_INTEGER, PART_OTHER);
	add_column(r, "size", TEXT_NONE, LOOK_INTEGER, PART_BASE);
	add_column(r, "rate", TEXT_NONE, LOOK_PERCENT, PART_VALUE);
	if (!t->journeys->plan->ci)
		return;
	add_column(r, "rate_low", TEXT("low"), LOOK_PERCENT, PART_LOW);
	add_column(r, "rate_high", TEXT("high"), LOOK_PERCENT, PART_HIGH);
}

static void add_long_row(const struct retention *t, struct result *r, size_t group, size_t cohort, size_t k)
{
	uint64_t size = retention_size(t, group, cohort), returned = retention_returned(t, group, cohort, k);
	struct interval i = stats_share_wilson((double)returned, (double)size, t->journeys->plan->level);
	struct cell *at = strata_cells(&t->strata, r, group, result_add_row(r, is_ample(t, size) ? 0 : ROW_SMALL));

	*at++ = cell_time(r, cohort_name(t, cohort));
	*at++ = cell_integer((int64_t)k);
	*at++ = cell_integer((int64_t)returned);
	*at++ = size_cell(t, size);
	*at++ = cell_number((double)returned / (double)size);
	if (!t->journeys->plan->ci)
		return;
	*at++ = cell_number(i.low);
	*at++ = cell_number(i.high);
}

/* ---- triangle -------------------------------------------------------------------------------- */

static void add_wide_columns(const struct retention *t, struct result *r)
{
	char name[32];

	strata_columns(&t->strata, r);
	add_column(r, "cohort", TEXT_NONE, LOOK_RAW, PART_OTHER);
	add_column(r, "size", t->journeys->counted, LOOK_INTEGER, PART_BASE);
	for (size_t k = 0; k < t->n_periods; k++) {
		snprintf(name, sizeof(name), "%zu", k);
		add_column(r, name, TEXT_NONE, LOOK_PERCENT, PART_VALUE);
	}
}

static void add_wide_row(const struct retention *t, struct result *r, size_t group, size_t cohort)
{
	uint64_t size = retention_size(t, group, cohort);
	struct cell *at = strata_cells(&t->strata, r, group, result_add_row(r, is_ample(t, size) ? 0 : ROW_SMALL));

	*at++ = cell_time(r, cohort_name(t, cohort));
	*at++ = size_cell(t, size);
	for (size_t k = 0; k < periods_seen(t, cohort); k++)
		*at++ = cell_number((double)retention_returned(t, group, cohort, k) / (double)size);
}

/* ---- both ------------------------------------------------------------------------------------ */

static void add_group(const struct retention *t, struct result *r, size_t group)
{
	for (size_t cohort = 0; cohort < t->n_cohorts && cohort <= t->last; cohort++) {
		if (retention_size(t, group, cohort) == 0)
			continue;
		for (size_t k = 0; k < periods_seen(t, cohort); k++)
			add_long_row(t, r, group, cohort, k);
		if (r->screen)
			add_wide_row(t, r->screen, group, cohort);
	}
}

static double size_of(const struct retention *t, size_t group)
{
	double size = 0;

	for (size_t cohort = 0; cohort < t->n_cohorts; cohort++)
		size += (double)retention_size(t, group, cohort);
	return size;
}

static bool any_small(const struct result *r)
{
	for (size_t i = 0; i < r->n_rows; i++)
		if (r->flags[i] & ROW_SMALL)
			return true;
	return false;
}

static void add_notes(const struct retention *t, struct result *r)
{
	const struct plan *p = t->journeys->plan;
	const char *unit = unit_name(t->period.unit);

	walk_notes(t->environment, t->scope, t->journeys, &t->walk, r);
	result_note(r, NOTE_FACT, "%.*s %.*s begin; share that comes back %s N %ss later%s",
		    TEXT_ARGS(report_thousands(t->environment, t->n_customers)), TEXT_ARGS(t->journeys->counted),
		    t->unbounded ? "in the period" : "in just the period", unit,
		    t->unbounded ? " or in a later one" : "");
	if (r->n_rows && t->last_is_partial)
		result_note(r, NOTE_FACT, "%.*s is not complete: the last share of each line may still grow",
			    TEXT_ARGS(cohort_name(t, t->last)));
	for (size_t d = 0; d < p->n_dimensions; d++)
		result_note(r, NOTE_FACT, "%.*s: the value of the row that begins", TEXT_ARGS(p->dimensions[d].name));
	walk_note_intervals(t->journeys, r);
	if (any_small(r))
		result_note(r, NOTE_FACT, "* fewer than %u %.*s", p->settings->min_n, TEXT_ARGS(t->journeys->counted));
}

/* With intervals people see the long form too: a triangle has no room for them. */
struct result *retention_result(struct retention *t)
{
	struct result *r = report_answer(t->environment);
	size_t n_groups = strata_count(&t->strata), n;
	double *sizes = ARENA_ARRAY(t->environment->arena, n_groups, double);
	uint32_t *order;

	add_long_columns(t, r);
	if (!t->journeys->plan->ci)
		add_wide_columns(t, result_screen(r));
	for (size_t g = 0; g < n_groups; g++)
		sizes[g] = size_of(t, g);
	order = strata_order(&t->strata, sizes, SIZE_MAX, &n);
	for (size_t i = 0; i < n; i++)
		add_group(t, r, order[i]);
	add_notes(t, r);
	return r;
}
