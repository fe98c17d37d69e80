#include "exec/segments.h"

#include <math.h>
#include <string.h>

#include "base/sort.h"
#include "exec/scan_int.h"
#include "stats/stats.h"

/* One side, ready to run. */
struct side {
	const struct segment *segment;
	struct kernel *condition;
	struct kernel *value; /* of a part ranked by row */
	double cut;
	bool at_cut;
	const struct column *unit; /* of a part ranked by unit */
	uint8_t *members;	   /* by code of the unit, missing last */
	size_t n_ranked, n_members;
};

struct segments {
	struct arena *arena;
	struct side *sides;
	size_t n;
};

struct segments *segments_new(struct arena *a, const struct dimension *d)
{
	struct segments *s = ARENA_NEW(a, struct segments);

	s->arena = a;
	s->n = d->n_segments;
	s->sides = ARENA_ARRAY(a, s->n, struct side);
	for (size_t i = 0; i < s->n; i++) {
		s->sides[i].segment = &d->segments[i];
		s->sides[i].condition = kernel_new(a, d->segments[i].condition);
		s->sides[i].value = kernel_new(a, d->segments[i].value);
	}
	return s;
}

/* ---- highest and lowest parts ---------------------------------------------------------------- */

static bool belongs(const struct side *side, double value)
{
	if (!side->segment->is_top)
		return value <= side->cut;
	return side->at_cut ? value >= side->cut : value > side->cut;
}

/* The type-7 quantile that the part lies above (top) or up to (bottom): ties stay together, below, as in quantiles by
 * which rows are grouped.  Where that leaves nothing on top (half of all customers at 100), the top is who is at the
 * cut. */
static void set_cut(struct side *side, double *values, size_t n)
{
	const struct segment *g = side->segment;

	sort_by_number(values, n, sizeof(*values));
	side->cut = stats_quantile(values, n, g->is_top ? 1 - g->part : g->part);
	side->n_ranked = n;
	side->at_cut = n && g->is_top && !(values[n - 1] > side->cut);
	for (size_t i = 0; i < n; i++)
		side->n_members += belongs(side, values[i]);
}

static void rank_rows(struct side *side, struct pass *p)
{
	double *values = ARENA_ARRAY(p->scan->arena, scan_answers(p), double);
	size_t n = scan_collect_numbers(p, side->value, values);

	set_cut(side, values, n);
}

static void rank_units(struct side *side, struct pass *p)
{
	struct arena *a = p->scan->arena;
	const struct plan *ranking = side->segment->ranking;
	struct scan_request by_unit = {
		.plan = ranking, .window = p->request->window, .by_unit = true, .whole = true, .stop = p->request->stop
	};
	struct scan units;
	double *values, *sorted;
	size_t n = 0;

	side->unit = ranking->per->column;
	side->members = ARENA_ARRAY(a, (size_t)side->unit->domain + 1, uint8_t);
	scan_run(a, &by_unit, &units);
	if (units.status != STATUS_OK) {
		p->scan->status = units.status;
		return;
	}
	values = ARENA_ARRAY(a, units.n_groups, double);
	sorted = ARENA_ARRAY(a, units.n_groups, double);
	for (size_t g = 0; g < units.n_groups; g++) {
		values[g] =
			units.codes[g] < side->unit->domain ? scan_value(&units, ranking->items->expression, g) : NAN;
		if (!isnan(values[g]))
			sorted[n++] = values[g];
	}
	set_cut(side, sorted, n);
	for (size_t g = 0; g < units.n_groups; g++)
		if (belongs(side, values[g]))
			side->members[units.codes[g]] = 1;
}

void segments_rank(struct segments *s, struct pass *p)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->sides[i].segment->ranking)
			rank_units(&s->sides[i], p);
		else if (s->sides[i].value)
			rank_rows(&s->sides[i], p);
}

void segments_ranked(const struct segments *s, size_t i, double *cut, bool *includes_cut, size_t *n_ranked,
		     size_t *n_members)
{
	*cut = s->sides[i].cut;
	*includes_cut = s->sides[i].at_cut || !s->sides[i].segment->is_top;
	*n_ranked = s->sides[i].n_ranked;
	*n_members = s->sides[i].n_members;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void side_truth(struct side *side, const struct block *b, uint8_t *out)
{
	double numbers[BLOCK_ROWS];
	uint32_t codes[BLOCK_ROWS];

	if (side->condition) {
		kernel_truth(side->condition, b, out);
	} else if (side->value) {
		kernel_numbers(side->value, b, numbers);
		for (size_t i = 0; i < b->n; i++)
			out[i] = belongs(side, numbers[i]);
	} else {
		kernel_codes(side->unit, b, codes);
		for (size_t i = 0; i < b->n; i++)
			out[i] = side->members[codes[i]];
	}
}

/* Rows in more than two are told by the first two. */
static uint32_t overlap_code(const struct segments *s, uint32_t first, size_t second)
{
	return (uint32_t)(first < s->n ? s->n + second * (second - 1) / 2 + first : first);
}

void segments_overlap(size_t n, uint32_t code, size_t *first, size_t *second)
{
	size_t pair = code - n;

	for (*second = 1; pair >= *second; ++*second)
		pair -= *second;
	*first = pair;
}

void segments_codes(struct segments *s, const struct block *b, uint32_t *out)
{
	uint8_t in[BLOCK_ROWS];

	for (size_t i = 0; i < b->n; i++)
		out[i] = UINT32_MAX;
	for (size_t side = 0; side < s->n; side++) {
		side_truth(&s->sides[side], b, in);
		for (size_t i = 0; i < b->n; i++)
			if (in[i])
				out[i] = out[i] == UINT32_MAX ? (uint32_t)side : overlap_code(s, out[i], side);
	}
}
