/* Texts that were left in their file, read after all. */
#include <stdlib.h>

#include "base/threads.h"
#include "ingest/left_int.h"
#include "store/dictionary.h"
#include "store/pending.h"

/* One part of the column on its way into memory. */
struct part {
	const struct left_texts *texts;
	struct reader reader;
	struct batch *batch;
	struct buffer bytes; /* of the file, around the texts of a block */
	enum fill_fault fault;
};

/* What lies between the first of N texts and the end of the last. */
struct range {
	int64_t from, to; /* from > to: there is none */
};

static struct range range_of(const int64_t *starts, const int64_t *lengths, size_t n)
{
	struct range r = { INT64_MAX, INT64_MIN };

	for (size_t i = 0; i < n; i++) {
		if (starts[i] == VALUE_MISSING)
			continue;
		/* The opening quote is asked for where quotes are doubled. */
		if (starts[i] - lengths[i] % 2 < r.from)
			r.from = starts[i] - lengths[i] % 2;
		if (starts[i] + lengths[i] / 2 > r.to)
			r.to = starts[i] + lengths[i] / 2;
	}
	return r;
}

static enum fill_fault read_range(struct part *p, struct range r)
{
	size_t n = r.from > r.to ? 0 : (size_t)(r.to - r.from);

	buffer_clear(&p->bytes);
	if (!buffer_reserve(&p->bytes, n))
		return FILL_NO_MEMORY;
	return kept_file_read(p->texts->file, (uint64_t)r.from, n, p->bytes.at) ? FILL_FINE : FILL_CHANGED;
}

/* The fields as they were when the file was loaded, or not. */
static bool find_fields(struct part *p, struct range r, const int64_t *lengths, size_t n, uint64_t sum)
{
	uint64_t now = 0;

	for (size_t i = 0; i < n; i++) {
		struct field *f = &p->batch->fields[i];
		int64_t start = p->batch->values[i];

		*f = (struct field){ .at = p->bytes.at };
		if (start == VALUE_MISSING)
			continue;
		*f = (struct field){ .at = p->bytes.at + (start - r.from),
				     .n = (uint32_t)(lengths[i] / 2),
				     .doubled = lengths[i] % 2 };
		now = left_sum(now, *f);
	}
	return now == sum;
}

static enum fill_fault read_block(struct part *p, const int64_t *lengths, size_t n, uint64_t sum)
{
	struct range r = range_of(p->batch->values, lengths, n);
	enum fill_fault fault = read_range(p, r);

	if (fault != FILL_FINE)
		return fault;
	if (!find_fields(p, r, lengths, n, sum))
		return FILL_CHANGED;
	return reader_take(&p->reader, p->batch->fields, n, p->batch) ? FILL_FINE : FILL_NO_MEMORY;
}

static bool is_stopped(const struct left_texts *texts)
{
	return texts->stop && *texts->stop;
}

static void read_part(void *user, size_t i)
{
	struct part *p = (struct part *)user + i;
	struct builder_cursor starts = { .chunk = p->texts->starts.first };
	struct builder_cursor ends = { .chunk = p->texts->lengths.first };
	int64_t lengths[BLOCK_ROWS];

	p->batch = calloc(1, sizeof(*p->batch));
	p->fault = p->batch ? FILL_FINE : FILL_NO_MEMORY;
	for (size_t block = 0, n; p->fault == FILL_FINE; block++) {
		n = builder_next(&starts, p->batch->values, BLOCK_ROWS, &p->batch->first_row);
		if (n == 0)
			break;
		builder_next(&ends, lengths, BLOCK_ROWS, &p->batch->first_row);
		p->fault = is_stopped(p->texts) ? FILL_STOPPED : read_block(p, lengths, n, p->texts->sums[block]);
	}
}

static enum fill_fault read_parts(struct part *parts, size_t n)
{
	enum fill_fault fault = FILL_FINE;

	threads_run(n, read_part, parts);
	for (size_t i = 0; i < n; i++)
		if (parts[i].fault > fault)
			fault = parts[i].fault;
	return fault;
}

static void drop_parts(struct part *parts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		reader_clear(&parts[i].reader);
		buffer_free(&parts[i].bytes);
		batch_free(parts[i].batch);
	}
}

/* The words, and codes that wait as those of any other column; C is as before where memory runs out. */
static enum fill_fault finish(const struct table *t, struct column *c, struct part *parts, size_t n)
{
	struct reader **readers = calloc(n, sizeof(*readers));
	uint64_t n_missing = c->n_missing;
	bool done = readers != NULL;

	for (size_t i = 0; i < n && done; i++)
		readers[i] = &parts[i].reader;
	c->n_missing = 0;
	done = done && readers_finish(readers, n, c);
	free(readers);
	if (done) {
		c->pending->places = t->places;
		return FILL_FINE;
	}
	dictionary_free(c->words);
	pending_free(c->pending);
	c->words = NULL;
	c->pending = NULL;
	c->n_missing = n_missing;
	return FILL_NO_MEMORY;
}

enum fill_fault left_fill(const struct table *t, struct column *c)
{
	struct left_column *l = (struct left_column *)c->left;
	struct part *parts = calloc(l->n_parts, sizeof(*parts));
	enum fill_fault fault = FILL_NO_MEMORY;

	for (size_t i = 0; i < l->n_parts && parts; i++)
		parts[i] = (struct part){ .texts = l->parts[i], .reader = { .family = FAMILY_TEXT } };
	if (parts)
		fault = read_parts(parts, l->n_parts);
	if (fault == FILL_FINE)
		fault = finish(t, c, parts, l->n_parts);
	if (parts)
		drop_parts(parts, l->n_parts);
	free(parts);
	if (fault != FILL_FINE)
		return fault;
	c->left = NULL;
	l->left.free(&l->left);
	return FILL_FINE;
}
