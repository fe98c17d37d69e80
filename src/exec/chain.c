#include "exec/chain_int.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct chain_finder *chain_finder_new(struct arena *a, const struct chain_rules *rules)
{
	struct chain_finder *f = ARENA_NEW(a, struct chain_finder);

	f->rules = *rules;
	f->arena = a;
	return f;
}

void chain_offer(struct chain *best, const struct link *l, const double *at, size_t n)
{
	if (n < best->depth)
		return;
	best->depth = n;
	best->row = l->row;
	best->place = l->place;
	memcpy(best->seconds, at, n * sizeof(*at));
}

/* ---- links ----------------------------------------------------------------------------------- */

static void reserve(struct chain_finder *f, size_t n)
{
	f->n = 0;
	if (n <= f->capacity)
		return;
	f->capacity = 2 * n;
	f->links = ARENA_ARRAY(f->arena, f->capacity, struct link);
}

uint64_t chain_finder_passed_over(const struct chain_finder *f)
{
	return f->passed_over;
}

static void add_links(struct chain_finder *f, const struct journey *j)
{
	uint32_t steps = (UINT32_C(1) << f->rules.n_steps) - 1;

	for (size_t i = 0; i < j->n; i++) {
		const struct event *e = &j->events[i];

		if (!(e->bits & steps))
			continue;
		if (f->rules.holding && e->code >= f->rules.missing) {
			f->passed_over++;
			continue;
		}
		f->links[f->n++] =
			(struct link){ e->seconds, INFINITY, e->bits & steps, e->row, f->rules.holding ? e->code : 0,
				       (uint32_t)i };
	}
}

/* The barrier of a row lies strictly later than the row itself. */
static void set_barriers(struct chain_finder *f, const struct journey *j)
{
	uint32_t bit = UINT32_C(1) << f->rules.n_steps;
	double barrier = INFINITY, later = INFINITY, now = NAN;
	size_t link = f->n;

	for (size_t i = j->n; f->rules.has_without && i-- > 0;) {
		const struct event *e = &j->events[i];

		if (e->seconds != now) {
			later = barrier;
			now = e->seconds;
		}
		if (e->bits & bit)
			barrier = e->seconds;
		if (link && f->links[link - 1].place == i)
			f->links[--link].barrier = later;
	}
}

static int by_code(const void *x, const void *y)
{
	const struct link *a = x, *b = y;

	if (a->code != b->code)
		return a->code < b->code ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

/* ---- in order -------------------------------------------------------------------------------- */

/* The tail that begins with L as step K: the nearest later tail of the step after it goes on, if nothing stands
 * between. */
static void extend(const struct chain_finder *f, const struct link *l, size_t k, struct tail *out)
{
	const struct tail *rest = k + 1 < f->rules.n_steps ? &f->next[k + 1] : NULL;

	out->n = 1;
	out->place = l->place;
	out->at[0] = l->seconds;
	if (!rest || rest->n == 0 || l->barrier < rest->at[0])
		return;
	if (f->rules.strict && (rest->place != l->place + 1 || !(rest->at[0] > l->seconds)))
		return;
	memcpy(out->at + 1, rest->at, rest->n * sizeof(*rest->at));
	out->n += rest->n;
}

static void offer_start(const struct chain_finder *f, const struct link *l, const struct tail *t, struct chain *best)
{
	double end = length_after(t->at[0], f->rules.within);
	size_t n = 1;

	while (n < t->n && t->at[n] <= end)
		n++;
	chain_offer(best, l, t->at, n);
}

static uint32_t read_link(struct chain_finder *f, const struct link *l, struct chain *best)
{
	for (size_t k = 0; k < f->rules.n_steps; k++) {
		if (!(l->steps >> k & 1))
			continue;
		extend(f, l, k, &f->here[k]);
		if (k == 0)
			offer_start(f, l, &f->here[0], best);
	}
	return l->steps;
}

static void copy_tail(struct tail *to, const struct tail *from)
{
	to->n = from->n;
	to->place = from->place;
	memcpy(to->at, from->at, from->n * sizeof(*from->at));
}

/* What was here is now what comes next. */
static void step_back(struct chain_finder *f, uint32_t steps)
{
	for (size_t k = 0; k < f->rules.n_steps; k++)
		if (steps >> k & 1)
			copy_tail(&f->next[k], &f->here[k]);
		else if (f->rules.strict)
			f->next[k].n = 0;
}

/* From the last row to the first; rows at the same time see only what is later than all of them. */
static void in_order(struct chain_finder *f, size_t from, size_t to, struct chain *best)
{
	for (size_t k = 0; k < f->rules.n_steps; k++)
		f->next[k].n = 0;
	while (to > from) {
		double now = f->links[to - 1].seconds;
		uint32_t steps = 0;

		do
			steps |= read_link(f, &f->links[--to], best);
		while (!f->rules.strict && to > from && f->links[to - 1].seconds == now);
		step_back(f, steps);
	}
}

/* Links of one held value; better than what other values gave: deeper, or as deep and earlier. */
static void find_among(struct chain_finder *f, size_t from, size_t to, struct chain *out)
{
	struct chain best = { .depth = 0 };

	if (f->rules.any_order)
		chain_any(f, from, to, &best);
	else
		in_order(f, from, to, &best);
	if (best.depth > out->depth || (best.depth == out->depth && best.place < out->place))
		*out = best;
}

void chain_find(struct chain_finder *f, const struct journey *j, struct chain *out)
{
	out->depth = 0;
	reserve(f, j->n);
	add_links(f, j);
	set_barriers(f, j);
	if (f->rules.holding)
		qsort(f->links, f->n, sizeof(*f->links), by_code);
	for (size_t from = 0, to; from < f->n; from = to) {
		for (to = from + 1; to < f->n && f->links[to].code == f->links[from].code; to++)
			;
		find_among(f, from, to, out);
	}
}
