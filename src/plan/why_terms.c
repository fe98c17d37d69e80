/* why: a metric as means and ratios of sums, which are what a change can be split by. */
#include "plan/why.h"

enum { TERMS_MAX = 16 };

static const struct aggregate *aggregate_at(const struct why *w, const struct item *i)
{
	return &w->plan->aggregates.list[i->aggregate];
}

/* ---- what has no parts ----------------------------------------------------------------------- */

static const char *help_for(const struct aggregate *a)
{
	switch (a->kind) {
	case AGGREGATE_PERCENTILE:
		return "ask for the mean, avg(X), or for a share below a limit, share(X <= 300); or see the groups "
		       "side by "
		       "side: compare median(X) for last month vs previous month by channel";
	case AGGREGATE_DISTINCT:
		return "one customer can stand in several groups; ask for rows, count(), or for a share of rows";
	default:
		return "take a mean, a share, a net, a ratio of sums, a count or a sum";
	}
}

static const char *word_for(enum aggregate_kind kind)
{
	static const char *const words[AGGREGATE_KINDS] = {
		[AGGREGATE_PERCENTILE] = "percentile",
		[AGGREGATE_DISTINCT] = "number of different values",
		[AGGREGATE_MIN] = "minimum",
		[AGGREGATE_MAX] = "maximum",
		[AGGREGATE_STDEV] = "standard deviation",
		[AGGREGATE_FIRST] = "first value",
		[AGGREGATE_LAST] = "last value",
		[AGGREGATE_CORR] = "correlation",
	};

	return words[kind];
}

static bool no_parts(struct scope *s, const struct why *w, const struct item *i)
{
	const struct aggregate *a = i->kind == ITEM_AGGREGATE ? aggregate_at(w, i) : NULL;

	if (a && !word_for(a->kind))
		a = NULL; /* a count or sum beside a mean */
	if (a)
		diagnose(s->errors, STATUS_BAD_INPUT, i->span,
			 "a %s is no sum of what its groups add; its change cannot be split", word_for(a->kind));
	else
		diagnose(s->errors, STATUS_BAD_INPUT, i->span,
			 "this is no sum of means and ratios; its change cannot be split");
	diagnose_help(s->errors, "%s", a ? help_for(a) : "ask why of each of its parts by itself");
	return false;
}

/* ---- sums ------------------------------------------------------------------------------------ */

static bool is_sum(const struct aggregate *a)
{
	return a->kind == AGGREGATE_COUNT || a->kind == AGGREGATE_SUM;
}

/* An expression of counts and sums alone: numbers may only multiply them. */
static bool is_of_sums(const struct why *w, const struct item *i)
{
	switch (i->kind) {
	case ITEM_AGGREGATE:
		return is_sum(aggregate_at(w, i));
	case ITEM_NEGATE:
		return is_of_sums(w, i->a);
	case ITEM_ADD:
	case ITEM_SUBTRACT:
		return is_of_sums(w, i->a) && is_of_sums(w, i->b);
	case ITEM_MULTIPLY:
		return (i->a->kind == ITEM_NUMBER && is_of_sums(w, i->b)) ||
		       (i->b->kind == ITEM_NUMBER && is_of_sums(w, i->a));
	case ITEM_DIVIDE:
		return i->b->kind == ITEM_NUMBER && i->b->number != 0 && is_of_sums(w, i->a);
	default:
		return false;
	}
}

static void add_sum(struct arena *a, struct why_sums *to, double factor, size_t aggregate)
{
	to->list = arena_grow(a, to->list, to->n, to->n + 1, sizeof(*to->list));
	to->list[to->n++] = (struct why_sum){ factor, aggregate };
}

/* FACTOR times I, which is_of_sums. */
static void collect(struct arena *a, const struct item *i, double factor, struct why_sums *to)
{
	switch (i->kind) {
	case ITEM_AGGREGATE:
		add_sum(a, to, factor, i->aggregate);
		return;
	case ITEM_NEGATE:
		collect(a, i->a, -factor, to);
		return;
	case ITEM_MULTIPLY:
		if (i->a->kind == ITEM_NUMBER)
			collect(a, i->b, factor * i->a->number, to);
		else
			collect(a, i->a, factor * i->b->number, to);
		return;
	case ITEM_DIVIDE:
		collect(a, i->a, factor / i->b->number, to);
		return;
	default:
		collect(a, i->a, factor, to);
		collect(a, i->b, i->kind == ITEM_SUBTRACT ? -factor : factor, to);
	}
}

/* ---- terms ----------------------------------------------------------------------------------- */

static bool add_term(struct scope *s, struct why *w, const struct item *i, struct why_term term)
{
	if (w->n == TERMS_MAX)
		return no_parts(s, w, i);
	w->list = arena_grow(s->arena, w->list, w->n, w->n + 1, sizeof(*w->list));
	w->list[w->n++] = term;
	return true;
}

static bool add_ratio(struct scope *s, struct why *w, const struct item *i, double factor)
{
	struct why_term t = { .kind = WHY_RATIO, .factor = factor };

	collect(s->arena, i->a, 1, &t.top);
	collect(s->arena, i->b, 1, &t.bottom);
	if (t.top.n == 1) { /* 100 * sum / count is rounded once */
		t.factor *= t.top.list->factor;
		t.top.list->factor = 1;
	}
	return add_term(s, w, i, t);
}

static bool is_mean(const struct aggregate *a)
{
	return a->kind == AGGREGATE_AVG || a->kind == AGGREGATE_SHARE || a->kind == AGGREGATE_NET;
}

static bool split(struct scope *s, struct why *w, const struct item *i, double factor)
{
	switch (i->kind) {
	case ITEM_NUMBER:
		w->constant += factor * i->number;
		return true;
	case ITEM_AGGREGATE:
		if (!is_mean(aggregate_at(w, i)))
			return no_parts(s, w, i);
		return add_term(s, w, i, (struct why_term){ WHY_MEAN, factor, i->aggregate, { 0 }, { 0 } });
	case ITEM_NEGATE:
		return split(s, w, i->a, -factor);
	case ITEM_ADD:
	case ITEM_SUBTRACT:
		return split(s, w, i->a, factor) && split(s, w, i->b, i->kind == ITEM_SUBTRACT ? -factor : factor);
	case ITEM_MULTIPLY:
		if (i->a->kind == ITEM_NUMBER)
			return split(s, w, i->b, factor * i->a->number);
		return i->b->kind == ITEM_NUMBER ? split(s, w, i->a, factor * i->b->number) : no_parts(s, w, i);
	case ITEM_DIVIDE:
		if (i->b->kind == ITEM_NUMBER && i->b->number != 0)
			return split(s, w, i->a, factor / i->b->number);
		return is_of_sums(w, i->a) && is_of_sums(w, i->b) ? add_ratio(s, w, i, factor) : no_parts(s, w, i);
	default:
		return no_parts(s, w, i);
	}
}

bool why_terms(struct scope *s, struct why *w, const struct item *expression)
{
	struct why_term t = { .kind = WHY_SUM, .factor = 1 };

	if (!is_of_sums(w, expression))
		return split(s, w, expression, 1) && (w->n || no_parts(s, w, expression));
	w->adds_up = true;
	collect(s->arena, expression, 1, &t.top);
	return add_term(s, w, expression, t);
}
