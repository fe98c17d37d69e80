#include "base/utf8.h"
#include "ingest/dialect.h"
#include "ingest/load.h"
#include "ingest/names.h"
#include "store/arrange.h"

bool load_fail(struct load *l, const char *what)
{
	diagnose(l->errors, STATUS_FAILED, l->request->span, "%.*s %s", TEXT_ARGS(l->request->file), what);
	return false;
}

bool load_out_of_memory(struct load *l)
{
	return load_fail(l, "does not fit into memory");
}

/* The bytes to read, into l->text. */
static bool open_bytes(struct load *l)
{
	const char *why = "", *advice = "";
	struct text path;

	if (l->request->is_sample) {
		if (!sample_csv(SAMPLE_SEED, &l->sample))
			return load_out_of_memory(l);
		l->text = buffer_text(&l->sample);
		return true;
	}
	path = arena_text(&l->table->arena, l->request->file);
	if (!file_open(&l->file, path.at, l->request->stop, &why)) {
		if (!why) {
			diagnose(l->errors, STATUS_INTERRUPTED, l->request->span, "interrupted");
			return false;
		}
		diagnose(l->errors, STATUS_FAILED, l->request->span, "cannot read %.*s: %s", TEXT_ARGS(path), why);
		return false;
	}
	l->text = text_from(l->file.bytes, dialect_mark(l->file.bytes));
	why = dialect_refusal(l->text, &advice);
	if (!why)
		return true;
	load_fail(l, why);
	diagnose_help(l->errors, "%s", advice);
	return false;
}

bool load_refuse_row(struct load *l, uint64_t line, uint64_t column)
{
	diagnose(l->errors, STATUS_FAILED, l->request->span, "%.*s, line %llu, column %llu: %.*s",
		 TEXT_ARGS(l->request->file), (unsigned long long)line, (unsigned long long)column,
		 TEXT_ARGS(buffer_text(&l->words)));
	return false;
}

static bool refuse_header(struct load *l)
{
	uint64_t line, column;

	csv_place(&l->csv, l->csv.fault_at, &line, &column);
	buffer_clear(&l->words);
	csv_explain(l->csv.fault, l->csv.n_fields, 0, &l->words);
	return load_refuse_row(l, line, column);
}

static void name_columns(struct load *l, const struct field *fields, size_t n)
{
	struct table *t = l->table;
	struct text *names = ARENA_ARRAY(&l->scratch, n, struct text);

	t->columns = ARENA_ARRAY(&t->arena, n + DERIVED_MAX, struct column);
	t->n_columns = n;
	for (size_t i = 0; i < n; i++) {
		struct text name = csv_text(fields[i], &l->words);

		buffer_clear(&l->repaired);
		t->n_repaired += utf8_repair(name, &l->repaired);
		names[i] = arena_text(&l->scratch, buffer_text(&l->repaired));
	}
	names_set(&t->arena, t->columns, names, n);
}

/* The columns out of the first row. */
static bool read_header(struct load *l)
{
	struct field *fields = ARENA_ARRAY(&l->scratch, COLUMNS_MAX, struct field);
	enum csv_row row;
	size_t skip;
	char delimiter = dialect_delimiter(l->text, &skip);

	l->csv = csv_open(l->text, delimiter, 0);
	l->csv.at += skip;
	row = csv_read(&l->csv, fields, 1);
	if (row == CSV_END)
		return load_fail(l, "is empty");
	if (row == CSV_BAD_ROW)
		return refuse_header(l);
	if (l->csv.n_fields > COLUMNS_MAX)
		return load_fail(l, "has more than 4,096 columns");
	name_columns(l, fields, l->csv.n_fields);
	return !(l->words.failed || l->repaired.failed) || load_out_of_memory(l);
}

bool load_open(struct load *l)
{
	return open_bytes(l) && (load_is_json(l) ? load_open_jsonl(l) : read_header(l));
}
