#include "ingest/jsonl.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ingest/jsonl_int.h"

bool jsonl_open(struct jsonl *j, struct text text, struct jsonl_columns *columns)
{
	*j = (struct jsonl){
		.text = text, .columns = columns, .at = text.at, .counted = text.at, .line_start = text.at, .line = 1
	};
	j->seen = calloc(JSONL_KEYS_MAX, sizeof(*j->seen));
	j->next = calloc(JSONL_KEYS_MAX, sizeof(*j->next));
	return j->seen && j->next;
}

void jsonl_close(struct jsonl *j)
{
	jsonl_release(j);
	free(j->words);
	free(j->seen);
	free(j->next);
	buffer_free(&j->id);
	arena_reset(&j->of_row);
	*j = (struct jsonl){ 0 };
}

/* Strings without their escapes, for the fields of one block of rows: newest first. */
struct jsonl_words {
	struct jsonl_words *before;
	size_t used, capacity;
	char bytes[];
};

enum { WORDS_BYTES = 64 << 10 };

char *jsonl_room(struct jsonl *j, size_t length)
{
	struct jsonl_words *words = j->words;
	char *room;

	if (!words || words->capacity - words->used < length) {
		size_t capacity = length > WORDS_BYTES ? length : WORDS_BYTES;

		words = malloc(sizeof(*words) + capacity);
		if (!words)
			return NULL;
		*words = (struct jsonl_words){ .before = j->words, .capacity = capacity };
		j->words = words;
	}
	room = words->bytes + words->used;
	words->used += length;
	return room;
}

void jsonl_release(struct jsonl *j)
{
	struct jsonl_words *words = j->words, *before;

	if (!words)
		return;
	for (before = words->before; before;) {
		struct jsonl_words *drop = before;

		before = before->before;
		free(drop);
	}
	words->before = NULL;
	words->used = 0;
}

static bool is_blank(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.at[i] != ' ' && t.at[i] != '\t' && t.at[i] != '\r')
			return false;
	return true;
}

/* The next line that is not blank; false at the end. */
static bool next_row(struct jsonl *j, struct text *row)
{
	const char *end = j->text.at + j->text.n;

	while (j->at < end) {
		const char *line_end = memchr(j->at, '\n', (size_t)(end - j->at));

		*row = (struct text){ j->at, (size_t)((line_end ? line_end : end) - j->at) };
		j->at = line_end ? line_end + 1 : end;
		if (!is_blank(*row)) {
			j->row++;
			return true;
		}
	}
	return false;
}

/* Whether the row is JSON at all comes before what else is wrong with it. */
static enum csv_row refuse(struct jsonl *j, struct text row)
{
	const char *where;
	enum jsonl_fault fault;

	if (j->fault == JSONL_NO_MEMORY)
		return CSV_BAD_ROW;
	fault = jsonl_check(row, &where);
	if (fault == JSONL_FINE || fault == JSONL_NUMBER_TOO_LARGE)
		return CSV_BAD_ROW;
	/* The first line of an array over several. */
	if (fault == JSONL_UNFINISHED && j->fault == JSONL_TOP_ARRAY)
		return CSV_BAD_ROW;
	j->fault = fault;
	j->fault_at = where;
	j->fault_name = TEXT_NONE;
	return CSV_BAD_ROW;
}

static enum csv_row read_row(struct jsonl *j, struct text row, struct field *fields, size_t stride)
{
	j->fault = JSONL_FINE;
	j->fault_name = TEXT_NONE;
	if (row.n > ROW_MAX) {
		j->fault = JSONL_LONG_ROW;
		j->fault_at = row.at;
		return CSV_BAD_ROW;
	}
	return jsonl_walk(j, row, fields, stride) ? CSV_ROW : refuse(j, row);
}

enum csv_row jsonl_learn(struct jsonl *j)
{
	size_t n_keys = j->columns->n_keys, n = j->columns->n;
	enum csv_row result;
	struct text row;

	jsonl_release(j);
	j->learns = true;
	jsonl_begin_row(j);
	if (!next_row(j, &row))
		return CSV_END;
	result = read_row(j, row, NULL, 0);
	if (j->learnt && result == CSV_ROW)
		jsonl_keep(j, n_keys, n);
	else if (j->learnt)
		jsonl_forget(j, n_keys, n);
	return result;
}

enum csv_row jsonl_read(struct jsonl *j, struct field *fields, size_t stride)
{
	struct text row;

	j->learns = false;
	if (!next_row(j, &row))
		return CSV_END;
	for (size_t i = 0; i < j->columns->n; i++)
		fields[i * stride] = (struct field){ .at = row.at };
	return read_row(j, row, fields, stride);
}

void jsonl_place(struct jsonl *j, const char *where, uint64_t *line, uint64_t *column)
{
	const char *line_end;

	while (j->counted < where && (line_end = memchr(j->counted, '\n', (size_t)(where - j->counted)))) {
		j->counted = j->line_start = line_end + 1;
		j->line++;
	}
	*line = j->line;
	*column = 1;
	if (where > j->line_start)
		*column += utf8_count((struct text){ j->line_start, (size_t)(where - j->line_start) });
}
