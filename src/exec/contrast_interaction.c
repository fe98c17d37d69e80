/* compare ... with interaction: is the difference of one group another than that of all the others? */
#include <math.h>

#include "exec/contrast_int.h"
#include "stats/stratified.h"

/* ---- groups and sides ------------------------------------------------------------------------ */

struct place {
	uint32_t group, side;
};

/* Of every group of the main scan. */
static struct place *places_of(const struct contrast_run *r)
{
	struct place *cells = ARENA_ARRAY(r->arena, r->n_cells, struct place);
	struct place *places = ARENA_ARRAY(r->arena, r->out->main.n_groups, struct place);

	for (size_t group = 0; group < r->out->n_groups; group++)
		for (size_t side = 0; side < r->n_sides; side++)
			if (contrast_cell(r, group, side) != CONTRAST_NO_CELL)
				cells[contrast_cell(r, group, side)] =
					(struct place){ (uint32_t)group, (uint32_t)side };
	for (size_t g = 0; g < r->out->main.n_groups; g++)
		places[g] = cells[r->cell_of[g]];
	return places;
}

/* ---- the test -------------------------------------------------------------------------------- */

/* A share or net on which all agree has no spread to see: then that with 1 and 1, or 3/4, 3/2 and 3/4, answers more
 * (Agresti and Caffo 2000; Rocks 2016), as for intervals of such values. */
static struct stats_estimate estimate_of(const struct fold_side *s, enum contrast_test t)
{
	double n = s->n / s->effect, plus = s->plus / s->n, minus = s->minus / s->n;
	double added = t == CONTRAST_NET ? 0.75 : 1, all = t == CONTRAST_NET ? 3 : 2;
	double variance = plus + minus - (plus - minus) * (plus - minus);

	if (t == CONTRAST_MEAN)
		return (struct stats_estimate){ s->value, sqrt(s->variance / n), n - 1 };
	if (variance < CONTRAST_ROUNDING) {
		n += all;
		plus = (plus * (n - all) + added) / n;
		minus = t == CONTRAST_NET ? (minus * (n - all) + added) / n : 0;
		variance = plus + minus - (plus - minus) * (plus - minus);
	}
	return (struct stats_estimate){ (s->plus - s->minus) / s->n, sqrt(variance / n), INFINITY };
}

static bool can_be_tested(const struct contrast *c)
{
	double least = c->test == CONTRAST_MEAN ? 2 : 1;

	for (int which = 0; which < 2; which++)
		if (c->sides[which].n < least || c->interaction->others[which].n < least)
			return false;
	return true;
}

static void test(struct contrast_run *r, struct contrast *c)
{
	struct contrast_interaction *in = c->interaction;
	unsigned min_n = r->request->plan->settings->min_n;
	struct stats_estimate own[2], other[2];
	struct stats_comparison s;

	for (int which = 0; which < 2; which++) {
		in->n[which] = in->others[which].n;
		in->values[which] = contrast_value(r, c, &in->others[which]);
		own[which] = estimate_of(&c->sides[which], c->test);
		other[which] = estimate_of(&in->others[which], c->test);
	}
	in->difference = in->values[0] - in->values[1];
	s = stats_difference_of_differences(own, other, r->request->plan->level);
	if (!can_be_tested(c))
		s.interval = (struct interval){ s.p = s.statistic = NAN, NAN };
	contrast_found(&in->finding, &s, c->factor, 2 * contrast_legal(c->test));
	in->finding.difference = c->values[0] - c->values[1] - in->difference;
	in->finding.too_few = c->n[0] < min_n || c->n[1] < min_n || in->n[0] < min_n || in->n[1] < min_n;
}

/* ---- together -------------------------------------------------------------------------------- */

/* The others on SIDE, from a scan of its rows by group. */
static void take_others(struct contrast_run *r, const struct scan *s, size_t item, size_t side)
{
	const struct plan *p = r->request->plan;
	const struct fold *f;
	struct fold_all all;
	size_t aggregate;
	double factor;

	contrast_test_of(p, p->items[item].expression, &aggregate, &factor);
	f = s->folds[aggregate];
	fold_all(f, &all);
	for (size_t n = 0; n < r->out->n_groups * r->out->n_pairs; n++) {
		struct contrast *c = contrast_at(r, n / r->out->n_pairs, item, n % r->out->n_pairs);

		if (c->a == side)
			fold_side_others(f, &all, c->group, &c->interaction->others[0]);
		if (c->b == side)
			fold_side_others(f, &all, c->group, &c->interaction->others[1]);
	}
}

/* What all groups but one have in common needs their customers together, so each side is read by itself. */
static void read_sides(struct contrast_run *r)
{
	const struct plan *p = r->request->plan;
	const struct place *places = places_of(r);
	uint32_t *translate = ARENA_ARRAY(r->arena, r->out->main.n_groups, uint32_t);
	struct scan_request pass = { .plan = p,
				     .window = &p->window,
				     .dimensions = r->all,
				     .n_dimensions = r->n_dimensions + 1,
				     .clusters = true,
				     .others = true,
				     .whole = true,
				     .translate = translate,
				     .n_translated = r->out->n_groups,
				     .stop = r->request->stop };

	for (size_t side = 0; side < r->n_sides && r->out->status == STATUS_OK; side++) {
		struct scan s;

		for (size_t g = 0; g < r->out->main.n_groups; g++)
			translate[g] = places[g].side == side ? places[g].group : SCAN_LEFT_OUT;
		scan_run(r->request->scratch, &pass, &s);
		r->out->status = s.status;
		for (size_t item = 0; s.status == STATUS_OK && item < p->n_items; item++)
			take_others(r, &s, item, side);
		arena_reset(r->request->scratch);
	}
}

void contrast_interactions(struct contrast_run *r)
{
	size_t n = r->out->n_groups * r->request->plan->n_items * r->out->n_pairs;

	for (size_t i = 0; i < n; i++)
		r->out->list[i].interaction = ARENA_NEW(r->arena, struct contrast_interaction);
	if (r->out->status == STATUS_OK)
		read_sides(r);
	for (size_t i = 0; r->out->status == STATUS_OK && i < n; i++)
		test(r, &r->out->list[i]);
}
