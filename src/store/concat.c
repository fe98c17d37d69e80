#include "store/concat.h"

#include <stdlib.h>

#include "base/map.h"

enum { DIGITS_MAX = 18 };

/* ---- which column belongs to which ----------------------------------------------------------- */

/* Names to joints. */
struct matching {
	struct concat *concat;
	struct map names, snakes;
	size_t capacity;
};

static bool is_own(const struct column *c)
{
	return !c->derived && !c->looked_up;
}

static struct text unique_snake(struct matching *m, struct text snake)
{
	struct text unique = snake;

	for (size_t k = 2; map_get(&m->snakes, unique) != MAP_NONE; k++)
		unique = arena_printf(m->concat->arena, "%.*s_%zu", TEXT_ARGS(snake), k);
	return unique;
}

static struct joint *add_joint(struct matching *m, const struct column *c)
{
	struct concat *k = m->concat;
	struct joint *j;

	if (k->n_columns == m->capacity) {
		m->capacity = m->capacity * 2 + 16;
		k->columns = arena_grow(k->arena, k->columns, k->n_columns, m->capacity, sizeof(*k->columns));
	}
	j = &k->columns[k->n_columns];
	*j = (struct joint){ .name = c->name, .snake = unique_snake(m, c->snake) };
	j->of = ARENA_ARRAY(k->arena, k->n_parts, struct column *);
	map_put(&m->names, j->name, k->n_columns);
	map_put(&m->snakes, j->snake, k->n_columns++);
	return j;
}

static void join(struct joint *j, size_t part, struct column *c)
{
	j->of[part] = c;
	j->n_of++;
}

/* A name that is written the same wins over one that only reads the same. */
static void match_part(struct matching *m, size_t part)
{
	struct table *t = m->concat->parts[part].table;
	bool *done = ARENA_ARRAY(m->concat->arena, t->n_columns, bool);

	for (size_t i = 0; i < t->n_columns; i++) {
		size_t at = is_own(&t->columns[i]) ? map_get(&m->names, t->columns[i].name) : MAP_NONE;

		done[i] = at != MAP_NONE || !is_own(&t->columns[i]);
		if (at != MAP_NONE)
			join(&m->concat->columns[at], part, &t->columns[i]);
	}
	for (size_t i = 0; i < t->n_columns; i++) {
		size_t at = done[i] ? MAP_NONE : map_get(&m->snakes, t->columns[i].snake);

		if (at == MAP_NONE || m->concat->columns[at].of[part])
			continue;
		join(&m->concat->columns[at], part, &t->columns[i]);
		done[i] = true;
	}
	for (size_t i = 0; i < t->n_columns; i++)
		if (!done[i])
			join(add_joint(m, &t->columns[i]), part, &t->columns[i]);
}

/* ---- types ----------------------------------------------------------------------------------- */

/* As readers know them. */
enum family { NONE, YESNO, CLOCK, DECIMAL, NUMBER, MOMENT, TEXT_FAMILY };

static bool is_empty(const struct column *c, size_t n_rows)
{
	return c->n_missing == n_rows;
}

static enum family family_of(const struct column *c, size_t n_rows)
{
	static const enum family families[] = {
		[COLUMN_TEXT] = TEXT_FAMILY, [COLUMN_YESNO] = YESNO,   [COLUMN_INTEGER] = DECIMAL,
		[COLUMN_DECIMAL] = DECIMAL,  [COLUMN_NUMBER] = NUMBER, [COLUMN_DATE] = MOMENT,
		[COLUMN_TIME] = MOMENT,
	};

	if (is_empty(c, n_rows))
		return NONE;
	return c->clock ? CLOCK : families[c->type];
}

static enum family wider(enum family a, enum family b)
{
	if (a == b || b == NONE)
		return a;
	if (a == NONE)
		return b;
	if ((a == DECIMAL && b == NUMBER) || (a == NUMBER && b == DECIMAL))
		return NUMBER;
	return TEXT_FAMILY;
}

static int64_t low_of(const struct column *c)
{
	return c->base;
}

static int64_t high_of(const struct column *c)
{
	return (int64_t)((uint64_t)c->base + c->domain - 1);
}

/* Digits before the point of the longest value. */
static unsigned whole_digits(const struct column *c)
{
	uint64_t low = low_of(c) < 0 ? 0 - (uint64_t)low_of(c) : (uint64_t)low_of(c);
	uint64_t high = high_of(c) < 0 ? 0 - (uint64_t)high_of(c) : (uint64_t)high_of(c);
	uint64_t most = low > high ? low : high;
	unsigned digits = 1;

	for (unsigned i = 0; i < c->scale; i++)
		most /= 10;
	for (; most >= 10; most /= 10)
		digits++;
	return digits;
}

/* The column of PART that has a value, or NULL. */
static const struct column *value_column(const struct concat *k, const struct joint *j, size_t part)
{
	const struct column *c = j->of[part];

	return c && !is_empty(c, k->parts[part].table->n_rows) ? c : NULL;
}

static void choose_decimal(const struct concat *k, struct joint *j)
{
	unsigned digits = 0;

	for (size_t i = 0; i < k->n_parts; i++) {
		const struct column *c = value_column(k, j, i);

		if (c && whole_digits(c) > digits)
			digits = whole_digits(c);
		if (c && c->scale > j->scale)
			j->scale = c->scale;
	}
	j->type = j->scale ? COLUMN_DECIMAL : COLUMN_INTEGER;
	if (digits + j->scale <= DIGITS_MAX)
		return;
	j->type = COLUMN_NUMBER;
	j->scale = 0;
}

static void choose_moment(struct concat *k, struct joint *j)
{
	size_t before = SIZE_MAX, ordered = 0;

	j->type = COLUMN_DATE;
	for (size_t i = 0; i < k->n_parts; i++) {
		const struct column *c = value_column(k, j, i);

		if (!c)
			continue;
		if (before != SIZE_MAX && c->zoned != j->zoned) {
			k->fault = CONCAT_ZONES;
			k->fault_column = j;
			k->fault_parts[0] = before;
			k->fault_parts[1] = i;
			return;
		}
		if (c->date_order && j->date_order && c->date_order != j->date_order) {
			k->fault = CONCAT_ORDERS;
			k->fault_column = j;
			k->fault_parts[0] = ordered;
			k->fault_parts[1] = i;
			return;
		}
		before = i;
		j->zoned = c->zoned;
		if (c->date_order) {
			j->date_order = c->date_order;
			ordered = i;
		}
		if (c->type == COLUMN_TIME)
			j->type = COLUMN_TIME;
		if (c->per_second > j->per_second)
			j->per_second = c->per_second;
		if (c->time_digits > j->time_digits)
			j->time_digits = c->time_digits;
	}
}

static void choose_type(struct concat *k, struct joint *j)
{
	enum family family = NONE;

	for (size_t i = 0; i < k->n_parts; i++)
		if (j->of[i])
			family = wider(family, family_of(j->of[i], k->parts[i].table->n_rows));
	j->per_second = 1;
	j->clock = family == CLOCK;
	switch (family) {
	case DECIMAL:
		choose_decimal(k, j);
		break;
	case MOMENT:
		choose_moment(k, j);
		break;
	case YESNO:
		j->type = COLUMN_YESNO;
		break;
	case CLOCK:
		j->type = COLUMN_INTEGER;
		break;
	case NUMBER:
		j->type = COLUMN_NUMBER;
		break;
	default:
		j->type = COLUMN_TEXT;
		break;
	}
}

/* Yes and no are spelt as in the first column that has them. */
static void choose_first(const struct concat *k, struct joint *j)
{
	j->first = NULL;
	for (size_t i = 0; i < k->n_parts; i++) {
		const struct column *c = value_column(k, j, i);

		if (c && !j->first)
			j->first = c;
	}
}

bool concat_plan(struct concat *c)
{
	struct matching m = { .concat = c, .names.arena = c->arena, .snakes.arena = c->arena };

	c->n_rows = 0;
	for (size_t i = 0; i < c->n_parts; i++) {
		c->n_rows += c->parts[i].table->n_rows;
		if (c->n_rows > TABLE_ROWS_MAX)
			c->fault = CONCAT_TOO_MANY_ROWS;
	}
	for (size_t i = 0; i < c->n_parts && c->fault == CONCAT_FINE; i++) {
		match_part(&m, i);
		if (c->n_columns > TABLE_COLUMNS_MAX)
			c->fault = CONCAT_TOO_MANY_COLUMNS;
	}
	for (size_t i = 0; i < c->n_columns && c->fault == CONCAT_FINE; i++) {
		choose_first(c, &c->columns[i]);
		choose_type(c, &c->columns[i]);
	}
	return c->fault == CONCAT_FINE;
}
