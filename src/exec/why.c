#include "exec/why.h"

#include <math.h>
#include <stdlib.h>

#include "exec/hide.h"
#include "exec/why_int.h"
#include "stats/multiple.h"

enum {
	PAIRED = 5,	  /* best columns that are crossed */
	CELL_ANSWERS = 5, /* answers per cell and period that a pair needs on average (Cochran 1954) */
};
#define PAIR_GAIN 0.1 /* part of the change that a pair must explain beyond the better of its columns */

struct why_runner {
	struct arena *arena, *scratch;
	struct why_pass pass;
	struct whys *out;
};

/* ---- one pass, many splits ------------------------------------------------------------------- */

static bool prepare(struct why_runner *r, const struct why *w)
{
	struct whys *out = r->out;

	out->coders = ARENA_ARRAY(r->arena, w->n_dimensions, struct coder);
	for (size_t d = 0; d < w->n_dimensions; d++) {
		coder_init(r->arena, &out->coders[d], w->plan, &w->dimensions[d], &w->plan->window);
		if (out->coders[d].domain > WHY_GROUPS_MAX) {
			out->too_many = d;
			return false;
		}
	}
	return true;
}

static void scan_cells(struct why_runner *r, struct why_cells *cells, size_t n)
{
	for (size_t c = 0; c < n; c++)
		why_reserve(r->scratch, &r->pass, &cells[c]);
	r->pass.cells = cells;
	r->pass.n_cells = n;
	r->pass.arena = r->scratch;
	why_scan(&r->pass);
}

static void split_singles(struct why_runner *r, const struct why *w)
{
	struct whys *out = r->out;
	struct why_cells *cells = ARENA_ARRAY(r->scratch, w->n_dimensions, struct why_cells);
	size_t *told = ARENA_ARRAY(r->arena, w->n_dimensions, size_t),
	       *constant = ARENA_ARRAY(r->arena, w->n_dimensions, size_t);

	for (size_t d = 0; d < w->n_dimensions; d++)
		cells[d] = (struct why_cells){ .dimensions = { d }, .n_dimensions = 1 };
	scan_cells(r, cells, w->n_dimensions);
	if (out->status != STATUS_OK)
		return;
	why_total(&r->pass, &cells[0], r->scratch);
	for (size_t d = 0; d < w->n_dimensions && !isnan(out->change); d++) {
		bool splits = why_split(r->arena, r->scratch, &r->pass, &cells[d], &out->list[out->n]);

		/* Who named the column wants to see it. */
		if (!splits && w->chosen)
			constant[out->n_constant++] = d;
		else if (out->list[out->n].is_told && w->chosen)
			told[out->n_told++] = d;
		else
			out->n++;
	}
	out->told = told;
	out->constant = constant;
}

/* ---- pairs ----------------------------------------------------------------------------------- */

static bool is_dense(const struct why_runner *r, const struct why_split *a, const struct why_split *b)
{
	double cells = (double)a->n_groups * (double)b->n_groups;
	double codes = ((double)r->out->coders[a->dimensions[0]].domain + 1) *
		       ((double)r->out->coders[b->dimensions[0]].domain + 1);

	return fmin(r->out->n_answers[STATS_NOW], r->out->n_answers[STATS_BEFORE]) >= CELL_ANSWERS * cells &&
	       codes <= WHY_GROUPS_MAX;
}

static size_t choose_pairs(struct why_runner *r, struct why_cells *cells)
{
	struct whys *out = r->out;
	size_t best = out->n < PAIRED ? out->n : PAIRED, n = 0;

	for (size_t a = 0; a + 1 < best; a++)
		for (size_t b = a + 1; b < best; b++) {
			if (!is_dense(r, &out->list[a], &out->list[b])) {
				out->n_thin++;
				continue;
			}
			cells[n++] = (struct why_cells){ .dimensions = { out->list[a].dimensions[0],
									 out->list[b].dimensions[0] },
							 .n_dimensions = 2 };
		}
	return n;
}

static void split_pairs(struct why_runner *r)
{
	struct why_cells cells[PAIRED * (PAIRED - 1) / 2];
	struct whys *out = r->out;

	out->n_pairs = choose_pairs(r, cells);
	if (out->n_pairs == 0)
		return;
	scan_cells(r, cells, out->n_pairs);
	for (size_t c = 0; out->status == STATUS_OK && c < out->n_pairs; c++)
		why_split(r->arena, r->scratch, &r->pass, &cells[c], &out->list[out->n++]);
}

static const struct why_split *single_of(const struct whys *out, size_t dimension)
{
	for (size_t i = 0; i < out->n; i++)
		if (out->list[i].n_dimensions == 1 && out->list[i].dimensions[0] == dimension)
			return &out->list[i];
	return NULL;
}

static double left_over(const struct whys *out, const struct why_split *s)
{
	return s ? fabs(out->change - s->explained) : INFINITY;
}

/* A pair that holds a good column is a good one too; it is of use only where it explains more. */
static bool matters(const struct whys *out, const struct why_split *s)
{
	double least;

	if (s->n_dimensions == 1)
		return true;
	least = fmin(left_over(out, single_of(out, s->dimensions[0])),
		     left_over(out, single_of(out, s->dimensions[1])));
	return left_over(out, s) + PAIR_GAIN * fabs(out->change) < least;
}

static void drop_idle(struct whys *out)
{
	struct why_split *kept = out->list;

	for (size_t i = 0; i < out->n; i++) /* singles come before pairs */
		if (matters(out, &out->list[i]))
			*kept++ = out->list[i];
	out->n_idle = out->n - (size_t)(kept - out->list);
	out->n = (size_t)(kept - out->list);
}

/* ---- ranks ----------------------------------------------------------------------------------- */

static int by_p(const void *x, const void *y)
{
	const struct why_split *a = x, *b = y;

	if (isnan(a->p) != isnan(b->p))
		return isnan(a->p) ? 1 : -1;
	if (!isnan(a->p) && a->p != b->p)
		return a->p < b->p ? -1 : 1;
	for (size_t d = 0; d < 2; d++)
		if (a->dimensions[d] != b->dimensions[d])
			return a->dimensions[d] < b->dimensions[d] ? -1 : 1;
	return a->n_dimensions < b->n_dimensions ? -1 : a->n_dimensions > b->n_dimensions;
}

static void rank(struct why_runner *r)
{
	qsort(r->out->list, r->out->n, sizeof(*r->out->list), by_p);
}

static void adjust(struct why_runner *r, const struct plan *plan)
{
	struct whys *out = r->out;
	double *p = ARENA_ARRAY(r->scratch, out->n, double);

	for (size_t i = 0; i < out->n; i++)
		p[i] = out->too_few ? NAN : out->list[i].p;
	stats_holm(r->scratch, p, out->n, p);
	for (size_t i = 0; i < out->n; i++) {
		struct why_split *s = &out->list[i];

		s->p_adjusted = p[i];
		s->explained = p[i] < 1 - plan->level ? s->mix + s->located : 0;
		s->is_paradox &= out->p < 1 - plan->level && !out->too_few;
	}
}

/* ---- what is not to be shown ----------------------------------------------------------------- */

static void hide_split(struct why_runner *r, struct why_split *s, double least)
{
	uint32_t *codes = ARENA_ARRAY(r->scratch, s->n_groups * s->n_dimensions, uint32_t);
	double *n = ARENA_ARRAY(r->scratch, s->n_groups, double);

	for (size_t g = 0; g < s->n_groups; g++)
		for (size_t d = 0; d < s->n_dimensions; d++)
			codes[g * s->n_dimensions + d] = s->groups[g].codes[d];
	for (int t = 0; t < STATS_PERIODS; t++) {
		uint8_t *hidden = ARENA_ARRAY(r->scratch, s->n_groups, uint8_t);

		for (size_t g = 0; g < s->n_groups; g++)
			n[g] = s->groups[g].n[t];
		hide_groups(r->scratch, codes, s->n_dimensions, n, s->n_groups, least, hidden);
		for (size_t g = 0; g < s->n_groups; g++)
			if (hidden[g] && s->groups[g].hidden != HIDDEN_FEW)
				s->groups[g].hidden = hidden[g];
	}
}

static void hide(struct why_runner *r, const struct plan *plan)
{
	struct whys *out = r->out;
	double least = plan->settings->suppress_below;

	for (int t = 0; t < STATS_PERIODS; t++)
		out->hidden |= out->n_answers[t] > 0 && out->n_answers[t] < least;
	for (size_t i = 0; least > 0 && i < out->n; i++)
		hide_split(r, &out->list[i], least);
}

/* ---- together -------------------------------------------------------------------------------- */

void why_run(struct arena *a, struct arena *scratch, const struct why *why, const volatile sig_atomic_t *stop,
	     struct whys *out)
{
	struct why_runner r = { .arena = a, .scratch = scratch, .out = out };

	*out = (struct whys){ .change = NAN, .low = NAN, .high = NAN, .p = NAN, .too_many = SIZE_MAX };
	r.pass = (struct why_pass){ .why = why, .out = out, .stop = stop, .width = why->n * WHY_PARTS };
	out->kept_missing = ARENA_ARRAY(a, why->plan->n_negated, uint64_t);
	if (!prepare(&r, why))
		return;
	out->list = ARENA_ARRAY(a, why->n_dimensions + PAIRED * (PAIRED - 1) / 2, struct why_split);
	split_singles(&r, why);
	for (int t = 0; t < STATS_PERIODS; t++)
		out->too_few |= out->n_answers[t] < why->plan->settings->min_n;
	if (out->status == STATUS_OK && !isnan(out->change)) {
		rank(&r);
		split_pairs(&r);
		adjust(&r, why->plan);
		drop_idle(out);
		rank(&r);
		hide(&r, why->plan);
	}
	arena_reset(scratch);
}
