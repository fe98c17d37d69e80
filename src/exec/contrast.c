/* The differences that `compare` tells: one pass over the rows, sides by group, a test for each pair. */
#include "exec/contrast.h"

#include <math.h>

#include "exec/contrast_int.h"
#include "exec/hide.h"
#include "exec/segments.h"

/* ---- groups and sides ------------------------------------------------------------------------ */

uint32_t contrast_cell(const struct contrast_run *r, size_t group, size_t side)
{
	return r->cells[group * r->n_sides + side];
}

struct contrast *contrast_at(const struct contrast_run *r, size_t group, size_t item, size_t pair)
{
	return &r->out->list[(group * r->request->plan->n_items + item) * r->out->n_pairs + pair];
}

bool contrast_is_segmented(const struct contrast_run *r)
{
	return r->request->plan->segments != SIZE_MAX;
}

bool contrast_has_others(const struct contrast_run *r)
{
	return !contrast_is_segmented(r) && !r->request->plan->has_target;
}

/* The side of group G of the main scan; false: it is in two. */
static bool side_of(struct contrast_run *r, size_t g, size_t *side)
{
	const struct scan *s = &r->out->main;
	uint32_t code;

	*side = 0;
	if (!contrast_is_segmented(r))
		return true;
	code = s->codes[g * s->n_coders + r->n_dimensions];
	*side = code;
	if (code < r->n_sides)
		return true;
	segments_overlap(r->n_sides, code, &r->out->first, &r->out->second);
	return false;
}

static void add_group(struct contrast_run *r, size_t group, size_t g, uint32_t *codes)
{
	const struct scan *s = &r->out->main;

	if (group < r->out->n_groups)
		return;
	r->out->n_groups++;
	for (size_t i = 0; i < r->n_dimensions; i++)
		codes[group * r->n_dimensions + i] = s->codes[g * s->n_coders + i];
	for (size_t side = 0; side < r->n_sides; side++)
		r->cells[group * r->n_sides + side] = CONTRAST_NO_CELL;
}

/* Cells are numbered as a scan without units would number its groups. */
static bool number_groups(struct contrast_run *r)
{
	struct scan *s = &r->out->main;
	struct regroup groups, cells;
	uint32_t *codes;

	regroup_init(r->arena, &groups, s, r->n_dimensions);
	regroup_init(r->arena, &cells, s, r->n_dimensions + contrast_is_segmented(r));
	r->cells = ARENA_ARRAY(r->arena, (s->n_groups + 1) * r->n_sides, uint32_t);
	r->cell_of = ARENA_ARRAY(r->arena, s->n_groups, uint32_t);
	codes = ARENA_ARRAY(r->arena, (s->n_groups + 1) * (r->n_dimensions + 1), uint32_t);
	for (size_t g = 0; g < s->n_groups; g++) {
		uint32_t group = regroup_find(&groups, s, g), cell = regroup_find(&cells, s, g);
		size_t side;

		r->out->overlap = !side_of(r, g, &side);
		if (r->out->overlap)
			return false;
		add_group(r, group, g, codes);
		r->cells[group * r->n_sides + side] = cell;
		r->cell_of[g] = cell;
		r->n_cells = cell >= r->n_cells ? cell + 1 : r->n_cells;
	}
	if (s->n_groups == 0 && r->n_dimensions == 0)
		add_group(r, 0, 0, codes); /* even over no rows there is one answer */
	r->out->codes = codes;
	r->out->too_many = r->out->n_groups > CONTRAST_GROUPS_MAX ? r->out->n_groups : 0;
	return r->out->too_many == 0;
}

/* ---- contrasts ------------------------------------------------------------------------------- */

static void init_contrast(const struct contrast_run *r, size_t group, size_t item, size_t pair, size_t a, size_t b)
{
	struct contrast *c = contrast_at(r, group, item, pair);
	const struct fold_side none = { .value = NAN, .variance = NAN, .effect = 1 };
	size_t aggregate;

	*c = (struct contrast){ .group = group,
				.item = item,
				.a = a,
				.b = b,
				.sides = { none, none },
				.values = { NAN, NAN },
				.difference = NAN,
				.low = NAN,
				.high = NAN,
				.standard_error = NAN,
				.statistic = NAN,
				.df = NAN,
				.p = NAN,
				.p_adjusted = NAN,
				.size = NAN,
				.adjusted_difference = NAN };
	c->test = contrast_test_of(r->request->plan, r->request->plan->items[item].expression, &aggregate, &c->factor);
}

static void init_list(struct contrast_run *r)
{
	struct contrasts *out = r->out;
	size_t n_items = r->request->plan->n_items;

	out->n_pairs = contrast_is_segmented(r) ? r->n_sides * (r->n_sides - 1) / 2 : 1;
	out->list = arena_array(r->arena, out->n_groups * n_items * out->n_pairs, sizeof(*out->list));
	for (size_t group = 0; group < out->n_groups; group++)
		for (size_t item = 0; item < n_items; item++) {
			size_t pair = 0;

			for (size_t a = 0; a + 1 < r->n_sides; a++)
				for (size_t b = a + 1; b < r->n_sides; b++)
					init_contrast(r, group, item, pair++, a, b);
			if (!contrast_is_segmented(r))
				init_contrast(r, group, item, 0, 0, 1);
		}
}

/* ---- values ---------------------------------------------------------------------------------- */

/* Values of a metric from the folds, for tests that need nothing of its insides. */
static void plain_side(const struct contrast_run *r, struct contrast *c, int which, uint32_t cell)
{
	const struct item *i = r->request->plan->items[c->item].expression;
	bool counts = r->request->plan->items[c->item].counts_rows;

	c->values[which] = cell == CONTRAST_NO_CELL ? (counts ? 0 : NAN) : scan_value(&r->out->main, i, cell);
	c->n[which] = cell == CONTRAST_NO_CELL ? 0 : scan_n(&r->out->main, i, cell);
}

bool contrast_has_sides(enum contrast_test t)
{
	return t == CONTRAST_NET || t == CONTRAST_SHARE || t == CONTRAST_MEAN;
}

double contrast_value(const struct contrast_run *r, const struct contrast *c, const struct fold_side *s)
{
	bool counts = (c->test == CONTRAST_NET || c->test == CONTRAST_SHARE) && !r->request->plan->weight;

	if (counts) /* rounded once */
		return s->n > 0 ? c->factor * (s->plus - s->minus) / s->n : NAN;
	return c->factor * s->value;
}

static void set_value(const struct contrast_run *r, struct contrast *c, int which)
{
	c->n[which] = c->sides[which].n;
	c->values[which] = contrast_value(r, c, &c->sides[which]);
}

static void segment_sides(const struct contrast_run *r, struct contrast *c, const struct fold *f)
{
	uint32_t cells[2] = { contrast_cell(r, c->group, c->a), contrast_cell(r, c->group, c->b) };

	for (int which = 0; which < 2; which++) {
		if (!contrast_has_sides(c->test)) {
			plain_side(r, c, which, cells[which]);
		} else if (cells[which] != CONTRAST_NO_CELL) {
			fold_side(f, cells[which], &c->sides[which]);
			set_value(r, c, which);
		}
	}
}

static void other_sides(const struct contrast_run *r, struct contrast *c, const struct fold *f,
			const struct fold_all *all)
{
	uint32_t cell = contrast_cell(r, c->group, 0);

	if (!contrast_has_sides(c->test)) {
		plain_side(r, c, 0, cell); /* the others: contrast_others */
		return;
	}
	fold_side(f, cell, &c->sides[0]);
	fold_side_others(f, all, cell, &c->sides[1]);
	set_value(r, c, 0);
	set_value(r, c, 1);
}

/* The other side is a number. */
static void side_of_target(const struct contrast_run *r, struct contrast *c, const struct fold *f)
{
	uint32_t cell = contrast_cell(r, c->group, 0);

	if (!contrast_has_sides(c->test)) {
		plain_side(r, c, 0, cell);
	} else if (cell != CONTRAST_NO_CELL) {
		fold_side(f, cell, &c->sides[0]);
		set_value(r, c, 0);
	}
}

static void set_sides(const struct contrast_run *r)
{
	const struct plan *p = r->request->plan;

	for (size_t item = 0; item < p->n_items; item++) {
		size_t aggregate;
		double factor;
		enum contrast_test test = contrast_test_of(p, p->items[item].expression, &aggregate, &factor);
		const struct fold *f = contrast_has_sides(test) ? r->out->main.folds[aggregate] : NULL;
		struct fold_all all = { 0 };

		if (f && contrast_has_others(r))
			fold_all(f, &all);
		for (size_t group = 0; group < r->out->n_groups; group++)
			for (size_t pair = 0; pair < r->out->n_pairs; pair++) {
				struct contrast *c = contrast_at(r, group, item, pair);

				if (contrast_is_segmented(r))
					segment_sides(r, c, f);
				else if (p->has_target)
					side_of_target(r, c, f);
				else
					other_sides(r, c, f, &all);
			}
	}
}

/* ---- together -------------------------------------------------------------------------------- */

static void test(struct contrast_run *r)
{
	const struct plan *p = r->request->plan;
	size_t n = r->out->n_groups * p->n_items * r->out->n_pairs;

	for (size_t i = 0; i < n; i++) {
		struct contrast *c = &r->out->list[i];

		if (p->has_target)
			c->values[1] = p->target;
		c->difference = c->values[0] - c->values[1];
		if (!contrast_has_sides(c->test) && c->test != CONTRAST_UNITS && c->test != CONTRAST_PAIRED)
			continue;
		if (p->has_target)
			contrast_by_target(c, p->target, p->level);
		else
			contrast_by_sides(c, p->level);
	}
}

/* ---- what is not to be shown ----------------------------------------------------------------- */

static void forget(struct contrast *c)
{
	c->difference = c->low = c->high = c->standard_error = c->statistic = c->p = c->size = NAN;
	for (int which = 0; which < 2; which++)
		if (c->hidden[which])
			c->values[which] = NAN;
}

static void hide_sides(const struct contrast_run *r, struct contrast *c)
{
	double least = r->request->plan->settings->suppress_below;

	for (int which = 0; which < 2; which++)
		c->hidden[which] = c->n[which] > 0 && c->n[which] < least ? HIDDEN_FEW : HIDDEN_NOT;
}

/* A group and the others make up the total, and all groups do. */
static void hide_beside_others(const struct contrast_run *r, size_t item)
{
	struct arena *scratch = r->request->scratch;
	size_t n_groups = r->out->n_groups;
	double *n = ARENA_ARRAY(scratch, n_groups, double);
	uint8_t *hidden = ARENA_ARRAY(scratch, n_groups, uint8_t);

	for (size_t g = 0; g < n_groups; g++)
		n[g] = contrast_at(r, g, item, 0)->n[0];
	hide_groups(scratch, r->out->codes, r->n_dimensions, n, n_groups, r->request->plan->settings->suppress_below,
		    hidden);
	for (size_t g = 0; g < n_groups; g++) {
		struct contrast *c = contrast_at(r, g, item, 0);

		if (hidden[g] || c->hidden[1])
			c->hidden[0] = c->hidden[1] = hidden[g] ? hidden[g] : HIDDEN_BESIDE;
	}
	arena_reset(scratch);
}

static void hide(const struct contrast_run *r)
{
	const struct plan *p = r->request->plan;
	size_t n = r->out->n_groups * r->out->n_pairs;

	for (size_t item = 0; p->settings->suppress_below && item < p->n_items; item++) {
		if (p->items[item].additive || p->items[item].no_base)
			continue;
		for (size_t i = 0; i < n; i++)
			hide_sides(r, contrast_at(r, i / r->out->n_pairs, item, i % r->out->n_pairs));
		if (!contrast_is_segmented(r))
			hide_beside_others(r, item);
		for (size_t i = 0; i < n; i++) {
			struct contrast *c = contrast_at(r, i / r->out->n_pairs, item, i % r->out->n_pairs);

			if (c->hidden[0] || c->hidden[1])
				forget(c);
		}
	}
}

static bool scan_rows(struct contrast_run *r)
{
	const struct plan *p = r->request->plan;
	struct scan_request pass = { .plan = p,
				     .window = &p->window,
				     .dimensions = r->all,
				     .n_dimensions = r->n_dimensions + contrast_is_segmented(r),
				     .by_unit = p->per != NULL,
				     .clusters = !p->per,
				     .others = !p->per && contrast_has_others(r),
				     .whole = true,
				     .sample = r->request->sample,
				     .stop = r->request->stop };

	scan_run(r->arena, &pass, &r->out->main);
	r->out->status = r->out->main.status;
	r->out->coders = r->out->main.coders;
	return r->out->status == STATUS_OK && number_groups(r);
}

void contrasts_run(struct arena *a, const struct contrast_request *request, struct contrasts *out)
{
	const struct plan *p = request->plan;
	struct contrast_run r = { .arena = a, .request = request, .out = out, .n_dimensions = p->n_dimensions };

	*out = (struct contrasts){ .n_dimensions = p->n_dimensions, .against_target = p->has_target };
	r.n_sides = contrast_is_segmented(&r) ? p->dimensions[p->segments].n_segments : 1;
	for (size_t d = 0; d < DIMENSIONS_MAX; d++)
		r.all[d] = d;
	if (!scan_rows(&r))
		return;
	init_list(&r);
	if (p->per) {
		contrast_units(&r);
	} else {
		set_sides(&r);
		if (contrast_has_others(&r))
			contrast_others(&r);
		contrast_replicate(&r);
		if (p->n_strata)
			contrast_adjusted(&r);
		if (p->interaction)
			contrast_interactions(&r);
	}
	arena_reset(request->scratch);
	if (out->status != STATUS_OK)
		return;
	test(&r);
	hide(&r);
	contrast_hide_findings(&r);
	contrast_adjust(request->scratch, out, p->n_items, p->settings->min_n);
	contrast_adjust_findings(request->scratch, out, p->n_items);
	arena_reset(request->scratch);
}
