#include "report/labels.h"

#include "base/digits.h"

void label_add(const struct labels *l, uint32_t code, struct buffer *out)
{
	const struct coder *c = l->grid.coders;
	struct cell cell;

	if (c->meaning == CODE_WORD) { /* the usual case copies nothing */
		buffer_add(out, dictionary_word(c->column->words, code));
		return;
	}
	cell = grid_cell(&l->grid, l->scratch, 0, code);
	switch (cell.kind) {
	case CELL_INTEGER:
		buffer_printf(out, "%lld", (long long)cell.integer);
		break;
	case CELL_YESNO:
		buffer_add_c(out, cell.integer ? "true" : "false");
		break;
	case CELL_NUMBER:
		digits_add_double(cell.number, out);
		break;
	case CELL_DECIMAL:
		digits_add_double(coder_number(c, code), out);
		break;
	default:
		buffer_add(out, cell.text);
	}
}
