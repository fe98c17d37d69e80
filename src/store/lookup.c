#include "store/lookup.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/width.h"
#include "store/dictionary.h"
#include "store/key.h"

static const uint32_t NO_ROW = UINT32_MAX;

/* One look-up under way. */
struct looking {
	struct table *table;
	struct lookup *lookup;
	struct arena scratch;
	struct map by_key; /* row of the file */
	uint32_t *row_of;  /* by row of the table; NO_ROW: none */
	uint32_t *
		by_code; /* by code of the table's column, where there are not too many: row + 2; 1: none, 0: not asked yet */
	bool *used; /* by row of the file */
};

bool lookup_is_comparable(const struct column *a, const struct column *b)
{
	bool written_a = a->type == COLUMN_TEXT || a->type == COLUMN_INTEGER || a->type == COLUMN_DECIMAL ||
			 a->type == COLUMN_NUMBER;
	bool written_b = b->type == COLUMN_TEXT || b->type == COLUMN_INTEGER || b->type == COLUMN_DECIMAL ||
			 b->type == COLUMN_NUMBER;

	return a->type == b->type || (written_a && written_b);
}

static bool is_added(const struct lookup *l, const struct column *c)
{
	return c != l->key && !c->derived;
}

size_t lookup_width(const struct lookup *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->file->n_columns; i++)
		n += is_added(l, &l->file->columns[i]);
	return n;
}

static bool index_file(struct looking *k, size_t rows[2])
{
	struct lookup *l = k->lookup;

	l->n_keys = 0;
	for (size_t row = 0; row < l->file->n_rows; row++) {
		char bytes[KEY_BYTES];
		struct text key;
		size_t same;

		if (column_is_missing(l->key, row))
			continue;
		key = key_text(l->key, row, bytes);
		same = map_get(&k->by_key, key);
		if (same != MAP_NONE) {
			rows[0] = same;
			rows[1] = row;
			return false;
		}
		map_put(&k->by_key, key.at == bytes ? arena_text(&k->scratch, key) : key, row);
		l->n_keys++;
	}
	return true;
}

static uint32_t find(struct looking *k, const struct column *on, size_t row)
{
	char bytes[KEY_BYTES];
	size_t at;
	uint64_t code = on->type == COLUMN_NUMBER ? 0 : column_code(on, row);

	if (k->by_code && k->by_code[code])
		return k->by_code[code] - 2;
	at = map_get(&k->by_key, key_text(on, row, bytes));
	if (k->by_code)
		k->by_code[code] = at == MAP_NONE ? 1 : (uint32_t)at + 2;
	return at == MAP_NONE ? NO_ROW : (uint32_t)at;
}

static void match(struct looking *k, const struct column *on)
{
	struct lookup *l = k->lookup;

	l->n_matched = l->n_keyless = l->n_unmatched = 0;
	l->n_unused = l->n_keys;
	for (size_t row = 0; row < k->table->n_rows; row++) {
		bool has_key = !column_is_missing(on, row);
		uint32_t at = has_key ? find(k, on, row) : NO_ROW;

		k->row_of[row] = at;
		l->n_keyless += !has_key;
		l->n_unmatched += has_key && at == NO_ROW;
		if (at == NO_ROW)
			continue;
		l->n_matched++;
		l->n_unused -= !k->used[at];
		k->used[at] = true;
	}
}

/* ---- columns --------------------------------------------------------------------------------- */

static bool is_taken(const struct table *t, struct text name)
{
	for (size_t i = 0; i < t->n_columns; i++)
		if (text_equal_folded(t->columns[i].name, name) || text_equal_folded(t->columns[i].snake, name))
			return true;
	return false;
}

/* `team`, or `agents_team` where the table has a team, or `agents_team_2` ... */
static struct text free_name(struct table *t, const struct lookup *l, const struct column *c)
{
	struct text name = c->snake;

	if (is_taken(t, c->name) || is_taken(t, c->snake))
		name = arena_printf(&t->arena, "%.*s_%.*s", TEXT_ARGS(l->prefix), TEXT_ARGS(c->snake));
	for (size_t k = 2; is_taken(t, name); k++)
		name = arena_printf(&t->arena, "%.*s_%.*s_%zu", TEXT_ARGS(l->prefix), TEXT_ARGS(c->snake), k);
	return name;
}

#define COPY(type)                                                                                                     \
	do {                                                                                                           \
		const type *codes = column_values(from);                                                               \
		type *put = to->codes;                                                                                 \
                                                                                                                       \
		for (size_t i = 0; i < n; i++)                                                                         \
			put[i] = row_of[i] == NO_ROW ? (type)missing : codes[row_of[i]];                               \
	} while (0)

static void copy_codes(struct column *to, const struct column *from, const uint32_t *row_of, size_t n)
{
	uint64_t missing = column_missing(from);

	FOR_WIDTH(from->width, COPY);
}

static void copy_doubles(struct column *to, const struct column *from, const uint32_t *row_of, size_t n)
{
	double *put = to->codes;

	for (size_t i = 0; i < n; i++)
		put[i] = row_of[i] == NO_ROW ? NAN : column_doubles(from)[row_of[i]];
}

static bool add_column(struct looking *k, const struct column *from)
{
	struct table *t = k->table;
	struct column *to = &t->columns[t->n_columns];
	struct text name = free_name(t, k->lookup, from);

	*to = *from;
	to->chunks = NULL;
	to->words = NULL;
	to->codes = NULL;
	to->pending = NULL;
	to->looked_up = true;
	to->name = text_equal(name, from->snake) ? arena_text(&t->arena, from->name) : name;
	to->snake = arena_text(&t->arena, name);
	to->yes = arena_text(&t->arena, from->yes);
	to->no = arena_text(&t->arena, from->no);
	to->n_missing = 0;
	t->n_columns++;
	to->codes = malloc(t->n_rows ? t->n_rows * to->width : 1);
	if (!to->codes || (from->words && !(to->words = dictionary_copy(from->words))))
		return false;
	if (to->type == COLUMN_NUMBER)
		copy_doubles(to, from, k->row_of, t->n_rows);
	else
		copy_codes(to, from, k->row_of, t->n_rows);
	for (size_t i = 0; i < t->n_rows; i++)
		to->n_missing += column_is_missing(to, i);
	return true;
}

static bool add_columns(struct looking *k)
{
	for (size_t i = 0; i < k->lookup->file->n_columns; i++)
		if (is_added(k->lookup, &k->lookup->file->columns[i]) && !add_column(k, &k->lookup->file->columns[i]))
			return false;
	return true;
}

static enum lookup_fault look_up(struct looking *k, size_t rows[2])
{
	const struct column *on = table_column(k->table, k->lookup->on);

	if (!on)
		return LOOKUP_NO_COLUMN;
	if (!lookup_is_comparable(on, k->lookup->key))
		return LOOKUP_NOT_COMPARABLE;
	k->row_of = malloc((k->table->n_rows + 1) * sizeof(*k->row_of));
	k->used = calloc(k->lookup->file->n_rows + 1, sizeof(*k->used));
	if (on->type != COLUMN_NUMBER && on->domain <= k->table->n_rows + UINT16_MAX)
		k->by_code = calloc((size_t)on->domain + 1, sizeof(*k->by_code));
	if (!k->row_of || !k->used)
		return LOOKUP_NO_MEMORY;
	if (!index_file(k, rows))
		return LOOKUP_DUPLICATE;
	match(k, on);
	return add_columns(k) ? LOOKUP_FINE : LOOKUP_NO_MEMORY;
}

enum lookup_fault lookup_apply(struct table *t, struct lookup *l, size_t rows[2])
{
	struct looking k = { .table = t, .lookup = l };
	jmp_buf *const place = t->arena.on_failure;
	volatile enum lookup_fault fault = LOOKUP_NO_MEMORY;
	jmp_buf out_of_memory;

	k.by_key.arena = &k.scratch;
	if (!setjmp(out_of_memory)) {
		k.scratch.on_failure = t->arena.on_failure = &out_of_memory;
		fault = look_up(&k, rows);
	}
	t->arena.on_failure = place;
	free(k.row_of);
	free(k.by_code);
	free(k.used);
	arena_reset(&k.scratch);
	return fault;
}

struct lookups *lookups_new(size_t n)
{
	struct lookups *list = calloc(1, sizeof(*list));

	if (list)
		list->items = calloc(n + 1, sizeof(*list->items));
	if (list && list->items)
		return list;
	free(list);
	return NULL;
}

void lookups_free(struct lookups *list)
{
	for (size_t i = 0; list && i < list->n; i++)
		table_free(list->items[i].file);
	if (list)
		free(list->items);
	free(list);
}
