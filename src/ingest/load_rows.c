#include <string.h>

#include "ingest/load.h"

enum {
	REJECTS_LISTED = 1000,
	ROWS_MAX = INT32_MAX,
	PROGRESS_BYTES = 64 << 20,
};

static bool note_reject(struct load *l)
{
	struct table *t = l->table;
	struct reject *reject;

	if (!l->request->skip_bad_rows) {
		load_refuse_row(l);
		diagnose_help(l->errors, "`skipping bad rows` after the file loads the others and lists these");
		return false;
	}
	/* The second time round they are known already. */
	if (l->pass > 0 || t->n_rejects++ >= REJECTS_LISTED)
		return true;
	if (!t->rejects)
		t->rejects = ARENA_ARRAY(&t->arena, REJECTS_LISTED, struct reject);
	reject = &t->rejects[t->n_rejects - 1];
	csv_place(&l->csv, l->csv.fault_at, &reject->line, &reject->column);
	buffer_clear(&l->words);
	csv_explain(&l->csv, &l->words);
	reject->why = arena_text(&t->arena, buffer_text(&l->words));
	return true;
}

/* Up to block_rows rows into l->fields; *END at the end of the text. */
static bool read_rows(struct load *l, size_t *n_rows, bool *end)
{
	*n_rows = 0;
	*end = false;
	while (*n_rows < l->block_rows && !*end) {
		switch (csv_read(&l->csv, l->fields + *n_rows, l->block_rows)) {
		case CSV_ROW:
			++*n_rows;
			break;
		case CSV_BAD_ROW:
			if (!note_reject(l))
				return false;
			break;
		case CSV_END:
			*end = true;
			break;
		}
	}
	return true;
}

/* Every few megabytes: whether to go on, and how far it is. */
static bool report_progress(struct load *l)
{
	size_t done = (size_t)(l->csv.at - l->text.at);

	if (l->request->stop && *l->request->stop) {
		diagnose(l->errors, STATUS_INTERRUPTED, l->request->span, "interrupted");
		return false;
	}
	if (done - l->told < PROGRESS_BYTES)
		return true;
	l->told = done;
	file_forget(&l->file, done);
	if (l->request->progress)
		l->request->progress(l->request->user, l->pass * (uint64_t)l->text.n + done,
				     (l->pass + 1) * (uint64_t)l->text.n);
	return true;
}

/* One reading of all rows.  In the first pass every column takes part, later those that have to start again. */
static bool read_pass(struct load *l, const bool *wanted)
{
	size_t n_rows, total = 0;
	bool end = false;

	l->csv = csv_open(l->text, l->csv.delimiter, l->table->n_columns);
	l->csv.at += l->rows_at;
	l->told = 0;
	while (!end) {
		if (!read_rows(l, &n_rows, &end) || !report_progress(l))
			return false;
		total += n_rows;
		if (total > ROWS_MAX)
			return load_fail(l, "has more than 2,147,483,647 rows");
		for (size_t i = 0; i < l->n_readers; i++)
			if (wanted[i] && !reader_take(&l->readers[i], l->fields + i * l->block_rows, n_rows, l->batch))
				return load_out_of_memory(l);
	}
	l->table->n_rows = total;
	return true;
}

/* A column becomes a wider type at most twice, so this ends. */
bool load_rows(struct load *l)
{
	bool *wanted = ARENA_ARRAY(&l->scratch, l->n_readers, bool), again = true;

	memset(wanted, true, l->n_readers);
	for (l->pass = 0; again; l->pass++) {
		if (!read_pass(l, wanted))
			return false;
		again = false;
		for (size_t i = 0; i < l->n_readers; i++)
			again |= wanted[i] = reader_restart(&l->readers[i]);
	}
	l->table->n_repaired += l->batch->n_repaired;
	if (!load_dates(l))
		return false;
	/* Nothing points into the file any more: what follows needs the room. */
	file_close(&l->file);
	buffer_free(&l->sample);
	return true;
}
