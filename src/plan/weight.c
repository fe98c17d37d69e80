/* How many customers an answer stands for: `with weight COLUMN`, or the setting. */
#include "plan/plan.h"

static const struct node *weight_option(const struct node *with)
{
	for (const struct node *n = with ? with->first : NULL; n; n = n->next)
		if (text_equal_folded(n->text, TEXT("weight")))
			return n;
	return NULL;
}

static bool has_negative(const struct table *t, const struct row *weight)
{
	const struct column *c = weight->column;

	for (size_t row = 0; (c->type == COLUMN_NUMBER || c->base < 0) && row < t->n_rows; row++) {
		double value = column_number(c, row);
		bool missing = false;

		for (size_t i = 0; weight->role && i < weight->role->n_missing; i++)
			missing |= weight->role->missing[i] == value;
		if (value < 0 && !missing)
			return true;
	}
	return false;
}

static bool is_weight(struct scope *s, const struct row *r)
{
	const struct text *name = &r->column->snake;

	if (r->kind != ROW_COLUMN || r->type != ROW_NUMBER) {
		diagnose(s->errors, STATUS_BAD_INPUT, r->span, "%.*s holds no numbers to weigh with", TEXT_ARGS(*name));
		diagnose_help(s->errors, "a weight is a number of 0 or more in every row");
		return false;
	}
	if (!has_negative(s->table, r))
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, r->span, "%.*s has weights below 0", TEXT_ARGS(*name));
	diagnose_help(s->errors, "nobody stands for fewer than no customers; correct the file");
	return false;
}

/* The setting holds for tables that come later, too: one without that column is an error, never silence. */
static struct row *weight_of_setting(struct scope *s)
{
	struct node name = { .kind = NODE_NAME, .text = text_of(s->settings->weight) };
	struct row *r = row_bind_name(s, &name);

	if (!r)
		diagnose_help(s->errors, "the weight comes from `set weight`; `set weight = none` takes it back");
	return r;
}

bool plan_unweighted(struct scope *s, struct plan *p, const struct node *with, const char *verb)
{
	const struct node *option = weight_option(with);

	p->weight = NULL;
	if (option) {
		diagnose(s->errors, STATUS_BAD_INPUT, option->span,
			 "`%s` counts customers as they are, without weights", verb)
			->code = 123;
		diagnose_help(s->errors, "weights are for shares, means and scores of answers (teach weights)");
		return false;
	}
	if (s->settings->weight[0])
		scope_note(s, false, "not weighted: %s counts customers as they are", verb);
	return true;
}

/* Items that weights do not change are named, or refused where nothing else is asked for. */
static bool names_unweighted(struct scope *s, struct plan *p, const struct node *option)
{
	struct text names = TEXT_NONE;
	size_t n = 0;

	for (size_t i = 0; i < p->n_items; i++)
		if (!item_is_weighted(p->items[i].expression, &p->aggregates))
			names = arena_printf(s->arena, "%.*s%s%.*s", TEXT_ARGS(names), n++ ? ", " : "",
					     TEXT_ARGS(p->items[i].label));
	if (option && n && n == p->n_items) {
		diagnose(s->errors, STATUS_BAD_INPUT, option->span,
			 "%.*s is made of counts and sums of rows, which have no "
			 "weights",
			 TEXT_ARGS(names))
			->code = 123;
		diagnose_help(s->errors,
			      "weights are for shares, nets, means and percentiles of answers (teach weights)");
		return false;
	}
	if (n)
		scope_note(s, false, "not weighted, made of counts and sums of rows: %.*s", TEXT_ARGS(names));
	if (n == p->n_items)
		p->weight = NULL;
	return true;
}

bool plan_weight(struct scope *s, struct plan *p, const struct node *with)
{
	const struct node *option = weight_option(with);
	struct node role = { .kind = NODE_NAME, .text = TEXT("weight") };

	if (!option && !s->settings->weight[0])
		return true;
	if (option) {
		role.span = option->span;
		p->weight = row_bind_name(s, option->first ? option->first : &role);
	} else {
		p->weight = weight_of_setting(s);
	}
	return p->weight && is_weight(s, p->weight) && names_unweighted(s, p, option);
}
