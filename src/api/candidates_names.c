/* Candidates that are names: metrics, columns, roles, definitions, and the closed lists. */
#include "api/candidates.h"
#include "plan/settings.h"
#include "report/calc.h"
#include "report/help.h"
#include "report/load_options.h"
#include "report/needs.h"
#include "report/spelling.h"
#include "report/teach.h"
#include "store/base.h"

static const struct table *active(const struct candidates *c)
{
	return c->session->catalog.active;
}

static struct text describe_definition(const struct definition *d)
{
	const struct node *describe = node_child(d->node, NODE_DESCRIBE);

	return describe ? describe->text : TEXT_NONE;
}

static bool is_usable(const struct candidates *c, const struct definition *d)
{
	struct needs needs;

	if (!active(c))
		return true;
	needs_of_metric(&c->session->definitions, d->node, &needs);
	return needs_met(&needs, active(c));
}

/* Those that the table can answer come first. */
void candidates_metrics(struct candidates *c)
{
	const struct definitions *d = &c->session->definitions;

	for (int usable = 1; usable >= 0; usable--)
		for (size_t i = 0; i < d->n; i++)
			if (d->list[i].kind == DEFINED_METRIC && is_usable(c, &d->list[i]) == usable)
				candidates_add(c, d->list[i].name, describe_definition(&d->list[i]), AS_NAME);
}

void candidates_defined(struct candidates *c, enum definition_kind kind)
{
	const struct definitions *d = &c->session->definitions;

	for (size_t i = 0; i < d->n; i++)
		if (d->list[i].kind == kind)
			candidates_add(c, d->list[i].name, describe_definition(&d->list[i]), AS_NAME);
}

static struct text describe_column(const struct candidates *c, const struct column *column)
{
	const char *type = spell_type(column->type);

	if (column->type == COLUMN_TEXT && column->left)
		return arena_printf(c->arena, "%s, %u or more values", type, column->left->n_words);
	if (column->type == COLUMN_TEXT)
		return arena_printf(c->arena, "%s, %u values", type, column->words->n);
	return text_of(type);
}

/* The snake form, which needs no quotes; the header's own form where a backquote was typed. */
static void add_column(struct candidates *c, const struct column *column)
{
	bool own_form = c->expected->in_quotes && c->expected->quote == '`';

	candidates_add(c, own_form ? column->name : column->snake, describe_column(c, column), AS_NAME);
}

void candidates_columns(struct candidates *c)
{
	for (size_t i = 0; active(c) && i < active(c)->n_columns; i++)
		add_column(c, &active(c)->columns[i]);
	for (size_t i = 0; active(c) && table_base_column(active(c), i); i++)
		add_column(c, table_base_column(active(c), i));
	for (int r = 0; active(c) && r < ROLES; r++)
		if (active(c)->roles[r].column)
			candidates_add(
				c, text_of(role_name((enum role)r)),
				arena_printf(c->arena, "role of %.*s", TEXT_ARGS(active(c)->roles[r].column->name)),
				AS_NAME);
}

enum { GROUPS_MAX = 1000 };

static bool can_group(const struct column *column)
{
	return column->type == COLUMN_TEXT || column->type == COLUMN_YESNO ||
	       (column->type == COLUMN_INTEGER && column->domain <= GROUPS_MAX);
}

void candidates_dimensions(struct candidates *c)
{
	const struct table *t = active(c);

	for (size_t i = 0; t && i < t->n_columns; i++)
		if (can_group(&t->columns[i]))
			add_column(c, &t->columns[i]);
	for (size_t i = 0; t && table_base_column(t, i); i++)
		if (can_group(table_base_column(t, i)))
			add_column(c, table_base_column(t, i));
	for (int r = 0; t && r < ROLES; r++)
		if (t->roles[r].column && can_group(t->roles[r].column))
			candidates_add(c, text_of(role_name((enum role)r)),
				       arena_printf(c->arena, "role of %.*s", TEXT_ARGS(t->roles[r].column->name)),
				       AS_NAME);
	candidates_defined(c, DEFINED_DIMENSION);
	if (t && t->roles[ROLE_time].column) {
		candidates_add(c, TEXT("weekday"), TEXT("Mon to Sun"), AS_NAME);
		candidates_add(c, TEXT("hour_of_day"), TEXT("0 to 23"), AS_NAME);
	}
}

void candidates_roles(struct candidates *c)
{
	static const char *const kinds[] = { "an identifier", "a date or time", "a category", "yes or no", "a score",
					     "a time span",   "a count",	"an amount",  "text" };

	for (int r = 0; r < ROLES; r++)
		candidates_add(c, text_of(role_name((enum role)r)), text_of(kinds[role_kind_of((enum role)r)]),
			       AS_WORD);
}

static void add_fixed(struct candidates *c, const char *const (*list)[2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		candidates_add(c, text_of(list[i][0]), text_of(list[i][1]), AS_WORD);
}

void candidates_load_options(struct candidates *c)
{
	const char *name, *help;

	for (size_t i = 0; load_options_describe(i, &name, &help); i++)
		candidates_add(c, text_of(name), text_of(help), AS_WORD);
}

void candidates_options(struct candidates *c)
{
	static const char *const options[][2] = {
		{ "other", "what top leaves out, as one row" },
		{ "share", "share of the total" },
		{ "bounds", "share of the known, and limits for the unknown" },
		{ "totals", "a row over all groups" },
		{ "impact", "how far each group pulls the total" },
		{ "ci", "confidence intervals" },
		{ "n", "how many answers, always" },
		{ "sparse", "leave out empty groups" },
		{ "stopwords", "words of: keep articles, pronouns ..." },
		{ "least", "words of: in how many texts a word must stand" },
		{ "interaction", "compare: differences against those elsewhere" },
		{ "weight", "how many customers an answer stands for" },
		{ "latest", "one answer per customer: the latest" },
		{ "first", "one answer per customer: the first" },
	};

	add_fixed(c, options, sizeof(options) / sizeof(options[0]));
}

void candidates_formats(struct candidates *c)
{
	static const char *const formats[][2] = {
		{ "number", "two decimals" },	     { "integer", "whole numbers" }, { "percent", "of a ratio 0..1" },
		{ "points", "0..100, one decimal" }, { "duration", "of seconds" },   { "money", "two decimals" },
	};

	add_fixed(c, formats, sizeof(formats) / sizeof(formats[0]));
}

void candidates_settings(struct candidates *c)
{
	struct text name, help;
	bool more = true;

	for (size_t i = 0; more; i++) {
		struct buffer value = { 0 };

		more = settings_describe(&c->session->settings, i, &name, &help, &value);
		buffer_free(&value);
		if (more)
			candidates_add(c, name, help, AS_WORD);
	}
}

static void show_topics(struct candidates *c)
{
	static const char *const topics[][2] = {
#define SHOW(name, help) { #name, help },
#include "report/show_list.def"
#undef SHOW
	};

	add_fixed(c, topics, sizeof(topics) / sizeof(topics[0]));
}

void candidates_topics(struct candidates *c)
{
	struct name_list topics = { .arena = c->arena };

	if (text_is(c->expected->verb, "show")) {
		show_topics(c);
		return;
	}
	if (text_is(c->expected->verb, "teach"))
		teach_topics(&topics);
	else
		help_topics(&topics);
	for (size_t i = 0; i < topics.n; i++)
		candidates_add(c, topics.names[i], topics.descriptions[i], AS_WORD);
	candidates_metrics(c);
}

void candidates_figures(struct candidates *c)
{
	struct name_list figures = { .arena = c->arena };

	if (text_is(c->expected->verb, "calc"))
		scope_add_name(&figures, TEXT("sample"), TEXT("how many answers are enough"));
	calc_figures(&figures);
	for (size_t i = 0; i < figures.n; i++)
		candidates_add(c, figures.names[i], figures.descriptions[i], AS_WORD);
}

void candidates_tables(struct candidates *c)
{
	const struct catalog *catalog = &c->session->catalog;

	for (size_t i = catalog->n; i-- > 0;)
		candidates_add(c, catalog->tables[i]->name,
			       arena_printf(c->arena, "%zu rows", catalog->tables[i]->n_rows), AS_NAME);
}

void candidates_parameters(struct candidates *c)
{
	const struct definitions *d = &c->session->definitions;

	for (size_t i = 0; i < d->n; i++)
		if (d->list[i].kind == DEFINED_VALUE || d->list[i].kind == DEFINED_PARAM)
			candidates_add(c, arena_printf(c->arena, "$%.*s", TEXT_ARGS(d->list[i].name)),
				       describe_definition(&d->list[i]), AS_WORD);
}

void candidates_units(struct candidates *c, bool plural)
{
	for (int unit = UNIT_SECOND; unit <= UNIT_YEAR; unit++) {
		const char *name = unit_name((enum unit)unit);

		candidates_add(c, arena_printf(c->arena, "%s%s", name, plural ? "s" : ""), TEXT_NONE, AS_WORD);
	}
}
