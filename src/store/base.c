#include "store/base.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "store/base_int.h"
#include "store/key.h"

/* The file under way to a base. */
struct making {
	const struct table *table, *file;
	const struct column *key;
	struct base *base;
	struct arena scratch;
	struct map by_key;  /* customer to row of the file */
	uint32_t *row_of;   /* by row of the table: row of the file; UINT32_MAX: a stranger's */
	uint32_t *place_of; /* by row of the file: row of the base; UINT32_MAX: without a customer */
	uint32_t *file_row; /* by row of the base */
};

static bool index_file(struct making *m, size_t rows[2])
{
	for (size_t row = 0; row < m->file->n_rows; row++) {
		char bytes[KEY_BYTES];
		struct text key;
		size_t same;

		m->place_of[row] = UINT32_MAX;
		if (column_is_missing(m->key, row)) {
			m->base->n_keyless++;
			continue;
		}
		key = key_text(m->key, row, bytes);
		same = map_get(&m->by_key, key);
		if (same != MAP_NONE) {
			rows[0] = same;
			rows[1] = row;
			return false;
		}
		map_put(&m->by_key, arena_text(&m->scratch, key), row);
		m->place_of[row] = (uint32_t)m->base->n_rows;
		m->file_row[m->base->n_rows++] = (uint32_t)row;
	}
	return true;
}

/* Rows of a customer stand together: one look-up for each. */
static void match_rows(struct making *m)
{
	const struct table *t = m->table;
	const struct column *customer = t->roles[ROLE_customer].column;
	uint32_t ordinal = UINT32_MAX, found = UINT32_MAX;
	size_t seen = 0;

	for (size_t i = 0; i < m->base->n_rows; i++)
		m->base->customer[i] = (uint32_t)(t->n_rows + i);
	for (size_t row = 0; row < t->n_rows; row++) {
		if (t->starts[row / 64] >> (row % 64) & 1) {
			char bytes[KEY_BYTES];
			bool known = !column_is_missing(customer, row);
			size_t at = known ? map_get(&m->by_key, key_text(customer, row, bytes)) : MAP_NONE;

			ordinal++;
			found = at == MAP_NONE ? UINT32_MAX : (uint32_t)at;
			m->base->n_strangers += known && at == MAP_NONE;
			seen += at != MAP_NONE;
			if (at != MAP_NONE)
				m->base->customer[m->place_of[at]] = ordinal;
		}
		m->row_of[row] = found;
		m->base->n_stranger_rows += found == UINT32_MAX;
	}
	m->base->n_silent = m->base->n_rows - seen;
}

/* C as seen from the rows of the table, then from those of the base; takes its dictionary. */
static bool add_column(struct making *m, struct column *c)
{
	struct column *to = base_add(m->base, c);
	size_t n = m->table->n_rows;

	if (!to)
		return false;
	for (size_t i = 0; i < n + m->base->n_rows; i++)
		base_copy(to, i, c, i < n ? m->row_of[i] : m->file_row[i - n], n);
	c->words = NULL;
	return true;
}

static bool add_columns(struct making *m, struct table *file)
{
	struct base *b = m->base;
	const struct column *customer = m->table->roles[ROLE_customer].column;

	for (size_t i = 0; i < file->n_columns; i++) {
		struct column *c = &file->columns[i];
		bool is_key = c == m->key;

		if (c->derived)
			continue;
		if (!add_column(m, c))
			return false;
		for (int r = 0; r < ROLES; r++)
			if (file->roles[r].column == c && r != ROLE_time)
				b->roles[r] = &b->columns[b->n_columns - 1];
		if (!is_key)
			continue;
		b->columns[b->n_columns - 1].name = arena_text(&b->arena, customer->name);
		b->columns[b->n_columns - 1].snake = arena_text(&b->arena, customer->snake);
		b->key = b->roles[ROLE_customer] = &b->columns[b->n_columns - 1];
	}
	return base_add_member(b, m->row_of);
}

static void drop(struct making *m)
{
	base_free(m->base);
	free(m->row_of);
	free(m->place_of);
	free(m->file_row);
	arena_reset(&m->scratch);
}

struct base *base_new(const struct table *t, struct table *file, const struct column *key, enum base_fault *fault,
		      size_t rows[2])
{
	struct making m = {
		.table = t, .file = file, .key = key, .base = base_empty(t, file->n_columns, file->n_rows)
	};
	struct base *done = NULL;
	jmp_buf out_of_memory;

	*fault = BASE_NO_MEMORY;
	m.by_key.arena = &m.scratch;
	m.scratch.on_failure = &out_of_memory;
	m.row_of = calloc(t->n_rows + 1, sizeof(*m.row_of));
	m.place_of = calloc(file->n_rows + 1, sizeof(*m.place_of));
	m.file_row = calloc(file->n_rows + 1, sizeof(*m.file_row));
	if (!m.base || !m.row_of || !m.place_of || !m.file_row || setjmp(out_of_memory)) {
		drop(&m);
		return NULL;
	}
	m.base->arena.on_failure = &out_of_memory;
	m.base->owns_words = true;
	m.base->file = arena_text(&m.base->arena, file->file);
	if (!index_file(&m, rows)) {
		*fault = BASE_DUPLICATE;
	} else {
		match_rows(&m);
		if (add_columns(&m, file)) {
			*fault = BASE_FINE;
			done = m.base;
			done->arena.on_failure = NULL;
			m.base = NULL;
		}
	}
	drop(&m);
	return done;
}
