#include "metric/definitions.h"

#include <string.h>

#include "base/embedded.h"
#include "lang/parse.h"
#include "metric/keep.h"

static const char *const kind_names[DEFINED_KINDS] = {
	[DEFINED_METRIC] = "metric", [DEFINED_SEGMENT] = "segment", [DEFINED_DIMENSION] = "dimension",
	[DEFINED_ORDER] = "order",   [DEFINED_QUERY] = "query",	    [DEFINED_VALUE] = "let",
	[DEFINED_PARAM] = "param",
};

/* DEFINED_KINDS: the node defines nothing. */
static enum definition_kind kind_of(const struct node *n)
{
	switch (n->kind) {
	case NODE_DEFINE_METRIC:
		return DEFINED_METRIC;
	case NODE_DEFINE_SEGMENT:
		return DEFINED_SEGMENT;
	case NODE_DEFINE_DIMENSION:
		return DEFINED_DIMENSION;
	case NODE_DEFINE_ORDER:
		return DEFINED_ORDER;
	case NODE_DEFINE_QUERY:
		return DEFINED_QUERY;
	case NODE_LET:
		return DEFINED_VALUE;
	case NODE_PARAM_STATEMENT:
		return DEFINED_PARAM;
	default:
		return DEFINED_KINDS;
	}
}

static struct text lower_case(struct arena *a, struct text t)
{
	char *at = arena_alloc(a, t.n + 1);

	for (size_t i = 0; i < t.n; i++)
		at[i] = t.at[i] >= 'A' && t.at[i] <= 'Z' ? (char)(t.at[i] - 'A' + 'a') : t.at[i];
	return (struct text){ at, t.n };
}

/* An order belongs to the column that it names. */
static struct text name_of(struct arena *a, const struct node *n)
{
	const struct node *column = n->kind == NODE_DEFINE_ORDER ? node_child(n, NODE_NAME) : NULL;

	return lower_case(a, column ? column->text : n->text);
}

static void make_values(struct node *n)
{
	if (n->kind == NODE_LET)
		node_words_to_text(n->first);
	for (struct node *child = n->first; n->kind == NODE_PARAM_STATEMENT && child; child = child->next)
		if (child->kind == NODE_DEFAULT)
			node_words_to_text(child->first);
}

/* Room for one more; nothing is changed when memory runs out. */
static void make_room(struct definitions *d)
{
	if (d->n == d->capacity) {
		size_t more = d->capacity ? 2 * d->capacity : 128;

		d->list = arena_grow(d->arena, d->list, d->n, more, sizeof(*d->list));
		d->capacity = more;
	}
}

struct definition *definitions_put(struct definitions *d, const struct node *node, bool builtin)
{
	enum definition_kind kind = kind_of(node);
	struct text name = name_of(d->arena, node);
	struct map *names = &d->by_name[kind];
	size_t i = map_get(names, name);
	struct node *kept =
		node_keep(d->arena, node, arena_printf(d->arena, "%s %.*s", kind_names[kind], TEXT_ARGS(name)));

	make_values(kept);
	names->arena = d->arena;
	if (i == MAP_NONE) {
		make_room(d);
		map_put(names, name, d->n);
		i = d->n++;
	}
	d->list[i] = (struct definition){ .kind = kind, .name = name, .node = kept, .builtin = builtin };
	return &d->list[i];
}

/* Names are kept in lower case; one longer than any name worth a buffer (a survey question) is searched for. */
static size_t find(const struct definitions *d, enum definition_kind kind, struct text name)
{
	char lower[256];

	for (size_t i = 0; name.n > sizeof(lower) && i < d->n; i++)
		if (d->list[i].kind == kind && text_equal_folded(d->list[i].name, name))
			return i;
	if (name.n > sizeof(lower))
		return MAP_NONE;
	for (size_t i = 0; i < name.n; i++)
		lower[i] = name.at[i] >= 'A' && name.at[i] <= 'Z' ? (char)(name.at[i] - 'A' + 'a') : name.at[i];
	return map_get(&d->by_name[kind], (struct text){ lower, name.n });
}

const struct definition *definitions_find(const struct definitions *d, enum definition_kind kind, struct text name)
{
	size_t i = find(d, kind, name);

	return i == MAP_NONE ? NULL : &d->list[i];
}

const struct node *definitions_value(const struct definitions *d, struct text name, bool *known)
{
	const struct definition *let = definitions_find(d, DEFINED_VALUE, name);
	const struct definition *param = let ? NULL : definitions_find(d, DEFINED_PARAM, name);
	const struct node *standard = param ? node_child(param->node, NODE_DEFAULT) : NULL;

	if (known)
		*known = let || param;
	if (let)
		return let->node->first;
	if (param && param->value)
		return param->value;
	return standard ? standard->first : NULL;
}

struct definitions definitions_mark(struct definitions *d, struct arena *scratch)
{
	struct definitions *before = ARENA_NEW(scratch, struct definitions), working = *d;

	*before = *d;
	working.arena = scratch;
	working.before = before;
	working.list = ARENA_ARRAY(scratch, d->capacity, struct definition);
	if (d->n)
		memcpy(working.list, d->list, d->n * sizeof(*d->list));
	for (int kind = 0; kind < DEFINED_KINDS; kind++)
		working.by_name[kind] = (struct map){ .arena = scratch };
	for (size_t i = 0; i < d->n; i++)
		map_put(&working.by_name[working.list[i].kind], working.list[i].name, i);
	*d = working;
	return *before;
}

void definitions_rollback(struct definitions *d, struct definitions mark)
{
	*d = mark;
}

void definitions_unwind(struct definitions *d)
{
	while (d->before)
		*d = *d->before;
}

static bool read_definitions(struct definitions *d, const struct source *source, struct diagnostics *errors)
{
	struct node *node = NULL;
	size_t from = 0;

	for (;;) {
		size_t used = from;

		switch (parse_statement(d->arena, source, from, &used, &node, errors)) {
		case PARSE_EMPTY:
			return true;
		case PARSE_OK:
			break;
		default:
			return false;
		}
		if (kind_of(node) == DEFINED_KINDS) {
			diagnose(errors, STATUS_FAILED, node->span, "a definition is needed here");
			return false;
		}
		definitions_put(d, node, true);
		from = used;
	}
}

bool definitions_load_builtin(struct definitions *d, struct diagnostics *errors)
{
	for (const struct embedded *e = embedded_texts; e->path; e++) {
		struct source *source;

		if (!text_ends(text_of(e->path), TEXT("metric/builtin.cxq")))
			continue;
		source = ARENA_NEW(d->arena, struct source);
		*source = (struct source){ TEXT("builtin.cxq"), { e->text, e->length } };
		return read_definitions(d, source, errors);
	}
	return false;
}

struct metric_facts metric_facts_of(const struct node *define_metric)
{
	struct metric_facts facts = { .expression = define_metric->first };

	for (const struct node *n = facts.expression ? facts.expression->next : NULL; n; n = n->next) {
		if (n->kind == NODE_WHERE)
			facts.where = n->first;
		else if (n->kind == NODE_FAMILY)
			facts.family = n->text;
		else if (n->kind == NODE_FORMAT)
			facts.format = n->text;
		else if (n->kind == NODE_BETTER)
			facts.better = n->op;
		else if (n->kind == NODE_DESCRIBE)
			facts.describe = n->text;
		else if (n->kind == NODE_PER)
			facts.per = n->first;
	}
	return facts;
}
