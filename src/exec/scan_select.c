/* Which groups the rows of a block go to. */
#include "exec/scan_int.h"

#include <string.h>

static void select_row(struct pass *p, const struct block *b, size_t i, uint64_t key, uint64_t times)
{
	uint32_t g = groups_find(p->groups, key);

	if (p->request->translate)
		g = p->request->translate[g];
	if (g == SCAN_LEFT_OUT)
		return;
	if (p->n == SELECTION_MAX)
		scan_flush(p, b);
	if (p->taken && p->taken[g] == b->from + i + 1) /* parts that are pooled count the row once */
		return;
	if (p->taken)
		p->taken[g] = b->from + i + 1;
	p->at[p->n] = (uint32_t)i;
	if (p->frequency)
		p->times[p->n] = times;
	p->group[p->n++] = g;
}

/* A rolling window: the row counts in its own bucket and in those that look back on it. */
static void select_spread(struct pass *p, const struct block *b, size_t i, uint64_t key, uint64_t times)
{
	const struct coder *c = &p->scan->coders[p->time_coder];
	uint64_t stride = p->strides[p->time_coder], bucket = key / stride % (c->domain + 1);

	if (bucket == c->domain)
		select_row(p, b, i, key, times);
	for (uint64_t k = 0; bucket < c->domain && k < p->spread && bucket + k < c->domain; k++)
		select_row(p, b, i, key + k * stride, times);
}

static void select_answers(struct pass *p, const struct block *b, size_t i, uint64_t key, uint64_t times)
{
	if (p->spread > 1)
		select_spread(p, b, i, key, times);
	else
		select_row(p, b, i, key, times);
}

/* Answers of different people are in different groups of the jackknife. */
static void select_folds(struct pass *p, const struct block *b, size_t i, uint64_t key)
{
	uint64_t times[JACKKNIFE_FOLDS], voice = scan_voice_of(p, b, i), n = scan_answers_of(p, i);

	if (!p->frequency || scan_is_of_one(p, b->from + i)) {
		select_answers(p, b, i, key + scan_fold(voice), n);
		return;
	}
	memset(times, 0, sizeof(times));
	for (uint64_t k = 0; k < n; k++)
		times[scan_fold(voice + k)]++;
	for (size_t fold = 0; fold < JACKKNIFE_FOLDS; fold++)
		if (times[fold])
			select_answers(p, b, i, key + fold, times[fold]);
}

static void visit(struct pass *p, const struct block *b, size_t i, uint64_t key)
{
	bool alone = !scan_cluster_column(p->request->plan);

	p->request->visit(p->request->user, b->from + i, key, alone ? (uint32_t)(b->from + i) : p->cluster[i]);
}

static void select_place(struct pass *p, const struct block *b, size_t i, uint64_t key)
{
	if (p->request->visit)
		visit(p, b, i, key);
	else if (p->request->jackknife)
		select_folds(p, b, i, key);
	else
		select_answers(p, b, i, key, scan_answers_of(p, i));
}

/* The row counts once for every combination of its parts, of the coders from C on. */
static void select_parts(struct pass *p, const struct block *b, size_t i, uint64_t key, size_t c)
{
	const struct text_parts *split;
	size_t cell;

	while (c < p->scan->n_coders && !p->cells[c])
		c++;
	if (c == p->scan->n_coders) {
		p->scan->places += scan_answers_of(p, i);
		select_place(p, b, i, key);
		return;
	}
	split = p->scan->coders[c].split;
	cell = p->cells[c][i];
	for (size_t k = split->starts[cell]; k < split->starts[cell + 1]; k++)
		select_parts(p, b, i, key + split->codes[k] * p->strides[c], c + 1);
}

/* Does every row count once, in the group of its key? */
static bool is_simple(const struct pass *p)
{
	const struct scan_request *r = p->request;

	return !r->visit && !r->jackknife && !r->translate && !r->plan->overlaps && !p->frequency && !p->taken &&
	       p->spread <= 1;
}

static void select_simply(struct pass *p, const struct block *b, const uint8_t *passes, uint64_t *keys)
{
	_Static_assert((int)BLOCK_ROWS <= (int)SELECTION_MAX, "a block finds room");
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++) {
		p->at[n] = (uint32_t)i;
		keys[n] = keys[i];
		n += passes[i] && keys[i] != UINT64_MAX;
	}
	groups_find_all(p->groups, keys, n, p->group);
	p->n = n;
	p->scan->rows_used += n;
}

static void select_rows(struct pass *p, const struct block *b, const uint8_t *passes, const uint64_t *keys)
{
	for (size_t i = 0; i < b->n; i++) {
		if (!passes[i] || keys[i] == UINT64_MAX)
			continue;
		p->scan->rows_used += scan_answers_of(p, i);
		if (p->request->plan->overlaps)
			select_parts(p, b, i, keys[i], 0);
		else
			select_place(p, b, i, keys[i]);
	}
}

void scan_select(struct pass *p, const struct block *b, const uint8_t *passes, uint64_t *keys)
{
	if (is_simple(p))
		select_simply(p, b, passes, keys);
	else
		select_rows(p, b, passes, keys);
}
