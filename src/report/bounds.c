#include "report/bounds.h"

#include <math.h>

#include "report/derive.h"
#include "report/report.h"
#include "stats/stats.h"

static bool is_unknown(const struct query_run *q, uint32_t code)
{
	return code >= q->grid.coders[0].domain;
}

void bounds_count(struct query_run *q)
{
	const struct estimates *e = &q->grid.main;
	struct bounds *b = q->bounds = ARENA_NEW(q->environment->arena, struct bounds);

	for (size_t g = 0; g < e->n_groups; g++)
		*(is_unknown(q, e->codes[g]) ? &b->unknown : &b->known) += e->cells[g * e->n_expressions].value;
}

/* Shares of a whole need every one in one group only: a customer may have left twice, for two reasons. */
static enum status check_overlap(struct query_run *q, const struct bounds *b, struct span span)
{
	struct estimates all;
	enum status status = query_estimate(q, &q->grid.plan->window, NULL, 0, true, &all);

	if (status != STATUS_OK || b->known + b->unknown <= all.cells[0].value)
		return status;
	report_bad(
		q->environment, span,
		"some stand in more than one group of %.*s (%g in the groups, %g in all): bounds need parts of a whole",
		TEXT_ARGS(q->grid.plan->dimensions[0].name), b->known + b->unknown, all.cells[0].value);
	diagnose_help(q->environment->errors, "count rows instead of customers: count(where ...) by ... with bounds");
	return STATUS_BAD_INPUT;
}

static void chain_cells(struct arena *a, struct bounds *b, const struct estimates *e)
{
	b->first = ARENA_ARRAY(a, (size_t)e->coders[0].domain + 2, uint32_t);
	b->next = ARENA_ARRAY(a, e->n_groups, uint32_t);
	for (size_t g = e->n_groups; g-- > 0;) {
		b->next[g] = b->first[e->codes[2 * g]];
		b->first[e->codes[2 * g]] = (uint32_t)g + 1;
	}
}

static void init_units(struct query_run *q, struct bounds *b, const struct estimates *e)
{
	struct arena *a = q->environment->arena;

	b->n_units = (size_t)e->coders[1].domain;
	b->of_unit = ARENA_ARRAY(a, b->n_units + 1, double);
	b->scratch = ARENA_ARRAY(a, b->n_units + 1, double);
	for (size_t g = 0; g < e->n_groups; g++)
		if (!is_unknown(q, e->codes[2 * g]))
			b->of_unit[e->codes[2 * g + 1]] += e->cells[g * e->n_expressions].value;
	for (size_t u = 0; u < b->n_units; u++)
		b->squares += b->of_unit[u] * b->of_unit[u];
	chain_cells(a, b, e);
	b->squares += b->of_unit[b->n_units]; /* each of them is a unit of its own */
}

/* What every unit has in every group. */
static enum status run_units(struct query_run *q, struct bounds *b)
{
	const struct column *unit = scan_cluster_column(q->grid.plan);
	struct plan *plan = ARENA_NEW(q->environment->arena, struct plan);
	struct estimates *e = ARENA_NEW(q->environment->arena, struct estimates);
	const size_t dimensions[] = { 0, 1 };
	struct estimate_request request = { .plan = plan,
					    .window = &q->grid.plan->window,
					    .dimensions = dimensions,
					    .n_dimensions = 2,
					    .whole = true,
					    .stop = q->environment->stop };

	if (!unit)
		return STATUS_OK;
	*plan = *q->grid.plan;
	plan->dimensions[1] = (struct dimension){ .kind = DIMENSION_VALUE,
						  .name = unit->snake,
						  .value = row_column(q->scope, unit, NULL, (struct span){ 0 }) };
	plan->n_dimensions = 2;
	estimate_run(q->environment->arena, &request, e);
	b->cells = e;
	if (e->status == STATUS_OK)
		init_units(q, b, e);
	return e->status;
}

enum status bounds_run(struct query_run *q, struct span span)
{
	enum status status = check_overlap(q, q->bounds, span);

	return status == STATUS_OK ? run_units(q, q->bounds) : status;
}

/* Does a group of CODE go into ROW?  The unknown are never among the others. */
static bool belongs(const struct query_run *q, const struct grid_row *row, uint32_t code)
{
	if (is_unknown(q, code))
		return false;
	return row->codes[0] == CODE_OTHER ? map_get(&q->kept, query_key(&code, 1)) == MAP_NONE : row->codes[0] == code;
}

/* The cell of ROW after G (cell + 1; 0: the first); 0: no more. */
static size_t next_cell(const struct query_run *q, const struct grid_row *row, size_t g)
{
	const struct bounds *b = q->bounds;

	if (row->codes[0] != CODE_OTHER)
		return g ? b->next[g - 1] : b->first[row->codes[0]];
	while (g < b->cells->n_groups && !belongs(q, row, b->cells->codes[2 * g]))
		g++;
	return g < b->cells->n_groups ? g + 1 : 0;
}

/* Cluster-robust variance over the simple one, at least 1, of the share P: the units' deviations s - p N, s being what a
 * unit has in the row and N all it has. */
static double effect_of(const struct query_run *q, const struct grid_row *row, double p)
{
	const struct bounds *b = q->bounds;
	const struct estimates *e = b->cells;
	double clustered = p * p * b->squares, simple = b->known * p * (1 - p);

	if (!b->n_units || simple <= 0)
		return 1;
	for (size_t g = next_cell(q, row, 0); g; g = next_cell(q, row, g))
		b->scratch[e->codes[2 * g - 1]] += e->cells[(g - 1) * e->n_expressions].value;
	for (size_t g = next_cell(q, row, 0); g; g = next_cell(q, row, g)) {
		uint32_t u = e->codes[2 * g - 1];
		double s = b->scratch[u];

		b->scratch[u] = 0;
		clustered += u < b->n_units ? s * s - 2 * p * s * b->of_unit[u] : s * (1 - 2 * p);
	}
	return fmax(1, clustered / simple);
}

void bounds_of_row(const struct query_run *q, const struct grid_row *row, struct bounds_row *out)
{
	const struct bounds *b = q->bounds;
	double count = row->now[0].value, all = b->known + b->unknown;
	struct interval i;

	*out = (struct bounds_row){ NAN, NAN, NAN, NAN, NAN, 1 };
	if (row->codes[0] == CODE_TOTAL || (row->codes[0] != CODE_OTHER && is_unknown(q, row->codes[0])) || all <= 0)
		return;
	out->bound_low = count / all;
	out->bound_high = (count + b->unknown) / all;
	if (b->known <= 0)
		return;
	out->share = count / b->known;
	out->effect = effect_of(q, row, out->share);
	i = stats_share_wilson(count / out->effect, b->known / out->effect, q->grid.plan->level);
	out->low = i.low;
	out->high = i.high;
}

void bounds_note(struct query_run *q, struct result *r)
{
	struct environment *e = q->environment;
	const struct plan *p = q->grid.plan;
	const struct bounds *b = q->bounds;
	double largest = 1;

	for (size_t i = 0; i < q->grid.n_rows; i++) {
		struct bounds_row row;

		bounds_of_row(q, &q->grid.rows[i], &row);
		largest = fmax(largest, row.effect);
	}
	result_note(r, NOTE_FACT, "share of the %.*s whose %.*s is known; of %.*s it is not (%.1f %% of all)",
		    TEXT_ARGS(report_thousands(e, (uint64_t)b->known)), TEXT_ARGS(p->dimensions[0].name),
		    TEXT_ARGS(report_thousands(e, (uint64_t)b->unknown)),
		    b->known + b->unknown > 0 ? 100 * b->unknown / (b->known + b->unknown) : 0);
	result_note(r, NOTE_FACT, "at least: none of the unknown belong to the group; at most: all of them do");
	if (largest > 1.005)
		result_note(r, NOTE_FACT, "%g %% intervals of the share; %.*s", p->level * 100,
			    TEXT_ARGS(derive_effect(e, p, largest, true)));
	else
		result_note(r, NOTE_FACT, "%g %% intervals of the share", p->level * 100);
}
