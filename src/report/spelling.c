#include "report/spelling.h"

#include "base/take.h"

struct cell spell_cell(struct result *r, const struct column *c, uint64_t code)
{
	int64_t value = (int64_t)((uint64_t)c->base + code);
	struct buffer b = { 0 };

	if (code == column_missing(c))
		return (struct cell){ .kind = CELL_MISSING };
	if (c->type == COLUMN_INTEGER)
		return cell_integer(value);
	if (c->type == COLUMN_DECIMAL)
		return cell_decimal(value, c->scale);
	if (c->type == COLUMN_YESNO)
		return cell_yesno(code != 0);
	spell_code(c, code, &b);
	return (struct cell){ .kind = c->type == COLUMN_TEXT ? CELL_TEXT : CELL_TIME,
			      .text = buffer_take(&b, &r->arena) };
}
