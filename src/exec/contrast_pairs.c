/* compare ... paired by UNIT: the same units on both sides, so that what makes them differ from each other drops out. */
#include <math.h>

#include "exec/contrast_int.h"

/* ---- one difference -------------------------------------------------------------------------- */

void contrast_open_pairs(struct contrast *c)
{
	c->sides[0] = c->sides[1] = c->pairs = (struct fold_side){ .effect = 1 };
	c->alone[0] = c->alone[1] = 0;
}

void contrast_add_pair(struct contrast *c, double a, double b)
{
	c->alone[0] += !isnan(a) && isnan(b);
	c->alone[1] += isnan(a) && !isnan(b);
	if (isnan(a) || isnan(b))
		return;
	contrast_add_value(&c->sides[0], a);
	contrast_add_value(&c->sides[1], b);
	contrast_add_value(&c->pairs, a - b);
}

void contrast_close_pairs(struct contrast *c)
{
	contrast_finish_side(&c->sides[0]);
	contrast_finish_side(&c->sides[1]);
	contrast_finish_side(&c->pairs);
	for (int which = 0; which < 2; which++) {
		c->values[which] = c->sides[which].value;
		c->n[which] = c->sides[which].n;
	}
}

/* ---- between segments ------------------------------------------------------------------------ */

/* A place for every group of the answer and unit in it. */
struct places {
	uint32_t *of; /* by group of the main scan */
	size_t n;
	size_t *group;	/* of the answer */
	double *values; /* place * sides + side; NaN: none */
};

static void number_places(const struct contrast_run *r, struct places *p)
{
	const struct scan *s = &r->out->main;
	uint64_t units = s->coders[s->n_coders - 1].domain + 1;
	struct groups *places = groups_new(r->arena, (r->out->n_groups + 1) * units);
	struct regroup groups;

	regroup_init(r->arena, &groups, s, r->n_dimensions);
	p->of = ARENA_ARRAY(r->arena, s->n_groups, uint32_t);
	p->group = ARENA_ARRAY(r->arena, s->n_groups, size_t);
	for (size_t g = 0; g < s->n_groups; g++) {
		size_t group = regroup_find(&groups, s, g);

		p->of[g] = groups_find(places, group * units + s->codes[g * s->n_coders + s->n_coders - 1]);
		p->group[p->of[g]] = group;
	}
	p->n = groups_count(places);
	p->values = arena_array(r->arena, p->n * r->n_sides, sizeof(double));
}

/* Rows without a unit are nobody's. */
static void set_values(const struct contrast_run *r, struct places *p, const struct item *i)
{
	const struct scan *s = &r->out->main;

	for (size_t k = 0; k < p->n * r->n_sides; k++)
		p->values[k] = NAN;
	for (size_t g = 0; g < s->n_groups; g++) {
		const uint32_t *codes = &s->codes[g * s->n_coders];

		if (codes[s->n_coders - 1] != s->coders[s->n_coders - 1].domain)
			p->values[p->of[g] * r->n_sides + codes[r->n_dimensions]] = scan_value(s, i, g);
	}
}

void contrast_pairs(struct contrast_run *r)
{
	const struct plan *plan = r->request->plan;
	size_t n_pairs = r->out->n_pairs;
	struct places p;

	number_places(r, &p);
	for (size_t i = 0; i < r->out->n_groups * plan->n_items * n_pairs; i++)
		contrast_open_pairs(&r->out->list[i]);
	for (size_t item = 0; item < plan->n_items; item++) {
		set_values(r, &p, plan->items[item].expression);
		for (size_t k = 0; k < p.n * n_pairs; k++) {
			struct contrast *c = contrast_at(r, p.group[k / n_pairs], item, k % n_pairs);
			const double *values = &p.values[k / n_pairs * r->n_sides];

			contrast_add_pair(c, values[c->a], values[c->b]);
		}
	}
	for (size_t i = 0; i < r->out->n_groups * plan->n_items * n_pairs; i++)
		contrast_close_pairs(&r->out->list[i]);
}
