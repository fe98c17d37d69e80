/* What an item of a query is made of: its definition, its aggregates as they were written, the names of its buckets. */
#include "report/teach.h"

struct buckets {
	const char *metric, *plus, *zero, *minus;
};

static const struct buckets buckets[] = {
#define BUCKETS(metric, plus, zero, minus) { metric, plus, zero, minus },
#include "report/teach_words.def"
#undef BUCKETS
};

static const struct definition *metric_of(const struct lesson *l, const struct node *n)
{
	if (n->kind != NODE_NAME && n->kind != NODE_CALL)
		return NULL;
	return definitions_find(l->environment->definitions, DEFINED_METRIC, n->text);
}

/* N without brackets, and the expression behind the name of a metric. */
static const struct node *expression_of(const struct lesson *l, const struct node *n)
{
	const struct definition *d;

	while (n && (n->kind == NODE_GROUP || metric_of(l, n))) {
		d = n->kind == NODE_GROUP ? NULL : metric_of(l, n);
		n = d ? metric_facts_of(d->node).expression : n->first;
	}
	return n;
}

/* The tree as written and the bound one have the same shape: each aggregate gets the text of its call. */
static void name_parts(struct lesson *l, struct worked *w, const struct node *n, const struct item *i)
{
	n = expression_of(l, n);
	if (!n || !i)
		return;
	if (i->kind == ITEM_AGGREGATE && n->kind == NODE_CALL) {
		w->parts[i->aggregate] = report_print(l->environment, n);
		w->call = n;
		return;
	}
	if (!n->first)
		return;
	name_parts(l, w, n->first, i->a);
	name_parts(l, w, n->first->next, i->b);
}

static void name_buckets(const struct lesson *l, struct worked *w, const struct node *n)
{
	const struct definition *d = metric_of(l, n);
	bool net = w->shape == SHAPE_NET;

	w->plus = net ? "plus" : "yes";
	w->zero = net ? "zero" : "";
	w->minus = net ? "minus" : "no";
	for (size_t i = 0; d && d->builtin && i < sizeof(buckets) / sizeof(*buckets); i++)
		if (text_is(d->name, buckets[i].metric) && net == (buckets[i].zero[0] != '\0')) {
			w->plus = buckets[i].plus;
			w->zero = buckets[i].zero;
			w->minus = buckets[i].minus;
		}
}

static enum shape shape_of(const struct plan *p, struct worked *w)
{
	if (p->per)
		return SHAPE_UNITS;
	if (!item_is_scaled_aggregate(w->item->expression, &w->aggregate, &w->factor))
		return p->aggregates.n == 0 || item_is_additive(w->item->expression, &p->aggregates) ? SHAPE_COUNT
												     : SHAPE_FORMULA;
	switch (p->aggregates.list[w->aggregate].kind) {
	case AGGREGATE_NET:
		return SHAPE_NET;
	case AGGREGATE_SHARE:
		return SHAPE_SHARE;
	case AGGREGATE_AVG:
		return SHAPE_MEAN;
	case AGGREGATE_PERCENTILE:
		return SHAPE_PERCENTILE;
	case AGGREGATE_COUNT:
	case AGGREGATE_SUM:
	case AGGREGATE_DISTINCT:
	case AGGREGATE_BASE:
		return SHAPE_COUNT;
	default:
		return SHAPE_OTHER;
	}
}

static void describe(struct lesson *l, struct worked *w, const struct node *n)
{
	const struct definition *d = metric_of(l, n);
	struct metric_facts facts;

	if (!d)
		return;
	for (const struct node *child = n->first; child; child = child->next)
		if (child->kind == NODE_WHERE)
			w->only = report_print(l->environment, child);
		else
			w->other = report_print(l->environment, child);
	facts = metric_facts_of(d->node);
	w->describe = facts.describe;
	w->definition = report_print(l->environment, facts.expression);
	if (facts.where)
		w->definition = arena_printf(l->environment->arena, "%.*s where %.*s", TEXT_ARGS(w->definition),
					     TEXT_ARGS(report_print(l->environment, facts.where)));
}

void teach_understand(struct lesson *l, size_t item, struct worked *w)
{
	const struct plan *p = l->query->grid.plan;
	const struct node *n = node_at(node_at(node_child(l->report, NODE_ITEMS), item), 0);

	*w = (struct worked){ .item = &p->items[item], .index = item };
	w->shape = shape_of(p, w);
	w->parts = ARENA_ARRAY(l->environment->arena, p->aggregates.n, struct text);
	w->written = report_print(l->environment, n);
	describe(l, w, n);
	name_parts(l, w, n, w->item->expression);
	name_buckets(l, w, n);
}

bool teach_is_pooled(const struct query_run *q, const struct grid_row *row)
{
	bool pooled = false;

	for (size_t d = 0; d < q->grid.plan->n_dimensions; d++)
		pooled |= row->codes[d] == CODE_OTHER || row->codes[d] == CODE_TOTAL;
	return pooled;
}

static bool stands_in(const struct estimates *e, const struct estimate *cells, size_t *group)
{
	uintptr_t at = (uintptr_t)cells, first = (uintptr_t)e->cells;

	if (!e->cells || at < first || at >= (uintptr_t)(e->cells + e->n_groups * e->n_expressions))
		return false;
	*group = (at - first) / sizeof(*cells) / e->n_expressions;
	return true;
}

bool teach_source(const struct query_run *q, const struct estimate *cells, const struct scan **scan, size_t *group)
{
	const struct estimates *all[] = { &q->grid.main, &q->total };

	for (size_t i = 0; !q->grid.plan->per && i < sizeof(all) / sizeof(*all); i++)
		if (stands_in(all[i], cells, group)) {
			*scan = &all[i]->main;
			return true;
		}
	return false;
}
