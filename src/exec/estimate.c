#include "exec/estimate.h"

#include <math.h>

#include "exec/groups.h"
#include "stats/stats.h"

/* What a condition compares, left to right: number N of them, or (N past the end) NULL and *COUNT. */
static const struct item *operand(const struct item *condition, size_t n, size_t *count)
{
	const struct item *found = NULL;

	if (!condition)
		return NULL;
	if (condition->kind == ITEM_COMPARE || condition->kind == ITEM_MISSING) {
		if (*count <= n && n < *count + 2)
			found = n == *count ? condition->a : condition->b;
		*count += condition->kind == ITEM_MISSING ? 1 : 2;
		return found;
	}
	found = operand(condition->a, n, count);
	return found ? found : operand(condition->b, n, count);
}

size_t estimate_expressions(const struct plan *p)
{
	size_t n = 0;

	operand(p->having, SIZE_MAX - 2, &n);
	return p->n_items + p->n_keys + n;
}

const struct item *estimate_expression(const struct plan *p, size_t e)
{
	size_t n = 0;

	if (e < p->n_items)
		return p->items[e].expression;
	e -= p->n_items;
	return e < p->n_keys ? p->keys[e].expression : operand(p->having, e - p->n_keys, &n);
}

static bool holds(const struct item *condition, const struct estimate *operands, size_t *at)
{
	bool a, b;

	switch (condition->kind) {
	case ITEM_COMPARE:
		*at += 2;
		return item_compare(condition->op, operands[*at - 2].value, operands[*at - 1].value);
	case ITEM_MISSING:
		return isnan(operands[(*at)++].value);
	case ITEM_NOT:
		return !holds(condition->a, operands, at);
	default:
		a = holds(condition->a, operands, at);
		b = holds(condition->b, operands, at);
		return condition->kind == ITEM_AND ? a && b : a || b;
	}
}

bool estimate_having(const struct estimates *e, size_t g)
{
	size_t at = 0;

	return !e->plan->having ||
	       holds(e->plan->having, &e->cells[g * e->n_expressions + e->plan->n_items + e->plan->n_keys], &at);
}

/* ---- intervals of single aggregates --------------------------------------------------------------------------------- */

static struct interval percentile_interval(const struct fold *f, size_t g, double p, double level)
{
	size_t n;
	const double *sorted = fold_sorted(f, g, &n);
	struct interval ranks = stats_quantile_ranks((double)n, p, level), out = { NAN, NAN };

	if (isnan(ranks.low) || n == 0)
		return out;
	if (ranks.low >= 1)
		out.low = sorted[(size_t)ranks.low - 1];
	if (ranks.high <= (double)n)
		out.high = sorted[(size_t)ranks.high - 1];
	return out;
}

static struct interval mean_interval(const struct fold *f, size_t g, double effect, double level)
{
	double n = fold_n(f, g) / effect, error = fold_deviation(f, g) / sqrt(n);

	return stats_mean_t(fold_value(f, g), error, n - 1, level);
}

static struct interval aggregate_interval(const struct fold *f, const struct aggregate *a, size_t g, double effect, double level)
{
	double n = fold_n(f, g) / effect, plus, minus;

	switch (a->kind) {
	case AGGREGATE_SHARE:
		fold_counts(f, g, &plus, &minus);
		return stats_share_wilson(plus / effect, n, level);
	case AGGREGATE_NET:
		if (fold_n(f, g) < 2)	/* would leave out the one answer there is */
			break;
		fold_counts(f, g, &plus, &minus);
		return stats_net_adjusted_wald(plus / effect, minus / effect, n, level);
	case AGGREGATE_AVG:
		return mean_interval(f, g, effect, level);
	case AGGREGATE_PERCENTILE:
		return percentile_interval(f, g, a->p, level);
	default:
		break;
	}
	return (struct interval){ NAN, NAN };
}

static bool has_direct_interval(const struct plan *p, const struct item *i, size_t *aggregate, double *factor)
{
	enum aggregate_kind kind;

	if (!item_is_scaled_aggregate(i, aggregate, factor))
		return false;
	kind = p->aggregates.list[*aggregate].kind;
	return kind == AGGREGATE_SHARE || kind == AGGREGATE_NET || kind == AGGREGATE_AVG || kind == AGGREGATE_PERCENTILE;
}

static void direct_interval(const struct scan *s, size_t aggregate, double factor, size_t g, double level, struct estimate *out)
{
	const struct fold *f = s->folds[aggregate];
	struct interval i;

	out->effect = fold_design_effect(f, g);
	i = aggregate_interval(f, &s->plan->aggregates.list[aggregate], g, out->effect, level);
	out->low = factor * (factor < 0 ? i.high : i.low);
	out->high = factor * (factor < 0 ? i.low : i.high);
}

/* ---- jackknife: anything else that is made of sums ------------------------------------------------------------------- */

static bool is_additive(const struct plan *p, const struct item *i)
{
	const struct column *customer = p->table->starts ? p->table->roles[ROLE_customer].column : NULL;

	if (i->kind == ITEM_AGGREGATE)
		return fold_is_additive(&p->aggregates.list[i->aggregate], customer);
	return (!i->a || is_additive(p, i->a)) && (!i->b || is_additive(p, i->b));
}

/* Single counts and sums vary with how many rows there are, not with a sample: they get no interval. */
static bool wants_jackknife(const struct plan *p, const struct item *i)
{
	size_t aggregate;
	double factor;

	return i && !item_is_scaled_aggregate(i, &aggregate, &factor) && !item_is_additive(i, &p->aggregates) && is_additive(p, i);
}

struct jackknife {
	const struct plan *plan;
	size_t n_aggregates;
	double *parts;		/* ((group * JACKKNIFE_FOLDS) + fold) * n_aggregates * FOLD_PARTS */
	double *rest;		/* scratch: parts of one aggregate set with a fold left out */
};

static double value_of_parts(const struct jackknife *j, const struct item *i, const double *parts)
{
	double a, b;

	if (i->kind == ITEM_NUMBER)
		return i->number;
	if (i->kind == ITEM_AGGREGATE)
		return fold_value_of_parts(&j->plan->aggregates.list[i->aggregate], parts + i->aggregate * FOLD_PARTS);
	a = value_of_parts(j, i->a, parts);
	b = i->b ? value_of_parts(j, i->b, parts) : 0;
	switch (i->kind) {
	case ITEM_NEGATE:
		return -a;
	case ITEM_ADD:
		return a + b;
	case ITEM_SUBTRACT:
		return a - b;
	case ITEM_MULTIPLY:
		return a * b;
	default:
		return b == 0 ? NAN : a / b;
	}
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

/* Delete-a-group jackknife: (J - 1) / J times the squared deviations of the J values with one group left out; t with J - 1
 * degrees of freedom (Kott 2001). */
static void jackknife_interval(struct jackknife *j, const struct item *i, size_t g, const double *total, double level, struct estimate *out)
{
	size_t width = j->n_aggregates * FOLD_PARTS;
	double value[JACKKNIFE_FOLDS], mean = 0, spread = 0, half;

	for (size_t fold = 0; fold < JACKKNIFE_FOLDS; fold++) {
		const double *left_out = &j->parts[(g * JACKKNIFE_FOLDS + fold) * width];

		for (size_t k = 0; k < width; k++)
			j->rest[k] = total[k] - left_out[k];
		value[fold] = value_of_parts(j, i, j->rest);
		if (isnan(value[fold]))
			return;
		mean += value[fold] / JACKKNIFE_FOLDS;
	}
	for (size_t fold = 0; fold < JACKKNIFE_FOLDS; fold++)
		spread += (value[fold] - mean) * (value[fold] - mean);
	half = stats_t(level, JACKKNIFE_FOLDS - 1) * sqrt(spread * (JACKKNIFE_FOLDS - 1) / JACKKNIFE_FOLDS);
	out->low = out->value - half;
	out->high = out->value + half;
}

/* ---- putting groups together ------------------------------------------------------------------------------------------ */

/* Group of the leading N codes, numbered as a pass over those alone would number them. */
struct regroup {
	struct groups *groups;
	uint64_t strides[DIMENSIONS_MAX];
	size_t n;
};

static void regroup_init(struct arena *a, struct regroup *r, const struct scan *s, size_t n)
{
	uint64_t product = 1;

	r->n = n;
	for (size_t i = n; i-- > 0;) {
		r->strides[i] = product;
		product *= s->coders[i].domain + 1;	/* the longer key fitted */
	}
	r->groups = groups_new(a, product);
}

static uint32_t regroup_find(struct regroup *r, const struct scan *s, size_t g)
{
	uint64_t key = 0;

	for (size_t i = 0; i < r->n; i++)
		key += s->codes[g * s->n_coders + i] * r->strides[i];
	return groups_find(r->groups, key);
}

static size_t target_group(const struct estimate_request *request, uint32_t g)
{
	return request->translate ? request->translate[g] : g;
}

static void set_jackknife(struct arena *a, const struct estimate_request *request, struct estimates *out)
{
	const struct plan *p = request->plan;
	struct scan_request again = { .plan = p, .window = request->window, .dimensions = request->dimensions,
				      .n_dimensions = request->n_dimensions, .jackknife = true, .whole = request->whole, .stop = request->stop };
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
		size_t to = target_group(request, regroup_find(&regroup, &s, g)), fold = s.codes[g * s.n_coders + s.n_coders - 1];
		double *parts = &j.parts[(to * JACKKNIFE_FOLDS + fold) * width], add[FOLD_PARTS];

		for (size_t i = 0; i < p->aggregates.n; i++) {
			fold_parts(s.folds[i], g, add);
			for (size_t k = 0; k < FOLD_PARTS; k++)
				parts[i * FOLD_PARTS + k] += add[k];
		}
	}
	for (size_t g = 0; g < out->n_groups; g++) {
		sum_parts(&j, g, total);
		for (size_t e = 0; e < p->n_items; e++)
			if (wants_jackknife(p, p->items[e].expression))
				jackknife_interval(&j, p->items[e].expression, g, total, p->level, &out->cells[g * out->n_expressions + e]);
	}
	out->jackknifed = true;
}

/* ---- legal ranges (rule C5 of metrics: a share has no limit above 100 %) --------------------------------------------- */

/* Made of counts, shares and sizes alone, without a difference: never below zero. */
static bool is_positive(const struct plan *p, const struct item *i)
{
	if (i->kind == ITEM_NUMBER)
		return i->number >= 0;
	if (i->kind == ITEM_AGGREGATE) {
		enum aggregate_kind kind = p->aggregates.list[i->aggregate].kind;

		return kind == AGGREGATE_COUNT || kind == AGGREGATE_SHARE || kind == AGGREGATE_DISTINCT;
	}
	return i->kind != ITEM_SUBTRACT && i->kind != ITEM_NEGATE && is_positive(p, i->a) && is_positive(p, i->b);
}

static void legal_range(const struct plan *p, const struct plan_item *item, double *low, double *high)
{
	size_t aggregate;
	double factor;
	bool scaled = item_is_scaled_aggregate(item->expression, &aggregate, &factor);
	enum aggregate_kind kind = scaled ? p->aggregates.list[aggregate].kind : AGGREGATE_KINDS;

	*low = -INFINITY;
	*high = INFINITY;
	if (kind == AGGREGATE_SHARE || kind == AGGREGATE_NET)
		*high = fabs(factor);
	else if (item->look == SHOW_POINTS)
		*high = 100;
	if (is_positive(p, item->expression))
		*low = 0;
	else if (*high < INFINITY)
		*low = -*high;
}

static void clip_intervals(struct estimates *e)
{
	for (size_t i = 0; i < e->plan->n_items; i++) {
		double low, high;

		legal_range(e->plan, &e->plan->items[i], &low, &high);
		for (size_t g = 0; g < e->n_groups; g++) {
			struct estimate *cell = &e->cells[g * e->n_expressions + i];

			cell->low = isnan(cell->low) ? NAN : fmax(cell->low, low);
			cell->high = isnan(cell->high) ? NAN : fmin(cell->high, high);
		}
	}
}

/* ---- rows as units ------------------------------------------------------------------------------------------------------ */

static void set_cells(const struct estimate_request *request, struct estimates *out)
{
	const struct scan *s = &out->main;
	const struct plan *p = request->plan;

	for (size_t g = 0; g < out->n_groups; g++)
		for (size_t e = 0; e < out->n_expressions; e++) {
			struct estimate *cell = &out->cells[g * out->n_expressions + e];
			const struct item *i = estimate_expression(p, e);
			size_t aggregate;
			double factor;

			*cell = (struct estimate){ NAN, NAN, NAN, NAN, 1 };
			if (!i)
				continue;
			cell->value = scan_value(s, i, g);
			cell->n = scan_n(s, i, g);
			if (request->intervals && e < p->n_items && has_direct_interval(p, i, &aggregate, &factor))
				direct_interval(s, aggregate, factor, g, p->level, cell);
		}
}

static void keep_codes(struct arena *a, const struct estimate_request *request, struct estimates *out)
{
	const struct scan *s = &out->main;

	out->codes = ARENA_ARRAY(a, out->n_groups * request->n_dimensions, uint32_t);
	for (size_t g = 0; !request->translate && g < out->n_groups; g++)
		for (size_t i = 0; i < request->n_dimensions; i++)
			out->codes[g * request->n_dimensions + i] = s->codes[g * s->n_coders + i];
}

static void run_rows(struct arena *a, const struct estimate_request *request, struct estimates *out)
{
	struct scan_request pass = { .plan = request->plan, .window = request->window, .dimensions = request->dimensions,
				     .n_dimensions = request->n_dimensions, .clusters = request->intervals, .whole = request->whole,
				     .translate = request->translate, .n_translated = request->n_translated, .stop = request->stop };
	bool jackknife = false;

	scan_run(a, &pass, &out->main);
	out->status = out->main.status;
	if (out->status != STATUS_OK)
		return;
	out->n_groups = out->main.n_groups;
	out->cells = ARENA_ARRAY(a, out->n_groups * out->n_expressions, struct estimate);
	keep_codes(a, request, out);
	set_cells(request, out);
	for (size_t e = 0; e < request->plan->n_items; e++)
		jackknife |= wants_jackknife(request->plan, request->plan->items[e].expression);
	if (request->intervals && jackknife)
		set_jackknife(a, request, out);
}

/* ---- other units: a value per unit, then their mean ---------------------------------------------------------------------- */

struct unit_mean {
	double n, mean, m2;
};

static void add_unit(struct unit_mean *u, double x)
{
	double delta = x - u->mean;

	if (isnan(x))
		return;
	u->n++;
	u->mean += delta / u->n;
	u->m2 += delta * (x - u->mean);
}

static void unit_estimate(const struct unit_mean *u, double level, struct estimate *out)
{
	struct interval i = { NAN, NAN };

	*out = (struct estimate){ u->n > 0 ? u->mean : NAN, u->n, NAN, NAN, 1 };
	if (u->n >= 2)
		i = stats_mean_t(u->mean, sqrt(u->m2 / (u->n - 1) / u->n), u->n - 1, level);
	out->low = i.low;
	out->high = i.high;
}

static void run_units(struct arena *a, const struct estimate_request *request, struct estimates *out)
{
	struct scan_request pass = { .plan = request->plan, .window = request->window, .dimensions = request->dimensions,
				     .n_dimensions = request->n_dimensions, .by_unit = true, .whole = request->whole, .stop = request->stop };
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
		size_t to = target_group(request, found);

		for (size_t i = 0; i < request->n_dimensions; i++)
			codes[found * request->n_dimensions + i] = s->codes[g * s->n_coders + i];
		if (s->codes[g * s->n_coders + s->n_coders - 1] == s->coders[s->n_coders - 1].domain)
			continue;	/* rows without a unit are nobody's */
		for (size_t e = 0; e < out->n_expressions; e++)
			if (estimate_expression(request->plan, e))
				add_unit(&means[to * out->n_expressions + e], scan_value(s, estimate_expression(request->plan, e), g));
	}
	out->n_groups = request->translate ? request->n_translated : groups_count(regroup.groups);
	out->codes = codes;
	out->cells = ARENA_ARRAY(a, out->n_groups * out->n_expressions, struct estimate);
	for (size_t i = 0; i < out->n_groups * out->n_expressions; i++)
		unit_estimate(&means[i], request->plan->level, &out->cells[i]);
}

void estimate_run(struct arena *a, const struct estimate_request *request, struct estimates *out)
{
	*out = (struct estimates){ .plan = request->plan, .n_dimensions = request->n_dimensions };
	out->n_expressions = estimate_expressions(request->plan);
	if (request->plan->per)
		run_units(a, request, out);
	else
		run_rows(a, request, out);
	clip_intervals(out);
	out->coders = out->main.coders;
	out->rows_in_window = out->main.rows_in_window;
	out->rows_used = out->main.rows_used;
	out->lead = out->main.lead;
}
