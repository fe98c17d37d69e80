#include "store/table.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/width.h"
#include "store/base.h"
#include "store/dictionary.h"
#include "store/lookup.h"
#include "store/pending.h"

uint64_t column_missing(const struct column *c)
{
	return c->width == 8 ? UINT64_MAX : c->domain;
}

uint64_t column_code(const struct column *c, size_t row)
{
	switch (c->width) {
	case 1:
		return ((const uint8_t *)column_values(c))[row];
	case 2:
		return ((const uint16_t *)column_values(c))[row];
	case 4:
		return ((const uint32_t *)column_values(c))[row];
	default:
		return ((const uint64_t *)column_values(c))[row];
	}
}

#define COPY(type)                                                                                                     \
	do {                                                                                                           \
		const type *from = (const type *)column_values(c) + row;                                               \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			codes[i] = from[i];                                                                            \
	} while (0)

void column_codes(const struct column *c, size_t row, size_t n, uint64_t *codes)
{
	FOR_WIDTH(c->width, COPY);
}

void column_count(const struct column *c, size_t n, uint64_t *counts)
{
	uint64_t codes[1024];

	for (size_t row = 0, k; row < n; row += k) {
		k = n - row < 1024 ? n - row : 1024;
		column_codes(c, row, k, codes);
		for (size_t i = 0; i < k; i++)
			counts[codes[i] < c->domain ? codes[i] : c->domain]++;
	}
}

const double *column_doubles(const struct column *c)
{
	assert(c->type == COLUMN_NUMBER);
	return column_values(c);
}

static double power_of_ten(unsigned n)
{
	static const double powers[] = { 1, 10, 100, 1e3, 1e4, 1e5, 1e6 };

	assert(n < sizeof(powers) / sizeof(*powers));
	return powers[n];
}

double column_code_number(const struct column *c, uint64_t code)
{
	int64_t value = c->base + (int64_t)code;

	if (code == column_missing(c))
		return NAN;
	switch (c->type) {
	case COLUMN_YESNO:
		return (double)code;
	case COLUMN_INTEGER:
	case COLUMN_DATE:
		return (double)value;
	/* Up to 2^53 both sides are exact, so the quotient is the double nearest to the text. */
	case COLUMN_DECIMAL:
		return (double)value / power_of_ten(c->scale);
	case COLUMN_TIME:
		return c->per_second > 1 ? (double)value / c->per_second : (double)value;
	default:
		return NAN;
	}
}

double column_number(const struct column *c, size_t row)
{
	if (c->type == COLUMN_NUMBER)
		return column_doubles(c)[row];
	return column_code_number(c, column_code(c, row));
}

bool column_is_missing(const struct column *c, size_t row)
{
	if (c->type == COLUMN_NUMBER)
		return isnan(column_doubles(c)[row]);
	return column_code(c, row) == column_missing(c);
}

static bool has_name(const struct column *c, struct text name, unsigned how)
{
	switch (how) {
	case 0:
		return text_equal(c->name, name);
	case 1:
		return text_equal(c->snake, name);
	default:
		return text_equal_folded(c->name, name) || text_equal_folded(c->snake, name);
	}
}

/* How many columns are so named, exactly or, where none is, in another form; FOUND: the last of them. */
static size_t find_named(const struct table *t, struct text name, const struct column **found)
{
	size_t n = 0;

	for (unsigned how = 0; how < 3 && n == 0; how++)
		for (size_t i = 0; i < t->n_columns; i++)
			if (has_name(&t->columns[i], name, how)) {
				*found = &t->columns[i];
				n++;
			}
	return n;
}

const struct column *table_find(const struct table *t, struct text name)
{
	const struct column *c = NULL;

	return find_named(t, name, &c) == 1 ? c : NULL;
}

const struct column *table_column(const struct table *t, struct text name)
{
	const struct column *c = NULL;
	size_t n = find_named(t, name, &c);

	if (n)
		return n == 1 ? table_ready(t, c) : NULL;
	return t->bases && t->bases->attached ? base_column(t->bases->attached, name) : NULL;
}

void table_find_lines(const struct table *t)
{
	/* What can be told at any time is no change of the table. */
	struct table *known = (struct table *)t;

	if (!t->places || t->has_lines)
		return;
	for (size_t i = 0; i < t->n_rows; i++)
		known->lines[t->places[i]] = (uint32_t)i;
	known->has_lines = true;
}

size_t table_line(const struct table *t, size_t row)
{
	if (!t->places)
		return row;
	table_find_lines(t);
	return t->lines[row];
}

void table_swap(struct table *t, struct table *other)
{
	struct table contents = *t;

	*t = *other;
	*other = contents;
}

void table_remark(struct table *t, struct text line)
{
	if (t->n_remarks == t->remarks_room) {
		t->remarks_room = 2 * t->remarks_room + 8;
		t->remarks = arena_grow(&t->arena, t->remarks, t->n_remarks, t->remarks_room, sizeof(*t->remarks));
	}
	t->remarks[t->n_remarks++] = line;
}

void table_free(struct table *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < t->n_columns; i++) {
		pending_free(t->columns[i].pending);
		free(t->columns[i].codes);
		free(t->columns[i].chunks);
		dictionary_free(t->columns[i].words);
		if (t->columns[i].left)
			t->columns[i].left->free(t->columns[i].left);
	}
	if (t->bases) {
		base_free(t->bases->attached);
		base_free(t->bases->own);
	}
	free(t->bases);
	lookups_free(t->lookups);
	free(t->places);
	free(t->lines);
	free(t->starts);
	arena_reset(&t->arena);
	free(t);
}
