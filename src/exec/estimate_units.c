/* Other units than rows: groups put together again, a value per unit, then their mean. */
#include "exec/estimate_int.h"

#include <math.h>

void regroup_init(struct arena *a, struct regroup *r, const struct scan *s, size_t n)
{
	uint64_t product = 1;

	r->n = n;
	for (size_t i = n; i-- > 0;) {
		r->strides[i] = product;
		product *= s->coders[i].domain + 1; /* the longer key fitted */
	}
	r->groups = groups_new(a, product);
}

uint32_t regroup_find(struct regroup *r, const struct scan *s, size_t g)
{
	uint64_t key = 0;

	for (size_t i = 0; i < r->n; i++)
		key += s->codes[g * s->n_coders + i] * r->strides[i];
	return groups_find(r->groups, key);
}

size_t regroup_target(const struct estimate_request *request, uint32_t g)
{
	return request->translate ? request->translate[g] : g;
}

struct unit_mean {
	double n, total, carry; /* compensated, so that equal means are equal to the last digit and sort as such */
	double mean, m2;
};

static void add_unit(struct unit_mean *u, double x)
{
	double delta = x - u->mean, total = u->total + x;

	if (isnan(x))
		return;
	u->carry += fabs(u->total) >= fabs(x) ? (u->total - total) + x : (x - total) + u->total;
	u->total = total;
	u->n++;
	u->mean += delta / u->n;
	u->m2 += delta * (x - u->mean);
}

static void unit_estimate(const struct unit_mean *u, double level, struct estimate *out)
{
	struct interval i = { NAN, NAN };

	*out = (struct estimate){ u->n > 0 ? (u->total + u->carry) / u->n : NAN, u->n, NAN, NAN, 1, 0 };
	if (u->n >= 2)
		i = stats_mean_t(out->value, sqrt(u->m2 / (u->n - 1) / u->n), u->n - 1, level);
	out->low = i.low;
	out->high = i.high;
}

void estimate_units(struct arena *a, const struct estimate_request *request, struct estimates *out)
{
	struct scan_request pass = { .plan = request->plan,
				     .window = request->window,
				     .dimensions = request->dimensions,
				     .n_dimensions = request->n_dimensions,
				     .by_unit = true,
				     .whole = request->whole,
				     .stop = request->stop };
	struct scan *s = &out->main;
	struct regroup regroup;
	struct unit_mean *means;
	uint32_t *codes;

	scan_run(a, &pass, s);
	out->status = s->status;
	if (s->status != STATUS_OK)
		return;
	regroup_init(a, &regroup, s, request->n_dimensions);
	if (request->n_dimensions == 0)
		groups_find(regroup.groups, 0);
	means = arena_array(a, (s->n_groups + 1 + request->n_translated) * out->n_expressions, sizeof(*means));
	codes = ARENA_ARRAY(a, (s->n_groups + 1) * (request->n_dimensions + 1), uint32_t);
	for (size_t g = 0; g < s->n_groups; g++) {
		uint32_t found = regroup_find(&regroup, s, g);
		size_t to = regroup_target(request, found);

		for (size_t i = 0; i < request->n_dimensions; i++)
			codes[found * request->n_dimensions + i] = s->codes[g * s->n_coders + i];
		if (s->codes[g * s->n_coders + s->n_coders - 1] == s->coders[s->n_coders - 1].domain)
			continue; /* rows without a unit are nobody's */
		for (size_t e = 0; e < out->n_expressions; e++)
			if (estimate_expression(request->plan, e))
				add_unit(&means[to * out->n_expressions + e],
					 scan_value(s, estimate_expression(request->plan, e), g));
	}
	out->n_groups = request->translate ? request->n_translated : groups_count(regroup.groups);
	out->codes = codes;
	out->cells = ARENA_ARRAY(a, out->n_groups * out->n_expressions, struct estimate);
	for (size_t i = 0; i < out->n_groups * out->n_expressions; i++)
		unit_estimate(&means[i], request->plan->level, &out->cells[i]);
}
