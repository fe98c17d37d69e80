#include "ingest/combine.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "ingest/names.h"
#include "ingest/value.h"
#include "store/pending.h"

/* Milliseconds of the day for each word of TIME; what says "no value" is VALUE_MISSING.  False at a word that is
 * neither. */
static bool scan_words(const struct dictionary *words, int64_t *milliseconds, struct text *wrong)
{
	for (uint32_t i = 0; i < words->n; i++) {
		*wrong = text_trim(dictionary_word(words, i));
		if (is_missing_word(*wrong))
			milliseconds[i] = VALUE_MISSING;
		else if (!scan_time_of_day(*wrong, &milliseconds[i]))
			return false;
	}
	return true;
}

static bool is_midnight_only(const struct column *c, size_t n_rows)
{
	int64_t day = (int64_t)DAY_SECONDS * c->per_second;

	for (size_t i = 0; i < n_rows; i++)
		if (!column_is_missing(c, i) && (c->base + (int64_t)column_code(c, i)) % day != 0)
			return false;
	return true;
}

static bool refuse(struct table *t, struct text *why, const struct column *c, const char *what)
{
	*why = arena_printf(&t->arena, "`%.*s` %s", TEXT_ARGS(c->name), what);
	return false;
}

static bool fits_date(struct table *t, const struct column *c, struct text *why)
{
	if (c->no_date.n) {
		*why = arena_printf(&t->arena, "`%.*s` holds no dates: %.*s", TEXT_ARGS(c->name),
				    TEXT_ARGS(c->no_date));
		return false;
	}
	if (c->type != COLUMN_DATE && c->type != COLUMN_TIME)
		return refuse(t, why, c, "holds no dates");
	if (c->type == COLUMN_TIME && (c->zoned || !is_midnight_only(c, t->n_rows)))
		return refuse(t, why, c, "holds times already: map it alone");
	return true;
}

static bool fits_time(struct table *t, const struct column *c, struct text *why)
{
	if (c->type == COLUMN_TEXT || (c->type == COLUMN_TIME && !c->zoned))
		return true;
	return refuse(t, why, c,
		      c->zoned ? "has a zone, which a time of the day cannot have" : "holds no times of the day");
}

/* Of row I, or VALUE_MISSING; WORDS is for a column of words. */
static int64_t time_of_day(const struct column *c, const int64_t *words, size_t i)
{
	int64_t value, day = (int64_t)DAY_SECONDS * c->per_second;

	if (column_is_missing(c, i))
		return VALUE_MISSING;
	if (c->type == COLUMN_TEXT)
		return words[column_code(c, i)];
	value = c->base + (int64_t)column_code(c, i);
	value = (value % day + day) % day;
	return c->per_second == 1000 ? value : value * 1000;
}

static int64_t day_of_row(const struct column *c, size_t i)
{
	int64_t value;

	if (column_is_missing(c, i))
		return VALUE_MISSING;
	value = c->base + (int64_t)column_code(c, i);
	return c->type == COLUMN_DATE ? value : value / DAY_SECONDS / c->per_second;
}

/* The finest parts that the times have: 1000 a millisecond, 1 a second, 0 a minute. */
static unsigned find_parts(const struct table *t, const struct column *time, const int64_t *words)
{
	unsigned parts = 0;

	for (size_t i = 0; i < t->n_rows && parts < 1000; i++) {
		int64_t value = time_of_day(time, words, i);

		if (value != VALUE_MISSING && value % 60000)
			parts = value % 1000 ? 1000 : 1;
	}
	return parts;
}

static bool fill(struct table *t, const struct column *date, const struct column *time, const int64_t *words,
		 struct column *c, uint64_t *n_halves)
{
	int64_t values[1024];
	struct builder b = { 0 };
	bool done = true;

	for (size_t row = 0, n; row < t->n_rows && done; row += n) {
		n = t->n_rows - row < 1024 ? t->n_rows - row : 1024;
		for (size_t i = 0; i < n; i++) {
			int64_t day = day_of_row(date, row + i), part = time_of_day(time, words, row + i);
			int64_t seconds = day == VALUE_MISSING ? 0 : day * DAY_SECONDS;

			values[i] = day == VALUE_MISSING || part == VALUE_MISSING ? VALUE_MISSING
				    : c->per_second == 1000			  ? seconds * 1000 + part
										  : seconds + part / 1000;
		}
		for (size_t i = 0; i < n; i++)
			*n_halves += values[i] == VALUE_MISSING && (day_of_row(date, row + i) != VALUE_MISSING ||
								    time_of_day(time, words, row + i) != VALUE_MISSING);
		done = builder_add(&b, (uint32_t)row, values, n, 0);
	}
	done = done && column_fill(c, &b);
	builder_clear(&b);
	return done;
}

/* "Date + Time", or "Date + Time 2" if the file has such a column. */
static void name_sum(struct table *t, const struct column *date, const struct column *time, struct column *c)
{
	for (unsigned i = 1;; i++) {
		c->name = arena_printf(&t->arena, i == 1 ? "%.*s + %.*s" : "%.*s + %.*s %u", TEXT_ARGS(date->name),
				       TEXT_ARGS(time->name), i);
		c->snake = names_snake(&t->arena, c->name);
		if (!table_column(t, c->name) && !table_column(t, c->snake))
			return;
	}
}

static bool add_sum(struct table *t, const struct column *date, const struct column *time, const int64_t *words)
{
	unsigned parts = find_parts(t, time, words);
	struct column c = { .type = COLUMN_TIME,
			    .per_second = parts == 1000 ? 1000 : 1,
			    .time_digits = parts == 1000 ? 23
					   : parts	 ? 19
							 : 16,
			    .derived = true };
	uint64_t n_halves = 0;

	name_sum(t, date, time, &c);
	t->columns[t->n_columns] = c;
	if (!fill(t, date, time, words, &t->columns[t->n_columns], &n_halves))
		return false;
	t->n_columns++;
	if (n_halves)
		table_remark(t, arena_printf(&t->arena,
					     "%.*s: %" PRIu64 " row%s only one of the two, the sum is missing there",
					     TEXT_ARGS(c.name), n_halves, n_halves == 1 ? " has" : "s have"));
	return true;
}

bool combine_moments(struct table *t, const struct column *date, const struct column *time, struct text *why)
{
	struct text wrong = TEXT("");
	int64_t *words;
	bool done;

	*why = TEXT("");
	if (!fits_date(t, date, why) || !fits_time(t, time, why))
		return false;
	words = calloc(time->type == COLUMN_TEXT ? time->words->n + (size_t)1 : 1, sizeof(*words));
	if (!words)
		return false;
	done = time->type != COLUMN_TEXT || scan_words(time->words, words, &wrong);
	if (!done)
		*why = arena_printf(&t->arena, "`%.*s` holds \"%.*s\", which is no time of the day",
				    TEXT_ARGS(time->name), TEXT_ARGS(wrong));
	else
		done = add_sum(t, date, time, words);
	free(words);
	return done;
}
