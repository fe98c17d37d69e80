/* Dimensions: what `by` names. */
#include "plan/plan.h"

#include <string.h>

#include "base/take.h"
#include "plan/computed.h"

/* The life cycle with its usual synonyms: the built-in order of stages. */
static const char *const stage_order[] = {
	"awareness",	  "discovery",	"attract",	 "aware",      "need",	      "consideration", "research",
	"evaluation",	  "compare",	"shortlist",	 "purchase",   "decision",    "conversion",    "buy",
	"acquisition",	  "checkout",	"order",	 "onboarding", "first use",   "activation",    "setup",
	"implementation", "delivery",	"use",		 "usage",      "product use", "using",	       "service",
	"support",	  "care",	"post-purchase", "help",       "retention",   "renewal",       "repeat",
	"loyalty",	  "engagement", "expansion",	 "advocacy",   "referral",    "promote",       "recommend",
};

static void built_in_stage_order(struct scope *s, struct dimension *d)
{
	size_t n = sizeof(stage_order) / sizeof(*stage_order);
	struct text *order = ARENA_ARRAY(s->arena, n, struct text);

	for (size_t i = 0; i < n; i++)
		order[i] = text_of(stage_order[i]);
	d->order = order;
	d->n_order = n;
}

static void declared_order(struct scope *s, const struct definition *order, struct dimension *d)
{
	const struct node *list = node_child(order->node, NODE_LIST);
	struct text *words = ARENA_ARRAY(s->arena, list->n_children, struct text);

	d->n_order = 0;
	for (const struct node *n = list->first; n; n = n->next)
		if (row_value_text(n, &words[d->n_order]))
			d->n_order++;
	d->order = words;
}

/* A declared order goes before the built-in one; it may name the column or the role. */
static void find_order(struct scope *s, struct dimension *d, struct text written)
{
	const struct row *value = d->value;
	const struct definition *order = definitions_find(s->definitions, DEFINED_ORDER, written);

	if (!order && value->kind == ROW_COLUMN)
		order = definitions_find(s->definitions, DEFINED_ORDER, value->column->snake);
	if (order)
		declared_order(s, order, d);
	else if (value->kind == ROW_COLUMN && value->column == s->table->roles[ROLE_stage].column)
		built_in_stage_order(s, d);
}

static struct text name_as_written(struct scope *s, const struct node *node)
{
	struct buffer b = { 0 };

	if (node->kind == NODE_NAME)
		return node->text;
	node_print(node, &b);
	return buffer_take(&b, s->arena);
}

static bool needs_time(struct scope *s, const struct node *node, struct row **out)
{
	struct node name = { .kind = NODE_NAME, .text = TEXT("time"), .span = node->span };

	s->definition_depth++;
	*out = row_bind_name(s, &name);
	s->definition_depth--;
	return *out != NULL;
}

static bool time_dimension(struct scope *s, const struct node *node, struct dimension *d)
{
	d->kind = node->kind == NODE_COHORT ? DIMENSION_COHORT : DIMENSION_TIME;
	d->unit = node->unit;
	d->ordered = true;
	d->name = node->kind == NODE_COHORT ? TEXT("cohort") : text_of(unit_name(node->unit));
	if (node->kind == NODE_UNIT && table_column(s->table, d->name))
		scope_note(s, false, "%s of time; the column of that name is `%s` in backquotes", unit_name(node->unit),
			   unit_name(node->unit));
	if (node->kind == NODE_UNIT_OF)
		d->value = row_bind_name(s, node_at(node, 0));
	else if (!needs_time(s, node, &d->value))
		return false;
	if (!d->value)
		return false;
	if (d->value->type != ROW_MOMENT) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%.*s holds no times; there is no %s in it",
			 TEXT_ARGS(node->first ? node->first->text : TEXT("time")), unit_name(node->unit))
			->code = 107;
		return false;
	}
	if (node->unit < UNIT_DAY && d->value->kind == ROW_COLUMN && d->value->column->type == COLUMN_DATE) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%.*s holds days; there is no %s in it",
			 TEXT_ARGS(d->value->column->snake), unit_name(node->unit));
		return false;
	}
	if (node->kind == NODE_COHORT && !s->table->roles[ROLE_customer].column) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "a cohort needs a column mapped to the role customer")
			->code = 102;
		diagnose_help(s->errors, "load the file with `mapping customer = COLUMN`");
		return false;
	}
	return true;
}

static bool quantile_dimension(struct scope *s, struct plan *p, const struct node *node, struct dimension *d)
{
	const struct node *of = node_at(node, 0);
	size_t errors = s->errors->n;

	d->kind = DIMENSION_QUANTILE;
	d->ordered = true;
	d->quantiles = (unsigned)node->number;
	d->name = name_as_written(s, node);
	/* With `per UNIT` a metric of each unit; without, a column of each row. */
	if (p->per) {
		d->item = item_bind(s, of, NULL, &p->aggregates);
		return d->item != NULL;
	}
	if (of->kind != NODE_NAME || definitions_find(s->definitions, DEFINED_METRIC, of->text)) {
		if (!table_column(s->table, of->text) || of->kind != NODE_NAME) {
			diagnose(s->errors, STATUS_BAD_INPUT, of->span, "a quantile of a metric needs its unit")->code =
				115;
			diagnose_help(s->errors, "add `per customer`, `per company` ...");
			return false;
		}
	}
	d->value = row_bind(s, of);
	if (d->value && d->value->type == ROW_NUMBER)
		return true;
	if (s->errors->n == errors)
		diagnose(s->errors, STATUS_BAD_INPUT, of->span, "a quantile needs numbers")->code = 107;
	return false;
}

/* each tag in tags split ";" */
static bool each_dimension(struct scope *s, const struct node *node, struct dimension *d)
{
	const struct node *column = node_at(node, 0), *separator = node_at(node, 1);

	d->kind = DIMENSION_EACH;
	d->name = node->text;
	d->value = row_bind_name(s, column);
	if (!d->value)
		return false;
	if (d->value->kind != ROW_COLUMN || d->value->type != ROW_WORD) {
		diagnose(s->errors, STATUS_BAD_INPUT, column->span, "%.*s holds no text that could be split",
			 TEXT_ARGS(column->text))
			->code = 107;
		diagnose_help(s->errors, "group by it as it is: by %.*s", TEXT_ARGS(column->text));
		return false;
	}
	if (separator->text.n == 0) {
		diagnose(s->errors, STATUS_BAD_INPUT, separator->span, "there is nothing to split at")->code = 107;
		diagnose_help(s->errors, "write what stands between the parts: split \";\"");
		return false;
	}
	d->split = text_parts_of(s, d->value, separator->text, node);
	find_order(s, d, node->text);
	d->ordered = d->order != NULL;
	return d->split != NULL;
}

static bool value_dimension(struct dimension *d)
{
	d->kind = DIMENSION_VALUE;
	if (!d->value)
		return false;
	d->ordered = d->value->type != ROW_WORD;
	return true;
}

/* first(channel) per case, last(nps_group) per customer. */
static bool call_dimension(struct scope *s, const struct plan *p, const struct node *node, struct dimension *d)
{
	if (!text_equal_folded(node->text, TEXT("first")) && !text_equal_folded(node->text, TEXT("last"))) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "rows cannot be grouped by this");
		diagnose_help(s->errors, "first(COLUMN) and last(COLUMN) group by a unit's first and last value: "
					 "first(channel) per case");
		return false;
	}
	d->value = computed_pick(s, p, node);
	if (!value_dimension(d))
		return false;
	find_order(s, d, node_at(node, 0)->text);
	d->ordered = d->ordered || d->order;
	return true;
}

/* contact_number counts the rows of a customer; of another unit when one is named. */
static bool is_row_number(const struct scope *s, const struct node *node)
{
	const struct column *c = table_column(s->table, node->text);

	return c && c->derived && text_is(c->snake, "contact_number") && s->unit &&
	       s->unit != s->table->roles[ROLE_customer].column;
}

bool plan_is_metric_dimension(const struct scope *s, const struct node *node)
{
	return node->kind == NODE_NAME && !table_column(s->table, node->text) && role_find(node->text) == ROLE_NONE &&
	       !definitions_find(s->definitions, DEFINED_DIMENSION, node->text) &&
	       !definitions_find(s->definitions, DEFINED_SEGMENT, node->text) &&
	       definitions_find(s->definitions, DEFINED_METRIC, node->text);
}

bool plan_is_unit_dimension(const struct scope *s, const struct node *node)
{
	return node->kind == NODE_CALL || plan_is_metric_dimension(s, node) ||
	       (node->kind == NODE_NAME && is_row_number(s, node));
}

/* A metric's name after `by` is told as such. */
static bool unknown_dimension(struct scope *s, const struct plan *p, const struct node *node)
{
	if (!plan_is_metric_dimension(s, node))
		return false;
	diagnose(s->errors, STATUS_BAD_INPUT, node->span,
		 p->n_items ? "%.*s is a metric; rows are grouped by a column" : "%.*s is a metric; a row has columns",
		 TEXT_ARGS(node->text))
		->code = 116;
	diagnose_help(s->errors, p->n_items ? "several metrics are listed with commas before `by`; `per customer` "
					      "groups by the metric of each customer"
					    : "`show columns` lists the columns");
	return true;
}

bool plan_dimension(struct scope *s, struct plan *p, const struct node *node, struct dimension *d)
{
	*d = (struct dimension){ .span = node->span, .name = name_as_written(s, node) };
	switch (node->kind) {
	case NODE_UNIT:
	case NODE_UNIT_OF:
	case NODE_COHORT:
		return time_dimension(s, node, d);
	case NODE_QUANTILE:
		return quantile_dimension(s, p, node, d);
	case NODE_EACH_PART:
		return each_dimension(s, node, d);
	case NODE_BANDS:
		d->value = row_bind_bands(s, node);
		d->name = node_at(node, 0)->text;
		return value_dimension(d);
	case NODE_CALL:
		return call_dimension(s, p, node, d);
	case NODE_NAME:
		if (plan_is_metric_dimension(s, node) && s->unit) {
			d->value = computed_metric(s, p, node);
			return value_dimension(d);
		}
		if (unknown_dimension(s, p, node))
			return false;
		d->value = is_row_number(s, node) ? computed_number(s, p, node) : row_bind_name(s, node);
		if (!value_dimension(d))
			return false;
		find_order(s, d, node->text);
		d->ordered = d->ordered || d->order;
		return true;
	default:
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "rows cannot be grouped by this");
		return false;
	}
}

const char *dimension_kind_name(enum dimension_kind k)
{
	static const char *const names[] = { "value", "time", "cohort", "quantile", "each part", "segments" };

	return names[k];
}
