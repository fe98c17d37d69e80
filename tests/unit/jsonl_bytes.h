/* jsonl_bytes.h - any bytes through the reader of JSON Lines, by one call: for fuzzers and for the test of random bytes. */
#ifndef TESTS_JSONL_BYTES_H
#define TESTS_JSONL_BYTES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/jsonl.h"

#define JSONL_BYTES_HOLDS(condition)                                                                                   \
	do {                                                                                                           \
		if (!(condition)) {                                                                                    \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                \
			abort();                                                                                       \
		}                                                                                                      \
	} while (0)

/* Each row that was taken is JSON to jansson; each that was not has a fault, a place within the text, and a message. */
static inline void jsonl_bytes_row(struct jsonl *j, enum csv_row row, const char *from)
{
	struct buffer words = { 0 };
	uint64_t line, column;
	const char *where;

	if (row == CSV_ROW) {
		size_t n = (size_t)(j->at - from);
		enum jsonl_fault fault = jsonl_check((struct text){ from, n }, &where);

		JSONL_BYTES_HOLDS(fault == JSONL_FINE || fault == JSONL_NUMBER_TOO_LARGE);
		return;
	}
	JSONL_BYTES_HOLDS(j->fault != JSONL_FINE);
	JSONL_BYTES_HOLDS(j->fault_at >= j->text.at && j->fault_at <= j->text.at + j->text.n);
	jsonl_place(j, j->fault_at, &line, &column);
	JSONL_BYTES_HOLDS(line >= 1 && column >= 1);
	jsonl_explain(j, &words);
	JSONL_BYTES_HOLDS(words.n > 0);
	jsonl_advise(j, &words);
	buffer_free(&words);
}

/* Learn the columns of TEXT, then read it by them: the same rows are taken both times. */
static inline void jsonl_bytes(struct text text)
{
	struct arena arena = { 0 };
	struct jsonl_columns columns = jsonl_columns_new(&arena);
	size_t learnt = 0, read = 0, refused = 0;
	struct field *fields;
	enum csv_row row;
	struct jsonl j;
	const char *from = text.at;

	JSONL_BYTES_HOLDS(jsonl_open(&j, text, &columns));
	for (; (row = jsonl_learn(&j)) != CSV_END; from = j.at) {
		learnt += row == CSV_ROW;
		refused += row == CSV_BAD_ROW;
		jsonl_bytes_row(&j, row, from);
	}
	jsonl_close(&j);
	jsonl_columns_settle(&columns);
	fields = calloc(columns.n + 1, sizeof(*fields));
	JSONL_BYTES_HOLDS(fields && jsonl_open(&j, text, &columns));
	while ((row = jsonl_read(&j, fields, 1)) != CSV_END) {
		volatile char sum = 0;

		read += row == CSV_ROW;
		refused -= row == CSV_BAD_ROW;
		for (size_t i = 0; row == CSV_ROW && i < columns.n; i++)
			for (size_t k = 0; k < fields[i].n; k++)
				sum = (char)(sum ^ fields[i].at[k]);
		(void)sum;
	}
	JSONL_BYTES_HOLDS(learnt == read && refused == 0);
	jsonl_close(&j);
	free(fields);
	arena_reset(&arena);
}

#endif
