#include "lang/statement.h"

#include <setjmp.h>

#include "lang/words.h"

#include <parse.h>

enum { LOOK_AHEAD = 1 << 16 };

void statement_open(struct parse *p, size_t from)
{
	struct parse empty = { .arena = p->arena, .source = p->source, .errors = p->errors };

	grammar_close(p->state);
	*p = empty;
	p->state = grammar_open();
	if (!p->state)
		arena_fail(p->arena);
	scan_open(&p->scan, p->arena, p->source, from);
}

void statement_guard(struct parse *p, void (*body)(struct parse *, void *), void *context)
{
	jmp_buf failure;
	jmp_buf *outer = p->arena->on_failure;

	p->arena->on_failure = &failure;
	if (setjmp(failure)) {
		p->arena->on_failure = outer;
		grammar_close(p->state);
		arena_fail(p->arena);
	}
	body(p, context);
	p->arena->on_failure = outer;
	grammar_close(p->state);
	p->state = NULL;
}

/* A keyword that does not fit becomes a name where a name fits. */
static void soften(struct parse *p, struct token *t)
{
	struct expected_set set;

	if (!t->keyword || keyword_reserved(t->keyword))
		return;
	grammar_expected(p, &set);
	if (grammar_expects(&set, t->code) || !grammar_expects(&set, T_WORD))
		return;
	if (t->first_half) {
		scan_split(&p->scan, t);
		soften(p, t);
		return;
	}
	t->code = T_WORD;
	t->value.flags |= FLAG_KEYWORD;
	p->fallback = *t;
	p->fallback_at = p->n_tokens + 1;
	p->fallback_after_comma = p->n_tokens && p->history[0].code == T_COMMA;
}

static void open_bracket(struct parse *p, struct span at)
{
	if (p->n_brackets == p->brackets_room) {
		size_t room = p->brackets_room ? 2 * p->brackets_room : 8;

		p->brackets = arena_grow(p->arena, p->brackets, p->n_brackets, room, sizeof(*p->brackets));
		p->brackets_room = room;
	}
	p->brackets[p->n_brackets++] = at;
}

static void count_bracket(struct parse *p, const struct token *t)
{
	if (t->code == T_RP && p->n_brackets)
		p->n_brackets--;
	if (t->code != T_LP)
		return;
	if (p->n_brackets == NODE_DEPTH_MAX)
		report_nesting(p, t->span);
	else
		open_bracket(p, t->span);
}

/* For completion: the column whose values may come next, and the first halves of two-word keywords. */
static void follow(struct parse *p, const struct token *t)
{
	const struct token *left = p->history[0].code == T_NOT ? &p->history[1] : &p->history[0];

	if ((t->code == T_WORD || t->code == T_SPLIT_AT) && keyword_first_half(t->value.text)) {
		grammar_expected(p, &p->half);
		p->half_at = p->n_tokens + 1;
	}
	switch (t->code) {
	case T_EQ:
	case T_NE:
	case T_IN:
	case T_CONTAINS:
	case T_MATCHES:
	case T_MATCH:
	case T_NO_MATCH:
	case T_LIKE:
	case T_STARTS_WITH:
	case T_ENDS_WITH:
		p->column = left->code == T_WORD || left->code == T_QNAME ? left->value.text : TEXT_NONE;
		break;
	default:
		break;
	}
}

static void remember(struct parse *p, const struct token *t)
{
	for (size_t i = HISTORY - 1; i > 0; i--)
		p->history[i] = p->history[i - 1];
	p->history[0] = *t;
	if (p->n_tokens++ == 0)
		p->first = *t;
	if (t->keyword && t->keyword->class == KEYWORD_VERB && t->code == t->keyword->token)
		p->verb = t->code;
}

static bool too_long(struct parse *p, const struct token *t)
{
	size_t from = p->n_tokens ? p->first.span.from : t->span.from;

	if (t->problem != PROBLEM_TOO_LONG && t->span.to - from <= STATEMENT_MAX)
		return false;
	report_too_long(p, t->span);
	return true;
}

size_t closing_bracket(const struct parse *p)
{
	const struct text text = p->source->text;
	size_t from = p->brackets[p->n_brackets - 1].to;
	size_t depth = 1;

	for (size_t i = from; i < text.n && i - from < LOOK_AHEAD; i++) {
		depth += text.at[i] == '(';
		depth -= text.at[i] == ')';
		if (depth == 0)
			return i;
	}
	return 0;
}

/* An error inside brackets: they end where they are closed, or swallowed the start of the next statement. */
static void leave_brackets(struct parse *p, const struct token *t)
{
	p->skip_to = closing_bracket(p);
	if (!p->skip_to && p->n_tokens && token_starts_line(t))
		p->stopped = true;
}

static void push(struct parse *p, struct token *t)
{
	size_t n_errors = p->n_errors;

	if (too_long(p, t))
		p->stopped = true;
	else if (t->problem)
		report_problem(p, t);
	if (t->code == TOKEN_SKIP)
		return;
	if (!p->stopped) {
		soften(p, t);
		follow(p, t);
		p->current = t;
		p->stopped = !grammar_push(p, t);
		count_bracket(p, t);
	}
	p->stopped = p->stopped || p->too_deep;
	if (p->n_errors > n_errors && p->n_brackets)
		leave_brackets(p, t);
	remember(p, t);
}

bool statement_may_end(const struct parse *p)
{
	struct expected_set set;

	if (p->n_brackets)
		return false;
	grammar_expected(p, &set);
	return grammar_expects(&set, 0);
}

/* After an error no bracket is trusted: the next unindented line begins a statement. */
static bool begins_next(const struct parse *p, const struct token *t)
{
	if (t->code == 0)
		return p->stopped || t->problem == PROBLEM_NONE;
	if (t->code == TOKEN_SEMICOLON)
		return true;
	if (!p->n_tokens || !token_starts_line(t) || t->span.from <= p->skip_to)
		return false;
	return p->stopped || p->n_errors || statement_may_end(p);
}

static bool next_token(struct parse *p, struct token *t)
{
	do
		scan_next(&p->scan, t);
	while (!p->n_tokens && (t->code == TOKEN_SEMICOLON || (t->code == TOKEN_SKIP && !t->problem)));
	return !begins_next(p, t);
}

/* The end of the statement as a token, after its last character. */
static void push_end(struct parse *p, const struct token *next)
{
	struct token end = { .code = 0, .first_on_line = false };

	end.span = (struct span){ p->source, p->history[0].span.to, p->history[0].span.to };
	p->current = &end;
	grammar_push(p, &end);
	p->at_end_only = next->code == 0 && p->stops_early && p->n_errors == 1;
}

size_t statement_end(const struct parse *p, const struct token *next)
{
	size_t at = p->history[0].span.to;

	if (next->code == TOKEN_SEMICOLON)
		return next->span.to;
	if (next->code == 0)
		return p->source->text.n;
	while (p->source->text.at[at] != '\n')
		at++;
	return at + 1;
}

/* Up to the token that begins the next statement.  Such a token may have been taken for a part of this one. */
void statement_push_all(struct parse *p, struct token *next)
{
	while (next_token(p, next)) {
		if (p->stopped) {
			remember(p, next);
			continue;
		}
		push(p, next);
		if (p->stopped && p->n_tokens > 1 && token_starts_line(next) && next->span.from > p->skip_to) {
			p->history[0] = p->history[1];
			return;
		}
	}
}

/* What parse_statement gave and wants. */
struct reading {
	size_t from;
	size_t *used;
	enum parse_result result;
};

static enum parse_result result_of(const struct parse *p)
{
	if (p->n_errors)
		return p->at_end_only ? PARSE_MORE : PARSE_ERROR;
	return p->n_tokens ? PARSE_OK : PARSE_EMPTY;
}

static void read_statement(struct parse *p, void *context)
{
	struct reading *r = context;
	struct token next;

	statement_open(p, r->from);
	statement_push_all(p, &next);
	*r->used = p->n_tokens ? statement_end(p, &next) : p->source->text.n;
	if (p->n_tokens && !p->stopped)
		push_end(p, &next);
	r->result = result_of(p);
}

enum parse_result parse_statement(struct arena *a, const struct source *source, size_t from, size_t *used,
				  struct node **out, struct diagnostics *errors)
{
	struct parse *p = ARENA_NEW(a, struct parse);
	struct reading r = { .from = from, .used = used };

	p->arena = a;
	p->source = source;
	p->errors = errors;
	statement_guard(p, read_statement, &r);
	*out = r.result == PARSE_OK ? p->result : NULL;
	return r.result;
}

/* A backslash at the end asks for another line. */
static bool joined(struct text text)
{
	return text_ends(text_trim(text), TEXT("\\"));
}

enum parse_result parse_completeness(struct arena *a, struct text text)
{
	struct source *source = ARENA_NEW(a, struct source);
	enum parse_result whole = PARSE_EMPTY;
	enum parse_result result = PARSE_OK;
	struct node *statement;
	size_t at = 0;

	source->text = text;
	if (joined(text))
		return PARSE_MORE;
	while (result == PARSE_OK && at < text.n) {
		result = parse_statement(a, source, at, &at, &statement, NULL);
		if (result != PARSE_EMPTY)
			whole = result;
	}
	return whole;
}
