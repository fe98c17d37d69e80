#include "report/strata.h"
#include "report/parts.h"

#include <stdlib.h>

static void open_coders(struct environment *e, const struct plan *p, struct strata *s)
{
	for (size_t which = 0; which < 2; which++)
		s->coders[which] = ARENA_ARRAY(e->arena, p->n_dimensions, struct coder);
	for (size_t d = 0; d < p->n_dimensions; d++) {
		coder_init(e->arena, &s->coders[0][d], p, &p->dimensions[d], &p->window);
		s->domains[d] = s->coders[0][d].domain;
		if (!p->has_before)
			continue;
		coder_init(e->arena, &s->coders[1][d], p, &p->dimensions[d], &p->before);
		if (s->coders[1][d].domain > s->domains[d])
			s->domains[d] = s->coders[1][d].domain;
	}
}

/* Labels of a time that only the longer of two windows has count on past the end of the other. */
static struct coder *label_coders(struct environment *e, const struct strata *s)
{
	struct coder *copy = arena_grow(e->arena, s->coders[0], s->n_dimensions, s->n_dimensions, sizeof(*copy));

	for (size_t d = 0; d < s->n_dimensions; d++)
		copy[d].domain = s->domains[d];
	return copy;
}

bool strata_open(struct environment *e, const struct plan *p, struct span span, struct strata *s)
{
	uint64_t product = 1;

	*s = (struct strata){ .grid = { .arena = e->arena, .plan = p }, .n_dimensions = p->n_dimensions };
	open_coders(e, p, s);
	s->grid.coders = label_coders(e, s);
	for (size_t d = s->n_dimensions; d-- > 0;) {
		s->strides[d] = product;
		if (!__builtin_mul_overflow(product, s->domains[d] + 1, &product))
			continue;
		report_bad(e, span, "these columns have too many combinations to group by");
		return false;
	}
	s->groups = groups_new(e->arena, product);
	if (s->n_dimensions == 0)
		groups_find(s->groups, 0); /* without groups there is one answer, even over no rows */
	return true;
}

uint32_t strata_of_row(struct strata *s, size_t which, uint32_t row)
{
	struct block b = { row, 1, NULL };
	uint64_t key = 0;
	uint32_t code;

	for (size_t d = 0; d < s->n_dimensions; d++) {
		struct coder *c = &s->coders[which][d];

		coder_codes(c, &b, &code);
		key += (code >= c->domain ? s->domains[d] : code) * s->strides[d];
	}
	return groups_find(s->groups, key);
}

size_t strata_count(const struct strata *s)
{
	return groups_count(s->groups);
}

static uint32_t code_of(const struct strata *s, size_t group, size_t d)
{
	return (uint32_t)(groups_key(s->groups, group) / s->strides[d] % (s->domains[d] + 1));
}

/* ---- order ----------------------------------------------------------------------------------- */

struct ranking {
	const struct strata *strata;
	const double *sizes;
};

static int code_order(const struct strata *s, size_t d, uint32_t a, uint32_t b)
{
	uint32_t x = code_of(s, a, d), y = code_of(s, b, d);

	return grid_code_order(&s->grid, d, x, y);
}

static int by_size(const struct ranking *r, uint32_t a, uint32_t b)
{
	return r->sizes[a] > r->sizes[b] ? -1 : r->sizes[a] < r->sizes[b];
}

static int by_codes(const struct strata *s, uint32_t a, uint32_t b)
{
	for (size_t d = 0; d < s->n_dimensions; d++) {
		int order = code_order(s, d, a, b);

		if (order)
			return order;
	}
	return 0;
}

static int as_shown(const void *x, const void *y, void *ranking)
{
	const struct ranking *r = ranking;
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
	size_t n = r->strata->n_dimensions;

	for (size_t d = 0; d < n; d++) {
		bool ordered = r->strata->grid.plan->dimensions[d].ordered;
		int order = ordered || d + 1 < n ? code_order(r->strata, d, a, b) : by_size(r, a, b);

		if (order)
			return order;
	}
	return by_codes(r->strata, a, b);
}

static int largest_first(const void *x, const void *y, void *ranking)
{
	const struct ranking *r = ranking;
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
	int order = by_size(r, a, b);

	return order ? order : by_codes(r->strata, a, b);
}

uint32_t *strata_order(const struct strata *s, const double *sizes, size_t top, size_t *n)
{
	struct ranking r = { s, sizes };
	size_t count = strata_count(s);
	uint32_t *order = ARENA_ARRAY(s->grid.arena, count, uint32_t);

	for (size_t g = 0; g < count; g++)
		order[g] = (uint32_t)g;
	if (top < count) {
		qsort_r(order, count, sizeof(*order), largest_first, &r);
		count = top;
	}
	qsort_r(order, count, sizeof(*order), as_shown, &r);
	*n = count;
	return order;
}

/* ---- columns --------------------------------------------------------------------------------- */

void strata_columns(const struct strata *s, struct result *r)
{
	report_dimension_columns(r, s->grid.plan, s->n_dimensions);
}

struct cell *strata_cells(const struct strata *s, struct result *r, size_t group, struct cell *at)
{
	for (size_t d = 0; d < s->n_dimensions; d++)
		*at++ = grid_cell(&s->grid, r, d, code_of(s, group, d));
	return at;
}
