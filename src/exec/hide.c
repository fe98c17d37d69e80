#include "exec/hide.h"

#include <stdbool.h>
#include <string.h>

#include "base/map.h"

/* Groups with equal codes in all dimensions but one. */
struct line {
	size_t n_hidden;
	size_t smallest; /* group that is shown; SIZE_MAX: none */
};

struct hiding {
	struct arena *arena;
	const uint32_t *codes;
	size_t n_dimensions, n_groups;
	const double *n;
	uint8_t *hidden;
};

/* The line of group G along dimension D; KEY holds as many codes as there are dimensions. */
static struct text line_key(const struct hiding *h, size_t g, size_t d, uint32_t *key)
{
	memcpy(key, &h->codes[g * h->n_dimensions], h->n_dimensions * sizeof(*key));
	key[d] = 0;
	return (struct text){ (const char *)key, h->n_dimensions * sizeof(*key) };
}

static void add_to_line(const struct hiding *h, struct line *line, size_t g)
{
	if (h->hidden[g])
		line->n_hidden++;
	else if (h->n[g] > 0 && (line->smallest == SIZE_MAX || h->n[g] < h->n[line->smallest]))
		line->smallest = g;
}

/* True when a group was hidden: lines that cross may have one hidden group now. */
static bool complete_lines(const struct hiding *h, size_t d)
{
	struct map numbers = { .arena = h->arena };
	struct line *lines = ARENA_ARRAY(h->arena, h->n_groups, struct line);
	size_t n_lines = 0;
	bool changed = false;

	for (size_t g = 0; g < h->n_groups; g++) {
		uint32_t *key = ARENA_ARRAY(h->arena, h->n_dimensions, uint32_t);
		struct text name = line_key(h, g, d, key);
		size_t at = map_get(&numbers, name);

		if (at == MAP_NONE) {
			map_put(&numbers, name, at = n_lines++);
			lines[at].smallest = SIZE_MAX;
		}
		add_to_line(h, &lines[at], g);
	}
	for (size_t i = 0; i < n_lines; i++)
		if (lines[i].n_hidden == 1 && lines[i].smallest != SIZE_MAX) {
			h->hidden[lines[i].smallest] = HIDDEN_BESIDE;
			changed = true;
		}
	return changed;
}

void hide_groups(struct arena *a, const uint32_t *codes, size_t n_dimensions, const double *n, size_t n_groups,
		 double least, uint8_t *hidden)
{
	struct hiding h = { a, codes, n_dimensions, n_groups, n, hidden };
	bool changed = n_dimensions > 0;

	for (size_t g = 0; g < n_groups; g++)
		hidden[g] = n[g] > 0 && n[g] < least ? HIDDEN_FEW : HIDDEN_NOT;
	while (changed) {
		changed = false;
		for (size_t d = 0; d < n_dimensions; d++)
			changed |= complete_lines(&h, d);
	}
}
