/* expectation.c - what may come next at the cursor: the statement is pushed silently up to the unfinished word, then
 * the parser is asked.  Which names and values there are is for others to say. */
#include "lang/statement.h"

#include "lang/words.h"

#include <parse.h>

static bool is_text(const struct source *s, const struct token *t, const char *c_string)
{
	return text_is(text_slice(s->text, t->span.from, t->span.to), c_string);
}

static bool unfinished(const struct source *s, const struct token *t)
{
	if (t->span.to != s->text.n || t->code == 0)
		return false;
	if (t->keyword || t->problem == PROBLEM_UNCLOSED || is_text(s, t, "$"))
		return true;
	return t->code == T_WORD || t->code == T_PARAM || t->code == T_NUMBER || t->code == T_DATE;
}

/* After the last token there are only blanks and comments. */
static bool in_comment(struct text rest)
{
	size_t line = 0;

	for (size_t i = 0; i < rest.n; i++)
		if (rest.at[i] == '\n')
			line = i + 1;
	rest = text_from(rest, line);
	return text_find(rest, TEXT("#")) != SIZE_MAX || text_find(rest, TEXT("--")) != SIZE_MAX;
}

/* The word that the cursor stands at the end of; a hyphen that ends the text belongs to the word before it. */
static void find_word(struct arena *a, const struct source *s, struct expectation *out, bool *comment)
{
	struct scan scan;
	struct token last = { .code = 0 };
	struct token before = { .code = 0 };
	struct token t;

	scan_open(&scan, a, s, 0);
	for (scan_next(&scan, &t); t.code != 0; scan_next(&scan, &t)) {
		before = last;
		last = t;
	}
	*comment = in_comment(text_from(s->text, last.span.to));
	out->word_start = s->text.n;
	if (unfinished(s, &last))
		out->word_start = last.span.from + (last.first_half ? last.first_half + 1 : 0);
	else if (last.code == T_MINUS && last.span.to == s->text.n && before.code && before.span.to == last.span.from)
		out->word_start = before.span.from;
	out->in_quotes = last.problem == PROBLEM_UNCLOSED && out->word_start == last.span.from;
	if (out->in_quotes)
		out->quote = s->text.at[out->word_start];
}

static void reach_cursor(struct parse *p, struct token *next)
{
	statement_open(p, 0);
	statement_push_all(p, next);
	while (next->code != 0) {
		statement_open(p, statement_end(p, next));
		statement_push_all(p, next);
	}
	if (p->n_tokens && token_starts_line(next) && !p->n_errors && statement_may_end(p))
		statement_open(p, p->source->text.n);
}

static void add(struct expectation *out, enum expected_kind kind, const char *word, bool plural)
{
	out->words[out->n++] = (struct expected_word){ kind, word ? text_of(word) : TEXT_NONE, plural };
}

static bool fits_quote(const struct expectation *out, enum expected_kind kind)
{
	if (!out->in_quotes)
		return true;
	if (out->quote == '`')
		return kind != EXPECT_FILE && kind != EXPECT_VALUE;
	return kind == EXPECT_FILE || kind == EXPECT_VALUE || kind == EXPECT_STEP;
}

static void add_names(struct expectation *out, const struct expected_set *set)
{
	for (const struct ghost *g = ghosts; g->token; g++)
		if (grammar_expects(set, g->token) && fits_quote(out, g->kind))
			add(out, g->kind, NULL, false);
}

static bool proposed(const struct keyword *k, const struct expected_set *set)
{
	if (k->class == KEYWORD_ALIAS || k->class == KEYWORD_UNIT || !grammar_expects(set, k->token))
		return false;
	return k->token != T_ORDER || !grammar_expects(set, T_SORT);
}

/* What goes on with the clause just written (`in`, `and`, `desc`) comes before what begins another. */
static void add_keywords(struct expectation *out, const struct expected_set *set)
{
	for (const struct keyword *k = keywords; k->word; k++)
		if (k->rank == 0 && proposed(k, set))
			add(out, EXPECT_KEYWORD, k->word, false);
	for (const struct keyword *k = keywords; k->word; k++)
		if (k->rank > 0 && proposed(k, set))
			add(out, EXPECT_KEYWORD, k->word, false);
}

/* After `starts`: `with`, where `starts with` would have fitted. */
static void add_second_halves(const struct parse *p, struct expectation *out)
{
	for (const struct keyword *k = keywords; k->word; k++) {
		const char *second = keyword_second_half(k);

		if (second && grammar_expects(&p->half, k->token) &&
		    keyword_pair(p->history[0].value.text, text_of(second)) == k)
			add(out, EXPECT_KEYWORD, second, false);
	}
}

static void add_words(const struct parse *p, struct expectation *out, const struct expected_set *set, bool dollar)
{
	if (grammar_expects(set, T_H_VALUE)) {
		out->column = p->column;
		if (!out->in_quotes || out->quote != '`')
			add(out, EXPECT_VALUE, NULL, false);
	} else {
		add_names(out, set);
	}
	if (out->in_quotes)
		return;
	if (grammar_expects(set, T_PARAM) && (out->n == 0 || grammar_expects(set, T_H_VALUE) || dollar))
		add(out, EXPECT_PARAMETER, NULL, false);
	if (grammar_expects(set, T_H_VALUE))
		return;
	if (grammar_expects(set, T_UNIT))
		add(out, EXPECT_UNIT, NULL, p->history[0].code == T_NUMBER);
	add_keywords(out, set);
}

static size_t most_words(void)
{
	size_t n = 2;

	for (const struct keyword *k = keywords; k->word; k++)
		n++;
	for (const struct ghost *g = ghosts; g->token; g++)
		n++;
	return n;
}

struct question {
	struct expectation *out;
	bool dollar; /* the unfinished word begins with one */
};

static void ask(struct parse *p, void *context)
{
	const struct question *q = context;
	struct expectation *out = q->out;
	struct expected_set set;
	struct token next;

	reach_cursor(p, &next);
	if (p->first.keyword && p->first.keyword->class == KEYWORD_VERB)
		out->verb = text_of(p->first.keyword->word);
	out->words = ARENA_ARRAY(p->arena, most_words(), struct expected_word);
	if (p->half_at && p->half_at == p->n_tokens)
		add_second_halves(p, out);
	if (p->n_errors)
		return;
	grammar_expected(p, &set);
	add_words(p, out, &set, q->dollar);
}

void parse_expectation(struct arena *a, struct text before_cursor, struct expectation *out)
{
	struct source *source = ARENA_NEW(a, struct source);
	struct parse *p = ARENA_NEW(a, struct parse);
	struct question q = { .out = out };
	bool comment;

	*out = (struct expectation){ .n = 0 };
	source->text = before_cursor;
	find_word(a, source, out, &comment);
	if (comment)
		return;
	source->text = text_slice(before_cursor, 0, out->word_start);
	p->arena = a;
	p->source = source;
	q.dollar = text_starts(text_from(before_cursor, out->word_start), TEXT("$"));
	statement_guard(p, ask, &q);
}
