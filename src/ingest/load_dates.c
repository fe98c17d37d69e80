/* What the dates of the columns came to, in words: errors where day and month cannot be told apart, remarks on columns
 * that stayed text and on values that were left out. */
#include <inttypes.h>

#include "base/calendar.h"
#include "base/utf8.h"
#include "ingest/fit.h"
#include "ingest/load.h"

/* "line 12": where ROW (from 0) begins.  Rarely asked for, so the file is read again up to there; where it cannot be, "row
 * 11". */
static struct text place_of_row(struct load *l, uint64_t row)
{
	struct field *fields = ARENA_ARRAY(&l->scratch, l->n_read, struct field);
	struct csv csv = l->csv;
	uint64_t line, column;

	csv.n_columns = l->n_read;

	for (uint64_t at = 0; !l->jsonl && !l->rows.streams && at <= row;) {
		enum csv_row kind = csv_read(&csv, fields, 1);

		if (kind == CSV_END)
			break;
		at += kind == CSV_ROW;
		if (at <= row)
			continue;
		csv_place(&csv, fields->at, &line, &column);
		return arena_printf(&l->scratch, "line %" PRIu64, line);
	}
	return arena_printf(&l->scratch, "row %" PRIu64, row + 1);
}

/* "13/01/2021" (line 12), its bytes made fit to be shown. */
static struct text shown(struct load *l, const struct moment_facts *f, enum moment_sign s)
{
	buffer_clear(&l->repaired);
	utf8_repair(moment_shown(f, s), &l->repaired);
	return arena_printf(&l->table->arena, "\"%.*s\" (%.*s)", TEXT_ARGS(buffer_text(&l->repaired)),
			    TEXT_ARGS(place_of_row(l, f->first[s].row)));
}

static const char *const month_names[] = { "January", "February", "March",     "April",	  "May",      "June",
					   "July",    "August",	  "September", "October", "November", "December" };

static struct text day_in_words(struct load *l, struct text value, enum date_order order)
{
	struct moment_memo memo = { 0 };
	int64_t year, month, day;
	struct moment m;

	if (!scan_moment(value, order, &m, &memo))
		return value;
	date_of(m.unit == MOMENT_DAYS	   ? m.value
		: m.unit == MOMENT_SECONDS ? day_of_second(m.value)
					   : day_of_second(m.value / 1000),
		&year, &month, &day);
	return arena_printf(l->errors->arena, "%d %s %d", (int)day, month_names[month - 1], (int)year);
}

static void refuse_undecided(struct load *l, const struct reader *r, const struct column *c)
{
	struct text value = moment_shown(&r->facts.moments, SIGN_EITHER);
	struct text place = place_of_row(l, r->facts.moments.first[SIGN_EITHER].row);
	struct text name = fit_name(l->errors->arena, c);

	diagnose(l->errors, STATUS_FAILED, l->request->span,
		 "%.*s, %.*s, %.*s: %.*s is %.*s or %.*s, and no date of the column tells which",
		 TEXT_ARGS(l->request->file), TEXT_ARGS(place), TEXT_ARGS(name),
		 TEXT_ARGS(arena_text(l->errors->arena, value)), TEXT_ARGS(day_in_words(l, value, ORDER_DMY)),
		 TEXT_ARGS(day_in_words(l, value, ORDER_MDY)));
	diagnose_help(
		l->errors,
		"write: load ... with (dates dmy) or with (dates mdy), or to keep it as text with (types (%.*s text))",
		TEXT_ARGS(name));
}

/* Why the dates of F are no column of dates. */
static struct text mixture(struct load *l, const struct moment_facts *f)
{
	enum moment_sign first, second;
	enum moment_verdict verdict = moment_verdict(f, ORDER_OPEN, &first, &second);
	const char *why = verdict == MOMENT_MIXED_ORDER	  ? "the first is day/month, the second month/day"
			  : verdict == MOMENT_MIXED_ZONES ? "the first has a time zone, the second has none"
							  : "they are of different forms";
	struct text a = shown(l, f, first), b = shown(l, f, second);

	return arena_printf(&l->table->arena, "its dates do not agree: %.*s and %.*s, %s", TEXT_ARGS(a), TEXT_ARGS(b),
			    why);
}

/* Why the column is text though it began with dates: for the receipt, and for the role that it might have served. */
static void tell_refusal(struct load *l, const struct reader *r, struct column *c)
{
	struct arena *a = &l->table->arena;
	enum moment_sign first, second;
	enum moment_verdict verdict = moment_verdict(&r->refused, r->order, &first, &second);
	const char *advice = verdict == MOMENT_MIXED_ZONES ? "" : "; with (dates dmy) or with (dates mdy) reads them";
	struct text name = fit_name(a, c), value;

	if (r->refused.signs >> SIGN_UNFIT & 1) {
		value = shown(l, &r->refused, SIGN_UNFIT);
		c->no_date = arena_printf(a, "it holds text: %.*s is no date", TEXT_ARGS(value));
		table_remark(
			l->table,
			arena_printf(a,
				     "%.*s stays text: %.*s is no date; if it means that there is none, write: load "
				     "... missing (\"%.*s\")",
				     TEXT_ARGS(name), TEXT_ARGS(value),
				     TEXT_ARGS(text_trim(buffer_text(&l->repaired)))));
	} else if (verdict >= MOMENT_MIXED_ORDER) {
		c->no_date = mixture(l, &r->refused);
		table_remark(l->table, arena_printf(a, "%.*s stays text: %.*s%s", TEXT_ARGS(name),
						    TEXT_ARGS(c->no_date), advice));
	}
}

static void tell_unfit(struct load *l, const struct reader *r, struct column *c)
{
	static const char *const words[] = {
		[FAMILY_NONE] = "values",    [FAMILY_YESNO] = "yes or no", [FAMILY_CLOCK] = "duration",
		[FAMILY_DECIMAL] = "number", [FAMILY_NUMBER] = "number",   [FAMILY_MOMENT] = "date",
		[FAMILY_TEXT] = "text",
	};
	const struct moment_facts *f = &r->facts.moments;
	struct arena *a = &l->table->arena;
	struct text order = arena_printf(a, "%s%s", r->order == ORDER_OPEN ? "" : " as ", date_order_name(r->order));

	table_remark(l->table,
		     arena_printf(a, "%.*s: %" PRIu64 " value%s no %s%.*s, taken as missing; the first is %.*s",
				  TEXT_ARGS(fit_name(a, c)), f->n_unfit, f->n_unfit == 1 ? " is" : "s are",
				  words[r->family], TEXT_ARGS(order), TEXT_ARGS(shown(l, f, SIGN_UNFIT))));
}

bool load_dates(struct load *l)
{
	size_t errors = l->errors->n;

	for (size_t i = 0; i < l->n_read; i++) {
		const struct reader *r = &l->lanes[0].readers[i];

		if (reader_is_undecided(r))
			refuse_undecided(l, r, &l->table->columns[i]);
		if (r->family == FAMILY_TEXT)
			tell_refusal(l, r, &l->table->columns[i]);
		if (r->facts.moments.n_unfit)
			tell_unfit(l, r, &l->table->columns[i]);
	}
	return l->errors->n == errors;
}
