#include "report/parts.h"
#include "report/report.h"

static enum status no_table(struct environment *e, const struct node *statement)
{
	struct name_list names = { .arena = e->arena };

	for (size_t i = 0; i < e->catalog->n; i++)
		scope_add_name(&names, e->catalog->tables[i]->name, TEXT_NONE);
	report_bad(e, report_name_span(statement), "no table is named %.*s", TEXT_ARGS(statement->text));
	report_did_you_mean(e, statement->text, &names,
			    e->catalog->n ? "`show tables` lists them" : "load one: load \"file.csv\"");
	return STATUS_BAD_INPUT;
}

enum status report_use(struct environment *e, const struct node *statement, struct result **out)
{
	struct table *t = catalog_find(e->catalog, statement->text);

	if (!t)
		return no_table(e, statement);
	if (e->checking)
		return STATUS_OK;
	e->catalog->active = t;
	*out = report_receipt(e, "using %.*s: %.*s rows", TEXT_ARGS(t->name),
			      TEXT_ARGS(report_thousands(e, t->n_rows)));
	return STATUS_OK;
}
