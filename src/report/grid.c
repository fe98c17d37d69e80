/* Order and labels of the rows of an answer. */
#include "report/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct grid_row *grid_add(struct grid *g)
{
	if (g->n_rows == g->capacity) {
		g->capacity = g->capacity ? 2 * g->capacity : 64;
		g->rows = arena_grow(g->arena, g->rows, g->n_rows, g->capacity, sizeof(*g->rows));
	}
	g->rows[g->n_rows] = (struct grid_row){ 0 };
	return &g->rows[g->n_rows++];
}

/* ---- labels ---------------------------------------------------------------------------------- */

static struct cell moment_cell(const struct coder *c, struct result *r, uint32_t code)
{
	double v = coder_number(c, code);

	if (c->meaning == CODE_BUCKET)
		return cell_time(r, bucket_literal(&r->arena, c->dimension->unit, (int64_t)v, c->calendar));
	if (c->meaning == CODE_DATE)
		return cell_time(r, day_literal(&r->arena, (int64_t)v));
	if (!c->values && c->dimension->value->zone) /* the column's own values are of UTC */
		v = (double)zone_wall(c->dimension->value->zone, (int64_t)floor(v));
	return cell_time(r, second_literal(&r->arena, (int64_t)floor(v)));
}

static struct cell number_cell(const struct coder *c, uint32_t code)
{
	if (c->column && c->column->type == COLUMN_INTEGER)
		return cell_integer(c->column->base + (int64_t)code);
	if (c->column && c->column->type == COLUMN_DECIMAL)
		return cell_decimal(c->column->base + (int64_t)code, c->column->scale);
	return cell_number(coder_number(c, code));
}

static struct cell label_cell(const struct coder *c, struct result *r, uint32_t code)
{
	const struct row *value = c->dimension->value;

	return cell_text(r, value->labels ? text_of(value->labels[code]) : value->bands[code].label);
}

struct cell grid_cell(const struct grid *g, struct result *r, size_t dimension, uint32_t code)
{
	const struct coder *c = &g->coders[dimension];

	if (code == CODE_OTHER)
		return cell_text(r, TEXT("(other)"));
	if (code == CODE_TOTAL)
		return cell_text(r, TEXT("(total)"));
	if (code >= c->domain)
		return (struct cell){ .kind = CELL_MISSING };
	switch (c->meaning) {
	case CODE_WORD:
		return cell_text(r, dictionary_word(c->column->words, code));
	case CODE_YESNO:
		return cell_yesno(coder_number(c, code) == 1);
	case CODE_LABEL:
		return label_cell(c, r, code);
	case CODE_QUANTILE:
		return cell_integer((int64_t)code + 1);
	case CODE_NUMBER:
		return number_cell(c, code);
	default:
		return moment_cell(c, r, code);
	}
}

/* ---- order ----------------------------------------------------------------------------------- */

static size_t declared_place(const struct dimension *d, struct text word)
{
	for (size_t i = 0; i < d->n_order; i++)
		if (text_equal_folded(d->order[i], word))
			return i;
	return d->n_order; /* words that the order does not name stand last */
}

static int sign(double x)
{
	return (x > 0) - (x < 0);
}

static int word_order(const struct coder *c, uint32_t a, uint32_t b)
{
	struct text x = dictionary_word(c->column->words, a), y = dictionary_word(c->column->words, b);
	size_t i = declared_place(c->dimension, x), j = declared_place(c->dimension, y);

	return i != j ? (i < j ? -1 : 1) : text_natural_order(x, y);
}

/* Groups, then the missing, then the others, then the total. */
static int special_order(const struct coder *c, uint32_t code)
{
	return code == CODE_TOTAL ? 3 : code == CODE_OTHER ? 2 : code >= c->domain ? 1 : 0;
}

int grid_code_order(const struct grid *g, size_t d, uint32_t a, uint32_t b)
{
	const struct coder *c = &g->coders[d];
	int special = special_order(c, a) - special_order(c, b);

	if (a == b || special || special_order(c, a))
		return special;
	if (c->meaning == CODE_WORD)
		return word_order(c, a, b);
	return sign(coder_number(c, a) - coder_number(c, b));
}

/* Totals stand last, and so do the others where they are others in every dimension. */
static int row_special(const struct grid *g, const struct grid_row *r)
{
	size_t n = g->plan->n_dimensions, others = 0;

	for (size_t d = 0; d < n; d++) {
		if (r->codes[d] == CODE_TOTAL)
			return 2;
		others += r->codes[d] == CODE_OTHER;
	}
	return n && others == n;
}

/* Larger values first when descending; no value last either way. */
static int value_order(double a, double b, bool descending)
{
	if (isnan(a) || isnan(b))
		return isnan(a) - isnan(b);
	return descending ? sign(b - a) : sign(a - b);
}

static double change_of(const struct grid_row *r)
{
	return r->before ? r->now[0].value - r->before[0].value : NAN;
}

static int key_order(const struct grid *g, const struct grid_row *a, const struct grid_row *b, size_t k)
{
	const struct sort_key *key = &g->plan->keys[k];
	size_t e = key->expression ? g->plan->n_items + k : key->item;

	if (key->dimension != SIZE_MAX) {
		const struct coder *c = &g->coders[key->dimension];
		uint32_t x = a->codes[key->dimension], y = b->codes[key->dimension];
		int special = special_order(c, x) - special_order(c, y);

		if (special) /* the missing stand last either way */
			return special;
		return key->descending ? grid_code_order(g, key->dimension, y, x)
				       : grid_code_order(g, key->dimension, x, y);
	}
	if (key->change)
		return value_order(change_of(a), change_of(b), key->descending);
	return value_order(a->now[e].value, b->now[e].value, key->descending);
}

static int rank_order(const struct grid *g, size_t d, uint32_t a, uint32_t b)
{
	const struct coder *c = &g->coders[d];
	int special = special_order(c, a) - special_order(c, b);

	if (special || a >= c->domain)
		return special;
	return sign((double)g->ranks[d][a] - (double)g->ranks[d][b]);
}

/* Without `sort by`: the order of the dimensions; the first without one of its own by the first metric, descending. */
static int natural_order(const struct grid *g, const struct grid_row *a, const struct grid_row *b)
{
	const struct plan *p = g->plan;

	for (size_t d = 0; d < p->n_dimensions; d++) {
		int order = 0;

		if (p->dimensions[d].ordered)
			order = grid_code_order(g, d, a->codes[d], b->codes[d]);
		else if (g->ranks[d])
			order = rank_order(g, d, a->codes[d], b->codes[d]);
		else if (d + 1 == p->n_dimensions)
			order = value_order(a->now[0].value, b->now[0].value, true);
		if (order)
			return order;
	}
	return 0;
}

static int tie_order(const struct grid *g, const struct grid_row *a, const struct grid_row *b)
{
	for (size_t d = 0; d < g->plan->n_dimensions; d++) {
		int order = grid_code_order(g, d, a->codes[d], b->codes[d]);

		if (order)
			return order;
	}
	return 0;
}

/* What top, bottom, best and worst rank by where no `sort by` is given. */
static int pick_order(const struct plan *p, const struct grid_row *a, const struct grid_row *b)
{
	bool descending = p->pick == PICK_TOP || (p->pick == PICK_BEST && p->items[0].better == OP_HIGHER) ||
			  (p->pick == PICK_WORST && p->items[0].better == OP_LOWER);

	return value_order(a->now[0].value, b->now[0].value, descending);
}

static int row_order(const void *x, const void *y, void *grid)
{
	const struct grid *g = grid;
	const struct grid_row *a = x, *b = y;
	const struct plan *p = g->plan;
	int order = row_special(g, a) - row_special(g, b);

	for (size_t k = plan_ranking_keys(p); order == 0 && k < p->n_keys; k++)
		order = key_order(g, a, b, k);
	if (order == 0 && p->n_keys == plan_ranking_keys(p))
		order = p->pick != PICK_NONE && p->pick_dimension == SIZE_MAX ? pick_order(p, a, b)
									      : natural_order(g, a, b);
	return order ? order : tie_order(g, a, b);
}

/* qsort_r of glibc is a merge sort where memory allows; ties are broken above, so the order is total. */
void grid_sort(struct grid *g)
{
	if (g->n_rows)
		qsort_r(g->rows, g->n_rows, sizeof(*g->rows), row_order, g);
}
