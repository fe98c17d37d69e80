#include "lang/complaint.h"

#include "base/utf8.h"

static struct text written(const struct parse *p, const struct token *t)
{
	return text_slice(p->source->text, t->problem_span.from, t->problem_span.to);
}

static void character(struct parse *p, const struct token *t, struct diagnostic *d)
{
	struct text bytes = written(p, t);
	uint32_t code = 0;

	utf8_decode(bytes, &code);
	if (bytes.n == 1 && code > ' ' && code < 0x7f)
		d->message = arena_printf(p->errors->arena, "\"%.*s\" has no meaning here", TEXT_ARGS(bytes));
	else
		d->message = arena_printf(p->errors->arena, "the character U+%04X has no meaning here", (unsigned)code);
	switch (code) {
	case '$':
		d->help = TEXT("a parameter is written `$name`");
		break;
	case '.':
		d->help = TEXT("a number needs a digit before and after the point: `0.5`; a range is `0..6`");
		break;
	case '%':
		d->help = TEXT("a percentage is written without a blank: `95%`");
		break;
	case '^':
		d->help = TEXT("there is no power; write `x * x`");
		break;
	default:
		d->help = TEXT("remove it, or put the text in quotes");
	}
}

static void unclosed(struct parse *p, const struct token *t, struct diagnostic *d)
{
	bool name = written(p, t).at[0] == '`';

	d->message =
		name ? TEXT("the backquote is not closed on this line") : TEXT("the quote is not closed on this line");
	d->help = name ? TEXT("a name ends with a second backquote") : TEXT("a line break inside text is written \\n");
}

/* “first contact” with straight quotes. */
static void curly(struct parse *p, const struct token *t, struct diagnostic *d)
{
	struct text bytes = written(p, t);

	d->message = TEXT("text needs straight quotes");
	if (bytes.n > 3)
		d->help =
			arena_printf(p->errors->arena, "write \"%.*s\"", TEXT_ARGS(text_slice(bytes, 3, bytes.n - 3)));
	else
		d->help = TEXT("write \"");
}

static void date_form(struct parse *p, const struct token *t, struct diagnostic *d)
{
	struct text bytes = written(p, t);

	d->message = arena_printf(p->errors->arena, "%.*s is not a date", TEXT_ARGS(bytes));
	d->help = TEXT(
		"dates look like 2025-03-01, 2025-03, 2025-Q1 or 2025-W07; subtraction needs blanks around the minus");
}

static void describe(struct parse *p, const struct token *t, struct diagnostic *d)
{
	struct text bytes = written(p, t);

	switch (t->problem) {
	case PROBLEM_CHARACTER:
		character(p, t, d);
		break;
	case PROBLEM_OPERATOR:
		d->message = arena_printf(p->errors->arena, "\"%.*s\" is not an operator here", TEXT_ARGS(bytes));
		d->help = text_of(t->problem_help);
		break;
	case PROBLEM_ENCODING:
		d->message = TEXT("these bytes are not UTF-8");
		d->help = TEXT("save the text as UTF-8");
		break;
	case PROBLEM_UNCLOSED:
		unclosed(p, t, d);
		break;
	case PROBLEM_CURLY:
		curly(p, t, d);
		break;
	case PROBLEM_EMPTY_NAME:
		d->message = TEXT("there is no name between the backquotes");
		break;
	case PROBLEM_DATE_FORM:
		date_form(p, t, d);
		break;
	case PROBLEM_DATE:
		d->message = arena_printf(p->errors->arena, "%.*s is not on the calendar", TEXT_ARGS(bytes));
		break;
	default:
		d->message = TEXT("the number is too large");
	}
}

static enum parse_code code_of(enum problem problem)
{
	static const enum parse_code codes[] = {
		[PROBLEM_CHARACTER] = E_CHARACTER, [PROBLEM_OPERATOR] = E_OPERATOR, [PROBLEM_ENCODING] = E_ENCODING,
		[PROBLEM_UNCLOSED] = E_UNCLOSED,   [PROBLEM_CURLY] = E_CURLY,	    [PROBLEM_EMPTY_NAME] = E_UNEXPECTED,
		[PROBLEM_DATE_FORM] = E_DATE,	   [PROBLEM_DATE] = E_DATE,	    [PROBLEM_NUMBER] = E_NUMBER,
		[PROBLEM_TOO_LONG] = E_TOO_LONG,
	};

	return codes[problem];
}

/* A run of wrong characters is one mistake: only its first is reported. */
void report_problem(struct parse *p, const struct token *t)
{
	bool in_run = t->code == TOKEN_BAD && p->problem_end && p->problem_end == t->problem_span.from;
	struct diagnostic *d;

	if (t->code == TOKEN_BAD)
		p->problem_end = t->problem_span.to;
	p->n_errors++;
	if (in_run || !p->errors)
		return;
	d = diagnose(p->errors, STATUS_BAD_INPUT, t->problem_span, "%s", "");
	d->code = (int)code_of(t->problem);
	describe(p, t, d);
}
