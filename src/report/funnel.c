/* funnel: how many customers get how far along a chain of steps. */
#include "report/funnel.h"

#include <stdlib.h>

/* ---- binding --------------------------------------------------------------------------------- */

static bool bind_steps(struct funnel *f, const struct node *steps, const struct node *without)
{
	struct scope *s = f->scope;
	bool fine = true;

	if (steps->n_children > CHAIN_STEPS_MAX) {
		report_bad(f->environment, steps->span, "a funnel has at most %d steps", CHAIN_STEPS_MAX);
		return false;
	}
	for (const struct node *n = steps->first; n; n = n->next)
		fine &= step_bind(s, n, &f->steps[f->rules.n_steps++]);
	f->rules.has_without = without != NULL;
	return (!without || step_bind(s, node_at(without, 0), &f->steps[f->rules.n_steps])) && fine;
}

static bool bind_holding(struct funnel *f, const struct node *holding)
{
	struct dimension *d;

	if (!holding)
		return true;
	d = ARENA_NEW(f->environment->arena, struct dimension);
	if (!plan_dimension(f->scope, f->journeys->plan, node_at(holding, 0), d))
		return false;
	f->rules.holding = true;
	f->held.dimension = d;
	return true;
}

static bool bind_mode(struct funnel *f, const struct node *statement)
{
	const struct node *strict = node_child(statement, NODE_STRICT), *any = node_child(statement, NODE_ANY_ORDER);
	const struct node *top = node_child(statement, NODE_TOP), *target = node_child(statement, NODE_VS_TARGET);

	f->rules.strict = strict != NULL;
	f->rules.any_order = any != NULL;
	f->rules.within = f->journeys->within;
	if (strict && any) {
		report_bad(f->environment, any->span, "`strict` asks for the order, `any order` does without");
		diagnose_help(f->environment->errors, "use one of them");
		return false;
	}
	if (target) {
		report_bad(f->environment, target->span, "`vs target` has no place in `funnel`");
		diagnose_help(f->environment->errors, "it takes another period: last month vs previous month");
		return false;
	}
	if (top && f->journeys->plan->n_dimensions == 0) {
		report_bad(f->environment, top->span, "there are no groups to choose from");
		diagnose_help(f->environment->errors, "add `by COLUMN`");
		return false;
	}
	return true;
}

static bool bind(struct funnel *f, const struct node *statement)
{
	bool fine;

	f->journeys = journeys_bind(f->scope, statement);
	if (!f->journeys)
		return false;
	fine = bind_steps(f, node_child(statement, NODE_STEPS), node_child(statement, NODE_WITHOUT));
	fine &= bind_holding(f, node_child(statement, NODE_HOLDING));
	return bind_mode(f, statement) && fine;
}

/* ---- counting -------------------------------------------------------------------------------- */

static struct funnel_tally *tally_of(struct funnel *f, size_t which, size_t group)
{
	size_t n = f->n_tallies[which];

	if (group >= n) {
		f->n_tallies[which] = 2 * (group + 1);
		f->tallies[which] = arena_grow(f->environment->arena, f->tallies[which], n, f->n_tallies[which],
					       sizeof(struct funnel_tally));
	}
	return &f->tallies[which][group];
}

static void add_time(struct arena *a, struct times *t, double seconds)
{
	if (t->n == t->capacity) {
		t->capacity = t->capacity ? 2 * t->capacity : 16;
		t->list = arena_grow(a, t->list, t->n, t->capacity, sizeof(*t->list));
	}
	t->list[t->n++] = seconds;
}

static void count(void *funnel, const struct journey *j)
{
	struct funnel *f = funnel;
	struct funnel_tally *t;
	struct chain chain;

	chain_find(f->finder, j, &chain);
	if (chain.depth == 0)
		return;
	t = tally_of(f, f->which, strata_of_row(&f->strata, f->which, chain.row));
	for (size_t k = 0; k < chain.depth; k++)
		t->reached[k]++;
	for (size_t k = 0; k + 1 < chain.depth; k++)
		add_time(f->environment->arena, &t->waits[k], chain.seconds[k + 1] - chain.seconds[k]);
}

static enum status walk(struct funnel *f, size_t which, const struct window *w, struct walk *out)
{
	struct environment *e = f->environment;
	size_t n = f->rules.n_steps + f->rules.has_without;
	struct row **conditions = ARENA_ARRAY(e->arena, n, struct row *);
	struct walk_request request = { .journeys = f->journeys,
					.window = w,
					.conditions = conditions,
					.n_conditions = n,
					.wanted = f->rules.strict ? 0 : (UINT32_C(1) << n) - 1,
					.coder = f->rules.holding ? &f->held : NULL,
					.stop = e->stop,
					.journey = count,
					.user = f };

	for (size_t k = 0; k < n; k++)
		conditions[k] = f->steps[k].condition;
	if (f->rules.holding) {
		coder_init(e->arena, &f->held, f->journeys->plan, f->held.dimension, w);
		f->rules.missing = (uint32_t)f->held.domain;
	}
	f->finder = chain_finder_new(e->arena, &f->rules);
	f->which = which;
	walk_run(e->arena, &request, out);
	f->passed_over += chain_finder_passed_over(f->finder);
	return out->status;
}

enum status report_funnel(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct funnel f = { .environment = e, .scope = &scope };

	if (!bind(&f, statement))
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	if (!strata_open(e, f.journeys->plan, statement->span, &f.strata))
		return STATUS_BAD_INPUT;
	if (walk(&f, 0, &f.journeys->plan->window, &f.walk) != STATUS_OK)
		return walk_failed(e, &f.walk);
	if (f.journeys->plan->has_before && walk(&f, 1, &f.journeys->plan->before, &f.walk_before) != STATUS_OK)
		return walk_failed(e, &f.walk_before);
	*out = funnel_result(&f);
	return STATUS_OK;
}
