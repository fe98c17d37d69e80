#include "render/cell.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/digits.h"
#include "base/utf8.h"
#include "base/wide.h"
#include "render/number.h"
#include "render/render.h"

void cell_for_machines(const struct cell *c, struct buffer *out)
{
	switch (c->kind) {
	case CELL_NONE:
	case CELL_MISSING:
	case CELL_HIDDEN:
		break;
	case CELL_TEXT:
	case CELL_TIME:
		buffer_add(out, c->text);
		break;
	case CELL_INTEGER:
		buffer_printf(out, "%" PRId64, c->integer);
		break;
	case CELL_NUMBER:
		digits_add_double(c->number, out);
		break;
	case CELL_YESNO:
		buffer_add_c(out, c->integer ? "true" : "false");
		break;
	case CELL_DECIMAL:
		digits_add_decimal(c->integer, c->scale, out);
		break;
	}
}

bool cell_is_number(const struct cell *c)
{
	return c->kind == CELL_INTEGER || c->kind == CELL_NUMBER || c->kind == CELL_DECIMAL;
}

static double value_of(const struct cell *c)
{
	if (c->kind == CELL_INTEGER)
		return (double)c->integer;
	return c->kind == CELL_DECIMAL ? wide_to_double(c->integer, c->scale) : c->number;
}

/* Whole and scaled numbers keep every digit unless places are asked for. */
static void add_plain(const struct cell *c, int asked, int precision, struct buffer *out)
{
	struct buffer digits = { 0 };

	if (asked >= 0) {
		number_add_rounded(value_of(c), asked, out);
	} else if (c->kind == CELL_NUMBER && precision >= 0) {
		number_add_rounded(c->number, precision, out);
	} else if (c->kind == CELL_NUMBER) {
		number_add_short(c->number, 4, out);
	} else {
		cell_for_machines(c, &digits);
		number_add_grouped(digits.at ? digits.at : "", out);
		out->failed |= digits.failed;
		buffer_free(&digits);
	}
}

static void add_number(const struct cell *c, enum look look, int asked, int precision, struct buffer *out)
{
	int places = asked >= 0 ? asked : precision;

	switch (look) {
	case LOOK_PLAIN:
		add_plain(c, asked, precision, out);
		break;
	case LOOK_POINTS:
		number_add_rounded(value_of(c), places >= 0 ? places : 1, out);
		break;
	case LOOK_PERCENT:
		number_add_rounded(value_of(c) * 100, places >= 0 ? places : 1, out);
		buffer_add_char(out, '%');
		break;
	case LOOK_MEAN:
	case LOOK_MONEY:
		number_add_rounded(value_of(c), places >= 0 ? places : 2, out);
		break;
	case LOOK_DURATION:
		number_add_duration(value_of(c), out);
		break;
	case LOOK_INTEGER:
		if (c->kind == CELL_INTEGER)
			add_plain(c, -1, -1, out);
		else
			number_add_rounded(value_of(c), 0, out);
		break;
	case LOOK_RAW:
		cell_for_machines(c, out);
		break;
	}
}

/* What is spelled in TEXT is more than nothing. */
static bool has_nonzero_digit(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.at[i] >= '1' && t.at[i] <= '9')
			return true;
	return false;
}

/* The sign is decided after rounding: +0.0 would claim a rise that is not shown. */
static void add_signed(const struct cell *c, const struct result_column *column, int precision, struct buffer *out)
{
	int asked = column->decimals > DECIMALS_MAX ? DECIMALS_MAX : column->decimals;
	struct buffer number = { 0 };

	add_number(c, column->look, asked, precision > DECIMALS_MAX ? DECIMALS_MAX : precision, &number);
	if (column->is_change && value_of(c) > 0 && has_nonzero_digit(buffer_text(&number)))
		buffer_add_char(out, '+');
	buffer_add(out, buffer_text(&number));
	out->failed |= number.failed;
	buffer_free(&number);
}

void cell_for_people(const struct cell *c, const struct result_column *column, int precision, struct buffer *out)
{
	if (c->kind == CELL_MISSING)
		buffer_add_c(out, "(missing)");
	else if (c->kind == CELL_HIDDEN || c->kind == CELL_TEXT || c->kind == CELL_TIME)
		utf8_visible(c->text, out);
	else if (cell_is_number(c))
		add_signed(c, column, precision, out);
	else
		cell_for_machines(c, out);
}
