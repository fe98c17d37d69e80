/* What bases are made of, and the base of a table's own customers. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/base_int.h"
#include "store/dictionary.h"

struct base *base_empty(const struct table *t, size_t n_columns, size_t n_rows)
{
	struct base *b = calloc(1, sizeof(*b));

	if (!b)
		return NULL;
	b->n_table_rows = t->n_rows;
	b->columns = calloc(n_columns + 1, sizeof(*b->columns));
	b->customer = calloc(n_rows + 1, sizeof(*b->customer));
	if (b->columns && b->customer)
		return b;
	base_free(b);
	return NULL;
}

struct column *base_add(struct base *b, const struct column *c)
{
	struct column *to = &b->columns[b->n_columns];
	size_t n;

	if (__builtin_add_overflow(b->n_table_rows, b->n_rows + 1, &n))
		return NULL;
	*to = *c;
	to->name = arena_text(&b->arena, c->name);
	to->snake = arena_text(&b->arena, c->snake);
	to->yes = arena_text(&b->arena, c->yes);
	to->no = arena_text(&b->arena, c->no);
	to->chunks = NULL;
	to->pending = NULL;
	to->n_missing = 0;
	to->codes = calloc(n, c->width);
	if (!to->codes) {
		to->words = NULL;
		return NULL;
	}
	b->n_columns++;
	return to;
}

static uint64_t code_or_missing(const struct column *c, size_t row)
{
	return row == UINT32_MAX ? column_missing(c) : column_code(c, row);
}

void base_copy(struct column *to, size_t at, const struct column *c, size_t row, size_t n_counted)
{
	uint64_t code;

	if (c->type == COLUMN_NUMBER) {
		((double *)to->codes)[at] = row == UINT32_MAX ? NAN : column_doubles(c)[row];
		to->n_missing += at < n_counted && column_is_missing(to, at);
		return;
	}
	code = code_or_missing(c, row);
	switch (c->width) {
	case 1:
		((uint8_t *)to->codes)[at] = (uint8_t)code;
		break;
	case 2:
		((uint16_t *)to->codes)[at] = (uint16_t)code;
		break;
	case 4:
		((uint32_t *)to->codes)[at] = (uint32_t)code;
		break;
	default:
		((uint64_t *)to->codes)[at] = code;
	}
	to->n_missing += at < n_counted && code == column_missing(c);
}

bool base_add_member(struct base *b, const uint32_t *members)
{
	const struct column yesno = { .name = TEXT("in_base"),
				      .snake = TEXT("in_base"),
				      .type = COLUMN_YESNO,
				      .width = 1,
				      .per_second = 1,
				      .yes = TEXT("yes"),
				      .no = TEXT("no"),
				      .derived = true,
				      .domain = 2 };
	struct column *to = base_add(b, &yesno);

	if (!to)
		return false;
	for (size_t i = 0; i < b->n_table_rows + b->n_rows; i++)
		((uint8_t *)to->codes)[i] = i >= b->n_table_rows || members[i] != UINT32_MAX;
	b->member = to;
	return true;
}

const struct column *base_column(const struct base *b, struct text name)
{
	enum role role = role_find(name);

	for (size_t i = 0; i < b->n_columns; i++)
		if (&b->columns[i] != b->member &&
		    (text_equal_folded(b->columns[i].name, name) || text_equal_folded(b->columns[i].snake, name)))
			return &b->columns[i];
	return role == ROLE_NONE ? NULL : b->roles[role];
}

const struct column *table_base_column(const struct table *t, size_t i)
{
	const struct base *b = t->bases ? t->bases->attached : NULL;

	for (size_t c = 0; b && c < b->n_columns; c++)
		if (&b->columns[c] != b->member && table_column(t, b->columns[c].name) == &b->columns[c] && i-- == 0)
			return &b->columns[c];
	return NULL;
}

bool base_has(const struct base *b, const struct column *c)
{
	return c >= b->columns && c < b->columns + b->n_columns;
}

void base_free(struct base *b)
{
	if (!b)
		return;
	for (size_t i = 0; b->columns && i < b->n_columns; i++) {
		free(b->columns[i].codes);
		if (b->owns_words)
			dictionary_free(b->columns[i].words);
	}
	free(b->columns);
	free(b->customer);
	arena_reset(&b->arena);
	free(b);
}

/* ---- the customers of a table ---------------------------------------------------------------- */

static bool starts(const struct table *t, size_t row)
{
	return t->starts[row / 64] >> (row % 64) & 1;
}

bool base_is_constant(const struct table *t, const struct column *c)
{
	if (c->type == COLUMN_NUMBER)
		return false;
	for (size_t row = 1; row < t->n_rows; row++)
		if (!starts(t, row) && column_code(c, row) != column_code(c, row - 1))
			return false;
	return true;
}

static bool fill_own(struct base *b, const struct table *t, uint32_t *first, uint32_t *members)
{
	const struct column *customer = t->roles[ROLE_customer].column;
	uint32_t ordinal = UINT32_MAX;

	for (size_t row = 0; row < t->n_rows; row++) {
		ordinal += starts(t, row);
		members[row] = column_is_missing(customer, row) ? UINT32_MAX : ordinal;
		if (!starts(t, row) || members[row] == UINT32_MAX)
			continue;
		first[b->n_rows] = (uint32_t)row;
		b->customer[b->n_rows++] = ordinal;
	}
	for (size_t i = 0; i < t->n_columns; i++) {
		const struct column *c = &t->columns[i];
		struct column *to;

		if (c->derived || c == t->roles[ROLE_time].column || !base_is_constant(t, c))
			continue;
		to = base_add(b, c);
		if (!to)
			return false;
		for (size_t at = 0; at < t->n_rows + b->n_rows; at++)
			base_copy(to, at, c, at < t->n_rows ? at : first[at - t->n_rows], t->n_rows);
		for (int r = 0; r < ROLES; r++)
			if (t->roles[r].column == c)
				b->roles[r] = to;
	}
	b->key = b->roles[ROLE_customer];
	return b->key && base_add_member(b, members);
}

static struct base *own_base(const struct table *t)
{
	struct base *volatile b = base_empty(t, t->n_columns, t->n_customers);
	uint32_t *volatile first = calloc(t->n_customers + 1, sizeof(*first));
	uint32_t *volatile members = calloc(t->n_rows + 1, sizeof(*members));
	jmp_buf out_of_memory;
	bool done = false;

	if (b && first && members && !setjmp(out_of_memory)) {
		b->arena.on_failure = &out_of_memory;
		done = fill_own(b, t, first, members);
		b->arena.on_failure = NULL;
	}
	free(first);
	free(members);
	if (done)
		return b;
	base_free(b);
	return NULL;
}

const struct base *base_of_table(const struct table *t)
{
	if (!t->bases || !t->starts)
		return NULL;
	if (!t->bases->own) {
		table_ready_all(t);
		t->bases->own = own_base(t);
	}
	return t->bases->own;
}
