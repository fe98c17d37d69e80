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

static bool is_of_customers(const struct aggregate *a, const struct fold_context *context)
{
	return a->kind == AGGREGATE_DISTINCT && a->n_columns == 1 && is_customer(context, a->columns[0]);
}

bool fold_knows_others(const struct aggregate *a, const struct fold_context *context)
{
	if (context->weight && aggregate_is_weighted(a))
		return false;
	return a->kind == AGGREGATE_COUNT || a->kind == AGGREGATE_SHARE || a->kind == AGGREGATE_NET ||
	       is_of_customers(a, context);
}

static void init_distinct(struct fold *f)
{
	if (is_of_customers(f->aggregate, &f->context))
		f->only = f->context.others ? ARENA_NEW(f->arena, struct only) : NULL;
	else /* rows are in customer order: the last one seen tells */
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
	f->filter = histogram ? kernel_new(a, aggregate->filter) : NULL;
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
	if (f->only) {
		GROW(f->only->first);
		GROW(f->only->alone);
	}
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

void fold_add_customers(struct fold *f, size_t g, double n)
{
	f->n[g] += (uint64_t)n;
}

void fold_finish(struct fold *f)
{
	if (f->histogram)
		fold_add_histogram(f);
	if (f->values)
		values_finish(f->values, f->n_groups);
	if (f->clusters)
		clusters_finish(f);
	if (f->only)
		fold_end_customer(f->only);
}
