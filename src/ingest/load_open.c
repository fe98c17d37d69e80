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

bool load_unreadable(struct load *l, const char *why)
{
	if (!why) {
		diagnose(l->errors, STATUS_INTERRUPTED, l->request->span, "interrupted");
		return false;
	}
	diagnose(l->errors, STATUS_FAILED, l->request->span, "cannot read %.*s: %s", TEXT_ARGS(l->request->file), why);
	if (l->source && !l->request->options.encoding.n && text_is(l->encoding, "CP1252"))
		diagnose_help(l->errors, "say which encoding it is in: load ... with (encoding latin1)");
	return false;
}

/* The next N bytes or so of a stream behind those that were read; false with errors added. */
static bool read_more(struct load *l, size_t n)
{
	size_t wanted = l->read.n + n;
	const char *why = "";
	ptrdiff_t got = 1;
	uint64_t done, total;

	while (l->read.n < wanted && got > 0) {
		if (!buffer_reserve(&l->read, wanted - l->read.n))
			return load_out_of_memory(l);
		got = source_read(l->source, l->read.at + l->read.n, wanted - l->read.n, &why);
		if (got > 0)
			l->read.n += (size_t)got;
		source_progress(l->source, &done, &total);
		if (l->request->progress)
			l->request->progress(l->request->user, done, total);
	}
	l->text = buffer_text(&l->read);
	l->streams = got > 0;
	return got >= 0 || load_unreadable(l, why);
}

enum { START_BYTES = 1 << 20, MORE_BYTES = 16 << 20 };

/* Of JSON Lines all is read first: the columns are not known before its end. */
static bool read_all(struct load *l)
{
	while (l->streams)
		if (!read_more(l, MORE_BYTES))
			return false;
	return true;
}

static bool open_sample(struct load *l)
{
	if (!sample_csv(SAMPLE_SEED, &l->read))
		return load_out_of_memory(l);
	l->text = buffer_text(&l->read);
	return true;
}

/* The bytes to read, or their start, into l->text. */
static bool open_bytes(struct load *l, struct text encoding)
{
	const char *why = "", *advice = "";
	struct text path;

	if (l->request->is_sample)
		return open_sample(l);
	path = arena_text(&l->table->arena, l->request->file);
	l->source = source_open(path.at, encoding, l->request->stop, &why);
	if (!l->source)
		return load_unreadable(l, why);
	l->encoding = arena_text(&l->scratch, source_encoding(l->source));
	l->compression = source_compression(l->source);
	if (!source_whole(l->source, &l->text) && !read_more(l, START_BYTES))
		return false;
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
	csv_explain(l->csv.fault, l->csv.n_fields, 0, true, &l->words);
	return load_refuse_row(l, line, column);
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

/* The first row, all of it. */
static bool read_first_row(struct load *l, struct field *fields, enum csv_row *row)
{
	for (;;) {
		l->csv = csv_open(l->text, dialect_of(&l->scratch, l->text, &l->request->options), 0);
		csv_skip_lines(&l->csv, l->csv.dialect.skip);
		*row = csv_read(&l->csv, fields, 1);
		if (!l->streams || (*row == CSV_ROW && l->csv.at < l->text.at + l->text.n))
			return true;
		if (!read_more(l, l->read.n))
			return false;
	}
}

/* The columns out of the first row. */
static bool read_header(struct load *l)
{
	struct field *fields = ARENA_ARRAY(&l->scratch, COLUMNS_MAX, struct field);
	enum csv_row row;

	if (!read_first_row(l, fields, &row))
		return false;
	if (row == CSV_END)
		return load_fail(l, "is empty");
	if (row == CSV_BAD_ROW)
		return refuse_header(l);
	if (l->csv.n_fields > COLUMNS_MAX)
		return load_fail(l, "has more than 4,096 columns");
	name_columns(l, fields, l->csv.n_fields);
	if (!l->csv.dialect.header)
		l->csv.at = l->csv.row;
	return !(l->words.failed || l->repaired.failed) || load_out_of_memory(l);
}

/* JSON is Unicode: bytes that are not are an error, and no reason to think of another encoding. */
static bool open_json(struct load *l)
{
	if (l->request->options.encoding.n == 0 && l->source &&
	    (text_is(l->encoding, "CP1252") || text_is(l->encoding, "ISO-8859-1"))) {
		source_close(l->source);
		l->source = NULL;
		buffer_clear(&l->read);
		if (!open_bytes(l, TEXT("UTF-8")))
			return false;
	}
	return read_all(l) && load_open_jsonl(l);
}

bool load_open(struct load *l)
{
	if (!open_bytes(l, l->request->options.encoding))
		return false;
	return load_is_json(l) ? open_json(l) : read_header(l);
}
