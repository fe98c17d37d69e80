/* What every metric answer says beside its numbers: the dates, the rows used, what is missing, what is small. */
#include <math.h>

#include "report/bounds.h"
#include "report/derive.h"
#include "report/query.h"

/* Answers behind the first item, before anything is picked or pooled; NaN where it has no base or counts them more
 * than once. */
void query_count_answers(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	const struct estimates *e = &q->grid.main;
	size_t aggregate;
	double factor;

	q->answers = NAN;
	if (p->n_items == 0 || p->items[0].no_base || p->per || p->rolling || p->cumulative || p->overlaps ||
	    !item_is_scaled_aggregate(p->items[0].expression, &aggregate, &factor))
		return;
	q->answers = 0;
	for (size_t g = 0; g < e->n_groups; g++)
		q->answers += e->cells[g * e->n_expressions].n;
}

static struct text days_of(struct query_run *q, struct period p)
{
	int64_t days = (p.to - p.from) / DAY_SECONDS;

	if (p.to % DAY_SECONDS || p.from % DAY_SECONDS)
		return TEXT("");
	return arena_printf(q->environment->arena, " (%.*s day%s)",
			    TEXT_ARGS(report_thousands(q->environment, (uint64_t)days)), days == 1 ? "" : "s");
}

static void note_dates(struct query_run *q, struct result *r)
{
	const struct plan *p = q->grid.plan;
	struct period w = p->window.p;

	if (!p->time)
		return;
	if (p->time_in_where && q->has_used) {
		int64_t from = day_of_second(q->used.from), to = day_of_second(q->used.to);

		w.from = w.from > from * DAY_SECONDS ? w.from : from * DAY_SECONDS;
		w.to = w.to < (to + 1) * DAY_SECONDS ? w.to : (to + 1) * DAY_SECONDS;
	}
	result_note(r, NOTE_FACT, "%.*s%.*s%s%.*s%.*s", TEXT_ARGS(window_text(q->scope, w)), TEXT_ARGS(days_of(q, w)),
		    p->has_before ? "; before: " : "",
		    TEXT_ARGS(p->has_before ? window_text(q->scope, p->before.p) : TEXT("")),
		    TEXT_ARGS(p->has_before ? days_of(q, p->before.p) : TEXT("")));
}

static void note_rows(struct query_run *q, struct result *r)
{
	struct environment *e = q->environment;
	struct text used = report_thousands(e, q->rows_used);

	if (isnan(q->answers))
		result_note(r, NOTE_FACT, "%.*s of %.*s rows", TEXT_ARGS(used),
			    TEXT_ARGS(report_thousands(e, q->rows_in_window)));
	else
		result_note(r, NOTE_FACT, "n %.*s of %.*s rows; %.*s without a value",
			    TEXT_ARGS(report_thousands(e, (uint64_t)q->answers)), TEXT_ARGS(used),
			    TEXT_ARGS(report_thousands(e, q->rows_used - (uint64_t)q->answers)));
}

static unsigned all_flags(const struct result *r)
{
	unsigned flags = 0;

	for (size_t i = 0; i < r->n_rows; i++)
		flags |= r->flags[i];
	return flags;
}

static double largest_effect(const struct query_run *q)
{
	double largest = 1;

	for (size_t i = 0; i < q->grid.n_rows; i++)
		for (size_t k = 0; k < q->grid.plan->n_items; k++)
			largest = fmax(largest, q->grid.rows[i].now[k].effect);
	return largest;
}

static bool lacks_interval(const struct query_run *q)
{
	for (size_t i = 0; i < q->grid.n_rows; i++)
		for (size_t k = 0; k < q->grid.plan->n_items; k++)
			if (!isnan(q->grid.rows[i].now[k].value) && q->grid.rows[i].now[k].n >= 2 &&
			    isnan(q->grid.rows[i].now[k].low))
				return true;
	return false;
}

static void note_intervals(struct query_run *q, struct result *r)
{
	const struct plan *p = q->grid.plan;
	double effect = largest_effect(q);

	if (!p->ci && !p->has_target)
		return;
	if (effect > 1.005)
		result_note(r, NOTE_FACT, "%g %% intervals; %.*s", p->level * 100,
			    TEXT_ARGS(derive_effect(q->environment, p, effect, true)));
	else
		result_note(r, NOTE_FACT, "%g %% intervals%s%s", p->level * 100,
			    q->grid.main.jackknifed ? "; ratios by a jackknife over " : "",
			    q->grid.main.jackknifed ? derive_voices(p) : "");
	if (lacks_interval(q))
		result_note(r, NOTE_FACT, "counts, sums and values that do not spread have no interval");
}

static void note_quantiles(struct query_run *q, struct result *r)
{
	const struct plan *p = q->grid.plan;

	for (size_t d = 0; d < p->n_dimensions; d++) {
		const struct coder *c = &q->grid.coders[d];
		struct buffer cuts = { 0 };

		if (c->meaning != CODE_QUANTILE || isnan(c->low))
			continue;
		for (unsigned i = 0; i + 1 < c->dimension->quantiles; i++)
			buffer_printf(&cuts, "%s%.6g", i ? ", " : "", c->cuts[i]);
		result_note(r, NOTE_FACT, "%.*s: 1 is lowest; cuts at %.*s (values from %.6g to %.6g)",
			    TEXT_ARGS(p->dimensions[d].name), TEXT_ARGS(buffer_text(&cuts)), c->low, c->high);
		buffer_free(&cuts);
	}
}

/* Distinct customers of the groups may be the same people. */
static bool overlaps(const struct query_run *q, size_t i)
{
	double sum = 0;

	for (size_t r = 0; r < q->grid.n_rows; r++)
		if (q->grid.rows[r].now != q->total.cells)
			sum += q->grid.rows[r].now[i].n;
	return q->total.cells && sum > q->total.cells[i].n;
}

static void note_share(struct query_run *q, struct result *r)
{
	const struct plan *p = q->grid.plan;

	for (size_t i = 0; p->share && i < p->n_items; i++)
		if (p->items[i].no_base && !p->items[i].additive && overlaps(q, i))
			result_note(r, NOTE_FACT, "%.*s_share adds up to more than 100%%: some are in several groups",
				    TEXT_ARGS(p->items[i].label));
		else if (!p->items[i].additive && !p->items[i].no_base)
			result_note(r, NOTE_FACT, "%.*s_share is the share of the answers",
				    TEXT_ARGS(p->items[i].label));
}

static void note_kept(struct query_run *q, struct result *r)
{
	const struct plan *p = q->grid.plan;

	for (size_t i = 0; i < p->n_negated; i++)
		if (q->kept_missing[i])
			result_note(r, NOTE_FACT, "%.*s rows with %.*s missing are kept",
				    TEXT_ARGS(report_thousands(q->environment, q->kept_missing[i])),
				    TEXT_ARGS(p->negated[i]->a->column->snake));
}

static void note_plan(struct query_run *q, struct result *r)
{
	const struct plan *p = q->grid.plan;
	const struct plan_note *note;

	derive_note_computed(q->environment, r, p);
	if (p->per)
		result_note(r, NOTE_FACT, "one value per %.*s, then their mean; n counts those",
			    TEXT_ARGS(p->per_name));
	for (note = p->notes; note; note = note->next)
		result_note(r, note->warning ? NOTE_WARNING : NOTE_FACT, "%.*s", TEXT_ARGS(note->text));
}

void query_notes_rows(struct query_run *q, struct result *r)
{
	note_dates(q, r);
	note_rows(q, r);
	note_kept(q, r);
	derive_note_frequency(q->environment, r, q->grid.plan, q->grid.main.main.uncounted);
	derive_note_weight(q->environment, r, q->grid.plan, q->grid.main.main.weightless);
	note_plan(q, r);
	derive_note_parts(q->environment, r, q->grid.plan, &q->grid.main.main);
	note_quantiles(q, r);
}

/* A condition that saw hidden values would tell them. */
static void note_having(struct query_run *q, struct result *r)
{
	size_t n = q->grid.plan->having ? estimate_having_hidden(&q->grid.main) : 0;

	if (n)
		result_note(r, NOTE_WARNING,
			    "`having` takes the value as missing in %.*s of few answers (suppress_below)",
			    TEXT_ARGS(derive_count(q->environment, (double)n, "group", "groups")));
}

void query_notes(struct query_run *q, struct result *r)
{
	const struct plan *p = q->grid.plan;
	unsigned flags = all_flags(r);
	size_t shown = q->grid.n_rows - p->totals; /* the total is no group */

	query_notes_rows(q, r);
	note_share(q, r);
	if (q->bounds)
		bounds_note(q, r);
	note_intervals(q, r);
	if (flags & ROW_SMALL)
		result_note(r, NOTE_FACT, "* fewer than %u answers", p->settings->min_n);
	derive_note_hidden(r, p);
	note_having(q, r);
	if (flags & ROW_PARTIAL)
		result_note(r, NOTE_FACT, "(partial): the period is not complete in the data");
	if (q->grid.n_hidden)
		result_note(r, NOTE_FACT, "%.*s of %.*s rows shown", TEXT_ARGS(report_thousands(q->environment, shown)),
			    TEXT_ARGS(report_thousands(q->environment, shown + q->grid.n_hidden)));
}
