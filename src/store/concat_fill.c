/* The values of several columns into one. */
#include <math.h>
#include <stdlib.h>

#include "base/digits.h"
#include "base/width.h"
#include "store/concat.h"
#include "store/dictionary.h"
#include "store/pending.h"
#include "store/spell.h"

static void put(struct column *c, size_t row, uint64_t code)
{
	switch (c->width) {
	case 1:
		((uint8_t *)c->codes)[row] = (uint8_t)code;
		break;
	case 2:
		((uint16_t *)c->codes)[row] = (uint16_t)code;
		break;
	case 4:
		((uint32_t *)c->codes)[row] = (uint32_t)code;
		break;
	default:
		((uint64_t *)c->codes)[row] = code;
		break;
	}
}

static bool make_room(struct column *c, size_t n_rows)
{
	c->width = c->type == COLUMN_NUMBER ? sizeof(double) : width_for(c->domain);
	c->codes = malloc(n_rows ? n_rows * c->width : 1);
	return c->codes != NULL;
}

/* The row of PART at PLACE. */
static size_t row_at(const struct concat_part *part, size_t place)
{
	return part->rows ? part->rows[place] : place;
}

/* Where a part has no value. */
static void put_missing(struct column *to, size_t row, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (to->type == COLUMN_NUMBER)
			((double *)to->codes)[row + i] = NAN;
		else
			put(to, row + i, column_missing(to));
	to->n_missing += n;
}

/* ---- integers, decimals, dates, times, yes and no -------------------------------------------- */

/* How many units of TO one of FROM is. */
static int64_t unit_factor(const struct column *from, const struct column *to)
{
	int64_t factor = 1;

	if (to->type == COLUMN_TIME)
		return from->type == COLUMN_DATE ? (int64_t)86400 * to->per_second : to->per_second / from->per_second;
	for (unsigned i = from->scale; i < to->scale; i++)
		factor *= 10;
	return factor;
}

static void choose_codes(const struct concat *k, const struct joint *j, struct column *to)
{
	int64_t low = INT64_MAX, high = INT64_MIN;

	for (size_t i = 0; i < k->n_parts; i++) {
		const struct column *c = j->of[i];
		int64_t factor = c ? unit_factor(c, to) : 1;

		if (!c || c->n_missing == k->parts[i].table->n_rows)
			continue;
		if (c->base * factor < low)
			low = c->base * factor;
		if ((int64_t)((uint64_t)c->base + c->domain - 1) * factor > high)
			high = (int64_t)((uint64_t)c->base + c->domain - 1) * factor;
	}
	to->base = low > high || to->type == COLUMN_YESNO ? 0 : low;
	to->domain = to->type == COLUMN_YESNO ? 2 : low > high ? 0 : (uint64_t)high - (uint64_t)low + 1;
}

static void put_codes(struct column *to, size_t at, const struct column *from, const struct concat_part *part)
{
	uint64_t missing = column_missing(from), no_value = column_missing(to), base = (uint64_t)from->base;
	int64_t factor = unit_factor(from, to);

	for (size_t i = 0; i < part->table->n_rows; i++) {
		uint64_t code = column_code(from, row_at(part, i));
		int64_t value = (int64_t)(base + code);

		put(to, at + i, code == missing ? no_value : (uint64_t)(value * factor) - (uint64_t)to->base);
	}
	to->n_missing += from->n_missing;
}

/* ---- doubles --------------------------------------------------------------------------------- */

/* Beyond 2^53 a quotient of doubles is not the double nearest to the text. */
static double double_of(const struct column *c, size_t row, struct buffer *text)
{
	int64_t value = (int64_t)((uint64_t)c->base + column_code(c, row));

	if (c->type == COLUMN_NUMBER || column_is_missing(c, row) ||
	    (value > -((int64_t)1 << 53) && value < (int64_t)1 << 53))
		return column_number(c, row);
	buffer_clear(text);
	spell_row(c, row, text);
	return text->failed ? NAN : strtod(text->at, NULL);
}

static bool put_doubles(struct column *to, size_t at, const struct column *from, const struct concat_part *part)
{
	double *values = (double *)to->codes + at;
	struct buffer text = { 0 };
	bool failed;

	for (size_t i = 0; i < part->table->n_rows; i++)
		values[i] = double_of(from, row_at(part, i), &text);
	to->n_missing += from->n_missing;
	failed = text.failed;
	buffer_free(&text);
	return !failed;
}

/* ---- text ------------------------------------------------------------------------------------ */

static void spell_clock(const struct column *c, size_t row, struct buffer *out)
{
	long long s = (long long)((uint64_t)c->base + column_code(c, row));

	buffer_printf(out, "%lld:%02lld:%02lld", s / 3600, s / 60 % 60, s % 60);
}

static bool add_spelt(struct dictionary *words, const struct column *c, size_t row, struct buffer *text, uint32_t *code)
{
	buffer_clear(text);
	if (c->clock)
		spell_clock(c, row, text);
	else
		spell_row(c, row, text);
	*code = text->failed ? UINT32_MAX : dictionary_add(words, buffer_text(text));
	return *code != UINT32_MAX;
}

/* What becomes of each code of FROM: each distinct value is spelt and looked up once. */
static uint32_t *remap(struct dictionary *words, const struct column *from, const struct concat_part *part)
{
	uint32_t *codes = malloc(((size_t)from->domain + 1) * sizeof(*codes));
	struct buffer text = { 0 };
	bool fine = codes != NULL;

	for (size_t i = 0; fine && i <= from->domain; i++)
		codes[i] = UINT32_MAX;
	if (fine && from->type == COLUMN_TEXT)
		for (uint32_t i = 0; fine && i < from->domain; i++)
			fine = (codes[i] = dictionary_add(words, dictionary_word(from->words, i))) != UINT32_MAX;
	else /* in the order of the file, as words are */
		for (size_t i = 0; fine && i < part->table->n_rows; i++) {
			size_t row = row_at(part, i);
			uint64_t code = column_code(from, row);

			if (code != column_missing(from) && codes[code] == UINT32_MAX)
				fine = add_spelt(words, from, row, &text, &codes[code]);
		}
	buffer_free(&text);
	if (fine)
		return codes;
	free(codes);
	return NULL;
}

/* Too many codes for a table of them: each row on its own. */
static uint32_t *spell_rows(struct dictionary *words, const struct column *from, const struct concat_part *part)
{
	size_t n = part->table->n_rows;
	uint32_t *codes = malloc((n + 1) * sizeof(*codes));
	struct buffer text = { 0 };
	bool fine = codes != NULL;

	for (size_t i = 0; fine && i < n; i++) {
		size_t row = row_at(part, i);

		codes[i] = UINT32_MAX;
		if (!column_is_missing(from, row))
			fine = add_spelt(words, from, row, &text, &codes[i]);
	}
	buffer_free(&text);
	if (fine)
		return codes;
	free(codes);
	return NULL;
}

static bool has_code_table(const struct column *c, size_t n_rows)
{
	return c->type == COLUMN_TEXT || (c->type != COLUMN_NUMBER && c->domain <= n_rows + UINT16_MAX);
}

static bool collect_words(const struct concat *k, const struct joint *j, struct dictionary *words, uint32_t **codes)
{
	for (size_t i = 0; i < k->n_parts; i++) {
		const struct concat_part *part = &k->parts[i];
		const struct column *c = j->of[i];

		if (!c || c->n_missing == part->table->n_rows)
			continue;
		codes[i] = has_code_table(c, part->table->n_rows) ? remap(words, c, part) : spell_rows(words, c, part);
		if (!codes[i])
			return false;
	}
	return true;
}

static void put_words(struct column *to, size_t at, const struct column *from, const struct concat_part *part,
		      const uint32_t *codes)
{
	bool by_code = has_code_table(from, part->table->n_rows);
	uint64_t missing = by_code ? column_missing(from) : 0, no_value = column_missing(to);

	for (size_t i = 0; i < part->table->n_rows; i++) {
		uint64_t code = by_code ? column_code(from, row_at(part, i)) : i;
		bool absent = by_code ? code == missing : codes[i] == UINT32_MAX;

		put(to, at + i, absent ? no_value : codes[code]);
	}
	to->n_missing += from->n_missing;
}

static bool fill_text(const struct concat *k, const struct joint *j, struct column *to, uint32_t **codes)
{
	size_t at = 0;

	to->words = dictionary_new();
	if (!to->words || !collect_words(k, j, to->words, codes))
		return false;
	dictionary_shrink(to->words);
	to->domain = to->words->n;
	if (!make_room(to, k->n_rows))
		return false;
	for (size_t i = 0; i < k->n_parts; at += k->parts[i++].table->n_rows)
		if (codes[i])
			put_words(to, at, j->of[i], &k->parts[i], codes[i]);
		else
			put_missing(to, at, k->parts[i].table->n_rows);
	return true;
}

/* ---- columns --------------------------------------------------------------------------------- */

static bool fill_numbers(const struct concat *k, const struct joint *j, struct column *to)
{
	bool done = true;
	size_t at = 0;

	if (to->type != COLUMN_NUMBER)
		choose_codes(k, j, to);
	if (!make_room(to, k->n_rows))
		return false;
	for (size_t i = 0; i < k->n_parts && done; at += k->parts[i++].table->n_rows) {
		const struct column *from = j->of[i];

		if (!from || from->n_missing == k->parts[i].table->n_rows)
			put_missing(to, at, k->parts[i].table->n_rows);
		else if (to->type == COLUMN_NUMBER)
			done = put_doubles(to, at, from, &k->parts[i]);
		else
			put_codes(to, at, from, &k->parts[i]);
	}
	return done;
}

static void spend(const struct concat *k, const struct joint *j)
{
	for (size_t i = 0; i < k->n_parts; i++) {
		if (k->parts[i].keep || !j->of[i])
			continue;
		pending_free(j->of[i]->pending);
		free(j->of[i]->codes);
		dictionary_free(j->of[i]->words);
		j->of[i]->pending = NULL;
		j->of[i]->codes = NULL;
		j->of[i]->words = NULL;
	}
}

static bool fill(const struct concat *k, const struct joint *j, struct column *to)
{
	uint32_t **codes;
	bool done;

	if (to->type != COLUMN_TEXT)
		return fill_numbers(k, j, to);
	codes = calloc(k->n_parts + 1, sizeof(*codes));
	done = codes && fill_text(k, j, to, codes);
	for (size_t i = 0; codes && i < k->n_parts; i++)
		free(codes[i]);
	free(codes);
	return done;
}

static bool add_column(const struct concat *k, const struct joint *j, struct table *t)
{
	struct column *c = &t->columns[t->n_columns++];

	*c = (struct column){ .name = arena_text(&t->arena, j->name),
			      .snake = arena_text(&t->arena, j->snake),
			      .type = j->type,
			      .scale = j->scale,
			      .per_second = j->per_second,
			      .time_digits = j->time_digits,
			      .date_order = j->date_order,
			      .zoned = j->zoned,
			      .clock = j->clock };
	for (size_t i = 0; i < k->n_parts && c->type == COLUMN_TEXT && !c->no_date.n; i++)
		if (j->of[i])
			c->no_date = arena_text(&t->arena, j->of[i]->no_date);
	if (j->type == COLUMN_YESNO) {
		c->yes = arena_text(&t->arena, j->first->yes);
		c->no = arena_text(&t->arena, j->first->no);
	}
	return fill(k, j, c);
}

static bool add_columns(struct concat *k, struct table *t)
{
	for (size_t i = 0; i < k->n_columns; i++) {
		if (!add_column(k, &k->columns[i], t))
			return false;
		spend(k, &k->columns[i]);
	}
	return true;
}

struct table *concat_table(struct concat *k, size_t room, jmp_buf *on_failure)
{
	struct table *volatile t = calloc(1, sizeof(*t));
	jmp_buf out_of_memory;
	volatile bool done = false;

	k->fault = CONCAT_NO_MEMORY;
	if (!t)
		return NULL;
	if (!setjmp(out_of_memory)) {
		t->arena.on_failure = &out_of_memory;
		t->columns = ARENA_ARRAY(&t->arena, k->n_columns + room, struct column);
		t->n_rows = k->n_rows;
		done = add_columns(k, t);
	}
	t->arena.on_failure = on_failure;
	if (!done) {
		table_free(t);
		return NULL;
	}
	k->fault = CONCAT_FINE;
	return t;
}
