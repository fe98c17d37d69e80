/* An adjusted difference, and a difference of differences, in a sentence. */
#include <math.h>

#include "report/compare.h"

struct text compare_strata_names(struct comparison *c)
{
	const struct plan *p = c->plan;
	struct text names = TEXT_NONE;

	for (size_t i = 0; i < p->n_strata; i++)
		names = arena_printf(c->environment->arena, "%.*s%s%.*s", TEXT_ARGS(names),
				     i == 0		   ? ""
				     : i + 1 < p->n_strata ? ", "
							   : " and ",
				     TEXT_ARGS(p->dimensions[p->strata + i].name));
	return names;
}

/* "like for like (same mix of reason): phone is 41.0 points lower than chat ...; unadjusted 34.5 points lower". */
static struct text adjusted_verdict(struct comparison *c, const struct contrast *one, struct text a, struct text b)
{
	struct environment *e = c->environment;
	struct text names = compare_strata_names(c);
	struct contrast with = compare_with(one, &one->adjusted->direct);
	bool turns = with.difference * one->difference < 0;

	if (one->adjusted->n_strata == 0 && one->n[0] > 0 && one->n[1] > 0)
		return arena_printf(e->arena,
				    "%.*s against %.*s: no value of %.*s has answers on both sides, so they cannot be "
				    "compared like for like",
				    TEXT_ARGS(a), TEXT_ARGS(b), TEXT_ARGS(names));
	if (isnan(one->difference))
		return TEXT_NONE;
	with.n[0] = one->adjusted->n[0];
	with.n[1] = one->adjusted->n[1];
	return arena_printf(e->arena, "like for like (same mix of %.*s): %.*s; unadjusted %.*s %s%s", TEXT_ARGS(names),
			    TEXT_ARGS(compare_verdict(c, &with, a, b)),
			    TEXT_ARGS(compare_amount(c, one, one->difference)),
			    one->difference == 0 ? "of difference" : compare_direction(c, one, one->difference),
			    turns ? ": the adjustment turns the sign (Simpson's paradox, see teach simpson)" : "");
}

/* Both sides are periods, the first the later one: their difference is what changed. */
static bool is_change(const struct plan *p, const struct contrast *one)
{
	const struct segment *list = p->dimensions[p->segments].segments;

	return list[one->a].is_period && list[one->b].is_period &&
	       list[one->a].window.p.from >= list[one->b].window.p.to;
}

/* "the change was 6.5 points less than elsewhere (-12.5 against -5.9 points), 95 % interval ...; chance explains that". */
static struct text interaction_verdict(struct comparison *c, const struct contrast *one, struct text a, struct text b)
{
	struct environment *e = c->environment;
	const struct contrast_interaction *in = one->interaction;
	struct contrast with = compare_with(one, &in->finding);
	struct text what = is_change(c->plan, one)
				   ? TEXT("change")
				   : arena_printf(e->arena, "difference (%.*s less %.*s)", TEXT_ARGS(a), TEXT_ARGS(b));
	enum look look = derive_look(c->plan->items[one->item].look);
	struct text told;

	if (isnan(with.difference))
		return arena_printf(e->arena, "the %.*s cannot be set against elsewhere: %s", TEXT_ARGS(what),
				    c->contrasts.interaction_hidden ? "too few answers are not shown"
								    : "a side has no answers, here or elsewhere");
	told = arena_printf(
		e->arena, "the %.*s was %.*s %s elsewhere (%.*s against %.*s)", TEXT_ARGS(what),
		TEXT_ARGS(with.difference == 0 ? TEXT("the same as") : compare_amount(c, one, with.difference)),
		with.difference == 0  ? ""
		: with.difference < 0 ? "less than"
				      : "more than",
		TEXT_ARGS(derive_number(e, look, one->difference)), TEXT_ARGS(derive_number(e, look, in->difference)));
	if (with.too_few)
		return arena_printf(e->arena, "%.*s, but these are too few answers for a verdict", TEXT_ARGS(told));
	if (isnan(with.p))
		return arena_printf(e->arena, "%.*s; the answers do not spread, so there is nothing to test",
				    TEXT_ARGS(told));
	return arena_printf(e->arena, "%.*s, %.*s; %s (%.*s)", TEXT_ARGS(told), TEXT_ARGS(compare_interval(c, &with)),
			    with.p_adjusted < 1 - c->plan->level ? "this is more than chance explains"
								 : "chance explains that",
			    TEXT_ARGS(compare_chance(c, &with)));
}

struct text compare_fair_verdict(struct comparison *c, const struct contrast *one, struct text a, struct text b)
{
	if (one->hidden[0] || one->hidden[1])
		return TEXT_NONE;
	if (one->adjusted)
		return adjusted_verdict(c, one, a, b);
	return one->interaction ? interaction_verdict(c, one, a, b) : TEXT_NONE;
}
