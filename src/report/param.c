#include "report/parts.h"
#include "report/report.h"

enum { KINDS_MAX = 4 };

/* `param since date`: what a value of each type may look like. */
static const struct type {
	const char *name, *example;
	enum node_kind kinds[KINDS_MAX];
} types[] = {
	{ "text", "phone", { NODE_TEXT, NODE_NUMBER, NODE_DATE, NODE_NONE } },
	{ "number", "10", { NODE_NUMBER, NODE_NEGATE, NODE_PERCENT, NODE_NONE } },
	{ "percent", "95%", { NODE_PERCENT, NODE_NONE } },
	{ "date", "2025-03-01", { NODE_DATE, NODE_TODAY, NODE_YESTERDAY, NODE_AGO } },
	{ "duration", "20 seconds", { NODE_DURATION, NODE_NONE } },
	{ "yesno", "true", { NODE_TRUE, NODE_FALSE, NODE_NONE } },
	{ "list", "(phone, chat)", { NODE_LIST, NODE_NONE } },
	{ "time", "last month", { NODE_TIMERANGE, NODE_NONE } },
};

static const struct type *find_type(struct environment *e, const struct node *type)
{
	struct name_list names = { .arena = e->arena };

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (text_equal_folded(type->text, text_of(types[i].name)))
			return &types[i];
		scope_add_name(&names, text_of(types[i].name), TEXT_NONE);
	}
	report_bad(e, type->span, "no type is named %.*s", TEXT_ARGS(type->text));
	report_did_you_mean(e, type->text, &names, "types: text, number, percent, date, duration, yesno, list, time");
	return NULL;
}

static enum status check_value(struct environment *e, const struct node *statement, const struct type *type,
			       const struct node *value)
{
	for (size_t i = 0; i < KINDS_MAX && type->kinds[i] != NODE_NONE; i++)
		if (value->kind == type->kinds[i])
			return STATUS_OK;
	report_bad(e, report_name_span(statement), "$%.*s takes a %s, not %.*s", TEXT_ARGS(statement->text), type->name,
		   TEXT_ARGS(report_print(e, value)));
	diagnose_help(e->errors, "write it like this: %s", type->example);
	return STATUS_BAD_INPUT;
}

static enum status check_type(struct environment *e, const struct node *statement, const struct node *value)
{
	const struct node *written = node_child(statement, NODE_TYPE);
	const struct type *type = written ? find_type(e, written) : NULL;

	if (!written)
		return STATUS_OK;
	if (!type)
		return STATUS_BAD_INPUT;
	return value ? check_value(e, statement, type, value) : STATUS_OK;
}

enum status report_param(struct environment *e, const struct node *statement, struct result **out)
{
	const struct node *given = e->given ? e->given(e->session, statement->text) : NULL;
	struct node *param = node_copy(e->arena, statement);
	struct definition *made;
	const struct node *value;
	enum status status = report_resolve(e, param);

	if (status != STATUS_OK)
		return status;
	made = definitions_put(e->definitions, param, false);
	made->value = given;
	value = definitions_value(e->definitions, statement->text, NULL);
	status = check_type(e, statement, given ? given : value);
	if (status != STATUS_OK)
		return status;
	if (value)
		*out = report_receipt(e, "$%.*s = %.*s", TEXT_ARGS(made->name), TEXT_ARGS(report_print(e, value)));
	else
		*out = report_receipt(e, "$%.*s has no value yet", TEXT_ARGS(made->name));
	return STATUS_OK;
}
