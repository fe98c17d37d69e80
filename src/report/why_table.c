/* The table of an answer to `why`: the whole, and every column with its groups; people see what stands out. */
#include <math.h>

#include "exec/hide.h"
#include "report/why.h"

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

void why_table(struct why_report *w, struct result *r)
{
	size_t *row_of = ARENA_ARRAY(w->environment->arena, w->n_kept, size_t);

	add_columns(w, r);
	add_total(w, r);
	for (size_t i = 0; i < w->n_kept; i++) {
		const struct why_split *s = &w->whys.list[i];

		row_of[i] = r->n_rows;
		add_split(w, r, s);
		for (size_t g = 0; g < s->n_groups; g++)
			add_group(w, r, s, &s->groups[g]);
	}
	add_screen(w, r, row_of);
}
