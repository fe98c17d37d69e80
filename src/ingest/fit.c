#include "ingest/fit.h"

#include <math.h>
#include <string.h>

#include "base/calendar.h"
#include "ingest/moment.h"
#include "store/roles.h"

enum {
	CATEGORIES_MAX = 4096, /* numbers with more values than this are no categories */
	OUTSIDE_MAX = 100,     /* one value in so many may lie outside a scale */
	COUNTED_MAX = 65536,   /* so many different values are counted before they are looked at */
};

const char *fit_type_words(const struct column *c)
{
	static const char *const words[] = {
		[COLUMN_TEXT] = "text",	       [COLUMN_YESNO] = "yes and no", [COLUMN_INTEGER] = "integers",
		[COLUMN_DECIMAL] = "decimals", [COLUMN_NUMBER] = "numbers",   [COLUMN_DATE] = "dates",
		[COLUMN_TIME] = "times",
	};

	return words[c->type];
}

struct text fit_name(struct arena *a, const struct column *c)
{
	bool plain = c->snake.n > 0 && !(*c->snake.at >= '0' && *c->snake.at <= '9');

	for (size_t i = 0; i < c->snake.n; i++)
		plain &= strchr("abcdefghijklmnopqrstuvwxyz0123456789_", c->snake.at[i]) != NULL && c->snake.at[i];
	return plain ? c->snake : arena_printf(a, "`%.*s`", TEXT_ARGS(c->name));
}

static const struct {
	const char *suffix;
	double seconds;
} units[] = {
	{ "_s", 1 },	    { "_sec", 1 },	{ "_secs", 1 },	   { "_second", 1 },
	{ "_seconds", 1 },  { "_min", 60 },	{ "_mins", 60 },   { "_minute", 60 },
	{ "_minutes", 60 }, { "_h", 3600 },	{ "_hr", 3600 },   { "_hrs", 3600 },
	{ "_hour", 3600 },  { "_hours", 3600 }, { "_day", 86400 }, { "_days", 86400 },
};

double fit_unit_of_name(struct text snake)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (text_ends(snake, text_of(units[i].suffix)))
			return units[i].seconds;
	return 0;
}

size_t fit_unit_length(struct text snake)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		size_t n = strlen(units[i].suffix);

		if (!text_ends(snake, text_of(units[i].suffix)))
			continue;
		snake.n -= n;
		return text_ends(snake, TEXT("_in")) ? n + 3 : n;
	}
	return 0;
}

static bool refuse(struct fit *f, const char *wanted)
{
	f->why = arena_printf(f->arena, "it holds %s, not %s", fit_type_words(f->column), wanted);
	return false;
}

static bool is_number(const struct column *c)
{
	return c->type == COLUMN_INTEGER || c->type == COLUMN_DECIMAL || c->type == COLUMN_NUMBER;
}

static bool is_missing_code(const struct role_map *m, double value)
{
	for (size_t i = 0; i < m->n_missing; i++)
		if (m->missing[i] == value)
			return true;
	return false;
}

/* What the values are that the role would see. */
struct range {
	double low, high; /* low > high: no value */
	uint64_t n, n_outside;
};

static void add_to_range(const struct fit *f, struct range *r, double value, uint64_t n)
{
	double low = fmin(f->map.low, f->map.high), high = fmax(f->map.low, f->map.high);

	if (n == 0 || isnan(value) || is_missing_code(&f->map, value))
		return;
	r->n += n;
	if (value < low || value > high)
		r->n_outside += n;
	r->low = fmin(r->low, value);
	r->high = fmax(r->high, value);
}

static bool is_inside(const struct fit *f, uint64_t code)
{
	double value = column_code_number(f->column, code);

	return value >= fmin(f->map.low, f->map.high) && value <= fmax(f->map.low, f->map.high);
}

static struct range find_range(const struct fit *f)
{
	const struct column *c = f->column;
	struct range r = { INFINITY, -INFINITY, 0, 0 };
	struct arena scratch = { .on_failure = f->arena->on_failure };
	uint64_t *counts;

	/* The lowest and the highest value are known: where both are inside, all are. */
	if (c->type != COLUMN_NUMBER && c->domain && f->map.n_missing == 0 && is_inside(f, 0) &&
	    is_inside(f, c->domain - 1)) {
		r.n = f->table->n_rows - c->n_missing;
		r.low = column_code_number(c, 0);
		r.high = column_code_number(c, c->domain - 1);
		return r;
	}
	if (c->domain >= COUNTED_MAX || c->type == COLUMN_NUMBER) {
		for (size_t i = 0; i < f->table->n_rows; i++)
			add_to_range(f, &r, column_number(c, i), 1);
		return r;
	}
	counts = ARENA_ARRAY(&scratch, (size_t)c->domain + 1, uint64_t);
	column_count(c, f->table->n_rows, counts);
	for (uint64_t code = 0; code < c->domain; code++)
		add_to_range(f, &r, column_code_number(c, code), counts[code]);
	arena_reset(&scratch);
	return r;
}

/* The usual scale that holds the values of R, or their own range. */
static void suggest_scale(const struct range *r, double *low, double *high)
{
	static const double usual[][2] = { { 1, 5 }, { 1, 7 }, { 0, 5 }, { 1, 10 }, { 0, 10 }, { 0, 100 } };

	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++) {
		*low = usual[i][0];
		*high = usual[i][1];
		if (r->low >= *low && r->high <= *high)
			return;
	}
	*low = floor(r->low);
	*high = ceil(r->high);
}

static bool fit_range(struct fit *f)
{
	const struct role_definition *role = role_definition(f->role);
	struct range r;
	double low, high;

	if (!is_number(f->column))
		return refuse(f, "numbers");
	if (!f->has_scale) {
		f->map.low = role->low;
		f->map.high = role->high;
	}
	r = find_range(f);
	f->map.n_outside = r.n_outside;
	if (f->has_scale || r.n_outside * OUTSIDE_MAX <= r.n)
		return true;
	suggest_scale(&r, &low, &high);
	f->why = arena_printf(f->arena, "its values run from %g to %g, not from %g to %g", r.low, r.high, role->low,
			      role->high);
	f->advice = arena_printf(f->arena, "mapping %s = %.*s scale %g..%g", role->name,
				 TEXT_ARGS(fit_name(f->arena, f->column)), low, high);
	return false;
}

/* 2:23: minutes or hours, the user has to say. */
static bool refuse_short_clock(struct fit *f)
{
	const struct dictionary *words = f->column->words;
	int64_t seconds;

	if (f->column->type != COLUMN_TEXT || words->n == 0 ||
	    !scan_clock(dictionary_word(words, 0), CLOCK_MINUTES, &seconds))
		return false;
	f->why = arena_printf(f->arena, "\"%.*s\" may be minutes and seconds, or hours and minutes",
			      TEXT_ARGS(dictionary_word(words, 0)));
	f->advice = arena_printf(f->arena, "mapping %s = %.*s in minutes, or in hours", role_name(f->role),
				 TEXT_ARGS(fit_name(f->arena, f->column)));
	return true;
}

static bool fit_span(struct fit *f)
{
	if (!is_number(f->column))
		return refuse_short_clock(f) ? false : refuse(f, "numbers of seconds, minutes, hours or days");
	/* h:mm:ss became seconds, whatever the unit that was given said about mm:ss. */
	if (f->is_clock)
		f->map.seconds = 1;
	if (f->map.seconds <= 0)
		f->map.seconds = fit_unit_of_name(f->column->snake);
	if (f->map.seconds > 0)
		return true;
	f->why = TEXT("its name does not say in which unit it counts");
	f->advice = arena_printf(f->arena, "mapping %s = %.*s in seconds", role_name(f->role),
				 TEXT_ARGS(fit_name(f->arena, f->column)));
	return false;
}

/* At most CATEGORIES_MAX different values, counted with a bit for each of a range that is not absurd. */
static bool has_few_values(const struct fit *f)
{
	const struct column *c = f->column;
	size_t bytes = (size_t)(c->domain / 8 + 1), n = 0;
	struct arena scratch = { .on_failure = f->arena->on_failure };
	unsigned char *seen;

	if (c->domain <= CATEGORIES_MAX)
		return true;
	if (c->domain > (uint64_t)1 << 26)
		return false;
	seen = arena_alloc(&scratch, bytes);
	for (size_t i = 0; i < f->table->n_rows && n <= CATEGORIES_MAX; i++) {
		uint64_t code = column_code(c, i);

		n += code != column_missing(c) && !(seen[code / 8] >> code % 8 & 1);
		seen[code / 8] |= (unsigned char)(1u << code % 8);
	}
	arena_reset(&scratch);
	return n <= CATEGORIES_MAX;
}

static bool fit_category(struct fit *f)
{
	if (f->column->type == COLUMN_TEXT || f->column->type == COLUMN_YESNO)
		return true;
	if (f->column->type != COLUMN_INTEGER)
		return refuse(f, "text, yes and no or integers");
	if (f->explicit_mapping || has_few_values(f))
		return true;
	f->why = arena_printf(f->arena, "it holds more than %d different numbers", CATEGORIES_MAX);
	f->advice = arena_printf(f->arena, "mapping %s = %.*s", role_name(f->role),
				 TEXT_ARGS(fit_name(f->arena, f->column)));
	return false;
}

static bool fit_yesno(struct fit *f)
{
	const struct column *c = f->column;

	if (c->type == COLUMN_YESNO)
		return true;
	if (c->type != COLUMN_INTEGER)
		return refuse(f, "yes and no");
	if (c->domain == 0 || (c->base >= 0 && c->base + (int64_t)c->domain <= 2))
		return true;
	f->why = TEXT("its numbers are not all 0 and 1");
	return false;
}

/* The base of codes is the lowest value. */
static bool has_negative(const struct column *c, size_t n_rows)
{
	if (c->type != COLUMN_NUMBER)
		return c->domain > 0 && c->base < 0;
	for (size_t i = 0; i < n_rows; i++)
		if (column_doubles(c)[i] < 0)
			return true;
	return false;
}

static bool fit_amount(struct fit *f)
{
	const struct role_definition *role = role_definition(f->role);
	bool natural = role->kind == ROLE_COUNT || f->role == ROLE_weight;

	if (role->low < role->high)
		return fit_range(f);
	if (!is_number(f->column) || (role->kind == ROLE_COUNT && f->column->type != COLUMN_INTEGER))
		return refuse(f, role->kind == ROLE_COUNT ? "integers" : "numbers");
	if (!natural || !has_negative(f->column, f->table->n_rows))
		return true;
	f->why = TEXT("it has values below zero");
	return false;
}

/* 1900-01-01 09:12:58: a time of the day that a spreadsheet or library gave the day on which it begins to count. */
static bool is_time_of_day(const struct column *c)
{
	static const int64_t first_days[] = { -719162, -25569, -25568, -25567, -24107, 0 };
	int64_t length = (int64_t)DAY_SECONDS * c->per_second, day;

	if (c->type != COLUMN_TIME || c->domain == 0)
		return false;
	day = day_of_second(c->base / c->per_second);
	for (size_t i = 0; i < sizeof(first_days) / sizeof(*first_days); i++)
		if (day == first_days[i])
			return c->base + (int64_t)c->domain <= (day + 1) * length;
	return false;
}

static bool fit_moment(struct fit *f)
{
	const struct table *t = f->table;

	if (is_time_of_day(f->column) && !f->explicit_mapping) {
		f->why = TEXT("it holds times of one and the same day");
		for (size_t i = 0; i < t->n_columns && !f->advice.n; i++)
			if (t->columns[i].type == COLUMN_DATE)
				f->advice = arena_printf(f->arena, "mapping %s = %.*s + %.*s", role_name(f->role),
							 TEXT_ARGS(fit_name(f->arena, &t->columns[i])),
							 TEXT_ARGS(fit_name(f->arena, f->column)));
		return false;
	}
	if (f->column->type == COLUMN_DATE || f->column->type == COLUMN_TIME)
		return true;
	if (!f->column->no_date.n)
		return refuse(f, "dates like 2025-03-01 or times like 2025-03-01T14:30");
	f->why = f->column->no_date;
	return false;
}

bool fit_role(struct fit *f)
{
	switch (role_kind_of(f->role)) {
	case ROLE_ID:
		return true;
	case ROLE_MOMENT:
		return fit_moment(f);
	case ROLE_CATEGORY:
		return fit_category(f);
	case ROLE_YESNO:
		return fit_yesno(f);
	case ROLE_SCORE:
		return fit_range(f);
	case ROLE_SPAN:
		return fit_span(f);
	case ROLE_COUNT:
	case ROLE_AMOUNT:
		return fit_amount(f);
	case ROLE_TEXT:
		return f->column->type == COLUMN_TEXT || refuse(f, "text");
	}
	return false;
}
