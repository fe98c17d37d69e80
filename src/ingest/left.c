#include "ingest/left.h"

#include <stddef.h>
#include <stdlib.h>

#include "ingest/left_int.h"

struct left_texts *left_new(struct kept_file *file, uint32_t n_words, const volatile sig_atomic_t *stop)
{
	struct left_texts *texts = calloc(1, sizeof(*texts));

	if (texts)
		*texts = (struct left_texts){ .file = kept_file_share(file), .n_words = n_words, .stop = stop };
	return texts;
}

void left_free(struct left_texts *texts)
{
	if (!texts)
		return;
	builder_clear(&texts->starts);
	builder_clear(&texts->lengths);
	free(texts->sums);
	kept_file_release(texts->file);
	free(texts);
}

/* The quote before it says which quotes are doubled. */
uint64_t left_sum(uint64_t sum, struct field f)
{
	struct text bytes = { f.at - f.doubled, f.n + (size_t)f.doubled };

	return (sum ^ text_hash(bytes)) * UINT64_C(0x9e3779b97f4a7c15) + f.n;
}

static bool add_sum(struct left_texts *texts, uint64_t sum)
{
	if (texts->n_sums == texts->room) {
		size_t room = texts->room ? texts->room * 2 : 16;
		uint64_t *more = realloc(texts->sums, room * sizeof(*more));

		if (!more)
			return false;
		texts->sums = more;
		texts->room = room;
	}
	texts->sums[texts->n_sums++] = sum;
	return true;
}

bool left_take(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	struct left_texts *texts = r->left;
	int64_t lengths[BLOCK_ROWS];
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		struct text t = reader_word(fields[i], b);

		b->values[i] = VALUE_MISSING;
		lengths[i] = 0;
		if (reader_is_no_word(r, t))
			continue;
		b->values[i] = fields[i].at - b->text;
		lengths[i] = (int64_t)fields[i].n * 2 + fields[i].doubled;
		sum = left_sum(sum, fields[i]);
		/* Counted now, and made later. */
		reader_repair(t, b);
	}
	return !b->in_between.failed && !b->repaired.failed && add_sum(texts, sum) &&
	       builder_add(&texts->starts, b->first_row, b->values, n, 0) &&
	       builder_add(&texts->lengths, b->first_row, lengths, n, 0);
}

static void free_column(struct column_left *left)
{
	struct left_column *l = (struct left_column *)left;

	for (size_t i = 0; i < l->n_parts; i++)
		left_free(l->parts[i]);
	free(l);
}

bool left_finish(struct reader *const *readers, size_t n, struct column *c)
{
	struct left_column *l = calloc(1, offsetof(struct left_column, parts) + n * sizeof(*l->parts));

	if (!l)
		return false;
	l->left = (struct column_left){ free_column, readers[0]->left->n_words };
	l->n_parts = n;
	for (size_t i = 0; i < n; i++) {
		l->parts[i] = readers[i]->left;
		c->n_missing += l->parts[i]->starts.n_missing;
		readers[i]->left = NULL;
	}
	c->left = &l->left;
	c->fill = left_fill;
	return true;
}
