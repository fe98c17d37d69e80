/* The rules that a tree is enough for; each is a function of one node and its parent. */
#include "api/lint.h"

enum { SEGMENTS_FEW = 3 };

/* L04: `a and b or c` is read as `(a and b) or c`, not by everybody. */
static void mixed(struct lint *l, const struct node *n)
{
	for (const struct node *child = n->first; n->kind == NODE_OR && child; child = child->next)
		if (child->kind == NODE_AND) {
			lint_note(l, 4, n->span, "`and` and `or` mixed without brackets");
			lint_help(l, "`and` binds first: (a and b) or c; write the brackets");
			return;
		}
}

/* L03 */
static void keyword_name(struct lint *l, const struct node *n, bool is_value)
{
	if (n->kind != NODE_NAME || is_value || !(n->flags & FLAG_KEYWORD) || n->flags & FLAG_QUOTED)
		return;
	lint_note(l, 3, n->span, "`%.*s` is a word of the language, here it is read as a name", TEXT_ARGS(n->text));
	lint_help(l, "write `%.*s` in backquotes", TEXT_ARGS(n->text));
}

/* L05: the mean of one ratio per period weighs a quiet day like a busy one. */
static void mean_of_ratios(struct lint *l, const struct node *n)
{
	const struct node *name = n->first;
	const struct column *c;

	if (n->kind != NODE_PER || !name)
		return;
	c = l->table ? table_column(l->table, name->text) : NULL;
	if (!(name->flags & FLAG_KEYWORD) && !(c && (c->type == COLUMN_DATE || c->type == COLUMN_TIME)))
		return;
	lint_note(l, 5, n->span, "the mean of one value per period: a quiet period weighs as much as a busy one");
	lint_help(l, "leave `per %.*s` out to pool the answers", TEXT_ARGS(name->text));
}

/* L07 */
static void last_one(struct lint *l, const struct node *n)
{
	if (n->kind != NODE_TIMERANGE || n->op != OP_LAST || n->number < 1 || n->number > 1)
		return;
	lint_note(l, 7, n->span, "`last 1 %s` is the %s that has not ended yet", unit_name(n->unit),
		  unit_name(n->unit));
	lint_help(l, "`last %s` is the complete one before, `this %s` says the other plainly", unit_name(n->unit),
		  unit_name(n->unit));
}

static bool is_relative(const struct node *n)
{
	switch (n->kind) {
	case NODE_AGO:
	case NODE_TODAY:
	case NODE_YESTERDAY:
	case NODE_LAST_UNIT:
	case NODE_THIS_UNIT:
		return true;
	case NODE_TIMERANGE:
		return n->op == OP_LAST || n->op == OP_PREVIOUS || n->op == OP_THIS;
	default:
		return false;
	}
}

/* L08: once per script. */
static void relative_date(struct lint *l, const struct node *n)
{
	if (l->as_of_set || l->relative_noted || !is_relative(n))
		return;
	l->relative_noted = true;
	lint_note(l, 8, n->span, "relative dates in a script without `set as_of`: they move with the data");
	lint_help(l, "set as_of = DATE above it; `set as_of = data` if that is meant");
}

/* L09 */
static void many_segments(struct lint *l, const struct node *n)
{
	if (n->kind != NODE_SEGMENTS || n->n_children <= SEGMENTS_FEW)
		return;
	lint_note(l, 9, n->span, "%zu segments are %zu tests: the more one asks, the more chance answers",
		  n->n_children, n->n_children * (n->n_children - 1) / 2);
	lint_help(l, "compare those you have a reason for");
}

/* L10 */
static void bare_metric(struct lint *l, const struct node *n)
{
	const char *missing = NULL;

	if (n->kind != NODE_DEFINE_METRIC)
		return;
	if (!node_child(n, NODE_DESCRIBE))
		missing = node_child(n, NODE_BETTER) ? "describe \"...\""
						     : "describe \"...\" and better higher or better lower";
	else if (!node_child(n, NODE_BETTER))
		missing = "better higher or better lower";
	if (!missing)
		return;
	lint_note(l, 10, n->span, "metric %.*s does not say everything about itself", TEXT_ARGS(n->text));
	lint_help(l, "add %s", missing);
}

/* L12 */
static void unsorted_limit(struct lint *l, const struct node *n)
{
	const struct node *limit = node_child(n, NODE_LIMIT);

	if (!limit || node_child(n, NODE_SORT))
		return;
	lint_note(l, 12, limit->span, "`limit` without `sort by`: which rows are left is not said");
	lint_help(l, "add `sort by ...`, or use top, bottom, best or worst");
}

/* ---- values ---------------------------------------------------------------------------------- */

static const struct column *column_of(const struct lint *l, const struct node *n)
{
	enum role role;

	if (!l->table || n->kind != NODE_NAME)
		return NULL;
	role = n->flags & FLAG_QUOTED ? ROLE_NONE : role_find(n->text);
	if (role != ROLE_NONE && l->table->roles[role].column)
		return table_ready(l->table, l->table->roles[role].column);
	return table_column(l->table, n->text);
}

static bool holds(const struct dictionary *words, struct text value)
{
	for (uint32_t i = 0; i < words->n; i++)
		if (text_equal_folded(dictionary_word(words, i), value))
			return true;
	return false;
}

static void one_value(struct lint *l, const struct column *c, const struct node *value, bool unknown)
{
	bool bare = value->kind == NODE_NAME && !(value->flags & FLAG_QUOTED);

	if (bare && table_column(l->table, value->text) && !holds(c->words, value->text)) {
		lint_note(l, 2, value->span, "`%.*s` is read as a value, and a column has that name",
			  TEXT_ARGS(value->text));
		lint_help(l, "`%.*s` in backquotes is the column, \"%.*s\" the value", TEXT_ARGS(value->text),
			  TEXT_ARGS(value->text));
	} else if (unknown && (bare || value->kind == NODE_TEXT) && !holds(c->words, value->text)) {
		lint_note(l, 1, value->span, "no row has %.*s = %.*s", TEXT_ARGS(c->snake), TEXT_ARGS(value->text));
		lint_help(l, "`show values of %.*s` lists them", TEXT_ARGS(c->snake));
	}
}

/* L01, L02: right of = and !=, and in lists. */
static void values(struct lint *l, const struct node *n, bool unknown)
{
	bool equal = n->kind == NODE_COMPARE && (n->op == OP_EQ || n->op == OP_NE);
	const struct node *right = n->first ? n->first->next : NULL;
	const struct column *c;

	if ((!equal && n->kind != NODE_IN) || !right)
		return;
	c = column_of(l, n->first);
	if (!c || c->type != COLUMN_TEXT)
		return;
	if (equal)
		one_value(l, c, right, unknown);
	for (const struct node *e = right->first; right->kind == NODE_LIST && e; e = e->next)
		one_value(l, c, e, unknown);
}

/* ---- parameters ------------------------------------------------------------------------------ */

static void declare(struct lint *l, struct declared **list, const struct node *n)
{
	struct declared *d = ARENA_NEW(&l->session->call, struct declared);

	*d = (struct declared){ .next = *list, .name = n->text, .span = n->span };
	*list = d;
}

static void use(struct declared *list, struct text name)
{
	for (; list; list = list->next)
		list->used |= text_equal_folded(list->name, name);
}

static void note_unused(struct lint *l, const struct declared *d)
{
	if (!d)
		return;
	note_unused(l, d->next); /* the list begins with the last one */
	if (d->used)
		return;
	lint_note(l, 11, d->span, "parameter %.*s is declared and not used", TEXT_ARGS(d->name));
	lint_help(l, "ask for it as $%.*s, or leave it out", TEXT_ARGS(d->name));
}

/* ---- the walk -------------------------------------------------------------------------------- */

struct walk {
	struct lint *lint;
	struct declared *arguments; /* of the query being defined */
	bool values;
};

/* Depth is bounded by NODE_DEPTH_MAX. */
static void visit(struct walk *w, const struct node *n, bool is_value)
{
	struct lint *l = w->lint;
	bool equal = n->kind == NODE_COMPARE && (n->op == OP_EQ || n->op == OP_NE);

	mixed(l, n);
	mean_of_ratios(l, n);
	keyword_name(l, n, is_value);
	last_one(l, n);
	relative_date(l, n);
	many_segments(l, n);
	unsorted_limit(l, n);
	values(l, n, w->values);
	if (n->kind == NODE_PARAM) {
		use(l->params, n->text);
		use(w->arguments, n->text);
	}
	for (const struct node *child = n->first; child; child = child->next)
		visit(w, child,
		      n->kind == NODE_PER || n->kind == NODE_TEXT_TEST || (n->kind == NODE_LIST && is_value) ||
			      ((equal || n->kind == NODE_IN) && child != n->first));
}

void lint_statement(struct lint *l, const struct node *n, bool unknown_values)
{
	struct walk w = { .lint = l, .values = unknown_values };
	const struct node *parameters = n->kind == NODE_DEFINE_QUERY ? node_child(n, NODE_PARAMETERS) : NULL;

	if (n->kind == NODE_SET && text_equal_folded(n->text, TEXT("as_of")))
		l->as_of_set = true;
	if (n->kind == NODE_INCLUDE)
		l->included = true;
	/* A parameter that there was before the script belongs to the built-in metrics. */
	if (n->kind == NODE_PARAM_STATEMENT &&
	    !definitions_find(l->session->definitions.before, DEFINED_PARAM, n->text))
		declare(l, &l->params, n);
	for (const struct node *argument = parameters ? parameters->first : NULL; argument; argument = argument->next)
		declare(l, &w.arguments, argument);
	bare_metric(l, n);
	visit(&w, n, false);
	note_unused(l, w.arguments);
}

void lint_end(struct lint *l)
{
	if (!l->included)
		note_unused(l, l->params);
}
