/* table.h - what the fuzz targets share: bytes loaded as a file, and what holds for every table whatever was loaded. */
#ifndef FUZZ_TABLE_H
#define FUZZ_TABLE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "ingest/ingest.h"

/* The one entry of a target: libFuzzer's, and replay.c's. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#define HOLDS(condition)                                                                                               \
	do {                                                                                                           \
		if (!(condition)) {                                                                                    \
			fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition);                  \
			abort();                                                                                       \
		}                                                                                                      \
	} while (0)

/* N <= PIPE_BYTES as what stands in a pipe. */
enum { PIPE_BYTES = 65536 };

static inline int fuzz_pipe(const void *bytes, size_t n, char path[static 64])
{
	int ends[2];

	HOLDS(n <= PIPE_BYTES && pipe(ends) == 0 && write(ends[1], bytes, n) == (ssize_t)n);
	close(ends[1]);
	snprintf(path, 64, "/proc/self/fd/%d", ends[0]);
	return ends[0];
}

/* BYTES as a file in memory, its path into PATH; closed by the caller. */
static inline int fuzz_file(const void *bytes, size_t n, char path[static 64])
{
	int fd = memfd_create("fuzz", 0);

	HOLDS(fd >= 0 && write(fd, bytes, n) == (ssize_t)n && lseek(fd, 0, SEEK_SET) == 0);
	snprintf(path, 64, "/proc/self/fd/%d", fd);
	return fd;
}

static inline void fuzz_check_errors(const struct diagnostics *errors)
{
	HOLDS(errors->n > 0);
	for (const struct diagnostic *d = errors->first; d; d = d->next)
		HOLDS(d->message.n > 0 && d->status != STATUS_OK);
}

/* The table of BYTES, or NULL when they were refused, which has to be said: into WHY, without the name of the file. */
static inline struct table *fuzz_load_from(const void *bytes, size_t n, bool stream, struct load_request request,
					   char why[static 512])
{
	struct arena arena = { 0 };
	struct diagnostics errors = { .arena = &arena };
	char path[64];
	int fd = stream ? fuzz_pipe(bytes, n, path) : fuzz_file(bytes, n, path);
	struct table *t;

	*why = '\0';
	request.file = text_of(path);
	t = ingest_load(&request, &errors);
	if (!t) {
		fuzz_check_errors(&errors);
		snprintf(why, 512, "%.*s", TEXT_ARGS(errors.first->message));
		memset(why, ' ', text_starts(errors.first->message, text_of(path)) ? strlen(path) : 0);
	}
	arena_reset(&arena);
	close(fd);
	return t;
}

static inline struct table *fuzz_load_why(const void *bytes, size_t n, struct load_request request,
					  char why[static 512])
{
	return fuzz_load_from(bytes, n, false, request, why);
}

static inline struct table *fuzz_load(const void *bytes, size_t n, struct load_request request)
{
	char why[512];

	return fuzz_load_why(bytes, n, request, why);
}

static inline void fuzz_check_words(const struct dictionary *d)
{
	for (uint32_t i = 0; i < d->n; i++) {
		struct text word = dictionary_word(d, i);

		HOLDS(word.n > 0 && utf8_valid(word) && dictionary_find(d, word) == i);
	}
}

static inline void fuzz_check_values(const struct column *c, size_t n_rows)
{
	size_t n_missing = 0;

	for (size_t row = 0; row < n_rows; row++) {
		if (column_is_missing(c, row))
			n_missing++;
		else if (c->type == COLUMN_NUMBER)
			HOLDS(isfinite(column_number(c, row)));
		else
			HOLDS(column_code(c, row) < c->domain);
	}
	HOLDS(n_missing == c->n_missing);
}

static inline void fuzz_check_order(const struct table *t)
{
	unsigned char *seen = calloc(t->n_rows + 1, 1);

	for (size_t row = 0; row < t->n_rows; row++) {
		size_t line = table_line(t, row);

		HOLDS(line < t->n_rows && !seen[line] && table_row_at(t, line) == row);
		seen[line] = 1;
	}
	free(seen);
}

static inline void fuzz_check_table(const struct table *t)
{
	HOLDS(t->dialect.n > 0 && utf8_valid(t->dialect));
	for (size_t i = 0; i < t->n_columns; i++) {
		const struct column *c = table_ready(t, &t->columns[i]);

		HOLDS(c && c->name.n > 0 && utf8_valid(c->name) && c->snake.n > 0 && utf8_valid(c->snake));
		for (size_t j = 0; j < i; j++)
			HOLDS(!text_equal(c->name, t->columns[j].name) && !text_equal(c->snake, t->columns[j].snake));
		if (c->type == COLUMN_TEXT) {
			HOLDS(c->words->n == c->domain);
			fuzz_check_words(c->words);
		}
		fuzz_check_values(c, t->n_rows);
	}
	fuzz_check_order(t);
	HOLDS(t->n_customers <= t->n_rows);
}

static inline void fuzz_check_same_column(const struct column *a, const struct column *b, size_t n_rows)
{
	HOLDS(text_equal(a->name, b->name) && a->type == b->type && a->width == b->width && a->base == b->base);
	HOLDS(a->domain == b->domain && a->scale == b->scale && a->per_second == b->per_second && a->zoned == b->zoned);
	HOLDS(n_rows == 0 || memcmp(column_values(a), column_values(b), n_rows * a->width) == 0);
	for (uint32_t i = 0; a->words && i < a->words->n; i++)
		HOLDS(text_equal(dictionary_word(a->words, i), dictionary_word(b->words, i)));
}

/* Bit by bit. */
static inline void fuzz_check_same(const struct table *a, const struct table *b)
{
	HOLDS(a->n_rows == b->n_rows && a->n_columns == b->n_columns && a->n_repaired == b->n_repaired);
	for (size_t i = 0; i < a->n_columns; i++)
		fuzz_check_same_column(table_ready(a, &a->columns[i]), table_ready(b, &b->columns[i]), a->n_rows);
}

#endif
