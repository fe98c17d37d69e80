/* Steps in any order: every row feeds one step, so a chain is a matching of rows to steps, as large as it can be. */
#include <string.h>

#include "exec/chain_int.h"

/* The nearest later rows that feed the same steps.  Of rows alike at most as many can be used as they have steps. */
struct nearest {
	uint32_t steps;
	size_t n, newest;
	uint32_t at[CHAIN_STEPS_MAX]; /* links; a ring */
};

struct matching {
	const struct chain_finder *finder;
	size_t n_rows;
	uint32_t steps[CHAIN_STEPS_MAX]; /* of the rows taken */
	size_t row_of[CHAIN_STEPS_MAX];	 /* by step: row taken, SIZE_MAX: free */
};

/* Looks for a free step for row R, moving rows taken before; TRIED steps are not looked at again.  At most
 * CHAIN_STEPS_MAX deep. */
static bool place(struct matching *m, size_t r, uint32_t *tried)
{
	for (size_t k = 0; k < m->finder->rules.n_steps; k++) {
		if (!(m->steps[r] >> k & 1) || *tried >> k & 1)
			continue;
		*tried |= UINT32_C(1) << k;
		if (m->row_of[k] == SIZE_MAX || place(m, m->row_of[k], tried)) {
			m->row_of[k] = r;
			return true;
		}
	}
	return false;
}

static bool take(struct matching *m, uint32_t steps)
{
	uint32_t tried = 0;

	if (m->n_rows == m->finder->rules.n_steps)
		return false;
	m->steps[m->n_rows] = steps;
	if (!place(m, m->n_rows, &tried))
		return false;
	m->n_rows++;
	return true;
}

/* The next row of all rings after PLACE, or NULL. */
static const struct link *next_link(const struct chain_finder *f, size_t n_nearest, const struct link *after)
{
	const struct link *best = NULL;

	for (size_t i = 0; i < n_nearest; i++)
		for (size_t k = 0; k < f->nearest[i].n; k++) {
			const struct link *l = &f->links[f->nearest[i].at[k]];

			if (l > after && (!best || l < best))
				best = l;
		}
	return best;
}

static void try_start(const struct chain_finder *f, size_t n_nearest, const struct link *start, struct chain *best)
{
	struct matching m = { .finder = f };
	double at[CHAIN_STEPS_MAX], end = length_after(start->seconds, f->rules.within);
	const struct link *before = start;

	for (size_t k = 0; k < CHAIN_STEPS_MAX; k++)
		m.row_of[k] = SIZE_MAX;
	take(&m, start->steps);
	at[0] = start->seconds;
	for (const struct link *l = next_link(f, n_nearest, start); l && l->seconds <= end;
	     l = next_link(f, n_nearest, l)) {
		if (!take(&m, l->steps))
			continue;
		if (before->barrier < l->seconds) {
			m.n_rows--;
			break;
		}
		at[m.n_rows - 1] = l->seconds;
		before = l;
		if (m.n_rows == f->rules.n_steps)
			break;
	}
	chain_offer(best, start, at, m.n_rows);
}

static struct nearest *ring_of(struct chain_finder *f, size_t *n, uint32_t steps)
{
	for (size_t i = 0; i < *n; i++)
		if (f->nearest[i].steps == steps)
			return &f->nearest[i];
	if (*n == f->nearest_capacity) {
		f->nearest_capacity = *n ? 2 * *n : 16;
		f->nearest = arena_grow(f->arena, f->nearest, *n, f->nearest_capacity, sizeof(*f->nearest));
	}
	f->nearest[*n] = (struct nearest){ .steps = steps };
	return &f->nearest[(*n)++];
}

static void remember(struct chain_finder *f, size_t *n, size_t link)
{
	struct nearest *ring = ring_of(f, n, f->links[link].steps);
	size_t limit = (size_t)__builtin_popcount(ring->steps);

	if (ring->n < limit) {
		ring->newest = ring->n;
		ring->at[ring->n++] = (uint32_t)link;
	} else { /* the farthest of them, which was put there first, goes */
		ring->newest = (ring->newest + 1) % limit;
		ring->at[ring->newest] = (uint32_t)link;
	}
}

/* Without a window and an exclusion the first row has all the others before it. */
void chain_any(struct chain_finder *f, size_t from, size_t to, struct chain *best)
{
	bool only_first = f->rules.within.n == 0 && !f->rules.has_without;
	size_t n = 0;

	for (size_t i = to; i-- > from;) {
		if (!only_first || i == from)
			try_start(f, n, &f->links[i], best);
		remember(f, &n, i);
	}
}
