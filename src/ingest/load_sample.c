/* Rows from all over the file after its first block, so that a column that becomes something else further down is mostly
 * known to when the reading begins, and need not be read twice.  What they say is a guess; readers_join has the last
 * word. */
#include "ingest/load.h"

enum { SAMPLES = 24, SAMPLED_FROM = 1 << 20, LAST_SAMPLE = 16 << 10 /* before the end */ };

static void sample_block(struct load *l, const struct block *b)
{
	struct lane *lane = &l->lanes[0];

	for (size_t c = 0; c < l->n_read; c++)
		reader_sample(&lane->readers[c], block_column(b, c, lane->batch->fields), b->n_rows, lane->batch);
}

/* The first block of column C as what it is now. */
static bool read_again(struct lane *lane, size_t c)
{
	const struct field *fields = block_column(&lane->block, c, lane->batch->fields);

	return reader_take(&lane->readers[c], fields, lane->block.n_rows, lane->batch);
}

void load_sample(struct load *l)
{
	struct lane *lane = &l->lanes[0];
	struct block b = { 0 };

	if (l->pass > 0 || l->jsonl || l->streams || l->text.n < SAMPLED_FROM)
		return;
	for (size_t i = 1; i <= SAMPLES; i++)
		if (rows_peek(&l->rows, (l->text.n - LAST_SAMPLE) / SAMPLES * i, &b))
			sample_block(l, &b);
	block_free(&b);
	for (size_t c = 0; c < l->n_read; c++)
		if (reader_resume(&lane->readers[c]) && !read_again(lane, c))
			atomic_store(&l->no_memory, true);
}
