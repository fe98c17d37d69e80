#include "store/key.h"

#include <inttypes.h>
#include <stdio.h>

struct text key_text(const struct column *c, size_t row, char bytes[KEY_BYTES])
{
	int n;

	if (c->type == COLUMN_TEXT)
		return dictionary_word(c->words, (uint32_t)column_code(c, row));
	if (c->type == COLUMN_INTEGER)
		n = snprintf(bytes, KEY_BYTES, "%" PRId64, c->base + (int64_t)column_code(c, row));
	else
		n = snprintf(bytes, KEY_BYTES, "%.17g", column_number(c, row));
	return (struct text){ bytes, (size_t)n };
}
