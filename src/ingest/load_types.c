/* Types that a load statement gives: with (types (zip text, opened date)). */
#include <string.h>

#include "ingest/load.h"

static const struct {
	const char *name;
	enum family family;
	bool whole; /* no places, no time of day */
	const char *what;
} types[] = {
	{ "text", FAMILY_TEXT, false, "text" },
	{ "category", FAMILY_TEXT, false, "a category" },
	{ "integer", FAMILY_DECIMAL, true, "an integer" },
	{ "decimal", FAMILY_DECIMAL, false, "a decimal" },
	{ "number", FAMILY_NUMBER, false, "a number" },
	{ "yesno", FAMILY_YESNO, false, "yes or no" },
	{ "date", FAMILY_MOMENT, true, "a date" },
	{ "time", FAMILY_MOMENT, false, "a time" },
	{ "duration", FAMILY_CLOCK, false, "a duration" },
};

enum { N_TYPES = sizeof(types) / sizeof(*types) };

static size_t find_type(struct text name)
{
	size_t i = 0;

	while (i < N_TYPES && !text_equal_folded(name, text_of(types[i].name)))
		i++;
	return i;
}

/* By its name in the file, or its snake form. */
static size_t find_column(const struct table *t, struct text name)
{
	const struct column *c = table_column(t, name);

	return c ? (size_t)(c - t->columns) : t->n_columns;
}

bool load_types(struct load *l)
{
	const struct load_options *o = &l->request->options;

	for (size_t i = 0; i < o->n_types; i++) {
		size_t c = find_column(l->table, o->types[i].column), type = find_type(o->types[i].value);
		struct reader *r;

		if (c == l->table->n_columns) {
			roles_unknown_column(o->types[i].column, o->types[i].span, l->table, l->errors);
			return false;
		}
		if (type == N_TYPES) {
			diagnose(l->errors, STATUS_BAD_INPUT, o->types[i].span, "a column cannot be read as %.*s yet",
				 TEXT_ARGS(o->types[i].value));
			return false;
		}
		r = &l->readers[c];
		r->family = types[type].family;
		r->forced = types[type].what;
		r->whole = types[type].whole;
	}
	return true;
}

/* A value of column C that is not what it was said to be: false when the load cannot go on. */
static bool refuse(struct load *l, size_t c, const struct field *f)
{
	struct text value = text_slice((struct text){ f->at, f->n }, 0, f->n < 60 ? f->n : 60);
	struct text why = arena_printf(&l->scratch, "\"%.*s\" is not %s (%.*s)", TEXT_ARGS(value), l->readers[c].forced,
				       TEXT_ARGS(l->table->columns[c].name));

	return load_reject(l, &l->places, f->at, why);
}

static void move_row(struct load *l, size_t from, size_t to)
{
	for (size_t c = 0; c < l->n_readers && from != to; c++)
		l->fields[c * l->block_rows + to] = l->fields[c * l->block_rows + from];
}

static bool check_row(struct load *l, size_t row, bool *fits)
{
	*fits = true;
	for (size_t c = 0; c < l->n_readers && *fits; c++) {
		const struct field *f = &l->fields[c * l->block_rows + row];
		const struct reader *r = &l->readers[c];

		*fits = !r->forced || r->family == FAMILY_TEXT || reader_accepts(r, *f, l->batch);
		if (!*fits && !refuse(l, c, f))
			return false;
	}
	return true;
}

bool load_check_types(struct load *l, size_t *n_rows)
{
	size_t kept = 0;

	if (l->request->options.n_types == 0)
		return true;
	for (size_t row = 0; row < *n_rows; row++) {
		bool fits;

		if (!check_row(l, row, &fits))
			return false;
		move_row(l, row, kept);
		kept += fits;
	}
	*n_rows = kept;
	return true;
}
