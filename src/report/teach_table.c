/* The counts behind a metric, group by group, and what counts as what. */
#include <math.h>

#include "report/derive.h"
#include "report/show.h"
#include "report/teach.h"

enum { ROWS_SHOWN = 20 };

static const struct scan *source_of(const struct lesson *l, const struct grid_row *row, size_t *group)
{
	const struct scan *scan = NULL;

	return teach_source(l->query, row->now, &scan, group) ? scan : NULL;
}

/* ---- what counts ----------------------------------------------------------------------------- */

static struct text argument(struct lesson *l, const struct worked *w, size_t i)
{
	const struct node *n = w->call ? node_at(w->call, i) : NULL;

	return n && n->kind != NODE_WHERE ? report_print(l->environment, n) : TEXT_NONE;
}

static void say_definition(struct lesson *l, const struct worked *w)
{
	if (w->describe.n)
		lesson_say(l, "%.*s.", TEXT_ARGS(show_described(l->environment, w->describe)));
	if (w->definition.n)
		lesson_say(l, "%.*s = %.*s", TEXT_ARGS(w->written), TEXT_ARGS(w->definition));
	if (w->other.n)
		lesson_say(l, "%.*s stands in the place of the role.", TEXT_ARGS(w->other));
	if (w->only.n)
		lesson_say(l, "Only rows %.*s.", TEXT_ARGS(w->only));
}

static void name_values(struct lesson *l, const struct worked *w)
{
	const struct plan *p = l->query->grid.plan;
	size_t n = 0;

	for (size_t i = 0; i < p->aggregates.n; i++)
		if (w->parts[i].n)
			lesson_say(l, "%c = %.*s", (char)('a' + n++ % 26), TEXT_ARGS(w->parts[i]));
}

void teach_counting(struct lesson *l, const struct worked *w)
{
	struct text first = argument(l, w, 0), second = argument(l, w, 1);
	const struct plan *p = l->query->grid.plan;

	say_definition(l, w);
	if (w->shape == SHAPE_NET && second.n)
		lesson_say(l, "%.*s counts +1 (%s), %.*s counts -1 (%s), every other answer 0 (%s).", TEXT_ARGS(first),
			   w->plus, TEXT_ARGS(second), w->minus, w->zero);
	else if (w->shape == SHAPE_SHARE && first.n)
		lesson_say(l, "%.*s counts 1 (%s), every other answer 0 (%s).", TEXT_ARGS(first), w->plus, w->minus);
	else if (w->shape == SHAPE_MEAN)
		lesson_say(l, "Every value counts as it is; a blank counts nowhere.");
	else if (w->shape == SHAPE_FORMULA)
		name_values(l, w);
	else if (w->shape == SHAPE_UNITS)
		lesson_say(l,
			   "First one value for each %.*s, then the mean of those: each has one vote, however many its "
			   "rows.",
			   TEXT_ARGS(p->per_name));
	else if (!w->definition.n)
		lesson_say(l, "%.*s, as it was asked for (help aggregates).", TEXT_ARGS(w->written));
}

/* ---- the table ------------------------------------------------------------------------------- */

static void add_column(struct result *r, struct text name, enum look look, enum column_part part)
{
	result_add_column(r, (struct result_column){ .name = name, .look = look, .decimals = -1, .part = part });
}

static void add_c(struct result *r, const char *name, enum look look, enum column_part part)
{
	add_column(r, text_of(name), look, part);
}

static void add_counts(struct lesson *l, const struct worked *w, struct result *r)
{
	const struct plan *p = l->query->grid.plan;
	enum look look = derive_look(w->item->look);
	size_t n = 0;

	switch (w->shape) {
	case SHAPE_NET:
	case SHAPE_SHARE:
		add_c(r, w->plus, LOOK_INTEGER, PART_OTHER);
		if (w->shape == SHAPE_NET)
			add_c(r, w->zero, LOOK_INTEGER, PART_OTHER);
		add_c(r, w->minus, LOOK_INTEGER, PART_OTHER);
		break;
	case SHAPE_MEAN:
		add_c(r, "sum", LOOK_PLAIN, PART_OTHER);
		add_c(r, "standard deviation", look == LOOK_DURATION ? look : LOOK_MEAN, PART_OTHER);
		break;
	case SHAPE_FORMULA:
		for (size_t i = 0; i < p->aggregates.n; i++)
			if (w->parts[i].n)
				add_column(r, arena_printf(l->environment->arena, "%c", (char)('a' + n++ % 26)),
					   LOOK_PLAIN, PART_OTHER);
		break;
	default:
		break;
	}
}

/* What a weighted share, net or mean is divided by. */
static bool shows_weight(const struct lesson *l, const struct worked *w)
{
	return l->query->grid.plan->weight &&
	       (w->shape == SHAPE_NET || w->shape == SHAPE_SHARE || w->shape == SHAPE_MEAN);
}

static void add_columns(struct lesson *l, const struct worked *w, struct result *r)
{
	const struct plan *p = l->query->grid.plan;
	enum look look = derive_look(w->item->look);

	for (size_t d = 0; d < p->n_dimensions; d++)
		add_column(r, p->dimensions[d].name, LOOK_RAW, PART_DIMENSION);
	add_counts(l, w, r);
	if (shows_weight(l, w))
		add_c(r, "weight", LOOK_PLAIN, PART_OTHER);
	if (!w->item->no_base || w->shape == SHAPE_UNITS)
		add_c(r, "n", LOOK_INTEGER, PART_BASE);
	add_column(r, w->item->label, look, PART_VALUE);
	if (w->shape != SHAPE_COUNT && w->shape != SHAPE_OTHER) {
		add_c(r, "low", look, PART_LOW);
		add_c(r, "high", look, PART_HIGH);
	}
}

static struct cell count_cell(double v)
{
	return isnan(v) || v != floor(v) ? cell_number(v) : cell_integer((int64_t)v);
}

/* Where there are no counts (a sum of groups, a hidden value) none are shown. */
static struct cell bucket_cell(const struct scan *s, double v)
{
	return s ? count_cell(v) : (struct cell){ .kind = CELL_NONE };
}

static struct cell *counts_of(struct lesson *l, const struct worked *w, const struct grid_row *row, struct cell *at)
{
	const struct plan *p = l->query->grid.plan;
	size_t g = 0;
	const struct scan *s = row->now[w->index].hidden ? NULL : source_of(l, row, &g);
	double parts[FOLD_PARTS] = { 0 };

	if ((w->shape == SHAPE_NET || w->shape == SHAPE_SHARE || w->shape == SHAPE_MEAN) && s)
		fold_parts(s->folds[w->aggregate], g, parts);
	switch (w->shape) {
	case SHAPE_NET:
		*at++ = bucket_cell(s, parts[FOLD_SUM]);
		*at++ = bucket_cell(s, parts[FOLD_WEIGHT] - parts[FOLD_SUM] - parts[FOLD_LESS]);
		*at++ = bucket_cell(s, parts[FOLD_LESS]);
		break;
	case SHAPE_SHARE:
		*at++ = bucket_cell(s, parts[FOLD_SUM]);
		*at++ = bucket_cell(s, parts[FOLD_WEIGHT] - parts[FOLD_SUM]);
		break;
	case SHAPE_MEAN:
		at[0] = bucket_cell(s, parts[FOLD_SUM]);
		at[1] = s ? cell_number(fold_deviation(s->folds[w->aggregate], g)) : (struct cell){ .kind = CELL_NONE };
		at += 2;
		break;
	case SHAPE_FORMULA:
		for (size_t i = 0; i < p->aggregates.n; i++)
			if (w->parts[i].n)
				*at++ = bucket_cell(s, s ? fold_value(s->folds[i], g) : 0);
		break;
	default:
		break;
	}
	if (shows_weight(l, w))
		*at++ = bucket_cell(s, parts[FOLD_WEIGHT]);
	return at;
}

static void add_row(struct lesson *l, const struct worked *w, struct result *r, const struct grid_row *row)
{
	const struct plan *p = l->query->grid.plan;
	const struct estimate *e = &row->now[w->index];
	bool has_base = !w->item->no_base || w->shape == SHAPE_UNITS;
	bool small = has_base && !w->item->additive && !row->empty && e->n < p->settings->min_n;
	struct cell *at = result_add_row(r, small ? ROW_SMALL : 0);

	for (size_t d = 0; d < p->n_dimensions; d++)
		*at++ = grid_cell(&l->query->grid, r, d, row->codes[d]);
	at = counts_of(l, w, row, at);
	if (has_base)
		*at++ = count_cell(e->n);
	*at++ = e->hidden		  ? derive_hidden(r, p, e->hidden)
		: w->shape == SHAPE_COUNT ? count_cell(e->value)
					  : cell_number(e->value);
	if (w->shape != SHAPE_COUNT && w->shape != SHAPE_OTHER) {
		*at++ = cell_number(e->low);
		*at++ = cell_number(e->high);
	}
}

void teach_table(struct lesson *l, const struct worked *w)
{
	const struct grid *grid = &l->query->grid;
	size_t n = grid->n_rows < ROWS_SHOWN ? grid->n_rows : ROWS_SHOWN;
	struct result *r = report_answer(l->environment);

	add_columns(l, w, r);
	for (size_t i = 0; i < n; i++)
		add_row(l, w, r, &grid->rows[i]);
	lesson_table(l, r);
	lesson_forget(l, r);
	if (n < grid->n_rows)
		lesson_say(l, "The first %zu of %zu groups; the query itself shows all.", n, grid->n_rows);
}
