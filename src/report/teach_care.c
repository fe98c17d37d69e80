/* What to be careful of: few answers, who is missing, who answers twice, what was pooled, what is compared by eye. */
#include <math.h>

#include "report/derive.h"
#include "report/teach.h"

enum { NAMES_SHOWN = 3 };

/* The role of scores that the item reads, or ROLE_NONE. */
static enum role score_of(const struct lesson *l, const struct worked *w)
{
	const struct plan *p = l->query->grid.plan;
	const struct aggregate *a = &p->aggregates.list[w->aggregate];
	const struct column *c = w->shape <= SHAPE_MEAN && a->a ? row_only_column(a->a) : NULL;

	for (int r = 0; c && r < ROLES; r++)
		if (p->table->roles[r].column == c && role_kind_of((enum role)r) == ROLE_SCORE)
			return (enum role)r;
	return ROLE_NONE;
}

/* A group without any answer has no value to be careful of. */
static bool is_small(const struct lesson *l, const struct grid_row *row, const struct worked *w)
{
	if (row->now[w->index].n <= 0 && l->query->grid.plan->n_dimensions)
		return false;
	return !row->empty && !w->item->no_base && !w->item->additive &&
	       row->now[w->index].n < l->query->grid.plan->settings->min_n;
}

static struct text name_of(struct lesson *l, const struct grid_row *row)
{
	const struct grid *grid = &l->query->grid;
	struct result *r = report_answer(l->environment);
	struct text name = derive_group(l->environment, grid, r, 0, row->codes, grid->plan->n_dimensions);

	lesson_forget(l, r);
	return name;
}

static void few_answers(struct lesson *l, const struct worked *w)
{
	const struct grid *grid = &l->query->grid;
	struct text names = TEXT_NONE;
	size_t n = 0;

	for (size_t i = 0; i < grid->n_rows; i++) {
		if (!is_small(l, &grid->rows[i], w))
			continue;
		if (n < NAMES_SHOWN && grid->plan->n_dimensions)
			names = arena_printf(l->environment->arena, "%.*s%s%.*s (%.*s)", TEXT_ARGS(names),
					     n ? ", " : "", TEXT_ARGS(name_of(l, &grid->rows[i])),
					     TEXT_ARGS(lesson_number(l, grid->rows[i].now[w->index].n, 1)));
		n++;
	}
	if (n == 0)
		return;
	if (names.n)
		lesson_point(l,
			     "%.*s: fewer than %u answers in %.*s%s.  Their values are marked, no verdict rests on "
			     "them (teach "
			     "small_n).",
			     TEXT_ARGS(w->item->label), grid->plan->settings->min_n, TEXT_ARGS(names),
			     n > NAMES_SHOWN ? " and others" : "");
	else
		lesson_point(l, "%.*s: fewer than %u answers.  No verdict rests on so few (teach small_n).",
			     TEXT_ARGS(w->item->label), grid->plan->settings->min_n);
}

/* response_rate over the same rows, all groups together. */
static struct node *rate_query(struct lesson *l)
{
	struct node name = { .kind = NODE_NAME, .text = TEXT("response_rate") }, nothing = { .kind = NODE_QUERY };
	struct node *query = derive_query(l->environment, &nothing, &name, NULL);

	for (const struct node *n = l->report->first; n; n = n->next)
		if (n->kind == NODE_WHERE || n->kind == NODE_TIMERANGE)
			node_add(query, node_copy(l->environment->arena, n));
	return query;
}

/* NaN where nobody knows who was asked. */
static double response_rate(struct lesson *l)
{
	struct environment *e = l->environment;
	struct scope scope = report_scope(e);
	struct diagnostics quiet = { .arena = e->arena };
	struct estimates total;
	const struct plan *p;

	if (!e->catalog->active->roles[ROLE_invited].column)
		return NAN;
	scope.errors = &quiet;
	p = plan_query(&scope, rate_query(l));
	if (!p || query_estimate(query_new(e, &scope, p), &p->window, NULL, 0, true, &total) != STATUS_OK)
		return NAN;
	return total.cells[0].value;
}

static void who_is_missing(struct lesson *l, const struct worked *w)
{
	const struct query_run *q = l->query;
	double missing = (double)q->rows_used - q->answers, rate;

	if (w->index != 0 || isnan(q->answers) || missing < 1)
		return;
	if (score_of(l, w) == ROLE_NONE) {
		lesson_point(l, "%.*s rows have no value and count nowhere.", TEXT_ARGS(lesson_number(l, missing, 0)));
		return;
	}
	rate = response_rate(l);
	if (isnan(rate))
		lesson_point(l,
			     "%.*s of %.*s rows have no answer.  Who stays silent may think otherwise (teach "
			     "response_rate).",
			     TEXT_ARGS(lesson_number(l, missing, 0)),
			     TEXT_ARGS(lesson_number(l, (double)q->rows_used, 0)));
	else
		lesson_point(l,
			     "%.*s of %.*s rows have no answer; of those invited %.1f %% answered.  Who stays silent "
			     "may think otherwise "
			     "(teach response_rate).",
			     TEXT_ARGS(lesson_number(l, missing, 0)),
			     TEXT_ARGS(lesson_number(l, (double)q->rows_used, 0)), rate);
}

static void who_answers_twice(struct lesson *l, const struct worked *w)
{
	const struct grid *grid = &l->query->grid;
	double effect = 1;

	for (size_t i = 0; i < grid->n_rows; i++)
		effect = fmax(effect, grid->rows[i].now[w->index].effect);
	if (effect > 1.005 && !grid->plan->weight)
		lesson_point(l,
			     "%.*s: some have more than one answer, and those are alike (design effect up to %.2f).  "
			     "Intervals that "
			     "overlook it are too narrow (teach interval).",
			     TEXT_ARGS(w->item->label), effect);
}

/* Relationship and transactional answers in one score. */
static void what_is_pooled(struct lesson *l, const struct worked *w)
{
	const struct role_map *survey = &l->query->grid.plan->table->roles[ROLE_survey];

	if (score_of(l, w) != ROLE_recommend || !survey->column || survey->column->domain < 2 ||
	    text_find(report_print(l->environment, l->report), TEXT("survey")) != SIZE_MAX)
		return;
	lesson_point(l,
		     "%.*s pools answers on the relationship and after a contact, which are two questions: by survey "
		     "keeps them apart.",
		     TEXT_ARGS(w->item->label));
}

static void what_is_partial(struct lesson *l)
{
	struct result *r;
	bool partial = false;

	if (query_result(l->query, &r) != STATUS_OK)
		return;
	for (size_t i = 0; i < r->n_rows; i++)
		partial |= (r->flags[i] & ROW_PARTIAL) != 0;
	lesson_forget(l, r);
	if (partial)
		lesson_point(l, "Not every period is complete in the data: its value may still change.");
}

static bool estimates_something(const struct worked *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (items[i].shape != SHAPE_COUNT)
			return true;
	return false;
}

static void compared_by_eye(struct lesson *l)
{
	const struct grid *grid = &l->query->grid;
	size_t n = 0;

	for (size_t i = 0; i < grid->n_rows; i++)
		n += !teach_is_pooled(l->query, &grid->rows[i]);
	if (grid->plan->n_dimensions && n > 1)
		lesson_point(l,
			     "%zu groups make %zu pair%s: with every comparison chance gets another go.  Test those "
			     "you meant to ask for "
			     "(teach significance).",
			     n, n * (n - 1) / 2, n > 2 ? "s" : "");
	if (grid->plan->has_before)
		lesson_point(l,
			     "A change of the whole may come from a change of its parts' sizes alone (teach simpson).");
}

void teach_care(struct lesson *l, const struct worked *items, size_t n)
{
	size_t before = l->n_pieces;

	lesson_step(l, "Be careful");
	for (size_t i = 0; i < n; i++) {
		few_answers(l, &items[i]);
		who_is_missing(l, &items[i]);
		who_answers_twice(l, &items[i]);
		what_is_pooled(l, &items[i]);
	}
	what_is_partial(l);
	if (estimates_something(items, n))
		compared_by_eye(l);
	if (l->n_pieces == before + 1)
		l->n_pieces = before; /* nothing to say */
}
