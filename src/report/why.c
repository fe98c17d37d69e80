/* why: the change of a metric between two periods, split into who answered and how they answered. */
#include "report/why.h"

#include <math.h>
#include <stdlib.h>

#include "exec/hide.h"

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
	w->n_kept = w->whys.n < w->why->top ? w->whys.n : w->why->top;
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

/* ---- the table ------------------------------------------------------------------------------- */

enum {
	COLUMN_DIMENSION,
	COLUMN_VALUE,
	COLUMN_N,
	COLUMN_N_BEFORE,
	COLUMN_NOW,
	COLUMN_BEFORE,
	COLUMN_WITHIN,
	COLUMN_WITHIN_LOW,
	COLUMN_WITHIN_HIGH,
	COLUMN_MIX,
	COLUMN_MIX_LOW,
	COLUMN_MIX_HIGH,
	COLUMN_TOTAL,
	COLUMN_LOW,
	COLUMN_HIGH,
	COLUMN_EXCESS,
	COLUMN_EXPLAINED,
	COLUMN_P,
	COLUMN_P_ADJUSTED,
	COLUMNS
};

static void add_columns(const struct why_report *w, struct result *r)
{
	enum look look = derive_look(w->why->plan->items[0].look);
	static const struct {
		const char *name, *heading;
		enum column_part part;
	} columns[COLUMNS] = {
		{ "dimension", "column", PART_DIMENSION },
		{ "value", "value", PART_DIMENSION },
		{ "n_now", "n", PART_BASE },
		{ "n_before", "n before", PART_BASE },
		{ "value_now", "now", PART_VALUE },
		{ "value_before", "before", PART_BEFORE },
		{ "within", "within", PART_CHANGE },
		{ "within_low", "low", PART_CHANGE },
		{ "within_high", "high", PART_CHANGE },
		{ "mix", "mix", PART_CHANGE },
		{ "mix_low", "low", PART_CHANGE },
		{ "mix_high", "high", PART_CHANGE },
		{ "total", "total", PART_CHANGE },
		{ "low", "low", PART_CHANGE },
		{ "high", "high", PART_CHANGE },
		{ "excess", "beyond its share", PART_CHANGE },
		{ "explained", "explained", PART_CHANGE },
		{ "p", "p", PART_OTHER },
		{ "p_adjusted", "p", PART_OTHER },
	};

	for (size_t i = 0; i < COLUMNS; i++) {
		bool plain = i == COLUMN_DIMENSION || i == COLUMN_VALUE || i >= COLUMN_P;

		report_part_column(r, columns[i].name, text_of(columns[i].heading),
				   plain			  ? LOOK_PLAIN
				   : columns[i].part == PART_BASE ? LOOK_INTEGER
								  : look,
				   columns[i].part);
	}
}

static struct cell base_cell(const struct why_report *w, double n)
{
	struct cell cell = n == floor(n) ? cell_integer((int64_t)n) : cell_number(n);

	cell.is_ample = n >= w->why->plan->settings->min_n;
	return cell;
}

static void add_total(struct why_report *w, struct result *r)
{
	const struct whys *all = &w->whys;
	struct cell *at = result_add_row(r, ROW_TOTAL | (all->too_few ? ROW_SMALL : 0));
	struct cell hidden = derive_hidden(r, w->why->plan, HIDDEN_FEW);

	at[COLUMN_DIMENSION] = cell_text(r, TEXT("(total)"));
	at[COLUMN_VALUE] = cell_text(r, TEXT("(total)"));
	at[COLUMN_N] = base_cell(w, all->n_answers[STATS_NOW]);
	at[COLUMN_N_BEFORE] = base_cell(w, all->n_answers[STATS_BEFORE]);
	at[COLUMN_NOW] = all->hidden ? hidden : cell_number(all->value[STATS_NOW]);
	at[COLUMN_BEFORE] = all->hidden ? hidden : cell_number(all->value[STATS_BEFORE]);
	if (all->hidden)
		return;
	at[COLUMN_TOTAL] = cell_number(all->change);
	at[COLUMN_LOW] = cell_number(all->low);
	at[COLUMN_HIGH] = cell_number(all->high);
	at[COLUMN_P] = at[COLUMN_P_ADJUSTED] = cell_number(all->too_few ? NAN : all->p);
}

static void add_split(struct why_report *w, struct result *r, const struct why_split *s)
{
	struct cell *at = result_add_row(r, 0);

	at[COLUMN_DIMENSION] = cell_text(r, why_name(w, s));
	at[COLUMN_VALUE] = cell_text(r, TEXT("(total)"));
	at[COLUMN_N] = base_cell(w, w->whys.n_answers[STATS_NOW]);
	at[COLUMN_N_BEFORE] = base_cell(w, w->whys.n_answers[STATS_BEFORE]);
	at[COLUMN_NOW] = cell_number(w->whys.value[STATS_NOW]);
	at[COLUMN_BEFORE] = cell_number(w->whys.value[STATS_BEFORE]);
	at[COLUMN_TOTAL] = cell_number(w->whys.change);
	at[COLUMN_LOW] = cell_number(w->whys.low);
	at[COLUMN_HIGH] = cell_number(w->whys.high);
	at[COLUMN_EXPLAINED] = cell_number(w->whys.too_few ? NAN : s->explained);
	at[COLUMN_P] = cell_number(w->whys.too_few ? NAN : s->p);
	at[COLUMN_P_ADJUSTED] = cell_number(s->p_adjusted);
	if (w->why->adds_up)
		return;
	at[COLUMN_WITHIN] = cell_number(s->within);
	at[COLUMN_WITHIN_LOW] = cell_number(s->within_low);
	at[COLUMN_WITHIN_HIGH] = cell_number(s->within_high);
	at[COLUMN_MIX] = cell_number(s->mix);
	at[COLUMN_MIX_LOW] = cell_number(s->mix_low);
	at[COLUMN_MIX_HIGH] = cell_number(s->mix_high);
}

static struct cell value_cell(struct why_report *w, struct result *r, const struct why_split *s,
			      const struct why_group *g)
{
	return s->n_dimensions == 1 ? grid_cell(&w->grid, r, s->dimensions[0], g->codes[0])
				    : cell_text(r, why_value(w, r, s, g));
}

static bool is_small(const struct why_report *w, const struct why_group *g)
{
	return !w->why->adds_up && fmin(g->n[STATS_NOW], g->n[STATS_BEFORE]) < w->why->plan->settings->min_n;
}

static void add_group(struct why_report *w, struct result *r, const struct why_split *s, const struct why_group *g)
{
	struct cell *at = result_add_row(r, is_small(w, g) ? ROW_SMALL : 0);

	at[COLUMN_DIMENSION] = cell_text(r, why_name(w, s));
	at[COLUMN_VALUE] = value_cell(w, r, s, g);
	at[COLUMN_N] = base_cell(w, g->n[STATS_NOW]);
	at[COLUMN_N_BEFORE] = base_cell(w, g->n[STATS_BEFORE]);
	if (g->hidden) {
		for (size_t c = COLUMN_NOW; c <= COLUMN_HIGH; c++)
			at[c] = derive_hidden(r, w->why->plan, g->hidden);
		return;
	}
	at[COLUMN_NOW] = cell_number(g->value[STATS_NOW]);
	at[COLUMN_BEFORE] = cell_number(g->value[STATS_BEFORE]);
	at[COLUMN_WITHIN] = cell_number(g->parts.within);
	at[COLUMN_MIX] = cell_number(g->parts.mix);
	at[COLUMN_TOTAL] = cell_number(g->total);
	at[COLUMN_LOW] = cell_number(g->low);
	at[COLUMN_HIGH] = cell_number(g->high);
	at[COLUMN_EXCESS] = cell_number(g->excess);
	at[COLUMN_P] = at[COLUMN_P_ADJUSTED] = cell_number(w->whys.too_few ? NAN : g->p);
}

/* ---- on the screen --------------------------------------------------------------------------- */

static const struct {
	size_t column;
	bool of_sums, of_split; /* told of counts and sums; told in the row of a column */
} shown[] = {
	{ COLUMN_DIMENSION, true, true },  { COLUMN_VALUE, true, false }, { COLUMN_N, false, false },
	{ COLUMN_N_BEFORE, false, false }, { COLUMN_NOW, true, false },	  { COLUMN_BEFORE, true, false },
	{ COLUMN_WITHIN, false, true },	   { COLUMN_MIX, false, true },	  { COLUMN_TOTAL, true, false },
	{ COLUMN_LOW, false, false },	   { COLUMN_HIGH, false, false }, { COLUMN_EXPLAINED, true, true },
	{ COLUMN_P_ADJUSTED, true, true },
};

enum { SHOWN = sizeof(shown) / sizeof(*shown) };

static void copy_row(const struct why_report *w, struct result *r, size_t row, bool is_split)
{
	struct result *screen = result_screen(r);
	struct cell *at = result_add_row(screen, is_split ? 0 : r->flags[row]);

	for (size_t i = 0; i < SHOWN; i++) {
		if (w->why->adds_up && !shown[i].of_sums)
			continue;
		if ((!is_split && (row || shown[i].column != COLUMN_VALUE)) || (is_split && shown[i].of_split))
			*at = *result_cell(r, row, shown[i].column); /* its text lives as long: in R */
		at++;
	}
}

/* The whole, the columns, the groups that stand out: each once.  ROW_OF: first row of R of each split. */
static void add_screen(struct why_report *w, struct result *r, const size_t *row_of)
{
	struct result *screen = result_screen(r);
	size_t most = w->why->top == SIZE_MAX ? WHY_SHOWN : w->why->top < WHY_SHOWN_MAX ? w->why->top : WHY_SHOWN_MAX;
	size_t n = w->n_kept < most ? w->n_kept : most;
	struct why_place *places = ARENA_ARRAY(w->environment->arena, most, struct why_place);
	size_t n_places = why_places(w, places, most);

	for (size_t i = 0; i < SHOWN; i++)
		if (!w->why->adds_up || shown[i].of_sums)
			result_add_column(screen, r->columns[shown[i].column]);
	copy_row(w, r, 0, false);
	for (size_t i = 0; i < n; i++)
		copy_row(w, r, row_of[i], true);
	for (size_t i = 0; i < n_places; i++) {
		size_t split = (size_t)(places[i].split - w->whys.list);

		copy_row(w, r, row_of[split] + 1 + (size_t)(places[i].group - places[i].split->groups), false);
	}
}

enum status report_why(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct why_report w;
	enum status status = why_measure(e, &scope, statement, &w);
	size_t *row_of;

	if (status != STATUS_OK || e->checking)
		return status;
	*out = report_answer(e);
	add_columns(&w, *out);
	add_total(&w, *out);
	row_of = ARENA_ARRAY(e->arena, w.n_kept, size_t);
	if (w.whys.hidden)
		w.n_kept = 0;
	for (size_t i = 0; i < w.n_kept; i++) {
		const struct why_split *s = &w.whys.list[i];

		row_of[i] = (*out)->n_rows;
		add_split(&w, *out, s);
		for (size_t g = 0; g < s->n_groups; g++)
			add_group(&w, *out, s, &s->groups[g]);
	}
	add_screen(&w, *out, row_of);
	why_notes(&w, *out);
	return STATUS_OK;
}
