/* Columns of a block as codes and as numbers. */
#include <math.h>

#include "base/width.h"

#include "exec/kernel_int.h"

#define COPY_CODES(type)                                                                                               \
	do {                                                                                                           \
		const type *codes = (const type *)column_values(c) + b->from;                                          \
		for (size_t i = 0; i < b->n; i++)                                                                      \
			out[i] = (uint32_t)codes[i];                                                                   \
	} while (0)

void kernel_codes(const struct column *c, const struct block *b, uint32_t *out)
{
	if (b->swept) {
		for (size_t i = 0; i < b->n; i++)
			out[i] = (uint32_t)(b->from + i);
		return;
	}
	FOR_WIDTH(c->width, COPY_CODES);
}

static const double powers[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };

/* What a code is divided by and multiplied with to become the number. */
static void scale_of(const struct column *c, double *divide, double *multiply)
{
	*divide = c->type == COLUMN_DECIMAL			? powers[c->scale]
		  : c->type == COLUMN_TIME && c->per_second > 1 ? c->per_second
								: 1;
	*multiply = c->type == COLUMN_DATE ? DAY_SECONDS : 1;
}

#define NUMBERS_OF(type)                                                                                               \
	do {                                                                                                           \
		const type *codes = (const type *)column_values(c) + b->from;                                          \
		for (size_t i = 0; i < b->n; i++)                                                                      \
			out[i] = codes[i] == (type)missing ? NAN                                                       \
							   : (double)(base + (int64_t)codes[i]) / divide * multiply;   \
	} while (0)

static void plain_numbers(const struct column *c, const struct block *b, double *out)
{
	uint64_t missing = column_missing(c);
	int64_t base = c->base;
	double divide, multiply;

	scale_of(c, &divide, &multiply);
	if (c->type == COLUMN_NUMBER) {
		const double *values = column_doubles(c) + b->from;

		for (size_t i = 0; i < b->n; i++)
			out[i] = values[i];
		return;
	}
	FOR_WIDTH(c->width, NUMBERS_OF);
}

static void swept_numbers(const struct column *c, const struct block *b, double *out)
{
	double divide, multiply;

	scale_of(c, &divide, &multiply);
	for (size_t i = 0; i < b->n; i++)
		out[i] =
			b->from + i >= c->domain ? NAN : (double)(c->base + (int64_t)(b->from + i)) / divide * multiply;
}

static bool in_role(const struct role_map *m, double low, double high, double v)
{
	if (high > low && !(v >= low && v <= high))
		return false;
	for (size_t i = 0; i < m->n_missing; i++)
		if (v == m->missing[i])
			return false;
	return true;
}

/* What a role leaves out, and a scale that runs backwards. */
static void clean(const struct row *r, size_t n, double *out)
{
	const struct role_map *m = r->role;
	double low = fmin(m->low, m->high), high = fmax(m->low, m->high);

	for (size_t i = 0; i < n; i++)
		if (!isnan(out[i]) && !in_role(m, low, high, out[i]))
			out[i] = NAN;
	for (size_t i = 0; r->mirror && i < n; i++)
		out[i] = low + high - out[i];
}

/* UTC to the clock of a zone.  Rows that follow each other mostly lie between the same two changes. */
static void to_wall(const struct zone *z, size_t n, double *out)
{
	int64_t from = 0, to = 0;
	int32_t offset = 0;

	for (size_t i = 0; i < n; i++) {
		int64_t second;

		if (isnan(out[i]))
			continue;
		second = (int64_t)floor(out[i]);
		if (second < from || second >= to)
			offset = zone_offset(z, second, &from, &to);
		out[i] += offset;
	}
}

void kernel_column_numbers(const struct row *r, const struct block *b, double *out)
{
	if (b->swept)
		swept_numbers(r->column, b, out);
	else
		plain_numbers(r->column, b, out);
	if (r->zone)
		to_wall(r->zone, b->n, out);
	if (r->role && r->type != ROW_MOMENT)
		clean(r, b->n, out);
	for (size_t i = 0; r->seconds != 0 && r->seconds != 1 && i < b->n; i++)
		out[i] *= r->seconds;
}
