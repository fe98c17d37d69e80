/* The folds of a pass, and the rows of a block that come to them. */
#include "exec/scan_int.h"

bool scan_is_scattered(const struct plan *p)
{
	return p->settings->inference == INFERENCE_CASE;
}

static const struct histogram *histogram_for(struct pass *p, const struct aggregate *a)
{
	const struct column *c = fold_histogram_column(a);

	if (!c || p->frequency || (p->request->plan->weight && aggregate_is_weighted(a)) ||
	    (p->request->clusters && scan_cluster_column(p->request->plan)))
		return NULL;
	for (size_t i = 0; i < p->n_histograms; i++)
		if (p->histograms[i].column == c)
			return &p->histograms[i];
	p->histograms[p->n_histograms] =
		(struct histogram){ .column = c, .bins = (size_t)c->domain + 1, .arena = p->scan->arena };
	return &p->histograms[p->n_histograms++];
}

void scan_init_folds(struct pass *p)
{
	const struct plan *plan = p->request->plan;
	struct fold_context context = { plan->table,	    plan->time, plan->weight, scan_is_scattered(plan),
					p->request->others, &p->room };
	struct arena *a = p->scan->arena;

	p->histograms = ARENA_ARRAY(a, plan->aggregates.n, struct histogram);
	p->scan->folds = ARENA_ARRAY(a, plan->aggregates.n, struct fold *);
	p->picks = picks_new(a, plan->aggregates.n);
	p->pick_of = ARENA_ARRAY(a, plan->aggregates.n, size_t);
	p->room.arena = a;
	for (size_t i = 0; i < plan->aggregates.n; i++) {
		const struct aggregate *aggregate = &plan->aggregates.list[i];
		const struct histogram *histogram;

		if (p->request->wanted && !p->request->wanted[i])
			continue;
		histogram = histogram_for(p, aggregate);
		p->pick_of[i] = histogram || aggregate->kind == AGGREGATE_BASE /* its filter is not one of rows */
					? SIZE_MAX
					: picks_add(&p->picks, aggregate->filter);
		p->scan->folds[i] = fold_new(a, &context, aggregate, p->request->clusters, histogram);
	}
}

void scan_flush(struct pass *p, const struct block *b)
{
	struct scan *s = p->scan;
	size_t n_groups = p->request->translate ? p->request->n_translated : groups_count(p->groups);
	struct selection selection = { b,
				       p->n,
				       p->at,
				       p->group,
				       p->request->plan->table->starts ? p->customer : NULL,
				       scan_cluster_column(p->request->plan) && p->request->clusters ? p->cluster
												     : NULL,
				       p->frequency ? p->times : NULL,
				       p->frequency ? p->alone : NULL };

	if (p->n == 0)
		return;
	for (size_t i = 0; i < p->n_histograms; i++) {
		histogram_reserve(&p->histograms[i], n_groups);
		histogram_add(&p->histograms[i], &selection);
	}
	picks_run(&p->picks, &selection);
	for (size_t i = 0; i < p->request->plan->aggregates.n; i++) {
		if (!s->folds[i])
			continue;
		fold_reserve(s->folds[i], n_groups);
		fold_add(s->folds[i], p->pick_of[i] == SIZE_MAX ? &selection : &p->picks.list[p->pick_of[i]].rows);
	}
	p->n = 0;
}
