/* attach "FILE" on COLUMN [= KEY]: the columns of a file with one row for each key, beside the rows that have it. */
#include "base/take.h"
#include "ingest/join.h"
#include "report/attached.h"
#include "report/parts.h"
#include "report/report.h"
#include "store/spell.h"

static bool is_of_file(const struct table *t, const struct column *c)
{
	return c >= t->columns && c < t->columns + t->n_columns && !c->derived;
}

/* Derived columns and those of a base do not stay as they are when rows are added. */
static const struct column *column_of_table(struct environment *e, const struct table *t, const struct node *name)
{
	const struct column *c = table_column(t, name->text);
	enum role role = role_find(name->text);

	if (!is_of_file(t, c) && role != ROLE_NONE && t->roles[role].column)
		c = t->roles[role].column;
	if (is_of_file(t, c))
		return c;
	if (c) {
		report_bad(e, name->span, "%.*s is no column of a file; look-ups need one", TEXT_ARGS(name->text));
	} else {
		report_bad(e, name->span, "%.*s has no column named %.*s", TEXT_ARGS(t->name), TEXT_ARGS(name->text));
		diagnose_help(e->errors, "its columns: %.*s", TEXT_ARGS(attached_columns(e, t)));
	}
	return NULL;
}

/* As it is called in the table, unless another name was given. */
static const struct column *key_of_file(struct environment *e, const struct table *file, const struct column *on,
					const struct node *statement)
{
	const struct node *name = node_at(statement, 2), *given = name ? name : node_at(statement, 1);
	const struct column *c = table_column(file, given->text);

	if (!c && !name)
		c = table_column(file, on->name);
	if (!c && !name)
		c = table_column(file, on->snake);
	if (c)
		return c;
	report_bad(e, given->span, "%.*s has no column named %.*s", TEXT_ARGS(file->file), TEXT_ARGS(given->text));
	if (name)
		diagnose_help(e->errors, "its columns: %.*s", TEXT_ARGS(attached_columns(e, file)));
	else
		diagnose_help(e->errors, "its columns: %.*s; write `on %.*s = COLUMN`",
			      TEXT_ARGS(attached_columns(e, file)), TEXT_ARGS(on->snake));
	return NULL;
}

/* "1 row", "5,108 rows" */
static struct text counted(struct environment *e, size_t n, const char *one)
{
	return arena_printf(e->arena, "%.*s %s%s", TEXT_ARGS(report_thousands(e, n)), one, n == 1 ? "" : "s");
}

/* The new columns stand behind those of the table, before those that are derived. */
static void add_columns(const struct table *t, size_t from, size_t n, struct buffer *out)
{
	const char *before = "columns: ";

	for (size_t i = from; i < from + n; i++) {
		buffer_printf(out, "%s%.*s", before, TEXT_ARGS(t->columns[i].snake));
		for (int r = 0; r < ROLES; r++)
			if (t->roles[r].column == &t->columns[i])
				buffer_printf(out, " (role %s)", role_name((enum role)r));
		before = ", ";
	}
	if (n)
		buffer_add_char(out, '\n');
}

/* Where the columns of L begin. */
static size_t first_column(const struct table *t, const struct lookup *l)
{
	size_t at = 0;

	while (at < t->n_columns && !t->columns[at].looked_up)
		at++;
	for (size_t i = 0; i < t->lookups->n && t->lookups->items[i].file != l->file; i++)
		at += lookup_width(&t->lookups->items[i]);
	return at;
}

static struct result *receipt(struct environment *e, const struct table *t, const struct lookup *l)
{
	const struct column *on = table_column(t, l->on);
	struct result *r =
		report_receipt(e, "%.*s: %.*s of %.*s found in %.*s by %.*s", TEXT_ARGS(t->name),
			       TEXT_ARGS(report_thousands(e, l->n_matched)), TEXT_ARGS(counted(e, t->n_rows, "row")),
			       TEXT_ARGS(l->file->file), TEXT_ARGS(l->key->snake));
	struct buffer more = { 0 };

	buffer_add(&more, r->text);
	add_columns(t, first_column(t, l), lookup_width(l), &more);
	if (on->type != l->key->type)
		buffer_printf(&more, "%.*s is %s here and %s there: compared as written\n", TEXT_ARGS(on->snake),
			      spell_type(on->type), spell_type(l->key->type));
	if (l->n_unmatched)
		buffer_printf(&more, "not found: %.*s of %.*s\n", TEXT_ARGS(counted(e, l->n_unmatched, "row")),
			      TEXT_ARGS(t->name));
	if (l->n_keyless)
		buffer_printf(&more, "without %.*s: %.*s of %.*s\n", TEXT_ARGS(on->snake),
			      TEXT_ARGS(counted(e, l->n_keyless, "row")), TEXT_ARGS(t->name));
	if (l->n_unused)
		buffer_printf(&more, "never asked for: %.*s of %.*s\n", TEXT_ARGS(counted(e, l->n_unused, "row")),
			      TEXT_ARGS(l->file->file));
	r->text = buffer_take(&more, &r->arena);
	return r;
}

/* Takes FILE when it succeeds. */
static enum status look_up(struct environment *e, const struct node *statement, struct table *file, struct result **out)
{
	struct table *t = e->catalog->active;
	const struct column *on = column_of_table(e, t, node_at(statement, 1));
	struct lookup l = { .file = file, .key = on ? key_of_file(e, file, on, statement) : NULL };

	if (!l.key)
		return STATUS_BAD_INPUT;
	l.on = on->name;
	if (!join_look_up(t, &l, statement->span, e->errors))
		return e->errors->first ? diagnostics_status(e->errors) : STATUS_FAILED;
	*out = receipt(e, t, &l);
	return STATUS_OK;
}

enum status report_lookup(struct environment *e, const struct node *statement, struct result **out)
{
	struct table *file;
	enum status status;

	if (!report_table(e, statement->span))
		return STATUS_BAD_INPUT;
	if (e->checking)
		return STATUS_OK;
	file = attached_read(e, statement, join_read);
	if (!file)
		return e->errors->first ? diagnostics_status(e->errors) : STATUS_FAILED;
	status = look_up(e, statement, file, out);
	if (status != STATUS_OK)
		table_free(file);
	return status;
}
