/* Rows from all over the file after its first block, so that a column that becomes something else further down is mostly
 * known to when the reading begins, and need not be read twice.  What they say is a guess; readers_join has the last
 * word. */
#include "ingest/load.h"

enum { SAMPLES = 24, SMALLEST_SAMPLE = 1 << 10, LARGEST_SAMPLE = 32 << 10 };

static void sample_block(struct load *l, const struct block *b)
{
	struct lane *lane = &l->lanes[0];

	for (size_t c = 0; c < l->n_read; c++)
		reader_sample(&lane->readers[c], block_column(b, c, lane->batch->fields), b->n_rows, lane->batch);
}

bool load_read_again(struct lane *lane, size_t c)
{
	const struct field *fields = block_column(&lane->block, c, lane->batch->fields);

	return reader_take(&lane->readers[c], fields, lane->block.n_rows, lane->batch);
}

void load_sample(struct load *l)
{
	/* Together they are a quarter of the file at most. */
	size_t quarter = l->text.n / 4, n = quarter / SMALLEST_SAMPLE < SAMPLES ? quarter / SMALLEST_SAMPLE : SAMPLES;
	size_t size = n ? quarter / n : 0;
	struct lane *lane = &l->lanes[0];
	struct block b = { 0 };

	if (l->pass > 0 || l->jsonl || l->streams)
		return;
	size = size < LARGEST_SAMPLE ? size : LARGEST_SAMPLE;
	/* The last one ends with the file. */
	for (size_t i = 1; i <= n; i++)
		if (rows_peek(&l->rows, (l->text.n - size) / n * i, size, &b))
			sample_block(l, &b);
	block_free(&b);
	for (size_t c = 0; c < l->n_read; c++)
		if (reader_resume(&lane->readers[c]) && !load_read_again(lane, c))
			atomic_store(&l->no_memory, true);
}
