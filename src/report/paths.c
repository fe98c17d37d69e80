/* paths: the ways that customers take, most frequent first. */
#include "report/paths.h"

static bool bind_column(struct paths *p, const struct node *statement)
{
	const struct node *of = node_child(statement, NODE_OF);
	struct scope *s = p->scope;
	struct node stage = { .kind = NODE_NAME, .text = TEXT("stage") };
	const struct node *name = of ? node_at(of, 0) : &stage;

	if (!of && !s->table->roles[ROLE_stage].column) {
		report_bad(p->environment, statement->span, "no column is mapped to the role stage");
		diagnose_help(p->environment->errors, "say which one the paths are made of: paths of COLUMN");
		return false;
	}
	return plan_dimension(s, p->journeys->plan, name, &p->column);
}

static bool bind_condition(struct paths *p, const struct node *statement, enum node_kind kind, uint32_t *bit)
{
	const struct node *clause = node_child(statement, kind);
	struct step step;

	if (!clause)
		return true;
	if (!step_bind(p->scope, node_at(clause, 0), &step))
		return false;
	*bit = UINT32_C(1) << p->n_conditions;
	p->conditions[p->n_conditions++] = step.condition;
	return true;
}

static bool bind(struct paths *p, const struct node *statement)
{
	const struct node *limit = node_child(statement, NODE_UP_TO);
	bool fine;

	p->journeys = journeys_bind(p->scope, statement);
	if (!p->journeys)
		return false;
	if (p->journeys->plan->ci && p->journeys->options & WITH_TRANSITIONS) {
		report_bad(p->environment, node_child(statement, NODE_WITH)->span,
			   "the transitions of one customer depend on each other: they have no simple interval");
		diagnose_help(p->environment->errors, "ask for `ci` of whole paths");
		return false;
	}
	p->limit = limit ? (size_t)limit->number : SIZE_MAX;
	p->repeats = p->journeys->options & WITH_REPEATS;
	p->transitions = p->journeys->options & WITH_TRANSITIONS;
	fine = bind_column(p, statement);
	fine &= bind_condition(p, statement, NODE_STARTING, &p->start);
	fine &= bind_condition(p, statement, NODE_ENDING, &p->end);
	return bind_condition(p, statement, NODE_WITHOUT, &p->without) && fine;
}

static enum status walk(struct paths *p)
{
	struct environment *e = p->environment;
	struct walk_request request = { .journeys = p->journeys,
					.window = &p->journeys->plan->window,
					.conditions = p->conditions,
					.n_conditions = p->n_conditions,
					.coder = &p->coder,
					.stop = e->stop,
					.journey = paths_collect,
					.user = p };

	p->known.arena = e->arena;
	coder_init(e->arena, &p->coder, p->journeys->plan, &p->column, &p->journeys->plan->window);
	walk_run(e->arena, &request, &p->walk);
	return p->walk.status;
}

enum status report_paths(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct paths p = { .environment = e, .scope = &scope };

	if (!bind(&p, statement))
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	if (!strata_open(e, p.journeys->plan, statement->span, &p.strata))
		return STATUS_BAD_INPUT;
	if (walk(&p) != STATUS_OK)
		return walk_failed(e, &p.walk);
	*out = paths_result(&p);
	return STATUS_OK;
}
