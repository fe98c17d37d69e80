#include "plan/row.h"

#include <math.h>

#include "base/buffer.h"

struct row *row_new(struct scope *s, enum row_kind kind, enum row_type type, struct span span)
{
	struct row *r = ARENA_NEW(s->arena, struct row);

	r->kind = kind;
	r->type = type;
	r->span = span;
	return r;
}

struct row *row_constant(struct scope *s, double number, enum row_type type, struct span span)
{
	struct row *r = row_new(s, ROW_CONSTANT, type, span);

	r->number = number;
	return r;
}

struct row *row_not(struct scope *s, struct row *a)
{
	struct row *r;

	if (!a)
		return NULL;
	r = row_new(s, ROW_NOT, ROW_YESNO, a->span);
	r->a = a;
	return r;
}

struct row *row_both(struct scope *s, struct row *a, struct row *b)
{
	struct row *r;

	if (!a || !b || row_equal(a, b))
		return a ? a : b;
	r = row_new(s, ROW_AND, ROW_YESNO, span_join(a->span, b->span));
	r->list = ARENA_ARRAY(s->arena, 2, struct row *);
	r->list[0] = a;
	r->list[1] = b;
	r->n_list = 2;
	return r;
}

struct columns_found {
	struct row **rows;
	size_t n, capacity;
};

static void note_column(struct scope *s, struct columns_found *found, struct row *column)
{
	for (size_t i = 0; i < found->n; i++)
		if (row_equal(found->rows[i], column))
			return;
	if (found->n == found->capacity) {
		found->capacity = found->capacity ? 2 * found->capacity : 8;
		found->rows = arena_grow(s->arena, found->rows, found->n, found->capacity, sizeof(*found->rows));
	}
	found->rows[found->n++] = column;
}

static void find_columns(struct scope *s, struct row *r, struct columns_found *found)
{
	if (!r || r->kind == ROW_MISSING)
		return;
	if (r->kind == ROW_COLUMN)
		note_column(s, found, r);
	find_columns(s, r->a, found);
	find_columns(s, r->b, found);
	for (size_t i = 0; i < r->n_list; i++)
		find_columns(s, r->list[i], found);
}

struct row *row_base(struct scope *s, struct row *expr)
{
	struct columns_found found = { 0 };
	struct row *base = NULL;

	find_columns(s, expr, &found);
	for (size_t i = 0; i < found.n; i++) {
		struct row *missing = row_new(s, ROW_MISSING, ROW_YESNO, found.rows[i]->span);

		missing->a = found.rows[i];
		base = row_both(s, base, row_not(s, missing));
	}
	return base;
}

static bool same_number(double a, double b)
{
	return (isnan(a) && isnan(b)) || a == b;
}

static bool same_codes(const uint32_t *a, const uint32_t *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

static bool same_bands(const struct row *a, const struct row *b)
{
	if (a->n_bands != b->n_bands)
		return false;
	for (size_t i = 0; i < a->n_bands; i++)
		if (!text_equal(a->bands[i].label, b->bands[i].label) ||
		    !same_number(a->bands[i].low, b->bands[i].low) ||
		    !same_number(a->bands[i].high, b->bands[i].high) || a->bands[i].n_codes != b->bands[i].n_codes ||
		    !same_codes(a->bands[i].codes, b->bands[i].codes, a->bands[i].n_codes))
			return false;
	return true;
}

bool row_equal(const struct row *a, const struct row *b)
{
	if (!a || !b)
		return a == b;
	if (a->kind != b->kind || a->type != b->type || a->op != b->op || a->column != b->column ||
	    a->role != b->role || a->seconds != b->seconds || a->mirror != b->mirror || a->zone != b->zone ||
	    !same_number(a->number, b->number) || !same_number(a->low, b->low) || !same_number(a->high, b->high) ||
	    a->closed != b->closed || a->n_codes != b->n_codes || a->n_list != b->n_list ||
	    !text_equal(a->pattern, b->pattern) || !same_codes(a->codes, b->codes, a->n_codes) || !same_bands(a, b))
		return false;
	for (size_t i = 0; i < a->n_list; i++)
		if (!row_equal(a->list[i], b->list[i]))
			return false;
	return row_equal(a->a, b->a) && row_equal(a->b, b->b);
}

/* More than one column is found: remembered as a column that no table has. */
static const struct column several;

static void only_column(const struct row *r, const struct column **found)
{
	if (!r || *found == &several)
		return;
	if (r->kind == ROW_COLUMN)
		*found = *found == NULL || *found == r->column ? r->column : &several;
	only_column(r->a, found);
	only_column(r->b, found);
	for (size_t i = 0; i < r->n_list; i++)
		only_column(r->list[i], found);
}

const struct column *row_only_column(const struct row *expr)
{
	const struct column *found = NULL;

	only_column(expr, &found);
	return found == &several ? NULL : found;
}

bool row_mentions(const struct row *expr, const struct column *column)
{
	bool found = expr && expr->column == column;

	if (!expr)
		return false;
	for (size_t i = 0; i < expr->n_list && !found; i++)
		found = row_mentions(expr->list[i], column);
	return found || row_mentions(expr->a, column) || row_mentions(expr->b, column);
}

const char *row_type_name(enum row_type t)
{
	static const char *const names[] = { "a number", "yes or no", "a time", "text", "a label" };

	return names[t];
}
