#include "report/parts.h"
#include "report/report.h"

/* The smallest query that uses what was defined. */
static struct node *use_of(struct environment *e, const struct definition *d)
{
	struct arena *a = e->arena;
	struct node *name = node_new(a, NODE_NAME, d->node->span), *item = name, *clause = NULL;

	name->text = d->name;
	if (d->kind != DEFINED_METRIC) {
		item = node_new(a, NODE_CALL, d->node->span);
		item->text = TEXT("count");
		clause = node_add(node_new(a, d->kind == DEFINED_SEGMENT ? NODE_WHERE : NODE_BY, d->node->span), name);
	}
	item = node_add(node_new(a, NODE_ITEM, d->node->span), item);
	item = node_add(node_new(a, NODE_ITEMS, d->node->span), item);
	return node_add(node_add(node_new(a, NODE_QUERY, d->node->span), item), clause);
}

/* Definitions are kept whatever the table holds: a file of them serves many tables.  What does not fit this one is
 * said. */
static struct text what_is_missing(struct environment *e, const struct definition *d)
{
	struct diagnostics *errors = e->errors, trial = { .arena = e->arena };
	struct result *none = NULL;

	if (!e->catalog->active || e->checking || d->kind == DEFINED_ORDER || d->kind == DEFINED_QUERY)
		return TEXT_NONE;
	e->errors = &trial;
	e->checking = true;
	report_run(e, use_of(e, d), &none);
	result_free(none);
	e->checking = false;
	e->errors = errors;
	return trial.first ? trial.first->message : TEXT_NONE;
}

static enum status check_name(struct environment *e, const struct node *statement)
{
	struct scope scope = report_scope(e);
	struct name_list names = { .arena = e->arena };

	scope_names(&scope, NAME_AGGREGATE, &names);
	scope_names(&scope, NAME_FUNCTION, &names);
	for (size_t i = 0; statement->kind != NODE_DEFINE_ORDER && i < names.n; i++)
		if (text_equal_folded(names.names[i], statement->text))
			return report_bad(e, report_name_span(statement), "%.*s is a function of the language",
					  TEXT_ARGS(statement->text));
	return STATUS_OK;
}

static enum status check_parameters(struct environment *e, const struct node *statement)
{
	const struct node *parameters = node_child(statement, NODE_PARAMETERS);

	for (const struct node *p = parameters ? parameters->first : NULL; p; p = p->next)
		for (const struct node *other = p->next; other; other = other->next)
			if (text_equal_folded(p->text, other->text))
				return report_bad(e, other->span, "the parameter %.*s is there twice",
						  TEXT_ARGS(other->text));
	return STATUS_OK;
}

static const char *kind_name(enum definition_kind kind)
{
	static const char *const names[DEFINED_KINDS] = { "metric", "segment", "dimension", "order",
							  "query",  "value",   "parameter" };

	return names[kind];
}

enum status report_define(struct environment *e, const struct node *statement, struct result **out)
{
	enum status status = check_name(e, statement);
	size_t n = e->definitions->n;
	const struct definition *d;
	struct text missing;

	if (status == STATUS_OK)
		status = check_parameters(e, statement);
	if (status != STATUS_OK)
		return status;
	d = definitions_put(e->definitions, statement, false);
	missing = what_is_missing(e, d);
	*out = report_receipt(e, "%s %.*s %s", kind_name(d->kind), TEXT_ARGS(d->name),
			      e->definitions->n > n ? "defined" : "defined anew");
	if (missing.n)
		result_note(*out, NOTE_WARNING, "it does not fit the table %.*s: %.*s",
			    TEXT_ARGS(e->catalog->active->name), TEXT_ARGS(missing));
	return STATUS_OK;
}
