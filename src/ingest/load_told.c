/* What `types (...)`, `dates ...` and the mappings say of single columns, handed to their readers. */
#include "ingest/load.h"

static const struct {
	const char *word, *what;
	enum family family;
	bool whole; /* no places, no time of day */
	bool epoch;
	enum moment_unit unit;
	enum clock_form clock;
} types[] = {
	{ .word = "text", .what = "text", .family = FAMILY_TEXT },
	{ .word = "category", .what = "a category", .family = FAMILY_TEXT },
	{ .word = "yesno", .what = "yes or no", .family = FAMILY_YESNO },
	{ .word = "integer", .what = "an integer", .family = FAMILY_DECIMAL, .whole = true },
	{ .word = "decimal", .what = "a decimal", .family = FAMILY_DECIMAL },
	{ .word = "number", .what = "a number", .family = FAMILY_NUMBER },
	{ .word = "date", .what = "a date", .family = FAMILY_MOMENT, .whole = true },
	{ .word = "time", .what = "a time", .family = FAMILY_MOMENT },
	{ .word = "epoch", .what = "a time", .family = FAMILY_MOMENT, .epoch = true, .unit = MOMENT_SECONDS },
	{ .word = "epoch_ms", .what = "a time", .family = FAMILY_MOMENT, .epoch = true, .unit = MOMENT_MILLISECONDS },
	{ .word = "duration", .what = "a duration", .family = FAMILY_CLOCK },
	{ .word = "mm_ss", .what = "a duration", .family = FAMILY_CLOCK, .clock = CLOCK_MINUTES },
	{ .word = "hh_mm", .what = "a duration", .family = FAMILY_CLOCK, .clock = CLOCK_HOURS },
};

static bool declare(struct reader *r, struct text type)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (!text_equal_folded(type, text_of(types[i].word)))
			continue;
		r->declared = types[i].family;
		r->forced = types[i].what;
		r->whole = types[i].whole;
		r->epoch = types[i].epoch;
		r->epoch_unit = types[i].unit;
		r->clock_form = types[i].clock;
		return true;
	}
	return false;
}

static bool order_of(struct text word, enum date_order *order)
{
	for (unsigned o = ORDER_DMY; o <= ORDER_YMD; o++) {
		*order = (enum date_order)o;
		if (text_equal_folded(word, text_of(date_order_name(*order))))
			return true;
	}
	return false;
}

/* The reader of the column that O names, or NULL with an error added. */
static struct reader *reader_of(struct load *l, struct reader *readers, const struct column_option *o)
{
	const struct column *c = table_column(l->table, o->column);

	if (c)
		return &readers[c - l->table->columns];
	roles_unknown_column(o->column, o->span, l->table, l->errors);
	return NULL;
}

/* A column that another file of the same load may have. */
static bool is_elsewhere(const struct load *l, const struct column_option *o)
{
	return l->request->is_part && o->column.n && !table_column(l->table, o->column);
}

static bool tell_type(struct load *l, struct reader *readers, const struct column_option *o)
{
	bool all = o->column.n == 0, known = true;
	struct reader *one = all ? NULL : reader_of(l, readers, o);

	if (!all && !one)
		return false;
	for (size_t i = 0; i < l->n_read; i++)
		if (all || one == &readers[i])
			known = declare(&readers[i], o->value);
	if (known)
		return true;
	diagnose(l->errors, STATUS_BAD_INPUT, o->span, "there is no type %.*s", TEXT_ARGS(o->value));
	diagnose_help(l->errors, "the types are text, yesno, integer, decimal, number, date, time, epoch, epoch_ms, "
				 "duration, mm_ss and hh_mm");
	return false;
}

/* For one column, the order says that it holds dates, too; for all, only how dates are read. */
static bool tell_order(struct load *l, struct reader *readers, const struct column_option *o)
{
	struct reader *one = o->column.n ? reader_of(l, readers, o) : NULL;
	enum date_order order;

	if (o->column.n && !one)
		return false;
	if (!order_of(o->value, &order)) {
		diagnose(l->errors, STATUS_BAD_INPUT, o->span, "there is no order of dates %.*s", TEXT_ARGS(o->value));
		diagnose_help(l->errors, "it is dmy (day first), mdy (month first) or ymd (year first)");
		return false;
	}
	for (size_t i = 0; i < l->n_read && !one; i++)
		readers[i].order = order;
	if (!one)
		return true;
	one->order = order;
	if (one->declared == FAMILY_NONE)
		one->declared = FAMILY_MOMENT;
	return true;
}

/* `mapping talk = Duration in minutes`: 2:23 is minutes and seconds; in hours: hours and minutes. */
static void tell_unit(struct load *l, struct reader *readers, const struct mapping_request *m)
{
	const struct column *c = table_column(l->table, m->column);
	struct reader *r = c ? &readers[c - l->table->columns] : NULL;

	if (r && r->clock_form == CLOCK_FULL)
		r->clock_form = m->seconds == 60 ? CLOCK_MINUTES : m->seconds == 3600 ? CLOCK_HOURS : CLOCK_FULL;
}

bool load_told(struct load *l, struct reader *readers)
{
	const struct load_options *o = &l->request->options;
	bool fine = true;

	for (size_t i = 0; i < o->n_types; i++)
		fine &= is_elsewhere(l, &o->types[i]) || tell_type(l, readers, &o->types[i]);
	/* What is said of one column wins over what is said of all. */
	for (size_t i = 0; i < o->n_dates; i++)
		if (!o->dates[i].column.n)
			fine &= tell_order(l, readers, &o->dates[i]);
	for (size_t i = 0; i < o->n_dates; i++)
		if (o->dates[i].column.n && !is_elsewhere(l, &o->dates[i]))
			fine &= tell_order(l, readers, &o->dates[i]);
	for (size_t i = 0; i < l->request->n_mappings; i++)
		tell_unit(l, readers, &l->request->mappings[i]);
	return fine;
}

const struct field *load_find_unfit(const struct load *l, const struct field *fields, size_t stride, struct batch *b)
{
	for (size_t c = 0; c < l->n_read; c++) {
		const struct reader *r = &l->as_told[c];

		if (r->forced && r->declared != FAMILY_TEXT && !reader_accepts(r, fields[c * stride], b))
			return &fields[c * stride];
	}
	return NULL;
}

const struct field *load_check_row(void *load, const struct field *fields, size_t stride, struct buffer *out)
{
	struct load *l = load;
	const struct field *f = load_find_unfit(l, fields, stride, l->checking);
	size_t c = f ? (size_t)(f - fields) / stride : 0;

	if (!f)
		return NULL;
	buffer_clear(out);
	buffer_printf(out, "\"%.*s\" is not %s (%.*s)", (int)(f->n < 60 ? f->n : 60), f->at, l->as_told[c].forced,
		      TEXT_ARGS(l->table->columns[c].name));
	return f;
}
