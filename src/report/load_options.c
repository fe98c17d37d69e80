#include "report/load_options.h"

#include <math.h>

#include "ingest/encoding.h"
#include "ingest/ingest.h"
#include "report/parts.h"

/* One option being read; TO is of the type its reader knows. */
struct reading {
	struct environment *e;
	const struct node *option;
	struct load_options *to;
};

static const struct node *setting(const struct reading *r)
{
	return r->option->first;
}

static enum status bad(const struct reading *r, const char *wanted)
{
	return report_bad(r->e, r->option->span, "`%.*s` takes %s", TEXT_ARGS(r->option->text), wanted);
}

static bool is_columns(const struct reading *r)
{
	return setting(r)->kind == NODE_COLUMN_OPTION;
}

/* One ASCII character, or the word tab. */
static enum status read_character(struct reading *r, struct text *to, const char *wanted)
{
	const struct node *n = setting(r);

	if (n->kind == NODE_SETTING && text_equal_folded(n->text, TEXT("tab"))) {
		*to = TEXT("\t");
		return STATUS_OK;
	}
	if (n->kind != NODE_TEXT || n->text.n != 1 || (unsigned char)*n->text.at >= 0x80 || *n->text.at == '\n' ||
	    *n->text.at == '\r' || !*n->text.at)
		return bad(r, wanted);
	*to = n->text;
	return STATUS_OK;
}

static enum status read_switch(struct reading *r, enum given *to)
{
	const struct node *n = setting(r);

	if (n->kind != NODE_SETTING ||
	    !(text_equal_folded(n->text, TEXT("on")) || text_equal_folded(n->text, TEXT("off"))))
		return bad(r, "on or off");
	*to = text_equal_folded(n->text, TEXT("on")) ? GIVEN_ON : GIVEN_OFF;
	return STATUS_OK;
}

static enum status read_delimiter(struct reading *r)
{
	return read_character(r, &r->to->delimiter, "one character in quotes, or tab");
}

static enum status read_quote(struct reading *r)
{
	return read_character(r, &r->to->quote, "one character in quotes; without any: quoting off");
}

static enum status read_escape(struct reading *r)
{
	return read_character(r, &r->to->escape, "one character in quotes");
}

static enum status read_comment(struct reading *r)
{
	return read_character(r, &r->to->comment, "one character in quotes");
}

static enum status read_decimal(struct reading *r)
{
	const char *wanted = "\",\" or \".\"";
	enum status status = read_character(r, &r->to->decimal, wanted);

	if (status == STATUS_OK && *r->to->decimal.at != ',' && *r->to->decimal.at != '.')
		return bad(r, wanted);
	return status;
}

static enum status read_header(struct reading *r)
{
	return read_switch(r, &r->to->header);
}

static enum status read_quoting(struct reading *r)
{
	return read_switch(r, &r->to->quoting);
}

static enum status read_file_column(struct reading *r)
{
	enum given given = GIVEN_NOT;
	enum status status = read_switch(r, &given);

	r->to->file_column = given == GIVEN_ON;
	return status;
}

static enum status read_skip(struct reading *r)
{
	const struct node *n = setting(r);

	if (n->kind != NODE_NUMBER || n->number != floor(n->number) || n->number > 1e9)
		return bad(r, "a whole number of lines");
	r->to->has_skip = true;
	r->to->skip = (size_t)n->number;
	return STATUS_OK;
}

static enum status unknown_encoding(struct reading *r)
{
	struct name_list near = { .arena = r->e->arena };

	for (size_t i = 0; encoding_usual(i); i++)
		scope_add_name(&near, text_of(encoding_usual(i)), TEXT_NONE);
	report_bad(r->e, r->option->span, "there is no encoding named `%.*s`", TEXT_ARGS(setting(r)->text));
	report_did_you_mean(r->e, setting(r)->text, &near,
			    "such as utf8, utf16le, latin1, cp1252, cp850, or any that `iconv -l` lists");
	return STATUS_BAD_INPUT;
}

static enum status read_encoding(struct reading *r)
{
	char name[ENCODING_NAME_MAX];

	if (setting(r)->kind != NODE_SETTING && setting(r)->kind != NODE_TEXT)
		return bad(r, "the name of an encoding, such as latin1 or cp1252");
	if (!encoding_named(setting(r)->text, name))
		return unknown_encoding(r);
	r->to->encoding = setting(r)->text;
	return STATUS_OK;
}

/* N words, one of which is WORD. */
static bool is_one_of(const char *const *words, struct text word)
{
	while (*words && !text_equal_folded(word, text_of(*words)))
		words++;
	return *words != NULL;
}

static enum status unknown_word(struct reading *r, struct span where, struct text word, const char *const *words,
				const char *what)
{
	struct name_list near = { .arena = r->e->arena };
	struct text all = TEXT("");

	for (size_t i = 0; words[i]; i++) {
		scope_add_name(&near, text_of(words[i]), TEXT_NONE);
		all = arena_printf(r->e->arena, "%.*s%s%s", TEXT_ARGS(all), i ? ", " : "", words[i]);
	}
	report_bad(r->e, where, "`%.*s` is no %s", TEXT_ARGS(word), what);
	report_did_you_mean(r->e, word, &near, arena_printf(r->e->arena, "one of %.*s", TEXT_ARGS(all)).at);
	return STATUS_BAD_INPUT;
}

/* (COLUMN WORD, ...) */
static enum status read_columns(struct reading *r, const char *const *words, const char *what,
				const struct column_option **to, size_t *n)
{
	struct column_option *list = ARENA_ARRAY(r->e->arena, r->option->n_children, struct column_option);

	for (const struct node *c = r->option->first; c; c = c->next) {
		if (!is_one_of(words, c->text))
			return unknown_word(r, c->span, c->text, words, what);
		list[(*n)++] = (struct column_option){ c->first->text, c->text, c->span };
	}
	*to = list;
	return STATUS_OK;
}

static const char *const type_words[] = { "text", "category", "integer", "decimal",  "number", "yesno", "date",
					  "time", "duration", "epoch",	 "epoch_ms", "mm_ss",  "hh_mm", NULL };
static const char *const order_words[] = { "dmy", "mdy", "ymd", NULL };

static enum status read_types(struct reading *r)
{
	if (!is_columns(r))
		return bad(r, "columns with their types, such as (zip text, opened date)");
	return read_columns(r, type_words, "type", &r->to->types, &r->to->n_types);
}

static enum status read_dates(struct reading *r)
{
	const struct node *n = setting(r);
	struct column_option *all;

	if (is_columns(r))
		return read_columns(r, order_words, "order of a date", &r->to->dates, &r->to->n_dates);
	if (n->kind != NODE_SETTING)
		return bad(r, "dmy, mdy or ymd, or columns with these, such as (opened dmy)");
	if (!is_one_of(order_words, n->text))
		return unknown_word(r, n->span, n->text, order_words, "order of a date");
	all = ARENA_NEW(r->e->arena, struct column_option);
	*all = (struct column_option){ .value = n->text, .span = n->span };
	r->to->dates = all;
	r->to->n_dates = 1;
	return STATUS_OK;
}

static const struct {
	const char *name, *help;
	enum status (*read)(struct reading *r);
	bool takes_columns;
} options[] = {
	{ "delimiter", "between two fields: \";\", tab", read_delimiter, false },
	{ "header", "on or off: the first row names the columns", read_header, false },
	{ "quote", "around fields: \"'\"", read_quote, false },
	{ "quoting", "off: a quote is an ordinary character", read_quoting, false },
	{ "escape", "before a quote within quotes: \"\\\\\"", read_escape, false },
	{ "skip", "so many lines before the header", read_skip, false },
	{ "comment", "lines that begin with it are no rows: \"#\"", read_comment, false },
	{ "decimal", "the sign in numbers: \",\"", read_decimal, false },
	{ "encoding", "utf8, utf16le, latin1, cp1252 ...", read_encoding, false },
	{ "types", "(zip text, opened date)", read_types, true },
	{ "dates", "the order of day and month: dmy, mdy or ymd, or (opened dmy)", read_dates, true },
	{ "file column", "on: a column says which file a row is from", read_file_column, false },
};

enum { N_OPTIONS = sizeof(options) / sizeof(*options) };

bool load_options_describe(size_t i, const char **name, const char **help)
{
	if (i >= N_OPTIONS)
		return false;
	*name = options[i].name;
	*help = options[i].help;
	return true;
}

static enum status unknown_option(struct reading *r)
{
	struct name_list near = { .arena = r->e->arena };

	for (size_t i = 0; i < N_OPTIONS; i++)
		scope_add_name(&near, text_of(options[i].name), TEXT_NONE);
	scope_add_name(&near, TEXT("missing"), TEXT_NONE);
	report_bad(r->e, r->option->span, "a load has no option `%.*s`", TEXT_ARGS(r->option->text));
	report_did_you_mean(r->e, r->option->text, &near, "`help load` lists them");
	return STATUS_BAD_INPUT;
}

static enum status read_option(struct reading *r, bool *given)
{
	for (size_t i = 0; i < N_OPTIONS; i++) {
		if (!text_equal_folded(r->option->text, text_of(options[i].name)))
			continue;
		if (given[i])
			return report_bad(r->e, r->option->span, "`%s` is given twice", options[i].name);
		given[i] = true;
		return is_columns(r) && !options[i].takes_columns ? bad(r, "one value") : options[i].read(r);
	}
	return unknown_option(r);
}

/* What would leave no way to tell one thing from the other. */
static enum status check(struct environment *e, const struct node *with, const struct load_options *o)
{
	if (o->quote.n && o->quoting == GIVEN_OFF)
		return report_bad(e, with->span, "`quote` gives the quotes that `quoting off` says there are none of");
	if (o->escape.n && o->quoting == GIVEN_OFF)
		return report_bad(e, with->span,
				  "`escape` is for what is in quotes, and `quoting off` says there are none");
	if (o->delimiter.n && (text_equal(o->delimiter, o->quote) || text_equal(o->delimiter, o->comment) ||
			       text_equal(o->delimiter, o->escape)))
		return report_bad(e, with->span, "the delimiter cannot be the quote, escape it or begin comments, too");
	return STATUS_OK;
}

enum status load_options_read(struct environment *e, const struct node *with, struct load_options *to)
{
	struct reading r = { e, NULL, to };
	enum status status = STATUS_OK;
	bool given[N_OPTIONS] = { false };

	for (r.option = with ? with->first : NULL; r.option && status == STATUS_OK; r.option = r.option->next)
		if (r.option->kind == NODE_LOAD_OPTION)
			status = read_option(&r, given);
	return status == STATUS_OK && with ? check(e, with, to) : status;
}
