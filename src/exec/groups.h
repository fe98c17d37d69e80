/* groups.h - keys to group numbers 0, 1, ... in the order in which they are first met: an array where all keys are few,
 * else a hash table. */
#ifndef EXEC_GROUPS_H
#define EXEC_GROUPS_H

#include "base/arena.h"

struct groups;

/* KEYS: keys are below this. */
struct groups *groups_new(struct arena *a, uint64_t keys);
uint32_t groups_find(struct groups *g, uint64_t key); /* adds it if new */
/* The groups of N keys. */
void groups_find_all(struct groups *g, const uint64_t *keys, size_t n, uint32_t *groups);
size_t groups_count(const struct groups *g);
uint64_t groups_key(const struct groups *g, size_t group);

#endif
