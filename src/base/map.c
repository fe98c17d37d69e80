#include "base/map.h"

struct map_slot {
	struct text key; /* at == NULL: free */
	size_t value;
	uint64_t hash;
};

static struct map_slot *find(const struct map *m, struct text key, uint64_t hash)
{
	size_t i = hash & (m->capacity - 1);

	while (m->slots[i].key.at && !(m->slots[i].hash == hash && text_equal(m->slots[i].key, key)))
		i = (i + 1) & (m->capacity - 1);
	return &m->slots[i];
}

size_t map_get(const struct map *m, struct text key)
{
	const struct map_slot *slot;

	if (m->n == 0)
		return MAP_NONE;
	slot = find(m, key, text_hash(key));
	return slot->key.at ? slot->value : MAP_NONE;
}

/* At most half full, so that a search always ends. */
static void make_room(struct map *m)
{
	struct map_slot *old = m->slots, *slots;
	size_t n = m->capacity, more = n ? n * 2 : 16;

	if (m->n * 2 < m->capacity)
		return;
	slots = ARENA_ARRAY(m->arena, more, struct map_slot); /* may not return: the map must be whole until it has */
	m->slots = slots;
	m->capacity = more;
	for (size_t i = 0; i < n; i++)
		if (old[i].key.at)
			*find(m, old[i].key, old[i].hash) = old[i];
}

void map_put(struct map *m, struct text key, size_t value)
{
	uint64_t hash = text_hash(key);
	struct map_slot *slot;

	if (!key.at)
		key = TEXT("");
	make_room(m);
	slot = find(m, key, hash);
	if (!slot->key.at)
		m->n++;
	*slot = (struct map_slot){ key, value, hash };
}
