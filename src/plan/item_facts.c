/* What a metric expression is made of, for intervals, shares and explain. */
#include "plan/item.h"

bool item_is_scaled_aggregate(const struct item *i, size_t *aggregate, double *factor)
{
	const struct item *number, *rest;

	if (i->kind == ITEM_AGGREGATE) {
		*aggregate = i->aggregate;
		*factor = 1;
		return true;
	}
	if (i->kind == ITEM_NEGATE && item_is_scaled_aggregate(i->a, aggregate, factor)) {
		*factor = -*factor;
		return true;
	}
	if (i->kind == ITEM_DIVIDE && i->b->kind == ITEM_NUMBER && i->b->number != 0 &&
	    item_is_scaled_aggregate(i->a, aggregate, factor)) {
		*factor /= i->b->number;
		return true;
	}
	if (i->kind != ITEM_MULTIPLY)
		return false;
	number = i->a->kind == ITEM_NUMBER ? i->a : i->b;
	rest = number == i->a ? i->b : i->a;
	if (number->kind != ITEM_NUMBER || !item_is_scaled_aggregate(rest, aggregate, factor))
		return false;
	*factor *= number->number;
	return true;
}

bool item_is_additive(const struct item *i, const struct aggregate_list *list)
{
	size_t aggregate;
	double factor;

	if (item_is_scaled_aggregate(i, &aggregate, &factor))
		return list->list[aggregate].kind == AGGREGATE_COUNT || list->list[aggregate].kind == AGGREGATE_SUM;
	return (i->kind == ITEM_ADD || i->kind == ITEM_SUBTRACT) && item_is_additive(i->a, list) &&
	       item_is_additive(i->b, list);
}

bool aggregate_is_weighted(const struct aggregate *a)
{
	switch (a->kind) {
	case AGGREGATE_AVG:
	case AGGREGATE_STDEV:
	case AGGREGATE_SHARE:
	case AGGREGATE_NET:
	case AGGREGATE_PERCENTILE:
	case AGGREGATE_CORR:
		return true;
	default:
		return false;
	}
}

bool aggregate_is_count(const struct aggregate *a)
{
	return a->kind == AGGREGATE_COUNT || a->kind == AGGREGATE_DISTINCT || a->kind == AGGREGATE_BASE;
}

bool item_is_weighted(const struct item *i, const struct aggregate_list *list)
{
	if (i->kind == ITEM_AGGREGATE)
		return aggregate_is_weighted(&list->list[i->aggregate]);
	return (i->a && item_is_weighted(i->a, list)) || (i->b && item_is_weighted(i->b, list));
}

void aggregate_print(const struct aggregate *a, struct buffer *out)
{
	buffer_printf(out, "%s(", aggregate_name(a->kind));
	if (a->a)
		row_print(a->a, out);
	if (a->b) {
		buffer_add_c(out, ", ");
		row_print(a->b, out);
	}
	for (size_t i = 0; i < a->n_columns; i++) {
		buffer_add_c(out, i ? ", " : "");
		row_print(a->columns[i], out);
	}
	if (a->kind == AGGREGATE_PERCENTILE)
		buffer_printf(out, ", %g", a->p * 100);
	if (a->filter) {
		buffer_add_c(out, " where ");
		row_print(a->filter, out);
	}
	buffer_add_char(out, ')');
}

void item_print(const struct item *i, const struct aggregate_list *list, struct buffer *out)
{
	static const char *const between[] = { [ITEM_ADD] = "+",    [ITEM_SUBTRACT] = "-", [ITEM_MULTIPLY] = "*",
					       [ITEM_DIVIDE] = "/", [ITEM_AND] = "and",	   [ITEM_OR] = "or" };

	switch (i->kind) {
	case ITEM_NUMBER:
		buffer_printf(out, "%.10g", i->number);
		return;
	case ITEM_AGGREGATE:
		aggregate_print(&list->list[i->aggregate], out);
		return;
	case ITEM_NEGATE:
	case ITEM_NOT:
	case ITEM_MISSING:
		buffer_add_c(out, i->kind == ITEM_NEGATE ? "-" : i->kind == ITEM_NOT ? "not " : "missing ");
		item_print(i->a, list, out);
		return;
	default:
		buffer_add_char(out, '(');
		item_print(i->a, list, out);
		buffer_printf(out, " %s ", i->kind == ITEM_COMPARE ? op_name(i->op) : between[i->kind]);
		item_print(i->b, list, out);
		buffer_add_char(out, ')');
	}
}
