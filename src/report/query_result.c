/* The columns and cells of a metric answer. */
#include <math.h>
#include <string.h>

#include "report/bounds.h"
#include "report/derive.h"
#include "report/query.h"

/* ---- gaps ------------------------------------------------------------------------------------ */

enum { GAPS_MAX = 100000 };

/* The key of a row without its time: one per line of the chart. */
static struct text line_of(struct query_run *q, const uint32_t *codes)
{
	const struct plan *p = q->grid.plan;
	uint32_t *copy = arena_grow(q->environment->arena, codes, p->n_dimensions, p->n_dimensions, sizeof(*copy));

	copy[p->time_dimension] = 0;
	return (struct text){ (const char *)copy, p->n_dimensions * sizeof(*copy) };
}

static void add_gap(struct query_run *q, const uint32_t *codes, uint32_t bucket)
{
	const struct plan *p = q->grid.plan;
	uint32_t *copy = arena_grow(q->environment->arena, codes, p->n_dimensions, p->n_dimensions, sizeof(*copy));
	struct grid_row *row = grid_add(&q->grid);

	copy[p->time_dimension] = bucket;
	row->codes = copy;
	row->now = query_empty(q);
	row->before = p->has_before ? query_empty(q) : NULL;
	row->empty = true;
}

/* Nobody did anything before the period of the first interaction. */
static bool before_cohort(const struct query_run *q, const uint32_t *codes, uint32_t bucket)
{
	const struct plan *p = q->grid.plan;
	const struct coder *time = &q->grid.coders[p->time_dimension];
	int64_t end = bucket_start(time->dimension->unit, time->first_bucket + bucket + 1, time->calendar);

	for (size_t d = 0; d < p->n_dimensions; d++) {
		const struct coder *c = &q->grid.coders[d];

		if (p->dimensions[d].kind == DIMENSION_COHORT && codes[d] < c->domain &&
		    end <= bucket_start(c->dimension->unit, c->first_bucket + codes[d], c->calendar))
			return true;
	}
	return false;
}

/* Not one row: the axis alone. */
static void fill_axis(struct query_run *q, uint32_t lead, uint32_t domain)
{
	uint32_t none = 0;

	for (uint32_t bucket = lead; q->grid.plan->n_dimensions == 1 && domain <= GAPS_MAX && bucket < domain; bucket++)
		add_gap(q, &none, bucket);
}

/* Buckets without a row are shown: counts are 0, everything else has no value.  An axis that somebody picks from has
 * no gaps. */
void query_fill_gaps(struct query_run *q)
{
	const struct plan *p = q->grid.plan;
	size_t n_rows = q->grid.n_rows, n_lines = 0;
	uint32_t domain, lead = (uint32_t)q->grid.main.lead;
	struct map lines = { .arena = q->environment->arena };
	const uint32_t **first;
	uint8_t *seen;

	if (p->time_dimension == SIZE_MAX || p->sparse || p->having || p->pick != PICK_NONE)
		return;
	domain = (uint32_t)q->grid.coders[p->time_dimension].domain;
	if (n_rows == 0) {
		fill_axis(q, lead, domain);
		return;
	}
	first = ARENA_ARRAY(q->environment->arena, n_rows, const uint32_t *);
	for (size_t i = 0; i < n_rows; i++) {
		struct text key = line_of(q, q->grid.rows[i].codes);

		if (map_get(&lines, key) == MAP_NONE) {
			first[n_lines] = q->grid.rows[i].codes;
			map_put(&lines, key, n_lines++);
		}
	}
	if ((uint64_t)n_lines * domain > GAPS_MAX)
		return;
	seen = ARENA_ARRAY(q->environment->arena, n_lines * domain, uint8_t);
	for (size_t i = 0; i < n_rows; i++) {
		const uint32_t *codes = q->grid.rows[i].codes;

		if (codes[p->time_dimension] < domain)
			seen[map_get(&lines, line_of(q, codes)) * domain + codes[p->time_dimension]] = 1;
	}
	for (size_t line = 0; line < n_lines; line++)
		for (uint32_t bucket = lead; bucket < domain; bucket++)
			if (!seen[line * domain + bucket] && !before_cohort(q, first[line], bucket))
				add_gap(q, first[line], bucket);
}

/* ---- columns --------------------------------------------------------------------------------- */

static enum look look_of(enum look_kind k)
{
	static const enum look looks[] = {
		[SHOW_AUTO] = LOOK_PLAIN,      [SHOW_NUMBER] = LOOK_PLAIN,  [SHOW_INTEGER] = LOOK_INTEGER,
		[SHOW_PERCENT] = LOOK_PERCENT, [SHOW_POINTS] = LOOK_POINTS, [SHOW_DURATION] = LOOK_DURATION,
		[SHOW_MONEY] = LOOK_MONEY,     [SHOW_MEAN] = LOOK_MEAN
	};

	return looks[k];
}

static void add_column(struct query_run *q, struct result *r, struct text label, const char *ending,
		       const char *heading, enum look look, enum column_part part)
{
	struct text name = arena_printf(q->environment->arena, "%.*s%s", TEXT_ARGS(label), ending);

	result_add_column(r, (struct result_column){ .name = name,
						     .heading = text_of(heading ? heading : ""),
						     .look = look,
						     .decimals = -1,
						     .part = part,
						     .is_change = part == PART_CHANGE });
}

static bool shows_base(const struct plan *p, const struct plan_item *item)
{
	return !item->no_base || p->bases || p->per;
}

static void bounds_columns(struct query_run *q, struct result *r, struct text label)
{
	add_column(q, r, label, "_share", "share", LOOK_PERCENT, PART_SHARE);
	add_column(q, r, label, "_share_n", "n", LOOK_INTEGER, PART_BASE);
	add_column(q, r, label, "_share_low", "low", LOOK_PERCENT, PART_LOW);
	add_column(q, r, label, "_share_high", "high", LOOK_PERCENT, PART_HIGH);
	add_column(q, r, label, "_at_least", "at least", LOOK_PERCENT, PART_OTHER);
	add_column(q, r, label, "_at_most", "at most", LOOK_PERCENT, PART_OTHER);
}

static void item_columns(struct query_run *q, struct result *r, const struct plan_item *item)
{
	const struct plan *p = q->grid.plan;
	enum look look = look_of(item->look);

	add_column(q, r, item->label, "", NULL, look, PART_VALUE);
	if (shows_base(p, item))
		add_column(q, r, item->label, "_n", "n", LOOK_INTEGER, PART_BASE);
	if (p->ci && !p->bounds) {
		add_column(q, r, item->label, "_low", "low", look, PART_LOW);
		add_column(q, r, item->label, "_high", "high", look, PART_HIGH);
	}
	if (p->share)
		add_column(q, r, item->label, "_share", "share", LOOK_PERCENT, PART_SHARE);
	if (p->bounds)
		bounds_columns(q, r, item->label);
	if (p->impact)
		add_column(q, r, item->label, "_impact", "impact", look, PART_CHANGE);
	if (p->has_before) {
		add_column(q, r, item->label, "_before", "before", look, PART_BEFORE);
		if (shows_base(p, item))
			add_column(q, r, item->label, "_before_n", "n before", LOOK_INTEGER, PART_BASE);
		add_column(q, r, item->label, "_change", "change", look, PART_CHANGE);
	}
	if (p->has_target) {
		add_column(q, r, item->label, "_target", "target", look, PART_OTHER);
		add_column(q, r, item->label, "_difference", "difference", look, PART_CHANGE);
		add_column(q, r, item->label, "_verdict", "verdict", LOOK_PLAIN, PART_OTHER);
	}
}

void query_add_columns(struct query_run *q, struct result *r)
{
	const struct plan *p = q->grid.plan;

	for (size_t d = 0; d < p->n_dimensions; d++)
		add_column(q, r, p->dimensions[d].name, "", NULL, LOOK_RAW,
			   PART_DIMENSION); /* numbers that name something */
	for (size_t i = 0; i < p->n_items; i++)
		item_columns(q, r, &p->items[i]);
}

/* ---- cells ----------------------------------------------------------------------------------- */

static struct cell value_cell(const struct plan_item *item, double v)
{
	if ((item->no_base || item->additive) && item->look != SHOW_MEAN && v == floor(v) && fabs(v) < 9e15)
		return cell_integer((int64_t)v);
	return cell_number(v);
}

static struct cell estimate_cell(const struct plan *p, struct result *r, const struct plan_item *item,
				 const struct estimate *e)
{
	return e->hidden ? derive_hidden(r, p, e->hidden) : value_cell(item, e->value);
}

static struct cell base_cell(const struct plan *p, const struct plan_item *item, double n)
{
	struct cell c = n == floor(n) ? cell_integer((int64_t)n) : cell_number(n);

	if (isnan(n))
		return (struct cell){ .kind = CELL_NONE };
	c.is_ample = item->additive || item->no_base || n >= p->settings->min_n;
	return c;
}

/* The base that a share of the row is taken of: all rows, or those with the same value of the named dimension. */
static const struct estimate *whole_of(const struct query_run *q, const struct grid_row *row)
{
	const struct plan *p = q->grid.plan;
	uint32_t code;

	if (p->share_dimension == SIZE_MAX)
		return q->total.cells;
	code = row->codes[p->share_dimension];
	for (size_t g = 0; g < q->by_share.n_groups; g++)
		if (q->by_share.codes[g] == code)
			return &q->by_share.cells[g * q->by_share.n_expressions];
	return code >= CODE_TOTAL ? q->total.cells : NULL;
}

static double share_of(const struct query_run *q, const struct grid_row *row, size_t i)
{
	const struct estimate *whole = whole_of(q, row);
	bool additive = q->grid.plan->items[i].additive && !q->grid.plan->per;
	double part = additive ? row->now[i].value : row->now[i].n, all;

	if (!whole)
		return NAN;
	all = additive ? whole[i].value : whole[i].n;
	return all > 0 ? part / all : NAN;
}

/* What the group adds to the total's distance from an average group: (its value - total) * its part of the answers. */
static double impact_of(const struct query_run *q, const struct grid_row *row, size_t i)
{
	const struct estimate *total = &q->total.cells[i];

	if (row->now == q->total.cells)
		return NAN;
	return (row->now[i].value - total->value) * row->now[i].n / total->n;
}

static const char *verdict_of(const struct plan *p, const struct estimate *e)
{
	if (isnan(e->value))
		return NULL;
	if (e->n < p->settings->min_n)
		return "too few answers";
	if (isnan(e->low) || isnan(e->high))
		return "no interval";
	return e->low > p->target ? "above" : e->high < p->target ? "below" : "cannot tell";
}

static struct cell *target_cells(struct query_run *q, struct result *r, const struct estimate *e, struct cell *at)
{
	const struct plan *p = q->grid.plan;
	const char *verdict = verdict_of(p, e);

	*at++ = cell_number(p->target);
	*at++ = cell_number(e->value - p->target);
	*at++ = verdict ? cell_text(r, text_of(verdict)) : (struct cell){ .kind = CELL_NONE };
	return at;
}

static struct cell *bounds_cells(const struct query_run *q, const struct grid_row *row, struct cell *at)
{
	struct bounds_row b;

	bounds_of_row(q, row, &b);
	*at++ = cell_number(b.share);
	*at = cell_integer((int64_t)q->bounds->known);
	at->is_ample = q->bounds->known >= q->grid.plan->settings->min_n;
	if (isnan(b.share))
		*at = (struct cell){ .kind = CELL_NONE, .is_ample = true };
	at++;
	*at++ = cell_number(b.low);
	*at++ = cell_number(b.high);
	*at++ = cell_number(b.bound_low);
	*at++ = cell_number(b.bound_high);
	return at;
}

static struct cell *item_cells(struct query_run *q, struct result *r, const struct grid_row *row, size_t i,
			       struct cell *at)
{
	const struct plan *p = q->grid.plan;
	const struct plan_item *item = &p->items[i];
	const struct estimate *e = &row->now[i];

	*at++ = estimate_cell(p, r, item, e);
	if (shows_base(p, item))
		*at++ = base_cell(p, item, e->n);
	if (p->ci && !p->bounds) {
		*at++ = cell_number(e->low);
		*at++ = cell_number(e->high);
	}
	if (p->share)
		*at++ = cell_number(share_of(q, row, i));
	if (p->bounds)
		at = bounds_cells(q, row, at);
	if (p->impact)
		*at++ = cell_number(impact_of(q, row, i));
	if (p->has_before) {
		*at++ = estimate_cell(p, r, item, &row->before[i]);
		if (shows_base(p, item))
			*at++ = base_cell(p, item, row->before[i].n);
		*at++ = value_cell(item, e->value - row->before[i].value);
	}
	return p->has_target ? target_cells(q, r, e, at) : at;
}

/* ---- flags ----------------------------------------------------------------------------------- */

/* A rolling window that begins before the data does. */
static bool is_short(const struct query_run *q, const struct coder *c, int64_t bucket)
{
	const struct plan *p = q->grid.plan;
	struct period data;

	return p->rolling > 1 && scope_data_period(q->scope, &data) &&
	       bucket_start(c->dimension->unit, bucket - (int64_t)p->rolling + 1, c->calendar) <
		       day_of_second(data.from) * DAY_SECONDS;
}

/* The days that the data tell of; up to the as-of day, where that is later: no row means that nothing happened. */
static bool known_days(const struct query_run *q, struct period *out)
{
	int64_t as_of = scope_as_of_day(q->scope), last;

	if (!scope_data_period(q->scope, out))
		return false;
	last = day_of_second(out->to - 1);
	out->from = day_of_second(out->from) * DAY_SECONDS;
	out->to = ((last > as_of ? last : as_of) + 1) * DAY_SECONDS;
	return true;
}

/* The window or the data begin or end inside the bucket, or the data do not reach it. */
static bool is_partial(const struct query_run *q, const struct grid_row *row)
{
	const struct plan *p = q->grid.plan;
	size_t d = p->time_dimension;
	const struct coder *c;
	struct period known;
	int64_t bucket, from, to;

	if (d == SIZE_MAX || row->codes[d] >= q->grid.coders[d].domain)
		return false;
	c = &q->grid.coders[d];
	bucket = c->first_bucket + row->codes[d];
	from = bucket_start(c->dimension->unit, bucket, c->calendar);
	to = bucket_start(c->dimension->unit, bucket + 1, c->calendar);
	if (is_short(q, c, bucket))
		return true;
	if (p->dimensions[d].unit <= UNIT_DAY)
		return false;
	if ((p->window.given && from < p->window.p.from && to > p->window.p.from) ||
	    (from < p->window.p.to && to > p->window.p.to))
		return true;
	return known_days(q, &known) && (from < known.from || to > known.to);
}

static bool is_small(const struct query_run *q, const struct grid_row *row)
{
	const struct plan *p = q->grid.plan;

	if (q->bounds && q->bounds->known < p->settings->min_n)
		return true;
	for (size_t i = 0; i < p->n_items; i++)
		if (shows_base(p, &p->items[i]) && !p->items[i].additive && !p->items[i].no_base &&
		    ((row->now[i].n < p->settings->min_n && !row->empty) ||
		     (row->before && row->before[i].n < p->settings->min_n)))
			return true;
	return false;
}

static unsigned flags_of(const struct query_run *q, const struct grid_row *row)
{
	unsigned flags = (is_small(q, row) ? ROW_SMALL : 0) | (is_partial(q, row) ? ROW_PARTIAL : 0);

	for (size_t d = 0; d < q->grid.plan->n_dimensions; d++) {
		flags |= row->codes[d] == CODE_OTHER ? ROW_OTHER : 0;
		flags |= row->codes[d] == CODE_TOTAL ? ROW_TOTAL : 0;
	}
	return flags;
}

struct cell *query_add_row(struct query_run *q, struct result *r, const struct grid_row *row)
{
	const struct plan *p = q->grid.plan;
	struct cell *at = result_add_row(r, flags_of(q, row));

	for (size_t d = 0; d < p->n_dimensions; d++)
		*at++ = grid_cell(&q->grid, r, d, row->codes[d]);
	for (size_t i = 0; i < p->n_items; i++)
		at = item_cells(q, r, row, i, at);
	return at;
}

enum status query_result(struct query_run *q, struct result **out)
{
	struct result *r = report_answer(q->environment);

	query_add_columns(q, r);
	for (size_t i = 0; i < q->grid.n_rows; i++)
		query_add_row(q, r, &q->grid.rows[i]);
	query_notes(q, r);
	*out = r;
	return STATUS_OK;
}
