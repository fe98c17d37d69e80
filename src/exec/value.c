/* Values of metric expressions from folds. */
#include <math.h>

#include "exec/scan.h"

bool item_compare(enum node_op op, double a, double b)
{
	switch (op) {
	case OP_EQ:
		return a == b;
	case OP_NE:
		return !(a == b);
	case OP_LT:
		return a < b;
	case OP_LE:
		return a <= b;
	case OP_GT:
		return a > b;
	default:
		return a >= b;
	}
}

double item_combine(const struct item *i, double a, double b)
{
	switch (i->kind) {
	case ITEM_NEGATE:
		return -a;
	case ITEM_ADD:
		return a + b;
	case ITEM_SUBTRACT:
		return a - b;
	case ITEM_MULTIPLY:
		return a * b;
	case ITEM_DIVIDE:
		return b == 0 ? NAN : a / b;
	default:
		return NAN; /* conditions are not values: estimate_having */
	}
}

static bool is_ratio(const struct scan *s, size_t aggregate)
{
	enum aggregate_kind kind = s->plan->aggregates.list[aggregate].kind;

	return kind == AGGREGATE_SHARE || kind == AGGREGATE_NET;
}

double scan_value(const struct scan *s, const struct item *i, size_t g)
{
	if (i->kind == ITEM_NUMBER)
		return i->number;
	if (i->kind == ITEM_AGGREGATE)
		return fold_value(s->folds[i->aggregate], g);
	if (i->kind == ITEM_MULTIPLY && i->a->kind == ITEM_NUMBER && i->b->kind == ITEM_AGGREGATE &&
	    is_ratio(s, i->b->aggregate))
		return fold_scaled(s->folds[i->b->aggregate], g, i->a->number);
	return item_combine(i, scan_value(s, i->a, g), i->b ? scan_value(s, i->b, g) : 0);
}

static bool counts_base(const struct scan *s, const struct item *i)
{
	return i->kind == ITEM_AGGREGATE && s->plan->aggregates.list[i->aggregate].kind == AGGREGATE_BASE;
}

double scan_n(const struct scan *s, const struct item *i, size_t g)
{
	double a, b;

	if (i->kind == ITEM_NUMBER)
		return NAN;
	if (i->kind == ITEM_AGGREGATE)
		return fold_n(s->folds[i->aggregate], g);
	a = scan_n(s, i->a, g);
	b = i->b ? scan_n(s, i->b, g) : NAN;
	if (i->kind == ITEM_DIVIDE && !isnan(b))
		return b;
	if (i->kind == ITEM_SUBTRACT && counts_base(s, i->a)) /* those of the base who did not */
		return a;
	return fmin(a, b); /* fmin takes the other of a NaN */
}
