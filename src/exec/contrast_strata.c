/* compare ... adjusted for: the sides within strata, and their difference over a mix that is the same for both. */
#include <math.h>

#include "exec/contrast_int.h"
#include "stats/stratified.h"

struct strata_run {
	struct contrast_run *run;
	struct scan scan; /* by the dimensions of the answer, the strata and the segments */
	size_t dimensions[DIMENSIONS_MAX], n_dimensions;
	uint32_t *group, *stratum; /* by group of the scan; strata are numbered over all groups of the answer */
	size_t n_strata;
	uint32_t *first;	       /* by stratum: a group of the scan that is in it */
	struct contrast_stratum *room; /* for all strata */
	struct stats_stratum *list;
};

/* The cells of one group of the answer: stratum * width + side, in a scan of their own or in the one above. */
struct strata_cells {
	const struct scan *scan;
	uint32_t *list;
	size_t width;
};

/* ---- groups, strata, sides ------------------------------------------------------------------- */

static void choose_dimensions(struct strata_run *s)
{
	const struct plan *p = s->run->request->plan;

	for (size_t i = 0; i < p->n_dimensions; i++)
		s->dimensions[s->n_dimensions++] = i;
	for (size_t i = 0; i < p->n_strata; i++)
		s->dimensions[s->n_dimensions++] = p->strata + i;
	if (contrast_is_segmented(s->run))
		s->dimensions[s->n_dimensions++] = p->segments;
}

static struct scan_request pass_of(const struct strata_run *s)
{
	const struct plan *p = s->run->request->plan;

	return (struct scan_request){ .plan = p,
				      .window = &p->window,
				      .dimensions = s->dimensions,
				      .n_dimensions = s->n_dimensions,
				      .clusters = true,
				      .whole = true,
				      .stop = s->run->request->stop };
}

static const uint32_t *strata_codes(const struct strata_run *s, size_t g)
{
	return &s->scan.codes[g * s->scan.n_coders + s->run->n_dimensions];
}

static uint64_t key_of(const struct strata_run *s, size_t g)
{
	uint64_t key = 0;

	for (size_t i = 0; i < s->run->request->plan->n_strata; i++)
		key = key * (s->scan.coders[s->run->n_dimensions + i].domain + 1) + strata_codes(s, g)[i];
	return key;
}

/* Groups of the answer come out numbered as in the main scan: in the order in which rows met them. */
static void number_strata(struct strata_run *s)
{
	struct arena *a = s->run->arena;
	struct groups *strata = groups_new(a, UINT64_MAX);
	struct regroup groups;

	regroup_init(a, &groups, &s->scan, s->run->n_dimensions);
	s->group = ARENA_ARRAY(a, s->scan.n_groups, uint32_t);
	s->stratum = ARENA_ARRAY(a, s->scan.n_groups, uint32_t);
	s->first = ARENA_ARRAY(a, s->scan.n_groups, uint32_t);
	for (size_t g = 0; g < s->scan.n_groups; g++) {
		s->group[g] = regroup_find(&groups, &s->scan, g);
		s->stratum[g] = groups_find(strata, key_of(s, g));
		if (s->stratum[g] == s->n_strata)
			s->first[s->n_strata++] = (uint32_t)g;
	}
}

/* ---- one contrast ---------------------------------------------------------------------------- */

static double weight_of(const struct fold *f, size_t cell)
{
	double parts[FOLD_PARTS];

	fold_parts(f, cell, parts);
	return parts[FOLD_WEIGHT];
}

static bool is_missing(const struct strata_run *s, const struct contrast_stratum *stratum)
{
	bool missing = false;

	for (size_t i = 0; i < s->run->request->plan->n_strata; i++)
		missing |= stratum->codes[i] == s->scan.coders[s->run->n_dimensions + i].domain;
	return missing;
}

/* The answers of C's sides in stratum K: one of both, or left out. */
static void add_stratum(const struct strata_run *s, struct contrast *c, const struct strata_cells *cells,
			const struct fold *f, size_t k)
{
	struct contrast_adjusted *out = c->adjusted;
	struct contrast_stratum *stratum = &s->room[out->n_strata];
	size_t sides[2] = { c->a, c->b };
	double n[2] = { 0, 0 };

	for (int which = 0; which < 2; which++) {
		uint32_t cell = cells->list[k * cells->width + sides[which]];

		if (cell == CONTRAST_NO_CELL)
			continue;
		fold_side(f, cell, &stratum->sides[which]);
		stratum->weights[which] = weight_of(f, cell);
		n[which] = stratum->sides[which].n;
	}
	if (n[0] > 0 && n[1] > 0) {
		stratum->codes = strata_codes(s, s->first[k]);
		out->has_missing |= is_missing(s, stratum);
		out->n_strata++;
	} else {
		out->n_left_out += n[0] > 0 || n[1] > 0;
	}
	for (int which = 0; which < 2; which++)
		*(n[0] > 0 && n[1] > 0 ? &out->n[which] : &out->left_out[which]) += n[which];
}

static struct stats_mean mean_of(const struct fold_side *s, enum contrast_test t)
{
	bool agree = t != CONTRAST_MEAN && s->variance < CONTRAST_ROUNDING;

	return (struct stats_mean){ s->n / s->effect, s->value, agree ? 0 : s->variance };
}

/* All answers of a side together, with 1 and 1, or 3/4, 3/2 and 3/4, more, as for an interval of a share or net. */
static double fallback_of(const struct contrast *c, int which)
{
	double n = c->test == CONTRAST_NET ? 3 : 2, plus = n == 3 ? 0.75 : 1, minus = n == 3 ? 0.75 : 0;

	if (c->test == CONTRAST_MEAN)
		return 0;
	for (size_t i = 0; i < c->adjusted->n_strata; i++) {
		const struct fold_side *s = &c->adjusted->strata[i].sides[which];

		n += s->n / s->effect;
		plus += s->plus / s->effect;
		minus += s->minus / s->effect;
	}
	return (plus + minus) / n - (plus - minus) * (plus - minus) / (n * n);
}

static void standardize(const struct strata_run *s, struct contrast *c)
{
	const struct contrast_run *r = s->run;
	struct contrast_adjusted *out = c->adjusted;
	struct stats_stratum *list = s->list;
	const double fallback[2] = { fallback_of(c, 0), fallback_of(c, 1) };
	double level = r->request->plan->level, legal = contrast_legal(c->test);
	unsigned min_n = r->request->plan->settings->min_n;
	struct stats_standardized direct, mantel_haenszel;

	for (size_t i = 0; i < out->n_strata; i++)
		list[i] = (struct stats_stratum){ mean_of(&out->strata[i].sides[0], c->test),
						  mean_of(&out->strata[i].sides[1], c->test), out->strata[i].weights[0],
						  out->strata[i].weights[1] };
	direct = stats_standardize(list, out->n_strata, STATS_MIX_BOTH, fallback, level);
	mantel_haenszel = stats_standardize(list, out->n_strata, STATS_MIX_MANTEL_HAENSZEL, fallback, level);
	contrast_found(&out->direct, &direct.difference, c->factor, legal);
	contrast_found(&out->mantel_haenszel, &mantel_haenszel.difference, c->factor, legal);
	out->values[0] = c->factor * direct.a;
	out->values[1] = c->factor * direct.b;
	out->direct.too_few = out->mantel_haenszel.too_few = out->n[0] < min_n || out->n[1] < min_n;
}

/* The room is for the next contrast. */
static void keep_strata(const struct strata_run *s, struct contrast_adjusted *a)
{
	struct contrast_stratum *kept = ARENA_ARRAY(s->run->arena, a->n_strata, struct contrast_stratum);

	for (size_t i = 0; i < a->n_strata; i++)
		kept[i] = s->room[i];
	a->strata = kept;
}

static void adjust_group(struct strata_run *s, size_t group, const struct strata_cells *cells)
{
	struct contrast_run *r = s->run;
	const struct plan *p = r->request->plan;

	for (size_t item = 0; item < p->n_items; item++) {
		size_t aggregate;
		double factor;

		contrast_test_of(p, p->items[item].expression, &aggregate, &factor);
		for (size_t pair = 0; pair < r->out->n_pairs; pair++) {
			struct contrast *c = contrast_at(r, group, item, pair);

			c->adjusted = ARENA_NEW(r->arena, struct contrast_adjusted);
			c->adjusted->strata = s->room;
			for (size_t k = 0; k < s->n_strata; k++)
				add_stratum(s, c, cells, cells->scan->folds[aggregate], k);
			standardize(s, c);
			keep_strata(s, c->adjusted);
		}
	}
}

/* ---- segments -------------------------------------------------------------------------------- */

static void by_segments(struct strata_run *s)
{
	struct contrast_run *r = s->run;
	struct strata_cells cells = { &s->scan, ARENA_ARRAY(r->arena, s->n_strata * r->n_sides, uint32_t), r->n_sides };

	for (size_t group = 0; group < r->out->n_groups; group++) {
		for (size_t i = 0; i < s->n_strata * r->n_sides; i++)
			cells.list[i] = CONTRAST_NO_CELL;
		for (size_t g = 0; g < s->scan.n_groups; g++)
			if (s->group[g] == group)
				cells.list[s->stratum[g] * r->n_sides +
					   s->scan.codes[g * s->scan.n_coders + s->n_dimensions - 1]] = (uint32_t)g;
		adjust_group(s, group, &cells);
	}
}

/* ---- a group and all the others: a pass with two cells per stratum --------------------------- */

static void by_others(struct strata_run *s)
{
	struct contrast_run *r = s->run;
	struct scan_request pass = pass_of(s);
	uint32_t *translate = ARENA_ARRAY(r->arena, s->scan.n_groups, uint32_t);
	struct strata_cells cells = { NULL, ARENA_ARRAY(r->arena, 2 * s->n_strata, uint32_t), 2 };

	for (size_t i = 0; i < 2 * s->n_strata; i++)
		cells.list[i] = (uint32_t)i;
	pass.translate = translate;
	pass.n_translated = 2 * s->n_strata;
	for (size_t group = 0; group < r->out->n_groups && r->out->status == STATUS_OK; group++) {
		struct scan one;

		for (size_t g = 0; g < s->scan.n_groups; g++)
			translate[g] = 2 * s->stratum[g] + (s->group[g] != group);
		scan_run(r->request->scratch, &pass, &one);
		r->out->status = one.status;
		cells.scan = &one;
		if (one.status == STATUS_OK)
			adjust_group(s, group, &cells);
		arena_reset(r->request->scratch);
	}
}

void contrast_adjusted(struct contrast_run *r)
{
	struct strata_run s = { .run = r };
	struct scan_request pass;

	if (r->out->status != STATUS_OK)
		return;
	choose_dimensions(&s);
	pass = pass_of(&s);
	scan_run(r->arena, &pass, &s.scan);
	r->out->status = s.scan.status;
	if (s.scan.status != STATUS_OK)
		return;
	number_strata(&s);
	s.room = ARENA_ARRAY(r->arena, s.n_strata, struct contrast_stratum);
	s.list = ARENA_ARRAY(r->arena, s.n_strata, struct stats_stratum);
	r->out->strata = s.scan.coders + r->n_dimensions;
	if (contrast_is_segmented(r))
		by_segments(&s);
	else
		by_others(&s);
}
