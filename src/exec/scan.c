#include "exec/scan_int.h"

#include "exec/computed.h"

#include <math.h>
#include <string.h>

/* Keys are numbers in a mixed radix, missing being one more digit each. */
static bool init_keys(struct pass *p)
{
	uint64_t product = 1;

	for (size_t i = p->scan->n_coders; i-- > 0;) {
		p->strides[i] = product;
		if (__builtin_mul_overflow(product, p->scan->coders[i].domain + 1, &product)) {
			p->scan->status = STATUS_BAD_INPUT;
			return false;
		}
	}
	p->groups = groups_new(p->scan->arena, product);
	return true;
}

/* ---- rows of a block that take part ---------------------------------------------------------- */

static bool in_window_only(const struct pass *p)
{
	return p->window.given && p->time;
}

/* Rows of the block inside the window and past the filter, as 0 and 1; returns the answers inside the window. */
static uint64_t passing(struct pass *p, const struct block *b, uint8_t *out)
{
	double seconds[BLOCK_ROWS];
	uint8_t kept[BLOCK_ROWS];
	uint64_t n = 0;

	if (p->where)
		kernel_truth(p->where, b, out);
	else
		memset(out, 1, b->n);
	if (in_window_only(p)) {
		double from = (double)p->window.p.from, to = (double)p->window.p.to;

		kernel_numbers(p->time, b, seconds);
		for (size_t i = 0; i < b->n; i++) {
			kept[i] = seconds[i] >= from && seconds[i] < to;
			n += kept[i];
			out[i] &= kept[i];
		}
	} else {
		n = b->n;
		memset(kept, 1, b->n);
	}
	if (p->frequency)
		n = scan_count_answers(p, kept, out, b->n);
	p->scan->rows_in_window += n;
	return n;
}

static void note_period(struct pass *p, const struct block *b, const uint8_t *passes)
{
	double seconds[BLOCK_ROWS];

	if (!p->request->plan->time_in_where)
		return;
	kernel_numbers(p->time, b, seconds);
	for (size_t i = 0; i < b->n; i++)
		if (passes[i]) { /* fmin and fmax take the other of a NaN */
			p->scan->first_second = fmin(p->scan->first_second, seconds[i]);
			p->scan->last_second = fmax(p->scan->last_second, seconds[i]);
		}
}

/* Rows that a negation kept although the value it speaks of is missing. */
static void count_kept(struct pass *p, const struct block *b, const uint8_t *passes)
{
	uint8_t missing[BLOCK_ROWS];

	for (size_t k = 0; k < p->request->plan->n_negated; k++) {
		kernel_truth(p->kept[k], b, missing);
		for (size_t i = 0; i < b->n; i++)
			p->scan->kept_missing[k] += passes[i] & missing[i] ? scan_answers_of(p, i) : 0;
	}
}

size_t scan_collect_numbers(struct pass *p, struct kernel *k, double *out)
{
	const struct table *t = p->request->plan->table;
	uint64_t before = p->scan->rows_in_window, uncounted = p->scan->uncounted;
	size_t n = 0;

	for (size_t from = 0; from < t->n_rows; from += BLOCK_ROWS) {
		struct block b = { from, t->n_rows - from < BLOCK_ROWS ? t->n_rows - from : BLOCK_ROWS, NULL };
		uint8_t passes[BLOCK_ROWS];
		double numbers[BLOCK_ROWS];

		scan_load_frequencies(p, &b);
		passing(p, &b, passes);
		kernel_numbers(k, &b, numbers);
		for (size_t i = 0; i < b.n; i++)
			for (uint64_t left = passes[i] && !isnan(numbers[i]) ? scan_answers_of(p, i) : 0; left > 0;
			     left--)
				out[n++] = numbers[i];
	}
	p->scan->rows_in_window = before;
	p->scan->uncounted = uncounted;
	return n;
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* The key of every row of the block, without its jackknife group; UINT64_MAX outside the axis of time. */
static void compose_keys(struct pass *p, const struct block *b, uint64_t *keys)
{
	struct scan *s = p->scan;
	size_t n = s->n_coders - p->request->jackknife;
	uint32_t codes[BLOCK_ROWS];

	memset(keys, 0, b->n * sizeof(*keys));
	for (size_t c = 0; c < n; c++) {
		uint64_t domain = s->coders[c].domain, stride = p->strides[c];

		if (p->cells[c]) { /* select_parts adds them */
			kernel_codes(s->coders[c].split->source, b, p->cells[c]);
			continue;
		}
		coder_codes(&s->coders[c], b, codes);
		for (size_t i = 0; i < b->n; i++)
			keys[i] = codes[i] > domain || keys[i] == UINT64_MAX ? UINT64_MAX : keys[i] + codes[i] * stride;
	}
}

/* ---- a sample -------------------------------------------------------------------------------- */

/* Neighbours in the order of the table are taken or left together, so that most blocks need not be looked at. */
enum { SAMPLE_RUN = 256 };

static bool is_sampled(const struct pass *p, const struct block *b, size_t i)
{
	uint64_t x = (p->request->plan->table->starts ? p->customer[i] : b->from + i) / SAMPLE_RUN;

	x = (x + 1) * 0x9e3779b97f4a7c15u;
	x ^= x >> 32;
	return (x * 0xd6e8feb86659fd93u >> 32) % p->request->sample == 0;
}

/* Leaves only rows of the sample; false: there are none. */
static bool sample_rows(struct pass *p, const struct block *b, uint8_t *passes)
{
	bool any = false;

	for (size_t i = 0; i < b->n; i++) {
		passes[i] = passes[i] && is_sampled(p, b, i);
		any |= passes[i];
	}
	return any;
}

/* Is there anything of the sample in the block? */
static bool has_sampled(const struct pass *p, const struct block *b)
{
	for (size_t i = 0; i < b->n; i += SAMPLE_RUN / 8)
		if (is_sampled(p, b, i))
			return true;
	return is_sampled(p, b, b->n - 1);
}

static void scan_block(struct pass *p, const struct block *b)
{
	uint8_t passes[BLOCK_ROWS];
	uint64_t keys[BLOCK_ROWS];

	scan_load_frequencies(p, b);
	scan_number_customers(p, b);
	scan_number_answers(p, b);
	if (p->request->sample > 1 && !has_sampled(p, b))
		return;
	if (passing(p, b, passes) == 0)
		return;
	if (p->request->sample > 1 && !sample_rows(p, b, passes))
		return;
	count_kept(p, b, passes);
	note_period(p, b, passes);
	compose_keys(p, b, keys);
	scan_set_clusters(p, b);
	scan_select(p, b, passes, keys);
	scan_flush(p, b);
}

/* ---- the pass -------------------------------------------------------------------------------- */

/* A rolling window reaches back before the first bucket that is shown. */
static void init_window(struct pass *p)
{
	const struct plan *plan = p->request->plan;
	size_t back = plan->rolling > 1 && !p->request->whole ? plan->rolling - 1 : 0;

	p->window = *p->request->window;
	p->spread = p->request->whole || plan->time_dimension == SIZE_MAX ? 1 : plan->cumulative ? SIZE_MAX : back + 1;
	if (back && p->window.given) {
		enum unit unit = plan->dimensions[plan->time_dimension].unit;
		int64_t first = bucket_of_second(unit, p->window.p.from, plan->calendar);

		p->window.p.from = bucket_start(unit, first - (int64_t)back, plan->calendar);
		p->scan->lead = back;
	}
}

static void finish(struct pass *p)
{
	struct scan *s = p->scan;
	size_t n = s->n_coders;

	s->n_groups = p->request->translate ? p->request->n_translated : groups_count(p->groups);
	s->codes = ARENA_ARRAY(s->arena, s->n_groups * n, uint32_t);
	for (size_t g = 0; !p->request->translate && g < s->n_groups; g++)
		for (size_t i = 0; i < n; i++)
			s->codes[g * n + i] =
				(uint32_t)(groups_key(p->groups, g) / p->strides[i] % (s->coders[i].domain + 1));
	for (size_t i = 0; i < p->n_histograms; i++)
		histogram_reserve(&p->histograms[i], s->n_groups);
	for (size_t i = 0; i < p->request->plan->aggregates.n; i++) {
		if (!s->folds[i])
			continue;
		fold_reserve(s->folds[i], s->n_groups);
		fold_finish(s->folds[i]);
		if (fold_weightless(s->folds[i]) > s->weightless)
			s->weightless = fold_weightless(s->folds[i]);
	}
}

static void init_cells(struct pass *p)
{
	struct scan *s = p->scan;

	p->cells = ARENA_ARRAY(s->arena, s->n_coders, uint32_t *);
	for (size_t c = 0; c < s->n_coders; c++)
		if (s->coders[c].split)
			p->cells[c] = ARENA_ARRAY(s->arena, BLOCK_ROWS, uint32_t);
	if (p->request->plan->overlaps && p->request->translate)
		p->taken = ARENA_ARRAY(s->arena, p->request->n_translated, uint64_t);
}

void scan_run(struct arena *a, const struct scan_request *request, struct scan *out)
{
	const struct table *t = request->plan->table;
	struct pass *p = ARENA_NEW(a, struct pass);

	*out = (struct scan){ .arena = a, .plan = request->plan, .first_second = NAN, .last_second = NAN };
	computed_begin(request->plan, request->window);
	p->request = request;
	p->scan = out;
	p->at = ARENA_ARRAY(a, SELECTION_MAX, uint32_t);
	p->group = ARENA_ARRAY(a, SELECTION_MAX, uint32_t);
	p->frequency = kernel_new(a, request->plan->frequency);
	if (p->frequency)
		p->times = ARENA_ARRAY(a, SELECTION_MAX, uint64_t);
	p->where = kernel_new(a, request->plan->where);
	p->time = kernel_new(a, request->plan->time);
	p->kept = ARENA_ARRAY(a, request->plan->n_negated, struct kernel *);
	out->kept_missing = ARENA_ARRAY(a, request->plan->n_negated, uint64_t);
	for (size_t k = 0; k < request->plan->n_negated; k++)
		p->kept[k] = kernel_new(a, request->plan->negated[k]);
	p->jackknife_unit = scan_jackknife_unit(request->plan);
	init_window(p);
	scan_init_coders(p);
	init_cells(p);
	scan_init_folds(p);
	if (init_keys(p) && out->n_coders == 0)
		groups_find(p->groups, 0); /* without groups there is one answer, even over no rows */
	for (size_t from = 0; out->status == STATUS_OK && from < t->n_rows; from += BLOCK_ROWS) {
		struct block b = { from, t->n_rows - from < BLOCK_ROWS ? t->n_rows - from : BLOCK_ROWS, NULL };

		if (request->stop && *request->stop)
			out->status = STATUS_INTERRUPTED;
		else
			scan_block(p, &b);
	}
	if (out->status == STATUS_OK)
		scan_base(p);
	if (out->status == STATUS_OK)
		finish(p);
}
