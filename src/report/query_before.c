/* The period before: a full join by group. */
#include "report/query.h"

struct text query_key(const uint32_t *codes, size_t n)
{
	return (struct text){ n ? (const char *)codes : "", n * sizeof(*codes) };
}

/* Codes of the period before in terms of the present one: buckets are counted from each window's start.  False: no
 * such bucket. */
bool query_align(const struct query_run *q, const struct estimates *before, uint32_t *codes)
{
	for (size_t d = 0; d < before->n_dimensions; d++) {
		uint64_t then = before->coders[d].domain, now = q->grid.coders[d].domain;

		if (codes[d] == then)
			codes[d] = (uint32_t)now;
		else if (codes[d] >= now && codes[d] < CODE_TOTAL)
			return false;
	}
	return true;
}

static struct map rows_by_key(struct query_run *q)
{
	struct map m = { .arena = q->environment->arena };

	for (size_t i = 0; i < q->grid.n_rows; i++)
		map_put(&m, query_key(q->grid.rows[i].codes, q->grid.plan->n_dimensions), i);
	return m;
}

/* Full join: a group of either period is a row. */
void query_join_before(struct query_run *q, const struct estimates *before)
{
	struct map m = rows_by_key(q);
	size_t n = q->grid.plan->n_dimensions;
	bool picked = q->grid.plan->having != NULL;

	for (size_t g = 0; g < before->n_groups; g++) {
		uint32_t *codes = arena_grow(q->environment->arena, &before->codes[g * n], n, n, sizeof(*codes));
		size_t at;
		struct grid_row *row;

		if (query_in_lead(q, before, codes) || !query_align(q, before, codes))
			continue;
		at = map_get(&m, query_key(codes, n));
		if (at == MAP_NONE &&
		    (picked || query_says_nothing(q, codes, &before->cells[g * before->n_expressions])))
			continue; /* `having` is asked of the present period */
		if (at == MAP_NONE) {
			row = grid_add(&q->grid);
			row->codes = codes;
			row->now = query_empty(q);
			row->empty = true;
			at = q->grid.n_rows - 1;
		}
		q->grid.rows[at].before = &before->cells[g * before->n_expressions];
	}
	for (size_t i = 0; i < q->grid.n_rows; i++)
		if (!q->grid.rows[i].before)
			q->grid.rows[i].before = query_empty(q);
}
