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

static bool cannot_read(struct load *l, const char *why)
{
	if (!why)
		diagnose(l->errors, STATUS_INTERRUPTED, l->request->span, "interrupted");
	else
		diagnose(l->errors, STATUS_FAILED, l->request->span, "cannot read %.*s: %s",
			 TEXT_ARGS(l->request->file), why);
	return false;
}

/* A stream is read into memory: its text stays until the rows are stored. */
static bool read_stream(struct load *l)
{
	enum { AT_ONCE = 1 << 20 };
	const char *why = "";
	ptrdiff_t got = 1;
	uint64_t done, total;

	while (got > 0) {
		if (!buffer_reserve(&l->read, AT_ONCE))
			return load_out_of_memory(l);
		got = source_read(l->source, l->read.at + l->read.n, AT_ONCE, &why);
		if (got > 0)
			l->read.n += (size_t)got;
		source_progress(l->source, &done, &total);
		if (l->request->progress)
			l->request->progress(l->request->user, done, total);
	}
	l->text = buffer_text(&l->read);
	if (got == 0)
		return true;
	cannot_read(l, why);
	if (why && !l->request->options.encoding.n && text_is(l->encoding, "CP1252"))
		diagnose_help(l->errors, "say which encoding it is in: load ... with (encoding latin1)");
	return false;
}

static bool open_sample(struct load *l)
{
	if (!sample_csv(SAMPLE_SEED, &l->read))
		return load_out_of_memory(l);
	l->text = buffer_text(&l->read);
	return true;
}

/* The bytes to read, into l->text. */
static bool open_bytes(struct load *l)
{
	const char *why = "", *advice = "";
	struct text path;

	if (l->request->is_sample)
		return open_sample(l);
	path = arena_text(&l->table->arena, l->request->file);
	l->source = source_open(path.at, l->request->options.encoding, l->request->stop, &why);
	if (!l->source)
		return cannot_read(l, why);
	l->encoding = arena_text(&l->scratch, source_encoding(l->source));
	l->compression = source_compression(l->source);
	if (!source_whole(l->source, &l->text) && !read_stream(l))
		return false;
	why = dialect_refusal(l->text, &advice);
	if (!why)
		return true;
	load_fail(l, why);
	diagnose_help(l->errors, "%s", advice);
	return false;
}

/* "tickets.csv, line 12, column 5: 7 fields, but the header has 10". */
static bool refuse_at(struct load *l, struct csv *c, const char *where, struct text why)
{
	uint64_t line, column;

	csv_place(c, where, &line, &column);
	diagnose(l->errors, STATUS_FAILED, l->request->span, "%.*s, line %llu, column %llu: %.*s",
		 TEXT_ARGS(l->request->file), (unsigned long long)line, (unsigned long long)column, TEXT_ARGS(why));
	return false;
}

bool load_refuse_row(struct load *l)
{
	buffer_clear(&l->words);
	csv_explain(&l->csv, &l->words);
	return refuse_at(l, &l->csv, l->csv.fault_at, buffer_text(&l->words));
}

static bool is_quote_fault(enum csv_fault fault)
{
	return fault == CSV_TEXT_AFTER_QUOTE || fault == CSV_UNCLOSED_QUOTE || fault == CSV_LONG_FIELD;
}

bool load_reject(struct load *l, struct csv *c, const char *where, struct text why)
{
	enum { REJECTS_LISTED = 1000 };
	struct table *t = l->table;
	struct reject *reject;

	if (!l->request->skip_bad_rows) {
		refuse_at(l, c, where, why);
		diagnose_help(l->errors, "`skipping bad rows` after the file loads the others and lists these%s",
			      is_quote_fault(c->fault) ? "; where quotes are ordinary characters: with (quoting off)"
						       : "");
		return false;
	}
	/* The second time round they are known already. */
	if (l->pass > 0 || t->n_rejects++ >= REJECTS_LISTED)
		return true;
	if (!t->rejects)
		t->rejects = ARENA_ARRAY(&t->arena, REJECTS_LISTED, struct reject);
	reject = &t->rejects[t->n_rejects - 1];
	csv_place(c, where, &reject->line, &reject->column);
	reject->why = arena_text(&t->arena, why);
	return true;
}

/* Without a header the names are empty, and become column_1, column_2 ... */
static void name_columns(struct load *l, const struct field *fields, size_t n)
{
	struct table *t = l->table;
	struct text *names = ARENA_ARRAY(&l->scratch, n, struct text);

	t->columns = ARENA_ARRAY(&t->arena, n + DERIVED_MAX, struct column);
	t->n_columns = n;
	for (size_t i = 0; i < n && l->csv.dialect.header; i++) {
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

	l->csv = csv_open(l->text, dialect_of(&l->scratch, l->text, &l->request->options), 0);
	csv_skip_lines(&l->csv, l->csv.dialect.skip);
	row = csv_read(&l->csv, fields, 1);
	if (row == CSV_END)
		return load_fail(l, "is empty");
	if (row == CSV_BAD_ROW)
		return load_refuse_row(l);
	if (l->csv.n_fields > COLUMNS_MAX)
		return load_fail(l, "has more than 4,096 columns");
	l->rows_at = (size_t)((l->csv.dialect.header ? l->csv.at : l->csv.row) - l->text.at);
	name_columns(l, fields, l->csv.n_fields);
	return !(l->words.failed || l->repaired.failed) || load_out_of_memory(l);
}

bool load_open(struct load *l)
{
	return open_bytes(l) && read_header(l);
}
