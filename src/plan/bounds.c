/* `with bounds`: which count is divided up, and what that needs. */
#include "plan/plan.h"

static bool refuse(struct scope *s, struct span span, const char *message, const char *help)
{
	diagnose(s->errors, STATUS_BAD_INPUT, span, "%s", message)->code = 123;
	diagnose_help(s->errors, "%s", help);
	return false;
}

static bool is_count(const struct plan *p, const struct item *i)
{
	return i->kind == ITEM_AGGREGATE && p->aggregates.list[i->aggregate].kind != AGGREGATE_BASE &&
	       aggregate_is_count(&p->aggregates.list[i->aggregate]);
}

static bool is_share(const struct plan *p, const struct item *i)
{
	return i->kind == ITEM_AGGREGATE && p->aggregates.list[i->aggregate].kind == AGGREGATE_SHARE;
}

/* What a percentage counts above its line: 100 * distinct(customer where churned) / distinct(...).  A share is given as
 * itself. */
static struct item *counted(const struct plan *p, struct item *i)
{
	if (is_count(p, i) || is_share(p, i))
		return i;
	if (i->kind == ITEM_DIVIDE)
		return counted(p, i->a);
	if (i->kind == ITEM_MULTIPLY)
		return i->a->kind == ITEM_NUMBER   ? counted(p, i->b)
		       : i->b->kind == ITEM_NUMBER ? counted(p, i->a)
						   : NULL;
	return NULL;
}

/* The rows for which a share's condition holds become a count. */
static void count_share(struct scope *s, struct plan *p, const struct item *share)
{
	struct aggregate *a = &p->aggregates.list[share->aggregate];

	*a = (struct aggregate){ .kind = AGGREGATE_COUNT, .filter = row_both(s, a->filter, a->a) };
}

static void divide_up(struct scope *s, struct plan *p, struct item *count)
{
	struct plan_item *item = &p->items[0];

	if (is_share(p, count))
		count_share(s, p, count);
	if (!item->labelled && !is_count(p, item->expression))
		item->label = arena_printf(s->arena, "%.*s_count", TEXT_ARGS(item->label));
	item->expression = count;
	item->look = SHOW_INTEGER;
	item->additive = p->aggregates.list[count->aggregate].kind == AGGREGATE_COUNT;
	item->no_base = item->counts_rows = true;
}

static bool stands_alone(struct scope *s, const struct plan *p, struct span span)
{
	if (p->n_dimensions != 1)
		return refuse(s, span, "`with bounds` divides a count up by one column",
			      "write, for example: churn by churn_reason with bounds");
	if (p->n_items != 1)
		return refuse(s, span, "`with bounds` belongs to one metric", "ask for the metrics one by one");
	if (p->per || p->rolling || p->cumulative || p->has_before || p->has_target)
		return refuse(s, span,
			      "bounds are parts of one whole; with per, rolling, cumulative or vs there is none",
			      "leave that out, or ask for one period after the other");
	if (p->share || p->impact)
		return refuse(s, span, "`with bounds` has shares of its own", "leave out share and impact");
	return true;
}

bool plan_bounds(struct scope *s, struct plan *p, struct span span)
{
	struct item *count;

	if (!stands_alone(s, p, span))
		return false;
	/* A sort key or a condition of `having` would still mean the percentage. */
	if (p->having)
		return refuse(s, span, "bounds are parts of the whole; `having` leaves groups out of it",
			      "use `top 5 with other, bounds` to show fewer");
	count = counted(p, p->items[0].expression);
	if (count) {
		p->ci = false; /* its level is that of the share's interval, which is always there */
		divide_up(s, p, count);
		return true;
	}
	return refuse(s, p->items[0].expression->span, "bounds divide up a count, and this is none",
		      "use a count or the percentage of one: contacts, churn, count(where churned)");
}
