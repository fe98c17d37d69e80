/* Values of few answers are hidden before anybody sorts, picks or compares by them. */
#include <math.h>

#include "exec/estimate_int.h"
#include "exec/hide.h"

/* How many there are is no secret: every value stands beside its n. */
static bool is_count(const struct plan *p, const struct item *i)
{
	size_t aggregate;
	double factor;

	if (item_is_additive(i, &p->aggregates))
		return true;
	return item_is_scaled_aggregate(i, &aggregate, &factor) && aggregate_is_count(&p->aggregates.list[aggregate]);
}

static void hide_expression(struct arena *a, struct estimates *e, size_t expression)
{
	double *n = ARENA_ARRAY(a, e->n_groups, double);
	uint8_t *hidden = ARENA_ARRAY(a, e->n_groups, uint8_t);

	for (size_t g = 0; g < e->n_groups; g++)
		n[g] = e->cells[g * e->n_expressions + expression].n;
	hide_groups(a, e->codes, e->n_dimensions, n, e->n_groups, e->plan->settings->suppress_below, hidden);
	for (size_t g = 0; g < e->n_groups; g++) {
		struct estimate *cell = &e->cells[g * e->n_expressions + expression];

		if (!hidden[g])
			continue;
		cell->value = cell->low = cell->high = NAN;
		cell->hidden = hidden[g];
	}
}

void estimate_hide(struct arena *a, struct estimates *e)
{
	for (size_t i = 0; e->plan->settings->suppress_below && i < e->n_expressions; i++) {
		const struct item *expression = estimate_expression(e->plan, i);

		if (expression && (e->plan->per || !is_count(e->plan, expression)))
			hide_expression(a, e, i);
	}
}
