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

bool load_types(struct load *l, struct lane *lane)
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
		r = &lane->readers[c];
		r->family = types[type].family;
		r->forced = types[type].what;
		r->whole = types[type].whole;
	}
	return true;
}

const struct field *load_check_row(void *load, const struct field *fields, size_t stride, struct buffer *out)
{
	struct load *l = load;

	for (size_t c = 0; c < l->n_read; c++) {
		const struct field *f = &fields[c * stride];
		const struct reader *r = &l->lanes[0].readers[c];
		size_t n = f->n < 60 ? f->n : 60;

		if (!r->forced || r->family == FAMILY_TEXT || reader_accepts(r, *f, l->checking))
			continue;
		buffer_clear(out);
		buffer_printf(out, "\"%.*s\" is not %s (%.*s)", (int)n, f->at, r->forced,
			      TEXT_ARGS(l->table->columns[c].name));
		return f;
	}
	return NULL;
}
