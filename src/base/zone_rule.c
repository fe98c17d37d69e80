/* The rules of POSIX for the clocks of years that no table holds. */
#include "base/zone.h"

static bool take(struct text *t, char c)
{
	if (t->n == 0 || *t->at != c)
		return false;
	*t = text_from(*t, 1);
	return true;
}

static bool take_number(struct text *t, int most, int *number)
{
	size_t digits = 0;

	for (*number = 0; digits < t->n && digits < 4 && t->at[digits] >= '0' && t->at[digits] <= '9'; digits++)
		*number = *number * 10 + (t->at[digits] - '0');
	*t = text_from(*t, digits);
	return digits > 0 && *number <= most;
}

/* CET or <+0330>: three characters or more. */
static bool take_name(struct text *t)
{
	bool quoted = take(t, '<');
	size_t n = 0;

	while (n < t->n && (quoted ? t->at[n] != '>' : (t->at[n] | 32) >= 'a' && (t->at[n] | 32) <= 'z'))
		n++;
	*t = text_from(*t, n);
	return n >= 3 && (!quoted || take(t, '>'));
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool take_time(struct text *t, int hours_max, int32_t *seconds)
{
	bool negative = take(t, '-');
	int hours, minutes = 0, rest = 0;

	if (!negative)
		take(t, '+');
	if (!take_number(t, hours_max, &hours) ||
	    (take(t, ':') && (!take_number(t, 59, &minutes) || (take(t, ':') && !take_number(t, 59, &rest)))))
		return false;
	*seconds = (hours * 3600 + minutes * 60 + rest) * (negative ? -1 : 1);
	return true;
}

static bool take_change(struct text *t, struct zone_change *c)
{
	bool fine;

	c->second = 7200;
	if (take(t, 'M')) {
		c->kind = ZONE_WEEKDAY;
		fine = take_number(t, 12, &c->month) && c->month > 0 && take(t, '.') && take_number(t, 5, &c->week) &&
		       c->week > 0 && take(t, '.') && take_number(t, 6, &c->day);
	} else {
		c->kind = take(t, 'J') ? ZONE_JULIAN : ZONE_DAY;
		fine = take_number(t, 365, &c->day) && (c->kind == ZONE_DAY || c->day > 0);
	}
	return fine && (!take(t, '/') || take_time(t, 167, &c->second));
}

bool zone_parse_rule(struct zone_rule *rule, struct text t)
{
	int32_t west;

	*rule = (struct zone_rule){ .given = true };
	if (!take_name(&t) || !take_time(&t, 24, &west))
		return false;
	rule->standard = -west;
	if (t.n == 0)
		return true;
	rule->changes = true;
	rule->summer = rule->standard + 3600;
	if (!take_name(&t))
		return false;
	if (t.n && *t.at != ',') {
		if (!take_time(&t, 24, &west))
			return false;
		rule->summer = -west;
	}
	return take(&t, ',') && take_change(&t, &rule->to_summer) && take(&t, ',') &&
	       take_change(&t, &rule->to_standard) && t.n == 0;
}
