/* One pass over the rows of both periods: what each adds to the sums that the metric is made of. */
#include <math.h>
#include <string.h>

#include "exec/kernel.h"
#include "exec/why_int.h"

/* One aggregate, row by row. */
struct part {
	const struct aggregate *aggregate;
	struct kernel *a, *b, *filter;
	double x[BLOCK_ROWS]; /* NaN: the row has no part in it */
};

struct rows {
	struct why_pass *pass;
	struct part *parts; /* by aggregate of the plan */
	struct kernel *where, *time, *weight;
	struct kernel **kept; /* one per negated column of the plan */
	uint32_t **codes;     /* by dimension, of the block; NULL: not needed */
	uint64_t customers;
	/* of the rows of a block */
	uint8_t passes[BLOCK_ROWS];
	uint8_t in[STATS_PERIODS][BLOCK_ROWS];
	double seconds[BLOCK_ROWS], weights[BLOCK_ROWS];
	uint32_t folds[BLOCK_ROWS];
	double *values; /* row * width, as the sums are laid out */
	double squares[BLOCK_ROWS];
};

/* ---- making ready ---------------------------------------------------------------------------- */

void why_reserve(struct arena *a, const struct why_pass *p, struct why_cells *c)
{
	c->n_codes = 1;
	for (size_t d = 0; d < c->n_dimensions; d++)
		c->n_codes *= (size_t)p->out->coders[c->dimensions[d]].domain + 1;
	c->sums = arena_array(a, c->n_codes * STATS_PERIODS * JACKKNIFE_FOLDS, p->width * sizeof(double));
	c->squares = ARENA_ARRAY(a, c->n_codes, double);
}

static struct rows *new_rows(struct why_pass *p)
{
	const struct plan *plan = p->why->plan;
	struct arena *a = p->arena;
	struct rows *r = ARENA_NEW(a, struct rows);

	r->pass = p;
	r->where = kernel_new(a, plan->where);
	r->time = kernel_new(a, plan->time);
	r->weight = kernel_new(a, plan->weight);
	r->kept = ARENA_ARRAY(a, plan->n_negated, struct kernel *);
	for (size_t k = 0; k < plan->n_negated; k++)
		r->kept[k] = kernel_new(a, plan->negated[k]);
	r->parts = ARENA_ARRAY(a, plan->aggregates.n, struct part);
	r->values = ARENA_ARRAY(a, BLOCK_ROWS * p->width, double);
	for (size_t i = 0; i < plan->aggregates.n; i++) {
		const struct aggregate *aggregate = &plan->aggregates.list[i];

		r->parts[i].aggregate = aggregate;
		r->parts[i].a = kernel_new(a, aggregate->a);
		r->parts[i].b = kernel_new(a, aggregate->b);
		r->parts[i].filter = kernel_new(a, aggregate->filter);
	}
	r->codes = ARENA_ARRAY(a, p->why->n_dimensions, uint32_t *);
	for (size_t c = 0; c < p->n_cells; c++)
		for (size_t d = 0; d < p->cells[c].n_dimensions; d++)
			if (!r->codes[p->cells[c].dimensions[d]])
				r->codes[p->cells[c].dimensions[d]] = ARENA_ARRAY(a, BLOCK_ROWS, uint32_t);
	return r;
}

/* ---- values ---------------------------------------------------------------------------------- */

static void truth_as_numbers(struct kernel *k, const struct block *b, double *out)
{
	uint8_t truth[BLOCK_ROWS];

	kernel_truth(k, b, truth);
	for (size_t i = 0; i < b->n; i++)
		out[i] = truth[i];
}

static void subtract_truth(struct kernel *k, const struct block *b, double *out)
{
	uint8_t truth[BLOCK_ROWS];

	kernel_truth(k, b, truth);
	for (size_t i = 0; i < b->n; i++)
		out[i] -= truth[i];
}

/* Shares count 1 and 0, nets +1, 0, -1, counts 1 for a row that is counted. */
static void load_part(struct part *p, const struct block *b)
{
	enum aggregate_kind kind = p->aggregate->kind;
	uint8_t passes[BLOCK_ROWS];

	if (!p->a)
		for (size_t i = 0; i < b->n; i++)
			p->x[i] = 1;
	else if (kind == AGGREGATE_SHARE || kind == AGGREGATE_NET)
		truth_as_numbers(p->a, b, p->x);
	else
		kernel_numbers(p->a, b, p->x);
	if (kind == AGGREGATE_NET)
		subtract_truth(p->b, b, p->x);
	for (size_t i = 0; kind == AGGREGATE_COUNT && i < b->n; i++)
		p->x[i] = isnan(p->x[i]) ? NAN : 1;
	if (!p->filter)
		return;
	kernel_truth(p->filter, b, passes);
	for (size_t i = 0; i < b->n; i++)
		if (!passes[i])
			p->x[i] = NAN;
}

static void add_mean(struct rows *r, const struct part *p, size_t i, double *to)
{
	double weight = r->weight ? r->weights[i] : 1;

	if (isnan(p->x[i]))
		return;
	if (!(weight > 0)) {
		r->pass->out->weightless++;
		return;
	}
	to[WHY_TOP] = weight * p->x[i];
	to[WHY_BOTTOM] = weight;
	to[WHY_N] = 1;
}

/* True: some of the sums count the row. */
static bool add_sums(const struct rows *r, const struct why_sums *sums, size_t i, double *to)
{
	bool counts = false;

	for (size_t k = 0; k < sums->n; k++) {
		double x = r->parts[sums->list[k].aggregate].x[i];

		if (isnan(x))
			continue;
		*to += sums->list[k].factor * x;
		counts = true;
	}
	return counts;
}

static void set_values(struct rows *r, size_t i)
{
	const struct why *w = r->pass->why;
	double *to = &r->values[i * r->pass->width];

	memset(to, 0, r->pass->width * sizeof(*to));
	for (size_t t = 0; t < w->n; t++, to += WHY_PARTS) {
		const struct why_term *term = &w->list[t];
		bool top;

		if (term->kind == WHY_MEAN) {
			add_mean(r, &r->parts[term->mean], i, to);
			continue;
		}
		top = add_sums(r, &term->top, i, &to[WHY_TOP]);
		to[WHY_N] = term->kind == WHY_SUM ? top : add_sums(r, &term->bottom, i, &to[WHY_BOTTOM]);
	}
	to = &r->values[i * r->pass->width];
	r->squares[i] = to[WHY_BOTTOM] > 0 ? to[WHY_TOP] * to[WHY_TOP] / to[WHY_BOTTOM] : 0;
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* The unit of inference: the customer, the case (rows without one are each their own), or every row by itself. */
static void set_folds(struct rows *r, const struct block *b)
{
	const struct plan *plan = r->pass->why->plan;
	const struct column *cases = plan->table->roles[ROLE_case].column;
	bool by_customer = plan->table->starts && plan->settings->inference == INFERENCE_CUSTOMER;
	bool by_case = cases && plan->settings->inference == INFERENCE_CASE;
	uint32_t codes[BLOCK_ROWS];

	if (by_case)
		kernel_codes(cases, b, codes);
	for (size_t i = 0; i < b->n; i++) {
		size_t row = b->from + i;

		if (by_customer)
			r->customers += plan->table->starts[row / 64] >> (row % 64) & 1;
		r->folds[i] = scan_fold(by_customer			      ? r->customers - 1
					: by_case && codes[i] < cases->domain ? UINT64_MAX / 2 + codes[i]
									      : row);
	}
}

/* Rows of the block in either period and past the filter; false: none. */
static bool set_passes(struct rows *r, const struct block *b)
{
	const struct plan *plan = r->pass->why->plan;
	const struct period *periods[STATS_PERIODS] = { &plan->window.p, &plan->before.p };
	struct whys *out = r->pass->out;
	bool any = false;

	kernel_numbers(r->time, b, r->seconds);
	for (int t = 0; t < STATS_PERIODS; t++) {
		double from = (double)periods[t]->from, to = (double)periods[t]->to;

		for (size_t i = 0; i < b->n; i++) {
			r->in[t][i] = r->seconds[i] >= from && r->seconds[i] < to;
			any |= r->in[t][i];
		}
	}
	if (!any)
		return false;
	memset(r->passes, 1, b->n);
	if (r->where)
		kernel_truth(r->where, b, r->passes);
	for (size_t i = 0; i < b->n; i++) {
		out->rows_in_periods += r->in[STATS_NOW][i] || r->in[STATS_BEFORE][i];
		out->rows[STATS_NOW] += r->in[STATS_NOW][i] & r->passes[i];
		out->rows[STATS_BEFORE] += r->in[STATS_BEFORE][i] & r->passes[i];
		r->passes[i] &= r->in[STATS_NOW][i] | r->in[STATS_BEFORE][i];
	}
	return true;
}

/* Rows that a negation kept although the value it speaks of is missing. */
static void count_kept(struct rows *r, const struct block *b)
{
	uint8_t missing[BLOCK_ROWS];

	for (size_t k = 0; k < r->pass->why->plan->n_negated; k++) {
		kernel_truth(r->kept[k], b, missing);
		for (size_t i = 0; i < b->n; i++)
			r->pass->out->kept_missing[k] += r->passes[i] & missing[i];
	}
}

static void add_row(struct rows *r, const struct why_cells *c, size_t i)
{
	size_t width = r->pass->width, code = r->codes[c->dimensions[0]][i];
	const double *values = &r->values[i * width];

	if (c->n_dimensions == 2)
		code = code * ((size_t)r->pass->out->coders[c->dimensions[1]].domain + 1) +
		       r->codes[c->dimensions[1]][i];
	c->squares[code] += r->squares[i];
	for (size_t t = 0; t < STATS_PERIODS; t++) {
		double *to = &c->sums[((code * STATS_PERIODS + t) * JACKKNIFE_FOLDS + r->folds[i]) * width];

		for (size_t k = 0; r->in[t][i] && k < width; k++)
			to[k] += values[k];
	}
}

static bool has_answer(const struct rows *r, size_t i)
{
	const double *values = &r->values[i * r->pass->width];

	for (size_t k = 0; k < r->pass->width; k++)
		if (values[k] != 0)
			return true;
	return false;
}

static void scan_block(struct rows *r, const struct block *b)
{
	const struct why_pass *p = r->pass;

	set_folds(r, b);
	if (!set_passes(r, b))
		return;
	count_kept(r, b);
	if (r->weight)
		kernel_numbers(r->weight, b, r->weights);
	for (size_t k = 0; k < p->why->plan->aggregates.n; k++)
		load_part(&r->parts[k], b);
	for (size_t d = 0; d < p->why->n_dimensions; d++)
		if (r->codes[d])
			coder_codes(&p->out->coders[d], b, r->codes[d]);
	for (size_t i = 0; i < b->n; i++) {
		if (!r->passes[i])
			continue;
		set_values(r, i);
		if (!has_answer(r, i))
			continue;
		for (size_t c = 0; c < p->n_cells; c++)
			add_row(r, &p->cells[c], i);
	}
}

void why_scan(struct why_pass *p)
{
	struct rows *r = new_rows(p);
	size_t n_rows = p->why->plan->table->n_rows;

	memset(p->out->kept_missing, 0, p->why->plan->n_negated * sizeof(*p->out->kept_missing));
	p->out->rows[STATS_NOW] = p->out->rows[STATS_BEFORE] = p->out->rows_in_periods = p->out->weightless = 0;
	for (size_t from = 0; from < n_rows; from += BLOCK_ROWS) {
		struct block b = { from, n_rows - from < BLOCK_ROWS ? n_rows - from : BLOCK_ROWS, NULL };

		if (p->stop && *p->stop) {
			p->out->status = STATUS_INTERRUPTED;
			return;
		}
		scan_block(r, &b);
	}
}
