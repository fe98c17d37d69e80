/* A base taken apart into the table it was made from, for a table that has got more rows. */
#include <stdlib.h>
#include <string.h>

#include "store/base.h"
#include "store/dictionary.h"

static bool add_column(struct table *t, const struct base *b, const struct column *from)
{
	struct column *to = &t->columns[t->n_columns];

	*to = *from;
	to->name = arena_text(&t->arena, from->name);
	to->snake = arena_text(&t->arena, from->snake);
	to->yes = arena_text(&t->arena, from->yes);
	to->no = arena_text(&t->arena, from->no);
	to->chunks = NULL;
	to->words = NULL;
	to->codes = malloc(b->n_rows ? b->n_rows * from->width : 1);
	t->n_columns++;
	if (!to->codes || (from->words && !(to->words = dictionary_copy(from->words))))
		return false;
	memcpy(to->codes, (const char *)from->codes + b->n_table_rows * from->width, b->n_rows * from->width);
	to->n_missing = 0;
	for (size_t i = 0; i < b->n_rows; i++)
		to->n_missing += column_is_missing(to, i);
	return true;
}

static bool add_columns(struct table *t, const struct base *b, const struct column **key)
{
	t->file = arena_text(&t->arena, b->file);
	t->n_rows = b->n_rows;
	t->columns = ARENA_ARRAY(&t->arena, b->n_columns, struct column);
	for (size_t i = 0; i < b->n_columns; i++) {
		const struct column *c = &b->columns[i];

		if (c == b->member)
			continue;
		if (!add_column(t, b, c))
			return false;
		if (c == b->key)
			*key = &t->columns[t->n_columns - 1];
		for (int r = 0; r < ROLES; r++)
			if (b->roles[r] == c)
				t->roles[r].column = &t->columns[t->n_columns - 1];
	}
	return true;
}

struct table *base_as_table(const struct base *b, const struct column **key)
{
	struct table *volatile t = calloc(1, sizeof(*t));
	volatile bool done = false;
	jmp_buf out_of_memory;

	if (t && !setjmp(out_of_memory)) {
		t->arena.on_failure = &out_of_memory;
		done = add_columns(t, b, key);
		t->arena.on_failure = NULL;
	}
	if (done)
		return t;
	table_free(t);
	return NULL;
}
