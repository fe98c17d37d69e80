/* compare: a query with sides.  Segments are bound to one more dimension. */
#include "base/take.h"
#include "plan/base.h"
#include "plan/plan.h"

static struct text canonical(struct scope *s, const struct node *node)
{
	struct buffer b = { 0 };

	node_print(node, &b);
	return buffer_take(&b, s->arena);
}

/* ---- what has no place here ------------------------------------------------------------------ */

static bool refuse_clauses(struct scope *s, const struct node *compare)
{
	static const struct {
		enum node_kind kind;
		const char *name;
	} refused[] = {
		{ NODE_HAVING, "having" },     { NODE_SORT, "sort by" },    { NODE_TOP, "top" },
		{ NODE_BOTTOM, "bottom" },     { NODE_BEST, "best" },	    { NODE_WORST, "worst" },
		{ NODE_LIMIT, "limit" },       { NODE_ROLLING, "rolling" }, { NODE_CUMULATIVE, "cumulative" },
		{ NODE_SPLIT, "split after" },
	};

	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		const struct node *clause = node_child(compare, refused[i].kind);

		if (!clause)
			continue;
		diagnose(s->errors, STATUS_BAD_INPUT, clause->span, "`%s` has no place in compare", refused[i].name)
			->code = 124;
		diagnose_help(s->errors,
			      "it takes by, per, adjusted for, paired by, where, a time range, vs target and with");
		return false;
	}
	return true;
}

/* compare nps last month vs previous month: the periods are segments. */
static bool refuse_vs(struct scope *s, const struct node *compare)
{
	const struct node *vs = node_child(compare, NODE_VS_PREVIOUS);

	vs = vs ? vs : node_child(compare, NODE_VS_WHEN);
	if (!vs)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, vs->span, "the sides of a comparison stand after `for`")->code = 124;
	diagnose_help(s->errors, "write `compare nps for last month vs previous month`");
	return false;
}

static bool refuse_options(struct scope *s, const struct node *compare)
{
	const struct node *with = node_child(compare, NODE_WITH);

	for (const struct node *n = with ? with->first : NULL; n; n = n->next) {
		if (text_equal_folded(n->text, TEXT("ci")) || text_equal_folded(n->text, TEXT("weight")) ||
		    text_equal_folded(n->text, TEXT("latest")) || text_equal_folded(n->text, TEXT("first")) ||
		    text_equal_folded(n->text, TEXT("interaction")))
			continue;
		diagnose(s->errors, STATUS_BAD_INPUT, n->span, "compare has no option %.*s", TEXT_ARGS(n->text))->code =
			123;
		diagnose_help(
			s->errors,
			"it takes `with ci 90%%`, the confidence of intervals and verdicts, `with weight COLUMN`, "
			"`with latest per customer` and `with interaction`");
		return false;
	}
	return true;
}

/* ---- sides ----------------------------------------------------------------------------------- */

static void ends_where_it_begins(struct scope *s, struct segment *g, const struct segment *first,
				 const struct node *range)
{
	struct node vs = { .kind = NODE_VS_PREVIOUS, .unit = range->unit, .span = range->span };

	if (range->number > 0)
		g->window.p = (struct period){ second_plus(first->window.p.from, -(int64_t)range->number, range->unit),
					       first->window.p.from };
	else
		window_before(s, &vs, NULL, first->window, &g->window);
}

/* `previous` is counted from the period before it in the list. */
static bool bind_period(struct scope *s, struct plan *p, const struct node *range, struct segment *g,
			const struct segment *before)
{
	struct row *within;

	if (!window_bind(s, range, &g->window))
		return false;
	if (range->op == OP_PREVIOUS && before && before->is_period)
		ends_where_it_begins(s, g, before, range);
	g->is_period = true;
	within = row_new(s, ROW_WITHIN, ROW_YESNO, range->span);
	within->a = p->time;
	within->low = (double)g->window.p.from;
	within->high = (double)g->window.p.to;
	g->condition = within;
	return true;
}

/* A metric that is ranked is computed for every unit of `per`, else for every customer. */
static bool bind_ranking(struct scope *s, struct plan *p, const struct node *of, struct segment *g)
{
	struct plan *ranking = arena_grow(s->arena, p, 1, 1, sizeof(*ranking));

	ranking->aggregates = (struct aggregate_list){ 0 };
	ranking->items = ARENA_NEW(s->arena, struct plan_item);
	ranking->n_items = 1;
	ranking->n_dimensions = ranking->n_negated = 0;
	ranking->items->label = canonical(s, of);
	ranking->items->expression = item_bind(s, of, NULL, &ranking->aggregates);
	if (!ranking->items->expression)
		return false;
	if (!p->per) {
		struct node customer = { .kind = NODE_NAME, .text = TEXT("customer"), .span = of->span };

		ranking->per = row_bind_name(s, &customer);
		ranking->per_name = customer.text;
	}
	g->ranking = ranking;
	if (!ranking->per || ranking->per->column->type != COLUMN_NUMBER)
		return ranking->per != NULL;
	diagnose(s->errors, STATUS_BAD_INPUT, of->span, "%.*s holds numbers with fractions; they are no units to rank",
		 TEXT_ARGS(ranking->per_name))
		->code = 107;
	return false;
}

static bool is_column(const struct scope *s, const struct node *of)
{
	return of->kind == NODE_NAME && !definitions_find(s->definitions, DEFINED_METRIC, of->text);
}

static bool bind_part(struct scope *s, struct plan *p, const struct node *share, struct segment *g)
{
	const struct node *of = node_at(share, 0);

	g->part = share->number;
	g->is_top = share->kind == NODE_TOP_SHARE;
	if (p->per || !is_column(s, of))
		return bind_ranking(s, p, of, g);
	g->value = row_bind_name(s, of);
	if (!g->value || g->value->type == ROW_NUMBER)
		return g->value != NULL;
	diagnose(s->errors, STATUS_BAD_INPUT, of->span, "%.*s holds no numbers to rank by", TEXT_ARGS(of->text))->code =
		107;
	diagnose_help(s->errors,
		      "rank rows by a column of numbers, customers by a metric, other units with `per UNIT`");
	return false;
}

static bool bind_segment(struct scope *s, struct plan *p, const struct node *node, struct segment *g,
			 const struct segment *before)
{
	const struct node *part = node_at(node, 0);

	*g = (struct segment){ .span = node->span };
	switch (part->kind) {
	case NODE_TIMERANGE:
		return bind_period(s, p, part, g, before);
	case NODE_TOP_SHARE:
	case NODE_BOTTOM_SHARE:
		return bind_part(s, p, part, g);
	default:
		g->condition = row_bind_condition(s, part);
		return g->condition != NULL;
	}
}

/* ---- names of the sides ---------------------------------------------------------------------- */

/* The value of `channel = phone`, or NULL. */
static const struct node *value_of(const struct node *segment)
{
	const struct node *part = node_at(segment, 0);

	return part->kind == NODE_COMPARE && part->op == OP_EQ && node_at(part, 0)->kind == NODE_NAME ? node_at(part, 1)
												      : NULL;
}

/* Where all sides are values of one column the values are names enough. */
static bool named_by_values(const struct node *segments)
{
	const struct node *first = node_at(segments->first, 0);

	for (const struct node *n = segments->first; n; n = n->next)
		if (!value_of(n) || !node_equal(node_at(node_at(n, 0), 0), node_at(first, 0)))
			return false;
	return true;
}

static struct text label_of(struct scope *s, const struct node *node, bool by_value)
{
	const struct node *label = node_child(node, NODE_LABEL), *value = by_value ? value_of(node) : NULL;
	struct text text;

	if (label)
		return label->text;
	if (value && row_value_text(value, &text))
		return text;
	return canonical(s, node_at(node, 0));
}

static bool check_labels(struct scope *s, const struct segment *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			if (text_equal(list[i].label, list[j].label)) {
				diagnose(s->errors, STATUS_BAD_INPUT, list[i].span, "two sides are named %.*s",
					 TEXT_ARGS(list[i].label))
					->code = 126;
				diagnose_help(s->errors, "give them names: A as \"one\" vs B as \"other\"");
				return false;
			}
	return true;
}

/* ---- together -------------------------------------------------------------------------------- */

bool plan_segments(struct scope *s, struct plan *p, const struct node *node)
{
	struct segment *list = ARENA_ARRAY(s->arena, node->n_children, struct segment);
	bool fine = true, by_value = named_by_values(node);
	size_t n = 0;

	if (p->n_dimensions == DIMENSIONS_MAX) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "more than %d columns to group by",
			 DIMENSIONS_MAX - 1);
		return false;
	}
	for (const struct node *child = node->first; child; child = child->next, n++) {
		fine &= bind_segment(s, p, child, &list[n], n ? &list[n - 1] : NULL);
		list[n].label = label_of(s, child, by_value);
	}
	p->segments = p->n_dimensions;
	p->dimensions[p->segments] = (struct dimension){ .kind = DIMENSION_SEGMENTS,
							 .name = TEXT("segments"),
							 .span = node->span,
							 .segments = list,
							 .n_segments = n };
	p->notes = s->notes;
	return fine && check_labels(s, list, n);
}

static bool needs_sides(struct scope *s, const struct node *compare)
{
	if (node_child(compare, NODE_SEGMENTS) || node_child(compare, NODE_BY) || node_child(compare, NODE_VS_TARGET))
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, compare->span, "compare needs sides")->code = 126;
	diagnose_help(s->errors,
		      "name them: compare nps for channel = phone vs channel = chat; or each value against the others: "
		      "compare nps by channel");
	return false;
}

struct plan *plan_compare(struct scope *s, const struct node *compare)
{
	const struct node *segments = node_child(compare, NODE_SEGMENTS);
	struct plan *p;

	if (!refuse_clauses(s, compare) || !refuse_vs(s, compare) || !refuse_options(s, compare) ||
	    !needs_sides(s, compare))
		return NULL;
	p = plan_query(s, compare);
	if (p && segments && (!plan_segments(s, p, segments) || !base_close(s, p)))
		return NULL;
	if (p)
		p->notes = s->notes;
	return p && plan_fair(s, p, compare) ? p : NULL;
}
