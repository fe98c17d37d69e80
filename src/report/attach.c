/* attach "FILE" as base on customer: all customers, so that those without a row exist. */
#include "report/attached.h"
#include "report/parts.h"
#include "report/report.h"
#include "report/spelling.h"
#include "store/base.h"

/* A base has customers: no other column of the table will do. */
static const struct column *customer_of_table(struct environment *e, const struct table *t, const struct node *name)
{
	const struct column *customer = t->roles[ROLE_customer].column, *named = table_column(t, name->text);

	if (!customer || !t->starts || !t->bases) {
		report_bad(e, name->span, "%.*s has no column mapped to the role customer", TEXT_ARGS(t->name));
		diagnose_help(e->errors, "load it with `mapping customer = COLUMN`");
		return NULL;
	}
	if (named == customer || text_equal_folded(name->text, TEXT("customer")))
		return customer;
	report_bad(e, name->span, "a base has one row for each customer; the customer of %.*s is in the column %.*s",
		   TEXT_ARGS(t->name), TEXT_ARGS(customer->snake));
	diagnose_help(e->errors, "write: attach \"FILE\" as base on %.*s", TEXT_ARGS(customer->snake));
	return NULL;
}

static const struct column *customer_of_file(struct environment *e, const struct table *file,
					     const struct column *customer, const struct node *name)
{
	const struct column *c = table_column(file, name->text);

	c = c ? c : table_column(file, customer->snake);
	c = c ? c : file->roles[ROLE_customer].column;
	if (c)
		return c;
	report_bad(e, name->span, "%.*s has no column named %.*s, and none that looks like a customer",
		   TEXT_ARGS(file->file), TEXT_ARGS(name->text));
	diagnose_help(e->errors, "its columns: %.*s; name that of the customer as in %.*s",
		      TEXT_ARGS(attached_columns(e, file)), TEXT_ARGS(customer->snake));
	return NULL;
}

/* Lines are those of a file without line breaks in its values; the header is line 1. */
static size_t line_of(const struct table *file, size_t row)
{
	return table_line(file, row) + 2;
}

static void refuse_duplicate(struct environment *e, const struct table *file, const struct column *key,
			     const size_t rows[2], struct span span)
{
	size_t a = line_of(file, rows[0]), b = line_of(file, rows[1]);
	struct buffer spelt = { 0 };

	spell_row(key, rows[0], &spelt);
	diagnose(e->errors, STATUS_FAILED, span, "%.*s is twice in %.*s: lines %zu and %zu",
		 TEXT_ARGS(buffer_text(&spelt)), TEXT_ARGS(file->file), a < b ? a : b, a < b ? b : a);
	diagnose_help(e->errors, "a base has one row for each customer");
	buffer_free(&spelt);
}

static bool has_matches(struct environment *e, const struct table *t, const struct base *b, struct span span)
{
	struct buffer theirs = { 0 }, ours = { 0 };

	if (b->n_silent < b->n_rows || t->n_customers == 0)
		return true;
	spell_row(t->roles[ROLE_customer].column, 0, &ours);
	if (b->n_rows)
		spell_row(b->key, b->n_table_rows, &theirs);
	diagnose(e->errors, STATUS_FAILED, span, "no customer of %.*s is in %.*s", TEXT_ARGS(t->name),
		 TEXT_ARGS(b->file));
	if (b->n_rows == 0)
		diagnose_help(e->errors, "the file has no row with a customer");
	else
		diagnose_help(e->errors, "customers of the table look like \"%.*s\", those of the file like \"%.*s\"",
			      TEXT_ARGS(buffer_text(&ours)), TEXT_ARGS(buffer_text(&theirs)));
	buffer_free(&ours);
	buffer_free(&theirs);
	return false;
}

static struct text columns_of(struct environment *e, const struct table *t, const struct base *b)
{
	struct buffer names = { 0 };

	for (size_t i = 0; i < b->n_columns; i++) {
		const struct column *c = &b->columns[i];

		if (c == b->key || c == b->member)
			continue;
		buffer_printf(&names, "%s%.*s", names.n ? ", " : "", TEXT_ARGS(c->snake));
		if (table_column(t, c->snake) != c)
			buffer_add_c(&names, " (also in the table)");
	}
	return buffer_take(&names, e->arena);
}

/* "1 row", "5,108 rows" */
static struct text counted(struct environment *e, size_t n, const char *one)
{
	return arena_printf(e->arena, "%.*s %s%s", TEXT_ARGS(report_thousands(e, n)), one, n == 1 ? "" : "s");
}

static struct result *receipt(struct environment *e, const struct table *t, const struct base *b)
{
	struct text names = columns_of(e, t, b);
	struct result *r = report_receipt(e, "base of %.*s: %.*s from %.*s, %.*s without a row", TEXT_ARGS(t->name),
					  TEXT_ARGS(counted(e, b->n_rows, "customer")), TEXT_ARGS(b->file),
					  TEXT_ARGS(report_thousands(e, b->n_silent)));
	struct buffer more = { 0 };

	buffer_add(&more, r->text);
	if (names.n)
		buffer_printf(&more, "columns: %.*s\n", TEXT_ARGS(names));
	if (b->n_strangers || b->n_stranger_rows)
		buffer_printf(&more, "not in the base: %.*s of %.*s, %.*s\n",
			      TEXT_ARGS(counted(e, b->n_strangers, "customer")), TEXT_ARGS(t->name),
			      TEXT_ARGS(counted(e, b->n_stranger_rows, "row")));
	if (b->n_keyless)
		buffer_printf(&more, "left out: %.*s of %.*s without a customer\n",
			      TEXT_ARGS(counted(e, b->n_keyless, "row")), TEXT_ARGS(b->file));
	r->text = buffer_take(&more, &r->arena);
	return r;
}

static enum status attach(struct environment *e, const struct node *statement, struct table *file, struct result **out)
{
	struct table *t = e->catalog->active;
	const struct node *name = node_at(statement, 1);
	const struct column *customer = customer_of_table(e, t, name);
	const struct column *key = customer ? customer_of_file(e, file, customer, name) : NULL;
	enum base_fault fault;
	size_t rows[2];
	struct base *b;

	if (!key)
		return STATUS_BAD_INPUT;
	b = base_new(t, file, key, &fault, rows);
	if (fault == BASE_DUPLICATE)
		refuse_duplicate(e, file, key, rows, statement->first->span);
	else if (fault == BASE_NO_MEMORY)
		diagnose(e->errors, STATUS_FAILED, statement->span, "out of memory");
	if (!b || !has_matches(e, t, b, statement->first->span)) {
		base_free(b);
		return STATUS_FAILED;
	}
	base_free(t->bases->attached);
	t->bases->attached = b;
	*out = receipt(e, t, b);
	return STATUS_OK;
}

enum status report_attach(struct environment *e, const struct node *statement, struct result **out)
{
	struct table *file;
	enum status status;

	if (!report_table(e, statement->span))
		return STATUS_BAD_INPUT;
	if (e->checking)
		return STATUS_OK;
	file = attached_read(e, statement, ingest_load);
	if (!file)
		return e->errors->first ? diagnostics_status(e->errors) : STATUS_FAILED;
	status = attach(e, statement, file, out);
	table_free(file);
	return status;
}
