#include "store/pending.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/threads.h"
#include "base/width.h"
#include "store/arrange.h"
#include "store/builder_int.h"

struct pending *pending_new(size_t n_parts)
{
	struct pending *p = calloc(1, sizeof(*p));

	if (!p)
		return NULL;
	p->parts = calloc(n_parts, sizeof(*p->parts));
	p->n_parts = n_parts;
	for (unsigned u = 0; u < BUILDER_UNITS; u++)
		p->factor[u] = 1;
	if (p->parts)
		return p;
	free(p);
	return NULL;
}

void pending_let_go(struct pending *p)
{
	for (size_t i = 0; i < p->n_parts; i++) {
		builder_clear(&p->parts[i].builder);
		free(p->parts[i].codes);
	}
	free(p->parts);
	p->parts = NULL;
	p->n_parts = 0;
}

void pending_free(struct pending *p)
{
	if (!p)
		return;
	pending_let_go(p);
	free(p->ends);
	free(p);
}

void pending_lay_out(struct pending *p, uint32_t *ends)
{
	pending_let_go(p);
	p->ends = ends;
}

void pending_range(const struct pending *p, int64_t *low, int64_t *high)
{
	*low = INT64_MAX;
	*high = INT64_MIN;
	for (size_t i = 0; i < p->n_parts; i++) {
		const struct builder *b = &p->parts[i].builder;

		for (unsigned u = 0; u < BUILDER_UNITS; u++) {
			if (b->used[u] && b->low[u] * p->factor[u] < *low)
				*low = b->low[u] * p->factor[u];
			if (b->used[u] && b->high[u] * p->factor[u] > *high)
				*high = b->high[u] * p->factor[u];
		}
	}
}

static void choose_codes(const struct pending *p, struct column *c)
{
	int64_t low, high;

	pending_range(p, &low, &high);
	c->base = low > high || c->type == COLUMN_TEXT || c->type == COLUMN_YESNO ? 0 : low;
	if (c->type == COLUMN_TEXT)
		c->domain = c->words->n;
	else if (c->type == COLUMN_YESNO)
		c->domain = 2;
	else
		c->domain = low > high ? 0 : (uint64_t)high - (uint64_t)low + 1;
	c->width = width_for(c->domain);
}

bool pending_hold(struct pending *p, struct column *c)
{
	for (size_t i = 0; i < p->n_parts; i++) {
		p->n_rows += p->parts[i].builder.n_rows;
		c->n_missing += p->parts[i].builder.n_missing;
	}
	c->width = sizeof(double);
	if (c->type != COLUMN_NUMBER)
		choose_codes(p, c);
	c->pending = p;
	c->codes = memory_large_array(p->n_rows, c->width);
	return c->codes != NULL;
}

/* Chunks are independent tasks. */
struct settling {
	const struct pending *pending;
	struct column *column;
};

static size_t count_chunks(const struct pending *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n_parts; i++)
		for (const struct builder_chunk *k = p->parts[i].builder.first; k; k = k->next)
			n++;
	return n;
}

static void write_task(void *user, size_t task)
{
	const struct settling *s = user;

	for (size_t i = 0; i < s->pending->n_parts; i++)
		for (const struct builder_chunk *k = s->pending->parts[i].builder.first; k; k = k->next)
			if (task-- == 0)
				pending_write(s->pending, i, k, s->column);
}

bool column_fill(struct column *c, struct builder *b)
{
	struct pending *p = pending_new(1);
	bool done;

	if (!p)
		return false;
	p->parts->builder = *b;
	*b = (struct builder){ 0 };
	done = pending_hold(p, c);
	if (done)
		column_settle(c);
	return done;
}

#define LAY_OUT(type)                                                                                                  \
	do {                                                                                                           \
		type *codes = c->codes;                                                                                \
                                                                                                                       \
		for (uint64_t code = 0; code <= c->domain; code++)                                                     \
			for (; row < ends[code]; row++)                                                                \
				codes[row] = (type)(code < c->domain ? code : column_missing(c));                      \
	} while (0)

void column_lay_out(struct column *c, const uint32_t *ends)
{
	size_t row = 0;

	FOR_WIDTH(c->width, LAY_OUT);
}

static void write_codes(const struct pending *p, struct column *c)
{
	struct settling s = { p, c };

	if (p->ends)
		column_lay_out(c, p->ends);
	else
		threads_each(count_chunks(p), write_task, &s);
}

bool pending_copy(const struct column *c, struct column *copy)
{
	*copy = *c;
	copy->pending = NULL;
	copy->codes = memory_large_array(c->pending->n_rows, c->width);
	if (copy->codes)
		write_codes(c->pending, copy);
	return copy->codes != NULL;
}

void column_settle(const struct column *c)
{
	/* Values that could be told at any time are no change of the column. */
	struct column *settled = (struct column *)c;
	size_t n_rows = c->pending->n_rows;

	write_codes(c->pending, settled);
	pending_free(c->pending);
	settled->pending = NULL;
	column_measure(settled, n_rows);
}

/* ---- order ----------------------------------------------------------------------------------- */

/* The first row of the next block, or UINT32_MAX at the end. */
static uint32_t next_row(struct builder_cursor *k)
{
	struct segment s;

	if (!segment_follows(k))
		return UINT32_MAX;
	memcpy(&s, k->chunk->bytes + k->at, sizeof(s));
	return s.first_row;
}

/* The part whose next block is the next of the file, or N_PARTS. */
static size_t next_part(const struct pending *p, struct builder_cursor *cursors)
{
	uint32_t first = UINT32_MAX;
	size_t next = p->n_parts;

	for (size_t i = 0; i < p->n_parts; i++) {
		uint32_t row = next_row(&cursors[i]);

		if (row < first) {
			first = row;
			next = i;
		}
	}
	return next;
}

static bool is_block_sorted(const struct pending *p, struct builder_cursor *k, int64_t *before)
{
	int64_t values[VALUES_AT_ONCE], highest = *before;
	struct segment s;
	const void *codes = segment_next(k->chunk, &k->at, &s);
	bool sorted = true;

	for (size_t i = 0, n; i < s.n && sorted; i += n) {
		n = segment_left(&s, i);
		segment_values(&s, codes, i, values, n);
		for (size_t j = 0; j < n; j++) {
			int64_t value = values[j] == VALUE_MISSING ? INT64_MAX : values[j] * p->factor[s.unit];

			sorted &= value >= highest;
			highest = value;
		}
	}
	*before = highest;
	return sorted;
}

bool pending_is_sorted(const struct pending *p)
{
	struct builder_cursor *cursors = calloc(p->n_parts, sizeof(*cursors));
	int64_t before = INT64_MIN;
	bool sorted = cursors != NULL;

	for (size_t i = 0; i < p->n_parts && sorted; i++)
		cursors[i].chunk = p->parts[i].builder.first;
	for (size_t i; sorted && (i = next_part(p, cursors)) < p->n_parts;)
		sorted = is_block_sorted(p, &cursors[i], &before);
	free(cursors);
	return sorted;
}
