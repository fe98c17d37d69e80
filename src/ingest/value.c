#include "ingest/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/load_bytes.h"

/* Moves *AT over digits and returns the number they make (wrapping past 19 digits, which no caller uses). */
static uint64_t read_digits(const char **at, const char *end)
{
	uint64_t value = 0;

	for (; *at < end && is_digit(**at); ++*at)
		value = value * 10 + (uint64_t)(**at - '0');
	return value;
}

static bool read_sign(const char **at, const char *end)
{
	bool negative = *at < end && **at == '-';

	if (*at < end && (**at == '-' || **at == '+'))
		++*at;
	return negative;
}

/* +4412345678 is a number to call, whose plus must not be lost. */
static bool is_number_to_call(struct text t, size_t n_whole, bool whole)
{
	return *t.at == '+' && whole && n_whole >= CALL_DIGITS;
}

bool scan_decimal(struct text t, char point, struct decimal *d)
{
	static const uint64_t powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
	const char *at = t.at, *end = t.at + t.n, *digits;
	bool negative = read_sign(&at, end);
	uint64_t whole, part = 0;
	size_t places = 0;

	digits = at;
	whole = read_digits(&at, end);
	d->digits = (unsigned)(at - digits);
	if (at - digits > DIGITS_MAX || (d->digits > 1 && *digits == '0'))
		return false;
	if (at < end && *at == point) {
		digits = ++at;
		part = read_digits(&at, end);
		places = (size_t)(at - digits);
	}
	if (at != end || places > PLACES_MAX || d->digits + places == 0 || d->digits + places > DIGITS_MAX)
		return false;
	if (is_number_to_call(t, d->digits, places == 0))
		return false;
	d->places = (unsigned)places;
	d->mantissa = (int64_t)(whole * powers[places] + part);
	if (negative)
		d->mantissa = -d->mantissa;
	return true;
}

/* The parts of a number, found before anything is computed. */
struct number_parts {
	const char *whole, *fraction;
	size_t n_whole, n_fraction;
	int exponent;
	bool negative, has_exponent;
};

static bool read_exponent(const char **at, const char *end, int *exponent)
{
	bool negative = read_sign(at, end);
	const char *digits = *at;
	uint64_t value = read_digits(at, end);

	if (*at == digits)
		return false;
	if (*at - digits > 5)
		value = 99999;
	*exponent = negative ? -(int)value : (int)value;
	return true;
}

static bool split_number(struct text t, char point, struct number_parts *p)
{
	const char *at = t.at, *end = t.at + t.n;

	*p = (struct number_parts){ .negative = read_sign(&at, end) };
	p->whole = at;
	read_digits(&at, end);
	p->n_whole = (size_t)(at - p->whole);
	if (at < end && *at == point)
		at++;
	p->fraction = at;
	if (at > p->whole + p->n_whole)
		read_digits(&at, end);
	p->n_fraction = (size_t)(at - p->fraction);
	if (p->n_whole + p->n_fraction == 0)
		return false;
	if (at < end && (*at == 'e' || *at == 'E')) {
		at++;
		p->has_exponent = true;
		if (!read_exponent(&at, end, &p->exponent))
			return false;
	}
	return at == end;
}

/* Up to 15 digits and 10^22 both operands are exact doubles, so one operation gives the nearest one. */
static bool compute_exactly(const struct number_parts *p, double *value)
{
	static const double powers[] = { 1,    1e1,  1e2,  1e3,	 1e4,  1e5,  1e6,  1e7,	 1e8,  1e9,  1e10, 1e11,
					 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
	const char *at = p->whole;
	uint64_t digits;
	long exponent = (long)p->exponent - (long)p->n_fraction;

	if (p->n_whole + p->n_fraction > 15 || exponent < -22 || exponent > 22)
		return false;
	digits = read_digits(&at, p->whole + p->n_whole);
	at = p->fraction;
	for (size_t i = 0; i < p->n_fraction; i++)
		digits = digits * 10 + (uint64_t)(at[i] - '0');
	*value = exponent < 0 ? (double)digits / powers[-exponent] : (double)digits * powers[exponent];
	if (p->negative)
		*value = -*value;
	return true;
}

bool scan_number(struct text t, char point, locale_t c_locale, double *value)
{
	char copy[128];
	struct number_parts p;

	if (t.n >= sizeof(copy) || !split_number(t, point, &p))
		return false;
	if ((p.n_whole > 1 && *p.whole == '0') || is_number_to_call(t, p.n_whole, p.n_fraction == 0 && !p.has_exponent))
		return false;
	if (p.fraction == p.whole + p.n_whole && !p.has_exponent && p.n_whole > DIGITS_MAX)
		return false;
	if (compute_exactly(&p, value))
		return true;
	memcpy(copy, t.at, t.n);
	copy[t.n] = '\0';
	if (p.fraction > p.whole + p.n_whole)
		copy[p.fraction - 1 - t.at] = '.';
	*value = strtod_l(copy, NULL, c_locale);
	return isfinite(*value);
}

/* A word of at most eight bytes in lower case, as load_last has it with blanks before: the two cases of a letter differ in
 * one bit, and nothing else becomes that letter by it. */
#define WORD(a, b, c, d, e)                                                                                            \
	(UINT64_C(0x202020) | (uint64_t)(a) << 24 | (uint64_t)(b) << 32 | (uint64_t)(c) << 40 | (uint64_t)(d) << 48 |  \
	 (uint64_t)(e) << 56)

int scan_yesno(struct text t)
{
	static const struct {
		uint64_t word;
		size_t n;
		int value;
	} words[] = {
		{ WORD(' ', ' ', 'y', 'e', 's'), 3, 1 }, { WORD(' ', ' ', ' ', 'n', 'o'), 2, 0 },
		{ WORD(' ', 't', 'r', 'u', 'e'), 4, 1 }, { WORD('f', 'a', 'l', 's', 'e'), 5, 0 },
		{ WORD(' ', ' ', ' ', ' ', 'y'), 1, 1 }, { WORD(' ', ' ', ' ', ' ', 'n'), 1, 0 },
	};
	uint64_t word;

	if (t.n == 0 || t.n > 5)
		return -1;
	word = load_last(t.at, t.n, 0) | UINT64_C(0x2020202020202020);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (words[i].word == word && words[i].n == t.n)
			return words[i].value;
	return -1;
}

bool is_missing_word(struct text t)
{
	switch (t.n) {
	case 0:
		return true;
	case 1:
		return *t.at == '-' || *t.at == '?';
	case 2:
		return text_equal_folded(t, TEXT("na"));
	case 3:
		return text_equal_folded(t, TEXT("n/a")) || text_equal_folded(t, TEXT("nan"));
	case 4:
		return text_equal_folded(t, TEXT("null")) || text_equal_folded(t, TEXT("none"));
	default:
		return false;
	}
}
