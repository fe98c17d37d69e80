/* The clauses that funnel, paths, journey and retention share. */
#include "plan/journeys.h"

#include <math.h>

/* ---- whose rows ------------------------------------------------------------------------------ */

static struct text plural(struct scope *s, struct text name)
{
	if (name.n > 1 && text_ends(name, TEXT("y")) &&
	    text_find(TEXT("aeiou"), text_slice(name, name.n - 2, name.n - 1)) == SIZE_MAX)
		return arena_printf(s->arena, "%.*sies", TEXT_ARGS(text_slice(name, 0, name.n - 1)));
	return arena_printf(s->arena, "%.*ss", TEXT_ARGS(name));
}

static bool no_customer(struct scope *s, const struct node *report, const char *what)
{
	diagnose(s->errors, STATUS_BAD_INPUT, report->span, "`%s` needs a column mapped to the role customer", what)
		->code = 102;
	if (s->table->roles[ROLE_case].column)
		diagnose_help(
			s->errors,
			"the rows have a case: say `per case`; or load the file with `mapping customer = COLUMN`");
	else
		diagnose_help(s->errors, "load the file with `mapping customer = COLUMN`, or say `per COLUMN`");
	return false;
}

static bool no_time(struct scope *s, const struct node *report, const char *what)
{
	diagnose(s->errors, STATUS_BAD_INPUT, report->span, "`%s` needs a column mapped to the role time", what)->code =
		102;
	diagnose_help(s->errors, "load the file with `mapping time = COLUMN`");
	return false;
}

static bool names_units(struct scope *s, const struct node *per, const struct column *c)
{
	if (c->type != COLUMN_NUMBER && c->domain < UINT32_MAX - 2)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, per->span, "%.*s does not name anybody: it holds numbers with decimals",
		 TEXT_ARGS(c->snake))
		->code = 125;
	diagnose_help(s->errors, "use a column of names or whole numbers: per customer, per case");
	return false;
}

static bool bind_unit(struct scope *s, struct journeys *j, const struct node *report, const char *what)
{
	const struct table *t = s->table;
	const struct node *per = node_child(report, NODE_PER);

	j->unit_name = TEXT("customer");
	if (!per && !t->starts)
		return no_customer(s, report, what);
	if (per) {
		j->unit = s->unit; /* also where a dimension speaks of it and the plan has none */
		j->unit_name = node_at(per, 0)->text;
		if (t->starts && j->unit == t->roles[ROLE_customer].column)
			j->unit = NULL;
		else if (!names_units(s, per, j->unit))
			return false;
	}
	j->counted = j->split.n ? TEXT("journeys") : plural(s, j->unit_name);
	return j->plan->time || no_time(s, report, what);
}

/* ---- with ------------------------------------------------------------------------------------ */

static const struct verb {
	enum node_kind kind;
	const char *name;
	unsigned options;
} verbs[] = {
	{ NODE_FUNNEL, "funnel", WITH_CI },
	{ NODE_PATHS, "paths", WITH_CI | WITH_REPEATS | WITH_TRANSITIONS },
	{ NODE_JOURNEY, "journey", 0 },
	{ NODE_RETENTION, "retention", WITH_CI | WITH_UNBOUNDED },
};

static const struct {
	enum journey_option option;
	const char *name;
} options[] = {
	{ WITH_CI, "ci" },
	{ WITH_REPEATS, "repeats" },
	{ WITH_TRANSITIONS, "transitions" },
	{ WITH_UNBOUNDED, "unbounded" },
};

enum { N_OPTIONS = sizeof(options) / sizeof(*options) };

static const struct verb *verb_of(const struct node *report)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++)
		if (verbs[i].kind == report->kind)
			return &verbs[i];
	return NULL;
}

bool journeys_is(const struct node *report)
{
	return verb_of(report) != NULL;
}

static bool unknown_option(struct scope *s, const struct node *option, const struct verb *v)
{
	struct text all = TEXT_NONE;

	for (size_t i = 0; i < N_OPTIONS; i++)
		if (v->options & options[i].option)
			all = arena_printf(s->arena, "%.*s%s%s", TEXT_ARGS(all), all.n ? ", " : "", options[i].name);
	diagnose(s->errors, STATUS_BAD_INPUT, option->span, "`%s` has no option %.*s", v->name, TEXT_ARGS(option->text))
		->code = 123;
	if (all.n)
		diagnose_help(s->errors, "it takes %.*s", TEXT_ARGS(all));
	return false;
}

static bool bind_option(struct scope *s, struct journeys *j, const struct node *option, const struct verb *v)
{
	for (size_t i = 0; i < N_OPTIONS; i++) {
		if (!(v->options & options[i].option) || !text_equal_folded(option->text, text_of(options[i].name)))
			continue;
		j->options |= options[i].option;
		if (options[i].option == WITH_CI)
			return plan_level(s, j->plan, option);
		if (!(option->flags & FLAG_NUMBER) && !option->first)
			return true;
		diagnose(s->errors, STATUS_BAD_INPUT, option->span, "`with %s` stands alone", options[i].name)->code =
			123;
		return false;
	}
	return unknown_option(s, option, v);
}

static bool bind_options(struct scope *s, struct journeys *j, const struct node *report, const struct verb *v)
{
	const struct node *with = node_child(report, NODE_WITH);
	bool fine = true;

	for (const struct node *n = with ? with->first : NULL; n; n = n->next)
		fine &= bind_option(s, j, n, v);
	return fine;
}

/* ---- groups ---------------------------------------------------------------------------------- */

/* The value of one row: a quantile is a place among all rows. */
static bool dimensions_fit(struct scope *s, const struct plan *p, const char *what)
{
	for (size_t d = 0; d < p->n_dimensions; d++) {
		if (p->dimensions[d].kind != DIMENSION_QUANTILE)
			continue;
		diagnose(s->errors, STATUS_BAD_INPUT, p->dimensions[d].span, "`%s` is not grouped by quantiles", what)
			->code = 115;
		diagnose_help(s->errors, "use bands: by bands of COLUMN (0..6 as low, 7..10 as high)");
		return false;
	}
	return true;
}

struct journeys *journeys_bind(struct scope *s, const struct node *report)
{
	const struct verb *v = verb_of(report);
	struct journeys *j = ARENA_NEW(s->arena, struct journeys);
	const struct node *top = node_child(report, NODE_TOP);
	bool fine;

	j->plan = plan_rows(s, report);
	if (!j->plan || !plan_uncounted(s, j->plan, report->span, v->name) ||
	    !plan_unweighted(s, j->plan, node_child(report, NODE_WITH), v->name))
		return NULL;
	j->top = top ? (size_t)top->number : SIZE_MAX;
	fine = length_bind(s, node_child(report, NODE_SPLIT), &j->split);
	fine &= length_bind(s, node_child(report, NODE_WITHIN), &j->within);
	fine &= bind_unit(s, j, report, v->name) && dimensions_fit(s, j->plan, v->name);
	fine &= bind_options(s, j, report, v);
	return fine ? j : NULL;
}
