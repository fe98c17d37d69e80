#include "plan/computed.h"

#include "base/take.h"
#include "plan/plan.h"
#include "store/base.h"

static const struct column *unit_of(struct scope *s, const struct node *node)
{
	const struct column *customer = s->table->roles[ROLE_customer].column;

	if (s->unit)
		return s->unit;
	if (!customer)
		row_unmapped_role(s, ROLE_customer, node->span);
	return customer;
}

static struct row *time_of(struct scope *s, struct span span)
{
	struct node name = { .kind = NODE_NAME, .text = TEXT("time"), .span = span };
	struct row *time;

	s->definition_depth++;
	time = row_bind_name(s, &name);
	s->definition_depth--;
	return time;
}

static struct text canonical(struct scope *s, const struct node *node)
{
	struct buffer b = { 0 };

	node_print(node, &b);
	return buffer_take(&b, s->arena);
}

/* NULL with errors: no unit, or no time. */
static struct computed *new_computed(struct scope *s, enum computed_kind kind, const struct node *node)
{
	struct computed *c = ARENA_NEW(s->arena, struct computed);
	struct period data = { 0 };

	*c = (struct computed){
		.list = s->computed, .kind = kind, .arena = s->arena, .table = s->table, .text = canonical(s, node)
	};
	c->unit = unit_of(s, node);
	c->time = time_of(s, node->span);
	if (!c->unit || !c->time)
		return NULL;
	if (scope_data_period(s, &data))
		c->data = (struct period){ day_of_second(data.from) * DAY_SECONDS,
					   (day_of_second(data.to - 1) + 1) * DAY_SECONDS };
	c->by_customer = s->table->starts && c->unit == s->table->roles[ROLE_customer].column;
	c->next = s->computed->first;
	s->computed->first = c;
	return c;
}

static struct row *column_row(struct scope *s, struct computed *c, enum column_type type, enum row_type row_type,
			      struct span span)
{
	struct row *r = row_new(s, ROW_COLUMN, row_type, span);

	c->column = (struct column){ .name = c->text,
				     .snake = c->text,
				     .type = type,
				     .width = type == COLUMN_YESNO  ? 1
					      : type == COLUMN_TEXT ? 4
								    : 8,
				     .yes = TEXT("true"),
				     .no = TEXT("false"),
				     .derived = true,
				     .domain = type == COLUMN_YESNO ? 2 : 0 };
	r->column = &c->column;
	r->computed = c;
	return r;
}

struct row *computed_sequence(struct scope *s, const struct node *node)
{
	struct computed *c;
	struct row *condition = row_bind_condition(s, node_at(node, 0));

	if (!condition)
		return NULL;
	c = new_computed(s, node->op == OP_FOLLOWED ? COMPUTED_FOLLOWED : COMPUTED_PRECEDED, node);
	if (!c || !length_bind(s, node, &c->within))
		return NULL;
	c->condition = condition;
	return column_row(s, c, COLUMN_YESNO, ROW_YESNO, node->span);
}

static bool is_sequence(const struct row *r)
{
	return r->computed && (r->computed->kind == COMPUTED_FOLLOWED || r->computed->kind == COMPUTED_PRECEDED);
}

static struct row *present(struct scope *s, struct row *a)
{
	struct row *missing = row_new(s, ROW_MISSING, ROW_YESNO, a->span);

	missing->a = a;
	return row_not(s, missing);
}

static struct row *known_within(struct scope *s, struct row *r)
{
	struct row *known = NULL;

	if (!r || r->kind == ROW_MISSING) /* which asks for just that, and is never unknown */
		return NULL;
	if (is_sequence(r))
		return present(s, r);
	known = row_both(s, known_within(s, r->a), known_within(s, r->b));
	for (size_t i = 0; i < r->n_list; i++)
		known = row_both(s, known, known_within(s, r->list[i]));
	return known;
}

struct row *computed_known(struct scope *s, struct row *condition)
{
	return row_both(s, condition, known_within(s, condition));
}

/* ---- dimensions ------------------------------------------------------------------------------ */

static struct computed *new_dimension(struct scope *s, const struct plan *p, enum computed_kind kind,
				      const struct node *node)
{
	struct computed *c;

	if (!s->unit) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%.*s needs a unit: of whose rows?",
			 TEXT_ARGS(canonical(s, node)))
			->code = 115;
		diagnose_help(s->errors, "add `per customer`, `per case` ...");
		return NULL;
	}
	c = new_computed(s, kind, node);
	if (c)
		c->plan = p;
	return c;
}

/* Words keep their dictionary, labels their names; anything else is a number. */
static struct row *like(struct scope *s, struct computed *c, const struct row *value, struct span span)
{
	struct row *r;

	if (value->type == ROW_WORD && value->kind == ROW_COLUMN) {
		r = column_row(s, c, COLUMN_TEXT, ROW_WORD, span);
		c->column.words = value->column->words;
		c->column.domain = value->column->domain;
		return r;
	}
	if (value->type == ROW_YESNO)
		return column_row(s, c, COLUMN_YESNO, ROW_YESNO, span);
	r = column_row(s, c, COLUMN_NUMBER, value->type, span);
	r->bands = value->bands;
	r->n_bands = value->n_bands;
	r->labels = value->labels;
	return r;
}

struct row *computed_pick(struct scope *s, const struct plan *p, const struct node *call)
{
	bool first = text_equal_folded(call->text, TEXT("first"));
	struct row *value = row_bind(s, node_at(call, 0));
	struct computed *c;

	if (!value)
		return NULL;
	if (value->type == ROW_MOMENT) {
		diagnose(s->errors, STATUS_BAD_INPUT, call->span,
			 "every unit has its own time: there is nothing to group")
			->code = 116;
		diagnose_help(s->errors, "`by cohort month` groups customers by their first interaction");
		return NULL;
	}
	c = new_dimension(s, p, first ? COMPUTED_FIRST : COMPUTED_LAST, call);
	if (!c)
		return NULL;
	c->value = value;
	return like(s, c, value, call->span);
}

struct row *computed_number(struct scope *s, const struct plan *p, const struct node *name)
{
	struct computed *c = new_dimension(s, p, COMPUTED_NUMBER, name);

	return c ? column_row(s, c, COLUMN_NUMBER, ROW_NUMBER, name->span) : NULL;
}

struct row *computed_metric(struct scope *s, const struct plan *p, const struct node *expression)
{
	struct computed *c = new_dimension(s, p, COMPUTED_METRIC, expression);
	const struct base *base = s->base;
	struct plan *metric;

	if (!c)
		return NULL;
	c->base = base && c->unit == base->key ? base : NULL;
	metric = arena_grow(s->arena, p, 1, 1, sizeof(*metric));
	metric->aggregates = (struct aggregate_list){ 0 };
	metric->items = ARENA_NEW(s->arena, struct plan_item);
	metric->n_items = 1;
	metric->n_dimensions = metric->n_negated = 0;
	metric->per = row_column(s, c->unit, NULL, expression->span);
	metric->items->label = canonical(s, expression);
	s->base = NULL; /* one customer is no base to divide by */
	metric->items->expression = item_bind(s, expression, NULL, &metric->aggregates);
	s->base = base;
	c->metric = metric;
	return metric->items->expression ? column_row(s, c, COLUMN_NUMBER, ROW_NUMBER, expression->span) : NULL;
}

struct row *computed_with_unit(struct scope *s, struct row *unit)
{
	return unit->column->n_missing ? present(s, unit) : NULL;
}

/* ---- one vote each --------------------------------------------------------------------------- */

/* The rows that count as an answer: shares and nets say so in their filter, means by their value. */
static struct row *answered(struct scope *s, const struct aggregate *a)
{
	bool condition = a->kind == AGGREGATE_SHARE || a->kind == AGGREGATE_NET;
	struct row *r = condition || !a->a ? a->filter : row_both(s, a->filter, present(s, a->a));

	return a->kind == AGGREGATE_CORR ? row_both(s, r, present(s, a->b)) : r;
}

static struct row *chosen_row(struct scope *s, const struct plan *p, const struct node *why, struct row *among)
{
	struct computed *c = new_dimension(s, p, COMPUTED_CHOSEN, why);
	struct row *chosen;

	if (!c)
		return NULL;
	c->condition = among;
	chosen = row_new(s, ROW_TRUE, ROW_YESNO, why->span);
	chosen->a = column_row(s, c, COLUMN_YESNO, ROW_YESNO, why->span);
	return chosen;
}

struct row *computed_one_row(struct scope *s, const struct plan *p, const struct node *per)
{
	return chosen_row(s, arena_grow(s->arena, p, 1, 1, sizeof(*p)), per, NULL);
}

static bool choose(struct scope *s, struct plan *p, const struct node *option, struct aggregate *a)
{
	struct row *chosen = chosen_row(s, p, option, answered(s, a));

	if (!chosen)
		return false;
	chosen->a->computed->earliest = p->earliest;
	a->filter = row_both(s, a->filter, chosen);
	return true;
}

bool computed_choose(struct scope *s, struct plan *p, const struct node *option)
{
	if (!plan_uncounted(s, p, option->span, "with latest"))
		return false;
	p->chosen = true;
	p->earliest = text_equal_folded(option->text, TEXT("first"));
	for (size_t i = 0; i < p->n_items; i++)
		if (!item_is_weighted(p->items[i].expression, &p->aggregates)) {
			diagnose(s->errors, STATUS_BAD_INPUT, option->span,
				 "%.*s is made of counts and sums: there is no answer to choose",
				 TEXT_ARGS(p->items[i].label))
				->code = 123;
			diagnose_help(s->errors, "`with %.*s` is for scores, shares and means of answers",
				      TEXT_ARGS(option->text));
			return false;
		}
	for (size_t i = 0; i < p->aggregates.n; i++)
		if (aggregate_is_weighted(&p->aggregates.list[i]) && !choose(s, p, option, &p->aggregates.list[i]))
			return false;
	return true;
}
