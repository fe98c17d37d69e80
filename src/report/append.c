/* append "FILE", ... [to TABLE]: the rows of files behind those of a table. */
#include "ingest/join.h"
#include "report/load_receipt.h"
#include "report/parts.h"
#include "report/report.h"
#include "store/base.h"
#include "store/duplicates.h"

static struct table *named_table(struct environment *e, const struct node *name)
{
	struct table *t = catalog_find(e->catalog, name->text);
	struct name_list names = { .arena = e->arena };

	if (t)
		return t;
	for (size_t i = 0; i < e->catalog->n; i++)
		scope_add_name(&names, e->catalog->tables[i]->name, TEXT_NONE);
	report_bad(e, name->span, "no table is named %.*s", TEXT_ARGS(name->text));
	report_did_you_mean(e, name->text, &names,
			    e->catalog->n ? "`show tables` lists them" : "load one: load \"file.csv\"");
	return NULL;
}

static struct table *target(struct environment *e, const struct node *statement)
{
	const struct node *to = node_child(statement, NODE_TO);

	if (to)
		return named_table(e, to->first);
	return report_table(e, statement->span) ? e->catalog->active : NULL;
}

static const struct text *files_of(struct environment *e, const struct node *list, size_t *n)
{
	struct text *names = ARENA_ARRAY(e->arena, list->n_children, struct text);

	for (const struct node *f = list->first; f; f = f->next) {
		names[*n] = report_file_name(e, f);
		if (!names[(*n)++].n)
			return NULL;
	}
	return join_files(e->arena, names, *n, n, list->span, e->errors);
}

static struct text counted(struct environment *e, size_t n, const char *one)
{
	return arena_printf(e->arena, "%.*s %s%s", TEXT_ARGS(report_thousands(e, n)), one, n == 1 ? "" : "s");
}

static void add_lookups(struct environment *e, const struct table *t, struct buffer *out)
{
	for (size_t i = 0; t->lookups && i < t->lookups->n; i++) {
		const struct lookup *l = &t->lookups->items[i];

		if (l->n_unmatched)
			buffer_printf(out, "%.*s of %.*s: no row in %.*s\n",
				      TEXT_ARGS(counted(e, l->n_unmatched, "row")), TEXT_ARGS(t->name),
				      TEXT_ARGS(l->file->file));
	}
	if (t->bases && t->bases->attached)
		buffer_printf(out, "base of %.*s attached again: %.*s of %.*s without a row\n", TEXT_ARGS(t->name),
			      TEXT_ARGS(counted(e, t->bases->attached->n_silent, "customer")),
			      TEXT_ARGS(t->bases->attached->file));
}

static void add_new_roles(const struct table *t, const bool *had, struct buffer *out)
{
	for (int r = 0; r < ROLES; r++) {
		if (had[r] || !t->roles[r].column)
			continue;
		buffer_printf(out, "role: %s = ", role_name((enum role)r));
		report_column_name(t->roles[r].column, out);
		buffer_add_char(out, '\n');
	}
}

struct before {
	size_t n_rows, n_rejects, n_parts;
	bool roles[ROLES];
};

static struct before look(const struct table *t)
{
	struct before b = { .n_rows = t->n_rows, .n_rejects = t->n_rejects, .n_parts = t->n_parts };

	for (int r = 0; r < ROLES; r++)
		b.roles[r] = t->roles[r].column != NULL;
	return b;
}

static struct result *receipt(struct environment *e, const struct table *t, const struct before *before, size_t known)
{
	size_t n_files = t->n_parts - before->n_parts;
	struct text files = n_files == 1 ? t->parts[t->n_parts - 1].file : counted(e, n_files, "file");
	struct result *r = report_receipt(e, "%.*s: %.*s added from %.*s, %.*s now", TEXT_ARGS(t->name),
					  TEXT_ARGS(counted(e, t->n_rows - before->n_rows, "row")), TEXT_ARGS(files),
					  TEXT_ARGS(report_thousands(e, t->n_rows)));
	struct buffer more = { 0 };

	buffer_add(&more, r->text);
	buffer_add(&more, t->notes);
	if (known == DUPLICATES_NO_MEMORY)
		buffer_add_c(&more, "whether rows were there already is not known: no memory to compare them\n");
	else if (known)
		buffer_printf(&more, "%.*s of these %s there already: `show duplicates` lists them\n",
			      TEXT_ARGS(report_thousands(e, known)), known == 1 ? "was" : "were");
	add_new_roles(t, before->roles, &more);
	add_lookups(e, t, &more);
	r->text = buffer_take(&more, &r->arena);
	load_note_rejects(e, r, t->n_rejects - before->n_rejects);
	return r;
}

enum status report_append(struct environment *e, const struct node *statement, struct result **out)
{
	struct load_request request = { .span = statement->span,
					.skip_bad_rows = node_child(statement, NODE_SKIPPING) != NULL,
					.progress = e->progress,
					.user = e->progress_user,
					.stop = e->stop };
	struct table *t = target(e, statement);
	const struct text *files;
	struct before before;
	size_t n = 0;

	if (!t)
		return STATUS_BAD_INPUT;
	if (e->checking)
		return STATUS_OK;
	if (!report_may_use_files(e, statement->span, "append"))
		return STATUS_FAILED;
	files = files_of(e, statement->first, &n);
	before = look(t);
	if (!files || !join_append(t, &request, files, n, e->errors))
		return e->errors->first ? diagnostics_status(e->errors) : STATUS_FAILED;
	*out = receipt(e, t, &before, duplicates_behind(t, before.n_rows));
	return STATUS_OK;
}
