#include "lang/build.h"

#include <math.h>

#include "lang/words.h"

struct node *build_leaf(struct parse *p, enum node_kind kind, struct span span)
{
	return node_new(p->arena, kind, span);
}

struct node *build_op(struct parse *p, enum node_kind kind, enum node_op op, struct span span)
{
	struct node *n = node_new(p->arena, kind, span);

	n->op = op;
	return n;
}

struct node *build_value(struct parse *p, enum node_kind kind, const struct lexeme *v, struct span span)
{
	struct node *n = node_new(p->arena, kind, span);

	n->text = v->text;
	n->number = v->number;
	n->flags = v->flags;
	if (kind == NODE_TEXT || kind == NODE_DESCRIBE || kind == NODE_INCLUDE)
		n->flags &= ~(unsigned)FLAG_QUOTED; /* they always are */
	return n;
}

struct node *build_unit(struct parse *p, enum node_kind kind, const struct lexeme *unit, struct span span)
{
	struct node *n = node_new(p->arena, kind, span);

	n->unit = unit->unit;
	return n;
}

struct node *build_length(struct parse *p, enum node_kind kind, const struct lexeme *n, const struct lexeme *unit,
			  struct span span)
{
	struct node *length = build_unit(p, kind, unit, span);

	length->number = n->number;
	return length;
}

static void check_count(struct parse *p, const struct lexeme *n, struct span at)
{
	if (n->number < 1 || n->number > 1e15 || floor(n->number) < n->number)
		report_count(p, at);
}

struct node *build_period(struct parse *p, enum node_kind kind, const struct lexeme *n, const struct lexeme *unit,
			  struct span span)
{
	check_count(p, n, span);
	return build_length(p, kind, n, unit, span);
}

struct node *build_sequence(struct parse *p, enum node_op op, struct node *condition, const struct lexeme *n,
			    const struct lexeme *unit, struct span span)
{
	struct node *sequence = build_period(p, NODE_SEQUENCE, n, unit, span);

	sequence->op = op;
	return node_add(sequence, condition);
}

struct node *build_count(struct parse *p, enum node_kind kind, const struct lexeme *n, struct span at, struct span span)
{
	struct node *count = node_new(p->arena, kind, span);

	check_count(p, n, at);
	count->number = n->number;
	return count;
}

struct node *build_add(struct parse *p, struct node *parent, struct node *child)
{
	node_add(parent, child);
	if (parent->depth > NODE_DEPTH_MAX && !p->too_deep)
		report_nesting(p, parent->span);
	return parent;
}

struct node *build_pair(struct parse *p, enum node_kind kind, struct span span, struct node *a, struct node *b)
{
	return build_add(p, build_add(p, node_new(p->arena, kind, span), a), b);
}

struct node *build_chain(struct parse *p, enum node_kind kind, struct node *a, struct node *b)
{
	if (a->kind == kind)
		return build_add(p, a, b);
	return build_pair(p, kind, span_join(a->span, b->span), a, b);
}

struct node *build_adopt(struct parse *p, struct node *to, struct node *from)
{
	struct node *next;

	for (struct node *c = from->first; c; c = next) {
		next = c->next;
		build_add(p, to, c);
	}
	return to;
}

struct node *build_prepend(struct parse *p, struct node *parent, struct node *child)
{
	return build_adopt(p, build_pair(p, parent->kind, child->span, child, NULL), parent);
}

/* Clauses in canonical order; those with one place exclude each other.  Those of compare alone take places of funnel's,
 * which never stand beside them. */
static unsigned clause_place(enum node_kind kind)
{
	static const struct {
		enum node_kind kind;
		unsigned place;
	} places[] = {
		{ NODE_AMONG, 1 },	 { NODE_RETURNING, 2 },	 { NODE_EACH, 3 },	   { NODE_FOR_PERIODS, 4 },
		{ NODE_STARTING, 5 },	 { NODE_ENDING, 6 },	 { NODE_UP_TO, 7 },	   { NODE_WITHIN, 8 },
		{ NODE_STRICT, 9 },	 { NODE_ANY_ORDER, 10 }, { NODE_WITHOUT, 11 },	   { NODE_HOLDING, 12 },
		{ NODE_BY, 13 },	 { NODE_PER, 14 },	 { NODE_SPLIT, 15 },	   { NODE_WHERE, 16 },
		{ NODE_TIMERANGE, 17 },	 { NODE_VS_TARGET, 18 }, { NODE_VS_PREVIOUS, 19 }, { NODE_VS_WHEN, 19 },
		{ NODE_HAVING, 20 },	 { NODE_SORT, 21 },	 { NODE_TOP, 22 },	   { NODE_BOTTOM, 23 },
		{ NODE_BEST, 24 },	 { NODE_WORST, 25 },	 { NODE_LIMIT, 26 },	   { NODE_ROLLING, 27 },
		{ NODE_CUMULATIVE, 28 }, { NODE_WITH, 29 },	 { NODE_FAMILY, 30 },	   { NODE_BETTER, 31 },
		{ NODE_FORMAT, 32 },	 { NODE_DESCRIBE, 33 },	 { NODE_AS, 34 },	   { NODE_MISSING, 35 },
		{ NODE_LOAD_WITH, 36 },	 { NODE_SCALE, 36 },	 { NODE_IN_UNIT, 37 },	   { NODE_SKIPPING, 38 },
		{ NODE_MAPPING, 39 },	 { NODE_ADJUSTED, 11 },	 { NODE_PAIRED, 12 },	   { NODE_TO, 33 },
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (places[i].kind == kind)
			return places[i].place;
	return 0;
}

/* `where a or b where c` means `where (a or b) and c`. */
static struct node *side_of_and(struct parse *p, struct node *condition)
{
	if (condition->kind != NODE_OR)
		return condition;
	return build_pair(p, NODE_GROUP, condition->span, condition, NULL);
}

static void join_where(struct parse *p, struct node *old, struct node *more)
{
	struct node *both = side_of_and(p, old->first);
	struct node *second = side_of_and(p, more->first);

	if (both->kind != NODE_AND)
		both = build_pair(p, NODE_AND, both->span, both, NULL);
	if (second->kind == NODE_AND)
		build_adopt(p, both, second);
	else
		build_add(p, both, second);
	old->first = old->last = NULL;
	old->n_children = 0;
	build_add(p, old, both);
}

static void repeat(struct parse *p, struct node *old, struct node *clause)
{
	if (clause->kind == NODE_WHERE)
		join_where(p, old, clause);
	else
		report_twice(p, old, clause);
}

static void insert(struct node *parent, struct node **at, struct node *clause)
{
	clause->next = *at;
	*at = clause;
	parent->n_children++;
	if (parent->depth <= clause->depth)
		parent->depth = clause->depth + 1;
	parent->span = span_join(parent->span, clause->span);
}

struct node *build_clause(struct parse *p, struct node *parent, struct node *clause)
{
	struct node **at = &parent->first;
	unsigned place = clause ? clause_place(clause->kind) : 0;

	if (!clause)
		return parent;
	while (*at && clause_place((*at)->kind) < place)
		at = &(*at)->next;
	if (!*at)
		return build_add(p, parent, clause);
	if (clause_place((*at)->kind) == place)
		repeat(p, *at, clause);
	else
		insert(parent, at, clause);
	return parent;
}

struct node *build_call(struct parse *p, struct node *name, struct node *arguments, struct span span)
{
	struct node *call = node_new(p->arena, NODE_CALL, span);

	call->text = name->text;
	call->flags = name->flags;
	return arguments ? build_adopt(p, call, arguments) : call;
}

struct node *build_test(struct parse *p, enum node_kind kind, enum node_op op, unsigned flags, struct node *left,
			struct node *right)
{
	struct node *test = build_op(p, kind, op, left->span);

	test->flags = flags;
	return build_add(p, build_add(p, test, left), right);
}

struct node *build_negative(struct parse *p, const struct lexeme *n, struct span span)
{
	struct node *number = build_value(p, NODE_NUMBER, n, span);

	number->number = -n->number;
	number->text = arena_printf(p->arena, "-%.*s", TEXT_ARGS(n->text));
	return number;
}

struct node *build_target(struct parse *p, double number, struct span span)
{
	struct node *target = node_new(p->arena, NODE_VS_TARGET, span);

	target->number = number;
	return target;
}

struct node *build_option(struct parse *p, const struct lexeme *word, const struct lexeme *n, unsigned flags,
			  struct span span)
{
	struct node *option = build_flag(build_value(p, NODE_OPTION, word, span), flags);

	option->number = n->number;
	return option;
}

struct node *build_setting(struct parse *p, const struct lexeme *word, struct span span)
{
	struct node *n = build_value(p, NODE_SETTING, word, span);

	n->flags = 0;
	return n;
}

struct node *build_file_column(struct parse *p, const struct lexeme *setting, struct span at, struct span span)
{
	struct node *option = node_new(p->arena, NODE_LOAD_OPTION, span);

	option->text = TEXT("file column");
	return build_add(p, option, build_setting(p, setting, at));
}

struct node *build_define(struct parse *p, enum node_kind kind, const struct lexeme *name, struct span at,
			  struct span span)
{
	const struct keyword *k = keyword_find(name->text);

	if (kind == NODE_DEFINE_METRIC && k && k->class == KEYWORD_VERB)
		report_verb_name(p, name->text, at);
	return build_value(p, kind, name, span);
}

struct node *build_flag(struct node *n, unsigned flag)
{
	n->flags |= flag;
	return n;
}

struct node *build_named(struct node *n, enum node_op op, struct node *name)
{
	n->op = op;
	n->text = name->text;
	n->flags = name->flags;
	return n;
}

struct node *build_quantile(struct parse *p, const struct lexeme *word, struct node *of, struct span span)
{
	struct node *n = build_add(p, node_new(p->arena, NODE_QUANTILE, span), of);
	char third = (char)(word->text.at[2] | 0x20); /* quArtile, quIntile, deCile */

	n->number = third == 'a' ? 4 : third == 'i' ? 5 : 10;
	return n;
}

struct node *build_share(struct parse *p, enum node_kind kind, const struct lexeme *share, struct node *of,
			 struct span span)
{
	struct node *n = build_pair(p, kind, span, of, NULL);

	if (!(share->number > 0 && share->number < 1))
		report_share(p, span);
	n->number = share->number;
	return n;
}

struct node *build_quoted_step(struct parse *p, enum node_kind kind, const struct lexeme *v, struct span span)
{
	struct node *step = build_flag(build_value(p, NODE_STEP, v, span), FLAG_QUOTED);

	return build_add(p, step, build_value(p, kind, v, span));
}

/* A topic and a report may have the same name: teach nps, teach recovery. */
static struct text first_word(const struct node *report)
{
	const struct node *only = report->first;

	if (report->kind == NODE_QUERY && report->n_children == 1 && only->n_children == 1 &&
	    only->first->n_children == 1 && only->first->first->kind == NODE_NAME)
		return only->first->first->text;
	if (report->n_children)
		return TEXT_NONE;
	return report->kind == NODE_PATHS	? TEXT("paths")
	       : report->kind == NODE_RETENTION ? TEXT("retention")
	       : report->kind == NODE_NEWS	? TEXT("news")
	       : report->kind == NODE_SCORECARD ? TEXT("scorecard")
						: TEXT("recovery");
}

struct node *build_teach(struct parse *p, struct node *report, struct span span)
{
	struct node *teach = build_pair(p, NODE_TEACH, span, report, NULL);

	teach->text = first_word(report);
	return teach;
}

struct node *build_topic(struct parse *p, const struct lexeme *verb, struct span span)
{
	struct node *teach = build_leaf(p, NODE_TEACH, span);

	teach->text = text_of(keyword_find(verb->text)->word);
	return teach;
}

struct node *build_sample(struct parse *p, struct node *figure, struct node *a, struct node *b, struct span span)
{
	figure->kind = NODE_CALC_SAMPLE;
	return build_spanned(build_add(p, build_add(p, figure, a), b), span);
}

struct node *build_spanned(struct node *n, struct span span)
{
	n->span = span;
	return n;
}
