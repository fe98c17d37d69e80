#include <string.h>

#include "ingest/load.h"

enum {
	REJECTS_LISTED = 1000,
	ROWS_MAX = INT32_MAX,
	PROGRESS_BYTES = 64 << 20,
};

bool load_note_reject(struct load *l)
{
	struct table *t = l->table;
	struct reject *reject;

	if (l->jsonl && l->jsonl->fault == JSONL_NO_MEMORY)
		return load_out_of_memory(l);
	if (!l->request->skip_bad_rows) {
		load_refuse_row(l);
		load_advise_row(l);
		return false;
	}
	/* The second time round they are known already. */
	if (l->is_known || t->n_rejects++ >= REJECTS_LISTED)
		return true;
	if (!t->rejects)
		t->rejects = ARENA_ARRAY(&t->arena, REJECTS_LISTED, struct reject);
	reject = &t->rejects[t->n_rejects - 1];
	load_explain_row(l, &reject->line, &reject->column);
	reject->why = arena_text(&t->arena, buffer_text(&l->words));
	return true;
}

/* Up to block_rows rows into l->fields; *END at the end of the text. */
static bool read_rows(struct load *l, size_t *n_rows, bool *end)
{
	*n_rows = 0;
	*end = false;
	while (*n_rows < l->block_rows && !*end) {
		switch (load_read_row(l, l->fields + *n_rows)) {
		case CSV_ROW:
			++*n_rows;
			break;
		case CSV_BAD_ROW:
			if (!load_note_reject(l))
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
	size_t done = load_offset(l);

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

	if (!load_rewind(l))
		return load_out_of_memory(l);
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
		load_release_rows(l);
	}
	l->is_known = true;
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
	/* Nothing points into the file any more: what follows needs the room. */
	file_close(&l->file);
	buffer_free(&l->sample);
	return true;
}
