/* The dimensions of a pass as codes; quantiles need a look at the rows, or at the units, first. */
#include <math.h>

#include "base/sort.h"
#include "exec/scan_int.h"
#include "exec/segments.h"
#include "stats/stats.h"

static void set_cuts(struct arena *a, struct coder *c, double *values, size_t n)
{
	unsigned q = c->dimension->quantiles;
	double *cuts = ARENA_ARRAY(a, q, double);

	for (unsigned i = 1; i < q; i++)
		cuts[i - 1] = stats_quantile(values, n, (double)i / q);
	c->cuts = cuts;
	c->low = n ? values[0] : NAN;
	c->high = n ? values[n - 1] : NAN;
}

/* Quantile of a number per row: cuts over the rows that pass. */
static void quantile_of_rows(struct pass *p, struct coder *c)
{
	double *values = ARENA_ARRAY(p->scan->arena, scan_answers(p), double);
	size_t n = scan_collect_numbers(p, c->kernel, values);

	sort_by_number(values, n, sizeof(*values));
	set_cuts(p->scan->arena, c, values, n);
}

/* Quantile of a metric per unit: a pass by unit, then every unit's code leads to its quantile. */
static void quantile_of_units(struct pass *p, struct coder *c, const struct item *item)
{
	struct arena *a = p->scan->arena;
	struct scan_request by_unit = { .plan = p->request->plan,
					.window = p->request->window,
					.by_unit = true,
					.whole = true,
					.stop = p->request->stop };
	struct scan units;
	double *values, *sorted;
	size_t n = 0;

	scan_run(a, &by_unit, &units);
	values = ARENA_ARRAY(a, units.n_groups, double);
	sorted = ARENA_ARRAY(a, units.n_groups, double);
	for (size_t g = 0; g < units.n_groups; g++) {
		values[g] = scan_value(&units, item, g);
		if (!isnan(values[g]) && units.codes[g] < units.coders[0].domain)
			sorted[n++] = values[g];
	}
	sort_by_number(sorted, n, sizeof(*sorted));
	set_cuts(a, c, sorted, n);
	c->column = units.coders[0].column;
	c->table = ARENA_ARRAY(a, (size_t)c->column->domain + 1, uint32_t);
	for (size_t i = 0; i <= c->column->domain; i++)
		c->table[i] = c->dimension->quantiles;
	for (size_t g = 0; g < units.n_groups; g++) {
		uint32_t quantile = 0;

		while (quantile + 1 < c->dimension->quantiles && values[g] > c->cuts[quantile])
			quantile++;
		if (!isnan(values[g]) && units.codes[g] < c->column->domain)
			c->table[units.codes[g]] = quantile;
	}
}

static void unit_dimension(const struct plan *p, struct dimension *d)
{
	*d = (struct dimension){ .kind = DIMENSION_VALUE, .name = p->per_name, .value = p->per };
}

void scan_init_coders(struct pass *p)
{
	struct scan *s = p->scan;
	const struct scan_request *r = p->request;
	struct arena *a = s->arena;

	s->coders = ARENA_ARRAY(a, r->n_dimensions + 2, struct coder);
	p->time_coder = SIZE_MAX;
	for (size_t i = 0; i < r->n_dimensions; i++) {
		const struct dimension *d = &r->plan->dimensions[r->dimensions[i]];

		coder_init(a, &s->coders[s->n_coders++], r->plan, d, &p->window);
		if (r->dimensions[i] == r->plan->time_dimension)
			p->time_coder = i;
		if (d->kind == DIMENSION_QUANTILE && d->item)
			quantile_of_units(p, &s->coders[i], d->item);
		else if (d->kind == DIMENSION_QUANTILE)
			quantile_of_rows(p, &s->coders[i]);
		else if (d->kind == DIMENSION_SEGMENTS)
			segments_rank(s->coders[i].segments, p);
	}
	if (r->by_unit) {
		struct dimension *unit = ARENA_NEW(a, struct dimension);

		unit_dimension(r->plan, unit);
		coder_init(a, &s->coders[s->n_coders++], r->plan, unit, &p->window);
	}
	if (r->jackknife)
		s->coders[s->n_coders++] = (struct coder){ .meaning = CODE_NUMBER, .domain = JACKKNIFE_FOLDS };
}
