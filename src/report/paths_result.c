/* The columns, cells and notes of paths. */
#include <math.h>
#include <stdlib.h>

#include "base/take.h"
#include "report/derive.h"
#include "report/labels.h"
#include "report/paths.h"
#include "stats/stats.h"

/* ---- order ----------------------------------------------------------------------------------- */

static uint64_t weight_of(const struct paths *p, const struct path *path)
{
	return p->transitions ? path->times : path->customers;
}

static void set_texts(struct paths *p, struct result *r)
{
	struct labels labels = { .grid = { .arena = p->environment->arena, .coders = &p->coder }, .scratch = r };
	struct buffer b = { 0 };

	for (size_t i = 0; i < p->n; i++) {
		for (uint32_t k = 0; k < p->list[i].n; k++) {
			buffer_add_c(&b, k ? " -> " : "");
			label_add(&labels, p->list[i].codes[k], &b);
		}
		p->list[i].text = arena_text(p->environment->arena, buffer_text(&b));
		buffer_clear(&b);
	}
	if (b.failed)
		arena_fail(p->environment->arena);
	buffer_free(&b);
}

struct ranking {
	const struct paths *paths;
	const uint32_t *places; /* of the strata in the answer */
};

static int path_order(const void *x, const void *y, void *ranking)
{
	const struct ranking *r = ranking;
	const struct path *a = x, *b = y;
	uint32_t i = r->places[a->stratum], k = r->places[b->stratum];
	uint64_t m = weight_of(r->paths, a), n = weight_of(r->paths, b);

	if (i != k)
		return i < k ? -1 : 1;
	if (m != n)
		return m > n ? -1 : 1;
	return text_order(a->text, b->text);
}

static void sort(struct paths *p)
{
	struct arena *a = p->environment->arena;
	size_t n_strata = strata_count(&p->strata), n;
	double *sizes = ARENA_ARRAY(a, n_strata, double);
	uint32_t *places = ARENA_ARRAY(a, n_strata, uint32_t), *order;
	struct ranking r = { p, places };

	for (size_t g = 0; g < n_strata && g < p->n_totals; g++)
		sizes[g] = (double)p->totals[g];
	order = strata_order(&p->strata, sizes, SIZE_MAX, &n);
	for (size_t i = 0; i < n; i++)
		places[order[i]] = (uint32_t)i;
	if (p->n)
		qsort_r(p->list, p->n, sizeof(*p->list), path_order, &r);
}

/* ---- columns and cells ----------------------------------------------------------------------- */

static void add_columns(const struct paths *p, struct result *r, bool people)
{
	strata_columns(&p->strata, r);
	report_part_column(r, "path", TEXT_NONE, LOOK_PLAIN, PART_OTHER);
	report_part_column(r, "customers", p->journeys->counted, LOOK_INTEGER, PART_BASE);
	report_part_column(r, "share", TEXT_NONE, LOOK_PERCENT, PART_SHARE);
	if (p->journeys->plan->ci) {
		report_part_column(r, "share_low", TEXT("low"), LOOK_PERCENT, PART_LOW);
		report_part_column(r, "share_high", TEXT("high"), LOOK_PERCENT, PART_HIGH);
	}
	if (people)
		report_part_column(r, "cumulative", TEXT_NONE, LOOK_PERCENT, PART_SHARE);
	if (p->transitions)
		report_part_column(r, "times", TEXT_NONE, LOOK_INTEGER, PART_OTHER);
}

static void add_row(const struct paths *p, struct result *r, const struct path *path, bool people, double cumulative)
{
	double total = (double)p->totals[path->stratum];
	double weight = (double)weight_of(p, path);
	bool ample = total >= p->journeys->plan->settings->min_n;
	struct interval i = stats_share_wilson(weight, total, p->journeys->plan->level);
	struct cell *at = strata_cells(&p->strata, r, path->stratum, result_add_row(r, ample ? 0 : ROW_SMALL));

	*at++ = cell_text(r, path->text);
	*at = cell_integer((int64_t)path->customers);
	at++->is_ample = ample;
	*at++ = cell_number(weight / total);
	if (p->journeys->plan->ci) {
		*at++ = cell_number(i.low);
		*at++ = cell_number(i.high);
	}
	if (people)
		*at++ = cell_number(cumulative / total);
	if (p->transitions)
		*at++ = cell_integer((int64_t)path->times);
}

/* The first `top` of each group; the shares are of all. */
static size_t add_rows(const struct paths *p, struct result *r)
{
	size_t shown = 0, in_stratum = 0;
	double cumulative = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct path *path = &p->list[i];

		if (i == 0 || path->stratum != p->list[i - 1].stratum) {
			in_stratum = 0;
			cumulative = 0;
		}
		cumulative += (double)weight_of(p, path);
		if (in_stratum++ >= p->journeys->top)
			continue;
		add_row(p, r, path, false, cumulative);
		add_row(p, r->screen, path, true, cumulative);
		shown++;
	}
	return shown;
}

/* ---- notes ----------------------------------------------------------------------------------- */

static void note_left_out(const struct paths *p, struct result *r, uint64_t n, const char *why)
{
	if (n)
		result_note(r, NOTE_FACT, "%.*s %.*s %s", TEXT_ARGS(report_thousands(p->environment, n)),
			    TEXT_ARGS(p->journeys->counted), why);
}

static bool any_small(const struct result *r)
{
	for (size_t i = 0; i < r->n_rows; i++)
		if (r->flags[i] & ROW_SMALL)
			return true;
	return false;
}

static int by_length(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* From the first row of the path to its last. */
static void note_durations(struct paths *p, struct result *r)
{
	struct environment *e = p->environment;
	size_t n = (size_t)p->taken;
	double sum = 0;

	if (n == 0)
		return;
	qsort(p->durations, n, sizeof(*p->durations), by_length);
	for (size_t i = 0; i < n; i++)
		sum += p->durations[i];
	result_note(r, NOTE_FACT, "first row to last: median %.*s, mean %.*s; 90 %% within %.*s, the longest %.*s",
		    TEXT_ARGS(derive_number(e, LOOK_DURATION, stats_quantile(p->durations, n, 0.5))),
		    TEXT_ARGS(derive_number(e, LOOK_DURATION, sum / (double)n)),
		    TEXT_ARGS(derive_number(e, LOOK_DURATION, stats_quantile(p->durations, n, 0.9))),
		    TEXT_ARGS(derive_number(e, LOOK_DURATION, p->durations[n - 1])));
}

static void add_notes(struct paths *p, struct result *r, size_t shown)
{
	struct environment *e = p->environment;
	const struct plan *plan = p->journeys->plan;

	walk_notes(e, p->scope, p->journeys, &p->walk, r);
	result_note(r, NOTE_FACT, "%.*s %.*s have a path; %.*s different %s%s",
		    TEXT_ARGS(report_thousands(e, p->taken)), TEXT_ARGS(p->journeys->counted),
		    TEXT_ARGS(report_thousands(e, p->n)), p->transitions ? "transitions" : "paths",
		    p->repeats ? "" : "; a word repeated at once counts once");
	note_durations(p, r);
	note_left_out(p, r, p->not_started, "never come to the start");
	note_left_out(p, r, p->not_ended, "do not come to the end");
	note_left_out(p, r, p->excluded, "meet what is excluded");
	note_left_out(p, r, p->too_long, "need more steps");
	if (p->without_value)
		result_note(r, NOTE_FACT, "%.*s rows without a %.*s are passed over",
			    TEXT_ARGS(report_thousands(e, p->without_value)), TEXT_ARGS(p->column.name));
	for (size_t d = 0; d < plan->n_dimensions; d++)
		result_note(r, NOTE_FACT, "%.*s: the value where the path begins", TEXT_ARGS(plan->dimensions[d].name));
	walk_note_intervals(p->journeys, r);
	if (any_small(r))
		result_note(r, NOTE_FACT, "* of a group of fewer than %u", plan->settings->min_n);
	if (shown < p->n)
		result_note(r, NOTE_FACT, "%.*s of %.*s shown", TEXT_ARGS(report_thousands(e, shown)),
			    TEXT_ARGS(report_thousands(e, p->n)));
}

struct result *paths_result(struct paths *p)
{
	struct result *r = report_answer(p->environment);

	set_texts(p, r);
	sort(p);
	add_columns(p, r, false);
	add_columns(p, result_screen(r), true);
	add_notes(p, r, add_rows(p, r));
	return r;
}
