#include <string.h>

#include "ingest/dialect_int.h"

enum { ROWS_LOOKED_AT = 1000 };

/* One row of a trial. */
struct trial_row {
	const char *at;
	size_t fields;
	bool bad;
};

/* A sample cut in one way. */
struct trial {
	struct dialect dialect;
	struct trial_row rows[ROWS_LOOKED_AT];
	size_t n_rows;
	size_t quoted; /* fields in quotes */
	size_t faults; /* rows whose quotes do not fit */
	size_t first;  /* row of the header: those before it are no part of the table */
	size_t fields; /* of the header */
	size_t even;   /* rows from the header on with as many fields */
};

/* What all trials share. */
struct trying {
	struct arena *arena;
	const struct dialect_sample *sample;
	const struct load_options *given;
	const char *start; /* behind the lines that are skipped in any case */
};

static size_t count_quoted(const struct trying *t, const struct csv *c)
{
	size_t stored = c->n_fields < COLUMNS_MAX ? c->n_fields : COLUMNS_MAX, n = 0;

	for (size_t i = 0; i < stored; i++) {
		const char *at = t->sample->fields[i].at;

		n += c->dialect.quote && at > t->sample->text.at && at[-1] == c->dialect.quote &&
		     at + t->sample->fields[i].n < t->sample->text.at + t->sample->text.n;
	}
	return n;
}

static void read_rows(const struct trying *t, struct trial *trial)
{
	struct csv c = csv_open(t->sample->text, trial->dialect, 0);
	const char *end = t->sample->text.at + t->sample->text.n;

	c.at = t->start;
	while (trial->n_rows < ROWS_LOOKED_AT) {
		enum csv_row row = csv_read(&c, t->sample->fields, 1);
		struct trial_row *r = &trial->rows[trial->n_rows];

		if (row == CSV_END || (t->sample->cut && (c.at == end || c.fault == CSV_UNCLOSED_QUOTE)))
			return;
		r->at = c.row;
		/* The field of a bad row that begins with a quote shows that the delimiter before it is one. */
		r->bad = row == CSV_BAD_ROW;
		r->fields = c.n_fields + r->bad;
		trial->faults += row == CSV_BAD_ROW;
		trial->quoted += row == CSV_ROW ? count_quoted(t, &c) : 0;
		trial->n_rows++;
	}
}

/* The number of fields that most rows have, of those the first. */
static size_t usual_fields(const struct trial *t)
{
	size_t best = 0, fields = 0;

	for (size_t i = 0; i < t->n_rows; i++) {
		size_t n = 0;

		if (t->rows[i].bad || t->rows[i].fields == fields)
			continue;
		for (size_t k = i; k < t->n_rows; k++)
			n += !t->rows[k].bad && t->rows[k].fields == t->rows[i].fields;
		if (n > best) {
			best = n;
			fields = t->rows[i].fields;
		}
	}
	return fields;
}

static void measure(struct trial *trial, size_t first)
{
	trial->first = first;
	trial->even = 0;
	trial->fields = trial->rows[first].fields;
	for (size_t i = first; i < trial->n_rows; i++)
		trial->even += !trial->rows[i].bad && trial->rows[i].fields == trial->fields;
}

/* Does the header have words above columns of figures? */
static bool is_named(const struct trying *t, const struct trial *trial)
{
	size_t from = (size_t)(trial->rows[trial->first].at - t->sample->text.at);
	struct dialect_types types = dialect_look(t->arena, t->sample, &trial->dialect, from);

	return types.named > types.alike;
}

/* A title above the table has fewer fields.  It is believed to be one where the table below it is even and has names
 * above figures, or where it has at most half as many fields and the table is wide and long enough. */
static bool find_titles(const struct trying *t, struct trial *trial, size_t usual)
{
	size_t first = 0, rows;
	bool narrow = true;

	for (; first < trial->n_rows && !trial->rows[first].bad && trial->rows[first].fields < usual; first++)
		narrow &= trial->rows[first].fields * 2 <= usual;
	rows = trial->n_rows - first;
	if (first == 0 || rows < 2 || trial->rows[first].bad || trial->rows[first].fields != usual)
		return false;
	measure(trial, first);
	return trial->even * 10 >= rows * 9 && ((narrow && usual >= 3 && rows >= 4) || is_named(t, trial));
}

static struct trial *try(const struct trying *t, struct dialect dialect)
{
	struct trial *trial = ARENA_NEW(t->arena, struct trial);

	trial->dialect = dialect;
	read_rows(t, trial);
	if (trial->n_rows && (t->given->has_skip || !find_titles(t, trial, usual_fields(trial))))
		measure(trial, 0);
	return trial;
}

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

/* Single quotes are also apostrophes, and no quotes at all are rare: both have to be clearly right. */
static bool is_sound(const struct trial *t, const struct trial *usual)
{
	if (t->dialect.quote == '\'')
		return t->quoted >= 2 && t->faults == 0 && usual->quoted == 0;
	/* Files with tabs are often written without any quoting, and then some words are in quotes. */
	if (usual->faults >= 2 && usual->quoted == 0)
		return is_even(t) && t->n_rows >= 3;
	return t->dialect.delimiter == '\t' && usual->quoted * 20 <= usual->n_rows && is_even(t);
}

/* The best way to cut with DELIMITER. */
static const struct trial *try_quotes(const struct trying *t, struct dialect dialect)
{
	static const char others[] = { '\'', 0 };
	const struct trial *best;

	if (t->given->quoting == GIVEN_OFF || t->given->quote.n) {
		dialect.quote = t->given->quoting == GIVEN_OFF ? 0 : *t->given->quote.at;
		return try(t, dialect);
	}
	best = try(t, dialect);
	for (size_t i = 0; i < sizeof(others); i++) {
		const struct trial *other;

		if (others[i] ? !memchr(t->sample->text.at, others[i], t->sample->text.n) : best->faults == 0)
			continue;
		dialect.quote = others[i];
		if (dialect.quote == 0 && t->given->quoting == GIVEN_ON)
			continue;
		other = try(t, dialect);
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
		if (is_even(trial) && trial->first == 0 && is_named(t, trial))
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
	return text_starts(text, TEXT("sep=")) && text.n > 5 && (text.at[5] == '\n' || text.at[5] == '\r');
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
