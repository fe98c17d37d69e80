/* Row expressions as text, for `explain`. */
#include <math.h>

#include "base/buffer.h"
#include "plan/row.h"

static void print_list(const struct row *r, const char *between, struct buffer *out)
{
	buffer_add_char(out, '(');
	for (size_t i = 0; i < r->n_list; i++) {
		if (i)
			buffer_printf(out, " %s ", between);
		row_print(r->list[i], out);
	}
	buffer_add_char(out, ')');
}

static void print_words(const struct row *r, struct buffer *out)
{
	row_print(r->a, out);
	buffer_add_c(out, " in {");
	for (size_t i = 0; i < r->n_codes; i++) {
		buffer_add_c(out, i ? ", " : "");
		buffer_add(out, dictionary_word(r->a->column->words, r->codes[i]));
	}
	buffer_add_char(out, '}');
}

static void print_column(const struct row *r, struct buffer *out)
{
	buffer_add(out, r->column->snake);
	if (r->role && r->role->high != r->role->low)
		buffer_printf(out, "[%g..%g]", r->role->low, r->role->high);
	if (r->seconds != 0 && r->seconds != 1)
		buffer_printf(out, " * %g s", r->seconds);
}

static void print_two(const struct row *r, const char *op, struct buffer *out)
{
	buffer_add_char(out, '(');
	row_print(r->a, out);
	buffer_printf(out, " %s ", op);
	row_print(r->b, out);
	buffer_add_char(out, ')');
}

static void print_function(const struct row *r, const char *name, struct buffer *out)
{
	buffer_printf(out, "%s(", name);
	row_print(r->a, out);
	buffer_add_char(out, ')');
}

void row_print(const struct row *r, struct buffer *out)
{
	switch (r->kind) {
	case ROW_CONSTANT:
		buffer_printf(out, "%.17g", r->number);
		break;
	case ROW_COLUMN:
		print_column(r, out);
		break;
	case ROW_WEEKDAY:
		print_function(r, "weekday", out);
		break;
	case ROW_HOUR:
		print_function(r, "hour_of_day", out);
		break;
	case ROW_BAND:
		print_function(r, r->band_of ? "words" : "band", out);
		break;
	case ROW_NEGATE:
		print_function(r, "-", out);
		break;
	case ROW_ADD:
		print_two(r, "+", out);
		break;
	case ROW_SUBTRACT:
		print_two(r, "-", out);
		break;
	case ROW_MULTIPLY:
		print_two(r, "*", out);
		break;
	case ROW_DIVIDE:
		print_two(r, "/", out);
		break;
	case ROW_COMPARE:
		print_two(r, op_name(r->op), out);
		break;
	case ROW_WITHIN:
		row_print(r->a, out);
		buffer_printf(out, " in [%.17g, %.17g%c", r->low, r->high, r->closed ? ']' : ')');
		break;
	case ROW_WORDS:
		print_words(r, out);
		break;
	case ROW_TEXT_TEST:
		row_print(r->a, out);
		buffer_printf(out, " %s \"%.*s\"", op_name(r->op), TEXT_ARGS(r->pattern));
		break;
	case ROW_SAME_TEXT:
		print_two(r, "=", out);
		break;
	case ROW_TRUE:
		row_print(r->a, out);
		break;
	case ROW_MISSING:
		row_print(r->a, out);
		buffer_add_c(out, " is missing");
		break;
	case ROW_AND:
		print_list(r, "and", out);
		break;
	case ROW_OR:
		print_list(r, "or", out);
		break;
	case ROW_NOT:
		print_function(r, "not", out);
		break;
	}
}
