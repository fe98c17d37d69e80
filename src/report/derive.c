/* A report as a metric query: clauses are taken over, others are refused. */
#include "report/derive.h"

static bool is_query_clause(enum node_kind kind)
{
	static const enum node_kind kinds[] = { NODE_WHERE, NODE_TIMERANGE, NODE_PER, NODE_WITH, NODE_SPLIT };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (kinds[i] == kind)
			return true;
	return false;
}

static struct node *items_of(struct arena *a, const struct node *expression)
{
	struct node *items = node_new(a, NODE_ITEMS, expression->span),
		    *item = node_new(a, NODE_ITEM, expression->span);

	return node_add(items, node_add(item, node_copy(a, expression)));
}

static struct node *groups_of(struct arena *a, const struct node *statement, const struct node *dimension)
{
	const struct node *by = node_child(statement, NODE_BY);
	struct node *groups = by ? node_copy(a, by) : NULL;

	if (!dimension)
		return groups;
	if (!groups)
		groups = node_new(a, NODE_BY, dimension->span);
	return node_add(groups, node_copy(a, dimension));
}

struct node *derive_query(struct environment *e, const struct node *statement, const struct node *expression,
			  const struct node *dimension)
{
	struct node *query = node_new(e->arena, NODE_QUERY, statement->span);

	if (expression)
		node_add(query, items_of(e->arena, expression));
	node_add(query, groups_of(e->arena, statement, dimension));
	for (const struct node *n = statement->first; n; n = n->next)
		if (is_query_clause(n->kind))
			node_add(query, node_copy(e->arena, n));
	return query;
}

static const struct {
	enum node_kind kind;
	const char *word;
} clauses[] = {
	{ NODE_WHERE, "where" },
	{ NODE_BY, "by" },
	{ NODE_TIMERANGE, "a time range" },
	{ NODE_PER, "per" },
	{ NODE_SPLIT, "split after" },
	{ NODE_WITH, "with" },
	{ NODE_HAVING, "having" },
	{ NODE_SORT, "sort by" },
	{ NODE_TOP, "top" },
	{ NODE_BOTTOM, "bottom" },
	{ NODE_BEST, "best" },
	{ NODE_WORST, "worst" },
	{ NODE_LIMIT, "limit" },
	{ NODE_ROLLING, "rolling" },
	{ NODE_CUMULATIVE, "cumulative" },
	{ NODE_VS_TARGET, "vs target" },
	{ NODE_VS_PREVIOUS, "vs" },
	{ NODE_VS_WHEN, "vs" },
	{ NODE_WITHIN, "within" },
	{ NODE_STRICT, "strict" },
	{ NODE_ANY_ORDER, "any order" },
	{ NODE_WITHOUT, "without" },
	{ NODE_HOLDING, "holding" },
	{ NODE_AMONG, "among" },
};

enum { CLAUSES = sizeof(clauses) / sizeof(*clauses) };

static const char *clause_word(enum node_kind kind)
{
	for (size_t i = 0; i < CLAUSES; i++)
		if (clauses[i].kind == kind)
			return clauses[i].word;
	return NULL;
}

static bool is_among(enum node_kind kind, const enum node_kind *kinds, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (kinds[i] == kind)
			return true;
	return false;
}

static struct text words_of(struct environment *e, const enum node_kind *allowed, size_t n)
{
	struct text list = TEXT_NONE;

	for (size_t i = 0; i < n; i++) {
		if (i && text_equal(text_of(clause_word(allowed[i])), text_of(clause_word(allowed[i - 1]))))
			continue; /* `vs` has two kinds of nodes */
		list = arena_printf(e->arena, "%.*s%s%s", TEXT_ARGS(list),
				    i == 0	? ""
				    : i + 1 < n ? ", "
						: " and ",
				    clause_word(allowed[i]));
	}
	return list;
}

bool derive_takes(struct environment *e, const struct node *statement, const char *verb, const enum node_kind *allowed,
		  size_t n)
{
	for (const struct node *clause = statement->first; clause; clause = clause->next) {
		const char *word = clause_word(clause->kind);

		if (!word || is_among(clause->kind, allowed, n))
			continue;
		report_bad(e, clause->span, "`%s` has no place in `%s`", word, verb);
		diagnose_help(e->errors, "it takes %.*s", TEXT_ARGS(words_of(e, allowed, n)));
		return false;
	}
	return derive_takes_options(e, statement, verb);
}

bool derive_takes_options(struct environment *e, const struct node *statement, const char *verb)
{
	const struct node *with = node_child(statement, NODE_WITH);

	for (const struct node *option = with ? with->first : NULL; option; option = option->next) {
		if (text_equal_folded(option->text, TEXT("ci")) || text_equal_folded(option->text, TEXT("weight")))
			continue;
		report_bad(e, option->span, "`%s` has no option %.*s", verb, TEXT_ARGS(option->text));
		diagnose_help(e->errors, "it takes `with ci 95%%` and `with weight COLUMN`");
		return false;
	}
	return true;
}

enum status derive_failed(struct environment *e, enum status status, struct span span)
{
	if (status == STATUS_INTERRUPTED)
		diagnose(e->errors, status, (struct span){ 0 }, "stopped");
	else if (status != STATUS_OK)
		diagnose(e->errors, status, span, "these columns have too many combinations to group by");
	return status;
}
