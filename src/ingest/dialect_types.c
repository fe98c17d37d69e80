#include <string.h>

#include "ingest/dialect_int.h"
#include "ingest/value.h"

enum { ROWS_LOOKED_AT = 1000 };

/* One column below the first row. */
struct tally {
	size_t values, figures;
	size_t answers, dates;	     /* yes and no; dates with the name of a month, which are no figures */
	size_t whole;		     /* numbers without a decimal sign */
	size_t points, commas;	     /* numbers with one */
	bool sure_point, sure_comma; /* some of them cannot be thousands, as 1,234 can */
};

static bool has_digit(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (is_digit(t.at[i]))
			return true;
	return false;
}

/* Numbers, dates, times, amounts of money: digits and what stands between them, with the T and Z of ISO 8601. */
static bool is_figure(struct text t)
{
	static const char between[] = "0123456789+-.,:/ %$TZ()";

	while (t.n && (unsigned char)*t.at >= 0x80) /* a currency sign */
		t = text_from(t, 1);
	for (size_t i = 0; i < t.n; i++) {
		bool exponent = (t.at[i] == 'e' || t.at[i] == 'E') && i > 0 && i + 1 < t.n && is_digit(t.at[i - 1]);

		if (!exponent && !memchr(between, t.at[i], sizeof(between) - 1))
			return false;
	}
	return has_digit(t);
}

/* A date that is no figure: with the name of its month. */
static bool is_named_date(struct text t)
{
	struct moment_memo memo = { 0 };
	struct moment m;

	return has_digit(t) && !is_figure(t) && scan_moment(t, ORDER_DMY, &m, &memo);
}

/* 1,234: up to three digits and three more. */
static bool may_be_thousands(struct text t)
{
	size_t digits = t.n && !is_digit(*t.at) ? t.n - 1 : t.n;

	return digits >= 5 && digits <= 7 && !is_digit(t.at[t.n - 4]) && *t.at != '0';
}

static void count_number(struct tally *c, struct text t)
{
	struct decimal d;

	if (scan_decimal(t, '.', &d)) {
		c->whole += d.places == 0;
		c->points += d.places > 0;
		c->sure_point |= d.places > 0 && !may_be_thousands(t);
	} else if (scan_decimal(t, ',', &d)) {
		c->commas++;
		c->sure_comma |= !may_be_thousands(t);
	}
}

static void count(struct tally *c, struct text t)
{
	if (is_missing_word(t))
		return;
	c->values++;
	c->answers += scan_yesno(t) >= 0;
	c->dates += is_named_date(t);
	if (!is_figure(t))
		return;
	c->figures++;
	count_number(c, t);
}

/* Has the column nothing but yes and no, or dates with names of months, and is FIRST one, too? */
static bool is_one_of_them(const struct tally *c, struct text first)
{
	return (c->values > 1 && c->answers == c->values && scan_yesno(first) >= 0) ||
	       (c->dates && c->dates == c->values && is_named_date(first));
}

static bool is_figures(const struct tally *c)
{
	return c->values && c->figures * 5 >= c->values * 4;
}

/* A decimal comma is believed when some column has nothing but such numbers and no column has points. */
static bool has_comma_decimals(const struct tally *columns, size_t n)
{
	bool commas = false;

	for (size_t i = 0; i < n; i++) {
		const struct tally *c = &columns[i];

		if (c->sure_point && c->points + c->whole == c->values)
			return false;
		commas |= c->sure_comma && c->commas + c->whole == c->values;
	}
	return commas;
}

/* At least N whole numbers from LOW to HIGH, each one more than the one before it. */
static bool is_run(const struct text *first, size_t n_cells, size_t n, int64_t low, int64_t high)
{
	int64_t before = 0;
	size_t length = 0;

	for (size_t i = 0; i < n_cells; i++) {
		struct decimal d;

		if (!scan_decimal(first[i], '.', &d) || d.places)
			continue;
		if (d.mantissa < low || d.mantissa > high || (length && d.mantissa != before + 1))
			return false;
		length++;
		before = d.mantissa;
	}
	return length >= n;
}

/* Columns that are named by figures: a few years beside words, or 0, 1, 2 ... behind an empty cell, as pandas does. */
static bool is_named_by_figures(const struct text *first, size_t n, bool words)
{
	if (words)
		return is_run(first, n, 3, 1900, 2100);
	return n > 1 && first[0].n == 0 && is_run(first, n, n - 1, 0, (int64_t)n - 2);
}

static void compare_first(const struct text *first, const struct tally *columns, size_t n, struct dialect_types *out)
{
	size_t figures = 0, words = 0, dates = 0;

	for (size_t i = 0; i < n; i++) {
		bool figure = is_figure(first[i]), word = !figure && !is_missing_word(first[i]);

		figures += figure;
		words += word;
		dates += is_named_date(first[i]);
		out->alike += is_one_of_them(&columns[i], first[i]);
		if (!is_figures(&columns[i]))
			continue;
		out->figures++;
		out->named += word;
		out->alike += figure;
	}
	/* Such dates are words above figures. */
	out->first_is_data = figures + dates > 0 && figures + dates >= words - dates;
	out->first_is_names = is_named_by_figures(first, n, words > 0);
}

/* Up to N cells of the next row, trimmed; false at the end, or where the sample is cut. */
static bool next_row(struct csv *c, const struct dialect_sample *s, struct text *cells, size_t *n)
{
	enum csv_row row;

	do
		row = csv_read(c, s->fields, 1);
	while (row == CSV_BAD_ROW && !(s->cut && c->fault == CSV_UNCLOSED_QUOTE));
	if (row != CSV_ROW || (s->cut && c->at == s->text.at + s->text.n))
		return false;
	*n = c->n_fields < COLUMNS_MAX ? c->n_fields : COLUMNS_MAX;
	for (size_t i = 0; i < *n; i++)
		cells[i] = text_trim((struct text){ s->fields[i].at, s->fields[i].n });
	return true;
}

struct dialect_types dialect_look(struct arena *a, const struct dialect_sample *s, const struct dialect *d, size_t from)
{
	struct csv c = csv_open(s->text, *d, 0);
	struct dialect_types out = { 0 };
	struct tally *columns;
	size_t n, width;

	c.at += from;
	if (!next_row(&c, s, s->first, &width))
		return out;
	columns = ARENA_ARRAY(a, width + 1, struct tally);
	while (out.n_rows < ROWS_LOOKED_AT && next_row(&c, s, s->cells, &n)) {
		if (n != width)
			continue;
		out.n_rows++;
		for (size_t i = 0; i < n; i++)
			count(&columns[i], s->cells[i]);
	}
	compare_first(s->first, columns, width, &out);
	out.comma_decimals = has_comma_decimals(columns, width);
	return out;
}

/* Where the types tell nothing, the first row is taken as names. */
bool dialect_has_header(const struct dialect_types *t)
{
	if (t->n_rows == 0)
		return !t->first_is_data || t->first_is_names;
	if (t->first_is_names)
		return true;
	return t->alike <= t->named;
}
