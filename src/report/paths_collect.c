/* The path of one journey: its part between start and end, its words, and where it is counted. */
#include <math.h>
#include <string.h>

#include "report/paths.h"

struct part {
	size_t from, to; /* events, half-open */
};

/* ---- which part of the journey --------------------------------------------------------------- */

static size_t find(const struct journey *j, size_t from, size_t to, uint32_t bit)
{
	while (from < to && !(j->events[from].bits & bit))
		from++;
	return from;
}

/* The window counts from the start; where only the end is given, back from the end. */
static size_t limit_after(const struct paths *p, const struct journey *j, size_t from)
{
	double last = length_after(j->events[from].seconds, p->journeys->within);
	size_t to = j->n;

	while (to > from && j->events[to - 1].seconds > last)
		to--;
	return to;
}

static size_t limit_before(const struct paths *p, const struct journey *j, size_t end)
{
	double first = length_before(j->events[end].seconds, p->journeys->within);
	size_t from = 0;

	while (j->events[from].seconds < first)
		from++;
	return from;
}

/* The first start, and the first end after it. */
static bool find_part(struct paths *p, const struct journey *j, struct part *out)
{
	size_t from = p->start ? find(j, 0, j->n, p->start) : 0, end;

	if (from == j->n) {
		p->not_started++;
		return false;
	}
	*out = (struct part){ from, p->start || !p->end ? limit_after(p, j, from) : j->n };
	if (!p->end)
		return true;
	end = find(j, p->start ? from + 1 : from, out->to, p->end);
	if (end >= out->to) {
		p->not_ended++;
		return false;
	}
	out->to = end + 1;
	if (!p->start)
		out->from = limit_before(p, j, end);
	return true;
}

static bool meets_excluded(struct paths *p, const struct journey *j, struct part part)
{
	if (!p->without || find(j, part.from, part.to, p->without) == part.to)
		return false;
	p->excluded++;
	return true;
}

/* ---- its words ------------------------------------------------------------------------------- */

/* Codes after the first place, which is kept for the stratum. */
static size_t read_codes(struct paths *p, const struct journey *j, struct part part)
{
	uint32_t missing = (uint32_t)p->coder.domain;
	size_t n = 0;

	if (part.to - part.from + 1 > p->codes_capacity) {
		p->codes_capacity = 2 * (part.to - part.from + 1);
		p->codes = ARENA_ARRAY(p->environment->arena, p->codes_capacity, uint32_t);
	}
	for (size_t i = part.from; i < part.to; i++) {
		uint32_t code = j->events[i].code;

		if (code >= missing)
			p->without_value++;
		else if (p->repeats || n == 0 || p->codes[n] != code)
			p->codes[++n] = code;
	}
	return n;
}

/* `up to N steps`: the first N; with an end alone the last N; between a start and an end longer ways are left out. */
static size_t shorten(struct paths *p, size_t n)
{
	if (n <= p->limit)
		return n;
	if (p->start && p->end) {
		p->too_long++;
		return 0;
	}
	if (p->end)
		memmove(p->codes + 1, p->codes + 1 + n - p->limit, p->limit * sizeof(*p->codes));
	return p->limit;
}

/* ---- counting -------------------------------------------------------------------------------- */

static size_t add_path(struct paths *p, const uint32_t *key, size_t n)
{
	uint32_t *codes = arena_grow(p->environment->arena, key, n + 1, n + 1, sizeof(*key));
	struct text kept = { (const char *)codes, (n + 1) * sizeof(*codes) };

	if (p->n == p->capacity) {
		p->capacity = p->capacity ? 2 * p->capacity : 64;
		p->list = arena_grow(p->environment->arena, p->list, p->n, p->capacity, sizeof(*p->list));
	}
	p->list[p->n] = (struct path){ .codes = codes + 1, .n = (uint32_t)n, .stratum = codes[0] };
	map_put(&p->known, kept, p->n);
	return p->n++;
}

/* KEY: the stratum, then N codes. */
static void count(struct paths *p, const uint32_t *key, size_t n)
{
	struct text text = { (const char *)key, (n + 1) * sizeof(*key) };
	size_t at = map_get(&p->known, text);
	struct path *path;

	if (at == MAP_NONE)
		at = add_path(p, key, n);
	path = &p->list[at];
	path->times++;
	path->customers += path->last != p->taken;
	path->last = p->taken;
	if (key[0] >= p->n_totals) {
		size_t more = 2 * ((size_t)key[0] + 1);

		p->totals = arena_grow(p->environment->arena, p->totals, p->n_totals, more, sizeof(*p->totals));
		p->n_totals = more;
	}
	p->totals[key[0]]++;
}

static void count_transitions(struct paths *p, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		uint32_t key[3] = { p->codes[0], p->codes[i], p->codes[i + 1] };

		count(p, key, 2);
	}
}

static void note_duration(struct paths *p, double seconds)
{
	if (p->taken == p->durations_capacity) {
		size_t n = p->durations_capacity ? 2 * p->durations_capacity : 1024;

		p->durations = arena_grow(p->environment->arena, p->durations, p->taken, n, sizeof(*p->durations));
		p->durations_capacity = n;
	}
	p->durations[p->taken] = seconds;
}

void paths_collect(void *user, const struct journey *j)
{
	struct paths *p = user;
	struct part part;
	size_t n;

	if (!find_part(p, j, &part) || meets_excluded(p, j, part))
		return;
	n = shorten(p, read_codes(p, j, part));
	if (n == 0)
		return;
	note_duration(p, j->events[part.to - 1].seconds - j->events[part.from].seconds);
	p->taken++;
	p->codes[0] = strata_of_row(&p->strata, 0, j->events[part.from].row);
	if (p->transitions)
		count_transitions(p, n);
	else
		count(p, p->codes, n);
}
