/* Stores behind folds: distinct combinations, values by group. */
#include <math.h>

#include "base/sort.h"
#include "exec/fold_int.h"
#include "exec/groups.h"

/* ---- distinct -------------------------------------------------------------------------------- */

struct distinct_slot {
	uint64_t key;
	uint32_t group; /* + 1; 0: free */
};

struct distinct_set {
	struct arena *arena;
	const struct aggregate *aggregate;
	uint32_t codes[DISTINCT_COLUMNS_MAX][BLOCK_ROWS];
	struct distinct_slot *slots;
	size_t capacity, n;
};

struct distinct_set *distinct_new(struct arena *a, const struct aggregate *aggregate)
{
	struct distinct_set *s = ARENA_NEW(a, struct distinct_set);

	s->arena = a;
	s->aggregate = aggregate;
	s->capacity = 1024;
	s->slots = ARENA_ARRAY(a, s->capacity, struct distinct_slot);
	return s;
}

void distinct_load(struct distinct_set *s, const struct block *b)
{
	for (size_t c = 0; c < s->aggregate->n_columns; c++)
		kernel_codes(s->aggregate->columns[c]->column, b, s->codes[c]);
}

static uint64_t mix(uint64_t key, uint32_t group)
{
	uint64_t x = key ^ ((uint64_t)group * 0x9e3779b97f4a7c15u);

	x ^= x >> 32;
	x *= 0xd6e8feb86659fd93u;
	x ^= x >> 32;
	x *= 0xd6e8feb86659fd93u;
	return x ^ x >> 32;
}

static struct distinct_slot *slot_of(struct distinct_set *s, uint64_t key, uint32_t group)
{
	size_t i = mix(key, group) & (s->capacity - 1);

	while (s->slots[i].group && !(s->slots[i].group == group && s->slots[i].key == key))
		i = (i + 1) & (s->capacity - 1);
	return &s->slots[i];
}

static void grow_set(struct distinct_set *s)
{
	struct distinct_slot *old = s->slots;
	size_t n = s->capacity;

	s->capacity *= 2;
	s->slots = ARENA_ARRAY(s->arena, s->capacity, struct distinct_slot);
	for (size_t i = 0; i < n; i++)
		if (old[i].group)
			*slot_of(s, old[i].key, old[i].group) = old[i];
}

/* The combination as one number; the planner has checked that it fits.  A row with a missing part is not counted. */
unsigned distinct_add(struct distinct_set *s, size_t i, uint32_t g)
{
	uint64_t key = 0;
	struct distinct_slot *slot;

	for (size_t c = 0; c < s->aggregate->n_columns; c++) {
		const struct column *column = s->aggregate->columns[c]->column;

		if (s->codes[c][i] >= column->domain)
			return 0;
		key = key * column->domain + s->codes[c][i];
	}
	slot = slot_of(s, key, g + 1);
	if (slot->group)
		return 0;
	*slot = (struct distinct_slot){ key, g + 1 };
	if (++s->n * 2 > s->capacity)
		grow_set(s);
	return 1;
}

/* ---- values ---------------------------------------------------------------------------------- */

enum { PAGE_VALUES = 16384 };

struct value_page {
	struct value_page *next;
	size_t n;
	uint32_t group[PAGE_VALUES];
	double value[PAGE_VALUES];
	double *weight; /* NULL: none have one */
};

struct weighted_value {
	double value, weight;
};

struct value_store {
	struct arena *arena;
	struct value_page *first, *last;
	size_t n;
	double *sorted, *weights;
	size_t *starts; /* by group; one past the last too */
};

struct value_store *values_new(struct arena *a)
{
	struct value_store *s = ARENA_NEW(a, struct value_store);

	s->arena = a;
	return s;
}

static struct value_page *page_of(struct value_store *s)
{
	struct value_page *page = s->last;

	if (page && page->n < PAGE_VALUES)
		return page;
	page = ARENA_NEW(s->arena, struct value_page);
	if (s->last)
		s->last->next = page;
	else
		s->first = page;
	return s->last = page;
}

void values_add(struct value_store *s, uint32_t g, double v)
{
	struct value_page *page = page_of(s);

	page->group[page->n] = g;
	page->value[page->n++] = v;
	s->n++;
}

void values_add_weighted(struct value_store *s, uint32_t g, double v, double weight)
{
	struct value_page *page = page_of(s);

	if (!page->weight)
		page->weight = ARENA_ARRAY(s->arena, PAGE_VALUES, double);
	page->weight[page->n] = weight;
	values_add(s, g, v);
}

/* Value and weight are sorted as one, then stand apart. */
static void sort_weighted(struct value_store *s, size_t *at, size_t n_groups)
{
	struct weighted_value *all = ARENA_ARRAY(s->arena, s->n, struct weighted_value);

	s->weights = ARENA_ARRAY(s->arena, s->n, double);
	for (const struct value_page *p = s->first; p; p = p->next)
		for (size_t i = 0; i < p->n; i++)
			all[at[p->group[i]]++] = (struct weighted_value){ p->value[i], p->weight[i] };
	for (size_t g = 0; g < n_groups; g++)
		sort_by_number(all + s->starts[g], s->starts[g + 1] - s->starts[g], sizeof(*all));
	for (size_t i = 0; i < s->n; i++) {
		s->sorted[i] = all[i].value;
		s->weights[i] = all[i].weight;
	}
}

void values_finish(struct value_store *s, size_t n_groups)
{
	size_t *at = ARENA_ARRAY(s->arena, n_groups + 1, size_t);

	s->starts = ARENA_ARRAY(s->arena, n_groups + 1, size_t);
	s->sorted = ARENA_ARRAY(s->arena, s->n, double);
	for (const struct value_page *p = s->first; p; p = p->next)
		for (size_t i = 0; i < p->n; i++)
			s->starts[p->group[i] + 1]++;
	for (size_t g = 0; g < n_groups; g++)
		at[g + 1] = s->starts[g + 1] += s->starts[g];
	if (s->first && s->first->weight) {
		sort_weighted(s, at, n_groups);
		return;
	}
	for (const struct value_page *p = s->first; p; p = p->next)
		for (size_t i = 0; i < p->n; i++)
			s->sorted[at[p->group[i]]++] = p->value[i];
	for (size_t g = 0; g < n_groups; g++)
		sort_by_number(s->sorted + s->starts[g], s->starts[g + 1] - s->starts[g], sizeof(double));
}

const double *values_of(const struct value_store *s, size_t g, size_t *n)
{
	*n = s->starts[g + 1] - s->starts[g];
	return s->sorted + s->starts[g];
}

const double *values_weights(const struct value_store *s, size_t g)
{
	return s->weights ? s->weights + s->starts[g] : NULL;
}
