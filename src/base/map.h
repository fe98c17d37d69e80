/* map.h - names to small numbers: open addressing, text keys owned by the caller (an arena). */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

struct map_slot;

struct map {
	struct arena *arena;
	struct map_slot *slots;
	size_t capacity;
	size_t n;
};

#define MAP_NONE SIZE_MAX

/* The value stored under KEY, or MAP_NONE. */
size_t map_get(const struct map *m, struct text key);
/* Store VALUE under KEY (kept by reference), replacing. */
void map_put(struct map *m, struct text key, size_t value);

#endif
