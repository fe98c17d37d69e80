/* Consistency in the scorecard: how far the channels (else agents, teams) lie apart in the score that there is. */
#include <math.h>
#include <string.h>

#include "report/scorecard.h"
#include "stats/weights.h"

static const struct node *name_node(struct scorecard *s, const char *name)
{
	struct node *n = node_new(s->environment->arena, NODE_NAME, s->statement->span);

	n->text = text_of(name);
	return n;
}

static bool is_grouped_by(const struct scorecard *s, const struct column *c)
{
	for (size_t d = 0; d < s->plan->n_dimensions; d++)
		if (row_mentions(s->plan->dimensions[d].value, c))
			return true;
	return false;
}

void scorecard_find_consistency(struct scorecard *s)
{
	static const enum role scores[] = { ROLE_csat, ROLE_recommend };
	static const char *const metrics[] = { "csat", "nps" };
	static const enum role columns[] = { ROLE_channel, ROLE_agent, ROLE_team };
	const struct role_map *roles = s->scope->table->roles;

	if (s->plan->n_dimensions + 1 >= DIMENSIONS_MAX)
		return;
	for (size_t i = 0; !s->score && i < 2; i++)
		if (roles[scores[i]].column)
			s->score = name_node(s, metrics[i]);
	for (size_t i = 0; !s->across && i < 3; i++)
		if (roles[columns[i]].column && !is_grouped_by(s, roles[columns[i]].column))
			s->across = name_node(s, role_name(columns[i]));
	if (!s->score || !s->across)
		s->score = s->across = NULL;
}

/* The period is the caller's. */
static struct node *query_of(struct scorecard *s)
{
	struct environment *e = s->environment;
	struct node *all = derive_query(e, s->statement, s->score, s->across);
	struct node *query = node_new(e->arena, NODE_QUERY, s->statement->span);

	for (const struct node *clause = all->first; clause; clause = clause->next)
		if (clause->kind != NODE_TIMERANGE)
			node_add(query, node_copy(e->arena, clause));
	return query;
}

static size_t row_of(const struct scorecard *s, const uint32_t *codes)
{
	size_t n = s->plan->n_dimensions;

	for (size_t i = 0; i < s->grid.n_rows; i++)
		if (n == 0 || memcmp(s->grid.rows[i].codes, codes, n * sizeof(*codes)) == 0)
			return i;
	return SIZE_MAX;
}

static void spread(struct scorecard *s, const struct estimates *e, struct card_spread *out)
{
	size_t n = s->plan->n_dimensions, rows = s->grid.n_rows;
	struct stats_running *running = ARENA_ARRAY(s->environment->arena, rows, struct stats_running);
	size_t *groups = ARENA_ARRAY(s->environment->arena, rows, size_t);

	for (size_t g = 0; g < e->n_groups; g++) {
		const uint32_t *codes = &e->codes[g * (n + 1)];
		const struct estimate *cell = &e->cells[g * e->n_expressions];
		size_t row = row_of(s, codes);

		if (row == SIZE_MAX || codes[n] >= e->coders[n].domain || isnan(cell->value) || !(cell->n > 0))
			continue;
		stats_running_add(&running[row], cell->value, cell->n);
		groups[row]++;
	}
	for (size_t row = 0; row < rows; row++)
		out[row] =
			(struct card_spread){ groups[row] > 1 ? sqrt(running[row].squares / running[row].weight) : NAN,
					      running[row].weight };
}

static enum status estimate(struct scorecard *s, const struct plan *p, struct period when, struct card_spread *out)
{
	size_t all[DIMENSIONS_MAX];
	struct window window = { when, p->time != NULL };
	struct estimate_request request = { .plan = p,
					    .window = &window,
					    .dimensions = all,
					    .n_dimensions = p->n_dimensions,
					    .whole = true,
					    .stop = s->environment->stop };
	struct estimates e;

	for (size_t d = 0; d < DIMENSIONS_MAX; d++)
		all[d] = d;
	estimate_run(s->environment->arena, &request, &e);
	if (e.status != STATUS_OK)
		return derive_failed(s->environment, e.status, s->statement->span);
	spread(s, &e, out);
	return STATUS_OK;
}

enum status scorecard_consistency(struct scorecard *s)
{
	struct scope quiet = *s->scope;
	const struct plan *p;
	enum status status;

	s->spreads = ARENA_ARRAY(s->environment->arena, 2 * s->grid.n_rows + 1, struct card_spread);
	if (!s->across)
		return STATUS_OK;
	p = plan_query(&quiet, query_of(s));
	if (!p)
		return diagnostics_status(s->environment->errors);
	status = estimate(s, p, s->now, s->spreads);
	if (status == STATUS_OK && s->versus)
		status = estimate(s, p, s->before, s->spreads + s->grid.n_rows);
	return status;
}
