#include "lang/complaint.h"

#include <string.h>

#include "lang/words.h"

#include <parse.h>

enum { NEAR_MAX = 4, PREFIX_MIN = 3, LISTED_MAX = 6 };

struct nearest {
	struct text words[NEAR_MAX];
	size_t n;
	unsigned distance;
};

static void offer(struct nearest *near, struct text typed, const char *word, unsigned limit)
{
	struct text candidate = text_of(word);
	bool prefix = typed.n >= PREFIX_MIN && typed.n < candidate.n &&
		      text_equal_folded(typed, text_slice(candidate, 0, typed.n));
	unsigned distance = prefix ? 0 : text_distance(typed, candidate, limit);

	/* Two short words are always within an edit or two: then the first letter must agree. */
	if (typed.n < PREFIX_MIN &&
	    (!typed.n || !text_equal_folded(text_slice(typed, 0, 1), text_slice(candidate, 0, 1))))
		return;
	if (distance > limit || (near->n && distance > near->distance))
		return;
	if (near->n && distance < near->distance)
		near->n = 0;
	near->distance = distance;
	if (near->n < NEAR_MAX)
		near->words[near->n++] = candidate;
}

static bool say(const struct complaint *c, const struct nearest *near, struct text *out)
{
	*out = TEXT_NONE;
	for (size_t i = 0; i < near->n; i++)
		*out = arena_printf(c->arena, "%.*s%s`%.*s`", TEXT_ARGS(*out), i ? " or " : "",
				    TEXT_ARGS(near->words[i]));
	return near->n > 0;
}

bool complaint_nearest(const struct complaint *c, const struct token *t, unsigned limit, struct text *out)
{
	bool plural = c->before && c->before->code == T_NUMBER;
	struct nearest near = { .n = 0 };

	for (const struct keyword *k = keywords; k->word; k++)
		if (k->class != KEYWORD_ALIAS && complaint_expects(c, k->token) &&
		    (k->class != KEYWORD_UNIT || k->plural == plural))
			offer(&near, t->value.text, k->word, limit);
	return say(c, &near, out);
}

/* Closer than elsewhere: the word is more likely a metric (`csat`, two edits from `set`). */
bool complaint_nearest_verb(const struct complaint *c, const struct token *t, struct text *out)
{
	unsigned limit = t->value.text.n < 6 ? 1 : 2;
	struct nearest near = { .n = 0 };

	for (const struct keyword *k = keywords; k->word; k++)
		if (k->class == KEYWORD_VERB)
			offer(&near, t->value.text, k->word, limit);
	return say(c, &near, out);
}

/* The list of expected things while it grows. */
struct list {
	const struct complaint *c;
	struct text text;
	size_t n;
};

static void add(struct list *l, const char *thing)
{
	if (l->n < LISTED_MAX)
		l->text = arena_printf(l->c->arena, "%.*s%s%s", TEXT_ARGS(l->text), l->n ? ", " : "", thing);
	else if (l->n == LISTED_MAX)
		l->text = arena_printf(l->c->arena, "%.*s, …", TEXT_ARGS(l->text));
	l->n++;
}

static bool add_ghosts(struct list *l)
{
	for (const struct ghost *g = ghosts; g->token; g++)
		if (complaint_expects(l->c, g->token))
			add(l, g->name);
	return l->n > 0;
}

static void add_names(struct list *l, const struct token_name *names, bool hide_names)
{
	for (const struct token_name *t = names; t->token; t++)
		if (complaint_expects(l->c, t->token) && !(hide_names && (t->token == T_WORD || t->token == T_QNAME)))
			add(l, t->name);
}

/* `order by` is another spelling of `sort by`, and `then` of ->. */
static bool listed(const struct complaint *c, const struct keyword *k, int rank)
{
	if (k->rank != rank || k->class == KEYWORD_ALIAS || k->class == KEYWORD_UNIT || !complaint_expects(c, k->token))
		return false;
	if (k->token == T_ARROW)
		return false;
	return k->token != T_ORDER || !complaint_expects(c, T_SORT);
}

static void add_keywords(struct list *l, int first_rank, int last_rank)
{
	for (int rank = first_rank; rank <= last_rank; rank++)
		for (const struct keyword *k = keywords; k->word; k++)
			if (listed(l->c, k, rank))
				add(l, k->word);
}

struct text complaint_expected(const struct complaint *c)
{
	struct list l = { .c = c };
	bool ghost = add_ghosts(&l);

	add_names(&l, literals, ghost);
	if (complaint_expects(c, T_EQ))
		add(&l, "=");
	if (complaint_expects(c, T_ARROW))
		add(&l, "->");
	add_keywords(&l, 0, 9);
	for (const struct token_name *t = punctuation; t->token; t++)
		if (t->token != T_EQ && t->token != T_ARROW && complaint_expects(c, t->token))
			add(&l, t->name);
	if (l.n == 0 && complaint_expects(c, 0))
		return TEXT("the end");
	return l.text;
}
