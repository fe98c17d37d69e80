#include "lang/complaint.h"

#include "base/utf8.h"
#include "lang/words.h"

#include <parse.h>

enum { WRITTEN_MAX = 60 };

static struct diagnostic *report(struct parse *p, struct span where, enum parse_code code, const char *message)
{
	struct diagnostic *d;

	p->n_errors++;
	if (!p->errors)
		return NULL;
	d = diagnose(p->errors, STATUS_BAD_INPUT, where, "%s", message);
	d->code = (int)code;
	return d;
}

/* At most WRITTEN_MAX bytes, whole characters. */
static struct text shorten(struct arena *a, struct text t)
{
	size_t n = 0;
	uint32_t code;

	if (t.n <= WRITTEN_MAX)
		return t;
	while (n < WRITTEN_MAX) {
		size_t bytes = utf8_decode(text_from(t, n), &code);

		n += bytes ? bytes : 1;
	}
	return arena_printf(a, "%.*s…", TEXT_ARGS(text_slice(t, 0, n)));
}

struct text complaint_slice(const struct complaint *c, size_t from, size_t to)
{
	return shorten(c->arena, text_slice(c->p->source->text, from, to));
}

struct text complaint_written(const struct complaint *c, const struct token *t)
{
	return complaint_slice(c, t->span.from, t->span.to);
}

bool complaint_expects(const struct complaint *c, int token)
{
	return grammar_expects(c->expected, token);
}

bool token_is_word(const struct token *t)
{
	return t && (t->keyword || t->code == T_WORD);
}

bool token_reads(const struct token *t, const char *word)
{
	return token_is_word(t) && text_equal_folded(t->value.text, text_of(word));
}

static bool is_query(const struct parse *p)
{
	return p->first.code == T_WORD || p->first.code == T_QNAME || p->first.code == T_LIST;
}

static struct text generic_message(const struct complaint *c)
{
	struct text written;

	if (c->token->code == 0)
		return is_query(c->p) ? TEXT("the query stops too early") : TEXT("the statement stops too early");
	written = complaint_written(c, c->token);
	if (c->token->code == T_STRING)
		return arena_printf(c->arena, "%.*s does not fit here", TEXT_ARGS(written));
	return arena_printf(c->arena, "\"%.*s\" does not fit here", TEXT_ARGS(written));
}

void report_unexpected(struct parse *p, const struct expected_set *expected)
{
	enum parse_code code = p->current->code == 0 ? E_STOPS_EARLY : E_UNEXPECTED;
	struct complaint c = { .p = p, .token = p->current, .expected = expected };

	p->stops_early = code == E_STOPS_EARLY;
	c.d = report(p, p->current->span, code, "");
	if (!c.d)
		return;
	c.arena = p->errors->arena;
	c.before = p->n_tokens > 0 ? &p->history[0] : NULL;
	c.before2 = p->n_tokens > 1 ? &p->history[1] : NULL;
	c.d->message = generic_message(&c);
	c.d->expected = complaint_expected(&c);
	complaint_rewrite(&c);
}

void report_nesting(struct parse *p, struct span where)
{
	struct diagnostic *d = report(p, where, E_NESTING, "the statement is nested too deeply");

	p->too_deep = true;
	if (d)
		d->help = arena_printf(p->errors->arena, "at most %d levels", (int)NODE_DEPTH_MAX);
}

void report_too_long(struct parse *p, struct span where)
{
	struct diagnostic *d = report(p, where, E_TOO_LONG, "the statement is too long");

	if (d)
		d->help = arena_printf(p->errors->arena, "at most %d bytes", (int)STATEMENT_MAX);
}

static const char *clause_word(const struct node *clause)
{
	static const struct {
		enum node_kind kind;
		const char *word;
	} words[] = {
		{ NODE_AMONG, "among" },
		{ NODE_RETURNING, "returning" },
		{ NODE_EACH, "each" },
		{ NODE_FOR_PERIODS, "for" },
		{ NODE_STARTING, "starting at" },
		{ NODE_ENDING, "ending at" },
		{ NODE_UP_TO, "up to" },
		{ NODE_WITHIN, "within" },
		{ NODE_STRICT, "strict" },
		{ NODE_ANY_ORDER, "any order" },
		{ NODE_WITHOUT, "without" },
		{ NODE_HOLDING, "holding" },
		{ NODE_ADJUSTED, "adjusted for" },
		{ NODE_PAIRED, "paired by" },
		{ NODE_BY, "by" },
		{ NODE_PER, "per" },
		{ NODE_SPLIT, "split after" },
		{ NODE_TIMERANGE, "the time range" },
		{ NODE_VS_TARGET, "vs target" },
		{ NODE_VS_PREVIOUS, "vs" },
		{ NODE_VS_WHEN, "vs" },
		{ NODE_HAVING, "having" },
		{ NODE_SORT, "sort by" },
		{ NODE_TOP, "top" },
		{ NODE_BOTTOM, "bottom" },
		{ NODE_BEST, "best" },
		{ NODE_WORST, "worst" },
		{ NODE_LIMIT, "limit" },
		{ NODE_ROLLING, "rolling" },
		{ NODE_CUMULATIVE, "cumulative" },
		{ NODE_WITH, "with" },
		{ NODE_FAMILY, "family" },
		{ NODE_BETTER, "better" },
		{ NODE_FORMAT, "format" },
		{ NODE_DESCRIBE, "describe" },
		{ NODE_AS, "as" },
		{ NODE_MISSING, "missing" },
		{ NODE_SCALE, "scale" },
		{ NODE_IN_UNIT, "the unit" },
		{ NODE_LOAD_WITH, "with" },
		{ NODE_SKIPPING, "skipping bad rows" },
		{ NODE_TO, "to" },
		{ NODE_MAPPING, "mapping" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (words[i].kind == clause->kind)
			return words[i].word;
	return "a clause";
}

static struct text twice_help(struct arena *a, const struct node *clause)
{
	switch (clause->kind) {
	case NODE_AMONG:
	case NODE_BY:
	case NODE_SORT:
	case NODE_WITH:
		return arena_printf(a, "separate with a comma: `%s a, b`", clause_word(clause));
	case NODE_WITHOUT:
		return TEXT("write both as one condition: `without (stage in (a, b))`");
	case NODE_RETURNING:
	case NODE_HAVING:
		return TEXT("join the conditions with `and`");
	case NODE_TIMERANGE:
		return TEXT("for both ends write `from 2025-01-01 to 2025-03-31`");
	default:
		return TEXT("remove one of them");
	}
}

void report_twice(struct parse *p, const struct node *first, const struct node *second)
{
	struct diagnostic *d = report(p, second->span, E_TWICE, "");
	const char *word = clause_word(first);

	if (!d)
		return;
	d->message = second->kind == NODE_TIMERANGE || second->kind == NODE_IN_UNIT
			     ? arena_printf(p->errors->arena, "%s is given twice", word)
			     : arena_printf(p->errors->arena, "`%s` is given twice", word);
	d->help = twice_help(p->errors->arena, second);
}

void report_count(struct parse *p, struct span where)
{
	report(p, where, E_NUMBER, "a whole number of at least 1 is needed here");
}

void report_share(struct parse *p, struct span where)
{
	report(p, where, E_NUMBER, "a percentage of more than 0% and less than 100% is needed here");
}

void report_verb_name(struct parse *p, struct text name, struct span where)
{
	struct diagnostic *d = report(p, where, E_VERB_NAME, "");

	if (!d)
		return;
	d->message =
		arena_printf(p->errors->arena, "`%.*s` begins a statement and cannot name a metric", TEXT_ARGS(name));
	d->help = TEXT("choose another name");
}
