/* The difference of two sides with one group of customers after the other left out. */
#include <math.h>
#include <string.h>

#include "exec/contrast_int.h"

struct replicate_run {
	struct contrast_run *run;
	struct scan scan; /* by cell and fold */
	uint32_t *cell;	  /* by group of the scan */
	size_t width;	  /* parts of all aggregates */
	double *parts;	  /* (cell * JACKKNIFE_FOLDS + fold) * width + k */
	double *alone;	  /* the same: what the others lose without the cell (fold_parts_alone) */
	double *all;	  /* over all cells */
	double *rest;	  /* scratch */
	bool *used;	  /* by aggregate: what the item at hand is made of */
};

static size_t fold_of(const struct replicate_run *j, size_t g)
{
	return j->scan.codes[g * j->scan.n_coders + j->scan.n_coders - 1];
}

/* ---- sums ------------------------------------------------------------------------------------ */

static void add_parts(const struct replicate_run *j, const struct scan *s, size_t g, double *to)
{
	for (size_t i = 0; i < j->run->request->plan->aggregates.n; i++) {
		double add[FOLD_PARTS];

		if (!s->folds[i])
			continue;
		fold_parts(s->folds[i], g, add);
		for (size_t k = 0; k < FOLD_PARTS; k++)
			to[i * FOLD_PARTS + k] += add[k];
	}
}

static void add_parts_alone(const struct replicate_run *j, size_t g, double *to_alone, double *to_all)
{
	for (size_t i = 0; i < j->run->request->plan->aggregates.n; i++) {
		double alone[FOLD_PARTS], whole[FOLD_PARTS];

		if (!j->scan.folds[i])
			continue;
		fold_parts_alone(j->scan.folds[i], g, alone, whole);
		for (size_t k = 0; k < FOLD_PARTS; k++) {
			to_alone[i * FOLD_PARTS + k] += alone[k];
			to_all[i * FOLD_PARTS + k] += whole[k];
		}
	}
}

static void collect_parts(struct replicate_run *j)
{
	const struct plan *p = j->run->request->plan;
	struct arena *a = j->run->arena;

	j->width = p->aggregates.n * FOLD_PARTS;
	j->parts = arena_array(a, j->run->n_cells * JACKKNIFE_FOLDS, j->width * sizeof(double));
	j->alone = arena_array(a, j->run->n_cells * JACKKNIFE_FOLDS, j->width * sizeof(double));
	j->all = arena_array(a, JACKKNIFE_FOLDS, j->width * sizeof(double));
	j->rest = ARENA_ARRAY(a, j->width, double);
	j->used = ARENA_ARRAY(a, p->aggregates.n, bool);
	for (size_t g = 0; g < j->scan.n_groups; g++) {
		size_t at = (j->cell[g] * JACKKNIFE_FOLDS + fold_of(j, g)) * j->width;

		add_parts(j, &j->scan, g, &j->parts[at]);
		add_parts_alone(j, g, &j->alone[at], &j->all[fold_of(j, g) * j->width]);
	}
}

/* The values of a cell (OTHERS: of all cells but it) with one fold after the other left out. */
static void values_of_sums(struct replicate_run *j, const struct item *i, uint32_t cell, bool others,
			   double out[JACKKNIFE_FOLDS])
{
	const double *own = &(others ? j->alone : j->parts)[cell * JACKKNIFE_FOLDS * j->width];
	double sign = others ? -1 : 1;

	for (size_t left_out = 0; left_out < JACKKNIFE_FOLDS; left_out++) {
		for (size_t k = 0; k < j->width; k++)
			j->rest[k] = 0;
		for (size_t k = 0; k < j->width; k++)
			for (size_t fold = 0; j->used[k / FOLD_PARTS] && fold < JACKKNIFE_FOLDS; fold++)
				if (fold != left_out)
					j->rest[k] += sign * own[fold * j->width + k] +
						      (others ? j->all[fold * j->width + k] : 0);
		out[left_out] = jackknife_value(j->run->request->plan, i, j->rest);
	}
}

/* Customers who are in several groups are not one more in each: the others are counted in a pass of their own. */
static void values_by_pass(struct replicate_run *j, const struct item *i, uint32_t cell,
			   double sides[2][JACKKNIFE_FOLDS])
{
	struct contrast_run *r = j->run;
	const struct plan *p = r->request->plan;
	uint32_t *translate = ARENA_ARRAY(r->request->scratch, j->scan.n_groups, uint32_t);
	struct scan_request pass = { .plan = p,
				     .window = &p->window,
				     .dimensions = r->all,
				     .n_dimensions = r->n_dimensions,
				     .jackknife = true,
				     .whole = true,
				     .sample = r->request->sample,
				     .translate = translate,
				     .n_translated = 2 * JACKKNIFE_FOLDS,
				     .stop = r->request->stop };
	struct scan s;

	for (size_t g = 0; g < j->scan.n_groups; g++)
		translate[g] = (uint32_t)(fold_of(j, g) + (j->cell[g] == cell ? 0 : JACKKNIFE_FOLDS));
	scan_run(r->request->scratch, &pass, &s);
	r->out->status = s.status;
	for (size_t side = 0; s.status == STATUS_OK && side < 2; side++)
		for (size_t left_out = 0; left_out < JACKKNIFE_FOLDS; left_out++) {
			memset(j->rest, 0, j->width * sizeof(*j->rest));
			for (size_t fold = 0; fold < JACKKNIFE_FOLDS; fold++)
				if (fold != left_out)
					add_parts(j, &s, side * JACKKNIFE_FOLDS + fold, j->rest);
			sides[side][left_out] = jackknife_value(p, i, j->rest);
		}
	arena_reset(r->request->scratch);
}

/* ---- contrasts ------------------------------------------------------------------------------- */

static void test(struct contrast_run *r, struct contrast *c, double sides[2][JACKKNIFE_FOLDS])
{
	double left_out[JACKKNIFE_FOLDS];

	for (size_t fold = 0; fold < JACKKNIFE_FOLDS; fold++) {
		left_out[fold] = sides[0][fold] - sides[1][fold];
		if (isnan(left_out[fold]))
			return;
	}
	c->difference = c->values[0] - c->values[1];
	contrast_by_replicates(c, left_out, r->request->plan->level);
	r->out->jackknifed = true;
}

/* What an item's replicates are made of. */
struct origin {
	const struct item *item;
	bool sums;   /* else values of a percentile, FACTOR times */
	bool passes; /* sums, but not over groups */
	double percentile, factor;
	struct tagged_list values;
	size_t *starts; /* where the values of each cell begin; NULL: they stand mixed */
	struct tagged *room;
};

static struct origin origin_of(struct replicate_run *j, size_t item)
{
	const struct plan *p = j->run->request->plan;
	struct origin s = { .item = p->items[item].expression };
	size_t aggregate;

	memset(j->used, 0, p->aggregates.n * sizeof(*j->used));
	jackknife_mark_used(s.item, j->used);
	s.sums = jackknife_is_of_sums(p, s.item);
	s.passes = s.sums && contrast_has_others(j->run) && !contrast_adds_up(p, s.item);
	if (s.sums)
		return s;
	item_is_scaled_aggregate(s.item, &aggregate, &s.factor);
	s.percentile = p->aggregates.list[aggregate].p;
	s.values = tagged_values(j->run->arena, &j->scan, aggregate, j->cell);
	if (contrast_is_segmented(j->run))
		s.starts = tagged_by_cell(j->run->arena, &s.values, j->run->n_cells);
	else
		s.room = ARENA_ARRAY(j->run->arena, s.values.n, struct tagged);
	return s;
}

/* The values of a cell, or (OTHERS) of all but it. */
static struct tagged_list part_of(const struct origin *s, uint32_t cell, bool others)
{
	if (s->starts)
		return (struct tagged_list){ s->values.list + s->starts[cell], s->starts[cell + 1] - s->starts[cell] };
	return tagged_part(&s->values, cell, others, s->room);
}

/* A number has no chance around it. */
static struct quantile_side target_side(double target)
{
	return (struct quantile_side){ target, NAN, 1, { target, target } };
}

static void test_quantile(const struct contrast_run *r, const struct origin *s, struct contrast *c, uint32_t a,
			  uint32_t b)
{
	const struct plan *p = r->request->plan;
	bool others = !contrast_is_segmented(r);
	struct tagged_list part = part_of(s, a, false);
	struct quantile_side sides[2] = { tagged_quantile(&part, s->percentile, p->level) };

	if (p->has_target) {
		sides[1] = target_side(p->target / s->factor);
	} else {
		part = part_of(s, b, others);
		sides[1] = tagged_quantile(&part, s->percentile, p->level);
		c->n[1] = sides[1].n;
	}
	c->factor = s->factor;
	c->values[1] = s->factor * sides[1].value;
	c->difference = c->values[0] - c->values[1];
	contrast_by_quantiles(c, sides, p->level);
}

static bool is_asked(const struct contrast_run *r, const struct contrast *c)
{
	double least = r->request->plan->settings->min_n;

	return !(r->request->with_first && c->a != 0) && !(r->request->judged && (c->n[0] < least || c->n[1] < least));
}

/* A number is the same whoever is left out. */
static void set_target(const struct contrast_run *r, struct contrast *c, double out[JACKKNIFE_FOLDS])
{
	c->values[1] = r->request->plan->target;
	for (size_t fold = 0; fold < JACKKNIFE_FOLDS; fold++)
		out[fold] = c->values[1];
}

static void values_of_sides(struct replicate_run *j, const struct origin *s, struct contrast *c, uint32_t a, uint32_t b,
			    double sides[2][JACKKNIFE_FOLDS])
{
	struct contrast_run *r = j->run;

	if (s->passes) {
		values_by_pass(j, s->item, a, sides);
		return;
	}
	values_of_sums(j, s->item, a, false, sides[0]);
	if (r->request->plan->has_target)
		set_target(r, c, sides[1]);
	else
		values_of_sums(j, s->item, b, !contrast_is_segmented(r), sides[1]);
}

static void replicate_item(struct replicate_run *j, size_t item)
{
	struct contrast_run *r = j->run;
	struct origin s = origin_of(j, item);
	bool segmented = contrast_is_segmented(r);

	for (size_t n = 0; r->out->status == STATUS_OK && n < r->out->n_groups * r->out->n_pairs; n++) {
		struct contrast *c = contrast_at(r, n / r->out->n_pairs, item, n % r->out->n_pairs);
		uint32_t a = contrast_cell(r, c->group, c->a), b = segmented ? contrast_cell(r, c->group, c->b) : a;
		double sides[2][JACKKNIFE_FOLDS];

		if (a == CONTRAST_NO_CELL || b == CONTRAST_NO_CELL || !is_asked(r, c))
			continue;
		if (!s.sums) {
			test_quantile(r, &s, c, a, b);
			continue;
		}
		values_of_sides(j, &s, c, a, b, sides);
		if (r->out->status == STATUS_OK)
			test(r, c, sides);
	}
}

/* By groups of customers: what is made of sums is tested by them, the answers behind a percentile are tagged. */
static bool is_jackknifed(const struct plan *p, size_t item)
{
	size_t aggregate;
	double factor;
	enum contrast_test test = contrast_test_of(p, p->items[item].expression, &aggregate, &factor);

	return test == CONTRAST_JACKKNIFE || test == CONTRAST_QUANTILE;
}

/* The aggregates that replicates are made of. */
static const bool *of_jackknifed(const struct contrast_run *r)
{
	const struct plan *p = r->request->plan;
	bool *used = ARENA_ARRAY(r->arena, p->aggregates.n, bool);

	for (size_t item = 0; item < p->n_items; item++)
		if (is_jackknifed(p, item))
			jackknife_mark_used(p->items[item].expression, used);
	return used;
}

static void number_cells(struct replicate_run *j)
{
	struct contrast_run *r = j->run;
	struct regroup cells;

	regroup_init(r->arena, &cells, &j->scan, r->n_dimensions + contrast_is_segmented(r));
	j->cell = ARENA_ARRAY(r->arena, j->scan.n_groups, uint32_t);
	for (size_t g = 0; g < j->scan.n_groups; g++)
		j->cell[g] = regroup_find(&cells, &j->scan, g);
}

void contrast_replicate(struct contrast_run *r)
{
	const struct plan *p = r->request->plan;
	struct scan_request again = { .plan = p,
				      .window = &p->window,
				      .dimensions = r->all,
				      .n_dimensions = r->n_dimensions + contrast_is_segmented(r),
				      .jackknife = true,
				      .others = contrast_has_others(r),
				      .whole = true,
				      .wanted = of_jackknifed(r),
				      .sample = r->request->sample,
				      .stop = r->request->stop };
	struct replicate_run j = { .run = r };
	bool wanted = false;

	for (size_t item = 0; item < p->n_items; item++)
		wanted |= is_jackknifed(p, item);
	if (!wanted || r->out->status != STATUS_OK)
		return;
	scan_run(r->arena, &again, &j.scan);
	r->out->status = j.scan.status;
	if (j.scan.status != STATUS_OK)
		return;
	number_cells(&j);
	collect_parts(&j);
	for (size_t item = 0; item < p->n_items; item++)
		if (is_jackknifed(p, item))
			replicate_item(&j, item);
}
