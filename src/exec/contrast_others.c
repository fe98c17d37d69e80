/* The second side where every group is compared with all the others: metrics that are no share, net or mean. */
#include <math.h>

#include "exec/contrast_int.h"

/* Counts of customers do not: some are in several groups. */
static bool adds_up(const struct plan *p, const struct item *i)
{
	if (i->kind == ITEM_AGGREGATE)
		return p->aggregates.list[i->aggregate].kind != AGGREGATE_DISTINCT &&
		       p->aggregates.list[i->aggregate].kind != AGGREGATE_BASE && jackknife_is_of_sums(p, i);
	return (!i->a || adds_up(p, i->a)) && (!i->b || adds_up(p, i->b));
}

static bool others_are_known(const struct plan *p, const struct item *i)
{
	const struct fold_context context = { .table = p->table, .weight = p->weight };

	if (i->kind == ITEM_AGGREGATE)
		return fold_knows_others(&p->aggregates.list[i->aggregate], &context);
	return (!i->a || others_are_known(p, i->a)) && (!i->b || others_are_known(p, i->b));
}

/* A row that stands in several groups is not lost with one of them, and only customers are counted by that. */
bool contrast_adds_up(const struct plan *p, const struct item *i)
{
	return adds_up(p, i) || (!p->overlaps && others_are_known(p, i));
}

/* ---- made of sums: all less the group -------------------------------------------------------- */

static void parts_of(const struct contrast_run *r, uint32_t cell, double *alone, double *whole)
{
	for (size_t i = 0; i < r->request->plan->aggregates.n; i++)
		fold_parts_alone(r->out->main.folds[i], cell, alone + i * FOLD_PARTS, whole + i * FOLD_PARTS);
}

/* As scan_n, from parts. */
static double n_of_parts(const struct item *i, const double *parts)
{
	double a, b;

	if (i->kind == ITEM_NUMBER)
		return NAN;
	if (i->kind == ITEM_AGGREGATE)
		return parts[i->aggregate * FOLD_PARTS + FOLD_N];
	a = n_of_parts(i->a, parts);
	b = i->b ? n_of_parts(i->b, parts) : NAN;
	return i->kind == ITEM_DIVIDE && !isnan(b) ? b : fmin(a, b);
}

static void by_sums(struct contrast_run *r)
{
	const struct plan *p = r->request->plan;
	size_t width = p->aggregates.n * FOLD_PARTS;
	double *total = ARENA_ARRAY(r->arena, width, double), *own = ARENA_ARRAY(r->arena, width, double),
	       *whole = ARENA_ARRAY(r->arena, width, double);

	for (size_t group = 0; group < r->out->n_groups; group++) {
		parts_of(r, contrast_cell(r, group, 0), own, whole);
		for (size_t k = 0; k < width; k++)
			total[k] += whole[k];
	}
	for (size_t group = 0; group < r->out->n_groups; group++) {
		parts_of(r, contrast_cell(r, group, 0), own, whole);
		for (size_t k = 0; k < width; k++)
			own[k] = total[k] - own[k];
		for (size_t item = 0; item < p->n_items; item++) {
			struct contrast *c = contrast_at(r, group, item, 0);
			const struct item *i = p->items[item].expression;

			if (contrast_has_sides(c->test) || !contrast_adds_up(p, i))
				continue;
			c->values[1] = jackknife_value(p, i, own);
			c->n[1] = n_of_parts(i, own);
		}
	}
}

/* ---- anything else: a pass with two groups, this one and the rest ---------------------------- */

static bool needs_pass(const struct plan *p, size_t item)
{
	const struct item *i = p->items[item].expression;
	size_t aggregate;
	double factor;
	enum contrast_test test = contrast_test_of(p, i, &aggregate, &factor);

	/* Percentiles come with their replicates. */
	return !contrast_has_sides(test) && !contrast_adds_up(p, i) && test != CONTRAST_QUANTILE;
}

static void run_pass(struct contrast_run *r, size_t group, uint32_t *translate)
{
	const struct plan *p = r->request->plan;
	struct scan_request pass = { .plan = p,
				     .window = &p->window,
				     .dimensions = r->all,
				     .n_dimensions = r->n_dimensions,
				     .whole = true,
				     .translate = translate,
				     .n_translated = 2,
				     .stop = r->request->stop };
	struct scan s;

	for (size_t g = 0; g < r->out->main.n_groups; g++)
		translate[g] = r->cell_of[g] != contrast_cell(r, group, 0);
	scan_run(r->request->scratch, &pass, &s);
	r->out->status = s.status;
	for (size_t item = 0; s.status == STATUS_OK && item < p->n_items; item++)
		if (needs_pass(p, item)) {
			struct contrast *c = contrast_at(r, group, item, 0);

			c->values[1] = scan_value(&s, p->items[item].expression, 1);
			c->n[1] = scan_n(&s, p->items[item].expression, 1);
		}
	arena_reset(r->request->scratch);
}

void contrast_others(struct contrast_run *r)
{
	const struct plan *p = r->request->plan;
	uint32_t *translate = ARENA_ARRAY(r->arena, r->out->main.n_groups, uint32_t);
	bool passes = false;

	by_sums(r);
	for (size_t item = 0; item < p->n_items; item++)
		passes |= needs_pass(p, item);
	for (size_t group = 0; passes && r->out->status == STATUS_OK && group < r->out->n_groups; group++)
		run_pass(r, group, translate);
}
