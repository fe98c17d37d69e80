/* list: the rows behind a number, in the order of the file unless sorted. */
#include <stdlib.h>
#include <string.h>

#include "report/derive.h"
#include "report/grid.h"
#include "report/parts.h"
#include "report/report.h"

enum { ROWS_SHOWN = 50 };

struct listing {
	struct environment *environment;
	struct scope *scope;
	const struct plan *plan;
	struct grid grid; /* for labels and the order of codes */
	uint32_t *rows;	  /* that match */
	size_t n;
	uint32_t *keys;	 /* row of `rows` * n_keys + key: code to sort by */
	uint32_t *order; /* places in `rows` */
};

/* Quantiles take their cuts in a pass of their own. */
static enum status init_coder(struct listing *l, size_t d)
{
	struct scan_request request = { .plan = l->plan,
					.window = &l->plan->window,
					.dimensions = &d,
					.n_dimensions = 1,
					.whole = true,
					.stop = l->environment->stop };
	struct arena *a = l->environment->arena;
	struct scan scan = { .status = STATUS_OK };

	if (l->plan->dimensions[d].kind == DIMENSION_QUANTILE) {
		scan_run(a, &request, &scan);
		l->grid.coders[d] = scan.coders[0];
	} else {
		coder_init(a, &l->grid.coders[d], l->plan, &l->plan->dimensions[d], &l->plan->window);
	}
	return scan.status;
}

static enum status init_coders(struct listing *l)
{
	enum status status = STATUS_OK;

	l->grid = (struct grid){ .arena = l->environment->arena, .plan = l->plan };
	l->grid.coders = ARENA_ARRAY(l->grid.arena, l->plan->n_dimensions, struct coder);
	for (size_t d = 0; status == STATUS_OK && d < l->plan->n_dimensions; d++)
		status = init_coder(l, d);
	return status;
}

static void match_block(struct listing *l, struct kernel *where, struct kernel *time, const struct block *b)
{
	const struct window *w = &l->plan->window;
	uint8_t passes[BLOCK_ROWS];
	double seconds[BLOCK_ROWS];
	uint32_t codes[BLOCK_ROWS];
	size_t first = l->n, n_keys = l->plan->n_keys;

	if (where)
		kernel_truth(where, b, passes);
	else
		memset(passes, 1, b->n);
	if (time && w->given)
		kernel_numbers(time, b, seconds);
	for (size_t i = 0; i < b->n; i++)
		if (passes[i] &&
		    (!time || !w->given || (seconds[i] >= (double)w->p.from && seconds[i] < (double)w->p.to)))
			l->rows[l->n++] = (uint32_t)(b->from + i);
	for (size_t k = 0; k < n_keys; k++) {
		coder_codes(&l->grid.coders[l->plan->keys[k].dimension], b, codes);
		for (size_t i = first; i < l->n; i++)
			l->keys[i * n_keys + k] = codes[l->rows[i] - b->from];
	}
}

static enum status match(struct listing *l)
{
	const struct table *t = l->plan->table;
	struct arena *a = l->environment->arena;
	struct kernel *where = kernel_new(a, l->plan->where), *time = kernel_new(a, l->plan->time);
	enum status status = STATUS_OK;

	l->rows = ARENA_ARRAY(a, t->n_rows, uint32_t);
	l->keys = arena_array(a, t->n_rows, l->plan->n_keys * sizeof(*l->keys));
	for (size_t from = 0; status == STATUS_OK && from < t->n_rows; from += BLOCK_ROWS) {
		struct block b = { from, t->n_rows - from < BLOCK_ROWS ? t->n_rows - from : BLOCK_ROWS, NULL };

		if (l->environment->stop && *l->environment->stop)
			status = STATUS_INTERRUPTED;
		else
			match_block(l, where, time, &b);
	}
	return status;
}

static int row_order(const void *x, const void *y, void *listing)
{
	const struct listing *l = listing;
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
	size_t n_keys = l->plan->n_keys, i, j;

	for (size_t k = 0; k < n_keys; k++) {
		const struct sort_key *key = &l->plan->keys[k];
		uint32_t p = l->keys[a * n_keys + k], q = l->keys[b * n_keys + k];
		uint64_t domain = l->grid.coders[key->dimension].domain;
		int order = grid_code_order(&l->grid, key->dimension, p, q);

		if (order) /* the missing stand last either way */
			return key->descending && p < domain && q < domain ? -order : order;
	}
	i = table_line(l->plan->table, l->rows[a]);
	j = table_line(l->plan->table, l->rows[b]);
	return i < j ? -1 : i > j;
}

static void sort(struct listing *l)
{
	l->order = ARENA_ARRAY(l->environment->arena, l->n, uint32_t);
	for (size_t i = 0; i < l->n; i++)
		l->order[i] = (uint32_t)i;
	qsort_r(l->order, l->n, sizeof(*l->order), row_order, l);
}

static void add_row(struct listing *l, struct result *r, uint32_t row)
{
	struct cell *at = result_add_row(r, 0);
	struct block b = { row, 1, NULL };

	for (size_t d = 0; d < l->plan->n_listed; d++) {
		uint32_t code;

		coder_codes(&l->grid.coders[d], &b, &code);
		at[d] = grid_cell(&l->grid, r, d, code);
		if (at[d].kind == CELL_MISSING)
			at[d].kind = CELL_NONE;
	}
}

/* Of `top` and `limit` together the smaller holds, as in a query. */
static size_t limit_of(const struct plan *p)
{
	size_t top = p->pick != PICK_NONE ? p->pick_n : SIZE_MAX, limit = top < p->limit ? top : p->limit;

	return limit < SIZE_MAX ? limit : ROWS_SHOWN;
}

static void show(struct listing *l, struct result *r)
{
	const struct plan *p = l->plan;
	size_t shown = l->n < limit_of(p) ? l->n : limit_of(p);

	for (size_t d = 0; d < p->n_listed; d++)
		result_add_column(r, (struct result_column){ .name = p->dimensions[d].name,
							     .look = LOOK_RAW,
							     .decimals = -1,
							     .part = PART_DIMENSION });
	for (size_t i = 0; i < shown; i++)
		add_row(l, r, l->rows[l->order[i]]);
	result_note(r, NOTE_FACT, "%.*s of %.*s rows match; %.*s shown",
		    TEXT_ARGS(report_thousands(l->environment, l->n)),
		    TEXT_ARGS(report_thousands(l->environment, p->table->n_rows)),
		    TEXT_ARGS(report_thousands(l->environment, shown)));
	if (p->frequency)
		result_note(r, NOTE_FACT, "rows as they are in the file; %.*s says how many answers each stands for",
			    TEXT_ARGS(p->frequency->column->snake));
	if (p->window.given)
		result_note(r, NOTE_FACT, "%.*s", TEXT_ARGS(window_text(l->scope, p->window.p)));
	derive_note_computed(l->environment, r, p);
	derive_note_plan(r, p);
}

enum status report_listing(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct listing l = { .environment = e, .scope = &scope };
	enum status status;

	if (node_child(statement, NODE_PER)) /* units, not rows */
		return report_query(e, statement, out);
	l.plan = plan_query(&scope, statement);
	if (!l.plan)
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	status = init_coders(&l);
	if (status == STATUS_OK)
		status = match(&l);
	if (status == STATUS_OK) {
		sort(&l);
		*out = report_answer(e);
		show(&l, *out);
	} else {
		diagnose(e->errors, status, (struct span){ 0 }, "stopped");
	}
	return status;
}
