/* What the sums of one split say: parts of the change by group, and how much of them chance explains. */
#include <math.h>
#include <stdlib.h>

#include "exec/why_int.h"
#include "stats/stats.h"
#include "stats/tail.h"

/* A column whose values leave so little of the variance of the answers tells the answer itself (omega squared). */
#define TOLD 0.9

struct splitter {
	const struct why_pass *pass;
	const struct why_cells *cells;
	struct why_split *out;
	uint32_t *code; /* by group */
	size_t n;
	double *all;			  /* (group * STATS_PERIODS + period) * width: over the folds */
	double *rest;			  /* the same with one fold left out */
	struct stats_group_sums *sums;	  /* scratch, by group */
	struct stats_change_parts *parts; /* by group, of `rest` */
	double *share, *total, *excess;	  /* by group, of `rest`; share: group * STATS_PERIODS + period */
	/* with one fold left out */
	double change[JACKKNIFE_FOLDS], within[JACKKNIFE_FOLDS], mix[JACKKNIFE_FOLDS];
	double *totals, *excesses; /* group * JACKKNIFE_FOLDS + fold */
};

/* ---- groups ---------------------------------------------------------------------------------- */

static const double *fold_at(const struct splitter *s, uint32_t code, int period, size_t fold)
{
	return &s->cells->sums[((code * STATS_PERIODS + (size_t)period) * JACKKNIFE_FOLDS + fold) * s->pass->width];
}

static bool add_folds(const struct splitter *s, uint32_t code, double *to)
{
	size_t width = s->pass->width;
	bool any = false;

	for (int t = 0; t < STATS_PERIODS; t++)
		for (size_t k = 0; k < width; k++) {
			double sum = 0;

			for (size_t fold = 0; fold < JACKKNIFE_FOLDS; fold++)
				sum += fold_at(s, code, t, fold)[k];
			to[(size_t)t * width + k] = sum;
			any |= sum != 0;
		}
	return any;
}

static void find_groups(struct splitter *s, struct arena *a)
{
	size_t size = STATS_PERIODS * s->pass->width;

	s->code = ARENA_ARRAY(a, s->cells->n_codes, uint32_t);
	s->all = arena_array(a, s->cells->n_codes, size * sizeof(double));
	for (size_t code = 0; code < s->cells->n_codes; code++)
		if (add_folds(s, (uint32_t)code, &s->all[s->n * size]))
			s->code[s->n++] = (uint32_t)code;
}

static void init(struct splitter *s, struct arena *a)
{
	find_groups(s, a);
	s->rest = arena_array(a, s->n * STATS_PERIODS, s->pass->width * sizeof(double));
	s->sums = ARENA_ARRAY(a, s->n, struct stats_group_sums);
	s->parts = ARENA_ARRAY(a, s->n, struct stats_change_parts);
	s->share = ARENA_ARRAY(a, s->n * STATS_PERIODS, double);
	s->total = ARENA_ARRAY(a, s->n, double);
	s->excess = ARENA_ARRAY(a, s->n, double);
	s->totals = ARENA_ARRAY(a, s->n * JACKKNIFE_FOLDS, double);
	s->excesses = ARENA_ARRAY(a, s->n * JACKKNIFE_FOLDS, double);
}

/* FOLD of JACKKNIFE_FOLDS: none. */
static void leave_out(struct splitter *s, size_t fold)
{
	size_t width = s->pass->width;

	for (size_t g = 0; g < s->n; g++)
		for (int t = 0; t < STATS_PERIODS; t++)
			for (size_t k = 0; k < width; k++) {
				size_t at = (g * STATS_PERIODS + (size_t)t) * width + k;

				s->rest[at] = s->all[at];
				if (fold < JACKKNIFE_FOLDS)
					s->rest[at] -= fold_at(s, s->code[g], t, fold)[k];
			}
}

static double rest_at(const struct splitter *s, size_t g, int period, size_t term, int part)
{
	return s->rest[(g * STATS_PERIODS + (size_t)period) * s->pass->width + term * WHY_PARTS + (size_t)part];
}

/* ---- parts of the change --------------------------------------------------------------------- */

/* Adds the mean over the terms of the groups' shares of the PART of all. */
static void add_shares(struct splitter *s, size_t term, int part)
{
	for (int t = 0; t < STATS_PERIODS; t++) {
		double all = 0;

		for (size_t g = 0; g < s->n; g++)
			all += rest_at(s, g, t, term, part);
		for (size_t g = 0; g < s->n; g++)
			s->share[g * STATS_PERIODS + (size_t)t] +=
				all == 0 ? 0 : rest_at(s, g, t, term, part) / all / (double)s->pass->why->n;
	}
}

static double split_term(struct splitter *s, size_t term)
{
	for (size_t g = 0; g < s->n; g++)
		for (int t = 0; t < STATS_PERIODS; t++) {
			s->sums[g].sum[t] = rest_at(s, g, t, term, WHY_TOP);
			s->sums[g].base[t] = rest_at(s, g, t, term, WHY_BOTTOM);
		}
	add_shares(s, term, WHY_BOTTOM);
	return stats_decompose(s->sums, s->n, s->pass->why->list[term].factor, s->parts);
}

/* Counts and sums: what is there more, no mean to split.  With a fold left out they are scaled up to all. */
static double split_sum(struct splitter *s, double scale)
{
	double change = 0;

	add_shares(s, 0, WHY_TOP);
	for (size_t g = 0; g < s->n; g++) {
		s->total[g] = scale * (rest_at(s, g, STATS_NOW, 0, WHY_TOP) - rest_at(s, g, STATS_BEFORE, 0, WHY_TOP));
		change += s->total[g];
	}
	return change;
}

/* Splits the change of what is in `rest`; returns the change. */
static double split(struct splitter *s, double scale)
{
	double change = 0;

	for (size_t g = 0; g < s->n; g++) {
		s->parts[g] = (struct stats_change_parts){ 0, 0 };
		s->share[g * STATS_PERIODS] = s->share[g * STATS_PERIODS + 1] = 0;
	}
	if (s->pass->why->adds_up)
		change = split_sum(s, scale);
	for (size_t term = 0; !s->pass->why->adds_up && term < s->pass->why->n; term++)
		change += split_term(s, term);
	for (size_t g = 0; g < s->n; g++) {
		if (!s->pass->why->adds_up)
			s->total[g] = s->parts[g].within + s->parts[g].mix;
		s->excess[g] = s->total[g] - s->share[g * STATS_PERIODS + STATS_BEFORE] * change;
	}
	return change;
}

static void replicate(struct splitter *s)
{
	for (size_t fold = 0; fold < JACKKNIFE_FOLDS; fold++) {
		leave_out(s, fold);
		s->change[fold] = split(s, (double)JACKKNIFE_FOLDS / (JACKKNIFE_FOLDS - 1));
		s->within[fold] = s->mix[fold] = 0;
		for (size_t g = 0; g < s->n; g++) {
			s->within[fold] += s->parts[g].within;
			s->mix[fold] += s->parts[g].mix;
			s->totals[g * JACKKNIFE_FOLDS + fold] = s->total[g];
			s->excesses[g * JACKKNIFE_FOLDS + fold] = s->excess[g];
		}
	}
}

/* ---- chance ---------------------------------------------------------------------------------- */

/* Interval of VALUE from its replicates, and the p of its being 0. */
static double judge(double value, const double left_out[JACKKNIFE_FOLDS], double level, double *low, double *high)
{
	double error = sqrt(stats_jackknife_variance(left_out, JACKKNIFE_FOLDS));

	*low = *high = NAN;
	if (!(error > 0))
		return NAN;
	*low = value - stats_t(level, JACKKNIFE_FOLDS - 1) * error;
	*high = value + stats_t(level, JACKKNIFE_FOLDS - 1) * error;
	return stats_p_of_t(value / error, JACKKNIFE_FOLDS - 1);
}

static void test_excesses(struct splitter *s, struct arena *a)
{
	double *variance = ARENA_ARRAY(a, s->n, double), *weight = ARENA_ARRAY(a, s->n, double);
	struct why_split *out = s->out;
	struct stats_beyond_test t;

	for (size_t g = 0; g < s->n; g++) {
		variance[g] = stats_jackknife_variance(&s->excesses[g * JACKKNIFE_FOLDS], JACKKNIFE_FOLDS);
		weight[g] = why_middle_share(&out->groups[g]);
	}
	t = stats_beyond_test(s->excess, variance, weight, s->n, JACKKNIFE_FOLDS);
	out->p_excess = t.p;
	for (size_t g = 0; g < s->n; g++)
		out->groups[g].p =
			weight[g] > 0 ? stats_beyond_p(s->excess[g], weight[g], t.noise, s->n, JACKKNIFE_FOLDS) : NAN;
}

/* Two questions are asked: did the mix move it, do groups stand out? */
static double either(double p, double q)
{
	double least = fmin(p, q); /* the other one of a NaN */

	return isnan(p) || isnan(q) ? least : fmin(1, 2 * least);
}

/* ---- what a split tells ---------------------------------------------------------------------- */

static double value_of(const struct splitter *s, size_t g, int period)
{
	const struct why *w = s->pass->why;
	double value = w->constant;

	for (size_t t = 0; t < w->n; t++) {
		double top = rest_at(s, g, period, t, WHY_TOP), bottom = rest_at(s, g, period, t, WHY_BOTTOM);

		if (!w->adds_up && bottom == 0)
			return NAN;
		value += w->adds_up ? top : w->list[t].factor * top / bottom;
	}
	return value;
}

static double n_of(const struct splitter *s, size_t g, int period)
{
	double n = rest_at(s, g, period, 0, WHY_N);

	for (size_t t = 1; t < s->pass->why->n; t++)
		n = fmin(n, rest_at(s, g, period, t, WHY_N));
	return n;
}

static void set_group(const struct splitter *s, size_t g)
{
	const struct why_cells *c = s->cells;
	struct why_group *to = &s->out->groups[g];
	size_t second = c->n_dimensions == 2 ? (size_t)s->pass->out->coders[c->dimensions[1]].domain + 1 : 1;

	*to = (struct why_group){ .parts = s->parts[g], .total = s->total[g], .excess = s->excess[g] };
	to->codes[0] = (uint32_t)(s->code[g] / second);
	to->codes[1] = (uint32_t)(s->code[g] % second);
	for (int t = 0; t < STATS_PERIODS; t++) {
		to->n[t] = n_of(s, g, t);
		to->value[t] = value_of(s, g, t);
		to->share[t] = s->share[g * STATS_PERIODS + (size_t)t];
	}
}

/* Part of the variance of the answers between the groups, less what chance gives. */
static bool tells_the_answer(const struct splitter *s)
{
	double n = 0, squares = 0, top = 0, bottom = 0, inside = 0;

	if (s->pass->why->n != 1 || s->pass->why->list->kind != WHY_MEAN)
		return false;
	for (size_t g = 0; g < s->n; g++) {
		double own[WHY_PARTS] = { 0 };

		for (int t = 0; t < STATS_PERIODS; t++)
			for (int k = 0; k < WHY_PARTS; k++)
				own[k] += rest_at(s, g, t, 0, k);
		inside += s->cells->squares[s->code[g]] - own[WHY_TOP] * own[WHY_TOP] / own[WHY_BOTTOM];
		squares += s->cells->squares[s->code[g]];
		top += own[WHY_TOP];
		bottom += own[WHY_BOTTOM];
		n += own[WHY_N];
	}
	squares -= top * top / bottom;
	return n > (double)s->n && squares > 0 && 1 - inside / (n - (double)s->n) / (squares / (n - 1)) > TOLD;
}

static int by_excess(const void *x, const void *y)
{
	const struct why_group *a = x, *b = y;
	double wa = why_middle_share(a), wb = why_middle_share(b), ea, eb;

	ea = fabs(a->excess) / sqrt(wa > 0 ? wa : 1);
	eb = fabs(b->excess) / sqrt(wb > 0 ? wb : 1);
	if (ea != eb)
		return ea < eb ? 1 : -1;
	if (a->codes[0] != b->codes[0])
		return a->codes[0] < b->codes[0] ? -1 : 1;
	return a->codes[1] < b->codes[1] ? -1 : a->codes[1] > b->codes[1];
}

static void tell(struct splitter *s, struct arena *scratch)
{
	struct why_split *out = s->out;
	const struct why *w = s->pass->why;
	double level = w->plan->level, change;

	replicate(s);
	leave_out(s, JACKKNIFE_FOLDS);
	change = split(s, 1);
	for (size_t g = 0; g < s->n; g++) {
		struct why_group *to = &out->groups[g];

		set_group(s, g);
		judge(to->total, &s->totals[g * JACKKNIFE_FOLDS], level, &to->low, &to->high);
		if (w->adds_up)
			to->low = to->high = to->parts.within = to->parts.mix = NAN;
		else
			out->within += to->parts.within;
		out->mix += w->adds_up ? 0 : to->parts.mix;
	}
	out->p_within = judge(out->within, s->within, level, &out->within_low, &out->within_high);
	out->p_mix = judge(out->mix, s->mix, level, &out->mix_low, &out->mix_high);
	test_excesses(s, scratch);
	out->p = either(out->p_mix, out->p_excess);
	out->is_told = tells_the_answer(s);
	why_judge(out, w, change);
	qsort(out->groups, out->n_groups, sizeof(*out->groups), by_excess);
}

bool why_split(struct arena *a, struct arena *scratch, const struct why_pass *p, const struct why_cells *c,
	       struct why_split *out)
{
	struct splitter *s = ARENA_NEW(scratch, struct splitter);

	*s = (struct splitter){ .pass = p, .cells = c, .out = out };
	*out = (struct why_split){ .n_dimensions = c->n_dimensions, .p = NAN, .p_adjusted = NAN };
	for (size_t d = 0; d < c->n_dimensions; d++)
		out->dimensions[d] = c->dimensions[d];
	init(s, scratch);
	out->n_groups = s->n;
	out->groups = ARENA_ARRAY(a, s->n, struct why_group);
	if (s->n)
		tell(s, scratch);
	return s->n > 1;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* All groups as one. */
void why_total(const struct why_pass *p, const struct why_cells *c, struct arena *scratch)
{
	struct splitter *s = ARENA_NEW(scratch, struct splitter);
	struct whys *out = p->out;
	struct why_split whole = { 0 };
	struct why_group one;
	double *sums = arena_array(scratch, (size_t)STATS_PERIODS * JACKKNIFE_FOLDS, p->width * sizeof(double));
	struct why_cells all = { .n_codes = 1, .n_dimensions = 1, .sums = sums };
	size_t size = STATS_PERIODS * JACKKNIFE_FOLDS * p->width;

	for (size_t at = 0; at < c->n_codes * size; at++)
		sums[at % size] += c->sums[at];
	*s = (struct splitter){ .pass = p, .cells = &all, .out = &whole };
	whole.groups = &one;
	init(s, scratch);
	for (int t = 0; t < STATS_PERIODS; t++)
		out->value[t] = p->why->adds_up ? 0 : NAN;
	out->change = p->why->adds_up ? 0 : NAN;
	out->low = out->high = out->p = NAN;
	if (!s->n)
		return;
	replicate(s);
	leave_out(s, JACKKNIFE_FOLDS);
	out->change = split(s, 1);
	set_group(s, 0);
	for (int t = 0; t < STATS_PERIODS; t++) {
		out->n_answers[t] = one.n[t];
		out->value[t] = one.value[t];
	}
	if (!p->why->adds_up)
		out->p = judge(out->change, s->change, p->why->plan->level, &out->low, &out->high);
}
