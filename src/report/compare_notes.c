/* What stands under a comparison: a sentence per row, then dates, rows and methods. */
#include <math.h>

#include "exec/segments.h"
#include "report/compare.h"

enum { SENTENCES_MAX = 40 };

/* ---- sentences ------------------------------------------------------------------------------- */

struct text compare_place(struct comparison *c, struct result *r, const struct contrast *one)
{
	struct environment *e = c->environment;
	const struct plan *p = c->plan;
	bool grouped = p->segments != SIZE_MAX && p->n_dimensions, several = p->n_items > 1;
	struct text group = grouped ? derive_group(e, &c->grid, r, 0, &c->contrasts.codes[one->group * p->n_dimensions],
						   p->n_dimensions)
				    : TEXT_NONE;

	if (!grouped && !several)
		return TEXT("");
	return arena_printf(e->arena, "%.*s%s%.*s: ", TEXT_ARGS(group), grouped && several ? ", " : "",
			    TEXT_ARGS(several ? p->items[one->item].label : TEXT_NONE));
}

static struct text first_side(struct comparison *c, struct result *r, const struct contrast *one)
{
	bool whole = c->plan->segments == SIZE_MAX && c->plan->n_dimensions == 0;

	return whole ? c->plan->items[one->item].label : compare_side(c, r, one, 0);
}

static struct text second_side(struct comparison *c, struct result *r, const struct contrast *one)
{
	const struct plan *p = c->plan;

	if (p->has_target)
		return arena_printf(c->environment->arena, "the target of %.*s",
				    TEXT_ARGS(derive_number(c->environment, derive_look(p->items[0].look), p->target)));
	return p->segments == SIZE_MAX ? TEXT("all others") : compare_side(c, r, one, 1);
}

static void note_verdicts(struct comparison *c, struct result *r)
{
	size_t n = c->plan->n_items * c->contrasts.n_pairs, all = c->grid.n_rows * n;

	for (size_t i = 0; i < all && i < SENTENCES_MAX; i++) {
		const struct contrast *one =
			compare_at(c, i / n, i % n / c->contrasts.n_pairs, i % c->contrasts.n_pairs);
		struct text a = first_side(c, r, one);
		struct text b = second_side(c, r, one), told = compare_fair_verdict(c, one, a, b);

		result_note(r, NOTE_FACT, "%.*s%.*s", TEXT_ARGS(compare_place(c, r, one)),
			    TEXT_ARGS(told.n ? told : compare_verdict(c, one, a, b)));
	}
	if (all > SENTENCES_MAX)
		result_note(r, NOTE_FACT, "%zu more rows stand in the table", all - SENTENCES_MAX);
}

/* ---- dates and rows -------------------------------------------------------------------------- */

static bool all_periods(const struct plan *p)
{
	const struct dimension *d = p->segments != SIZE_MAX ? &p->dimensions[p->segments] : NULL;

	for (size_t i = 0; d && i < d->n_segments; i++)
		if (!d->segments[i].is_period)
			return false;
	return p->segments != SIZE_MAX;
}

static void note_dates(struct environment *e, struct scope *scope, const struct plan *p, struct result *r)
{
	const struct dimension *d = p->segments != SIZE_MAX ? &p->dimensions[p->segments] : NULL;

	for (size_t i = 0; d && i < d->n_segments; i++)
		if (d->segments[i].is_period)
			result_note(r, NOTE_FACT, "%.*s: %.*s", TEXT_ARGS(d->segments[i].label),
				    TEXT_ARGS(window_text(scope, d->segments[i].window.p)));
	if (!all_periods(p) || p->window.given)
		derive_note_dates(e, r, p);
}

/* Sides made by a metric differ in it, whatever the data. */
static void warn_of_circle(const struct comparison *c, struct result *r, const struct segment *g)
{
	for (size_t i = 0; g->ranking && i < c->plan->n_items; i++)
		if (text_equal(c->plan->items[i].label, g->ranking->items->label)) {
			result_note(r, NOTE_WARNING,
				    "the sides were ranked by %.*s itself: that they differ in it is no finding",
				    TEXT_ARGS(g->ranking->items->label));
			return;
		}
}

/* "top 20% of nps: 8 of 40 by company, above 47.6". */
static void note_ranks(struct environment *e, const struct plan *p, const struct coder *coder, struct result *r)
{
	const struct dimension *d = p->segments != SIZE_MAX ? &p->dimensions[p->segments] : NULL;

	for (size_t i = 0; d && i < d->n_segments; i++) {
		const struct segment *g = &d->segments[i];
		size_t n_ranked, n_members;
		double cut;
		bool includes_cut;

		if (!g->ranking && !g->value)
			continue;
		segments_ranked(coder->segments, i, &cut, &includes_cut, &n_ranked, &n_members);
		result_note(r, NOTE_FACT, "%.*s: %.*s of %.*s %s%.*s, %s %.6g", TEXT_ARGS(g->label),
			    TEXT_ARGS(report_thousands(e, n_members)), TEXT_ARGS(report_thousands(e, n_ranked)),
			    g->ranking ? "by " : "rows", TEXT_ARGS(g->ranking ? g->ranking->per_name : TEXT_NONE),
			    !g->is_top	   ? "up to"
			    : includes_cut ? "at least"
					   : "above",
			    cut);
	}
}

void compare_note_sides(struct environment *e, struct scope *scope, const struct plan *p, const struct coder *coder,
			struct result *r)
{
	note_dates(e, scope, p, r);
	note_ranks(e, p, coder, r);
}

/* Answers to the first metric, each once. */
static double answers(const struct comparison *c)
{
	const struct plan *p = c->plan;
	size_t n_sides = p->segments == SIZE_MAX ? 1 : p->dimensions[p->segments].n_segments;
	double n = 0;

	for (size_t row = 0; row < c->grid.n_rows; row++)
		for (size_t side = 0; side < n_sides; side++) /* pairs 0-1, 0-2, 0-3 ... come first */
			n += compare_at(c, row, 0, side < 2 ? 0 : side - 1)->n[side > 0];
	return n;
}

static void note_rows(struct comparison *c, struct result *r)
{
	struct environment *e = c->environment;
	const struct scan *s = &c->contrasts.main;
	size_t aggregate;
	double factor;

	if (c->plan->per || c->plan->overlaps ||
	    !item_is_scaled_aggregate(c->plan->items[0].expression, &aggregate, &factor))
		result_note(r, NOTE_FACT, "%.*s of %.*s rows", TEXT_ARGS(report_thousands(e, s->rows_used)),
			    TEXT_ARGS(report_thousands(e, s->rows_in_window)));
	else
		result_note(r, NOTE_FACT, "n %.*s of %.*s rows; %.*s without a value",
			    TEXT_ARGS(report_thousands(e, (uint64_t)answers(c))),
			    TEXT_ARGS(report_thousands(e, s->rows_used)),
			    TEXT_ARGS(report_thousands(e, s->rows_used - (uint64_t)answers(c))));
	for (size_t i = 0; i < c->plan->n_negated; i++)
		if (s->kept_missing[i])
			result_note(r, NOTE_FACT, "%.*s rows with %.*s missing are kept",
				    TEXT_ARGS(report_thousands(e, s->kept_missing[i])),
				    TEXT_ARGS(c->plan->negated[i]->a->column->snake));
	if (c->n_left_out)
		result_note(r, NOTE_FACT, "%.*s without %s left out",
			    TEXT_ARGS(derive_count(e, (double)c->n_left_out, "group", "groups")),
			    c->plan->paired ? "a pair" : "an answer");
}

/* ---- methods --------------------------------------------------------------------------------- */

struct summary {
	double effect; /* largest design effect */
	bool tests[CONTRAST_JACKKNIFE + 1];
	bool small;
	size_t tested; /* most tests of one metric */
};

static struct summary summarize(const struct comparison *c)
{
	struct summary s = { .effect = 1 };
	size_t n = c->grid.n_rows * c->plan->n_items * c->contrasts.n_pairs,
	       per_row = c->plan->n_items * c->contrasts.n_pairs;

	for (size_t i = 0; i < n; i++) {
		const struct contrast *one =
			compare_at(c, i / per_row, i % per_row / c->contrasts.n_pairs, i % c->contrasts.n_pairs);

		s.effect = fmax(s.effect, fmax(one->sides[0].effect, one->sides[1].effect));
		s.tests[one->test] = true;
		s.small |= one->too_few && one->test != CONTRAST_NONE;
		s.tested = one->tests > s.tested ? one->tests : s.tested;
	}
	return s;
}

static void note_units(struct comparison *c, struct result *r, const struct summary *s)
{
	const struct plan *p = c->plan;

	if (p->per)
		result_note(r, NOTE_FACT, "one value per %.*s%s, then their mean; n counts those",
			    TEXT_ARGS(p->per_name), p->paired ? " and side" : "");
	else if (s->effect > 1.005)
		result_note(r, NOTE_FACT, "%.*s", TEXT_ARGS(derive_effect(c->environment, p, s->effect, true)));
	if (s->tests[CONTRAST_JACKKNIFE])
		result_note(r, NOTE_FACT,
			    "jackknife t: the difference with one of %d groups of %s after the other left out",
			    JACKKNIFE_FOLDS, derive_voices(p));
	if (s->tests[CONTRAST_QUANTILE])
		result_note(r, NOTE_FACT,
			    "percentiles: order statistics of either side, put together (Zou and Donner)");
	if (s->tests[CONTRAST_NONE])
		result_note(r, NOTE_FACT,
			    "counts, sums%s and extremes are not tested: compare a share, a mean or a rate",
			    p->weight ? ", weighted percentiles" : "");
}

static void note_methods(struct comparison *c, struct result *r)
{
	struct summary s = summarize(c);
	bool means =
		s.tests[CONTRAST_NET] || s.tests[CONTRAST_MEAN] || s.tests[CONTRAST_UNITS] || s.tests[CONTRAST_PAIRED];
	bool alone = c->plan->has_target || c->plan->paired;

	note_units(c, r, &s);
	derive_note_hidden(r, c->plan);
	if (s.tested > 1 && !compare_fair_counts(c->plan))
		result_note(r, NOTE_FACT,
			    "p adjusted: Holm over %zu tests; where nothing differs, %g %% of such tables find nothing",
			    s.tested, c->plan->level * 100);
	if ((means || s.tests[CONTRAST_SHARE]) && !compare_fair_counts(c->plan))
		result_note(r, NOTE_FACT, "effect: %s; 0.2 is small, 0.5 medium, 0.8 large",
			    !means		      ? "Cohen's h"
			    : s.tests[CONTRAST_SHARE] ? "Hedges' g, of shares Cohen's h"
			    : c->plan->paired	      ? "Cohen's d of the differences"
			    : alone		      ? "Cohen's d, the distance in standard deviations"
						      : "Hedges' g");
	if (s.small)
		result_note(r, NOTE_FACT, "* fewer than %u %s", c->plan->settings->min_n,
			    c->plan->paired ? "pairs"
			    : c->plan->per  ? "units"
					    : "answers");
}

void compare_notes(struct comparison *c, struct result *r)
{
	note_verdicts(c, r);
	if (c->plan->segments != SIZE_MAX)
		warn_of_circle(c, r, &c->plan->dimensions[c->plan->segments].segments[0]);
	compare_note_sides(c->environment, c->scope, c->plan, &c->contrasts.coders[c->plan->n_dimensions], r);
	note_rows(c, r);
	derive_note_frequency(c->environment, r, c->plan, c->contrasts.main.uncounted);
	derive_note_parts(c->environment, r, c->plan, &c->contrasts.main);
	derive_note_weight(c->environment, r, c->plan, c->contrasts.main.weightless);
	derive_note_computed(c->environment, r, c->plan);
	derive_note_plan(r, c->plan);
	compare_fair_notes(c, r);
	note_methods(c, r);
}
