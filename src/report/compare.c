/* compare: two or more sides, or each group against all the others, with intervals and tests. */
#include "report/compare.h"

#include <math.h>

#include "report/report.h"

/* ---- running --------------------------------------------------------------------------------- */

const char *compare_overlap_help(const struct segment *a, const struct segment *b)
{
	if (a->is_period && b->is_period)
		return "periods that are compared have no day in common";
	if (!a->condition && !b->condition)
		return "take smaller parts: those with the same value stay together";
	return "take one out of the other: for A vs B and not A";
}

static enum status refused(struct environment *e, const struct plan *p, const struct contrasts *c, struct span span)
{
	const struct segment *list;

	if (c->overlap) {
		list = p->dimensions[p->segments].segments;
		report_bad(e, list[c->second].span, "%.*s and %.*s share rows; their difference cannot be tested",
			   TEXT_ARGS(list[c->first].label), TEXT_ARGS(list[c->second].label));
		diagnose_help(e->errors, "%s", compare_overlap_help(&list[c->first], &list[c->second]));
	} else {
		report_bad(e, span, "%zu groups are too many to compare; %d are possible", c->too_many,
			   CONTRAST_GROUPS_MAX);
		diagnose_help(e->errors, "group by something with fewer values, or narrow the rows with where");
	}
	return STATUS_BAD_INPUT;
}

/* A group in which no metric has an answer says nothing. */
static bool is_empty(const struct comparison *c, size_t group)
{
	size_t n = c->plan->n_items * c->contrasts.n_pairs;
	bool others = c->plan->segments == SIZE_MAX;

	for (size_t i = group * n; i < (group + 1) * n; i++)
		if (c->contrasts.list[i].n[0] > 0 || (!others && c->contrasts.list[i].n[1] > 0))
			return false;
	return c->plan->n_dimensions > 0;
}

/* Groups stand as a query would show them, by the value of the first side. */
static void sort_groups(struct comparison *c)
{
	const struct plan *p = c->plan;
	struct arena *a = c->environment->arena;
	size_t n_pairs = c->contrasts.n_pairs;

	c->grid = (struct grid){ .arena = a, .plan = p, .coders = c->contrasts.coders };
	for (size_t group = 0; group < c->contrasts.n_groups; group++) {
		struct estimate *now = ARENA_ARRAY(a, p->n_items, struct estimate);
		struct grid_row *row;

		if (is_empty(c, group)) {
			c->n_left_out++;
			continue;
		}
		for (size_t i = 0; i < p->n_items; i++)
			now[i].value = c->contrasts.list[(group * p->n_items + i) * n_pairs].values[0];
		now[0].n = (double)group;
		row = grid_add(&c->grid);
		row->codes = &c->contrasts.codes[group * p->n_dimensions];
		row->now = now;
	}
	grid_sort(&c->grid);
	c->order = ARENA_ARRAY(a, c->grid.n_rows, size_t);
	for (size_t i = 0; i < c->grid.n_rows; i++)
		c->order[i] = (size_t)c->grid.rows[i].now[0].n;
}

enum status compare_run(struct environment *e, struct scope *scope, const struct node *statement, struct comparison *c)
{
	struct contrast_request request = { .scratch = e->scratch, .stop = e->stop };

	*c = (struct comparison){ .environment = e, .scope = scope, .plan = plan_compare(scope, statement) };
	if (!c->plan)
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	request.plan = c->plan;
	contrasts_run(e->arena, &request, &c->contrasts);
	if (c->contrasts.status != STATUS_OK)
		return derive_failed(e, c->contrasts.status, statement->span);
	if (c->contrasts.overlap || c->contrasts.too_many)
		return refused(e, c->plan, &c->contrasts, statement->span);
	sort_groups(c);
	return STATUS_OK;
}

const struct contrast *compare_at(const struct comparison *c, size_t row, size_t item, size_t pair)
{
	return &c->contrasts.list[(c->order[row] * c->plan->n_items + item) * c->contrasts.n_pairs + pair];
}

struct text compare_side(struct comparison *c, struct result *r, const struct contrast *one, int which)
{
	const struct plan *p = c->plan;

	if (p->segments != SIZE_MAX)
		return p->dimensions[p->segments].segments[which ? one->b : one->a].label;
	if (which)
		return p->has_target ? TEXT("target") : TEXT("(others)");
	if (p->n_dimensions == 0)
		return TEXT("all");
	return derive_group(c->environment, &c->grid, r, 0, &c->contrasts.codes[one->group * p->n_dimensions],
			    p->n_dimensions);
}

/* ---- the table ------------------------------------------------------------------------------- */

/* Metrics of different kinds in one column are plain numbers. */
static enum look common_look(const struct plan *p)
{
	enum look look = derive_look(p->items[0].look);

	for (size_t i = 1; i < p->n_items; i++)
		if (derive_look(p->items[i].look) != look)
			return LOOK_PLAIN;
	return look;
}

static void add_columns(const struct comparison *c, struct result *r)
{
	enum look look = common_look(c->plan), limit = look == LOOK_PLAIN ? LOOK_MEAN : look;

	report_dimension_columns(r, c->plan, c->plan->n_dimensions);
	report_part_column(r, "metric", TEXT("metric"), LOOK_PLAIN, PART_DIMENSION);
	report_part_column(r, "a", TEXT("a"), LOOK_PLAIN, PART_DIMENSION);
	report_part_column(r, "b", TEXT("b"), LOOK_PLAIN, PART_DIMENSION);
	report_part_column(r, "value_a", TEXT("value a"), look, PART_VALUE);
	report_part_column(r, "value_b", c->plan->has_target ? TEXT("target") : TEXT("value b"), look, PART_VALUE);
	report_part_column(r, "n_a", c->plan->paired ? TEXT("pairs") : TEXT("n a"), LOOK_INTEGER, PART_BASE);
	report_part_column(r, "n_b", TEXT("n b"), LOOK_INTEGER, PART_BASE);
	report_part_column(r, "diff", TEXT("diff"), look, PART_CHANGE);
	report_part_column(r, "diff_low", TEXT("low"), limit, PART_CHANGE);
	report_part_column(r, "diff_high", TEXT("high"), limit, PART_CHANGE);
	report_part_column(r, "statistic", TEXT("statistic"), LOOK_MEAN, PART_OTHER);
	report_part_column(r, "p", TEXT("p"), LOOK_PLAIN, PART_OTHER);
	report_part_column(r, "p_adjusted", TEXT("p adjusted"), LOOK_PLAIN, PART_OTHER);
	report_part_column(r, "effect", TEXT("effect"), LOOK_MEAN, PART_OTHER);
	report_part_column(r, "test", TEXT("test"), LOOK_PLAIN, PART_OTHER);
	compare_fair_columns(c, r, look);
}

const char *compare_test_name(bool has_target, enum contrast_test t)
{
	static const char *const names[] = {
		[CONTRAST_NONE] = "none",
		[CONTRAST_NET] = "adjusted Wald",
		[CONTRAST_SHARE] = "pooled z",
		[CONTRAST_MEAN] = "Welch t",
		[CONTRAST_UNITS] = "Welch t",
		[CONTRAST_PAIRED] = "paired t",
		[CONTRAST_QUANTILE] = "order statistics z",
		[CONTRAST_JACKKNIFE] = "jackknife t",
	};

	if (has_target && t == CONTRAST_SHARE)
		return "one-sample z";
	return has_target && (t == CONTRAST_MEAN || t == CONTRAST_UNITS) ? "one-sample t" : names[t];
}

struct cell compare_base_cell(const struct comparison *c, double n)
{
	struct cell cell = n == floor(n) ? cell_integer((int64_t)n) : cell_number(n);

	cell.is_ample = n >= c->plan->settings->min_n;
	return cell;
}

static void add_row(struct comparison *c, struct result *r, size_t row, const struct contrast *one)
{
	struct text a = compare_side(c, r, one, 0), b = compare_side(c, r, one, 1);
	struct cell *at = result_add_row(r, one->too_few && one->test != CONTRAST_NONE ? ROW_SMALL : 0);

	for (size_t d = 0; d < c->plan->n_dimensions; d++)
		*at++ = grid_cell(&c->grid, r, d, c->grid.rows[row].codes[d]);
	*at++ = cell_text(r, c->plan->items[one->item].label);
	*at++ = cell_text(r, a);
	*at++ = cell_text(r, b);
	for (int which = 0; which < 2; which++)
		*at++ = which && c->plan->has_target ? cell_number(c->plan->target)
			: one->hidden[which]	     ? derive_hidden(r, c->plan, one->hidden[which])
						     : cell_number(one->values[which]);
	*at++ = compare_base_cell(c, one->n[0]);
	*at++ = c->plan->has_target ? cell_number(NAN) : compare_base_cell(c, one->n[1]);
	*at++ = cell_number(one->difference);
	*at++ = cell_number(one->low);
	*at++ = cell_number(one->high);
	*at++ = cell_number(one->statistic);
	*at++ = cell_number(one->p);
	*at++ = cell_number(one->p_adjusted);
	*at++ = cell_number(one->size);
	*at++ = cell_text(r, text_of(compare_test_name(c->plan->has_target, one->test)));
	compare_fair_cells(c, one, at);
}

/* ---- on the screen --------------------------------------------------------------------------- */

enum {
	COLUMN_METRIC,
	COLUMN_A,
	COLUMN_B,
	COLUMN_N_B = 6,
	COLUMN_LOW = 8,
	COLUMN_HIGH,
	COLUMN_STATISTIC,
	COLUMN_P,
	COLUMN_P_ADJUSTED,
	COLUMN_EFFECT,
	COLUMN_TEST,
	COLUMNS
};

static bool has_several_tests(const struct comparison *c)
{
	for (size_t row = 0; row < c->grid.n_rows; row++) {
		const struct contrast *one = compare_at(c, row, 0, 0);

		if ((compare_finding(one) ? compare_finding(one)->tests : one->tests) > 1)
			return true;
	}
	return false;
}

/* People read the sentences; the table keeps what stands in them.  `explain` and the machine formats have the rest. */
static bool is_for_people(const struct comparison *c, size_t column, bool several)
{
	const struct plan *p = c->plan;

	if (column >= COLUMNS)
		return compare_fair_is_for_people(p, column - COLUMNS, several);
	if (compare_fair_counts(p) && column >= COLUMN_LOW)
		return false; /* the finding beside the plain difference has them */
	switch (column) {
	case COLUMN_METRIC:
		return c->plan->n_items > 1;
	case COLUMN_A:
	case COLUMN_B: /* against all the others: the group stands in the first column */
		return p->segments != SIZE_MAX || (p->n_dimensions == 0 && !p->has_target);
	case COLUMN_N_B:
		return !p->has_target && !p->paired;
	case COLUMN_P_ADJUSTED:
		return several;
	case COLUMN_STATISTIC:
	case COLUMN_TEST:
		return false;
	default:
		return true;
	}
}

static void add_screen(const struct comparison *c, struct result *r)
{
	struct result *screen = result_screen(r);
	size_t n = c->plan->n_dimensions, kept[64], n_kept = 0;
	bool several = has_several_tests(c);

	for (size_t i = 0; i < r->n_columns; i++)
		if (i < n || is_for_people(c, i - n, several)) {
			result_add_column(screen, r->columns[i]);
			kept[n_kept++] = i;
		}
	for (size_t row = 0; row < r->n_rows; row++) {
		struct cell *at = result_add_row(screen, r->flags[row]);

		for (size_t i = 0; i < n_kept; i++)
			at[i] = *result_cell(r, row, kept[i]); /* its text lives as long: in R */
	}
}

enum status report_compare(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct comparison c;
	enum status status = compare_run(e, &scope, statement, &c);

	if (status != STATUS_OK || e->checking)
		return status;
	*out = report_answer(e);
	add_columns(&c, *out);
	for (size_t row = 0; row < c.grid.n_rows; row++)
		for (size_t item = 0; item < c.plan->n_items; item++)
			for (size_t pair = 0; pair < c.contrasts.n_pairs; pair++)
				add_row(&c, *out, row, compare_at(&c, row, item, pair));
	add_screen(&c, *out);
	compare_notes(&c, *out);
	return STATUS_OK;
}
