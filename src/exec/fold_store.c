/* Stores behind folds: distinct combinations, values by group, sums by cluster. */
#include <math.h>
#include <stdlib.h>

#include "exec/fold_int.h"
#include "exec/groups.h"

/* ---- distinct ------------------------------------------------------------------------------------------------------ */

struct distinct_slot {
	uint64_t key;
	uint32_t group;		/* + 1; 0: free */
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

/* ---- values -------------------------------------------------------------------------------------------------------- */

enum { PAGE_VALUES = 16384 };

struct value_page {
	struct value_page *next;
	size_t n;
	uint32_t group[PAGE_VALUES];
	double value[PAGE_VALUES];
};

struct value_store {
	struct arena *arena;
	struct value_page *first, *last;
	size_t n;
	double *sorted;
	size_t *starts;		/* by group; one past the last too */
};

struct value_store *values_new(struct arena *a)
{
	struct value_store *s = ARENA_NEW(a, struct value_store);

	s->arena = a;
	return s;
}

void values_add(struct value_store *s, uint32_t g, double v)
{
	if (!s->last || s->last->n == PAGE_VALUES) {
		struct value_page *page = ARENA_NEW(s->arena, struct value_page);

		if (s->last)
			s->last->next = page;
		else
			s->first = page;
		s->last = page;
	}
	s->last->group[s->last->n] = g;
	s->last->value[s->last->n++] = v;
	s->n++;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
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
	for (const struct value_page *p = s->first; p; p = p->next)
		for (size_t i = 0; i < p->n; i++)
			s->sorted[at[p->group[i]]++] = p->value[i];
	for (size_t g = 0; g < n_groups; g++)
		qsort(s->sorted + s->starts[g], s->starts[g + 1] - s->starts[g], sizeof(double), by_value);
}

const double *values_of(const struct value_store *s, size_t g, size_t *n)
{
	*n = s->starts[g + 1] - s->starts[g];
	return s->sorted + s->starts[g];
}

/* ---- clusters ------------------------------------------------------------------------------------------------------ */

#define GROW(array) c->array = arena_grow(f->arena, c->array, f->capacity, n, sizeof(*c->array))

void clusters_reserve(struct fold *f, size_t n)
{
	struct clusters *c = f->clusters;

	GROW(current);
	GROW(sum);
	GROW(count);
	GROW(sum2);
	GROW(cross);
	GROW(count2);
}

static void close_cluster(struct clusters *c, size_t g)
{
	c->sum2[g] += c->sum[g] * c->sum[g];
	c->cross[g] += c->sum[g] * c->count[g];
	c->count2[g] += c->count[g] * c->count[g];
	c->sum[g] = c->count[g] = 0;
}

static void add_scattered(struct fold *f, size_t g, uint32_t cluster, double x)
{
	struct clusters *c = f->clusters;
	size_t place = groups_find(c->scattered, (uint64_t)g << 32 | cluster);

	if (place >= c->scattered_capacity) {
		size_t n = c->scattered_capacity ? 2 * c->scattered_capacity : 1024;

		c->scattered_sum = arena_grow(f->arena, c->scattered_sum, c->scattered_capacity, n, sizeof(double));
		c->scattered_count = arena_grow(f->arena, c->scattered_count, c->scattered_capacity, n, sizeof(double));
		c->scattered_capacity = n;
	}
	c->scattered_sum[place] += x;
	c->scattered_count[place]++;
}

/* Rows of a customer stand together, so one open cluster per group is enough; those of a case may not. */
void clusters_add(struct fold *f, size_t g, uint32_t cluster, double x)
{
	struct clusters *c = f->clusters;

	if (c->scattered) {
		add_scattered(f, g, cluster, x);
		return;
	}
	if (c->current[g] != cluster + 1) {
		close_cluster(c, g);
		c->current[g] = cluster + 1;
	}
	c->sum[g] += x;
	c->count[g]++;
}

void clusters_finish(struct clusters *c, size_t n_groups)
{
	for (size_t i = 0; c->scattered && i < groups_count(c->scattered); i++) {
		size_t g = (size_t)(groups_key(c->scattered, i) >> 32);

		c->sum[g] = c->scattered_sum[i];
		c->count[g] = c->scattered_count[i];
		close_cluster(c, g);
	}
	for (size_t g = 0; g < n_groups; g++)
		close_cluster(c, g);
}
