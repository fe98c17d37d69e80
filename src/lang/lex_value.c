#include "lang/scan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#include <parse.h>

struct text lex_text(const struct scan *s, const struct token *t)
{
	return text_slice(s->text, t->span.from, t->span.to);
}

/* A token longer than a statement may be ends the text; scan_next says so. */
size_t lex_read(struct scan *s, char *to, size_t room)
{
	size_t left = s->text.n - s->read;
	size_t n = left < room ? left : room;

	if (s->read - s->at > 2 * (size_t)STATEMENT_MAX)
		return 0;
	if (n)
		memcpy(to, s->text.at + s->read, n);
	s->read += n;
	return n;
}

void lex_start(struct scan *s, struct token *t, size_t length)
{
	*t = (struct token){ .span = { s->source, s->at, s->at + length } };
	s->at += length;
	t->problem_span = t->span;
	t->value.text = lex_text(s, t);
}

bool lex_at_end(const struct scan *s)
{
	return s->at == s->text.n;
}

int lex_problem(struct token *t, enum problem problem, int code)
{
	t->problem = problem;
	return code;
}

int lex_operator(struct token *t, const char *help, int code)
{
	t->problem_help = help;
	return lex_problem(t, PROBLEM_OPERATOR, code);
}

/* The first byte of T that does not belong to a UTF-8 character, or its length. */
static size_t valid_bytes(struct text t)
{
	size_t at = 0;
	uint32_t code;

	while (at < t.n) {
		size_t n = utf8_decode(text_from(t, at), &code);

		if (n == 0)
			break;
		at += n;
	}
	return at;
}

/* CODE, or a bad token that points at the first wrong byte. */
static int check_encoding(struct scan *s, struct token *t, int code)
{
	struct text written = lex_text(s, t);
	size_t valid = valid_bytes(written);

	if (valid == written.n)
		return code;
	t->problem_span.from = t->span.from + valid;
	t->problem_span.to = t->problem_span.from + 1;
	return lex_problem(t, PROBLEM_ENCODING, TOKEN_BAD);
}

bool lex_comment(struct scan *s, struct token *t)
{
	struct text written = lex_text(s, t);
	const char *nul = memchr(written.at, 0, written.n);

	if (nul) {
		t->problem_span.from = t->span.from + (size_t)(nul - written.at);
		t->problem_span.to = t->problem_span.from + 1;
		lex_problem(t, PROBLEM_CHARACTER, TOKEN_SKIP);
		return false;
	}
	return check_encoding(s, t, TOKEN_SKIP) == TOKEN_SKIP;
}

int lex_word(struct scan *s, struct token *t)
{
	(void)s;
	(void)t;
	return T_WORD;
}

int lex_number(struct scan *s, struct token *t, int code)
{
	char *digits = ARENA_ARRAY(s->arena, t->value.text.n + 1, char);
	size_t n = 0;

	for (size_t i = 0; i < t->value.text.n; i++)
		if (t->value.text.at[i] != '_' && t->value.text.at[i] != '%')
			digits[n++] = t->value.text.at[i];
	t->value.number = strtod(digits, NULL);
	if (!isfinite(t->value.number))
		return lex_problem(t, PROBLEM_NUMBER, code);
	if (code == T_PERCENT)
		t->value.number /= 100;
	return code;
}

static unsigned two_digits(struct text t, size_t at)
{
	return (unsigned)(t.at[at] - '0') * 10 + (unsigned)(t.at[at + 1] - '0');
}

static unsigned days_of_month(unsigned year, unsigned month)
{
	static const unsigned days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

static bool on_calendar(struct text t)
{
	unsigned year = two_digits(t, 0) * 100 + two_digits(t, 2);
	unsigned month;

	if (t.at[5] == 'Q')
		return year > 0;
	if (t.at[5] == 'W')
		return year > 0 && two_digits(t, 6) >= 1 && two_digits(t, 6) <= 53;
	month = two_digits(t, 5);
	if (year == 0 || month < 1 || month > 12)
		return false;
	return t.n < 10 || (two_digits(t, 8) >= 1 && two_digits(t, 8) <= days_of_month(year, month));
}

static bool on_clock(struct text t)
{
	if (t.n < 16)
		return true;
	return two_digits(t, 11) < 24 && two_digits(t, 14) < 60 && (t.n < 19 || two_digits(t, 17) < 60);
}

int lex_date(struct scan *s, struct token *t)
{
	struct text upper = arena_text(s->arena, t->value.text);
	char *at = (char *)(uintptr_t)upper.at; /* ours: the copy was made just now */

	for (size_t i = 0; i < upper.n; i++)
		if (at[i] >= 'a' && at[i] <= 'z')
			at[i] = (char)(at[i] - 'a' + 'A');
	t->value.text = upper;
	if (!on_calendar(upper) || !on_clock(upper))
		return lex_problem(t, PROBLEM_DATE, T_DATE);
	return T_DATE;
}

int lex_date_form(struct scan *s, struct token *t, int code)
{
	(void)s;
	return lex_problem(t, PROBLEM_DATE_FORM, code);
}

static char escaped(char c)
{
	switch (c) {
	case 'n':
		return '\n';
	case 't':
		return '\t';
	case '"':
	case '\'':
	case '\\':
		return c;
	default:
		return 0;
	}
}

/* Unknown escapes keep their backslash, so that patterns can be written as "\d+". */
static struct text unescape(struct arena *a, struct text inside)
{
	char *at = ARENA_ARRAY(a, inside.n + 1, char);
	size_t n = 0;

	for (size_t i = 0; i < inside.n; i++) {
		char c = inside.at[i] == '\\' && i + 1 < inside.n ? escaped(inside.at[i + 1]) : 0;

		at[n++] = c ? c : inside.at[i];
		i += c != 0;
	}
	return (struct text){ at, n };
}

int lex_string(struct scan *s, struct token *t, int code)
{
	struct text inside = text_slice(t->value.text, 1, t->value.text.n - 1);

	t->value.text = memchr(inside.at, '\\', inside.n) ? unescape(s->arena, inside) : inside;
	t->value.flags = FLAG_QUOTED;
	return check_encoding(s, t, code);
}

static struct text halve_backquotes(struct arena *a, struct text inside)
{
	char *at = ARENA_ARRAY(a, inside.n + 1, char);
	size_t n = 0;

	for (size_t i = 0; i < inside.n; i++) {
		at[n++] = inside.at[i];
		i += inside.at[i] == '`';
	}
	return (struct text){ at, n };
}

int lex_quoted_name(struct scan *s, struct token *t, int code)
{
	struct text inside = text_slice(t->value.text, 1, t->value.text.n - 1);

	t->value.text = memchr(inside.at, '`', inside.n) ? halve_backquotes(s->arena, inside) : inside;
	t->value.flags = FLAG_QUOTED;
	if (inside.n == 0)
		return lex_problem(t, PROBLEM_EMPTY_NAME, code);
	return check_encoding(s, t, code);
}

int lex_param(struct scan *s, struct token *t, int code)
{
	(void)s;
	t->value.text = text_from(t->value.text, 1);
	return code;
}

/* The quotes take three bytes each. */
int lex_curly(struct scan *s, struct token *t, int code)
{
	(void)s;
	if (code == T_STRING)
		t->value.text = text_slice(t->value.text, 3, t->value.text.n - 3);
	return lex_problem(t, PROBLEM_CURLY, code);
}
