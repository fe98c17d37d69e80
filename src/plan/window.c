#include "plan/window.h"

#include <math.h>

static struct period day_as_period(int64_t day)
{
	return (struct period){ day * DAY_SECONDS, (day + 1) * DAY_SECONDS };
}

/* The N units that begin FIRST units after the one holding the as-of day. */
static struct period units_from_as_of(const struct scope *s, enum unit unit, int64_t first, int64_t n)
{
	struct calendar c = scope_calendar(s);
	int64_t last_second = (scope_as_of_day(s) + 1) * DAY_SECONDS - 1;
	int64_t bucket = bucket_of_second(unit, last_second, c) + first;

	return (struct period){ bucket_start(unit, bucket, c), bucket_start(unit, bucket + n, c) };
}

static bool year_of_number(struct scope *s, const struct node *when, struct period *out)
{
	double year = when->number;

	if (year == floor(year) && year >= 1000 && year <= 9999) {
		*out = period_of_year((int64_t)year, scope_calendar(s));
		return true;
	}
	diagnose(s->errors, STATUS_BAD_INPUT, when->span, "a date is needed here")->code = 110;
	diagnose_help(s->errors, "write 2025, 2025-Q1, 2025-03, 2025-W07 or 2025-03-05");
	return false;
}

static bool literal_period(struct scope *s, const struct node *when, struct period *out)
{
	if (period_of_literal(when->text, scope_calendar(s), out))
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, when->span, "there is no date %.*s", TEXT_ARGS(when->text))->code = 110;
	return false;
}

/* 30 days ago is that day; 3 months ago the same day of that month; 2 hours ago an instant. */
static void ago_period(const struct scope *s, const struct node *when, struct period *out)
{
	int64_t today = scope_as_of_day(s) * DAY_SECONDS, n = (int64_t)when->number;

	if (when->unit >= UNIT_DAY) {
		*out = day_as_period(day_of_second(second_plus(today, -n, when->unit)));
		return;
	}
	out->from = second_plus(today + DAY_SECONDS, -n, when->unit);
	out->to = out->from;
}

bool scope_moment(struct scope *s, const struct node *when, struct period *out)
{
	int64_t today = scope_as_of_day(s);

	when = row_parameter(s, when);
	if (!when)
		return false;
	switch (when->kind) {
	case NODE_DATE:
		return literal_period(s, when, out);
	case NODE_NUMBER:
		return year_of_number(s, when, out);
	case NODE_TODAY:
		*out = day_as_period(today);
		return true;
	case NODE_YESTERDAY:
		*out = day_as_period(today - 1);
		return true;
	case NODE_AGO:
		ago_period(s, when, out);
		return true;
	case NODE_LAST_UNIT:
		*out = units_from_as_of(s, when->unit, -1, 1);
		return true;
	case NODE_THIS_UNIT:
		*out = units_from_as_of(s, when->unit, 0, 1);
		return true;
	case NODE_TIMERANGE: {
		struct window w;

		if (!window_bind(s, when, &w))
			return false;
		*out = w.p;
		return true;
	}
	default:
		diagnose(s->errors, STATUS_BAD_INPUT, when->span, "a date is needed here")->code = 110;
		diagnose_help(s->errors, "write 2025, 2025-Q1, 2025-03, 2025-W07, 2025-03-05, today or 30 days ago");
		return false;
	}
}

/* The last day on which something happened before DAY; INT64_MIN: none. */
static int64_t day_before(const struct scope *s, int64_t day)
{
	const struct column *c = s->table->roles[ROLE_time].column;
	const struct zone *zone = scope_zone(s, c);
	double unit = c->type == COLUMN_DATE ? DAY_SECONDS : 1, limit = (double)(day * DAY_SECONDS), last = -INFINITY;

	for (size_t row = 0; row < s->table->n_rows; row++) {
		double second = column_number(c, row) * unit;

		if (zone && !isnan(second))
			second += (double)(zone_wall(zone, (int64_t)floor(second)) - (int64_t)floor(second));
		if (second < limit && second > last)
			last = second;
	}
	return isinf(last) ? INT64_MIN : day_of_second((int64_t)floor(last));
}

enum { LONE_DAYS = 30 };

/* One row with a slip in its date moves every relative period. */
static void note_lone_day(struct scope *s)
{
	int64_t day = scope_as_of_day(s), before;

	if (s->settings->as_of_given || s->lone_day_noted)
		return;
	s->lone_day_noted = true;
	before = day_before(s, day);
	if (before != INT64_MIN && before < day - LONE_DAYS)
		scope_note(s, true,
			   "the last day of the data, %.*s, stands alone: nothing since %.*s; to count from there, set "
			   "as_of = %.*s",
			   TEXT_ARGS(day_literal(s->arena, day)), TEXT_ARGS(day_literal(s->arena, before)),
			   TEXT_ARGS(day_literal(s->arena, before)));
}

static int64_t end_of_as_of(const struct scope *s)
{
	return (scope_as_of_day(s) + 1) * DAY_SECONDS;
}

/* last N: the N calendar units up to and with the current one; last UNIT alone is the complete one before (design
 * 4.1.1). */
static struct period relative(const struct scope *s, const struct node *range)
{
	int64_t n = (int64_t)range->number, end = end_of_as_of(s);
	struct period p;

	if (range->op == OP_THIS)
		p = units_from_as_of(s, range->unit, 0, 1);
	else if (range->op == OP_PREVIOUS || n == 0)
		p = units_from_as_of(s, range->unit, n ? -n : -1, n ? n : 1);
	else
		p = units_from_as_of(s, range->unit, 1 - n, n);
	if (range->unit < UNIT_DAY && range->op == OP_LAST && n > 0)
		p = (struct period){ second_plus(end, -n, range->unit), end };
	if (p.to > end)
		p.to = end;
	return p;
}

static bool absolute(struct scope *s, const struct node *range, struct period *p)
{
	struct period a, b;

	if (!scope_moment(s, node_at(range, 0), &a))
		return false;
	b = a;
	if (range->op == OP_FROM_TO && !scope_moment(s, node_at(range, 1), &b))
		return false;
	if (range->op != OP_BEFORE && range->op != OP_THROUGH)
		p->from = a.from;
	if (range->op == OP_BEFORE)
		p->to = a.from;
	else if (range->op != OP_SINCE)
		p->to = b.to;
	if (p->from < p->to || range->op == OP_BEFORE || range->op == OP_THROUGH || range->op == OP_SINCE)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, range->span, "the time range ends before it begins")->code = 111;
	return false;
}

bool window_bind(struct scope *s, const struct node *range, struct window *out)
{
	struct period data = { 0 };
	bool has_time = scope_data_period(s, &data);

	if (has_time) { /* whole days */
		data.from = day_of_second(data.from) * DAY_SECONDS;
		data.to = (day_of_second(data.to - 1) + 1) * DAY_SECONDS;
	}
	*out = (struct window){ .p = data };
	if (!range)
		return true;
	if (!has_time) {
		diagnose(s->errors, STATUS_BAD_INPUT, range->span,
			 "a time range needs a column mapped to the role time")
			->code = 102;
		diagnose_help(s->errors, "load the file with `mapping time = COLUMN`");
		return false;
	}
	out->given = true;
	/* Open ends reach to the data's, or to the as-of day where one was set. */
	out->p.to = s->settings->as_of_given ? end_of_as_of(s) : data.to;
	if (end_of_as_of(s) > out->p.to)
		out->p.to = end_of_as_of(s);
	if (range->op == OP_LAST || range->op == OP_PREVIOUS || range->op == OP_THIS) {
		note_lone_day(s);
		out->p = relative(s, range);
	} else if (!absolute(s, range, &out->p))
		return false;
	return true;
}

/* The unit that a window written as one calendar unit has: this year, during 2025-03, last month; else UNIT_NONE. */
static enum unit unit_of_range(const struct node *range)
{
	struct text t;

	if (!range)
		return UNIT_NONE;
	if (range->op == OP_THIS || ((range->op == OP_LAST || range->op == OP_PREVIOUS) && range->number == 0))
		return range->unit;
	if (range->op != OP_DURING)
		return UNIT_NONE;
	if (range->first->kind == NODE_LAST_UNIT || range->first->kind == NODE_THIS_UNIT)
		return range->first->unit;
	if (range->first->kind == NODE_NUMBER)
		return UNIT_YEAR;
	if (range->first->kind != NODE_DATE)
		return UNIT_NONE;
	t = range->first->text;
	if (t.n == 7)
		return t.at[5] == 'Q' || t.at[5] == 'q' ? UNIT_QUARTER : UNIT_MONTH;
	return t.n == 8 ? UNIT_WEEK : t.n == 10 ? UNIT_DAY : UNIT_NONE;
}

/* last 30 days, previous 3 months: the N units before those, so that weeks meet whole weeks. */
static bool counts_units(const struct node *range)
{
	return range && (range->op == OP_LAST || range->op == OP_PREVIOUS) && range->number > 0 &&
	       range->unit >= UNIT_DAY;
}

/* Calendar units between A and B when both are whole ones; a part-period moves by whole units too, so like meets like. */
static struct period shifted(struct period p, int64_t n, enum unit unit, struct calendar c)
{
	struct period q = { .from = second_plus(p.from, -n, unit) };

	/* The end is the start of a day that may not exist in a shorter month: counted from the last day included. */
	q.to = unit < UNIT_MONTH ? second_plus(p.to, -n, unit) : second_plus(p.to - 1, -n, unit) + 1;
	if (unit >= UNIT_MONTH && bucket_start(UNIT_MONTH, bucket_of_second(UNIT_MONTH, p.to - 1, c) + 1, c) == p.to)
		q.to = bucket_start(UNIT_MONTH, bucket_of_second(UNIT_MONTH, q.to - 1, c) + 1,
				    c); /* a month's end stays one */
	return q;
}

static bool whole_months(struct period p, struct calendar c, int64_t *months)
{
	int64_t first = bucket_of_second(UNIT_MONTH, p.from, c), last = bucket_of_second(UNIT_MONTH, p.to, c);

	*months = last - first;
	return bucket_start(UNIT_MONTH, first, c) == p.from && bucket_start(UNIT_MONTH, last, c) == p.to &&
	       last > first;
}

static bool before_when(struct scope *s, const struct node *when, struct window w, struct window *out)
{
	struct calendar c = scope_calendar(s);
	struct period target;

	if (when->kind == NODE_TIMERANGE)
		return window_bind(s, when, out);
	if (when->kind == NODE_AGO && when->unit >= UNIT_DAY) {
		out->p = shifted(w.p, (int64_t)when->number, when->unit, c);
		return true;
	}
	if (!scope_moment(s, when, &target))
		return false;
	if (when->kind == NODE_LAST_UNIT || when->kind == NODE_THIS_UNIT) {
		int64_t steps =
			bucket_of_second(when->unit, w.p.from, c) - bucket_of_second(when->unit, target.from, c);

		/* A window inside that very year goes with the year before. */
		if (steps >= 0) {
			out->p = shifted(w.p, steps ? steps : 1, when->unit, c);
			return true;
		}
	}
	out->p = target;
	return true;
}

/* `vs previous`, `vs previous UNIT`. */
static void before_previous(struct scope *s, const struct node *vs, const struct node *range, struct window w,
			    struct window *out)
{
	struct calendar c = scope_calendar(s);
	int64_t months;
	enum unit unit = unit_of_range(range);

	if (vs->unit != UNIT_NONE)
		out->p = shifted(w.p, 1, vs->unit, c);
	else if (unit != UNIT_NONE)
		out->p = shifted(w.p, 1, unit, c);
	else if (counts_units(range))
		out->p = shifted(w.p, (int64_t)range->number, range->unit, c);
	else if (whole_months(w.p, c, &months))
		out->p = shifted(w.p, months, UNIT_MONTH, c);
	else
		out->p = (struct period){ 2 * w.p.from - w.p.to, w.p.from };
}

/* A change from nothing, or from a part, is no change. */
static void note_start(struct scope *s, struct period before)
{
	struct period data;
	int64_t first;

	if (!scope_data_period(s, &data))
		return;
	first = day_of_second(data.from);
	if (before.from < first * DAY_SECONDS)
		scope_note(s, true, "the data begins on %.*s; the period before is %s",
			   TEXT_ARGS(day_literal(s->arena, first)),
			   before.to <= first * DAY_SECONDS ? "not in it" : "not complete");
}

bool window_before(struct scope *s, const struct node *vs, const struct node *range, struct window w,
		   struct window *out)
{
	*out = (struct window){ .given = true };
	if (vs->kind != NODE_VS_WHEN)
		before_previous(s, vs, range, w, out);
	else if (!before_when(s, node_at(vs, 0), w, out))
		return false;
	note_start(s, out->p);
	return true;
}

struct text window_text(struct scope *s, struct period p)
{
	return arena_printf(s->arena, "%.*s to %.*s", TEXT_ARGS(second_literal(s->arena, p.from)),
			    TEXT_ARGS(p.to % DAY_SECONDS == 0 ? day_literal(s->arena, day_of_second(p.to - 1))
							      : second_literal(s->arena, p.to - 1)));
}
