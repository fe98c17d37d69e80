/* What makes a comparison fair: like for like, the same people, a change beside the change elsewhere, a fixed target. */
#include <math.h>

#include "plan/plan.h"

static bool refuse(struct scope *s, struct span where, const char *what, const char *help)
{
	diagnose(s->errors, STATUS_BAD_INPUT, where, "%s", what)->code = 124;
	diagnose_help(s->errors, "%s", help);
	return false;
}

/* ---- what fits together ---------------------------------------------------------------------- */

static const struct node *interaction_of(const struct node *compare)
{
	const struct node *with = node_child(compare, NODE_WITH);

	for (const struct node *n = with ? with->first : NULL; n; n = n->next)
		if (text_equal_folded(n->text, TEXT("interaction")))
			return n;
	return NULL;
}

static bool fits_pairs(struct scope *s, const struct node *compare)
{
	const struct node *other = node_child(compare, NODE_PER);

	if (other)
		return refuse(s, other->span, "`paired by` names the unit already", "leave `per` out");
	other = node_child(compare, NODE_ADJUSTED);
	if (other)
		return refuse(s, other->span, "a pair is compared with itself; there is no mix to adjust for",
			      "leave `adjusted for` or `paired by` out");
	other = interaction_of(compare);
	if (other)
		return refuse(s, other->span, "`with interaction` compares answers, `paired by` units",
			      "leave one of them out");
	return true;
}

static bool fits_interaction(struct scope *s, const struct plan *p, const struct node *compare,
			     const struct node *option)
{
	if (!node_child(compare, NODE_SEGMENTS) || p->n_dimensions == 0)
		return refuse(s, option->span, "an interaction needs two sides and groups",
			      "write compare METRIC for A vs B by COLUMN with interaction");
	if (node_child(compare, NODE_ADJUSTED))
		return refuse(s, option->span, "`with interaction` and `adjusted for` cannot stand together",
			      "ask for them one by one");
	if (p->per)
		return refuse(s, option->span, "`with interaction` compares answers, `per` units",
			      "leave one of them out");
	return true;
}

static bool fits_target(struct scope *s, const struct node *compare)
{
	const struct node *other = node_child(compare, NODE_ADJUSTED);

	other = other ? other : node_child(compare, NODE_PAIRED);
	other = other ? other : interaction_of(compare);
	if (!other)
		return true;
	return refuse(s, other->span, "a target is a number; there is no second side to make alike or to pair",
		      "leave `vs target` out, or this");
}

static bool fits_together(struct scope *s, const struct plan *p, const struct node *compare)
{
	const struct node *paired = node_child(compare, NODE_PAIRED), *adjusted = node_child(compare, NODE_ADJUSTED),
			  *target = node_child(compare, NODE_VS_TARGET), *option = interaction_of(compare);

	if (target && !fits_target(s, compare))
		return false;
	if (paired && !fits_pairs(s, compare))
		return false;
	if (option && !fits_interaction(s, p, compare, option))
		return false;
	if (adjusted && p->per)
		return refuse(s, adjusted->span, "`adjusted for` compares answers, `per` units",
			      "leave one of them out; a metric whose definition says `per` counts too");
	return true;
}

/* ---- metrics that are means of answers ------------------------------------------------------- */

static bool is_of_answers(const struct plan *p, const struct item *i)
{
	size_t aggregate;
	double factor;
	enum aggregate_kind kind;

	if (!item_is_scaled_aggregate(i, &aggregate, &factor))
		return false;
	kind = p->aggregates.list[aggregate].kind;
	return kind == AGGREGATE_NET || kind == AGGREGATE_SHARE || kind == AGGREGATE_AVG;
}

static bool takes_items(struct scope *s, const struct plan *p, const char *clause)
{
	for (size_t i = 0; i < p->n_items; i++) {
		if (is_of_answers(p, p->items[i].expression))
			continue;
		diagnose(s->errors, STATUS_BAD_INPUT, p->items[i].expression->span,
			 "`%s` is for shares, nets and means of answers; %.*s is none of them", clause,
			 TEXT_ARGS(p->items[i].label))
			->code = 123;
		diagnose_help(s->errors, "leave it out, or compare it without `%s`", clause);
		return false;
	}
	return true;
}

/* ---- strata, pairs, target ------------------------------------------------------------------- */

static bool bind_strata(struct scope *s, struct plan *p, const struct node *adjusted)
{
	bool fine = true;

	p->strata = p->n_dimensions + (p->segments != SIZE_MAX);
	for (const struct node *n = adjusted->first; n; n = n->next) {
		if (p->strata + p->n_strata == DIMENSIONS_MAX) {
			diagnose(s->errors, STATUS_BAD_INPUT, n->span,
				 "more than %d columns to group by and adjust for", DIMENSIONS_MAX);
			return false;
		}
		fine &= plan_dimension(s, p, n, &p->dimensions[p->strata + p->n_strata++]);
	}
	return fine && takes_items(s, p, "adjusted for");
}

static bool bind_pairs(struct scope *s, struct plan *p, const struct node *paired)
{
	struct row *unit = row_bind_name(s, node_at(paired, 0));

	if (!unit)
		return false;
	if (unit->kind != ROW_COLUMN || unit->column->type == COLUMN_NUMBER)
		return refuse(s, paired->span, "pairs are made by a column that says who or what is asked",
			      "paired by customer");
	if (p->per && p->per->column != unit->column)
		return refuse(s, paired->span, "this metric is counted per another unit by its own definition",
			      "pair by that unit");
	p->per = unit;
	p->per_name = node_at(paired, 0)->text;
	p->paired = true;
	for (size_t i = 0; i < p->n_items; i++) /* of the units' counts */
		p->items[i].look = p->items[i].look == SHOW_INTEGER ? SHOW_MEAN : p->items[i].look;
	return true;
}

/* A target that the metric cannot reach is a slip: 0.4 or 400 for 40. */
static bool is_in_reach(struct scope *s, const struct plan *p, const struct node *target)
{
	size_t aggregate;
	double factor, low, high;
	enum aggregate_kind kind;

	if (p->per || !item_is_scaled_aggregate(p->items->expression, &aggregate, &factor))
		return true;
	kind = p->aggregates.list[aggregate].kind;
	if (kind != AGGREGATE_NET && kind != AGGREGATE_SHARE)
		return true;
	low = fmin(kind == AGGREGATE_NET ? -factor : 0, factor);
	high = fmax(kind == AGGREGATE_NET ? -factor : 0, factor);
	if (p->target >= low && p->target <= high)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, target->span, "%.*s lies between %g and %g; %g is out of reach",
		 TEXT_ARGS(p->items->label), low, high, p->target)
		->code = 107;
	diagnose_help(s->errors, "write the target as the metric is shown");
	return false;
}

bool plan_fair(struct scope *s, struct plan *p, const struct node *compare)
{
	const struct node *adjusted = node_child(compare, NODE_ADJUSTED), *paired = node_child(compare, NODE_PAIRED),
			  *target = node_child(compare, NODE_VS_TARGET);

	if (!fits_together(s, p, compare))
		return false;
	if (adjusted && !bind_strata(s, p, adjusted))
		return false;
	if (paired && !bind_pairs(s, p, paired))
		return false;
	if (p->interaction && !takes_items(s, p, "with interaction"))
		return false;
	p->notes = s->notes;
	return !target || is_in_reach(s, p, target);
}
