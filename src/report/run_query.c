#include "report/parts.h"
#include "report/report.h"

static const struct node *no_query(struct environment *e, const struct node *statement)
{
	struct scope scope = report_scope(e);
	struct name_list names = { .arena = e->arena };

	scope_names(&scope, NAME_QUERY, &names);
	report_bad(e, report_name_span(statement), "no saved query is named %.*s", TEXT_ARGS(statement->text));
	report_did_you_mean(e, statement->text, &names,
			    "save one: define query NAME(PARAMETER) as nps by month where channel = $PARAMETER");
	return NULL;
}

static const struct node *find_query(struct environment *e, const struct node *statement)
{
	const struct definition *d = definitions_find(e->definitions, DEFINED_QUERY, statement->text);

	return d ? d->node : no_query(e, statement);
}

static const struct node *argument_named(const struct node *list, struct text name)
{
	for (const struct node *a = list ? list->first : NULL; a; a = a->next)
		if (a->kind == NODE_ARGUMENT && text_equal_folded(a->text, name))
			return a;
	return NULL;
}

static enum status check_given(struct environment *e, const struct node *run, const struct node *parameters)
{
	struct name_list names = { .arena = e->arena };

	for (const struct node *p = parameters ? parameters->first : NULL; p; p = p->next)
		scope_add_name(&names, p->text, TEXT_NONE);
	for (const struct node *a = run->first; a; a = a->next) {
		if (!argument_named(parameters, a->text)) {
			report_bad(e, a->span, "%.*s has no parameter %.*s", TEXT_ARGS(run->text), TEXT_ARGS(a->text));
			report_did_you_mean(e, a->text, &names,
					    names.n ? "`show queries` lists them" : "it takes none");
			return STATUS_BAD_INPUT;
		}
		if (argument_named(run, a->text) != a)
			return report_bad(e, a->span, "%.*s is given twice", TEXT_ARGS(a->text));
	}
	return STATUS_OK;
}

/* Bind one parameter as $name. */
static enum status bind(struct environment *e, const struct node *run, const struct node *parameter)
{
	const struct node *given = argument_named(run, parameter->text);
	const struct node *value = given ? given->first : parameter->first;
	struct node *let;
	enum status status;

	if (!value) {
		report_bad(e, run->span, "%.*s needs a value for %.*s", TEXT_ARGS(run->text),
			   TEXT_ARGS(parameter->text));
		diagnose_help(e->errors, "write: run %.*s(%.*s = ...)", TEXT_ARGS(run->text),
			      TEXT_ARGS(parameter->text));
		return STATUS_BAD_INPUT;
	}
	let = node_new(e->arena, NODE_LET, run->span);
	let->text = parameter->text;
	node_add(let, node_copy(e->arena, value));
	status = report_resolve(e, let);
	if (status == STATUS_OK)
		definitions_put(e->definitions, let, false);
	return status;
}

static enum status run_report(struct environment *e, const struct node *report)
{
	struct result *none = NULL;
	enum status status;

	if (!e->checking)
		return e->run_node(e->session, report);
	status = report_run(e, report, &none);
	result_free(none);
	return status;
}

/* What is bound is forgotten after the run; the definitions made for it die with the statement. */
enum status report_run_query(struct environment *e, const struct node *statement, struct result **out)
{
	const struct node *query = find_query(e, statement);
	const struct node *parameters = query ? node_child(query, NODE_PARAMETERS) : NULL;
	struct definitions mark;
	enum status status;

	*out = NULL;
	if (!query)
		return STATUS_BAD_INPUT;
	status = check_given(e, statement, parameters);
	if (status != STATUS_OK)
		return status;
	mark = definitions_mark(e->definitions, e->arena);
	for (const struct node *p = parameters ? parameters->first : NULL; p && status == STATUS_OK; p = p->next)
		status = bind(e, statement, p);
	if (status == STATUS_OK)
		status = run_report(e, query->last);
	definitions_rollback(e->definitions, mark);
	return status;
}
