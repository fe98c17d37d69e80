/* why: the change of a metric between two periods, split into who answered and how they answered. */
#include "report/why.h"

#include <math.h>

/* ---- running --------------------------------------------------------------------------------- */

struct node *why_query(struct environment *e, const struct node *statement)
{
	struct node *query = derive_query(e, statement, node_at(statement, 0), NULL);
	const struct node *vs = node_child(statement, NODE_VS_WHEN);

	vs = vs ? vs : node_child(statement, NODE_VS_PREVIOUS);
	if (vs)
		return node_add(query, node_copy(e->arena, vs));
	if (node_child(statement, NODE_TIMERANGE))
		node_add(query, node_new(e->arena, NODE_VS_PREVIOUS, statement->span));
	return query;
}

static const struct why *plan_of(struct environment *e, struct scope *scope, const struct node *statement)
{
	static const enum node_kind allowed[] = { NODE_BY,	NODE_WHERE, NODE_TIMERANGE, NODE_VS_PREVIOUS,
						  NODE_VS_WHEN, NODE_TOP,   NODE_WITH };

	if (!derive_takes(e, statement, "why", allowed, sizeof(allowed) / sizeof(*allowed)))
		return NULL;
	return why_bind(scope, statement, why_query(e, statement));
}

enum status why_measure(struct environment *e, struct scope *scope, const struct node *statement, struct why_report *w)
{
	*w = (struct why_report){ .environment = e, .scope = scope, .why = plan_of(e, scope, statement) };
	if (!w->why)
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	why_run(e->arena, e->scratch, w->why, e->stop, &w->whys);
	if (w->whys.too_many != SIZE_MAX) {
		const struct dimension *d = &w->why->dimensions[w->whys.too_many];

		report_bad(e, d->span, "%.*s has %llu different values; %d can be split by", TEXT_ARGS(d->name),
			   (unsigned long long)w->whys.coders[w->whys.too_many].domain, WHY_GROUPS_MAX);
		diagnose_help(e->errors, "split by something with fewer values");
		return STATUS_BAD_INPUT;
	}
	if (w->whys.status != STATUS_OK)
		return derive_failed(e, w->whys.status, statement->span);
	w->grid = (struct grid){ .arena = e->arena, .plan = w->why->plan, .coders = w->whys.coders };
	w->n_kept = w->whys.hidden ? 0 : w->whys.n < w->why->top ? w->whys.n : w->why->top;
	return STATUS_OK;
}

/* ---- names and ranks ------------------------------------------------------------------------- */

struct text why_name(const struct why_report *w, const struct why_split *s)
{
	const struct dimension *first = &w->why->dimensions[s->dimensions[0]];

	if (s->n_dimensions == 1)
		return first->name;
	return arena_printf(w->environment->arena, "%.*s, %.*s", TEXT_ARGS(first->name),
			    TEXT_ARGS(w->why->dimensions[s->dimensions[1]].name));
}

struct text why_value(struct why_report *w, struct result *r, const struct why_split *s, const struct why_group *g)
{
	struct environment *e = w->environment;
	struct text first = derive_group(e, &w->grid, r, s->dimensions[0], &g->codes[0], 1);

	if (s->n_dimensions == 1)
		return first;
	return arena_printf(e->arena, "%.*s, %.*s", TEXT_ARGS(first),
			    TEXT_ARGS(derive_group(e, &w->grid, r, s->dimensions[1], &g->codes[1], 1)));
}

bool why_is_sure(const struct why_report *w, const struct why_split *s)
{
	return s->p_adjusted < 1 - w->why->plan->level;
}

static double prominence(const struct why_group *g)
{
	double weight = (g->share[STATS_NOW] + g->share[STATS_BEFORE]) / 2;

	return fabs(g->excess) / sqrt(weight > 0 ? weight : 1);
}

/* Rows without a value are no group that one could look after. */
static bool pushes(const struct why_report *w, const struct why_split *s, const struct why_group *g)
{
	return s->n_dimensions == 1 && !g->hidden && g->excess * w->whys.change > 0 &&
	       g->codes[0] < w->whys.coders[s->dimensions[0]].domain;
}

/* More than chance by itself, or the first of its column. */
static bool stands_out(const struct why_report *w, const struct why_split *s, const struct why_group *g)
{
	const struct why_group *first = s->groups;

	while (first < g && !pushes(w, s, first))
		first++;
	return pushes(w, s, g) && (first == g || g->p < 1 - w->why->plan->level);
}

size_t why_places(const struct why_report *w, struct why_place *places, size_t most)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n_kept; i++) {
		const struct why_split *s = &w->whys.list[i];

		for (size_t g = 0; why_is_sure(w, s) && g < s->n_groups; g++) {
			struct why_place new = { s, &s->groups[g] };
			size_t at = n < most ? n++ : most;

			if (!stands_out(w, s, new.group)) {
				n -= at < most;
				continue;
			}
			for (; at > 0 && prominence(places[at - 1].group) < prominence(new.group); at--)
				if (at < most)
					places[at] = places[at - 1];
			if (at < most)
				places[at] = new;
		}
	}
	return n;
}

enum status report_why(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct why_report w;
	enum status status = why_measure(e, &scope, statement, &w);

	if (status != STATUS_OK || e->checking)
		return status;
	*out = report_answer(e);
	why_table(&w, *out);
	why_notes(&w, *out);
	return STATUS_OK;
}
