/* rewrite.c - mistakes that people are known to make, each with the advice that helps. */
#include "lang/complaint.h"

#include <stdarg.h>
#include <stdio.h>

#include "lang/words.h"

#include <parse.h>

static bool after(const struct complaint *c, int token)
{
	return c->before && c->before->code == token;
}

static void help(struct complaint *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void help(struct complaint *c, const char *format, ...)
{
	char advice[512];
	va_list args;

	va_start(args, format);
	vsnprintf(advice, sizeof(advice), format, args);
	va_end(args);
	c->d->help = arena_text(c->arena, text_of(advice));
}

static bool bracket_never_closed(struct complaint *c)
{
	const struct parse *p = c->p;

	if (!p->n_brackets || (c->token->code != 0 && (!token_starts_line(c->token) || closing_bracket(p))))
		return false;
	c->d->span = p->brackets[p->n_brackets - 1];
	c->d->message = TEXT("this bracket is never closed");
	c->d->code = E_BRACKET_OPEN;
	c->d->expected = TEXT_NONE;
	return true;
}

static bool select_first(struct complaint *c)
{
	if (!c->before || !token_reads(&c->p->first, "select"))
		return false;
	c->d->span = c->p->first.span;
	c->d->message = TEXT("a query does not begin with \"select\"");
	c->d->code = E_SELECT;
	c->d->expected = TEXT_NONE;
	help(c, "write the metric first: `nps by stage`");
	return true;
}

static bool bracket_closes_nothing(struct complaint *c)
{
	if (c->token->code != T_RP || c->p->n_brackets)
		return false;
	c->d->message = TEXT("\")\" closes no bracket");
	c->d->code = E_BRACKET_CLOSE;
	return true;
}

static bool clause_first(struct complaint *c)
{
	if (c->before || !c->token->keyword)
		return false;
	help(c, "a query begins with a metric: `nps by stage`; a line that goes on with the query above is indented");
	return true;
}

static bool group_by(struct complaint *c)
{
	if (!token_reads(c->token, "group") || !complaint_expects(c, T_BY))
		return false;
	help(c, "write `by`, not `group by`");
	return true;
}

static bool from_table(struct complaint *c)
{
	if (!token_is_word(c->token) || !after(c, T_FROM))
		return false;
	help(c, "choose the table with `use %.*s`", TEXT_ARGS(complaint_written(c, c->token)));
	return true;
}

static bool equals_missing(struct complaint *c)
{
	if (c->token->code != T_MISSING || (!after(c, T_EQ) && !after(c, T_NE)))
		return false;
	help(c, "write `is %smissing`", after(c, T_EQ) ? "" : "not ");
	return true;
}

static bool list_without_brackets(struct complaint *c)
{
	if (!after(c, T_IN) || (!token_is_word(c->token) && c->token->code != T_STRING))
		return false;
	help(c, "a list needs brackets: in (%.*s)", TEXT_ARGS(complaint_written(c, c->token)));
	return true;
}

static bool clause_after_comma(struct complaint *c)
{
	if (!after(c, T_COMMA) || !c->token->keyword)
		return false;
	help(c, "remove the comma before `%.*s`", TEXT_ARGS(complaint_written(c, c->token)));
	return true;
}

/* "30days": the digits and the rest. */
static bool digits_and_word(struct complaint *c)
{
	struct text word = c->token->value.text;
	size_t digits = 0;

	if (c->token->code != T_WORD || !complaint_expects(c, T_NUMBER))
		return false;
	while (digits < word.n && word.at[digits] >= '0' && word.at[digits] <= '9')
		digits++;
	if (!digits)
		return false;
	word = complaint_written(c, c->token);
	help(c, "put a space: %.*s %.*s", TEXT_ARGS(text_slice(word, 0, digits)), TEXT_ARGS(text_from(word, digits)));
	return true;
}

static bool after_fallback(struct complaint *c)
{
	struct text word;

	if (!c->p->fallback_at || c->p->fallback_at != c->p->n_tokens)
		return false;
	word = complaint_written(c, &c->p->fallback);
	if (c->p->n_tokens == 1)
		help(c,
		     "`%.*s` was read as a metric because a statement begins here; a line that goes on "
		     "with the query above is indented",
		     TEXT_ARGS(word));
	else if (c->p->fallback_after_comma)
		help(c,
		     "`%.*s` was read as a name because a name was needed there; to begin a clause, "
		     "remove the comma before it",
		     TEXT_ARGS(word));
	else
		help(c, "`%.*s` was read as a name because a name was needed there", TEXT_ARGS(word));
	return true;
}

static bool star_in_brackets(struct complaint *c)
{
	if (c->token->code != T_STAR || !after(c, T_LP))
		return false;
	help(c, "to count rows write `count()`");
	return true;
}

static bool turned_operator(struct complaint *c)
{
	if (!after(c, T_EQ) || (c->token->code != T_GT && c->token->code != T_LT))
		return false;
	help(c, "write `%s=`", c->token->code == T_GT ? ">" : "<");
	return true;
}

static bool where_without_condition(struct complaint *c)
{
	if (!after(c, T_WHERE) || (c->token->code != 0 && !c->token->keyword))
		return false;
	help(c, "a condition follows `where`: where channel = phone");
	return true;
}

static bool word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
	       c & 0x80;
}

/* Where the words that begin at FROM end: at the first that is a keyword, or at anything else than words and blanks. */
static size_t end_of_words(struct text source, size_t from)
{
	size_t end = from;

	for (;;) {
		size_t start = end;
		size_t stop;

		while (start < source.n && source.at[start] == ' ')
			start++;
		stop = start;
		while (stop < source.n && word_byte(source.at[stop]))
			stop++;
		if (stop == start || keyword_find(text_slice(source, start, stop)))
			return end;
		end = stop;
	}
}

static bool in_list(const struct complaint *c)
{
	return c->p->n_brackets && (c->before2->code == T_LP || c->before2->code == T_COMMA) &&
	       complaint_expects(c, T_COMMA);
}

static bool value_of_several_words(struct complaint *c)
{
	struct text words;
	struct text near;
	size_t end = c->token->span.to;

	if ((c->token->code != T_WORD && c->token->code != T_NUMBER) || !after(c, T_WORD) || !c->before2)
		return false;
	if (c->before2->code != T_EQ && c->before2->code != T_NE && !in_list(c))
		return false;
	if (c->token->code == T_WORD && complaint_nearest(c, c->token, 1, &near))
		return false;
	words = complaint_slice(c, c->before->span.from, end_of_words(c->p->source->text, end));
	help(c, "%sa value of several words needs quotes: \"%.*s\"",
	     in_list(c) ? "values need a comma between them; " : "", TEXT_ARGS(words));
	return true;
}

static bool near_word(struct complaint *c)
{
	struct text near;

	if (!token_is_word(c->token) ||
	    !complaint_nearest(c, c->token, (unsigned)((c->token->value.text.n + 2) / 3), &near))
		return false;
	help(c, "did you mean %.*s?", TEXT_ARGS(near));
	return true;
}

static bool misspelt_verb(struct complaint *c)
{
	struct text near;

	if (c->p->n_tokens != 1 || c->p->first.code != T_WORD || !complaint_nearest_verb(c, &c->p->first, &near))
		return false;
	help(c, "did you mean %.*s instead of `%.*s`?", TEXT_ARGS(near), TEXT_ARGS(complaint_written(c, &c->p->first)));
	return true;
}

/* Only between the first two segments of a comparison is `vs` needed. */
static bool needs_vs(const struct complaint *c)
{
	return c->p->verb == T_COMPARE && complaint_expects(c, T_VS) && !complaint_expects(c, 0) &&
	       !complaint_expects(c, T_TO);
}

static bool second_segment(struct complaint *c)
{
	if (!needs_vs(c) || (c->token->code != 0 && !c->token->keyword))
		return false;
	help(c, "compare needs a second segment: … vs …");
	return true;
}

static bool vs_left_out(struct complaint *c)
{
	if (!needs_vs(c) || (c->token->code != T_WORD && c->token->code != T_COMMA))
		return false;
	help(c, "segments are joined by `vs`: channel = phone vs channel = web");
	return true;
}

/* After the first step only -> fits. */
static bool second_step(struct complaint *c)
{
	if (!complaint_expects(c, T_ARROW) || complaint_expects(c, T_WITHIN) ||
	    (c->token->code != 0 && !c->token->keyword))
		return false;
	if (c->p->verb == T_RECOVERY)
		help(c, "recovery needs two steps: a failure -> what makes it good");
	else
		help(c, "a funnel needs at least two steps: a -> b");
	return true;
}

/* Steps without an arrow between them, or with a comma. */
static bool arrow_left_out(struct complaint *c)
{
	int code = c->token->code;

	if (!complaint_expects(c, T_ARROW) || code == 0 || code == T_RP)
		return false;
	help(c, "steps are joined by `->`: contact -> triage");
	return true;
}

static bool of_left_out(struct complaint *c)
{
	if ((!after(c, T_DRIVERS) && !after(c, T_CONSISTENCY)) || c->token->code != T_WORD)
		return false;
	help(c, "write `%.*s of %.*s`", TEXT_ARGS(complaint_written(c, c->before)),
	     TEXT_ARGS(complaint_written(c, c->token)));
	return true;
}

static bool counts_without_brackets(struct complaint *c)
{
	if (c->p->verb != T_CALC || c->token->code != T_COMMA || !complaint_expects(c, T_OF))
		return false;
	help(c, "counts stand in brackets: calc nps (110, 70, 20); 1,000 is written 1000");
	return true;
}

static bool comparison_left_out(struct complaint *c)
{
	int code = c->token->code;

	if (!complaint_expects(c, T_EQ) || !(after(c, T_WORD) || after(c, T_QNAME)) ||
	    (code != T_WORD && code != T_STRING && code != T_NUMBER))
		return false;
	help(c, "an operator is missing: %.*s = %.*s", TEXT_ARGS(complaint_written(c, c->before)),
	     TEXT_ARGS(complaint_written(c, c->token)));
	return true;
}

static bool closes_too_early(struct complaint *c)
{
	if (c->token->code != T_RP || !c->before)
		return false;
	help(c, "something is missing between \"%.*s\" and \")\"", TEXT_ARGS(complaint_written(c, c->before)));
	return true;
}

void complaint_rewrite(struct complaint *c)
{
	static bool (*const rows[])(struct complaint *) = {
		select_first,
		counts_without_brackets,
		bracket_never_closed,
		bracket_closes_nothing,
		clause_first,
		group_by,
		from_table,
		equals_missing,
		list_without_brackets,
		after_fallback,
		clause_after_comma,
		digits_and_word,
		star_in_brackets,
		turned_operator,
		where_without_condition,
		value_of_several_words,
		second_segment,
		second_step,
		of_left_out,
		near_word,
		arrow_left_out,
		misspelt_verb,
		comparison_left_out,
		vs_left_out,
		closes_too_early,
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i](c))
			return;
}
