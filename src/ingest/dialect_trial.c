/* One way to cut a sample, tried. */
#include "ingest/dialect_int.h"

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
	while (trial->n_rows < TRIAL_ROWS) {
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

bool trial_is_named(const struct trying *t, const struct trial *trial)
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
	return trial->even * 10 >= rows * 9 && ((narrow && usual >= 3 && rows >= 4) || trial_is_named(t, trial));
}

struct trial *trial_of(const struct trying *t, struct dialect dialect)
{
	struct trial *trial = ARENA_NEW(t->arena, struct trial);

	trial->dialect = dialect;
	read_rows(t, trial);
	if (trial->n_rows && (t->given->has_skip || !find_titles(t, trial, usual_fields(trial))))
		measure(trial, 0);
	return trial;
}
