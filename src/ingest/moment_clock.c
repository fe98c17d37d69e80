/* Times of the day and durations. */
#include "ingest/moment_int.h"

bool take_number(const char **at, const char *end, unsigned most, unsigned *number, unsigned *digits)
{
	*number = *digits = 0;
	for (; *at < end && is_digit(**at) && *digits < most; ++*at, ++*digits)
		*number = *number * 10 + (unsigned)(**at - '0');
	return *digits > 0 && !(*at < end && is_digit(**at));
}

bool take_blank(const char **at, const char *end)
{
	size_t left = (size_t)(end - *at);
	static const struct text blanks[] = { { " ", 1 }, { "\xc2\xa0", 2 }, { "\xe2\x80\xaf", 3 } };

	for (size_t i = 0; i < sizeof(blanks) / sizeof(*blanks); i++)
		if (text_starts((struct text){ *at, left }, blanks[i])) {
			*at += blanks[i].n;
			return true;
		}
	return false;
}

static bool take_two(const char **at, const char *end, unsigned *number)
{
	unsigned digits;

	return take_number(at, end, 2, number, &digits) && digits == 2;
}

/* ".5" to ".123456789": milliseconds, the rest cut off. */
static bool take_fraction(const char **at, const char *end, unsigned *milliseconds)
{
	const char *digits = *at;

	*milliseconds = 0;
	for (int i = 0; i < 3; i++)
		*milliseconds = *milliseconds * 10 + (unsigned)(*at < end && is_digit(**at) ? *(*at)++ - '0' : 0);
	while (*at < end && is_digit(**at))
		++*at;
	return *at > digits;
}

/* AM, pm, a.m.: whether it was there, and which. */
static bool take_half(const char **at, const char *end, bool *afternoon)
{
	const char *p = *at;

	take_blank(&p, end);
	if (p == end || ((*p | 32) != 'a' && (*p | 32) != 'p'))
		return false;
	*afternoon = (*p++ | 32) == 'p';
	p += p < end && *p == '.';
	if (p == end || (*p++ | 32) != 'm')
		return false;
	p += p < end && *p == '.';
	if (p < end && is_letter(*p))
		return false;
	*at = p;
	return true;
}

/* Behind the hours: minutes, seconds and a fraction. */
static bool take_smaller(const char **at, const char *end, struct moment *m, unsigned *minutes, unsigned *seconds,
			 unsigned *milliseconds)
{
	++*at;
	if (!take_two(at, end, minutes) || *minutes > 59)
		return false;
	if (*at == end || **at != ':')
		return true;
	++*at;
	m->digits = 19;
	if (!take_two(at, end, seconds) || *seconds > 60)
		return false;
	if (*at == end || **at != '.')
		return true;
	++*at;
	m->digits = 23;
	m->unit = MOMENT_MILLISECONDS;
	return take_fraction(at, end, milliseconds);
}

bool take_time_of_day(const char **at, const char *end, struct moment *m)
{
	unsigned hours, digits, minutes = 0, seconds = 0, milliseconds = 0;
	bool colon, half, afternoon;

	if (!take_number(at, end, 2, &hours, &digits))
		return false;
	m->digits = 16;
	m->unit = MOMENT_SECONDS;
	colon = *at < end && **at == ':';
	if (colon && !take_smaller(at, end, m, &minutes, &seconds, &milliseconds))
		return false;
	half = take_half(at, end, &afternoon);
	if (half ? hours < 1 || hours > 12 : !colon || hours > 23)
		return false;
	if (half)
		hours = hours % 12 + (afternoon ? 12 : 0);
	m->leap = seconds == 60;
	m->value = hours * 3600 + minutes * 60 + seconds;
	if (m->unit == MOMENT_MILLISECONDS)
		m->value = m->value * 1000 + milliseconds;
	return true;
}

bool scan_time_of_day(struct text t, int64_t *milliseconds)
{
	struct moment m = { 0 };
	const char *at = t.at;

	if (!take_time_of_day(&at, t.at + t.n, &m) || at != t.at + t.n || m.leap)
		return false;
	*milliseconds = m.unit == MOMENT_MILLISECONDS ? m.value : m.value * 1000;
	return true;
}

/* P1DT2H30M5S, PT5M, P2W from behind the P on.  Every unit at most once, the larger before the smaller. */
static bool scan_period(const char *at, const char *end, int64_t *seconds)
{
	static const struct {
		char letter;
		bool of_time;
		int64_t seconds;
	} units[] = { { 'D', false, 86400 }, { 'H', true, 3600 }, { 'M', true, 60 }, { 'S', true, 1 } };
	enum { N = sizeof(units) / sizeof(*units) };
	unsigned number, digits;
	size_t next = 0;
	bool time = false;

	*seconds = 0;
	for (bool first = true; at < end; first = false) {
		if (*at == 'T' && !time) {
			time = true;
			at++;
		}
		if (!take_number(&at, end, 9, &number, &digits) || at == end)
			return false;
		if (*at == 'W' && first && !time && at + 1 == end) {
			*seconds = (int64_t)number * 604800;
			return true;
		}
		while (next < N && (units[next].letter != *at || units[next].of_time != time))
			next++;
		if (next == N)
			return false;
		*seconds += number * units[next++].seconds;
		at++;
		if (at == end)
			return true;
	}
	return false;
}

bool scan_clock(struct text t, enum clock_form form, int64_t *seconds)
{
	const char *at = t.at, *end = t.at + t.n;
	unsigned first, second, third, digits;

	if (t.n > 1 && *at == 'P')
		return scan_period(at + 1, end, seconds);
	if (!take_number(&at, end, 9, &first, &digits) || at == end || *at++ != ':' || !take_two(&at, end, &second) ||
	    second > 59)
		return false;
	if (at == end && form != CLOCK_FULL) {
		*seconds = form == CLOCK_MINUTES ? (int64_t)first * 60 + second
						 : (int64_t)first * 3600 + (int64_t)second * 60;
		return true;
	}
	if (at == end || *at++ != ':' || !take_two(&at, end, &third) || third > 59 || at != end)
		return false;
	*seconds = (int64_t)first * 3600 + second * 60 + third;
	return true;
}
