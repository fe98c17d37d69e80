/* How the rows of a block, or of a histogram, come to a fold. */
#include <math.h>
#include <string.h>

#include "exec/fold_int.h"

/* ---- blocks ---------------------------------------------------------------------------------- */

struct inputs {
	double x[BLOCK_ROWS], y[BLOCK_ROWS], weight[BLOCK_ROWS];
	uint32_t codes[BLOCK_ROWS];
};

static bool is_of_conditions(const struct fold *f)
{
	return f->aggregate->kind == AGGREGATE_SHARE || f->aggregate->kind == AGGREGATE_NET;
}

static void truth_as_numbers(struct kernel *k, const struct block *b, double *out)
{
	uint8_t truth[BLOCK_ROWS];

	kernel_truth(k, b, truth);
	for (size_t i = 0; i < b->n; i++)
		out[i] = truth[i];
}

/* What the fold needs of a block; count: no values, the arrays hold nothing. */
static void load(struct fold *f, const struct block *b, struct inputs *in)
{
	struct kernel *y = f->b ? f->b : f->time;
	void (*numbers)(struct kernel *, const struct block *, double *) =
		is_of_conditions(f) ? truth_as_numbers : kernel_numbers;

	if (f->a)
		numbers(f->a, b, in->x);
	else
		memset(in->x, 0, sizeof(in->x[0]) * b->n);
	if (y)
		numbers(y, b, in->y);
	if (f->exact)
		kernel_codes(f->aggregate->a->column, b, in->codes);
	if (f->weighted)
		kernel_numbers(f->weighted->weight, b, in->weight);
}

/* Rows without a value take no part.  A condition always has one, as have rows that are only counted: false then. */
static bool leave_out_missing(const struct fold *f, const struct block *b, const struct inputs *in, uint8_t *passes)
{
	bool second = f->b || f->time;

	if (!f->a || is_of_conditions(f))
		return false;
	for (size_t i = 0; i < b->n; i++)
		passes[i] = (uint8_t)(passes[i] && !isnan(in->x[i]));
	for (size_t i = 0; second && i < b->n; i++)
		passes[i] = (uint8_t)(passes[i] && !isnan(in->y[i]));
	return true;
}

static struct selection with_values(const struct fold *f, const struct selection *s, const struct inputs *in)
{
	uint8_t passes[BLOCK_ROWS];

	memset(passes, 1, s->block->n);
	return leave_out_missing(f, s->block, in, passes) ? selection_part(s, passes, f->context.room) : *s;
}

void fold_end_customer(struct only *o)
{
	if (o->n_groups == 1)
		o->alone[o->group]++;
	o->n_groups = 0;
}

/* CUSTOMER is new in group G. */
static void enter_group(struct only *o, size_t g, uint32_t customer)
{
	if (o->open != customer + 1) {
		fold_end_customer(o);
		o->open = customer + 1;
		o->first[g]++;
		o->group = g;
	}
	o->n_groups++;
}

static void add_distinct(struct fold *f, const struct selection *s)
{
	uint32_t codes[BLOCK_ROWS];
	const struct column *customer = f->set ? NULL : f->aggregate->columns[0]->column;

	if (f->set)
		distinct_load(f->set, s->block);
	else
		kernel_codes(customer, s->block, codes);
	for (size_t i = 0; i < s->n; i++) {
		size_t at = s->at[i], g = s->group[i];

		if (f->set) {
			f->n[g] += distinct_add(f->set, at, (uint32_t)g);
		} else if (codes[at] < customer->domain && f->last_customer[g] != s->customer[at] + 1) {
			f->last_customer[g] = s->customer[at] + 1;
			f->n[g]++;
			if (f->only)
				enter_group(f->only, g, s->customer[at]);
		}
	}
}

static void add_weighted(struct fold *f, const struct selection *s, const struct inputs *in)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t at = s->at[i];
		uint64_t times = s->times ? s->times[i] : 1;

		if (!(in->weight[at] > 0))
			f->weighted->weightless += times;
		else
			for (uint64_t n = times; n > 0; n--)
				weighted_count(f, s->group[i], in->x[at], in->y[at], in->weight[at]);
	}
}

static void add_rows(struct fold *f, const struct selection *s, const struct inputs *in)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t at = s->at[i];

		fold_count(f, s->group[i], in->x[at], in->y[at], in->codes[at], s->times ? s->times[i] : 1);
	}
}

/* As add_rows for rows, shares and nets, each row once. */
static void add_conditions(struct fold *f, const struct selection *s, const struct inputs *in)
{
	for (size_t i = 0; i < s->n; i++)
		f->n[s->group[i]]++;
	for (size_t i = 0; f->plus && i < s->n; i++)
		f->plus[s->group[i]] += in->x[s->at[i]] == 1;
	for (size_t i = 0; f->plus && f->b && i < s->n; i++)
		f->minus[s->group[i]] += in->y[s->at[i]] == 1;
}

static void add_values(struct fold *f, const struct selection *s, const struct inputs *in)
{
	if (f->weighted)
		add_weighted(f, s, in);
	else if (!s->times && (is_of_conditions(f) || f->aggregate->kind == AGGREGATE_COUNT))
		add_conditions(f, s, in);
	else
		add_rows(f, s, in);
}

void fold_add(struct fold *f, const struct selection *s)
{
	struct inputs in;
	struct selection rows;

	if (f->histogram || s->n == 0 || f->aggregate->kind == AGGREGATE_BASE)
		return;
	if (f->aggregate->kind == AGGREGATE_DISTINCT) {
		add_distinct(f, s);
		return;
	}
	load(f, s->block, &in);
	rows = with_values(f, s, &in);
	add_values(f, &rows, &in);
	if (!f->clusters || !rows.cluster)
		return;
	for (size_t i = 0; f->aggregate->kind == AGGREGATE_NET && i < rows.block->n; i++)
		in.x[i] -= in.y[i];
	clusters_add(f, &rows, in.x, f->weighted ? in.weight : NULL);
}

/* ---- from a histogram ------------------------------------------------------------------------ */

void fold_add_histogram(struct fold *f)
{
	const struct histogram *h = f->histogram;
	struct block all = { 0, h->bins, h->column };
	struct inputs in;
	uint8_t passes[BLOCK_ROWS];

	load(f, &all, &in);
	memset(passes, 1, h->bins);
	if (f->filter)
		kernel_truth(f->filter, &all, passes);
	leave_out_missing(f, &all, &in, passes);
	for (size_t g = 0; g < f->n_groups; g++)
		for (size_t code = 0; code < h->bins; code++) {
			uint32_t times = h->counts[g * h->bins + code];

			if (times && passes[code])
				fold_count(f, g, in.x[code], f->b ? in.y[code] : 0, code, times);
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
