/* What an answer to `why` says beside its numbers: dates, rows, columns and methods. */
#include <math.h>

#include "report/why.h"

/* ---- dates, rows, columns -------------------------------------------------------------------- */

static void note_periods(struct why_report *w, struct result *r)
{
	const struct plan *p = w->why->plan;

	result_note(r, NOTE_FACT, "now %.*s, before %.*s", TEXT_ARGS(window_text(w->scope, p->window.p)),
		    TEXT_ARGS(window_text(w->scope, p->before.p)));
}

static void note_kept(struct why_report *w, struct result *r)
{
	const struct plan *p = w->why->plan;

	for (size_t i = 0; i < p->n_negated; i++)
		if (w->whys.kept_missing[i])
			result_note(r, NOTE_FACT, "%.*s rows with %.*s missing are kept",
				    TEXT_ARGS(report_thousands(w->environment, w->whys.kept_missing[i])),
				    TEXT_ARGS(p->negated[i]->a->column->snake));
}

static void note_rows(struct why_report *w, struct result *r)
{
	struct environment *e = w->environment;
	const struct whys *all = &w->whys;

	if (w->why->adds_up) {
		result_note(r, NOTE_FACT, "%.*s rows now, %.*s before; counts and sums have no interval",
			    TEXT_ARGS(report_thousands(e, all->rows[STATS_NOW])),
			    TEXT_ARGS(report_thousands(e, all->rows[STATS_BEFORE])));
		return;
	}
	result_note(r, NOTE_FACT, "n %.*s of %.*s rows now, %.*s of %.*s before; the others have no value",
		    TEXT_ARGS(report_thousands(e, (uint64_t)all->n_answers[STATS_NOW])),
		    TEXT_ARGS(report_thousands(e, all->rows[STATS_NOW])),
		    TEXT_ARGS(report_thousands(e, (uint64_t)all->n_answers[STATS_BEFORE])),
		    TEXT_ARGS(report_thousands(e, all->rows[STATS_BEFORE])));
}

static struct text names_of(const struct why_report *w, const size_t *list, size_t n)
{
	struct text t = TEXT_NONE;

	for (size_t i = 0; i < n; i++)
		t = arena_printf(w->environment->arena, "%.*s%s%.*s", TEXT_ARGS(t), i ? ", " : "",
				 TEXT_ARGS(w->why->dimensions[list[i]].name));
	return t;
}

static void note_pairs(const struct why_report *w, struct result *r)
{
	const struct whys *all = &w->whys;
	size_t useful = all->n_pairs - all->n_idle;

	if (all->n_pairs)
		result_note(r, NOTE_FACT, "pairs of the best columns: %zu looked at, %zu %s more than %s columns alone",
			    all->n_pairs, useful, useful == 1 ? "explains" : "explain", useful == 1 ? "its" : "their");
	if (all->n_thin)
		result_note(r, NOTE_FACT, "%zu %s of the best columns not looked at: fewer than 5 answers per cell",
			    all->n_thin, all->n_thin == 1 ? "pair" : "pairs");
}

static void note_columns(struct why_report *w, struct result *r)
{
	const struct whys *all = &w->whys;

	for (size_t i = 0; i < w->n_kept; i++) /* named */
		if (all->list[i].is_told)
			result_note(r, NOTE_WARNING,
				    "%.*s tells the answer itself: that it explains the change is no finding",
				    TEXT_ARGS(why_name(w, &all->list[i])));
	if (all->n_told)
		result_note(r, NOTE_FACT, "left out: %.*s, which %s the answer itself",
			    TEXT_ARGS(names_of(w, all->told, all->n_told)), all->n_told == 1 ? "tells" : "tell");
	if (all->n_constant)
		result_note(r, NOTE_FACT, "left out: %.*s, which %s one value here",
			    TEXT_ARGS(names_of(w, all->constant, all->n_constant)),
			    all->n_constant == 1 ? "has" : "have");
	if (w->why->passed.n)
		result_note(r, NOTE_FACT, "yes/no columns are looked at when they are named (by ...): %.*s",
			    TEXT_ARGS(w->why->passed));
	note_pairs(w, r);
	if (!all->hidden && w->n_kept < all->n)
		result_note(r, NOTE_FACT, "%zu more columns were looked at", all->n - w->n_kept);
}

static bool has_small(const struct why_report *w)
{
	double least = w->why->plan->settings->min_n;

	if (w->why->adds_up)
		return false;
	for (size_t i = 0; i < w->n_kept; i++)
		for (size_t g = 0; g < w->whys.list[i].n_groups; g++) {
			const struct why_group *group = &w->whys.list[i].groups[g];

			if (fmin(group->n[STATS_NOW], group->n[STATS_BEFORE]) < least)
				return true;
		}
	return w->whys.too_few;
}

static void note_methods(struct why_report *w, struct result *r)
{
	const char *who = w->why->plan->settings->inference == INFERENCE_ROW	? "rows"
			  : w->why->plan->settings->inference == INFERENCE_CASE ? "cases"
										: "customers";

	result_note(r, NOTE_FACT,
		    "p of a column: Holm over %zu; of a group: times the groups of its column; %s left out in "
		    "%d groups",
		    w->whys.n + w->whys.n_idle, who, JACKKNIFE_FOLDS);
	derive_note_hidden(r, w->why->plan);
	if (has_small(w))
		result_note(r, NOTE_FACT, "* fewer than %u answers in one of the periods",
			    w->why->plan->settings->min_n);
}

void why_notes(struct why_report *w, struct result *r)
{
	why_sentences(w, r);
	note_periods(w, r);
	note_rows(w, r);
	note_kept(w, r);
	derive_note_weight(w->environment, r, w->why->plan, w->whys.weightless);
	derive_note_plan(r, w->why->plan);
	note_columns(w, r);
	if (w->n_kept)
		note_methods(w, r);
}
