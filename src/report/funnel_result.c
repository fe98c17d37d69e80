/* The columns, cells and notes of a funnel. */
#include "report/derive.h"
#include "report/funnel.h"

#include <math.h>
#include <stdlib.h>

#include "stats/stats.h"

static const struct funnel_tally *tally(const struct funnel *f, size_t which, size_t group)
{
	static const struct funnel_tally none;

	return group < f->n_tallies[which] ? &f->tallies[which][group] : &none;
}

static double share(uint64_t part, uint64_t of)
{
	return of ? (double)part / (double)of : NAN;
}

/* ---- columns --------------------------------------------------------------------------------- */

static void add_columns(const struct funnel *f, struct result *r)
{
	const struct plan *p = f->journeys->plan;
	struct text counted = f->journeys->counted;

	strata_columns(&f->strata, r);
	report_part_column(r, "step", TEXT_NONE, LOOK_RAW, PART_OTHER);
	report_part_column(r, "label", TEXT_NONE, LOOK_PLAIN, PART_OTHER);
	report_part_column(r, "customers", counted, LOOK_INTEGER, PART_BASE);
	report_part_column(r, "of_first", TEXT("of first"), LOOK_PERCENT, PART_VALUE);
	if (p->ci) {
		report_part_column(r, "of_first_low", TEXT("low"), LOOK_PERCENT, PART_LOW);
		report_part_column(r, "of_first_high", TEXT("high"), LOOK_PERCENT, PART_HIGH);
	}
	report_part_column(r, "of_previous", TEXT("of previous"), LOOK_PERCENT, PART_VALUE);
	report_part_column(r, "median_seconds", TEXT("median to next"), LOOK_DURATION, PART_VALUE);
	if (!p->has_before)
		return;
	report_part_column(r, "customers_before",
			   arena_printf(f->environment->arena, "%.*s before", TEXT_ARGS(counted)), LOOK_INTEGER,
			   PART_BASE);
	report_part_column(r, "of_first_before", TEXT("of first before"), LOOK_PERCENT, PART_BEFORE);
	report_part_column(r, "of_first_change", TEXT("change"), LOOK_PERCENT, PART_CHANGE);
}

/* ---- cells ----------------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(const struct times *t)
{
	if (t->n)
		qsort(t->list, t->n, sizeof(*t->list), by_value);
	return stats_quantile(t->list, t->n, 0.5);
}

static struct cell count_cell(uint64_t n, bool ample)
{
	struct cell c = cell_integer((int64_t)n);

	c.is_ample = ample;
	return c;
}

static struct cell *interval_cells(const struct plan *p, const struct funnel_tally *t, size_t k, struct cell *at)
{
	struct interval i = stats_share_wilson((double)t->reached[k], (double)t->reached[0], p->level);

	if (k == 0 || t->reached[0] == 0) /* all of them, by definition */
		i = (struct interval){ NAN, NAN };
	*at++ = cell_number(i.low);
	*at++ = cell_number(i.high);
	return at;
}

static struct text label_of(const struct funnel *f, size_t k)
{
	if (!f->rules.any_order)
		return f->steps[k].label;
	return arena_printf(f->environment->arena, "any %zu of %zu", k + 1, f->rules.n_steps);
}

static void add_row(const struct funnel *f, struct result *r, size_t group, size_t k)
{
	const struct plan *p = f->journeys->plan;
	const struct funnel_tally *now = tally(f, 0, group), *before = tally(f, 1, group);
	double min_n = (double)p->settings->min_n;
	bool ample = (double)now->reached[0] >= min_n,
	     ample_before = !p->has_before || (double)before->reached[0] >= min_n;
	struct cell *at = strata_cells(&f->strata, r, group, result_add_row(r, ample && ample_before ? 0 : ROW_SMALL));
	double of_first = share(now->reached[k], now->reached[0]),
	       of_first_before = share(before->reached[k], before->reached[0]);

	*at++ = cell_integer((int64_t)k + 1);
	*at++ = cell_text(r, label_of(f, k));
	*at++ = count_cell(now->reached[k], ample);
	*at++ = cell_number(of_first);
	if (p->ci)
		at = interval_cells(p, now, k, at);
	*at++ = k ? cell_number(share(now->reached[k], now->reached[k - 1])) : cell_number(NAN);
	*at++ = cell_number(median(&now->waits[k]));
	if (!p->has_before)
		return;
	*at++ = count_cell(before->reached[k], ample_before);
	*at++ = cell_number(of_first_before);
	*at++ = cell_number(of_first - of_first_before);
}

/* ---- notes ----------------------------------------------------------------------------------- */

static bool any_small(const struct result *r)
{
	for (size_t i = 0; i < r->n_rows; i++)
		if (r->flags[i] & ROW_SMALL)
			return true;
	return false;
}

static void add_notes(const struct funnel *f, struct result *r)
{
	const struct plan *p = f->journeys->plan;
	struct environment *e = f->environment;

	walk_notes(e, f->scope, f->journeys, &f->walk, r);
	for (size_t d = 0; d < p->n_dimensions; d++)
		result_note(r, NOTE_FACT, "%.*s: the value at step 1, so the groups add up",
			    TEXT_ARGS(p->dimensions[d].name));
	if (f->walk.tied && !f->rules.any_order)
		result_note(r, NOTE_FACT,
			    "%.*s rows have the time of the row before them: no step follows another at the same time",
			    TEXT_ARGS(report_thousands(e, f->walk.tied)));
	if (f->passed_over)
		result_note(r, NOTE_FACT, "%.*s without a %.*s to hold %s passed over",
			    TEXT_ARGS(derive_count(e, (double)f->passed_over, "row of a step", "rows of steps")),
			    TEXT_ARGS(f->held.dimension->name), f->passed_over == 1 ? "is" : "are");
	walk_note_intervals(f->journeys, r);
	if (any_small(r))
		result_note(r, NOTE_FACT, "* fewer than %u %.*s at step 1", p->settings->min_n,
			    TEXT_ARGS(f->journeys->counted));
}

struct result *funnel_result(struct funnel *f)
{
	struct result *r = report_answer(f->environment);
	size_t n_groups = strata_count(&f->strata), n;
	double *sizes = ARENA_ARRAY(f->environment->arena, n_groups, double);
	uint32_t *order;

	for (size_t g = 0; g < n_groups; g++)
		sizes[g] = (double)tally(f, 0, g)->reached[0];
	order = strata_order(&f->strata, sizes, f->journeys->top, &n);
	add_columns(f, r);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < f->rules.n_steps; k++)
			add_row(f, r, order[i], k);
	add_notes(f, r);
	if (n < n_groups)
		result_note(r, NOTE_FACT, "%zu of %zu groups shown", n, n_groups);
	return r;
}
