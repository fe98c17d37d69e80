/* Dates in every form but 2021-02-01. */
#include "base/calendar.h"
#include "ingest/moment_int.h"

enum { YEAR_PIVOT = 69 }; /* two digits: 69..99 are 19.., 00..68 are 20.. (POSIX, and what strptime does) */

static const char *const months[] = { "january", "february", "march",	  "april",   "may",	 "june",
				      "july",	 "august",   "september", "october", "november", "december" };
static const char *const weekdays[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

/* The place of WORD, whole or its first three letters, among N names; N: none. */
static unsigned find_name(struct text word, const char *const *names, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (text_equal_folded(word, text_of(names[i])) ||
		    (word.n == 3 && text_equal_folded(word, text_slice(text_of(names[i]), 0, 3))))
			return i;
	return n;
}

static struct text take_word(const char **at, const char *end)
{
	const char *from = *at;

	while (*at < end && is_letter(**at))
		++*at;
	return (struct text){ from, (size_t)(*at - from) };
}

static bool take_month(const char **at, const char *end, unsigned *month)
{
	struct text word = take_word(at, end);

	*month = text_equal_folded(word, TEXT("sept")) ? 9 : find_name(word, months, 12) + 1;
	return *month <= 12;
}

static unsigned whole_year(unsigned year, unsigned digits)
{
	if (digits == 2)
		return year + (year >= YEAR_PIVOT ? 1900 : 2000);
	return digits == 4 ? year : 0;
}

static bool take_year(const char **at, const char *end, unsigned *year)
{
	unsigned digits;

	if (!take_number(at, end, 4, year, &digits))
		return false;
	*year = whole_year(*year, digits);
	return *year > 0;
}

/* 1st, 2nd, 3rd, 4th: the letters after a day. */
static void skip_ordinal(const char **at, const char *end)
{
	const char *p = *at;
	struct text word = take_word(&p, end);

	if (text_equal_folded(word, TEXT("st")) || text_equal_folded(word, TEXT("nd")) ||
	    text_equal_folded(word, TEXT("rd")) || text_equal_folded(word, TEXT("th")))
		*at = p;
}

static bool is_separator(char c)
{
	return c == '-' || c == '/' || c == '.';
}

/* A separator, or a blank, perhaps after a full stop or comma; *WHICH is ' ' for these. */
static bool take_parting(const char **at, const char *end, char *which)
{
	const char *p = *at;

	*which = ' ';
	p += p < end && (*p == '.' || *p == ',');
	if (take_blank(&p, end)) {
		*at = p;
		return true;
	}
	if (*at == end || !is_separator(**at))
		return false;
	*which = *(*at)++;
	return true;
}

/* February 1, 2021 or Feb-01-21 from the month on. */
static bool take_month_first(const char **at, const char *end, struct moment *m)
{
	unsigned month, day, year, digits;
	char first, second;

	m->signs = 1u << SIGN_NAMED;
	if (!take_month(at, end, &month) || !take_parting(at, end, &first) || !take_number(at, end, 2, &day, &digits))
		return false;
	skip_ordinal(at, end);
	return take_parting(at, end, &second) && first == second && take_year(at, end, &year) &&
	       set_date(m, year, month, day);
}

/* 2021/2/1 or 2021-Feb-01, behind the year and its SEPARATOR. */
static bool take_after_year(const char **at, const char *end, unsigned year, char separator, struct moment *m)
{
	unsigned month, day, digits;
	char second;
	bool named = *at < end && is_letter(**at);

	m->signs = 1u << (named ? SIGN_NAMED : SIGN_YEAR_FIRST);
	if (separator == ' ' && !named)
		return false;
	if (!(named ? take_month(at, end, &month) : take_number(at, end, 2, &month, &digits)))
		return false;
	return take_parting(at, end, &second) && second == separator && take_number(at, end, 2, &day, &digits) &&
	       set_date(m, year, month, day);
}

static uint32_t form_of(char separator, bool long_year)
{
	enum moment_sign first = separator == '/' ? SIGN_SLASH_4 : separator == '-' ? SIGN_DASH_4 : SIGN_DOT_4;

	return 1u << (first + !long_year);
}

/* Three numbers, of which the last is the year.  What the other two may be is kept in the signs. */
static bool set_by_order(struct moment *m, unsigned a, unsigned b, unsigned year, enum date_order order)
{
	struct moment day_first = *m, month_first = *m;
	bool is_day_first = set_date(&day_first, year, b, a), is_month_first = set_date(&month_first, year, a, b);

	if (is_day_first && is_month_first && a != b)
		m->signs |= 1u << SIGN_EITHER;
	else if (is_day_first != is_month_first)
		m->signs |= 1u << (is_day_first ? SIGN_DAY_FIRST : SIGN_MONTH_FIRST);
	m->value = is_day_first && !(is_month_first && order == ORDER_MDY) ? day_first.value : month_first.value;
	return is_day_first || is_month_first;
}

/* The numbers A (of A_DIGITS) and its SEPARATOR were read. */
static bool take_numbers(const char **at, const char *end, unsigned a, unsigned a_digits, char separator,
			 enum date_order order, struct moment *m)
{
	unsigned b, c, b_digits, c_digits;

	if (!take_number(at, end, 2, &b, &b_digits) || *at == end || *(*at)++ != separator ||
	    !take_number(at, end, 4, &c, &c_digits))
		return false;
	/* Declared only: any 01/09/21 is a year, a month and a day, too. */
	if (order == ORDER_YMD && a_digits == 2 && c_digits <= 2) {
		m->signs = 1u << SIGN_YEAR_FIRST;
		return set_date(m, whole_year(a, 2), b, c);
	}
	/* 1.2.10 is a version or a section rather than a date. */
	if (c_digits != 4 && separator != '/' && a_digits + b_digits != 4)
		return false;
	m->signs = form_of(separator, c_digits == 4);
	return whole_year(c, c_digits) > 0 && set_by_order(m, a, b, whole_year(c, c_digits), order);
}

static bool take_number_first(const char **at, const char *end, enum date_order order, struct moment *m)
{
	unsigned a, digits, month, year;
	char first, second;

	if (!take_number(at, end, 4, &a, &digits) || digits == 3)
		return false;
	if (digits <= 2)
		skip_ordinal(at, end);
	if (!take_parting(at, end, &first))
		return false;
	if (digits == 4)
		return take_after_year(at, end, a, first, m);
	if (*at < end && is_digit(**at))
		return first != ' ' && take_numbers(at, end, a, digits, first, order, m);
	m->signs = 1u << SIGN_NAMED;
	return take_month(at, end, &month) && take_parting(at, end, &second) && second == first &&
	       take_year(at, end, &year) && set_date(m, year, month, a);
}

bool take_date(const char **at, const char *end, enum date_order order, struct moment *m)
{
	const char *start = *at;
	unsigned weekday = 7;

	if (is_letter(*start)) {
		weekday = find_name(take_word(at, end), weekdays, 7);
		if (weekday == 7)
			*at = start;
		else {
			*at += *at < end && (**at == ',' || **at == '.');
			if (!take_blank(at, end) || *at == end)
				return false;
		}
	}
	if (!(is_letter(**at) ? take_month_first(at, end, m) : take_number_first(at, end, order, m)))
		return false;
	return weekday == 7 || weekday_of(m->value) == weekday;
}
