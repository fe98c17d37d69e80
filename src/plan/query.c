/* A metric query: select list and clauses to a plan. */
#include "plan/base.h"
#include "plan/computed.h"
#include "plan/plan.h"

static bool bind_dimensions(struct scope *s, struct plan *p, const struct node *by)
{
	bool fine = true;

	for (const struct node *n = by->first; n; n = n->next) {
		if (p->n_dimensions == DIMENSIONS_MAX) {
			diagnose(s->errors, STATUS_BAD_INPUT, n->span, "more than %d columns to group by",
				 DIMENSIONS_MAX);
			return false;
		}
		fine &= plan_dimension(s, p, n, &p->dimensions[p->n_dimensions++]);
		p->overlaps |= p->dimensions[p->n_dimensions - 1].kind == DIMENSION_EACH;
	}
	for (size_t i = p->n_dimensions; fine && i-- > 0;)
		if (p->dimensions[i].kind == DIMENSION_TIME && row_equal(p->dimensions[i].value, p->time))
			p->time_dimension = i;
	return fine;
}

/* Reports that put a row, a customer or a journey into one group. */
static bool refuse_overlaps(struct scope *s, const struct plan *p, const char *why)
{
	for (size_t i = 0; i < p->n_dimensions; i++) {
		if (p->dimensions[i].kind != DIMENSION_EACH)
			continue;
		diagnose(s->errors, STATUS_BAD_INPUT, p->dimensions[i].span,
			 "`each` puts a row into several groups; %s", why)
			->code = 124;
		diagnose_help(s->errors, "ask for a metric: count() by each %.*s in ...",
			      TEXT_ARGS(p->dimensions[i].name));
		return false;
	}
	return true;
}

static bool bind_time_role(struct scope *s, struct plan *p)
{
	struct node name = { .kind = NODE_NAME, .text = TEXT("time") };

	if (!s->table->roles[ROLE_time].column)
		return true;
	s->definition_depth++;
	p->time = row_bind_name(s, &name);
	s->definition_depth--;
	return p->time != NULL;
}

static bool bind_windows(struct scope *s, struct plan *p, const struct node *query)
{
	const struct node *range = node_child(query, NODE_TIMERANGE), *vs = NULL;

	if (!window_bind(s, range, &p->window))
		return false;
	for (const struct node *n = query->first; n; n = n->next)
		if (n->kind == NODE_VS_PREVIOUS || n->kind == NODE_VS_WHEN)
			vs = n;
	if (!vs)
		return true;
	if (!range) {
		diagnose(s->errors, STATUS_BAD_INPUT, vs->span, "`vs` compares a period; none is given")->code = 118;
		diagnose_help(s->errors, "add one: last month vs previous month, this year vs last year");
		return false;
	}
	p->has_before = true;
	return window_before(s, vs, range, p->window, &p->before);
}

static bool bind_rolling(struct scope *s, struct plan *p, const struct node *rolling, const struct node *cumulative)
{
	const struct node *clause = rolling ? rolling : cumulative;

	if (!clause)
		return true;
	if (p->time_dimension == SIZE_MAX) {
		diagnose(s->errors, STATUS_BAD_INPUT, clause->span, "`%s` needs a time axis",
			 rolling ? "rolling" : "cumulative")
			->code = 119;
		diagnose_help(s->errors, "add `by month`, `by week` ...");
		return false;
	}
	p->cumulative = cumulative != NULL;
	if (!rolling)
		return true;
	p->rolling = (size_t)rolling->number;
	if (rolling->unit == p->dimensions[p->time_dimension].unit && p->rolling >= 1)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, rolling->span,
		 "the window is counted in the unit of the time axis, the %s",
		 unit_name(p->dimensions[p->time_dimension].unit))
		->code = 119;
	diagnose_help(s->errors, "write rolling N %ss", unit_name(p->dimensions[p->time_dimension].unit));
	return false;
}

size_t plan_find_dimension(const struct plan *p, const struct node *name)
{
	for (size_t i = 0; i < p->n_dimensions; i++)
		if (text_equal_folded(p->dimensions[i].name, name->text))
			return i;
	return SIZE_MAX;
}

static bool not_grouped(struct scope *s, const struct node *name)
{
	diagnose(s->errors, STATUS_BAD_INPUT, name->span, "the answer is not grouped by %.*s", TEXT_ARGS(name->text))
		->code = 120;
	diagnose_help(s->errors, "name one of the columns after `by`");
	return false;
}

/* Only one of top, bottom, best and worst, and only of groups. */
static bool fits_pick(struct scope *s, const struct plan *p, const struct node *clause)
{
	if (p->n_listed)
		return true;
	if (p->n_dimensions == 0) {
		diagnose(s->errors, STATUS_BAD_INPUT, clause->span, "there are no groups to choose from")->code = 120;
		diagnose_help(s->errors, "add `by COLUMN`");
		return false;
	}
	if (p->pick == PICK_NONE)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, clause->span, "groups are chosen twice")->code = 120;
	diagnose_help(s->errors, "use only one of top, bottom, best and worst");
	return false;
}

static bool bind_pick(struct scope *s, struct plan *p, const struct node *query)
{
	static const struct {
		enum node_kind node;
		enum pick pick;
	} picks[] = { { NODE_TOP, PICK_TOP },
		      { NODE_BOTTOM, PICK_BOTTOM },
		      { NODE_BEST, PICK_BEST },
		      { NODE_WORST, PICK_WORST } };

	p->pick_dimension = p->limit = SIZE_MAX;
	for (size_t i = 0; i < 4; i++) {
		const struct node *n = node_child(query, picks[i].node);

		if (!n)
			continue;
		if (!fits_pick(s, p, n))
			return false;
		p->pick = picks[i].pick;
		p->pick_n = (size_t)n->number;
		if (n->n_children == 0)
			continue;
		p->pick_dimension = plan_find_dimension(p, node_at(n, 0));
		if (p->pick_dimension == SIZE_MAX)
			return not_grouped(s, node_at(n, 0));
	}
	if (node_child(query, NODE_LIMIT))
		p->limit = (size_t)node_child(query, NODE_LIMIT)->number;
	if ((p->pick == PICK_BEST || p->pick == PICK_WORST) && p->n_items && p->items[0].better == OP_NONE) {
		diagnose(s->errors, STATUS_BAD_INPUT, p->items[0].expression->span,
			 "whether more of this is better is not known")
			->code = 121;
		diagnose_help(s->errors,
			      "use top and bottom, or define the metric with `better higher` or `better lower`");
		return false;
	}
	return true;
}

/* vs target $goal */
static bool target_value(struct scope *s, const struct node *value, double *out)
{
	struct row *r = row_bind(s, value);

	if (!r)
		return false;
	*out = r->number;
	if (r->kind == ROW_CONSTANT && r->type == ROW_NUMBER)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, value->span, "a target is a number")->code = 107;
	return false;
}

static bool bind_target(struct scope *s, struct plan *p, const struct node *target)
{
	if (!target)
		return true;
	p->has_target = true;
	p->target = target->number;
	if (target->first && !target_value(s, target->first, &p->target))
		return false;
	if (p->n_items == 1)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, target->span, "a target belongs to one metric; there are %zu", p->n_items)
		->code = 122;
	return false;
}

static bool bind_where(struct scope *s, struct plan *p, const struct node *query)
{
	bool fine = true;

	for (const struct node *n = query->first; n; n = n->next) {
		struct row *condition;

		if (n->kind != NODE_WHERE)
			continue;
		condition = row_bind_condition(s, node_at(n, 0));
		fine &= condition != NULL;
		p->where = row_both(s, p->where, condition);
	}
	return fine;
}

/* Last of all: every aggregate of the statement is known. */
static bool choose(struct scope *s, struct plan *p, const struct node *with)
{
	for (const struct node *n = with ? with->first : NULL; n; n = n->next)
		if (text_equal_folded(n->text, TEXT("latest")) || text_equal_folded(n->text, TEXT("first")))
			return computed_choose(s, p, n);
	return true;
}

static bool refuse_interaction(struct scope *s, const struct plan *p, const struct node *query)
{
	if (!p->interaction || query->kind == NODE_COMPARE_REPORT)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, node_child(query, NODE_WITH)->span,
		 "`with interaction` sets differences against each other; there are none here")
		->code = 123;
	diagnose_help(s->errors, "compare METRIC for A vs B by COLUMN with interaction");
	return false;
}

static bool bind_clauses(struct scope *s, struct plan *p, const struct node *query)
{
	const struct node *by = node_child(query, NODE_BY), *having = node_child(query, NODE_HAVING);
	const struct node *sort = node_child(query, NODE_SORT), *with = node_child(query, NODE_WITH);
	bool fine = bind_where(s, p, query);

	fine &= bind_windows(s, p, query);
	fine &= !by || bind_dimensions(s, p, by);
	if (having)
		fine &= (p->having = item_bind_condition(s, node_at(having, 0), &p->aggregates)) != NULL;
	if (!fine)
		return false;
	fine &= bind_rolling(s, p, node_child(query, NODE_ROLLING), node_child(query, NODE_CUMULATIVE));
	fine &= bind_pick(s, p, query);
	fine &= bind_target(s, p, node_child(query, NODE_VS_TARGET));
	fine &= !sort || plan_sort(s, p, sort);
	fine &= !with || (plan_options(s, p, with) && refuse_interaction(s, p, query));
	return fine && (p->n_listed || plan_weight(s, p, with)) && choose(s, p, with);
}

/* Clauses that say nothing of single rows are refused, not ignored. */
static bool refuse_clauses(struct scope *s, const struct node *listing)
{
	static const struct {
		enum node_kind kind;
		const char *name;
	} refused[] = {
		{ NODE_BY, "by" },	    { NODE_PER, "per" },	 { NODE_HAVING, "having" },
		{ NODE_WITH, "with" },	    { NODE_ROLLING, "rolling" }, { NODE_CUMULATIVE, "cumulative" },
		{ NODE_VS_PREVIOUS, "vs" }, { NODE_VS_WHEN, "vs" },	 { NODE_VS_TARGET, "vs target" },
		{ NODE_BEST, "best" },	    { NODE_WORST, "worst" },	 { NODE_BOTTOM, "bottom" },
	};

	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		const struct node *clause = node_child(listing, refused[i].kind);

		if (!clause)
			continue;
		diagnose(s->errors, STATUS_BAD_INPUT, clause->span, "`list` shows rows; `%s` has no place there",
			 refused[i].name)
			->code = 124;
		diagnose_help(s->errors, "use where, a time range, sort by and limit");
		return false;
	}
	return true;
}

/* What is listed of units are their groups already. */
static bool refuse_groups(struct scope *s, const struct node *listing)
{
	const struct node *by = node_child(listing, NODE_BY);

	if (!by)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, by->span, "`list` shows units; `by` has no place there")->code = 124;
	diagnose_help(s->errors, "name the column among those of the list");
	return false;
}

/* Rows are counted one by one here: there is nothing to split. */
static bool refuse_split(struct scope *s, const struct node *query)
{
	const struct node *split = node_child(query, NODE_SPLIT);

	if (!split)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, split->span, "`split after` cuts journeys; a metric has none")->code =
		124;
	diagnose_help(s->errors, "use it with funnel, paths, journey or retention");
	return false;
}

static struct plan *new_plan(struct scope *s)
{
	struct plan *p = ARENA_NEW(s->arena, struct plan);

	p->table = s->table;
	p->settings = s->settings;
	p->calendar = scope_calendar(s);
	p->level = s->settings->level;
	p->time_dimension = p->share_dimension = p->segments = SIZE_MAX;
	p->pick_dimension = p->limit = SIZE_MAX;
	p->as_of_day = scope_as_of_day(s);
	if (!s->computed)
		s->computed = ARENA_NEW(s->arena, struct computed_list);
	p->computed = s->computed;
	return p;
}

static bool need_table(struct scope *s, const struct node *query)
{
	if (s->table)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, query->span, "no table is loaded")->code = 100;
	diagnose_help(s->errors, "load \"FILE.csv\", or `load sample` for the built-in data");
	return false;
}

struct plan *plan_rows(struct scope *s, const struct node *report)
{
	struct plan *p = new_plan(s);
	const struct node *by = node_child(report, NODE_BY);
	bool fine;

	if (!need_table(s, report))
		return NULL;
	fine = plan_per(s, p, report) & bind_time_role(s, p) & plan_frequency(s, p, report);
	fine = fine && bind_where(s, p, report) & bind_windows(s, p, report);
	fine = fine && (!by || bind_dimensions(s, p, by));
	fine = fine && refuse_overlaps(s, p, "here it can be in one only");
	if (fine)
		plan_conditions(s, p);
	return fine ? p : NULL;
}

struct plan *plan_query(struct scope *s, const struct node *query)
{
	struct plan *p = new_plan(s);
	const struct node *items;
	bool fine;

	if (!need_table(s, query))
		return NULL;
	if (query->kind == NODE_LISTING && node_child(query, NODE_PER)) {
		if (!refuse_groups(s, query))
			return NULL;
		query = plan_list_units(s, query);
	}
	items = node_child(query, NODE_ITEMS);
	base_open(s, query);
	fine = plan_per(s, p, query) & (!items || plan_items(s, p, items));
	fine &= bind_time_role(s, p) & plan_frequency(s, p, query) & refuse_split(s, query);
	if (query->kind == NODE_LISTING) {
		fine &= refuse_clauses(s, query) && bind_dimensions(s, p, node_at(query, 0)) &&
			refuse_overlaps(s, p, "a list shows every row once");
		p->n_listed = p->n_dimensions;
	}
	fine = fine && bind_clauses(s, p, query);
	if (query->kind == NODE_COMPARE_REPORT && !node_child(query, NODE_SEGMENTS))
		fine = fine && refuse_overlaps(s, p, "it cannot be compared with all others");
	if (p->overlaps)
		fine = fine && plan_uncounted(s, p, query->span, "by each");
	fine = fine && base_close(s, p);
	if (p->base)
		fine = fine && plan_uncounted(s, p, query->span, "a base of customers");
	if (fine)
		plan_conditions(s, p);
	p->notes = s->notes;
	return fine ? p : NULL;
}
