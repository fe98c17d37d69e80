/* Types that were given, over JSON Lines: as in CSV, a row with a value that does not fit is an error, or a reject. */
#include <stdlib.h>

#include "ingest/load.h"

/* One pass over all rows.  Where the first of a block is changes with every row that is left out. */
struct checking {
	struct load *load;
	struct jsonl jsonl;
	struct field *fields; /* of one row */
	const char *row;      /* begins here */
	size_t n_rows, in_block;
};

/* Strings with escapes are elsewhere: then the row has to do. */
static void place_of(struct checking *k, const struct field *f, uint64_t *line, uint64_t *column)
{
	struct text all = k->jsonl.text;
	bool inside = f->at >= all.at && f->at < all.at + all.n;

	jsonl_place(&k->jsonl, inside ? f->at : k->row, line, column);
}

static bool refuse(struct checking *k, const struct field *unfit)
{
	struct load *l = k->load;
	uint64_t line, column;

	place_of(k, unfit, &line, &column);
	if (!l->request->skip_bad_rows) {
		load_refuse_row(l, line, column);
		diagnose_help(l->errors, "`skipping bad rows` after the file loads the others and lists these");
		return false;
	}
	if (l->table->n_rejects < REJECTS_LISTED)
		load_list_reject(l, line, column);
	l->table->n_rejects++;
	return true;
}

static bool hold_row(struct checking *k)
{
	const struct field *unfit = load_check_row(k->load, k->fields, 1, &k->load->words);

	if (unfit)
		return refuse(k, unfit);
	k->n_rows++;
	k->in_block++;
	return true;
}

/* Now and then: whether to go on. */
static bool begin_block(struct checking *k)
{
	struct load *l = k->load;

	load_note_block(l, &k->jsonl, k->n_rows);
	k->in_block = 0;
	if (!l->request->stop || !*l->request->stop)
		return true;
	diagnose(l->errors, STATUS_INTERRUPTED, l->request->span, "interrupted");
	return false;
}

static bool check_rows(struct checking *k)
{
	enum csv_row row = CSV_ROW;
	bool done = begin_block(k);

	while (done && row != CSV_END) {
		k->row = k->jsonl.at;
		row = jsonl_read(&k->jsonl, k->fields, 1);
		if (row == CSV_BAD_ROW && k->jsonl.fault == JSONL_NO_MEMORY)
			return load_out_of_memory(k->load);
		done = row != CSV_ROW || hold_row(k);
		jsonl_release(&k->jsonl);
		if (done && k->in_block == BLOCK_ROWS)
			done = begin_block(k);
	}
	load_note_block(k->load, &k->jsonl, k->n_rows);
	return done;
}

static int by_place(const void *a, const void *b)
{
	const struct reject *x = a, *y = b;

	return x->line != y->line ? (x->line > y->line) - (x->line < y->line)
				  : (x->column > y->column) - (x->column < y->column);
}

bool load_check_jsonl(struct load *l)
{
	struct checking k = { .load = l };
	struct table *t = l->table;
	bool done;

	if (!l->jsonl || !l->checking)
		return true;
	k.fields = ARENA_ARRAY(&l->scratch, l->n_read, struct field);
	l->n_jsonl_blocks = 0;
	done = jsonl_open(&k.jsonl, l->text, l->jsonl->columns) ? check_rows(&k) : load_out_of_memory(l);
	jsonl_close(&k.jsonl);
	t->n_rows = k.n_rows;
	if (t->rejects)
		qsort(t->rejects, t->n_rejects < REJECTS_LISTED ? t->n_rejects : REJECTS_LISTED, sizeof(*t->rejects),
		      by_place);
	return done;
}
