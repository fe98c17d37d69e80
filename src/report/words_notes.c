/* What an answer about words says beside its numbers. */
#include <math.h>

#include "base/take.h"
#include "plan/stop_words.h"
#include "report/compare.h"
#include "report/derive.h"
#include "report/explain.h"
#include "report/words.h"

enum { NAMED_MAX = 12 }; /* words in a sentence */

static struct text thousands(const struct words_report *w, double n)
{
	return report_thousands(w->environment, (uint64_t)n);
}

/* ---- what is more than chance ---------------------------------------------------------------- */

static void note_findings(struct words_report *w, struct result *r, int side)
{
	size_t from = side ? w->n_sides[0] : 0, n = 0, shown = 0;
	struct buffer list = { 0 };

	for (size_t i = from; i < from + w->n_sides[side]; i++) {
		if (!(w->told[i].p_adjusted < 1 - w->plan.rows->level))
			continue;
		if (n++ >= NAMED_MAX)
			continue;
		buffer_add_c(&list, shown++ ? ", " : "");
		buffer_add(&list, words_word(w, &w->told[i]));
	}
	if (n > shown)
		buffer_printf(&list, " and %zu more", n - shown);
	result_note(r, NOTE_FACT, "%.*s has more of these than chance explains: %.*s", TEXT_ARGS(words_side(w, side)),
		    TEXT_ARGS(n ? buffer_text(&list) : TEXT("none")));
	buffer_free(&list);
}

static void note_verdict(struct words_report *w, struct result *r)
{
	if (!w->plan.compares || w->n_told == 0)
		return;
	if (w->too_few) {
		result_note(r, NOTE_FACT, "too few texts for a verdict: fewer than %u on a side",
			    w->plan.rows->settings->min_n);
		return;
	}
	note_findings(w, r, 0);
	note_findings(w, r, 1);
}

/* ---- rows and words -------------------------------------------------------------------------- */

static void note_kept(struct words_report *w, struct result *r)
{
	const struct plan *p = w->plan.rows;

	for (size_t i = 0; i < p->n_negated; i++)
		if (w->words.scan.kept_missing[i])
			result_note(r, NOTE_FACT, "%.*s rows with %.*s missing are kept",
				    TEXT_ARGS(report_thousands(w->environment, w->words.scan.kept_missing[i])),
				    TEXT_ARGS(p->negated[i]->a->column->snake));
}

static void note_texts(struct words_report *w, struct result *r)
{
	const struct words *d = &w->words;
	struct text column = w->plan.column->column->snake;

	for (int side = 0; w->plan.compares && side < 2; side++)
		result_note(r, NOTE_FACT, "%s: %.*s, %.*s texts", side ? "b" : "a", TEXT_ARGS(words_side(w, side)),
			    TEXT_ARGS(thousands(w, d->texts[side])));
	result_note(r, NOTE_FACT, "%.*s texts of %.*s rows; %.*s without %.*s",
		    TEXT_ARGS(thousands(w, d->texts[0] + d->texts[1])),
		    TEXT_ARGS(report_thousands(w->environment, d->scan.rows_used)),
		    TEXT_ARGS(report_thousands(w->environment, d->textless)), TEXT_ARGS(column));
	note_kept(w, r);
}

static void note_left_out(struct words_report *w, struct result *r)
{
	const struct plan *p = w->plan.rows;

	result_note(r, NOTE_FACT, "a word counts once per text%s%.*s%s",
		    w->plan.keeps_stop_words ? "; stop words are kept" : "; stop words of ",
		    TEXT_ARGS(w->plan.keeps_stop_words ? TEXT_NONE : stop_words_languages(w->environment->arena)),
		    w->plan.keeps_stop_words ? "" : " are left out (with stopwords keeps them)");
	if (w->n_rare)
		result_note(r, NOTE_FACT, "%.*s in fewer than %g texts left out (with least N)",
			    TEXT_ARGS(derive_count(w->environment, (double)w->n_rare, "word", "words")), w->plan.least);
	if (w->n_useless)
		result_note(r, NOTE_FACT, "%.*s left out: %s",
			    TEXT_ARGS(derive_count(w->environment, (double)w->n_useless, "word", "words")),
			    w->words.texts[0] > 0 && w->words.texts[1] > 0 ? "every text holds them"
									   : "a side has no text to compare with");
	if (w->n_hidden)
		result_note(r, NOTE_FACT, "%.*s in fewer than %u texts%s left out (suppress_below)",
			    TEXT_ARGS(derive_count(w->environment, (double)w->n_hidden, "word", "words")),
			    p->settings->suppress_below, w->plan.compares ? " of a side" : "");
}

static void note_shown(struct words_report *w, struct result *r)
{
	for (int side = 0; side < 2; side++) {
		if (w->n_shown[side] == w->n_sides[side])
			continue;
		if (w->plan.compares)
			result_note(r, NOTE_FACT, "%zu of %zu words that %.*s has more of are shown (top N)",
				    w->n_shown[side], w->n_sides[side], TEXT_ARGS(words_side(w, side)));
		else
			result_note(r, NOTE_FACT, "%zu of %zu words are shown (top N)", w->n_shown[side],
				    w->n_sides[side]);
	}
}

/* ---- methods --------------------------------------------------------------------------------- */

static double largest_effect(const struct words_report *w)
{
	double largest = 1;

	for (size_t i = 0; i < w->n_told; i++)
		largest = fmax(largest, fmax(w->told[i].count->effect[0], w->told[i].count->effect[1]));
	return largest;
}

static void note_methods(struct words_report *w, struct result *r)
{
	const struct plan *p = w->plan.rows;
	double effect = largest_effect(w);

	if (w->n_told == 0)
		return;
	if (w->plan.compares)
		result_note(r, NOTE_FACT,
			    "log odds: of a text to hold the word, a against b, drawn towards 0 by a prior; %g %% "
			    "intervals; p adjusted: Holm over %zu words",
			    p->level * 100, w->n_told);
	else
		result_note(r, NOTE_FACT, "share: of the texts; %g %% intervals", p->level * 100);
	if (effect > 1.005)
		result_note(r, NOTE_FACT, "%.*s", TEXT_ARGS(derive_effect(w->environment, p, effect, true)));
}

void words_notes(struct words_report *w, struct result *r)
{
	const struct plan *p = w->plan.rows;

	note_verdict(w, r);
	if (w->plan.compares)
		compare_note_sides(w->environment, w->scope, p, &w->words.scan.coders[0], r);
	else
		derive_note_dates(w->environment, r, p);
	note_texts(w, r);
	note_left_out(w, r);
	note_shown(w, r);
	note_methods(w, r);
	derive_note_plan(r, p);
}

/* ---- explain --------------------------------------------------------------------------------- */

bool explain_words(struct environment *e, struct scope *scope, const struct node *report, struct buffer *out)
{
	struct words_plan plan;

	if (!plan_words(scope, report, &plan))
		return false;
	plan_print(scope, plan.rows, out);
	buffer_printf(out, "words  of %.*s%s%.*s; once per text; of at least %g texts\n",
		      TEXT_ARGS(plan.column->column->snake),
		      plan.keeps_stop_words ? ", all" : ", without the stop words of ",
		      TEXT_ARGS(plan.keeps_stop_words ? TEXT_NONE : stop_words_languages(e->arena)), plan.least);
	if (!plan.compares) {
		buffer_add_c(out,
			     "share  texts that hold the word / texts; Wilson interval, n less the design effect\n");
		return true;
	}
	buffer_printf(
		out,
		"y, n   texts of a side that hold the word, and its texts, each divided by the side's design effect\n"
		"prior  y0, n0 = %g times y and n of both sides together\n"
		"odds   ln((ya + y0) / (na + n0 - ya - y0)) - ln((yb + y0) / (nb + n0 - yb - y0))\n"
		"se     square root of the sum of 1 over each of those four counts; z = odds / se\n"
		"       (Monroe, Colaresi and Quinn 2008, Political Analysis 16, 372-403)\n"
		"p      two-sided, normal; Holm over all words tested\n",
		WORDS_PRIOR);
	return true;
}
