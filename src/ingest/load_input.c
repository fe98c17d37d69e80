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
		l->request->progress(l->request->user, load_offset(l), 2 * (uint64_t)l->text.n);
	return true;
}

/* The first pass: all rows, for the columns they have. */
static bool learn_columns(struct load *l, size_t *n_rows)
{
	enum { REPORT_ROWS = 1 << 14 };
	enum csv_row row;

	for (*n_rows = 0; (row = jsonl_learn(l->jsonl)) != CSV_END; ++*n_rows) {
		if (row == CSV_BAD_ROW && !load_note_reject(l))
			return false;
		if (*n_rows % REPORT_ROWS == REPORT_ROWS - 1 && !report_learning(l))
			return false;
	}
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
	l->is_known = true;
	t->n_columns = l->jsonl->columns->n;
	if (t->n_columns == 0)
		return load_fail(l, n_rows == 0 ? "is empty" : "has no object with a value in it");
	names = ARENA_ARRAY(&l->scratch, t->n_columns, struct text);
	jsonl_columns_names(l->jsonl->columns, names);
	t->columns = ARENA_ARRAY(&t->arena, t->n_columns + DERIVED_MAX, struct column);
	names_set(&t->arena, t->columns, names, t->n_columns);
	return true;
}

bool load_rewind(struct load *l)
{
	struct jsonl_columns *columns;

	if (!l->jsonl) {
		l->csv = csv_open(l->text, l->csv.delimiter, l->table->n_columns);
		l->csv.at += l->rows_at;
		return true;
	}
	columns = l->jsonl->columns;
	jsonl_close(l->jsonl);
	return jsonl_open(l->jsonl, l->text, columns);
}

enum csv_row load_read_row(struct load *l, struct field *fields)
{
	return l->jsonl ? jsonl_read(l->jsonl, fields, l->block_rows) : csv_read(&l->csv, fields, l->block_rows);
}

size_t load_offset(const struct load *l)
{
	return (size_t)((l->jsonl ? l->jsonl->at : l->csv.at) - l->text.at);
}

void load_release_rows(struct load *l)
{
	if (l->jsonl)
		jsonl_release(l->jsonl);
}

void load_close_jsonl(struct load *l)
{
	if (l->jsonl)
		jsonl_close(l->jsonl);
}

void load_explain_row(struct load *l, uint64_t *line, uint64_t *column)
{
	buffer_clear(&l->words);
	if (l->jsonl) {
		jsonl_place(l->jsonl, l->jsonl->fault_at, line, column);
		jsonl_explain(l->jsonl, &l->words);
	} else {
		csv_place(&l->csv, l->csv.fault_at, line, column);
		csv_explain(&l->csv, &l->words);
	}
}

void load_advise_row(struct load *l)
{
	buffer_clear(&l->repaired);
	if (l->jsonl)
		jsonl_advise(l->jsonl, &l->repaired);
	if (l->repaired.n)
		buffer_add_c(&l->repaired, "; ");
	buffer_add_c(&l->repaired, "`skipping bad rows` after the file loads the others and lists these");
	diagnose_help(l->errors, "%.*s", TEXT_ARGS(buffer_text(&l->repaired)));
}
