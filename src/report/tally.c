#include "report/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Doubles as integers of the same order, so that both kinds of column are sorted and compared alike. */
static uint64_t key_of_double(double v)
{
	uint64_t bits;

	v += 0.0;
	memcpy(&bits, &v, sizeof(bits));
	return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

double tally_number(const struct tally_entry *e)
{
	uint64_t bits = e->code >> 63 ? e->code & ~((uint64_t)1 << 63) : ~e->code;
	double v;

	memcpy(&v, &bits, sizeof(v));
	return v;
}

static void add(struct arena *a, struct tally *t, uint64_t code, uint64_t n, bool missing)
{
	if (n == 0)
		return;
	if (t->n == t->capacity) {
		size_t more = t->capacity ? 2 * t->capacity : 64;

		t->entries = arena_grow(a, t->entries, t->n, more, sizeof(*t->entries));
		t->capacity = more;
	}
	t->entries[t->n++] = (struct tally_entry){ code, n, missing };
	t->n_present += !missing;
}

static void count_codes(struct arena *a, const struct table *table, struct tally *t)
{
	uint32_t *counts = ARENA_ARRAY(a, t->column->domain + 1, uint32_t);

	for (size_t row = 0; row < table->n_rows; row++) {
		uint64_t code = column_code(t->column, row);

		counts[code < t->column->domain ? code : t->column->domain]++;
	}
	for (uint64_t code = 0; code < t->column->domain; code++)
		add(a, t, code, counts[code], false);
	add(a, t, column_missing(t->column), counts[t->column->domain], true);
}

static int by_value(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

/* Where values are few and far between, or doubles: sorted, equals stand together. */
static void sort_values(struct arena *a, const struct table *table, struct tally *t)
{
	uint64_t *values = ARENA_ARRAY(a, table->n_rows, uint64_t);
	size_t n = 0, equal;

	for (size_t row = 0; row < table->n_rows; row++)
		if (!column_is_missing(t->column, row))
			values[n++] = t->column->type == COLUMN_NUMBER ? key_of_double(column_doubles(t->column)[row])
								       : column_code(t->column, row);
	qsort(values, n, sizeof(*values), by_value);
	for (size_t i = 0; i < n; i += equal) {
		for (equal = 1; i + equal < n && values[i + equal] == values[i];)
			equal++;
		add(a, t, values[i], equal, false);
	}
	add(a, t, column_missing(t->column), table->n_rows - n, true);
}

struct tally tally_column(struct arena *a, const struct table *table, const struct column *c)
{
	struct tally t = { .column = c };

	if (c->type != COLUMN_NUMBER && c->domain <= 4 * (uint64_t)table->n_rows + 1024)
		count_codes(a, table, &t);
	else
		sort_values(a, table, &t);
	return t;
}

/* Does X come before Y? */
static bool before(const struct column *c, const struct tally_entry *x, const struct tally_entry *y)
{
	if (x->n != y->n)
		return x->n > y->n;
	if (x->missing != y->missing)
		return y->missing;
	if (c->type == COLUMN_TEXT && !x->missing)
		return text_natural_order(dictionary_word(c->words, (uint32_t)x->code),
					  dictionary_word(c->words, (uint32_t)y->code)) < 0;
	return x->code < y->code;
}

/* K is small beside the number of values: most are refused by one look at the last of those kept. */
size_t tally_top(struct arena *a, const struct tally *t, size_t k, bool with_missing, struct tally_entry **out)
{
	struct tally_entry *top = ARENA_ARRAY(a, k + 1, struct tally_entry);
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		size_t at = n;

		if (t->entries[i].missing && !with_missing)
			continue;
		for (; at > 0 && before(t->column, &t->entries[i], &top[at - 1]); at--)
			top[at] = top[at - 1];
		if (at < k)
			top[at] = t->entries[i];
		n += n < k;
	}
	*out = top;
	return n;
}
