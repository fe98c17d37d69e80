#include "store/duplicates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const uint32_t NONE = UINT32_MAX;

/* Places of the files, a row each, as a hash table: equal rows end in one chain. */
struct search {
	const struct table *table;
	const struct column **columns; /* that are compared */
	size_t n_columns;
	uint32_t *hashes; /* by row */
	uint32_t *slots;  /* row + 1 of the first of its equals; 0: free */
	size_t mask;
};

bool duplicates_compare(const struct table *t, const struct column *c)
{
	bool names_file = t->file_column.n && text_equal(c->name, t->file_column);

	return !c->derived && !c->looked_up && !names_file;
}

static uint64_t value_bits(const struct column *c, size_t row)
{
	double v;
	uint64_t bits;

	if (c->type != COLUMN_NUMBER)
		return column_code(c, row);
	v = column_doubles(c)[row] + 0.0; /* -0 is 0 */
	if (isnan(v))
		return UINT64_MAX;
	memcpy(&bits, &v, sizeof(bits));
	return bits;
}

static uint64_t mixed(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdULL;
	h ^= h >> 33;
	h *= 0xc4ceb9fe1a85ec53ULL;
	return h ^ h >> 33;
}

/* Column by column, and a block of rows at a time, so that the sums stay in the cache. */
static void hash_rows(struct search *s)
{
	const struct table *t = s->table;
	uint64_t sums[1024];

	for (size_t from = 0, n; from < t->n_rows; from += n) {
		n = t->n_rows - from < 1024 ? t->n_rows - from : 1024;
		memset(sums, 0, sizeof(sums));
		for (size_t c = 0; c < s->n_columns; c++)
			for (size_t i = 0; i < n; i++)
				sums[i] = mixed(sums[i] + value_bits(s->columns[c], from + i) + 0x9e3779b97f4a7c15ULL);
		for (size_t i = 0; i < n; i++)
			s->hashes[from + i] = (uint32_t)(sums[i] >> 32);
	}
}

static bool is_equal(const struct search *s, size_t a, size_t b)
{
	for (size_t c = 0; c < s->n_columns; c++)
		if (value_bits(s->columns[c], a) != value_bits(s->columns[c], b))
			return false;
	return true;
}

static bool begin(struct search *s, const struct table *t)
{
	size_t slots = 64;

	while (slots < t->n_rows * 2)
		slots *= 2;
	s->table = t;
	s->mask = slots - 1;
	s->columns = malloc((t->n_columns + 1) * sizeof(*s->columns));
	for (size_t c = 0; s->columns && c < t->n_columns; c++)
		if (duplicates_compare(t, &t->columns[c]))
			s->columns[s->n_columns++] = &t->columns[c];
	s->hashes = malloc((t->n_rows + 1) * sizeof(*s->hashes));
	s->slots = calloc(slots, sizeof(*s->slots));
	if (!s->columns || !s->hashes || !s->slots)
		return false;
	hash_rows(s);
	return true;
}

static void end(struct search *s)
{
	free(s->columns);
	free(s->hashes);
	free(s->slots);
}

/* The first row equal to ROW among those asked for so far, which is ROW itself if there was none. */
static size_t first_equal(struct search *s, size_t row)
{
	size_t i = s->hashes[row] & s->mask;

	for (; s->slots[i]; i = (i + 1) & s->mask) {
		size_t other = s->slots[i] - 1;

		if (s->hashes[other] == s->hashes[row] && is_equal(s, other, row))
			return other;
	}
	s->slots[i] = (uint32_t)row + 1;
	return row;
}

size_t duplicates_behind(const struct table *t, size_t from)
{
	struct search s = { 0 };
	size_t n = 0;

	if (!begin(&s, t)) {
		end(&s);
		return DUPLICATES_NO_MEMORY;
	}
	for (size_t place = 0; place < t->n_rows; place++) {
		size_t row = table_row_at(t, place), first = first_equal(&s, row);

		n += place >= from && table_line(t, first) < from;
	}
	end(&s);
	return n;
}

/* Who is in a group. */
static void collect(struct search *s, struct duplicates *d)
{
	const struct table *t = s->table;

	for (size_t place = 0; place < t->n_rows; place++) {
		size_t row = table_row_at(s->table, place), first = first_equal(s, row);

		d->group[row] = NONE;
		if (first == row)
			continue;
		d->n_groups += d->group[first] == NONE;
		d->group[first] = d->group[row] = 0;
		d->n_rows++;
	}
	d->n_rows += d->n_groups;
}

/* A search that is over finds the same first rows again. */
static bool count(struct search *s, struct duplicates *d)
{
	const struct table *t = s->table;
	size_t n = 0;

	d->first = malloc((d->n_groups + 1) * sizeof(*d->first));
	d->count = calloc(d->n_groups + 1, sizeof(*d->count));
	if (!d->first || !d->count)
		return false;
	for (size_t place = 0; place < t->n_rows; place++) {
		size_t row = table_row_at(s->table, place), first;

		if (d->group[row] == NONE)
			continue;
		first = first_equal(s, row);
		if (first == row) {
			d->first[n] = (uint32_t)row;
			d->group[row] = (uint32_t)n++;
		} else {
			d->group[row] = d->group[first];
		}
		d->count[d->group[row]]++;
	}
	return true;
}

bool duplicates_find(const struct table *t, struct duplicates *d)
{
	struct search s = { 0 };
	bool done;

	*d = (struct duplicates){ .group = malloc((t->n_rows + 1) * sizeof(*d->group)) };
	done = d->group && begin(&s, t);
	if (done)
		collect(&s, d);
	done = done && count(&s, d);
	end(&s);
	if (!done)
		duplicates_free(d);
	return done;
}

void duplicates_free(struct duplicates *d)
{
	free(d->group);
	free(d->first);
	free(d->count);
	*d = (struct duplicates){ 0 };
}
