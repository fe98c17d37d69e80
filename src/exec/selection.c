#include "exec/selection.h"

static void reserve(struct selection_room *r, size_t n)
{
	size_t capacity = r->capacity ? r->capacity : 256;

	if (n <= r->capacity)
		return;
	while (capacity < n)
		capacity *= 2;
	r->at = ARENA_ARRAY(r->arena, capacity, uint32_t);
	r->group = ARENA_ARRAY(r->arena, capacity, uint32_t);
	r->times = ARENA_ARRAY(r->arena, capacity, uint64_t);
	r->capacity = capacity;
}

/* Written before it is known whether it counts: no branch that a processor could guess wrongly. */
struct selection selection_part(const struct selection *s, const uint8_t *passes, struct selection_room *room)
{
	struct selection part = *s;
	size_t n = 0;

	reserve(room, s->n);
	for (size_t i = 0; i < s->n; i++) {
		room->at[n] = s->at[i];
		room->group[n] = s->group[i];
		if (s->times)
			room->times[n] = s->times[i];
		n += passes[s->at[i]];
	}
	part.n = n;
	part.at = room->at;
	part.group = room->group;
	part.times = s->times ? room->times : NULL;
	return part;
}

struct pick_list picks_new(struct arena *a, size_t n)
{
	return (struct pick_list){ .arena = a, .list = ARENA_ARRAY(a, n, struct picked) };
}

size_t picks_add(struct pick_list *p, const struct row *filter)
{
	for (size_t i = 0; i < p->n; i++)
		if (row_equal(p->list[i].filter, filter))
			return i;
	p->list[p->n].filter = filter;
	p->list[p->n].kernel = kernel_new(p->arena, filter);
	p->list[p->n].room.arena = p->arena;
	return p->n++;
}

void picks_run(struct pick_list *p, const struct selection *s)
{
	uint8_t passes[BLOCK_ROWS];

	for (size_t i = 0; i < p->n; i++) {
		struct picked *pick = &p->list[i];

		pick->rows = *s;
		if (!pick->kernel)
			continue;
		kernel_truth(pick->kernel, s->block, passes);
		pick->rows = selection_part(s, passes, &pick->room);
	}
}
