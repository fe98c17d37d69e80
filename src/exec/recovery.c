/* The rows of each customer in their order: failures open, facts close them; who says what comes afterwards.
 * Only one customer's failures and answers are kept at a time. */
#include "exec/recovery_int.h"

#include <math.h>
#include <string.h>

/* ---- groups ---------------------------------------------------------------------------------- */

static bool init_groups(struct recovery_pass *p)
{
	const struct plan *plan = p->recovery->plan;
	uint64_t product = 1;

	for (size_t d = plan->n_dimensions; d-- > 0;) {
		p->strides[d] = product;
		if (__builtin_mul_overflow(product, p->out->coders[d].domain + 1, &product))
			return false;
	}
	p->group_numbers = groups_new(p->arena, product);
	return true;
}

/* Quantiles take their cuts in a pass of their own. */
static enum status init_coders(struct recovery_pass *p)
{
	const struct plan *plan = p->recovery->plan;
	size_t all[DIMENSIONS_MAX];
	struct scan_request request = { .plan = plan,
					.window = &plan->window,
					.dimensions = all,
					.n_dimensions = plan->n_dimensions,
					.whole = true,
					.stop = p->stop };
	struct scan scan;

	for (size_t d = 0; d < plan->n_dimensions; d++)
		all[d] = d;
	if (plan->n_dimensions == 0)
		return STATUS_OK;
	scan_run(p->arena, &request, &scan);
	p->out->coders = scan.coders;
	return scan.status;
}

struct recovery_group *recovery_group_of(struct recovery_pass *p, uint64_t key)
{
	struct recovery_scan *out = p->out;
	size_t g;

	if (p->recovery->plan->n_dimensions == 0 || key == NO_KEY)
		return NULL;
	g = groups_find(p->group_numbers, key);
	if (g >= p->capacity) {
		size_t more = p->capacity ? 2 * p->capacity : 16;

		out->groups = arena_grow(p->arena, out->groups, out->n_groups, more, sizeof(*out->groups));
		p->capacity = more;
	}
	if (g >= out->n_groups)
		out->n_groups = g + 1;
	return &out->groups[g];
}

static void compose_keys(struct recovery_pass *p, const struct block *b)
{
	const struct plan *plan = p->recovery->plan;
	uint32_t codes[BLOCK_ROWS];

	memset(p->key, 0, sizeof(p->key));
	for (size_t d = 0; d < plan->n_dimensions; d++) {
		uint64_t domain = p->out->coders[d].domain;

		coder_codes(&p->out->coders[d], b, codes);
		for (size_t i = 0; i < b->n; i++)
			p->key[i] = codes[i] > domain || p->key[i] == NO_KEY ? NO_KEY
									     : p->key[i] + codes[i] * p->strides[d];
	}
}

/* ---- a block --------------------------------------------------------------------------------- */

static void truth(struct kernel *k, const struct block *b, uint8_t otherwise, uint8_t *out)
{
	if (k)
		kernel_truth(k, b, out);
	else
		memset(out, otherwise, b->n);
}

static void prepare(struct recovery_pass *p, const struct block *b)
{
	const struct window *w = &p->recovery->plan->window;

	truth(p->where, b, 1, p->fits);
	truth(p->failure, b, 0, p->failed);
	truth(p->repair, b, 0, p->repaired);
	truth(p->no_repair, b, 0, p->denied);
	truth(p->out->asked ? p->asked : NULL, b, 1, p->counts);
	kernel_numbers(p->time, b, p->seconds);
	kernel_numbers(p->clock, b, p->wall);
	score_numbers(p->score, b, p->said);
	if (p->churned)
		kernel_numbers(p->churned, b, p->gone);
	kernel_codes(p->customers, b, p->customer_code);
	if (p->recovery->cases)
		kernel_codes(p->recovery->cases, b, p->case_code);
	compose_keys(p, b);
	for (size_t i = 0; i < b->n; i++)
		p->in_window[i] = !w->given || (p->wall[i] >= (double)w->p.from && p->wall[i] < (double)w->p.to);
}

static void take_block(struct recovery_pass *p, const struct block *b)
{
	const uint64_t *starts = p->recovery->plan->table->starts;

	prepare(p, b);
	for (size_t i = 0; i < b->n; i++) {
		size_t row = b->from + i;

		if (starts[row / 64] >> (row % 64) & 1)
			recovery_next_customer(p);
		if (p->customer_code[i] >= p->customers->domain)
			p->out->n_nobodys += p->failed[i] && p->fits[i] && p->in_window[i];
		else if (!isnan(p->seconds[i]))
			recovery_row(p, i);
	}
}

/* ---- the pass -------------------------------------------------------------------------------- */

/* Relationship answers are asked for only where they hold the score at all. */
static void choose_answers(struct recovery_pass *p)
{
	size_t n_rows = p->recovery->plan->table->n_rows;

	for (size_t from = 0; p->asked && !p->out->asked && from < n_rows; from += BLOCK_ROWS) {
		struct block b = { from, n_rows - from < BLOCK_ROWS ? n_rows - from : BLOCK_ROWS, NULL };

		kernel_truth(p->asked, &b, p->counts);
		score_numbers(p->score, &b, p->said);
		for (size_t i = 0; i < b.n; i++)
			p->out->asked |= p->counts[i] && !isnan(p->said[i]);
	}
}

static void init_kernels(struct recovery_pass *p)
{
	const struct recovery *r = p->recovery;
	struct arena *a = p->arena;

	p->where = kernel_new(a, r->plan->where);
	p->time = kernel_new(a, row_instant(a, r->plan->time));
	p->clock = kernel_new(a, r->plan->time);
	p->failure = kernel_new(a, r->failure);
	p->repair = kernel_new(a, r->repair);
	p->no_repair = kernel_new(a, r->no_repair);
	p->asked = kernel_new(a, r->asked);
	p->churned = kernel_new(a, r->churned);
	p->score = score_new(a, &r->score);
	p->customers = r->plan->table->roles[ROLE_customer].column;
	if (r->cases) {
		p->case_customer = ARENA_ARRAY(a, (size_t)r->cases->domain, uint32_t);
		p->case_episode = ARENA_ARRAY(a, (size_t)r->cases->domain, uint32_t);
	}
}

static void set_codes(struct recovery_pass *p)
{
	struct recovery_scan *out = p->out;
	size_t n = p->recovery->plan->n_dimensions;

	out->codes = ARENA_ARRAY(p->arena, out->n_groups * n, uint32_t);
	for (size_t g = 0; g < out->n_groups; g++)
		for (size_t d = 0; d < n; d++)
			out->codes[g * n + d] = (uint32_t)(groups_key(p->group_numbers, g) / p->strides[d] %
							   (out->coders[d].domain + 1));
}

void recovery_run(struct arena *a, const struct recovery *plan, const volatile sig_atomic_t *stop,
		  struct recovery_scan *out)
{
	size_t n_rows = plan->plan->table->n_rows;
	struct recovery_pass *p = ARENA_NEW(a, struct recovery_pass);

	*out = (struct recovery_scan){ .status = STATUS_OK };
	*p = (struct recovery_pass){ .arena = a, .recovery = plan, .out = out, .stop = stop };
	out->status = init_coders(p);
	if (out->status == STATUS_OK && !init_groups(p))
		out->status = STATUS_BAD_INPUT;
	if (out->status != STATUS_OK)
		return;
	init_kernels(p);
	choose_answers(p);
	for (size_t from = 0; from < n_rows; from += BLOCK_ROWS) {
		struct block b = { from, n_rows - from < BLOCK_ROWS ? n_rows - from : BLOCK_ROWS, NULL };

		if (stop && *stop) {
			out->status = STATUS_INTERRUPTED;
			return;
		}
		take_block(p, &b);
	}
	recovery_next_customer(p);
	set_codes(p);
}
