#include "lang/scan.h"

#include "lang/words.h"

#include <parse.h>

void scan_open(struct scan *s, struct arena *a, const struct source *source, size_t from)
{
	*s = (struct scan){
		.arena = a, .source = source, .text = source->text, .read = from, .at = from, .new_line = true
	};
	s->flex = lex_open(s);
}

bool token_starts_line(const struct token *t)
{
	return t->first_on_line && !t->indented;
}

static bool starts_line(const struct scan *s, size_t at)
{
	return at == 0 || s->text.at[at - 1] == '\n';
}

/* Flex says "end" where a token got too long as well; then some text was not read. */
static void end_token(struct scan *s, struct token *t)
{
	lex_start(s, t, 0);
	if (s->read == s->text.n)
		return;
	t->problem = PROBLEM_TOO_LONG;
	t->span.to = t->problem_span.to = t->span.from + 1;
}

static void read_raw(struct scan *s, struct token *t)
{
	int code = lex_token(s->flex, t);

	if (code == 0)
		end_token(s, t);
	t->code = code;
	t->first_on_line = s->new_line;
	t->indented = !starts_line(s, t->span.from);
	s->new_line = false;
}

static void look_ahead(struct scan *s)
{
	if (!s->has_ahead)
		read_raw(s, &s->ahead);
	s->has_ahead = true;
}

static void find_keyword(struct token *t)
{
	t->keyword = keyword_find(t->value.text);
	if (!t->keyword)
		return;
	t->code = t->keyword->token;
	t->value.unit = t->keyword->unit;
}

static bool join_next(struct scan *s, struct token *t)
{
	const struct keyword *pair;

	look_ahead(s);
	if (s->ahead.code != T_WORD || s->ahead.first_on_line)
		return false;
	pair = keyword_pair(t->value.text, s->ahead.value.text);
	if (!pair)
		return false;
	t->first_half = t->span.to - t->span.from;
	t->span.to = t->problem_span.to = s->ahead.span.to;
	t->value.text = lex_text(s, t);
	t->keyword = pair;
	t->code = pair->token;
	s->has_ahead = false;
	return true;
}

void scan_next(struct scan *s, struct token *out)
{
	look_ahead(s);
	*out = s->ahead;
	s->has_ahead = false;
	if (out->code != T_WORD)
		return;
	if (!keyword_first_half(out->value.text) || !join_next(s, out))
		find_keyword(out);
}

/* Nothing was read past the second word when the two were joined, so it can be put back. */
void scan_split(struct scan *s, struct token *t)
{
	size_t second = t->span.from + t->value.text.n - text_of(keyword_second_half(t->keyword)).n;

	s->ahead = *t;
	s->ahead.code = T_WORD;
	s->ahead.keyword = NULL;
	s->ahead.first_half = 0;
	s->ahead.first_on_line = false;
	s->ahead.span.from = s->ahead.problem_span.from = second;
	s->ahead.value.text = lex_text(s, &s->ahead);
	s->has_ahead = true;
	t->span.to = t->problem_span.to = t->span.from + t->first_half;
	t->value.text = lex_text(s, t);
	t->first_half = 0;
	t->code = T_WORD;
	find_keyword(t);
}
