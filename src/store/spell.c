#include "store/spell.h"

#include <math.h>

#include "base/calendar.h"
#include "base/digits.h"

static void spell_day(int64_t day, struct buffer *out)
{
	int64_t year, month, month_day;

	date_of(day, &year, &month, &month_day);
	buffer_printf(out, "%04d-%02d-%02d", (int)year, (int)month, (int)month_day);
}

/* time_digits: 16 to the minute, 19 to the second, 23 to the millisecond. */
static void spell_time(const struct column *c, int64_t value, struct buffer *out)
{
	int64_t per_second = c->per_second > 1 ? c->per_second : 1;
	int64_t second = value / per_second - (value % per_second < 0), part = value - second * per_second;
	int64_t day = day_of_second(second), rest = second - day * DAY_SECONDS;

	spell_day(day, out);
	buffer_printf(out, "T%02d:%02d", (int)(rest / 3600), (int)(rest / 60 % 60));
	if (c->time_digits >= 19 || rest % 60)
		buffer_printf(out, ":%02d", (int)(rest % 60));
	if (c->time_digits >= 23 || part)
		buffer_printf(out, ".%03d", (int)part);
	if (c->zoned)
		buffer_add_char(out, 'Z');
}

void spell_code(const struct column *c, uint64_t code, struct buffer *out)
{
	int64_t value = (int64_t)((uint64_t)c->base + code);

	if (code == column_missing(c))
		return;
	switch (c->type) {
	case COLUMN_TEXT:
		buffer_add(out, dictionary_word(c->words, (uint32_t)code));
		break;
	case COLUMN_YESNO:
		buffer_add(out, code ? c->yes : c->no);
		break;
	case COLUMN_DATE:
		spell_day(value, out);
		break;
	case COLUMN_TIME:
		spell_time(c, value, out);
		break;
	default:
		digits_add_decimal(value, c->type == COLUMN_DECIMAL ? c->scale : 0, out);
		break;
	}
}

void spell_row(const struct column *c, size_t row, struct buffer *out)
{
	if (c->type != COLUMN_NUMBER)
		spell_code(c, column_code(c, row), out);
	else if (!isnan(column_doubles(c)[row]))
		digits_add_double(column_doubles(c)[row], out);
}

const char *spell_type(enum column_type type)
{
	static const char *const names[] = {
		[COLUMN_TEXT] = "text",	      [COLUMN_YESNO] = "yes/no",  [COLUMN_INTEGER] = "integer",
		[COLUMN_DECIMAL] = "decimal", [COLUMN_NUMBER] = "number", [COLUMN_DATE] = "date",
		[COLUMN_TIME] = "time",
	};

	return names[type];
}
