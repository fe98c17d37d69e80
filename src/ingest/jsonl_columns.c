#include <string.h>

#include "ingest/jsonl_int.h"

struct jsonl_columns jsonl_columns_new(struct arena *a)
{
	struct jsonl_columns c = { .arena = a, .ids = { .arena = a }, .names = { .arena = a }, .capacity = 64 };

	c.keys = ARENA_ARRAY(a, c.capacity, struct jsonl_key);
	c.keys[0] = (struct jsonl_key){ .column = JSONL_NO_COLUMN };
	c.n_keys = 1;
	return c;
}

/* What a row adds stands in maps of its own until the row is known to be a good one, so that bad rows, however many,
 * leave nothing behind. */

static size_t look_up(const struct map *known, const struct map *of_row, struct text key)
{
	size_t number = map_get(known, key);

	return number == MAP_NONE ? map_get(of_row, key) : number;
}

void jsonl_begin_row(struct jsonl *j)
{
	j->learnt = false;
	j->row_ids = j->row_names = (struct map){ .arena = &j->of_row };
	if (j->of_row.used)
		arena_reset(&j->of_row);
	j->of_row.on_failure = j->columns->arena->on_failure;
}

static uint32_t refuse(struct jsonl *j, enum jsonl_fault fault)
{
	j->fault = fault;
	return JSONL_NO_KEY;
}

static uint32_t add_key(struct jsonl *j, uint32_t parent, struct text key, struct text spelling)
{
	struct jsonl_columns *c = j->columns;
	struct text path = c->keys[parent].name;
	struct jsonl_key added = { .parent = parent, .column = JSONL_NO_COLUMN };

	if (key.n && memchr(key.at, '\0', key.n))
		return refuse(j, JSONL_NUL_IN_KEY);
	if (key.n + path.n + 1 > JSONL_NAME_MAX || spelling.n > 6 * JSONL_NAME_MAX)
		return refuse(j, JSONL_LONG_NAME);
	if (c->n_keys == JSONL_KEYS_MAX)
		return refuse(j, JSONL_MANY_COLUMNS);
	if (c->n_keys == c->capacity) {
		c->keys = arena_grow(c->arena, c->keys, c->n_keys, c->n_keys * 2, sizeof(*c->keys));
		c->capacity *= 2;
	}
	added.id = arena_text(&j->of_row, buffer_text(&j->id));
	added.name = arena_text(&j->of_row, key);
	if (parent)
		added.name = arena_printf(&j->of_row, "%.*s.%.*s", TEXT_ARGS(path), TEXT_ARGS(key));
	added.spelling = arena_text(&j->of_row, spelling);
	c->keys[c->n_keys] = added;
	map_put(&j->row_ids, added.id, c->n_keys);
	j->learnt = true;
	return (uint32_t)c->n_keys++;
}

uint32_t jsonl_key_number(struct jsonl *j, uint32_t parent, struct text key, struct text spelling)
{
	size_t number;

	buffer_clear(&j->id);
	buffer_add(&j->id, (struct text){ (const char *)&parent, sizeof(parent) });
	buffer_add(&j->id, key);
	if (j->id.failed)
		return refuse(j, JSONL_NO_MEMORY);
	number = look_up(&j->columns->ids, &j->row_ids, buffer_text(&j->id));
	if (number != MAP_NONE)
		return (uint32_t)number;
	return j->learns ? add_key(j, parent, key, spelling) : refuse(j, JSONL_NEW_KEY);
}

static bool add_column(struct jsonl *j, uint32_t number)
{
	struct jsonl_columns *c = j->columns;

	struct text name = c->keys[number].name;

	if (c->n == COLUMNS_MAX || look_up(&c->names, &j->row_names, name) != MAP_NONE) {
		j->fault = c->n == COLUMNS_MAX ? JSONL_MANY_COLUMNS : JSONL_DOTTED;
		return false;
	}
	map_put(&j->row_names, name, number);
	c->keys[number].column = (uint32_t)c->n++;
	j->learnt = true;
	return true;
}

bool jsonl_key_takes(struct jsonl *j, uint32_t number, bool is_null)
{
	struct jsonl_key *key = &j->columns->keys[number];

	if (key->column == JSONL_NO_COLUMN) {
		if (!j->learns && !is_null)
			j->fault = JSONL_NEW_KEY;
		if (!j->learns)
			return is_null;
		if (!add_column(j, number))
			return false;
	}
	if (j->learns && !is_null && !key->value_since) {
		key->value_since = j->row;
		j->learnt = true;
	}
	return true;
}

void jsonl_key_opens(struct jsonl *j, uint32_t number)
{
	struct jsonl_key *key = &j->columns->keys[number];

	if (j->learns && !key->members_since) {
		key->members_since = j->row;
		j->learnt = true;
	}
}

void jsonl_keep(struct jsonl *j, size_t n_keys, size_t n)
{
	struct jsonl_columns *c = j->columns;

	for (size_t i = n_keys; i < c->n_keys; i++) {
		struct jsonl_key *key = &c->keys[i];

		key->id = arena_text(c->arena, key->id);
		key->name = arena_text(c->arena, key->name);
		key->spelling = arena_text(c->arena, key->spelling);
		map_put(&c->ids, key->id, i);
	}
	for (size_t i = 0; i < c->n_keys && c->n > n; i++)
		if (c->keys[i].column != JSONL_NO_COLUMN && c->keys[i].column >= n)
			map_put(&c->names, c->keys[i].name, i);
}

void jsonl_forget(struct jsonl *j, size_t n_keys, size_t n)
{
	struct jsonl_columns *c = j->columns;

	c->n_keys = n_keys;
	c->n = n;
	for (size_t i = 0; i < n_keys; i++) {
		if (c->keys[i].column >= n)
			c->keys[i].column = JSONL_NO_COLUMN;
		if (c->keys[i].value_since == j->row)
			c->keys[i].value_since = 0;
		if (c->keys[i].members_since == j->row)
			c->keys[i].members_since = 0;
	}
}

void jsonl_columns_settle(struct jsonl_columns *c)
{
	struct jsonl_key **by_column = ARENA_ARRAY(c->arena, c->n, struct jsonl_key *);
	size_t kept = 0;

	for (size_t i = 0; i < c->n_keys; i++)
		if (c->keys[i].column != JSONL_NO_COLUMN)
			by_column[c->keys[i].column] = &c->keys[i];
	for (size_t i = 0; i < c->n; i++) {
		bool is_column = by_column[i]->value_since || !by_column[i]->members_since;

		by_column[i]->column = is_column ? (uint32_t)kept++ : JSONL_NO_COLUMN;
	}
	c->n = kept;
}

void jsonl_columns_names(const struct jsonl_columns *c, struct text *names)
{
	for (size_t i = 0; i < c->n_keys; i++)
		if (c->keys[i].column != JSONL_NO_COLUMN)
			names[c->keys[i].column] = c->keys[i].name;
}
