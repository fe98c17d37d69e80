/* loading.h - loading a few lines of CSV, or a file, in a test. */
#ifndef TESTS_LOADING_H
#define TESTS_LOADING_H

#include <unistd.h>

#include "suite.h"

#include "ingest/ingest.h"

struct loaded {
	struct arena arena;
	struct diagnostics errors;
	struct table *table;
};

/* REQUEST's file is set here. */
static inline struct loaded *load_file_with(const char *path, struct load_request request)
{
	struct loaded *l = calloc(1, sizeof(*l));

	assert_non_null(l);
	l->errors.arena = &l->arena;
	request.file = text_of(path);
	l->table = ingest_load(&request, &l->errors);
	return l;
}

static inline struct loaded *load_bytes_with(const char *bytes, size_t n, struct load_request request)
{
	char path[] = "/tmp/cxq_test_XXXXXX";
	int fd = mkstemp(path);
	struct loaded *l;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), (ssize_t)n);
	close(fd);
	l = load_file_with(path, request);
	unlink(path);
	return l;
}

static inline struct loaded *load_with(const char *csv, struct load_request request)
{
	return load_bytes_with(csv, strlen(csv), request);
}

static inline struct loaded *load(const char *csv)
{
	struct loaded *l = load_with(csv, (struct load_request){ 0 });

	if (!l->table)
		print_message("%s\n", l->errors.first ? l->errors.first->message.at : "no table, no error");
	assert_non_null(l->table);
	return l;
}

static inline void unload(struct loaded *l)
{
	table_free(l->table);
	arena_reset(&l->arena);
	free(l);
}

/* The first error says PART. */
static inline void assert_refused(const struct loaded *l, const char *part)
{
	assert_null(l->table);
	assert_non_null(l->errors.first);
	if (!strstr(l->errors.first->message.at, part))
		fail_msg("\"%s\" does not say \"%s\"", l->errors.first->message.at, part);
}

static inline const struct column *column(const struct loaded *l, const char *name)
{
	const struct column *c = table_column(l->table, text_of(name));

	if (!c)
		fail_msg("no column %s", name);
	return c;
}

/* The value as text: words as they are, numbers in their shortest form, days and seconds since 1970 for dates and
 * times,
 * "" for missing. */
static inline const char *cell(const struct loaded *l, const char *name, size_t row)
{
	static char value[256];
	const struct column *c = column(l, name);
	struct text word;

	*value = '\0';
	if (column_is_missing(c, row))
		return value;
	if (c->type != COLUMN_TEXT) {
		snprintf(value, sizeof(value), "%.17g", column_number(c, row));
		return value;
	}
	word = dictionary_word(c->words, (uint32_t)column_code(c, row));
	snprintf(value, sizeof(value), "%.*s", (int)word.n, word.at);
	return value;
}

static inline void assert_role(const struct loaded *l, enum role r, const char *name)
{
	const struct column *c = l->table->roles[r].column;

	if (!name && c)
		fail_msg("%s is mapped to %s", role_name(r), c->name.at);
	if (name && !c)
		fail_msg("%s is not mapped", role_name(r));
	if (name)
		assert_string_equal(c->name.at, name);
}

static inline const struct role_candidate *candidate(const struct loaded *l, enum role r)
{
	for (size_t i = 0; i < l->table->n_candidates; i++)
		if (l->table->candidates[i].role == r)
			return &l->table->candidates[i];
	return NULL;
}

/* Bit by bit. */
static inline void assert_same_column(const struct table *a, const struct table *b, size_t i)
{
	const struct column *x = table_ready(a, &a->columns[i]), *y = table_ready(b, &b->columns[i]);

	assert_int_equal(x->type, y->type);
	assert_int_equal(x->width, y->width);
	assert_int_equal(x->domain, y->domain);
	assert_int_equal(x->base, y->base);
	assert_int_equal(x->n_missing, y->n_missing);
	assert_true(text_equal(x->yes, y->yes) && text_equal(x->no, y->no));
	assert_memory_equal(column_values(x), column_values(y), a->n_rows * x->width);
	if (x->type != COLUMN_TEXT)
		return;
	assert_int_equal(x->words->n, y->words->n);
	for (uint32_t k = 0; k < x->words->n; k++)
		assert_true(text_equal(dictionary_word(x->words, k), dictionary_word(y->words, k)));
}

static inline void assert_same_table(const struct loaded *a, const struct loaded *b)
{
	assert_non_null(a->table);
	assert_non_null(b->table);
	assert_int_equal(a->table->n_rows, b->table->n_rows);
	assert_int_equal(a->table->n_columns, b->table->n_columns);
	for (size_t i = 0; i < a->table->n_columns; i++)
		assert_same_column(a->table, b->table, i);
}

#endif
