#include "exec/drivers.h"

#include <math.h>
#include <string.h>

#include "exec/score.h"
#include "stats/groups.h"

struct drivers_pass {
	struct arena *arena;
	const struct drivers *plan;
	struct drivers_scan *out;
	const bool *used; /* NULL: all */
	struct kernel *where, *time, *weight;
	struct score_kernel *outcome;
	struct score_kernel **scores; /* by driver; NULL: a category */
	struct coder *coders;
	uint32_t *reference;	     /* by driver: the most frequent value, which gets no column */
	uint32_t **column_of;	     /* by driver: code -> column of the value */
	struct stats_moments *pairs; /* by driver */
	double *row;		     /* outcome, predictors */
	uint64_t voice;
	/* of the rows of a block */
	uint8_t passes[BLOCK_ROWS];
	double seconds[BLOCK_ROWS], y[BLOCK_ROWS], weights[BLOCK_ROWS];
	uint64_t voices[BLOCK_ROWS];
	double *x; /* driver * BLOCK_ROWS + row; a category's code, NaN where missing */
};

/* ---- blocks ---------------------------------------------------------------------------------- */

static struct drivers_pass *new_pass(struct arena *a, const struct drivers *plan, struct drivers_scan *out)
{
	struct drivers_pass *p = ARENA_NEW(a, struct drivers_pass);

	p->arena = a;
	p->plan = plan;
	p->out = out;
	p->where = kernel_new(a, plan->plan->where);
	p->time = kernel_new(a, plan->plan->time);
	p->weight = kernel_new(a, plan->plan->weight);
	p->outcome = score_new(a, &plan->outcome);
	p->scores = ARENA_ARRAY(a, plan->n, struct score_kernel *);
	p->coders = ARENA_ARRAY(a, plan->n, struct coder);
	p->x = ARENA_ARRAY(a, plan->n * BLOCK_ROWS, double);
	for (size_t d = 0; d < plan->n; d++)
		if (plan->list[d].is_category)
			coder_init(a, &p->coders[d], plan->plan, &plan->list[d].category, &plan->plan->window);
		else
			p->scores[d] = score_new(a, &plan->list[d].score);
	return p;
}

static bool is_used(const struct drivers_pass *p, size_t d)
{
	return !p->used || p->used[d];
}

static void category_numbers(struct drivers_pass *p, size_t d, const struct block *b, double *x)
{
	uint32_t codes[BLOCK_ROWS];

	coder_codes(&p->coders[d], b, codes);
	for (size_t i = 0; i < b->n; i++)
		x[i] = codes[i] < p->coders[d].domain ? (double)codes[i] : NAN;
}

static bool is_by_case(const struct plan *p)
{
	return p->table->roles[ROLE_case].column && p->settings->inference == INFERENCE_CASE;
}

/* The unit of inference: the customer, the case (rows without one are each their own), or every row by itself. */
static void number_voices(struct drivers_pass *p, const struct block *b)
{
	const struct plan *plan = p->plan->plan;
	const struct column *cases = plan->table->roles[ROLE_case].column;
	bool by_customer = plan->table->starts && plan->settings->inference == INFERENCE_CUSTOMER;
	bool by_case = is_by_case(plan);
	uint32_t codes[BLOCK_ROWS];

	if (by_case)
		kernel_codes(cases, b, codes);
	for (size_t i = 0; i < b->n; i++) {
		size_t row = b->from + i;

		p->voice += by_customer ? plan->table->starts[row / 64] >> (row % 64) & 1 : 1;
		p->voices[i] = by_case && codes[i] < cases->domain ? UINT64_MAX / 2 + codes[i] : p->voice;
	}
}

/* Rows without a weight take no part. */
static void weigh(struct drivers_pass *p, const struct block *b)
{
	for (size_t i = 0; i < b->n; i++)
		p->weights[i] = 1;
	if (!p->weight)
		return;
	kernel_numbers(p->weight, b, p->weights);
	for (size_t i = 0; i < b->n; i++) {
		p->out->weightless += p->passes[i] && !isnan(p->y[i]) && !(p->weights[i] > 0);
		p->passes[i] &= p->weights[i] > 0;
	}
}

static void prepare(struct drivers_pass *p, const struct block *b)
{
	const struct window *w = &p->plan->plan->window;

	if (p->where)
		kernel_truth(p->where, b, p->passes);
	else
		memset(p->passes, 1, b->n);
	if (w->given && p->time)
		kernel_numbers(p->time, b, p->seconds);
	for (size_t i = 0; i < b->n; i++) {
		bool inside = !w->given || !p->time ||
			      (p->seconds[i] >= (double)w->p.from && p->seconds[i] < (double)w->p.to);

		p->out->rows_in_window += inside;
		p->passes[i] &= inside;
		p->out->rows_used += p->passes[i];
	}
	score_numbers(p->outcome, b, p->y);
	weigh(p, b);
	for (size_t d = 0; d < p->plan->n; d++)
		if (p->scores[d])
			score_numbers(p->scores[d], b, &p->x[d * BLOCK_ROWS]);
		else
			category_numbers(p, d, b, &p->x[d * BLOCK_ROWS]);
	number_voices(p, b);
}

typedef void take_row(struct drivers_pass *p, size_t i);

static void each_row(struct drivers_pass *p, take_row *take, const volatile sig_atomic_t *stop)
{
	size_t n_rows = p->plan->plan->table->n_rows;

	p->out->rows_in_window = p->out->rows_used = p->out->weightless = 0;
	for (size_t from = 0; from < n_rows; from += BLOCK_ROWS) {
		struct block b = { from, n_rows - from < BLOCK_ROWS ? n_rows - from : BLOCK_ROWS, NULL };

		if (stop && *stop) {
			p->out->status = STATUS_INTERRUPTED;
			return;
		}
		prepare(p, &b);
		for (size_t i = 0; i < b.n; i++)
			if (p->passes[i] && !isnan(p->y[i]))
				take(p, i);
	}
}

static bool is_complete(const struct drivers_pass *p, size_t i)
{
	for (size_t d = 0; d < p->plan->n; d++)
		if (is_used(p, d) && isnan(p->x[d * BLOCK_ROWS + i]))
			return false;
	return true;
}

/* ---- pairs ----------------------------------------------------------------------------------- */

static void take_pair(struct drivers_pass *p, size_t i)
{
	bool complete = is_complete(p, i);

	p->out->n_outcome++;
	for (size_t d = 0; d < p->plan->n; d++) {
		double pair[2] = { p->y[i], p->x[d * BLOCK_ROWS + i] };
		struct driver_pair *to = &p->out->pairs[d];

		if (isnan(pair[1]))
			continue;
		if (p->scores[d]) {
			stats_moments_add(&p->pairs[d], pair, p->weights[i]);
			continue;
		}
		to->n++;
		stats_running_add(&to->levels[(size_t)pair[1]], pair[0], p->weights[i]);
		to->together[(size_t)pair[1]] += complete;
	}
}

/* Between-values part of the squared deviations. */
static double eta_squared(const struct stats_running *levels, size_t n)
{
	struct stats_running all = { 0 };
	double within = 0;

	for (size_t c = 0; c < n; c++) {
		stats_running_merge(&all, &levels[c]);
		within += levels[c].squares;
	}
	return all.squares > 0 ? fmax(0, 1 - within / all.squares) : NAN;
}

static void finish_category(struct drivers_pass *p, size_t d)
{
	struct driver_pair *pair = &p->out->pairs[d];
	size_t domain = (size_t)p->coders[d].domain, k = 0;

	for (size_t c = 0; c < domain; c++)
		k += pair->levels[c].weight > 0;
	pair->constant = k < 2;
	pair->r = pair->mean = NAN;
	pair->eta_squared = k < 2 ? NAN : eta_squared(pair->levels, domain);
}

static void finish_number(struct drivers_pass *p, size_t d)
{
	const struct stats_moments *m = &p->pairs[d];
	struct driver_pair *pair = &p->out->pairs[d];

	pair->n = m->n;
	pair->mean = m->n > 0 ? m->mean[1] : NAN;
	pair->r = stats_moments_r(m, 0, 1);
	pair->eta_squared = NAN;
	pair->constant = !(m->products[3] > 0);
}

void drivers_pairs(struct arena *a, const struct drivers *plan, const volatile sig_atomic_t *stop,
		   struct drivers_scan *out)
{
	struct drivers_pass *p;

	*out = (struct drivers_scan){ .status = STATUS_OK };
	p = new_pass(a, plan, out);
	out->pairs = ARENA_ARRAY(a, plan->n, struct driver_pair);
	p->pairs = ARENA_ARRAY(a, plan->n, struct stats_moments);
	for (size_t d = 0; d < plan->n; d++) {
		size_t domain = p->scores[d] ? 0 : (size_t)p->coders[d].domain;

		p->pairs[d] = stats_moments_new(a, 2);
		out->pairs[d].levels = ARENA_ARRAY(a, domain, struct stats_running);
		out->pairs[d].together = ARENA_ARRAY(a, domain, uint64_t);
	}
	each_row(p, take_pair, stop);
	for (size_t d = 0; d < plan->n; d++)
		if (p->scores[d])
			finish_number(p, d);
		else
			finish_category(p, d);
}

/* ---- all together ---------------------------------------------------------------------------- */

/* A column for every value that occurs in complete rows, but for the most frequent one. */
static size_t lay_category(struct drivers_pass *p, size_t d, size_t first)
{
	const struct driver_pair *pair = &p->out->pairs[d];
	size_t domain = (size_t)p->coders[d].domain, n = 0;

	p->column_of[d] = ARENA_ARRAY(p->arena, domain, uint32_t);
	for (uint32_t c = 0; c < domain; c++)
		if (pair->together[c] > pair->together[p->reference[d]])
			p->reference[d] = c;
	for (uint32_t c = 0; c < domain; c++)
		if (pair->together[c] && c != p->reference[d])
			p->column_of[d][c] = (uint32_t)(first + n++);
	return n;
}

static bool lay_columns(struct drivers_pass *p)
{
	struct drivers_scan *out = p->out;
	size_t next = 1;

	out->first = ARENA_ARRAY(p->arena, p->plan->n, size_t);
	out->columns = ARENA_ARRAY(p->arena, p->plan->n, size_t);
	p->reference = ARENA_ARRAY(p->arena, p->plan->n, uint32_t);
	p->column_of = ARENA_ARRAY(p->arena, p->plan->n, uint32_t *);
	for (size_t d = 0; d < p->plan->n; d++) {
		out->first[d] = next;
		out->columns[d] = !is_used(p, d) ? 0 : p->scores[d] ? 1 : lay_category(p, d, next);
		next += out->columns[d];
	}
	out->n_predictors = next - 1;
	return out->n_predictors <= DRIVER_COLUMNS_MAX;
}

static void take_complete(struct drivers_pass *p, size_t i)
{
	if (!is_complete(p, i))
		return;
	p->row[0] = p->y[i];
	for (size_t d = 0; d < p->plan->n; d++) {
		double x = p->x[d * BLOCK_ROWS + i];
		double *columns = &p->row[p->out->first[d]];

		if (p->out->columns[d] == 0)
			continue;
		if (p->scores[d]) {
			*columns = x;
			continue;
		}
		memset(columns, 0, p->out->columns[d] * sizeof(*columns));
		if (p->column_of[d][(size_t)x])
			p->row[p->column_of[d][(size_t)x]] = 1;
	}
	stats_moments_add(&p->out->moments, p->row, p->weights[i]);
	voices_add(&p->out->outcome, p->voices[i], p->y[i], p->weights[i]);
}

void drivers_together(struct arena *a, const struct drivers *plan, const bool *used, const volatile sig_atomic_t *stop,
		      struct drivers_scan *out)
{
	struct drivers_pass *p = new_pass(a, plan, out);

	p->used = used;
	/* Rows of a customer stand together, those of a case may not. */
	out->outcome = is_by_case(plan->plan) ? voices_scattered(a) : (struct voices){ 0 };
	if (!lay_columns(p)) {
		out->status = STATUS_BAD_INPUT;
		return;
	}
	out->moments = stats_moments_new(a, out->n_predictors + 1);
	p->row = ARENA_ARRAY(a, out->n_predictors + 1, double);
	each_row(p, take_complete, stop);
}
