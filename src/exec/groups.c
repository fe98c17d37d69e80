#include "exec/groups.h"

enum { DENSE_KEYS = 1 << 22 };

struct groups {
	struct arena *arena;
	uint32_t *dense; /* by key: group + 1; NULL: the table below */
	uint32_t *slots; /* group + 1; 0: free */
	size_t capacity;
	uint64_t *keys; /* by group */
	size_t n, keys_capacity;
};

struct groups *groups_new(struct arena *a, uint64_t keys)
{
	struct groups *g = ARENA_NEW(a, struct groups);

	g->arena = a;
	if (keys <= DENSE_KEYS) {
		g->dense = ARENA_ARRAY(a, (size_t)keys, uint32_t);
		return g;
	}
	g->capacity = 4096;
	g->slots = ARENA_ARRAY(a, g->capacity, uint32_t);
	return g;
}

static uint32_t add(struct groups *g, uint64_t key)
{
	if (g->n == UINT32_MAX - 1)
		arena_fail(g->arena);
	if (g->n == g->keys_capacity) {
		g->keys_capacity = g->keys_capacity ? 2 * g->keys_capacity : 64;
		g->keys = arena_grow(g->arena, g->keys, g->n, g->keys_capacity, sizeof(*g->keys));
	}
	g->keys[g->n] = key;
	return (uint32_t)++g->n;
}

static uint32_t *slot_of(const struct groups *g, uint64_t key)
{
	uint64_t x = key * 0x9e3779b97f4a7c15u;
	size_t i = (x ^ x >> 32) & (g->capacity - 1);

	while (g->slots[i] && g->keys[g->slots[i] - 1] != key)
		i = (i + 1) & (g->capacity - 1);
	return &g->slots[i];
}

static void grow(struct groups *g)
{
	g->capacity *= 2;
	g->slots = ARENA_ARRAY(g->arena, g->capacity, uint32_t);
	for (size_t i = 0; i < g->n; i++)
		*slot_of(g, g->keys[i]) = (uint32_t)i + 1;
}

uint32_t groups_find(struct groups *g, uint64_t key)
{
	uint32_t *slot = g->dense ? &g->dense[key] : slot_of(g, key), group = *slot;

	if (group)
		return group - 1;
	*slot = group = add(g, key);
	if (!g->dense && g->n * 2 > g->capacity)
		grow(g);
	return group - 1;
}

void groups_find_all(struct groups *g, const uint64_t *keys, size_t n, uint32_t *groups)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t known = g->dense ? g->dense[keys[i]] : 0;

		groups[i] = known ? known - 1 : groups_find(g, keys[i]);
	}
}

size_t groups_count(const struct groups *g)
{
	return g->n;
}

uint64_t groups_key(const struct groups *g, size_t group)
{
	return g->keys[group];
}
