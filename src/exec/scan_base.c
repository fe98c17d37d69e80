/* The customers of a base, counted into the groups of a pass.  A group is a choice of values; a customer of the base
 * belongs to it when the columns that the base has agree, whatever the others (time, channel ...) say: those tell what
 * happened, and it could have happened to every customer. */
#include "exec/scan_int.h"
#include "plan/base.h"

#include <string.h>

enum { GROUPS_MAX = 1 << 22 };

struct base_pass {
	struct pass *pass;
	const struct base *base;
	bool *speaks; /* by coder: of the customer */
	struct groups *keys;
	size_t n_counting; /* aggregates of the plan that count the base */
	size_t *counting;  /* which */
	struct kernel **filters;
	double *counts; /* key * n_counting + i */
	size_t capacity;
};

static uint64_t digits(const struct base_pass *b, uint64_t key, bool of_customer)
{
	const struct pass *p = b->pass;
	uint64_t sum = 0;

	for (size_t i = 0; i < p->scan->n_coders; i++)
		if (b->speaks[i] == of_customer)
			sum += key / p->strides[i] % (p->scan->coders[i].domain + 1) * p->strides[i];
	return sum;
}

static void reserve(struct base_pass *b)
{
	size_t n = groups_count(b->keys), more = b->capacity ? b->capacity : 64;

	if (n <= b->capacity)
		return;
	while (more < n)
		more *= 2;
	b->counts = arena_grow(b->pass->scan->arena, b->counts, b->capacity * b->n_counting, more * b->n_counting,
			       sizeof(*b->counts));
	b->capacity = more;
}

/* The part of the key that speaks of customers; UINT64_MAX: on no side of a comparison. */
static void compose(struct base_pass *b, const struct block *rows, uint64_t *keys)
{
	struct pass *p = b->pass;
	struct scan *s = p->scan;
	size_t n = s->n_coders - p->request->jackknife;
	uint32_t codes[BLOCK_ROWS];

	memset(keys, 0, rows->n * sizeof(*keys));
	for (size_t c = 0; c < n; c++) {
		if (!b->speaks[c])
			continue;
		coder_codes(&s->coders[c], rows, codes);
		for (size_t i = 0; i < rows->n; i++)
			keys[i] = codes[i] > s->coders[c].domain || keys[i] == UINT64_MAX
					  ? UINT64_MAX
					  : keys[i] + codes[i] * p->strides[c];
	}
	for (size_t i = 0; p->request->jackknife && i < rows->n; i++)
		if (keys[i] != UINT64_MAX)
			keys[i] += scan_fold(b->base->customer[rows->from + i - b->base->n_table_rows]);
}

static void count_block(struct base_pass *b, const struct block *rows, struct kernel *where)
{
	uint64_t keys[BLOCK_ROWS];
	uint8_t passes[BLOCK_ROWS], counts[BLOCK_ROWS];
	uint32_t at[BLOCK_ROWS];

	memset(passes, 1, rows->n);
	if (where)
		kernel_truth(where, rows, passes);
	compose(b, rows, keys);
	for (size_t i = 0; i < rows->n; i++)
		passes[i] &= keys[i] != UINT64_MAX;
	for (size_t i = 0; i < rows->n; i++)
		if (passes[i])
			at[i] = groups_find(b->keys, keys[i]);
	reserve(b);
	for (size_t k = 0; k < b->n_counting; k++) {
		memset(counts, 1, rows->n);
		if (b->filters[k])
			kernel_truth(b->filters[k], rows, counts);
		for (size_t i = 0; i < rows->n; i++)
			if (passes[i] && counts[i])
				b->counts[at[i] * b->n_counting + k]++;
	}
}

/* A customer who did nothing has groups all the same: one for each choice of what does not speak of customers. */
static void add_group(struct base_pass *b, uint64_t rest)
{
	for (size_t k = 0; k < groups_count(b->keys); k++)
		groups_find(b->pass->groups, rest + groups_key(b->keys, k));
}

/* Every bucket of a time axis is one in which customers can be silent. */
static void add_buckets(struct base_pass *b, struct groups *rests)
{
	struct pass *p = b->pass;

	for (size_t i = 0; i < p->scan->n_coders; i++)
		if (!b->speaks[i] && i != p->time_coder)
			return;
	if (p->time_coder == SIZE_MAX)
		groups_find(rests, 0);
	else if (!p->request->plan->sparse && p->scan->coders[p->time_coder].domain <= GROUPS_MAX)
		for (uint64_t bucket = 0; bucket < p->scan->coders[p->time_coder].domain; bucket++)
			groups_find(rests, bucket * p->strides[p->time_coder]);
}

static void complete_groups(struct base_pass *b)
{
	struct pass *p = b->pass;
	struct groups *rests = groups_new(p->scan->arena, UINT64_MAX);
	size_t n;

	for (size_t g = 0; g < groups_count(p->groups); g++)
		groups_find(rests, digits(b, groups_key(p->groups, g), false));
	add_buckets(b, rests);
	n = groups_count(rests);
	if (n && groups_count(b->keys) > GROUPS_MAX / n) {
		p->scan->status = STATUS_BAD_INPUT;
		return;
	}
	for (size_t r = 0; r < n; r++)
		add_group(b, groups_key(rests, r));
}

/* Groups that were pooled share customers: each counts once. */
static void give_counts(struct base_pass *b)
{
	struct pass *p = b->pass;
	const uint32_t *translate = p->request->translate;
	size_t n = groups_count(b->keys), n_groups = groups_count(p->groups);
	struct groups *given = groups_new(p->scan->arena, UINT64_MAX);

	for (size_t k = 0; k < b->n_counting; k++)
		fold_reserve(p->scan->folds[b->counting[k]], translate ? p->request->n_translated : n_groups);
	for (size_t g = 0; g < n_groups; g++) {
		size_t key = groups_find(b->keys, digits(b, groups_key(p->groups, g), true)), to = g, before;

		if (key >= n) /* no customer of the base is like that */
			continue;
		if (translate) {
			to = translate[g];
			before = groups_count(given);
			if (groups_find(given, (uint64_t)to * n + key) < before)
				continue;
		}
		for (size_t k = 0; k < b->n_counting; k++)
			fold_add_customers(p->scan->folds[b->counting[k]], to, b->counts[key * b->n_counting + k]);
	}
}

static void find_counting(struct base_pass *b)
{
	const struct plan *plan = b->pass->request->plan;
	struct arena *a = b->pass->scan->arena;

	b->counting = ARENA_ARRAY(a, plan->aggregates.n, size_t);
	b->filters = ARENA_ARRAY(a, plan->aggregates.n, struct kernel *);
	for (size_t i = 0; i < plan->aggregates.n; i++) {
		if (plan->aggregates.list[i].kind != AGGREGATE_BASE)
			continue;
		b->filters[b->n_counting] = kernel_new(a, plan->aggregates.list[i].filter);
		b->counting[b->n_counting++] = i;
	}
}

static void find_speakers(struct base_pass *b)
{
	struct scan *s = b->pass->scan;
	size_t n = s->n_coders - b->pass->request->jackknife;

	b->speaks = ARENA_ARRAY(s->arena, s->n_coders + 1, bool);
	for (size_t i = 0; i < n; i++)
		b->speaks[i] = base_dimension(b->base, s->coders[i].dimension) == BASE_ONLY;
	if (b->pass->request->jackknife)
		b->speaks[n] = true;
}

void scan_base(struct pass *p)
{
	const struct plan *plan = p->request->plan;
	struct base_pass b = { .pass = p, .base = plan->base };
	struct kernel *where;

	find_counting(&b);
	if (!b.base || b.n_counting == 0)
		return;
	find_speakers(&b);
	b.keys = groups_new(p->scan->arena, UINT64_MAX);
	where = kernel_new(p->scan->arena, plan->base_where);
	for (size_t row = 0; row < b.base->n_rows; row += BLOCK_ROWS) {
		size_t left = b.base->n_rows - row;
		struct block rows = { b.base->n_table_rows + row, left < BLOCK_ROWS ? left : BLOCK_ROWS, NULL };

		count_block(&b, &rows, where);
	}
	complete_groups(&b);
	if (p->scan->status == STATUS_OK)
		give_counts(&b);
}
