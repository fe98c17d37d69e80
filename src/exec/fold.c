#include <math.h>
#include <string.h>

#include "exec/fold_int.h"
#include "exec/groups.h"

/* ---- making ready ---------------------------------------------------------------------------- */

/* Whole and scaled numbers as they are stored can be summed without any rounding. */
static bool is_exact(const struct row *r)
{
	return r && r->kind == ROW_COLUMN && (r->column->type == COLUMN_INTEGER || r->column->type == COLUMN_DECIMAL) &&
	       (r->seconds == 0 || r->seconds == 1) && !r->mirror && r->column->domain < UINT32_MAX;
}

static void only(const struct row *r, const struct column **found, bool *fits)
{
	const struct column *c = r ? row_only_column(r) : NULL;

	if (!r)
		return;
	if (!c || (*found && *found != c))
		*fits = false;
	*found = c;
}

const struct column *fold_histogram_column(const struct aggregate *a)
{
	const struct column *c = NULL;
	bool fits = true;

	switch (a->kind) {
	case AGGREGATE_COUNT:
	case AGGREGATE_SUM:
	case AGGREGATE_AVG:
	case AGGREGATE_SHARE:
	case AGGREGATE_NET:
	case AGGREGATE_STDEV:
	case AGGREGATE_MIN:
	case AGGREGATE_MAX:
	case AGGREGATE_PERCENTILE:
		break;
	default:
		return NULL;
	}
	only(a->a, &c, &fits);
	only(a->b, &c, &fits);
	only(a->filter, &c, &fits);
	return fits && c && c->type != COLUMN_NUMBER && c->domain < HISTOGRAM_BINS ? c : NULL;
}

static bool is_customer(const struct fold_context *context, const struct row *column)
{
	return context->table->starts && column->column == context->table->roles[ROLE_customer].column;
}

static void init_distinct(struct fold *f)
{
	if (f->aggregate->n_columns == 1 && is_customer(&f->context, f->aggregate->columns[0]))
		return; /* rows are in customer order: the last one seen tells */
	f->set = distinct_new(f->arena, f->aggregate);
}

static struct clusters *new_clusters(struct arena *a, const struct fold_context *context)
{
	struct clusters *c = ARENA_NEW(a, struct clusters);

	if (context->scattered)
		c->scattered = groups_new(a, UINT64_MAX);
	c->others = context->others;
	return c;
}

struct fold *fold_new(struct arena *a, const struct fold_context *context, const struct aggregate *aggregate,
		      bool clusters, const struct histogram *histogram)
{
	struct fold *f = ARENA_NEW(a, struct fold);
	enum aggregate_kind kind = aggregate->kind;

	f->arena = a;
	f->aggregate = aggregate;
	f->context = *context;
	f->histogram = histogram;
	f->filter = kernel_new(a, aggregate->filter);
	f->a = kernel_new(a, aggregate->a);
	f->b = kernel_new(a, aggregate->b);
	if (kind == AGGREGATE_FIRST || kind == AGGREGATE_LAST)
		f->time = kernel_new(a, context->time);
	if (kind == AGGREGATE_DISTINCT)
		init_distinct(f);
	if (kind == AGGREGATE_PERCENTILE)
		f->values = values_new(a);
	if (context->weight && aggregate_is_weighted(aggregate))
		f->weighted = weighted_new(a, context->weight);
	f->exact = !f->weighted && (kind == AGGREGATE_SUM || kind == AGGREGATE_AVG || kind == AGGREGATE_STDEV) &&
		   is_exact(aggregate->a);
	if (clusters && (kind == AGGREGATE_SHARE || kind == AGGREGATE_NET || kind == AGGREGATE_AVG))
		f->clusters = new_clusters(a, context);
	return f;
}

#define GROW(array) (array) = arena_grow(f->arena, (array), f->capacity, n, sizeof(*(array)))

void fold_reserve(struct fold *f, size_t n_groups)
{
	enum aggregate_kind kind = f->aggregate->kind;
	size_t n = f->capacity ? f->capacity : 16;

	f->n_groups = n_groups;
	if (n_groups <= f->capacity)
		return;
	while (n < n_groups)
		n *= 2;
	GROW(f->n);
	if (kind == AGGREGATE_SHARE || kind == AGGREGATE_NET) {
		GROW(f->plus);
		GROW(f->minus);
	}
	if (f->exact) {
		GROW(f->sum);
		GROW(f->codes);
		GROW(f->squares);
	} else if (kind == AGGREGATE_SUM || kind == AGGREGATE_AVG || kind == AGGREGATE_STDEV ||
		   kind == AGGREGATE_CORR) {
		GROW(f->total);
		GROW(f->carry);
		GROW(f->mean);
		GROW(f->m2);
	}
	if (kind == AGGREGATE_CORR) {
		GROW(f->mean_b);
		GROW(f->m2_b);
		GROW(f->m2_ab);
	}
	if (kind == AGGREGATE_MIN || kind == AGGREGATE_MAX || kind == AGGREGATE_FIRST || kind == AGGREGATE_LAST) {
		GROW(f->best);
		GROW(f->best_time);
	}
	if (kind == AGGREGATE_DISTINCT && !f->set)
		GROW(f->last_customer);
	if (f->clusters)
		clusters_reserve(f, n);
	if (f->weighted)
		weighted_reserve(f, n);
	f->capacity = n;
}

/* ---- one value ------------------------------------------------------------------------------- */

/* Neumaier's compensated sum. */
void fold_add_sum(struct fold *f, size_t g, double add)
{
	double t = f->total[g] + add;

	f->carry[g] += fabs(f->total[g]) >= fabs(add) ? (f->total[g] - t) + add : (add - t) + f->total[g];
	f->total[g] = t;
}

/* The sum, and Welford's mean and sum of squared deviations, TIMES equal values at once. */
static void add_number(struct fold *f, size_t g, double x, uint64_t times)
{
	double n = (double)f->n[g], delta = x - f->mean[g];

	fold_add_sum(f, g, x * (double)times);
	f->mean[g] += delta * (double)times / n;
	f->m2[g] += delta * delta * (double)times * (n - (double)times) / n;
}

static void add_exact(struct fold *f, size_t g, uint64_t code, uint64_t times)
{
	int64_t value = f->aggregate->a->column->base + (int64_t)code;

	f->sum[g] += (wide)value * (wide)times;
	f->codes[g] += (wide)code * (wide)times;
	f->squares[g] += (wide)code * (wide)code * (wide)times;
}

void fold_add_pair(struct fold *f, size_t g, double x, double y, double weight)
{
	double all = fold_weight(f, g), dx = x - f->mean[g], dy = y - f->mean_b[g];

	f->mean[g] += dx * weight / all;
	f->mean_b[g] += dy * weight / all;
	f->m2[g] += weight * dx * (x - f->mean[g]);
	f->m2_b[g] += weight * dy * (y - f->mean_b[g]);
	f->m2_ab[g] += weight * dx * (y - f->mean_b[g]);
}

static void keep_best(struct fold *f, size_t g, double x, double y, bool first)
{
	bool better;

	switch (f->aggregate->kind) {
	case AGGREGATE_MIN:
		better = x < f->best[g];
		break;
	case AGGREGATE_MAX:
		better = x > f->best[g];
		break;
	case AGGREGATE_FIRST:
		better = y < f->best_time[g];
		break;
	default:
		better = y >= f->best_time[g];
	}
	if (!first && !better)
		return;
	f->best[g] = x;
	f->best_time[g] = y;
}

void fold_count(struct fold *f, size_t g, double x, double y, uint64_t code, uint64_t times)
{
	f->n[g] += times;
	switch (f->aggregate->kind) {
	case AGGREGATE_COUNT:
		break;
	case AGGREGATE_SHARE:
		f->plus[g] += x == 1 ? times : 0;
		break;
	case AGGREGATE_NET:
		f->plus[g] += x == 1 ? times : 0;
		f->minus[g] += y == 1 ? times : 0;
		break;
	case AGGREGATE_PERCENTILE:
		for (uint64_t i = 0; i < times; i++)
			values_add(f->values, (uint32_t)g, x);
		break;
	case AGGREGATE_CORR: /* the pairs are counted already: weighs the new ones against the old */
		fold_add_pair(f, g, x, y, (double)times);
		break;
	case AGGREGATE_MIN:
	case AGGREGATE_MAX:
	case AGGREGATE_FIRST:
	case AGGREGATE_LAST:
		keep_best(f, g, x, y, f->n[g] == times);
		break;
	default:
		if (f->exact)
			add_exact(f, g, code, times);
		else
			add_number(f, g, x, times);
	}
}

/* ---- blocks ---------------------------------------------------------------------------------- */

struct inputs {
	uint8_t passes[BLOCK_ROWS];
	double x[BLOCK_ROWS], y[BLOCK_ROWS], weight[BLOCK_ROWS];
	uint32_t codes[BLOCK_ROWS];
};

static void truth_as_numbers(struct kernel *k, const struct block *b, double *out)
{
	uint8_t truth[BLOCK_ROWS];

	kernel_truth(k, b, truth);
	for (size_t i = 0; i < b->n; i++)
		out[i] = truth[i];
}

/* Everything the fold needs of a block; rows without a value do not pass. */
static void load(struct fold *f, const struct block *b, struct inputs *in)
{
	enum aggregate_kind kind = f->aggregate->kind;
	bool conditions = kind == AGGREGATE_SHARE || kind == AGGREGATE_NET;

	if (f->filter)
		kernel_truth(f->filter, b, in->passes);
	else
		memset(in->passes, 1, b->n);
	if (f->a && conditions)
		truth_as_numbers(f->a, b, in->x);
	else if (f->a)
		kernel_numbers(f->a, b, in->x);
	if (f->b && conditions)
		truth_as_numbers(f->b, b, in->y);
	else if (f->b || f->time)
		kernel_numbers(f->b ? f->b : f->time, b, in->y);
	if (f->exact)
		kernel_codes(f->aggregate->a->column, b, in->codes);
	for (size_t i = 0; f->a && i < b->n; i++)
		in->passes[i] = (uint8_t)(in->passes[i] && !isnan(in->x[i]));
	for (size_t i = 0; (f->b || f->time) && i < b->n; i++)
		in->passes[i] = (uint8_t)(in->passes[i] && !isnan(in->y[i]));
	if (f->weighted)
		kernel_numbers(f->weighted->weight, b, in->weight);
}

static void add_distinct(struct fold *f, const struct selection *s, const struct inputs *in)
{
	uint32_t codes[BLOCK_ROWS];
	const struct column *customer = f->set ? NULL : f->aggregate->columns[0]->column;

	if (f->set)
		distinct_load(f->set, s->block);
	else
		kernel_codes(customer, s->block, codes);
	for (size_t i = 0; i < s->n; i++) {
		size_t at = s->at[i], g = s->group[i];

		if (!in->passes[at])
			continue;
		if (f->set) {
			f->n[g] += distinct_add(f->set, at, (uint32_t)g);
		} else if (codes[at] < customer->domain && f->last_customer[g] != s->customer[at] + 1) {
			f->last_customer[g] = s->customer[at] + 1;
			f->n[g]++;
		}
	}
}

static uint64_t times_of(const struct selection *s, size_t i)
{
	return s->times ? s->times[i] : 1;
}

static void add_rows(struct fold *f, const struct selection *s, const struct inputs *in)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t at = s->at[i];

		if (!in->passes[at])
			continue;
		if (f->weighted && !(in->weight[at] > 0))
			f->weighted->weightless += times_of(s, i);
		else if (f->weighted)
			for (uint64_t n = times_of(s, i); n > 0; n--)
				weighted_count(f, s->group[i], in->x[at], in->y[at], in->weight[at]);
		else
			fold_count(f, s->group[i], in->x[at], in->y[at], in->codes[at], times_of(s, i));
	}
}

static void add_clusters(struct fold *f, const struct selection *s, const struct inputs *in)
{
	bool net = f->aggregate->kind == AGGREGATE_NET;

	for (size_t i = 0; i < s->n; i++) {
		size_t at = s->at[i];
		double x = net ? in->x[at] - in->y[at] : in->x[at], weight = f->weighted ? in->weight[at] : 1;

		if (!in->passes[at] || !(weight > 0))
			continue;
		if (s->alone && s->alone[at])
			clusters_add_alone(f, s->group[i], s->cluster[at], x, weight, (double)times_of(s, i));
		else
			clusters_add(f, s->group[i], s->cluster[at], x, weight * (double)times_of(s, i));
	}
}

void fold_add(struct fold *f, const struct selection *s)
{
	struct inputs in;

	if (f->histogram || s->n == 0 || f->aggregate->kind == AGGREGATE_BASE)
		return;
	load(f, s->block, &in);
	if (f->aggregate->kind == AGGREGATE_DISTINCT) {
		add_distinct(f, s, &in);
		return;
	}
	if (!f->a) /* count: no values, the arrays hold nothing */
		memset(in.x, 0, sizeof(in.x[0]) * s->block->n);
	add_rows(f, s, &in);
	if (f->clusters && s->cluster)
		add_clusters(f, s, &in);
}

/* ---- from a histogram ------------------------------------------------------------------------ */

static void add_histogram(struct fold *f)
{
	const struct histogram *h = f->histogram;
	struct block all = { 0, h->bins, h->column };
	struct inputs in;

	load(f, &all, &in);
	for (size_t g = 0; g < f->n_groups; g++)
		for (size_t code = 0; code < h->bins; code++) {
			uint32_t times = h->counts[g * h->bins + code];

			if (times && in.passes[code])
				fold_count(f, g, f->a ? in.x[code] : 0, f->b ? in.y[code] : 0, code, times);
		}
}

void histogram_reserve(struct histogram *h, size_t n_groups)
{
	size_t n = h->n_groups ? h->n_groups : 16;

	if (n_groups <= h->n_groups)
		return;
	while (n < n_groups)
		n *= 2;
	h->counts = arena_grow(h->arena, h->counts, h->n_groups, n, h->bins * sizeof(*h->counts));
	h->n_groups = n;
}

void histogram_add(struct histogram *h, const struct selection *s)
{
	uint32_t codes[BLOCK_ROWS];
	size_t bins = h->bins;

	kernel_codes(h->column, s->block, codes);
	for (size_t i = 0; i < s->n; i++)
		h->counts[s->group[i] * bins + codes[s->at[i]]]++;
}

void fold_add_customers(struct fold *f, size_t g, double n)
{
	f->n[g] += (uint64_t)n;
}

void fold_finish(struct fold *f)
{
	if (f->histogram)
		add_histogram(f);
	if (f->values)
		values_finish(f->values, f->n_groups);
	if (f->clusters)
		clusters_finish(f);
}
