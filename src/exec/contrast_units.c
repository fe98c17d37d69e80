/* compare ... per UNIT: a value per unit on either side, then their means. */
#include <math.h>

#include "exec/contrast_int.h"

/* Mean and squared deviations, value by value (Welford).  Until FINISH, PLUS and MINUS hold the sum and what it lost to
 * rounding (Neumaier): equal means are then equal to the last digit and sort as such. */
void contrast_add_value(struct fold_side *side, double x)
{
	double delta = x - side->value, sum = side->plus + x;

	if (isnan(x))
		return;
	side->minus += fabs(side->plus) >= fabs(x) ? (side->plus - sum) + x : (x - sum) + side->plus;
	side->plus = sum;
	side->n++;
	side->value += delta / side->n;
	side->variance += delta * (x - side->value);
}

void contrast_finish_side(struct fold_side *side)
{
	side->variance = side->n < 2 ? NAN : side->variance / (side->n - 1);
	side->value = side->n > 0 ? (side->plus + side->minus) / side->n : NAN;
	side->plus = side->minus = 0;
}

static void set_values(struct contrast *c)
{
	for (int which = 0; which < 2; which++) {
		c->values[which] = c->sides[which].value;
		c->n[which] = c->sides[which].n;
	}
}

/* ---- segments -------------------------------------------------------------------------------- */

static bool has_unit(const struct scan *s, size_t g)
{
	return s->codes[g * s->n_coders + s->n_coders - 1] != s->coders[s->n_coders - 1].domain;
}

static void by_segments(struct contrast_run *r)
{
	const struct plan *p = r->request->plan;
	const struct scan *s = &r->out->main;
	struct fold_side *sides = arena_array(r->arena, r->n_cells * p->n_items, sizeof(*sides));
	size_t n = r->out->n_groups * p->n_items * r->out->n_pairs;

	for (size_t i = 0; i < r->n_cells * p->n_items; i++)
		sides[i].effect = 1;
	for (size_t g = 0; g < s->n_groups; g++)
		for (size_t item = 0; has_unit(s, g) && item < p->n_items; item++)
			contrast_add_value(&sides[r->cell_of[g] * p->n_items + item],
					   scan_value(s, p->items[item].expression, g));
	for (size_t i = 0; i < r->n_cells * p->n_items; i++)
		contrast_finish_side(&sides[i]);
	for (size_t i = 0; i < n; i++) {
		struct contrast *c = &r->out->list[i];
		uint32_t cells[2] = { contrast_cell(r, c->group, c->a),
				      p->has_target ? CONTRAST_NO_CELL : contrast_cell(r, c->group, c->b) };

		for (int which = 0; which < 2; which++)
			if (cells[which] != CONTRAST_NO_CELL)
				c->sides[which] = sides[cells[which] * p->n_items + c->item];
		set_values(c);
	}
}

/* ---- a group and all the others: a pass with two groups per unit ----------------------------- */

struct split {
	uint32_t *translate; /* by group of the main scan: unit * 2, + 1 for the others */
	uint32_t *unit;	     /* by group of the main scan */
	size_t n_units;
	uint8_t *exists;
};

static void number_units(struct contrast_run *r, struct split *split)
{
	const struct scan *s = &r->out->main;
	struct groups *units = groups_new(r->arena, s->coders[s->n_coders - 1].domain + 1);

	split->unit = ARENA_ARRAY(r->arena, s->n_groups, uint32_t);
	split->translate = ARENA_ARRAY(r->arena, s->n_groups, uint32_t);
	for (size_t g = 0; g < s->n_groups; g++)
		split->unit[g] = groups_find(units, s->codes[g * s->n_coders + s->n_coders - 1]);
	split->n_units = groups_count(units);
	split->exists = ARENA_ARRAY(r->arena, 2 * split->n_units, uint8_t);
}

static void aim(const struct contrast_run *r, struct split *split, size_t group)
{
	const struct scan *s = &r->out->main;

	for (size_t i = 0; i < 2 * split->n_units; i++)
		split->exists[i] = 0;
	for (size_t g = 0; g < s->n_groups; g++) {
		split->translate[g] = 2 * split->unit[g] + (r->cell_of[g] != contrast_cell(r, group, 0));
		split->exists[split->translate[g]] |= has_unit(s, g);
	}
}

static void pair_units(struct contrast *c, const struct split *split, const struct scan *s, const struct item *i)
{
	contrast_open_pairs(c);
	for (size_t unit = 0; unit < split->n_units; unit++) {
		double a = split->exists[2 * unit] ? scan_value(s, i, 2 * unit) : NAN;
		double b = split->exists[2 * unit + 1] ? scan_value(s, i, 2 * unit + 1) : NAN;

		contrast_add_pair(c, a, b);
	}
	contrast_close_pairs(c);
}

static void take_units(struct contrast_run *r, const struct split *split, const struct scan *s, size_t group)
{
	const struct plan *p = r->request->plan;

	for (size_t item = 0; item < p->n_items; item++) {
		struct contrast *c = contrast_at(r, group, item, 0);

		if (p->paired) {
			pair_units(c, split, s, p->items[item].expression);
			continue;
		}
		c->sides[0] = c->sides[1] = (struct fold_side){ .effect = 1 };
		for (size_t i = 0; i < 2 * split->n_units; i++)
			if (split->exists[i])
				contrast_add_value(&c->sides[i % 2], scan_value(s, p->items[item].expression, i));
		contrast_finish_side(&c->sides[0]);
		contrast_finish_side(&c->sides[1]);
		set_values(c);
	}
}

static void by_others(struct contrast_run *r)
{
	const struct plan *p = r->request->plan;
	struct split split;

	number_units(r, &split);
	for (size_t group = 0; group < r->out->n_groups && r->out->status == STATUS_OK; group++) {
		struct scan_request pass = { .plan = p,
					     .window = &p->window,
					     .dimensions = r->all,
					     .n_dimensions = r->n_dimensions,
					     .by_unit = true,
					     .whole = true,
					     .translate = split.translate,
					     .n_translated = 2 * split.n_units,
					     .stop = r->request->stop };
		struct scan s;

		aim(r, &split, group);
		scan_run(r->request->scratch, &pass, &s);
		r->out->status = s.status;
		if (s.status == STATUS_OK)
			take_units(r, &split, &s, group);
		arena_reset(r->request->scratch);
	}
}

void contrast_units(struct contrast_run *r)
{
	if (contrast_has_others(r))
		by_others(r);
	else if (r->request->plan->paired)
		contrast_pairs(r);
	else
		by_segments(r);
}
