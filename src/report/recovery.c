/* recovery: how many failures were made good, and what customers say and do afterwards. */
#include "report/recovery.h"

#include <math.h>
#include <stdlib.h>

#include "report/derive.h"

/* ---- numbers --------------------------------------------------------------------------------- */

struct paradox recovery_paradox(const struct recovery_group *g, const struct recovery_group *never, double level)
{
	struct paradox p = { .recovered = voices_mean(&g->answers[FATE_RECOVERED]),
			     .never = voices_mean(&never->answers[FATE_NO_FAILURE]) };

	p.test = stats_mean_compare_welch(p.recovered, p.never, level);
	p.p = p.test.statistic > 0 ? p.test.p / 2 : 1 - p.test.p / 2;
	return p;
}

static struct interval rate_interval(const struct voices *failures, double level)
{
	double effect = voices_effect(failures), n = failures->answers.weight;

	return stats_share_wilson(n * failures->answers.mean / effect, n / effect, level);
}

/* ---- the answer ------------------------------------------------------------------------------ */

static void add_columns(const struct recovery *plan, struct result *r)
{
	enum look look = derive_look(plan->score.look);

	report_dimension_columns(r, plan->plan, plan->plan->n_dimensions);
	report_part_column(r, "failures", TEXT_NONE, LOOK_INTEGER, PART_BASE);
	report_part_column(r, "recovered", TEXT_NONE, LOOK_INTEGER, PART_OTHER);
	report_part_column(r, "rate", TEXT_NONE, LOOK_PERCENT, PART_VALUE);
	report_part_column(r, "rate_low", TEXT("low"), LOOK_PERCENT, PART_LOW);
	report_part_column(r, "rate_high", TEXT("high"), LOOK_PERCENT, PART_HIGH);
	report_part_column(r, "recovered_score", TEXT("score recovered"), look, PART_VALUE);
	report_part_column(r, "never_failed_score", TEXT("never failed"), look, PART_VALUE);
	report_part_column(r, "contrast", TEXT_NONE, look, PART_CHANGE);
	report_part_column(r, "p", TEXT_NONE, LOOK_PLAIN, PART_OTHER);
}

/* Who never failed has no channel of the failure: unless the group is the customer's own, all of them are compared
 * with. */
static const struct recovery_group *never_of(const struct recovery_scan *s, const struct recovery_group *g)
{
	return s->varies ? &s->total : g;
}

static void add_row(const struct recovery *plan, const struct recovery_scan *s, struct grid *grid, struct result *r,
		    const struct recovery_group *g, const uint32_t *codes)
{
	double n = g->failures.answers.weight, hits = round(n * g->failures.answers.mean);
	struct interval rate = rate_interval(&g->failures, plan->plan->level);
	struct paradox p = recovery_paradox(g, never_of(s, g), plan->plan->level);
	struct cell *at = result_add_row(r, n < plan->plan->settings->min_n ? ROW_SMALL : 0);

	for (size_t d = 0; d < plan->plan->n_dimensions; d++)
		*at++ = grid_cell(grid, r, d, codes[d]);
	*at++ = cell_integer((int64_t)n);
	*at++ = cell_integer((int64_t)hits);
	*at++ = cell_number(n > 0 ? hits / n : NAN);
	*at++ = cell_number(rate.low);
	*at++ = cell_number(rate.high);
	*at++ = cell_number(p.recovered.mean);
	*at++ = cell_number(p.never.mean);
	*at++ = cell_number(p.recovered.mean - p.never.mean);
	*at++ = cell_number(p.p);
}

struct ordering {
	const struct grid *grid;
	const uint32_t *codes;
	size_t n;
};

static int group_order(const void *x, const void *y, void *ordering)
{
	const struct ordering *o = ordering;
	const uint32_t *a = &o->codes[*(const size_t *)x * o->n], *b = &o->codes[*(const size_t *)y * o->n];

	for (size_t d = 0; d < o->n; d++) {
		int order = grid_code_order(o->grid, d, a[d], b[d]);

		if (order)
			return order;
	}
	return 0;
}

static void add_groups(struct environment *e, const struct recovery *plan, const struct recovery_scan *s,
		       struct result *r)
{
	size_t n = plan->plan->n_dimensions, *order = ARENA_ARRAY(e->arena, s->n_groups, size_t);
	struct grid grid = { .arena = e->arena, .plan = plan->plan, .coders = s->coders };
	struct ordering o = { &grid, s->codes, n };

	for (size_t g = 0; g < s->n_groups; g++)
		order[g] = g;
	qsort_r(order, s->n_groups, sizeof(*order), group_order, &o);
	for (size_t i = 0; i < s->n_groups; i++) {
		const struct recovery_group *g = &s->groups[order[i]];

		if (g->failures.answers.weight > 0 || (!s->varies && g->answers[FATE_NO_FAILURE].answers.weight > 0))
			add_row(plan, s, &grid, r, g, &s->codes[order[i] * n]);
	}
}

static struct recovery *plan_of(struct environment *e, struct scope *scope, const struct node *statement)
{
	static const enum node_kind allowed[] = { NODE_WITHIN, NODE_BY, NODE_WHERE, NODE_TIMERANGE, NODE_WITH };

	if (!derive_takes(e, statement, "recovery", allowed, sizeof(allowed) / sizeof(*allowed)))
		return NULL;
	return recovery_bind(scope, statement, derive_query(e, statement, NULL, NULL));
}

enum status report_recovery(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct recovery *plan = plan_of(e, &scope, statement);
	struct recovery_scan scan;

	if (!plan)
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	recovery_run(e->arena, plan, e->stop, &scan);
	if (scan.status != STATUS_OK)
		return derive_failed(e, scan.status, statement->span);
	*out = report_answer(e);
	add_columns(plan, *out);
	if (plan->plan->n_dimensions)
		add_groups(e, plan, &scan, *out);
	else
		add_row(plan, &scan, NULL, *out, &scan.total, NULL);
	recovery_notes(e, plan, &scan, *out);
	return STATUS_OK;
}
