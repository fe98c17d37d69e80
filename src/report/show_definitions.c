#include "report/break_lines.h"
#include "report/show.h"

static const char *const kind_names[DEFINED_KINDS] = { "metric", "segment", "dimension", "order",
						       "query",	 "value",   "parameter" };

/* What stands after `as`, or after `=`. */
static struct text body_of(struct environment *e, const struct definition *d)
{
	const struct node *body = d->kind == DEFINED_QUERY ? d->node->last : d->node->first;

	if (d->kind == DEFINED_ORDER)
		body = node_child(d->node, NODE_LIST);
	return body ? report_print(e, body) : TEXT_NONE;
}

static struct text signature_of(struct environment *e, const struct definition *d)
{
	const struct node *parameters = d->kind == DEFINED_QUERY ? node_child(d->node, NODE_PARAMETERS) : NULL;
	struct text list = TEXT_NONE;

	for (const struct node *p = parameters ? parameters->first : NULL; p; p = p->next) {
		list = arena_printf(e->arena, "%.*s%s%.*s", TEXT_ARGS(list), list.n ? ", " : "", TEXT_ARGS(p->text));
		if (p->first)
			list = arena_printf(e->arena, "%.*s = %.*s", TEXT_ARGS(list),
					    TEXT_ARGS(report_print(e, p->first)));
	}
	return parameters ? arena_printf(e->arena, "%.*s(%.*s)", TEXT_ARGS(d->name), TEXT_ARGS(list)) : d->name;
}

static struct result *definitions_table(struct environment *e, enum definition_kind kind)
{
	struct result *r = report_answer(e);

	report_column(r, kind_names[kind]);
	report_column(r, "definition");
	report_column(r, "describe");
	for (size_t i = 0; i < e->definitions->n; i++) {
		const struct definition *d = &e->definitions->list[i];
		struct cell *row = d->kind == kind ? result_add_row(r, 0) : NULL;

		if (!row)
			continue;
		row[0] = show_text(r, signature_of(e, d));
		row[1] = show_text(r, body_of(e, d));
		row[2] = show_text(r, describe_of(d));
	}
	return r;
}

enum status show_segments(struct environment *e, const struct node *statement, struct result **out)
{
	(void)statement;
	*out = definitions_table(e, DEFINED_SEGMENT);
	return STATUS_OK;
}

enum status show_queries(struct environment *e, const struct node *statement, struct result **out)
{
	(void)statement;
	*out = definitions_table(e, DEFINED_QUERY);
	return STATUS_OK;
}

enum status show_orders(struct environment *e, const struct node *statement, struct result **out)
{
	(void)statement;
	*out = definitions_table(e, DEFINED_ORDER);
	return STATUS_OK;
}

static void add_dimension(struct result *r, struct text name, struct text definition, struct text describe)
{
	struct cell *row = result_add_row(r, 0);

	row[0] = show_text(r, name);
	row[1] = show_text(r, definition);
	row[2] = show_text(r, describe);
}

/* What was defined, and what is always there. */
enum status show_dimensions(struct environment *e, const struct node *statement, struct result **out)
{
	struct result *r = definitions_table(e, DEFINED_DIMENSION);
	const struct table *t = e->catalog->active;

	(void)statement;
	if (t && t->roles[ROLE_time].column) {
		add_dimension(r, TEXT("hour, day, week, month, quarter, year"), TEXT_NONE,
			      TEXT("calendar units of time"));
		add_dimension(r, TEXT("weekday"), TEXT_NONE, TEXT("Mon to Sun"));
		add_dimension(r, TEXT("hour_of_day"), TEXT_NONE, TEXT("0 to 23"));
	}
	for (size_t i = 0; t && i < t->n_columns; i++)
		if (t->columns[i].type == COLUMN_TEXT || t->columns[i].type == COLUMN_YESNO)
			add_dimension(r, t->columns[i].name, TEXT_NONE, TEXT("a column"));
	*out = r;
	return STATUS_OK;
}

static void add_value(struct environment *e, const struct definition *d, struct result *r)
{
	const struct node *value = definitions_value(e->definitions, d->name, NULL);
	struct cell *row = result_add_row(r, 0);

	row[0] = show_text(r, arena_printf(e->arena, "$%.*s", TEXT_ARGS(d->name)));
	row[1] = value ? show_text(r, report_print(e, value)) : row[1];
	row[2] = show_text(r, d->kind == DEFINED_VALUE ? TEXT("let")
			      : d->value	       ? TEXT("given with -p")
						       : TEXT("param"));
	row[3] = show_text(r, describe_of(d));
}

enum status show_parameters(struct environment *e, const struct node *statement, struct result **out)
{
	struct result *r = report_answer(e);

	(void)statement;
	report_column(r, "name");
	report_column(r, "value");
	report_column(r, "source");
	report_column(r, "describe");
	for (size_t i = 0; i < e->definitions->n; i++) {
		const struct definition *d = &e->definitions->list[i];

		if (d->kind == DEFINED_VALUE || d->kind == DEFINED_PARAM)
			add_value(e, d, r);
	}
	*out = r;
	return STATUS_OK;
}

static enum status no_definition(struct environment *e, enum definition_kind kind, struct text name, struct span span)
{
	struct name_list names = { .arena = e->arena };

	for (size_t i = 0; i < e->definitions->n; i++)
		if (e->definitions->list[i].kind == kind)
			scope_add_name(&names, e->definitions->list[i].name, TEXT_NONE);
	report_bad(e, span, "no %s is named %.*s", kind_names[kind], TEXT_ARGS(name));
	report_did_you_mean(e, name, &names,
			    kind == DEFINED_QUERY
				    ? "`show queries` lists them"
				    : arena_printf(e->arena, "`show %ss` lists them", kind_names[kind]).at);
	return STATUS_BAD_INPUT;
}

enum status show_definition(struct environment *e, enum definition_kind kind, struct text name, struct span span,
			    struct result **out)
{
	const struct definition *d = definitions_find(e->definitions, kind, name);
	struct text canonical, needs = TEXT_NONE;
	struct buffer b = { 0 };

	if (!d)
		return no_definition(e, kind, name, span);
	*out = report_answer(e);
	canonical = report_print(e, d->node);
	if (kind == DEFINED_METRIC)
		needs = show_needs(e->arena, e->definitions, d->node);
	break_lines(canonical, d->node, &b);
	buffer_add_char(&b, '\n');
	if (needs.n)
		buffer_printf(&b, "needs the roles: %.*s\n", TEXT_ARGS(needs));
	(*out)->text = buffer_take(&b, &(*out)->arena);
	return STATUS_OK;
}
