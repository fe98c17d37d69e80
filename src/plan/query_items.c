/* The select list: metrics, their labels, formats and natures. */
#include "plan/plan.h"

#include <math.h>

#include "base/take.h"

static struct text canonical(struct scope *s, const struct node *node)
{
	struct buffer b = { 0 };

	node_print(node, &b);
	return buffer_take(&b, s->arena);
}

static enum look_kind look_of_format(struct text format)
{
	static const struct {
		const char *name;
		enum look_kind look;
	} looks[] = {
		{ "number", SHOW_MEAN },   { "integer", SHOW_INTEGER },	  { "percent", SHOW_PERCENT },
		{ "points", SHOW_POINTS }, { "duration", SHOW_DURATION }, { "money", SHOW_MONEY },
		{ "mean", SHOW_MEAN },
	};

	for (size_t i = 0; i < sizeof(looks) / sizeof(*looks); i++)
		if (text_equal_folded(format, text_of(looks[i].name)))
			return looks[i].look;
	return SHOW_AUTO;
}

static bool item_format(struct scope *s, const struct node *format, struct plan_item *item)
{
	item->look = look_of_format(format->text);
	if (item->look != SHOW_AUTO)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, format->span, "there is no format %.*s", TEXT_ARGS(format->text))->code =
		117;
	diagnose_help(s->errors, "one of number integer percent points duration money");
	return false;
}

static enum look_kind look_of_expression(const struct plan *p, const struct item *i);

/* The difference of two scores is in points, that of two times a time. */
static enum look_kind look_of_sum(const struct plan *p, const struct item *i)
{
	enum look_kind a = look_of_expression(p, i->a), b = look_of_expression(p, i->b);

	if (i->a->kind == ITEM_NUMBER) /* 100 - csat */
		return b;
	return a == b || i->b->kind == ITEM_NUMBER ? a : SHOW_NUMBER;
}

/* An expression without a format of its own is shown as what it is made of. */
static enum look_kind look_of_expression(const struct plan *p, const struct item *i)
{
	size_t index;
	double factor;
	const struct aggregate *a;

	if (i->kind == ITEM_SUBTRACT && i->seconds)
		return SHOW_DURATION;
	if (i->kind == ITEM_ADD || i->kind == ITEM_SUBTRACT)
		return look_of_sum(p, i);
	if (!item_is_scaled_aggregate(i, &index, &factor))
		return SHOW_NUMBER;
	a = &p->aggregates.list[index];
	switch (a->kind) {
	case AGGREGATE_COUNT:
	case AGGREGATE_DISTINCT:
	case AGGREGATE_BASE:
		return factor == 1 ? SHOW_INTEGER : SHOW_NUMBER;
	case AGGREGATE_SHARE:
	case AGGREGATE_NET:
		return fabs(factor) == 100			   ? SHOW_POINTS
		       : factor == 1 && a->kind == AGGREGATE_SHARE ? SHOW_PERCENT
								   : SHOW_NUMBER;
	default:
		return a->seconds && factor == 1 ? SHOW_DURATION : a->kind == AGGREGATE_AVG ? SHOW_MEAN : SHOW_NUMBER;
	}
}

static void metric_of_item(struct scope *s, const struct plan *p, const struct node *expression, struct plan_item *item)
{
	const struct definition *d = NULL;
	struct metric_facts facts;

	if (expression->kind == NODE_NAME || expression->kind == NODE_CALL)
		d = definitions_find(s->definitions, DEFINED_METRIC, expression->text);
	if (!d)
		return;
	facts = metric_facts_of(d->node);
	item->better = facts.better;
	if (item->look == SHOW_AUTO && facts.format.n)
		item->look = look_of_format(facts.format);
	if (item->look == SHOW_NUMBER && facts.format.n && look_of_expression(p, item->expression) == SHOW_MEAN)
		item->look = SHOW_MEAN;
}

static void item_nature(const struct plan *p, struct plan_item *item)
{
	size_t index;
	double factor;

	item->additive = item_is_additive(item->expression, &p->aggregates);
	if (item_is_scaled_aggregate(item->expression, &index, &factor)) {
		item->counts_rows = aggregate_is_count(&p->aggregates.list[index]);
		item->no_base = factor == 1 && item->counts_rows;
	}
}

static bool bind_item(struct scope *s, struct plan *p, const struct node *node, struct plan_item *item)
{
	const struct node *expression = node_at(node, 0), *label = node_child(node, NODE_LABEL),
			  *format = node_child(node, NODE_FORMAT);

	if (format && !item_format(s, format, item))
		return false;
	item->label = label ? label->text : canonical(s, expression);
	item->labelled = label != NULL;
	item->expression = item_bind(s, expression, NULL, &p->aggregates);
	if (!item->expression)
		return false;
	metric_of_item(s, p, expression, item);
	if (item->look == SHOW_AUTO)
		item->look = look_of_expression(p, item->expression);
	if (p->per && item->look == SHOW_INTEGER)
		item->look = SHOW_MEAN; /* of the units' counts */
	item_nature(p, item);
	return true;
}

/* A repeated label gets _2, _3 ... */
static void make_unique(struct scope *s, struct plan *p, size_t i)
{
	struct text label = p->items[i].label;

	for (size_t n = 2, j = 0; j < i; j++)
		if (text_equal(p->items[j].label, p->items[i].label)) {
			p->items[i].label = arena_printf(s->arena, "%.*s_%zu", TEXT_ARGS(label), n++);
			j = SIZE_MAX; /* start over: the new one may be taken as well */
		}
}

bool plan_items(struct scope *s, struct plan *p, const struct node *items)
{
	bool fine = true;

	p->items = ARENA_ARRAY(s->arena, items->n_children, struct plan_item);
	for (const struct node *n = items->first; n; n = n->next) {
		fine &= bind_item(s, p, n, &p->items[p->n_items]);
		make_unique(s, p, p->n_items++);
	}
	return fine;
}
