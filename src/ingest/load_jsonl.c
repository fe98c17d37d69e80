#include <stdlib.h>

#include "ingest/load.h"
#include "ingest/names.h"
#include "store/arrange.h"

/* The first byte behind FROM that is no blank, or NUL. */
static char first_byte(struct text t, size_t *from)
{
	while (*from < t.n && (t.at[*from] == ' ' || t.at[*from] == '\t' || t.at[*from] == '\r' || t.at[*from] == '\n'))
		++*from;
	return *from < t.n ? t.at[*from] : '\0';
}

static struct text without_ending(struct text name, struct text ending)
{
	return text_ends(name, ending) ? text_slice(name, 0, name.n - ending.n) : name;
}

/* The name says so, or the text begins with an object or with an array of objects (which is told apart when it is read).
 * A header like {a},b is CSV. */
bool load_is_json(const struct load *l)
{
	struct text name = without_ending(without_ending(l->request->file, TEXT(".gz")), TEXT(".zst"));
	size_t at = 0;
	char first, second;

	if (l->request->is_sample)
		return false;
	if (text_ends(name, TEXT(".jsonl")) || text_ends(name, TEXT(".ndjson")) || text_ends(name, TEXT(".json")))
		return true;
	first = first_byte(l->text, &at);
	if (first != '{' && first != '[')
		return false;
	at++;
	second = first_byte(l->text, &at);
	return first == '{' ? second == '"' || second == '}' : second == '{';
}

/* Every few thousand rows: whether to go on, and how far it is. */
static bool report_learning(struct load *l)
{
	if (l->request->stop && *l->request->stop) {
		diagnose(l->errors, STATUS_INTERRUPTED, l->request->span, "interrupted");
		return false;
	}
	if (l->request->progress)
		l->request->progress(l->request->user, (uint64_t)(l->jsonl->at - l->text.at), 2 * (uint64_t)l->text.n);
	return true;
}

static void explain(struct load *l)
{
	buffer_clear(&l->words);
	jsonl_explain(l->jsonl, &l->words);
}

static bool refuse(struct load *l, uint64_t line, uint64_t column)
{
	load_refuse_row(l, line, column);
	buffer_clear(&l->repaired);
	jsonl_advise(l->jsonl, &l->repaired);
	if (l->repaired.n)
		buffer_add_c(&l->repaired, "; ");
	buffer_add_c(&l->repaired, "`skipping bad rows` after the file loads the others and lists these");
	diagnose_help(l->errors, "%.*s", TEXT_ARGS(buffer_text(&l->repaired)));
	return false;
}

/* A bad row: listed where such are skipped, else an error; false when the load has to end. */
static bool note_bad_row(struct load *l)
{
	uint64_t line, column;

	if (l->jsonl->fault == JSONL_NO_MEMORY)
		return load_out_of_memory(l);
	if (l->table->n_rejects >= REJECTS_LISTED) {
		l->table->n_rejects++;
		return true;
	}
	jsonl_place(l->jsonl, l->jsonl->fault_at, &line, &column);
	explain(l);
	if (!l->request->skip_bad_rows)
		return refuse(l, line, column);
	load_list_reject(l, line, column);
	l->table->n_rejects++;
	return true;
}

void load_note_block(struct load *l, const struct jsonl *j, size_t n_rows)
{
	size_t n = l->n_jsonl_blocks;

	if ((n & (n - 1)) == 0)
		l->jsonl_blocks = arena_grow(&l->scratch, l->jsonl_blocks, n, n ? n * 2 : 1, sizeof(*l->jsonl_blocks));
	l->jsonl_blocks[l->n_jsonl_blocks++] = (struct jsonl_block){ (size_t)(j->at - l->text.at), (uint32_t)n_rows };
}

enum { REPORT_ROWS = 1 << 14 };

/* The first pass: all rows, for the columns they have and for where they are. */
static bool learn_columns(struct load *l, size_t *n_all)
{
	size_t n_rows = 0, block = BLOCK_ROWS;
	enum csv_row row;

	for (*n_all = 0;; ++*n_all) {
		if (block == BLOCK_ROWS) {
			load_note_block(l, l->jsonl, n_rows);
			block = 0;
		}
		row = jsonl_learn(l->jsonl);
		if (row == CSV_END)
			break;
		if (row == CSV_BAD_ROW && !note_bad_row(l))
			return false;
		n_rows += row == CSV_ROW;
		block += row == CSV_ROW;
		if (n_rows > TABLE_ROWS_MAX)
			return load_fail(l, "has more than 2,147,483,647 rows");
		if (*n_all % REPORT_ROWS == REPORT_ROWS - 1 && !report_learning(l))
			return false;
	}
	load_note_block(l, l->jsonl, n_rows);
	l->table->n_rows = n_rows;
	jsonl_columns_settle(l->jsonl->columns);
	return true;
}

static bool open_reader(struct load *l)
{
	struct jsonl_columns *columns = ARENA_NEW(&l->scratch, struct jsonl_columns);

	*columns = jsonl_columns_new(&l->scratch);
	l->jsonl = ARENA_NEW(&l->scratch, struct jsonl);
	return jsonl_open(l->jsonl, l->text, columns) || load_out_of_memory(l);
}

bool load_open_jsonl(struct load *l)
{
	struct table *t = l->table;
	struct text *names;
	size_t n_rows;

	if (!open_reader(l) || !learn_columns(l, &n_rows))
		return false;
	t->n_columns = l->jsonl->columns->n;
	if (t->n_columns == 0)
		return load_fail(l, n_rows == 0 ? "is empty" : "has no object with a value in it");
	names = ARENA_ARRAY(&l->scratch, t->n_columns, struct text);
	jsonl_columns_names(l->jsonl->columns, names);
	t->columns = ARENA_ARRAY(&t->arena, t->n_columns + DERIVED_MAX, struct column);
	names_set(&t->arena, t->columns, names, t->n_columns);
	return true;
}

/* The rows of the text from FROM to TO into the block, by a reader of the thread's own. */
static bool read_rows(struct load *l, struct lane *lane, size_t from, size_t to)
{
	struct block *b = &lane->block;
	enum csv_row row;

	if (!jsonl_open(&lane->jsonl, text_slice(l->text, from, to), l->jsonl->columns))
		return false;
	if (!b->fields)
		b->fields = malloc(BLOCK_ROWS * l->n_read * sizeof(*b->fields));
	if (!b->fields)
		return false;
	b->n_rows = 0;
	while ((row = jsonl_read(&lane->jsonl, b->fields + b->n_rows, BLOCK_ROWS)) != CSV_END) {
		if (row == CSV_BAD_ROW && lane->jsonl.fault == JSONL_NO_MEMORY)
			return false;
		b->n_rows += row == CSV_ROW &&
			     !(l->checking && load_find_unfit(l, b->fields + b->n_rows, BLOCK_ROWS, lane->batch));
	}
	return true;
}

bool load_next_jsonl(struct load *l, struct lane *lane)
{
	size_t i = atomic_fetch_add(&l->next_jsonl_block, 1);

	if (i + 1 >= l->n_jsonl_blocks || l->jsonl_blocks[i].first_row == l->jsonl_blocks[i + 1].first_row)
		return false;
	lane->block.n_columns = l->n_read;
	lane->block.first_row = l->jsonl_blocks[i].first_row;
	if (read_rows(l, lane, l->jsonl_blocks[i].at, l->jsonl_blocks[i + 1].at))
		return true;
	jsonl_close(&lane->jsonl);
	atomic_store(&l->no_memory, true);
	return false;
}

void load_release_jsonl(struct lane *lane)
{
	jsonl_release(&lane->jsonl);
	jsonl_close(&lane->jsonl);
}

void load_close_jsonl(struct load *l)
{
	if (l->jsonl)
		jsonl_close(l->jsonl);
}
