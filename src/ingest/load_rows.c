#include <stdlib.h>
#include <string.h>

#include "base/threads.h"
#include "ingest/load.h"

enum { PROGRESS_BYTES = 64 << 20 };

static bool is_stopped(const struct load *l)
{
	return l->request->stop && *l->request->stop;
}

/* Bytes of the input that were read, and in all (0: not known). */
static void find_progress(const struct load *l, const struct block *b, uint64_t *done, uint64_t *total)
{
	*total = l->text.n;
	*done = 0;
	if (l->streams) {
		*done = atomic_load(&l->rows.done);
		*total = atomic_load(&l->rows.total);
	} else if (l->jsonl || b->has_places) {
		*done = (uint64_t)((b->has_places ? b->text : l->lanes[0].jsonl.text.at) - l->text.at);
	}
}

/* Now and then, by the thread that the load was called on: how far it is. */
static void report_progress(struct load *l, const struct block *b)
{
	uint64_t done, total, before = l->pass + (l->jsonl != NULL);

	find_progress(l, b, &done, &total);
	if (done < l->told + PROGRESS_BYTES)
		return;
	l->told = done;
	/* Other threads may still read what is a little before. */
	if (l->source && !l->streams)
		source_forget(l->source, (size_t)(done - PROGRESS_BYTES / 2));
	if (l->request->progress)
		l->request->progress(l->request->user, before * total + done, total ? (before + 1) * total : 0);
}

static bool next_block(struct load *l, struct lane *lane)
{
	return l->jsonl ? load_next_jsonl(l, lane) : rows_next(&l->rows, &lane->block);
}

static void read_block(struct load *l, struct lane *lane)
{
	lane->batch->first_row = lane->block.first_row;
	for (size_t c = 0; c < l->n_read; c++) {
		const struct field *fields;

		if (!l->wanted[c] || reader_take_placed(&lane->readers[c], &lane->block, c, lane->batch))
			continue;
		fields = block_column(&lane->block, c, lane->batch->fields);
		if (!reader_take(&lane->readers[c], fields, lane->block.n_rows, lane->batch))
			atomic_store(&l->no_memory, true);
	}
	if (l->jsonl)
		load_release_jsonl(lane);
}

/* Read block after block until there is none left, or one thread has no more memory. */
static void run_lane(void *user, size_t i)
{
	struct load *l = user;
	struct lane *lane = &l->lanes[i];

	while (!is_stopped(l) && !atomic_load_explicit(&l->no_memory, memory_order_relaxed) && next_block(l, lane)) {
		read_block(l, lane);
		if (i == 0)
			report_progress(l, &lane->block);
	}
}

/* Rows that each thread may have to read, if all are as long as those of the first block; 0: nobody knows. */
static size_t expected_rows(const struct load *l)
{
	size_t n_rows = l->lanes[0].block.n_rows, n_bytes = (size_t)(l->rows.csv.at - l->csv.at), all;

	if (l->jsonl || l->streams || n_bytes == 0)
		return 0;
	all = (size_t)((double)l->text.n / (double)n_bytes * (double)n_rows);
	return (all + all / 16) / l->n_lanes + BLOCK_ROWS;
}

/* The first block says for all what is expected of the columns, so that it does not depend on the threads. */
static void read_first_block(struct load *l)
{
	if (!next_block(l, &l->lanes[0]))
		return;
	read_block(l, &l->lanes[0]);
	load_sample(l);
	load_leave(l);
	for (size_t i = 0; i < l->n_lanes; i++)
		for (size_t c = 0; c < l->n_read; c++)
			if (l->wanted[c])
				reader_expect(&l->lanes[i].readers[c], &l->lanes[0].readers[c], expected_rows(l));
}

void load_list_reject(struct load *l, uint64_t line, uint64_t column)
{
	struct table *t = l->table;
	struct text why = arena_text(&t->arena, buffer_text(&l->words));

	if (!t->rejects)
		t->rejects = ARENA_ARRAY(&t->arena, REJECTS_LISTED, struct reject);
	t->rejects[t->n_rejects] = (struct reject){ .line = line, .column = column, .why = why };
}

static void explain(struct load *l, const struct bad_row *bad)
{
	buffer_clear(&l->words);
	if (bad->why)
		buffer_add_c(&l->words, bad->why);
	else
		csv_explain(bad->fault, bad->n_fields, l->n_read, l->csv.dialect.header, &l->words);
}

/* They are the same each time round. */
static void list_rejects(struct load *l)
{
	struct table *t = l->table;

	if (l->pass > 0 || l->jsonl)
		return;
	for (; t->n_rejects < l->rows.n_bad && t->n_rejects < REJECTS_LISTED; t->n_rejects++) {
		const struct bad_row *bad = &l->rows.bad[t->n_rejects];

		explain(l, bad);
		load_list_reject(l, bad->line, bad->column);
	}
	t->n_rejects = l->rows.n_bad;
}

static bool is_quote_fault(enum csv_fault fault)
{
	return fault == CSV_TEXT_AFTER_QUOTE || fault == CSV_UNCLOSED_QUOTE || fault == CSV_LONG_FIELD;
}

static bool check_state(struct load *l)
{
	if (is_stopped(l)) {
		diagnose(l->errors, STATUS_INTERRUPTED, l->request->span, "interrupted");
		return false;
	}
	if (l->no_memory || l->rows.state == ROWS_NO_MEMORY)
		return load_out_of_memory(l);
	switch (l->rows.state) {
	case ROWS_BAD_ROW:
		explain(l, &l->rows.bad[0]);
		load_refuse_row(l, l->rows.bad[0].line, l->rows.bad[0].column);
		diagnose_help(l->errors, "`skipping bad rows` after the file loads the others and lists these%s",
			      is_quote_fault(l->rows.bad[0].fault)
				      ? "; where quotes are ordinary characters: with (quoting off)"
				      : "");
		return false;
	case ROWS_TOO_MANY:
		return load_fail(l, "has more than 2,147,483,647 rows");
	case ROWS_UNREADABLE:
		return load_unreadable(l, l->rows.why);
	default:
		return true;
	}
}

/* Back to where the rows begin: of a stream, behind what was read of it at first. */
static bool rewind_source(struct load *l)
{
	const char *why = "";
	char skipped[4096];
	size_t left = l->text.n;

	if (!l->streams || l->pass == 0)
		return true;
	if (!source_rewind(l->source, &why))
		return load_unreadable(l, why);
	while (left) {
		ptrdiff_t got = source_read(l->source, skipped, left < sizeof(skipped) ? left : sizeof(skipped), &why);

		if (got <= 0)
			return load_unreadable(l, got == 0 ? "it is shorter than before" : why);
		left -= (size_t)got;
	}
	return true;
}

/* One reading of all rows.  In the first pass every column takes part, later those that have to start again. */
static bool read_pass(struct load *l)
{
	bool done;

	if (!rewind_source(l))
		return false;
	rows_open(&l->rows, l->csv, l->streams ? l->source : NULL, l->n_read, l->request->skip_bad_rows);
	if (l->request->options.n_types) {
		l->rows.check = load_check_row;
		l->rows.check_user = l;
	}
	atomic_store(&l->next_jsonl_block, 0);
	l->told = 0;
	read_first_block(l);
	threads_run(l->n_lanes, run_lane, l);
	list_rejects(l);
	done = check_state(l);
	if (!l->jsonl)
		l->table->n_rows = l->rows.n_rows;
	rows_close(&l->rows);
	return done;
}

/* The readers of column C of all lanes, into READERS. */
static struct reader *const *readers_of(struct load *l, size_t c, struct reader **readers)
{
	for (size_t i = 0; i < l->n_lanes; i++)
		readers[i] = &l->lanes[i].readers[c];
	return readers;
}

/* A column becomes a wider type at most twice, so this ends. */
bool load_rows(struct load *l)
{
	struct reader **readers = ARENA_ARRAY(&l->scratch, l->n_lanes, struct reader *);
	bool again = true;

	for (l->pass = 0; again; l->pass++) {
		if (!read_pass(l))
			return false;
		again = false;
		for (size_t c = 0; c < l->n_read; c++)
			again |= l->wanted[c] =
				l->wanted[c] && readers_join(readers_of(l, c, readers), l->n_lanes, l->lanes[0].batch);
	}
	for (size_t i = 0; i < l->n_lanes; i++)
		l->table->n_repaired += l->lanes[i].batch->n_repaired;
	if (!load_dates(l))
		return false;
	/* Nothing points into the file any more: what follows needs the room. */
	source_close(l->source);
	l->source = NULL;
	buffer_free(&l->read);
	return true;
}

/* Finish column C. */
static void finish_column(void *user, size_t c)
{
	struct load *l = user;
	struct reader **readers = calloc(l->n_lanes, sizeof(*readers));

	if (!readers || !readers_finish(readers_of(l, c, readers), l->n_lanes, &l->table->columns[c]))
		atomic_store(&l->no_memory, true);
	free(readers);
}

bool load_finish_columns(struct load *l)
{
	for (size_t c = 0; c < l->n_read; c++)
		reader_set_type(&l->lanes[0].readers[c], &l->table->columns[c], &l->table->arena);
	threads_each(l->n_read, finish_column, l);
	return !l->no_memory || load_out_of_memory(l);
}
