/* What news compares: periods, metrics, dimensions. */
#include "report/news.h"

/* ---- periods --------------------------------------------------------------------------------- */

static struct text label_of(struct environment *e, const struct node *range)
{
	struct text t = report_print(e, range);

	if (text_starts(t, TEXT("during ")))
		return text_from(t, 7);
	return text_starts(t, TEXT("from ")) ? text_from(t, 5) : t;
}

static struct news_period period_of(struct news *n, struct period p)
{
	struct calendar c = scope_calendar(n->scope);
	struct news_period out = { .p = p };

	out.range = metric_list_period(n->environment, p, c, n->statement->span);
	out.label = label_of(n->environment, out.range);
	return out;
}

static bool overlap(struct period a, struct period b)
{
	return a.from < b.to && b.from < a.to;
}

static struct node *vs_node(struct news *n, enum unit unit)
{
	struct node *vs = node_new(n->environment->arena, NODE_VS_PREVIOUS, n->statement->span);

	vs->unit = unit;
	return vs;
}

/* Whole months meet those months; other periods move by 52 weeks, so that weekdays meet. */
static bool year_before(struct news *n, const struct node *range, struct window now, struct period *out)
{
	struct calendar c = scope_calendar(n->scope);
	struct scope quiet = *n->scope; /* what it notes is no news */
	struct window then;
	bool whole = bucket_start(UNIT_MONTH, bucket_of_second(UNIT_MONTH, now.p.from, c), c) == now.p.from &&
		     bucket_start(UNIT_MONTH, bucket_of_second(UNIT_MONTH, now.p.to, c), c) == now.p.to;

	if (!window_before(&quiet, vs_node(n, UNIT_YEAR), range, now, &then))
		return false;
	*out = then.p;
	if (!whole)
		*out = (struct period){ second_plus(now.p.from, -52, UNIT_WEEK),
					second_plus(now.p.to, -52, UNIT_WEEK) };
	return true;
}

/* The same days a year before, where the data hold all of them and they are not compared with already. */
static void add_year_before(struct news *n, const struct node *range, struct window now)
{
	struct period data;
	struct window then = now;

	if (!scope_data_period(n->scope, &data) || !year_before(n, range, now, &then.p))
		return;
	if (then.p.from < day_of_second(data.from) * DAY_SECONDS || then.p.from >= data.to || overlap(then.p, now.p) ||
	    overlap(then.p, n->against[0].p))
		return;
	n->against[n->n_against++] = period_of(n, then.p);
}

static bool bind_periods(struct news *n)
{
	const struct node *range = node_child(n->statement, NODE_TIMERANGE);
	const struct node *vs = node_child(n->statement, NODE_VS_PREVIOUS);
	struct node *last = node_new(n->environment->arena, NODE_TIMERANGE, n->statement->span);
	struct window now, then;

	last->op = OP_LAST;
	last->unit = UNIT_MONTH;
	range = range ? range : last;
	vs = vs ? vs : node_child(n->statement, NODE_VS_WHEN);
	if (!window_bind(n->scope, range, &now) ||
	    !window_before(n->scope, vs ? vs : vs_node(n, UNIT_NONE), range, now, &then))
		return false;
	n->now = period_of(n, now.p);
	n->against[n->n_against++] = period_of(n, then.p);
	if (overlap(now.p, then.p)) {
		report_bad(n->environment, vs ? vs->span : range->span, "%.*s and %.*s have days in common",
			   TEXT_ARGS(n->now.label), TEXT_ARGS(n->against[0].label));
		diagnose_help(n->environment->errors, "compare periods that follow each other: news last week vs "
						      "previous week");
		return false;
	}
	if (!vs)
		add_year_before(n, range, now);
	return true;
}

/* ---- dimensions ------------------------------------------------------------------------------ */

static void add_dimension(struct news *n, const struct node *node)
{
	struct news_dimension *d = &n->dimensions[n->n_dimensions++];

	d->node = node;
	if (node) /* a name without the backquotes that a statement needs */
		d->name = node->kind == NODE_NAME ? node->text : report_print(n->environment, node);
}

/* Roles that say who or what a row is about; the answers themselves are no dimensions. */
static bool is_category(const struct table *t, const struct column *c)
{
	for (int r = 0; r < ROLES; r++)
		if (t->roles[r].column == c)
			return role_kind_of((enum role)r) == ROLE_CATEGORY;
	return true;
}

static uint32_t count_values(const struct table *t, const struct column *c)
{
	if (c->type != COLUMN_TEXT)
		return c->type == COLUMN_YESNO ? 2 : 0;
	return column_is_prose(c) ? PROSE_WORDS : table_ready(t, c)->words->n;
}

static bool is_dimension(struct news *n, const struct column *c)
{
	uint32_t values = count_values(n->scope->table, c);

	if (c->derived || values < 2 || !is_category(n->scope->table, c))
		return false;
	if (values <= NEWS_VALUES_MAX)
		return true;
	n->unsplit = arena_printf(n->environment->arena, "%.*s%s%.*s", TEXT_ARGS(n->unsplit), n->unsplit.n ? ", " : "",
				  TEXT_ARGS(c->snake));
	return false;
}

static void add_columns(struct news *n)
{
	const struct table *t = n->scope->table;

	for (size_t i = 0; i < t->n_columns; i++) {
		struct node *name;

		if (!is_dimension(n, &t->columns[i]))
			continue;
		name = node_new(n->environment->arena, NODE_NAME, n->statement->span);
		name->text = t->columns[i].snake;
		add_dimension(n, name);
	}
}

static void add_dimensions(struct news *n)
{
	const struct node *by = node_child(n->statement, NODE_BY);
	size_t most = 1 + (by ? by->n_children : n->scope->table->n_columns);

	n->dimensions = ARENA_ARRAY(n->environment->arena, most, struct news_dimension);
	add_dimension(n, NULL);
	for (const struct node *d = by ? by->first : NULL; d; d = d->next)
		add_dimension(n, d);
	if (!by)
		add_columns(n);
}

/* ---- metrics --------------------------------------------------------------------------------- */

static const struct plan *plan_all(struct news *n)
{
	struct environment *e = n->environment;
	const struct node *periods[] = { n->now.range, n->against[0].range, n->against[1].range };
	struct scope quiet = *n->scope;

	return plan_compare(&quiet,
			    metric_list_compare(e, n->statement, metric_list_items(e, &n->metrics, n->statement->span),
						periods, 1 + n->n_against, NULL));
}

/* Counts and sums have no test; they are left to the rates made of them.  That of percentiles, fair enough for one
 * question, sees too much in noise when hundreds are asked of few answers each: groups of one answer move a median by
 * whole steps. */
static bool has_test(const struct plan *p, const struct item *i)
{
	size_t aggregate;
	double factor;

	if (contrast_test_of(p, i, &aggregate, &factor) == CONTRAST_NONE)
		return false;
	return !item_is_scaled_aggregate(i, &aggregate, &factor) ||
	       p->aggregates.list[aggregate].kind != AGGREGATE_PERCENTILE;
}

/* Per customer seen in a period: more days, or more rows for whatever reason, and everybody has more of everything. */
static bool grows_with_period(const struct plan *p, const struct item *i)
{
	const struct aggregate *a = i->kind == ITEM_AGGREGATE ? &p->aggregates.list[i->aggregate] : NULL;

	if (a)
		return a->kind == AGGREGATE_DISTINCT && !a->filter;
	return (i->a && grows_with_period(p, i->a)) || (i->b && grows_with_period(p, i->b));
}

static void add_name(struct environment *e, struct text *names, const struct listed_metric *m)
{
	*names = arena_printf(e->arena, "%.*s%s%.*s", TEXT_ARGS(*names), names->n ? ", " : "",
			      TEXT_ARGS(m->definition->name));
}

static void keep_tested(struct news *n, const struct plan *p)
{
	struct environment *e = n->environment;
	size_t kept = 0;

	for (size_t i = 0; i < n->metrics.n; i++)
		if (has_test(p, p->items[i].expression) && grows_with_period(p, p->items[i].expression))
			add_name(e, &n->growing, &n->metrics.list[i]);
		else if (has_test(p, p->items[i].expression))
			n->metrics.list[kept++] = n->metrics.list[i];
		else
			add_name(e, &n->untested, &n->metrics.list[i]);
	n->metrics.n = kept;
}

static bool no_metrics(struct news *n)
{
	report_bad(n->environment, n->statement->span, "%.*s has no columns that a metric with a test needs",
		   TEXT_ARGS(n->scope->table->name));
	diagnose_help(n->environment->errors, "`show roles` lists what was recognised, `show metrics` what each metric "
					      "needs; map columns with load ... mapping ROLE = COLUMN");
	return false;
}

static bool bind_metrics(struct news *n)
{
	struct metric_list all = metric_list_all(n->environment);
	const struct plan *p;

	n->metrics = metric_list_usable(n->environment, &all, n->scope->table, &n->lacking, &n->broken);
	if (n->metrics.n == 0)
		return no_metrics(n);
	p = plan_all(n);
	if (!p)
		return false;
	keep_tested(n, p);
	news_keep_subjects(n);
	return n->metrics.n > 0 || no_metrics(n);
}

/* ---- together -------------------------------------------------------------------------------- */

static bool takes(struct news *n)
{
	bool when = node_child(n->statement, NODE_VS_WHEN) != NULL;
	const enum node_kind allowed[] = { NODE_BY, NODE_WHERE, NODE_TIMERANGE, when ? NODE_VS_WHEN : NODE_VS_PREVIOUS,
					   NODE_WITH };

	return derive_takes(n->environment, n->statement, "news", allowed, sizeof(allowed) / sizeof(*allowed));
}

/* Slips in the conditions and groups are told with their place in the statement. */
static bool check_clauses(struct news *n)
{
	struct scope quiet = *n->scope;
	struct node *rows = node_new(n->environment->arena, NODE_QUERY, n->statement->span);
	const struct plan *p;

	for (const struct node *clause = n->statement->first; clause; clause = clause->next)
		if (clause->kind == NODE_BY || clause->kind == NODE_WHERE)
			node_add(rows, node_copy(n->environment->arena, clause));
	p = plan_rows(&quiet, rows);
	return p && metric_list_no_time(n->environment, p);
}

bool news_bind(struct news *n)
{
	if (!takes(n) || !report_table(n->environment, n->statement->span) || !check_clauses(n) || !bind_periods(n))
		return false;
	if (!bind_metrics(n))
		return false;
	add_dimensions(n);
	n->sample = (n->scope->table->n_rows + NEWS_ROWS - 1) / NEWS_ROWS;
	return true;
}
