#include "exec/coder.h"

#include <math.h>
#include <string.h>

#include "base/sort.h"
#include "exec/computed.h"
#include "exec/segments.h"

/* ---- columns as they are --------------------------------------------------------------------- */

static enum code_meaning meaning_of(const struct row *value)
{
	switch (value->type) {
	case ROW_WORD:
		return CODE_WORD;
	case ROW_YESNO:
		return CODE_YESNO;
	case ROW_LABEL:
		return CODE_LABEL;
	case ROW_MOMENT:
		return value->kind == ROW_COLUMN && value->column->type == COLUMN_DATE ? CODE_DATE : CODE_MOMENT;
	default:
		return CODE_NUMBER;
	}
}

static bool has_codes(const struct row *value)
{
	return value->kind == ROW_COLUMN && value->column->type != COLUMN_NUMBER &&
	       value->column->domain < UINT32_MAX - 2 && (value->seconds == 0 || value->seconds == 1) && !value->mirror;
}

/* Codes whose value a role leaves out stand for missing. */
static void cleaning_table(struct arena *a, struct coder *c, const struct row *value)
{
	struct kernel *k;
	double numbers[BLOCK_ROWS];

	if (!value->role || value->type == ROW_WORD || value->type == ROW_MOMENT || c->domain > TABLE_DOMAIN)
		return;
	k = kernel_new(a, value);
	c->table = ARENA_ARRAY(a, (size_t)c->domain + 1, uint32_t);
	for (size_t from = 0; from <= c->domain; from += BLOCK_ROWS) {
		size_t left = (size_t)c->domain + 1 - from;
		struct block b = { from, left < BLOCK_ROWS ? left : BLOCK_ROWS, c->column };

		kernel_numbers(k, &b, numbers);
		for (size_t i = 0; i < b.n; i++)
			c->table[from + i] = (uint32_t)(isnan(numbers[i]) ? c->domain : from + i);
	}
}

static void init_column(struct arena *a, struct coder *c, const struct row *value)
{
	c->column = value->column;
	c->domain = value->column->domain;
	cleaning_table(a, c, value);
}

/* ---- numbers without codes: every distinct value gets one ------------------------------------ */

static size_t keep_distinct(double *values, size_t n)
{
	size_t kept = 0;

	sort_by_number(values, n, sizeof(*values));
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || values[kept - 1] != values[i])
			values[kept++] = values[i];
	return kept;
}

static uint32_t code_of_value(const double *values, size_t n, double v)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (values[middle] < v)
			low = middle + 1;
		else
			high = middle;
	}
	return (uint32_t)low;
}

static struct block block_at(size_t n, size_t from)
{
	return (struct block){ from, n - from < BLOCK_ROWS ? n - from : BLOCK_ROWS, NULL };
}

/* Values of a column with few codes are known without looking at the rows. */
static size_t values_of_codes(struct arena *a, struct coder *c, const struct column *column, double **values)
{
	size_t n = 0, domain = (size_t)column->domain;
	double numbers[BLOCK_ROWS];

	*values = ARENA_ARRAY(a, domain, double);
	for (size_t from = 0; from < domain; from += BLOCK_ROWS) {
		struct block b = { from, domain - from < BLOCK_ROWS ? domain - from : BLOCK_ROWS, column };

		kernel_numbers(c->kernel, &b, numbers);
		for (size_t i = 0; i < b.n; i++)
			if (!isnan(numbers[i]))
				(*values)[n++] = numbers[i];
	}
	return n;
}

static size_t values_of_rows(struct arena *a, struct coder *c, const struct table *t, double **values)
{
	const struct computed *computed = c->dimension->value->computed;
	size_t n = 0, places = computed ? computed_places(computed) : t->n_rows;
	double numbers[BLOCK_ROWS];

	*values = ARENA_ARRAY(a, places, double);
	for (size_t from = 0; from < places; from += BLOCK_ROWS) {
		struct block b = block_at(places, from);

		kernel_numbers(c->kernel, &b, numbers);
		for (size_t i = 0; i < b.n; i++)
			if (!isnan(numbers[i]))
				(*values)[n++] = numbers[i];
	}
	return n;
}

static void init_numbers(struct arena *a, struct coder *c, const struct table *t)
{
	const struct row *value = c->dimension->value;
	const struct column *column = row_only_column(value);
	size_t n = 24;

	if (value->kind == ROW_HOUR) {
		c->values = ARENA_ARRAY(a, n, double);
		for (size_t hour = 0; hour < n; hour++)
			c->values[hour] = (double)hour;
	} else if (column && column->type != COLUMN_NUMBER && column->domain <= TABLE_DOMAIN) {
		n = values_of_codes(a, c, column, &c->values);
	} else {
		n = values_of_rows(a, c, t, &c->values);
	}
	c->domain = keep_distinct(c->values, n);
}

/* ---- time buckets ---------------------------------------------------------------------------- */

/* Buckets of the window; of the whole data where none was given. */
static void init_buckets(struct coder *c, const struct plan *p, const struct dimension *d, const struct window *w)
{
	struct period period = w->p;
	bool of_time_role = p->time && row_equal(d->value, p->time) && d->kind == DIMENSION_TIME;

	if (!of_time_role && d->value->kind == ROW_COLUMN) {
		const struct column *column = d->value->column;
		int64_t unit = column->type == COLUMN_DATE ? DAY_SECONDS : 1,
			per_second = column->per_second > 1 ? column->per_second : 1;

		period.from = column->base / per_second * unit;
		period.to = (column->base + (int64_t)column->domain) / per_second * unit + 1;
		if (d->value->zone)
			zone_wall_range(d->value->zone, &period.from, &period.to);
	}
	c->first_bucket = bucket_of_second(d->unit, period.from, c->calendar);
	c->domain = period.to <= period.from
			    ? 0
			    : (uint64_t)(bucket_of_second(d->unit, period.to - 1, c->calendar) - c->first_bucket + 1);
}

/* Days to buckets, worked out once per day of the window. */
static void day_table(struct arena *a, struct coder *c)
{
	int64_t first = day_of_second(bucket_start(c->dimension->unit, c->first_bucket, c->calendar));
	int64_t last =
		day_of_second(bucket_start(c->dimension->unit, c->first_bucket + (int64_t)c->domain, c->calendar));
	size_t n = (size_t)(last - first);

	c->table = ARENA_ARRAY(a, n, uint32_t);
	for (size_t i = 0; i < n; i++)
		c->table[i] = (uint32_t)(bucket_of_second(c->dimension->unit, (first + (int64_t)i) * DAY_SECONDS,
							  c->calendar) -
					 c->first_bucket);
	c->low = (double)first;
	c->high = (double)last;
}

static void bucket_codes(struct coder *c, const double *seconds, size_t n, uint32_t *out)
{
	uint32_t missing = (uint32_t)c->domain;
	double unit = unit_seconds(c->dimension->unit);

	if (c->dimension->unit < UNIT_DAY) {
		for (size_t i = 0; i < n; i++) {
			double bucket = floor(seconds[i] / unit) - (double)c->first_bucket;

			out[i] = isnan(seconds[i])			     ? missing
				 : bucket >= 0 && bucket < (double)c->domain ? (uint32_t)bucket
									     : missing + 1;
		}
		return;
	}
	for (size_t i = 0; i < n; i++) {
		double day = floor(seconds[i] / DAY_SECONDS);

		out[i] = isnan(seconds[i])		  ? missing
			 : day >= c->low && day < c->high ? c->table[(size_t)(day - c->low)]
							  : missing + 1;
	}
}

/* A customer's cohort is the bucket of his first row with a time; rows are in customer and time order.  A row that is no
 * answer (FREQUENCY, which may be NULL) is none. */
static void init_cohort(struct arena *a, struct coder *c, const struct table *t, const struct row *frequency)
{
	uint32_t *codes = ARENA_ARRAY(a, t->n_rows, uint32_t), block[BLOCK_ROWS];
	uint32_t current = (uint32_t)c->domain;
	double seconds[BLOCK_ROWS], answers[BLOCK_ROWS];
	struct kernel *counts = kernel_new(a, frequency);
	bool is_new = true;

	for (size_t from = 0; from < t->n_rows; from += BLOCK_ROWS) {
		struct block b = block_at(t->n_rows, from);

		kernel_numbers(c->kernel, &b, seconds);
		bucket_codes(c, seconds, b.n, block);
		if (counts)
			kernel_numbers(counts, &b, answers);
		for (size_t i = 0; i < b.n; i++) {
			size_t row = from + i;

			is_new |= !t->starts || t->starts[row / 64] >> (row % 64) & 1;
			if (is_new && (!counts || answers[i] >= 1)) {
				current = block[i];
				is_new = false;
			}
			codes[row] = current;
		}
	}
	c->row_codes = codes;
}

static void init_time(struct arena *a, struct coder *c, const struct plan *p, const struct dimension *d,
		      const struct window *w)
{
	c->meaning = CODE_BUCKET;
	c->kernel = kernel_new(a, d->value);
	if (d->kind == DIMENSION_COHORT) {
		struct window all = *w;

		all.given = false;
		init_buckets(c, p, d, &all);
	} else {
		init_buckets(c, p, d, w);
	}
	if (d->unit >= UNIT_DAY)
		day_table(a, c);
	if (d->kind == DIMENSION_COHORT)
		init_cohort(a, c, p->table, p->frequency);
}

void coder_init(struct arena *a, struct coder *c, const struct plan *p, const struct dimension *d,
		const struct window *w)
{
	*c = (struct coder){ .dimension = d, .calendar = p->calendar };
	if (d->kind == DIMENSION_QUANTILE) {
		c->meaning = CODE_QUANTILE;
		c->domain = d->quantiles;
		if (d->value)
			c->kernel = kernel_new(a, d->value);
		return;
	}
	if (d->kind == DIMENSION_EACH) {
		c->meaning = CODE_WORD;
		c->split = d->split;
		c->column = &d->split->parts;
		c->domain = c->column->domain;
		return;
	}
	if (d->kind == DIMENSION_SEGMENTS) {
		c->meaning = CODE_SEGMENT;
		c->domain = d->n_segments + d->n_segments * (d->n_segments - 1) / 2; /* and their overlaps */
		c->segments = segments_new(a, d);
		return;
	}
	if (d->kind != DIMENSION_VALUE) {
		init_time(a, c, p, d, w);
		return;
	}
	computed_ready(d->value);
	c->meaning = meaning_of(d->value);
	if (has_codes(d->value)) {
		init_column(a, c, d->value);
		return;
	}
	c->kernel = kernel_new(a, d->value);
	if (c->meaning == CODE_LABEL)
		c->domain = d->value->labels ? 7 : d->value->n_bands;
	else if (c->meaning == CODE_YESNO)
		c->domain = 2;
	else
		init_numbers(a, c, p->table);
}

static void number_codes(const struct coder *c, const double *numbers, size_t n, uint32_t *out)
{
	for (size_t i = 0; i < n; i++)
		out[i] = isnan(numbers[i]) ? (uint32_t)c->domain
			 : c->values	   ? code_of_value(c->values, (size_t)c->domain, numbers[i])
					   : (uint32_t)numbers[i];
}

static void quantile_codes(const struct coder *c, const double *numbers, size_t n, uint32_t *out)
{
	unsigned cuts = c->dimension->quantiles - 1;

	for (size_t i = 0; i < n; i++) {
		uint32_t code = 0;

		while (code < cuts && numbers[i] > c->cuts[code]) /* ties stay together, below the cut */
			code++;
		out[i] = isnan(numbers[i]) ? (uint32_t)c->domain : code;
	}
}

void coder_codes(struct coder *c, const struct block *b, uint32_t *out)
{
	double numbers[BLOCK_ROWS];

	if (c->segments) {
		segments_codes(c->segments, b, out);
		return;
	}
	if (c->split) { /* scans take all parts, see there */
		kernel_codes(c->split->source, b, out);
		for (size_t i = 0; i < b->n; i++)
			out[i] = c->split->codes[c->split->starts[out[i]]];
		return;
	}
	if (c->row_codes) {
		memcpy(out, c->row_codes + b->from, b->n * sizeof(*out));
		return;
	}
	if (c->column) {
		kernel_codes(c->column, b, out);
		for (size_t i = 0; c->table && i < b->n; i++)
			out[i] = c->table[out[i]];
		return;
	}
	kernel_numbers(c->kernel, b, numbers);
	if (c->meaning == CODE_BUCKET)
		bucket_codes(c, numbers, b->n, out);
	else if (c->meaning == CODE_QUANTILE)
		quantile_codes(c, numbers, b->n, out);
	else
		number_codes(c, numbers, b->n, out);
}

double coder_number(const struct coder *c, uint64_t code)
{
	switch (c->meaning) {
	case CODE_BUCKET:
		return (double)(c->first_bucket + (int64_t)code);
	case CODE_QUANTILE:
		return (double)code + 1;
	case CODE_YESNO:
		return c->column ? column_code_number(c->column, code) : (double)code;
	case CODE_NUMBER:
	case CODE_MOMENT:
	case CODE_DATE:
		return c->values ? c->values[code] : column_code_number(c->column, code);
	default:
		return (double)code;
	}
}
