/* words: which words the texts of a column hold, and which of them one side has more of than the other. */
#include "report/words.h"

#include <math.h>
#include <stdlib.h>

#include "report/compare.h"
#include "report/derive.h"
#include "stats/multiple.h"

struct text words_word(const struct words_report *w, const struct told_word *told)
{
	return dictionary_word(w->words.words->words, told->count->word);
}

static const struct segment *sides_of(const struct words_report *w)
{
	const struct plan *p = w->plan.rows;

	return w->plan.compares ? p->dimensions[p->segments].segments : NULL;
}

struct text words_side(const struct words_report *w, int side)
{
	return sides_of(w)[side].label;
}

/* ---- the numbers ----------------------------------------------------------------------------- */

/* One voice per customer: counts divided by the design effect of the side.  The prior holds the word as often as both
 * sides together. */
static void compare_word(struct words_report *w, struct told_word *t)
{
	const struct word_count *c = t->count;
	double hits[2], n[2];

	for (int side = 0; side < 2; side++) {
		hits[side] = c->texts[side] / c->effect[side];
		n[side] = w->words.texts[side] / c->effect[side];
	}
	t->odds = stats_log_odds_dirichlet(hits[0], n[0], hits[1], n[1], WORDS_PRIOR * (hits[0] + hits[1]),
					   WORDS_PRIOR * (n[0] + n[1]), w->plan.rows->level);
}

static bool is_hidden(const struct words_report *w, const struct word_count *c)
{
	double least = w->plan.rows->settings->suppress_below;

	return (c->texts[0] > 0 && c->texts[0] < least) || (c->texts[1] > 0 && c->texts[1] < least);
}

/* Nothing is to be learnt from a word that every text holds, or from a side without a text. */
static bool tells_nothing(const struct words_report *w, const struct word_count *c)
{
	const double *n = w->words.texts;

	return w->plan.compares && (n[0] == 0 || n[1] == 0 || (c->texts[0] == n[0] && c->texts[1] == n[1]));
}

static void choose(struct words_report *w)
{
	w->told = ARENA_ARRAY(w->environment->arena, w->words.n, struct told_word);
	for (size_t i = 0; i < w->words.n; i++) {
		const struct word_count *c = &w->words.list[i];

		if (c->texts[0] + c->texts[1] < w->plan.least)
			w->n_rare++;
		else if (tells_nothing(w, c))
			w->n_useless++;
		else if (is_hidden(w, c))
			w->n_hidden++;
		else
			w->told[w->n_told++] = (struct told_word){ .count = c, .p_adjusted = NAN };
	}
}

static void test(struct words_report *w)
{
	struct arena *a = w->environment->arena;
	double *p = ARENA_ARRAY(a, w->n_told, double), least = w->plan.rows->settings->min_n;

	w->too_few = w->words.texts[0] < least || w->words.texts[1] < least;
	for (size_t i = 0; i < w->n_told; i++) {
		compare_word(w, &w->told[i]);
		p[i] = w->told[i].odds.p;
	}
	stats_holm(a, p, w->n_told, p);
	for (size_t i = 0; i < w->n_told; i++)
		w->told[i].p_adjusted = w->too_few ? NAN : p[i];
}

/* ---- order ----------------------------------------------------------------------------------- */

static int by_number(double a, double b)
{
	return (a < b) - (a > b);
}

static int by_frequency(const void *x, const void *y, void *report)
{
	const struct told_word *a = x, *b = y;
	int order = by_number(a->count->texts[0], b->count->texts[0]);

	return order ? order : text_natural_order(words_word(report, a), words_word(report, b));
}

/* What the first side has more of, surest first; then what the second has, surest first. */
static int by_surety(const void *x, const void *y, void *report)
{
	const struct told_word *a = x, *b = y;
	bool first_a = a->odds.z > 0, first_b = b->odds.z > 0;
	int order = first_a != first_b ? first_b - first_a : by_number(fabs(a->odds.z), fabs(b->odds.z));

	return order ? order : text_natural_order(words_word(report, a), words_word(report, b));
}

static void sort(struct words_report *w)
{
	bool compares = w->plan.compares;

	qsort_r(w->told, w->n_told, sizeof(*w->told), compares ? by_surety : by_frequency, w);
	for (size_t i = 0; i < w->n_told; i++) {
		int side = compares && !(w->told[i].odds.z > 0);

		w->n_sides[side]++;
		w->n_shown[side] += w->n_shown[side] < w->plan.top;
	}
}

static enum status refuse_shared(struct words_report *w)
{
	const struct segment *sides = sides_of(w);

	report_bad(w->environment, sides[1].span, "%.*s and %.*s share rows; their words cannot be compared",
		   TEXT_ARGS(sides[0].label), TEXT_ARGS(sides[1].label));
	diagnose_help(w->environment->errors, "%s", compare_overlap_help(&sides[0], &sides[1]));
	return STATUS_BAD_INPUT;
}

enum status report_words(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct words_report w = { .environment = e, .scope = &scope };

	if (!plan_words(&scope, statement, &w.plan))
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	words_run(e->arena, &w.plan, e->stop, &w.words);
	if (w.words.scan.status != STATUS_OK)
		return derive_failed(e, w.words.scan.status, statement->span);
	if (w.words.shared)
		return refuse_shared(&w);
	choose(&w);
	if (w.plan.compares)
		test(&w);
	sort(&w);
	*out = report_answer(e);
	words_show(&w, *out);
	return STATUS_OK;
}
