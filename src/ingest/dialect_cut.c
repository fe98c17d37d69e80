#include <string.h>

#include "ingest/dialect_int.h"

static bool is_even(const struct trial *t)
{
	return t->fields > 1 && t->even == t->n_rows - t->first;
}

/* Rows of the table in a hundred; titles are part of what does not fit. */
static size_t share(const struct trial *t)
{
	return t->n_rows ? t->even * 100 / t->n_rows : 0;
}

static bool is_better(const struct trial *a, const struct trial *b)
{
	if ((a->fields > 1) != (b->fields > 1))
		return a->fields > 1;
	if (share(a) != share(b))
		return share(a) > share(b);
	if ((a->quoted > 0) != (b->quoted > 0))
		return a->quoted > 0;
	return a->fields > b->fields;
}

/* Single quotes are also apostrophes, escapes and no quotes at all are rare: all have to be clearly right. */
static bool is_sound(const struct trial *t, const struct trial *usual)
{
	if (t->dialect.quote == '\'')
		return t->quoted >= 2 && t->faults == 0 && usual->quoted == 0;
	if (t->dialect.escape)
		return t->quoted > 0 && t->faults == 0 && is_even(t);
	/* Files with tabs are often written without any quoting, and then some words are in quotes. */
	if (usual->faults >= 2 && usual->faults > usual->quoted)
		return is_even(t) && t->n_rows >= 3;
	return t->dialect.delimiter == '\t' && usual->quoted * 20 <= usual->n_rows && is_even(t);
}

/* Other ways to quote than the usual one, and what is in a text that may be written so. */
static const struct {
	char quote, escape;
	const char *sign;
} ways[] = { { '\'', 0, "'" }, { '"', '\\', "\\\"" }, { '\'', '\\', "\\'" }, { 0, 0, "" } };

/* May the sample be written so, as it seems not to be written as USUAL says? */
static bool may_be_quoted(const struct trying *t, size_t way, const struct trial *usual)
{
	if (ways[way].quote == 0)
		return usual->faults > 0 && t->given->quoting != GIVEN_ON && !t->given->escape.n;
	if (ways[way].escape && (t->given->escape.n || (ways[way].quote == '"' && is_even(usual))))
		return false;
	return text_find(t->sample->text, text_of(ways[way].sign)) != SIZE_MAX;
}

/* The best way to cut with DELIMITER. */
static const struct trial *try_quotes(const struct trying *t, struct dialect dialect)
{
	const struct trial *best;

	if (t->given->quoting == GIVEN_OFF || t->given->quote.n) {
		dialect.quote = t->given->quoting == GIVEN_OFF ? 0 : *t->given->quote.at;
		return trial_of(t, dialect);
	}
	best = trial_of(t, dialect);
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		const struct trial *other;

		if (!may_be_quoted(t, i, best))
			continue;
		dialect.quote = ways[i].quote;
		dialect.escape = t->given->escape.n ? *t->given->escape.at : ways[i].escape;
		other = trial_of(t, dialect);
		if (is_sound(other, best) && is_better(other, best))
			return other;
	}
	return best;
}

static const struct trial *try_delimiters(const struct trying *t, struct dialect dialect)
{
	static const char usual[] = ",;\t|", rare[] = ":^~";
	const struct trial *best = NULL;

	if (t->given->delimiter.n) {
		dialect.delimiter = *t->given->delimiter.at;
		return try_quotes(t, dialect);
	}
	for (const char *at = usual; *at; at++) {
		const struct trial *trial;

		dialect.delimiter = *at;
		trial = try_quotes(t, dialect);
		if (!best || is_better(trial, best))
			best = trial;
	}
	for (const char *at = rare; *at && best->fields < 2; at++) {
		const struct trial *trial;

		dialect.delimiter = *at;
		trial = try_quotes(t, dialect);
		if (is_even(trial) && trial->first == 0 && trial_is_named(t, trial))
			return trial;
	}
	return best;
}

/* Does a line of the sample begin with a hash? */
static bool has_hashes(const struct trying *t)
{
	struct text text = text_from(t->sample->text, (size_t)(t->start - t->sample->text.at));

	return text_starts(text, TEXT("#")) || text_find(text, TEXT("\n#")) != SIZE_MAX ||
	       text_find(text, TEXT("\r#")) != SIZE_MAX;
}

/* Whether a line behind the header is a comment. */
static bool has_comments_below(const struct trying *t, const struct trial *trial)
{
	const char *header = trial->rows[trial->first].at;
	struct text below = text_from(t->sample->text, (size_t)(header - t->sample->text.at));

	return text_find(below, TEXT("\n#")) != SIZE_MAX || text_find(below, TEXT("\r#")) != SIZE_MAX;
}

static size_t lines_before(const struct trying *t, const char *at)
{
	struct csv c = csv_open(t->sample->text, csv_usual, 0);
	size_t n = 0;

	for (; c.at < at; n++)
		csv_skip_lines(&c, 1);
	return n;
}

/* Rows that begin with # may be rows.  They are comments where the table is more even without them. */
static const struct trial *try_comments(const struct trying *t, struct dialect dialect)
{
	const struct trial *plain, *commented;

	if (t->given->comment.n) {
		dialect.comment = *t->given->comment.at;
		return try_delimiters(t, dialect);
	}
	plain = try_delimiters(t, dialect);
	if (!has_hashes(t) || is_even(plain))
		return plain;
	dialect.comment = '#';
	commented = try_delimiters(t, dialect);
	return commented->n_rows && is_better(commented, plain) ? commented : plain;
}

/* "sep=;", which Excel writes and reads. */
static bool says_delimiter(struct text text)
{
	char c = text.n > 5 && text_starts(text, TEXT("sep=")) ? text.at[4] : '\0';

	return (c == '\t' || (c >= ' ' && c < 127 && c != '"')) && (text.at[5] == '\n' || text.at[5] == '\r');
}

void dialect_cut(struct arena *a, const struct dialect_sample *s, const struct load_options *given, struct dialect *d)
{
	struct load_options options = *given;
	struct trying t = { .arena = a, .sample = s, .given = &options, .start = s->text.at };
	struct csv c = csv_open(s->text, csv_usual, 0);
	const struct trial *best;

	if (!given->has_skip && says_delimiter(s->text)) {
		options.has_skip = true;
		options.skip = 1;
		if (!given->delimiter.n)
			options.delimiter = text_slice(s->text, 4, 5);
	}
	csv_skip_lines(&c, options.skip);
	t.start = c.at;
	if (given->escape.n)
		d->escape = *given->escape.at;
	best = try_comments(&t, *d);
	*d = best->dialect;
	d->skip = options.skip;
	if (options.has_skip || best->n_rows == 0)
		return;
	if (best->first || (d->comment && !given->comment.n)) {
		/* Lines that begin with a hash further on, which were not seen, must not vanish without a word. */
		if (!given->comment.n && !has_comments_below(&t, best))
			d->comment = 0;
		if (best->first || !d->comment)
			d->skip = lines_before(&t, best->rows[best->first].at);
	}
}
