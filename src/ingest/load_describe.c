#include "ingest/fit.h"
#include "ingest/load.h"

static struct text with_separators(struct arena *a, uint64_t n)
{
	struct text t = arena_printf(a, "%03llu", (unsigned long long)(n % 1000));

	for (n /= 1000; n; n /= 1000)
		t = arena_printf(a, "%03llu,%.*s", (unsigned long long)(n % 1000), TEXT_ARGS(t));
	while (t.n > 1 && *t.at == '0')
		t = text_from(t, 1);
	return t;
}

static bool is_plain(struct text encoding)
{
	return encoding.n == 0 || text_is(encoding, "UTF-8");
}

/* One byte a character: no bytes say that they are in such an encoding, or are not. */
static bool is_guessed(const struct load *l)
{
	return l->request->options.encoding.n == 0 &&
	       (text_is(l->encoding, "CP1252") || text_is(l->encoding, "ISO-8859-1"));
}

static void add_delimiter(const struct load *l, struct buffer *out)
{
	if (l->table->n_columns == 1)
		buffer_add_c(out, "one column");
	else if (l->csv.dialect.delimiter == '\t')
		buffer_add_c(out, "delimiter tab");
	else
		buffer_printf(out, "delimiter \"%c\"", l->csv.dialect.delimiter);
}

static void describe_dialect(const struct load *l, struct buffer *out)
{
	const struct dialect *d = &l->csv.dialect;

	add_delimiter(l, out);
	if (d->quote != '"')
		buffer_printf(out, d->quote ? ", quote %c" : ", no quotes", d->quote);
	if (d->escape)
		buffer_printf(out, ", escape %c", d->escape);
	buffer_add_c(out, d->header ? ", header" : ", no header");
	if (d->skip)
		buffer_printf(out, ", %zu line%s skipped", d->skip, d->skip == 1 ? "" : "s");
	if (d->comment)
		buffer_printf(out, ", comments %c", d->comment);
	if (d->decimal != '.')
		buffer_printf(out, ", decimal \"%c\"", d->decimal);
}

/* delimiter ";", no header, 3 lines skipped, decimal ",", CP1252, gzip, 1,200 rows */
static void describe(const struct load *l, struct arena *scratch, struct buffer *out)
{
	if (l->jsonl)
		buffer_add_c(out, "JSON Lines");
	else
		describe_dialect(l, out);
	if (!is_plain(l->encoding))
		buffer_printf(out, ", %.*s%s", TEXT_ARGS(l->encoding), is_guessed(l) ? " (guessed)" : "");
	if (l->compression.n)
		buffer_printf(out, ", %.*s", TEXT_ARGS(l->compression));
	buffer_printf(out, ", %.*s row%s", TEXT_ARGS(with_separators(scratch, l->table->n_rows)),
		      l->table->n_rows == 1 ? "" : "s");
}

static void add_character(const char *option, char c, struct buffer *out)
{
	if (c == '\t')
		buffer_printf(out, "%s tab", option);
	else
		buffer_printf(out, c == '"' || c == '\\' ? "%s \"\\%c\"" : "%s \"%c\"", option, c);
}

/* iconv's name as a word of the language, or quoted where it is none. */
static void add_encoding(struct text name, struct buffer *out)
{
	bool word = true;

	for (size_t i = 0; i < name.n; i++)
		word &= (name.at[i] >= 'A' && name.at[i] <= 'Z') || (name.at[i] >= '0' && name.at[i] <= '9') ||
			(name.at[i] == '-' && i > 0 && i + 1 < name.n && name.at[i - 1] != '-');
	buffer_add_c(out, word ? "encoding " : "encoding \"");
	for (size_t i = 0; i < name.n; i++)
		buffer_add_char(out,
				name.at[i] >= 'A' && name.at[i] <= 'Z' ? (char)(name.at[i] - 'A' + 'a') : name.at[i]);
	buffer_add_c(out, word ? "" : "\"");
}

/* delimiter ";", header off, skip 3, decimal ",", encoding cp1252 */
static void decide(const struct load *l, struct buffer *out)
{
	const struct dialect *d = &l->csv.dialect;

	add_character("delimiter", d->delimiter, out);
	if (!d->quote)
		buffer_add_c(out, ", quoting off");
	else if (d->quote != '"')
		add_character(", quote", d->quote, out);
	if (d->escape)
		add_character(", escape", d->escape, out);
	buffer_add_c(out, d->header ? ", header on" : ", header off");
	if (d->skip)
		buffer_printf(out, ", skip %zu", d->skip);
	if (d->comment)
		add_character(", comment", d->comment, out);
	if (d->decimal != '.')
		add_character(", decimal", d->decimal, out);
	if (!is_plain(l->encoding))
		buffer_add_c(out, ", ");
}

/* dates (opened dmy, closed mdy): those whose order was found or given. */
static void decide_dates(const struct load *l, struct arena *scratch, struct buffer *out)
{
	const char *before = out->n ? ", dates (" : "dates (";
	bool any = false;

	for (size_t c = 0; c < l->n_read; c++) {
		const struct reader *r = &l->lanes[0].readers[c];
		unsigned order = r->family == FAMILY_MOMENT ? load_date_order(r) : 0;

		if (!order)
			continue;
		buffer_printf(out, "%s%.*s %s", any ? ", " : before,
			      TEXT_ARGS(fit_name(scratch, &l->table->columns[c])), order == 1 ? "dmy" : "mdy");
		any = true;
	}
	buffer_add_c(out, any ? ")" : "");
}

void load_describe(struct load *l)
{
	struct table *t = l->table;

	buffer_clear(&l->words);
	describe(l, &l->scratch, &l->words);
	t->dialect = arena_text(&t->arena, buffer_text(&l->words));
	buffer_clear(&l->words);
	if (!l->jsonl)
		decide(l, &l->words);
	if (!is_plain(l->encoding))
		add_encoding(l->encoding, &l->words);
	decide_dates(l, &l->scratch, &l->words);
	t->decided = arena_text(&t->arena, buffer_text(&l->words));
}
