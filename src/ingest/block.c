#include "ingest/block.h"

#include <stdlib.h>
#include <string.h>

static bool has_return(const struct block *b, size_t c)
{
	return b->returns && c + 1 == b->n_columns;
}

/* In how many rows the field of column C begins with a quote. */
static size_t count_quoted(const struct block *b, size_t c)
{
	const uint32_t *place = b->places + c;
	size_t n = 0;

	for (size_t i = 0; i < b->n_rows; i++, place += b->n_columns)
		n += b->text[(uint32_t)(*place + 1)] == b->quote;
	return n;
}

bool block_place(const struct block *b, size_t c, struct placed *p)
{
	size_t n_quoted;

	if (!b->has_places || has_return(b, c) || (b->quotes && b->doubled[c]))
		return false;
	n_quoted = !b->quotes ? 0 : !b->bare ? b->n_rows : count_quoted(b, c);
	*p = (struct placed){ b->text, b->places + c, b->n_rows, b->n_columns, n_quoted > 0 };
	return n_quoted == 0 || n_quoted == b->n_rows;
}

/* Take the quotes off; the text between is regular, so what begins with one also ends with one. */
static void unquote(const struct block *b, struct field *fields)
{
	for (size_t i = 0; i < b->n_rows; i++) {
		bool is_quoted = *fields[i].at == b->quote;

		fields[i].at += is_quoted;
		fields[i].n -= 2 * (uint32_t)is_quoted;
	}
}

const struct field *block_column(const struct block *b, size_t c, struct field *fields)
{
	const uint32_t *place;

	if (!b->has_places)
		return b->fields + c * BLOCK_ROWS;
	place = b->places + c;
	for (size_t i = 0; i < b->n_rows; i++, place += b->n_columns)
		fields[i] = (struct field){ .at = b->text + (uint32_t)(place[0] + 1), .n = place[1] - place[0] - 1 };
	if (has_return(b, c))
		for (size_t i = 0; i < b->n_rows; i++)
			fields[i].n -= fields[i].n && fields[i].at[fields[i].n - 1] == '\r';
	if (b->quotes)
		unquote(b, fields);
	if (b->quotes && b->doubled[c])
		for (size_t i = 0; i < b->n_rows; i++)
			fields[i].doubled = memchr(fields[i].at, b->quote, fields[i].n) != NULL;
	return fields;
}

void block_free(struct block *b)
{
	free(b->places);
	free(b->doubled);
	free(b->fields);
	buffer_free(&b->hold);
}
