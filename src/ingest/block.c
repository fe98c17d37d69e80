#include <stdlib.h>
#include <string.h>

#include "ingest/rows.h"

/* Take the quotes off; the text between is regular, so what begins with one also ends with one. */
static void unquote(struct field *f, char quote)
{
	if (f->n < 2 || *f->at != quote)
		return;
	f->at++;
	f->n -= 2;
	f->doubled = memchr(f->at, quote, f->n) != NULL;
}

bool block_is_bare(const struct block *b, size_t c)
{
	return b->has_places && !b->quotes && !(c + 1 == b->n_columns && b->returns);
}

const struct field *block_column(const struct block *b, size_t c, struct field *fields)
{
	const uint32_t *place;

	if (!b->has_places)
		return b->fields + c * BLOCK_ROWS;
	place = b->places + c;
	for (size_t i = 0; i < b->n_rows; i++, place += b->n_columns)
		fields[i] = (struct field){ .at = b->text + (uint32_t)(place[0] + 1), .n = place[1] - place[0] - 1 };
	if (c + 1 == b->n_columns && b->returns)
		for (size_t i = 0; i < b->n_rows; i++)
			fields[i].n -= fields[i].n && fields[i].at[fields[i].n - 1] == '\r';
	if (b->quotes)
		for (size_t i = 0; i < b->n_rows; i++)
			unquote(&fields[i], b->quote);
	return fields;
}

void block_free(struct block *b)
{
	free(b->places);
	free(b->fields);
	buffer_free(&b->hold);
}
