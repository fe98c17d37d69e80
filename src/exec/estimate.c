#include "exec/estimate_int.h"
#include "exec/hide.h"

#include <math.h>

/* What a condition compares, left to right: number N of them, or (N past the end) NULL and *COUNT. */
static const struct item *operand(const struct item *condition, size_t n, size_t *count)
{
	const struct item *found = NULL;

	if (!condition)
		return NULL;
	if (condition->kind == ITEM_COMPARE || condition->kind == ITEM_MISSING) {
		if (*count <= n && n < *count + 2)
			found = n == *count ? condition->a : condition->b;
		*count += condition->kind == ITEM_MISSING ? 1 : 2;
		return found;
	}
	found = operand(condition->a, n, count);
	return found ? found : operand(condition->b, n, count);
}

size_t estimate_expressions(const struct plan *p)
{
	size_t n = 0;

	operand(p->having, SIZE_MAX - 2, &n);
	return p->n_items + p->n_keys + n;
}

const struct item *estimate_expression(const struct plan *p, size_t e)
{
	size_t n = 0;

	if (e < p->n_items)
		return p->items[e].expression;
	e -= p->n_items;
	return e < p->n_keys ? p->keys[e].expression : operand(p->having, e - p->n_keys, &n);
}

static bool holds(const struct item *condition, const struct estimate *operands, size_t *at)
{
	bool a, b;

	switch (condition->kind) {
	case ITEM_COMPARE:
		*at += 2;
		return item_compare(condition->op, operands[*at - 2].value, operands[*at - 1].value);
	case ITEM_MISSING:
		return isnan(operands[(*at)++].value);
	case ITEM_NOT:
		return !holds(condition->a, operands, at);
	default:
		a = holds(condition->a, operands, at);
		b = holds(condition->b, operands, at);
		return condition->kind == ITEM_AND ? a && b : a || b;
	}
}

bool estimate_having(const struct estimates *e, size_t g)
{
	size_t at = 0;

	return !e->plan->having ||
	       holds(e->plan->having, &e->cells[g * e->n_expressions + e->plan->n_items + e->plan->n_keys], &at);
}

size_t estimate_having_hidden(const struct estimates *e)
{
	size_t n = 0;

	for (size_t g = 0; g < e->n_groups; g++) {
		bool hidden = false;

		for (size_t i = e->plan->n_items + e->plan->n_keys; i < e->n_expressions; i++)
			hidden |= e->cells[g * e->n_expressions + i].hidden != HIDDEN_NOT;
		n += hidden;
	}
	return n;
}

static void set_cells(const struct estimate_request *request, struct estimates *out)
{
	const struct scan *s = &out->main;
	const struct plan *p = request->plan;

	for (size_t g = 0; g < out->n_groups; g++)
		for (size_t e = 0; e < out->n_expressions; e++) {
			struct estimate *cell = &out->cells[g * out->n_expressions + e];
			const struct item *i = estimate_expression(p, e);
			size_t aggregate;
			double factor;

			*cell = (struct estimate){ NAN, NAN, NAN, NAN, 1, 0 };
			if (!i)
				continue;
			cell->value = scan_value(s, i, g);
			cell->n = scan_n(s, i, g);
			if (request->intervals && e < p->n_items && estimate_has_interval(p, i, &aggregate, &factor))
				estimate_interval(s, aggregate, factor, g, p->level, cell);
		}
}

static void keep_codes(struct arena *a, const struct estimate_request *request, struct estimates *out)
{
	const struct scan *s = &out->main;

	out->codes = ARENA_ARRAY(a, out->n_groups * request->n_dimensions, uint32_t);
	for (size_t g = 0; !request->translate && g < out->n_groups; g++)
		for (size_t i = 0; i < request->n_dimensions; i++)
			out->codes[g * request->n_dimensions + i] = s->codes[g * s->n_coders + i];
}

static void run_rows(struct arena *a, const struct estimate_request *request, struct estimates *out)
{
	struct scan_request pass = { .plan = request->plan,
				     .window = request->window,
				     .dimensions = request->dimensions,
				     .n_dimensions = request->n_dimensions,
				     .clusters = request->intervals,
				     .whole = request->whole,
				     .translate = request->translate,
				     .n_translated = request->n_translated,
				     .stop = request->stop };
	bool jackknife = false;

	scan_run(a, &pass, &out->main);
	out->status = out->main.status;
	if (out->status != STATUS_OK)
		return;
	out->n_groups = out->main.n_groups;
	out->cells = ARENA_ARRAY(a, out->n_groups * out->n_expressions, struct estimate);
	keep_codes(a, request, out);
	set_cells(request, out);
	for (size_t e = 0; e < request->plan->n_items; e++)
		jackknife |= jackknife_wanted(request->plan, request->plan->items[e].expression);
	if (request->intervals && jackknife)
		jackknife_run(a, request, out);
}

void estimate_run(struct arena *a, const struct estimate_request *request, struct estimates *out)
{
	*out = (struct estimates){ .plan = request->plan, .n_dimensions = request->n_dimensions };
	out->n_expressions = estimate_expressions(request->plan);
	if (request->plan->per)
		estimate_units(a, request, out);
	else
		run_rows(a, request, out);
	estimate_clip(out);
	out->coders = out->main.coders;
	out->rows_in_window = out->main.rows_in_window;
	out->rows_used = out->main.rows_used;
	out->lead = out->main.lead;
	if (out->status == STATUS_OK && !request->translate)
		estimate_hide(a, out);
}
