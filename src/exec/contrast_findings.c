/* Findings beside the plain differences: Holm over those of one metric, and what must not be told. */
#include <math.h>

#include "exec/contrast_int.h"
#include "stats/multiple.h"

/* ---- Holm ------------------------------------------------------------------------------------ */

typedef struct contrast_finding *finding_of(struct contrast *c);

static struct contrast_finding *direct(struct contrast *c)
{
	return c->adjusted ? &c->adjusted->direct : NULL;
}

static struct contrast_finding *mantel_haenszel(struct contrast *c)
{
	return c->adjusted ? &c->adjusted->mantel_haenszel : NULL;
}

static struct contrast_finding *interaction(struct contrast *c)
{
	return c->interaction ? &c->interaction->finding : NULL;
}

static struct contrast *contrast_of(struct contrasts *c, size_t n_items, size_t item, size_t i)
{
	return &c->list[(i / c->n_pairs * n_items + item) * c->n_pairs + i % c->n_pairs];
}

/* Of two groups either is the other's rest: one test, told twice.  The place of the first telling, by contrast. */
static void find_twins(struct contrasts *c, size_t n_items, size_t item, size_t pair, size_t *twin)
{
	size_t n = 0, first = 0;

	for (size_t i = pair; i < c->n_groups * c->n_pairs; i += c->n_pairs) {
		const struct contrast *one = contrast_of(c, n_items, item, i);

		if (one->n[0] > 0 || one->n[1] > 0)
			first = n++ == 0 ? i : first;
	}
	for (size_t i = first + c->n_pairs; n == 2 && i < c->n_groups * c->n_pairs; i += c->n_pairs) {
		const struct contrast *one = contrast_of(c, n_items, item, i);

		if (one->n[0] > 0 || one->n[1] > 0)
			twin[i] = first;
	}
}

static void adjust(struct arena *scratch, struct contrasts *c, size_t n_items, size_t item, finding_of *of,
		   const size_t *twin)
{
	size_t n = c->n_groups * c->n_pairs, tests = 0;
	double *p = ARENA_ARRAY(scratch, n, double);

	for (size_t i = 0; i < n; i++) {
		const struct contrast_finding *f = of(contrast_of(c, n_items, item, i));

		p[i] = f->too_few || twin[i] != i ? NAN : f->p;
		tests += isnan(p[i]) ? 0 : 1;
	}
	stats_holm(scratch, p, n, p);
	for (size_t i = 0; i < n; i++) {
		struct contrast_finding *f = of(contrast_of(c, n_items, item, i));

		f->p_adjusted = p[twin[i]];
		f->tests = tests;
	}
}

static void adjust_item(struct arena *scratch, struct contrasts *c, size_t n_items, size_t item)
{
	const struct contrast *first = contrast_of(c, n_items, item, 0);
	size_t *twin = ARENA_ARRAY(scratch, c->n_groups * c->n_pairs, size_t);

	for (size_t i = 0; i < c->n_groups * c->n_pairs; i++)
		twin[i] = i;
	if (first->adjusted) {
		adjust(scratch, c, n_items, item, direct, twin);
		adjust(scratch, c, n_items, item, mantel_haenszel, twin);
	}
	for (size_t pair = 0; first->interaction && pair < c->n_pairs; pair++)
		find_twins(c, n_items, item, pair, twin);
	if (first->interaction)
		adjust(scratch, c, n_items, item, interaction, twin);
}

void contrast_adjust_findings(struct arena *scratch, struct contrasts *c, size_t n_items)
{
	for (size_t item = 0; c->n_groups && c->n_pairs && item < n_items; item++)
		adjust_item(scratch, c, n_items, item);
}

/* ---- what is not to be shown ----------------------------------------------------------------- */

static void forget(struct contrast_finding *f)
{
	f->difference = f->low = f->high = f->standard_error = f->statistic = f->p = NAN;
}

static void forget_adjusted(struct contrast_adjusted *a)
{
	forget(&a->direct);
	forget(&a->mantel_haenszel);
	a->values[0] = a->values[1] = NAN;
}

static void forget_interaction(struct contrast_interaction *i)
{
	forget(&i->finding);
	i->values[0] = i->values[1] = i->difference = NAN;
}

static bool is_few(double n, double least)
{
	return n > 0 && n < least;
}

/* All other groups together and a group that is told would give away the one that is not. */
static void hide_interactions(struct contrast_run *r, size_t item, size_t pair)
{
	double least = r->request->plan->settings->suppress_below;
	bool hidden = false;

	for (size_t group = 0; group < r->out->n_groups; group++) {
		const struct contrast *c = contrast_at(r, group, item, pair);

		hidden |= c->hidden[0] || c->hidden[1] || is_few(c->interaction->n[0], least) ||
			  is_few(c->interaction->n[1], least);
	}
	r->out->interaction_hidden |= hidden;
	for (size_t group = 0; hidden && group < r->out->n_groups; group++)
		forget_interaction(contrast_at(r, group, item, pair)->interaction);
}

void contrast_hide_findings(struct contrast_run *r)
{
	const struct plan *p = r->request->plan;
	size_t n = r->out->n_groups * p->n_items * r->out->n_pairs;

	if (!p->settings->suppress_below)
		return;
	for (size_t i = 0; i < n; i++) {
		struct contrast *c = &r->out->list[i];

		if (c->adjusted && (c->hidden[0] || c->hidden[1]))
			forget_adjusted(c->adjusted);
	}
	for (size_t item = 0; p->interaction && item < p->n_items; item++)
		for (size_t pair = 0; pair < r->out->n_pairs; pair++)
			hide_interactions(r, item, pair);
}
