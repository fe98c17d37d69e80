/* Intervals of whatever is made of sums: leave out one group of customers after the other. */
#include "exec/estimate_int.h"

#include <math.h>

bool jackknife_is_of_sums(const struct plan *p, const struct item *i)
{
	const struct column *customer = p->table->starts ? p->table->roles[ROLE_customer].column : NULL;

	if (i->kind == ITEM_AGGREGATE)
		return fold_is_additive(&p->aggregates.list[i->aggregate], customer);
	return (!i->a || jackknife_is_of_sums(p, i->a)) && (!i->b || jackknife_is_of_sums(p, i->b));
}

/* Rows and customers, added and subtracted. */
static bool is_total(const struct plan *p, const struct item *i)
{
	if (i->kind == ITEM_AGGREGATE)
		return aggregate_is_count(&p->aggregates.list[i->aggregate]);
	return i->kind == ITEM_NUMBER || ((i->kind == ITEM_ADD || i->kind == ITEM_SUBTRACT || i->kind == ITEM_NEGATE) &&
					  is_total(p, i->a) && (!i->b || is_total(p, i->b)));
}

/* Single counts and sums vary with how many rows there are, not with a sample: they get no interval. */
bool jackknife_wanted(const struct plan *p, const struct item *i)
{
	size_t aggregate;
	double factor;

	return i && !item_is_scaled_aggregate(i, &aggregate, &factor) && !is_total(p, i) &&
	       !item_is_additive(i, &p->aggregates) && jackknife_is_of_sums(p, i);
}

struct jackknife {
	const struct plan *plan;
	size_t n_aggregates;
	double *parts; /* ((group * JACKKNIFE_FOLDS) + fold) * n_aggregates * FOLD_PARTS */
	double *rest;  /* scratch: parts of one aggregate set with a fold left out */
};

double jackknife_value(const struct plan *p, const struct item *i, const double *parts)
{
	if (i->kind == ITEM_NUMBER)
		return i->number;
	if (i->kind == ITEM_AGGREGATE)
		return fold_value_of_parts(&p->aggregates.list[i->aggregate], parts + i->aggregate * FOLD_PARTS);
	return item_combine(i, jackknife_value(p, i->a, parts), i->b ? jackknife_value(p, i->b, parts) : 0);
}

static void sum_parts(const struct jackknife *j, size_t g, double *total)
{
	size_t width = j->n_aggregates * FOLD_PARTS;

	for (size_t k = 0; k < width; k++)
		total[k] = 0;
	for (size_t fold = 0; fold < JACKKNIFE_FOLDS; fold++)
		for (size_t k = 0; k < width; k++)
			total[k] += j->parts[(g * JACKKNIFE_FOLDS + fold) * width + k];
}

/* Delete-a-group jackknife: (J - 1) / J times the squared deviations of the J values with one group left out; t with J
 * - 1
 * degrees of freedom (Kott 2001). */
static void jackknife_interval(struct jackknife *j, const struct item *i, size_t g, const double *total, double level,
			       struct estimate *out)
{
	size_t width = j->n_aggregates * FOLD_PARTS;
	double value[JACKKNIFE_FOLDS], mean = 0, spread = 0, half;

	for (size_t fold = 0; fold < JACKKNIFE_FOLDS; fold++) {
		const double *left_out = &j->parts[(g * JACKKNIFE_FOLDS + fold) * width];

		for (size_t k = 0; k < width; k++)
			j->rest[k] = total[k] - left_out[k];
		value[fold] = jackknife_value(j->plan, i, j->rest);
		if (isnan(value[fold]))
			return;
		mean += value[fold] / JACKKNIFE_FOLDS;
	}
	for (size_t fold = 0; fold < JACKKNIFE_FOLDS; fold++)
		spread += (value[fold] - mean) * (value[fold] - mean);
	if (spread <= 0) /* nobody, or everybody: that is no certainty */
		return;
	half = stats_t(level, JACKKNIFE_FOLDS - 1) * sqrt(spread * (JACKKNIFE_FOLDS - 1) / JACKKNIFE_FOLDS);
	out->low = out->value - half;
	out->high = out->value + half;
}

void jackknife_mark_used(const struct item *i, bool *used)
{
	if (i->kind == ITEM_AGGREGATE)
		used[i->aggregate] = true;
	if (i->a)
		jackknife_mark_used(i->a, used);
	if (i->b)
		jackknife_mark_used(i->b, used);
}

/* The aggregates that the wanted items are made of. */
static const bool *used_aggregates(struct arena *a, const struct plan *p)
{
	bool *used = ARENA_ARRAY(a, p->aggregates.n, bool);

	for (size_t e = 0; e < p->n_items; e++)
		if (jackknife_wanted(p, p->items[e].expression))
			jackknife_mark_used(p->items[e].expression, used);
	return used;
}

void jackknife_run(struct arena *a, const struct estimate_request *request, struct estimates *out)
{
	const struct plan *p = request->plan;
	struct scan_request again = { .plan = p,
				      .window = request->window,
				      .dimensions = request->dimensions,
				      .n_dimensions = request->n_dimensions,
				      .jackknife = true,
				      .whole = request->whole,
				      .wanted = used_aggregates(a, p),
				      .stop = request->stop };
	struct jackknife j = { .plan = p, .n_aggregates = p->aggregates.n };
	size_t width = p->aggregates.n * FOLD_PARTS;
	struct regroup regroup;
	struct scan s;
	double *total = ARENA_ARRAY(a, width, double);

	scan_run(a, &again, &s);
	out->status = s.status;
	if (s.status != STATUS_OK)
		return;
	regroup_init(a, &regroup, &s, request->n_dimensions);
	j.parts = arena_array(a, out->n_groups * JACKKNIFE_FOLDS, width * sizeof(double));
	j.rest = ARENA_ARRAY(a, width, double);
	for (size_t g = 0; g < s.n_groups; g++) {
		size_t to = regroup_target(request, regroup_find(&regroup, &s, g)),
		       fold = s.codes[g * s.n_coders + s.n_coders - 1];
		double *parts = &j.parts[(to * JACKKNIFE_FOLDS + fold) * width], add[FOLD_PARTS];

		for (size_t i = 0; i < p->aggregates.n; i++) {
			if (!again.wanted[i])
				continue;
			fold_parts(s.folds[i], g, add);
			for (size_t k = 0; k < FOLD_PARTS; k++)
				parts[i * FOLD_PARTS + k] += add[k];
		}
	}
	for (size_t g = 0; g < out->n_groups; g++) {
		sum_parts(&j, g, total);
		for (size_t e = 0; e < p->n_items; e++)
			if (jackknife_wanted(p, p->items[e].expression))
				jackknife_interval(&j, p->items[e].expression, g, total, p->level,
						   &out->cells[g * out->n_expressions + e]);
	}
	out->jackknifed = true;
}
