#include "plan/length.h"

#include <math.h>

#include "plan/moment.h"

double length_after(double second, struct length l)
{
	double whole = floor(second);

	if (l.n == 0)
		return INFINITY;
	return (double)second_plus((int64_t)whole, l.n, l.unit) + (second - whole);
}

double length_before(double second, struct length l)
{
	double whole = floor(second);

	if (l.n == 0)
		return -INFINITY;
	return (double)second_plus((int64_t)whole, -l.n, l.unit) + (second - whole);
}

struct text length_text(struct scope *s, struct length l)
{
	return arena_printf(s->arena, "%lld %s%s", (long long)l.n, unit_name(l.unit), l.n == 1 ? "" : "s");
}

/* Longer than any data: so far no calendar arithmetic overflows. */
enum { LENGTH_YEARS_MAX = 100000 };

bool length_bind(struct scope *s, const struct node *clause, struct length *out)
{
	const struct column *time = s->table->roles[ROLE_time].column;
	double most = LENGTH_YEARS_MAX;

	if (!clause)
		return true;
	if (clause->unit < UNIT_DAY && time && time->type == COLUMN_DATE) {
		diagnose(s->errors, STATUS_BAD_INPUT, clause->span, "%.*s holds days; %ss are shorter than one",
			 TEXT_ARGS(time->snake), unit_name(clause->unit))
			->code = 126;
		diagnose_help(s->errors, "count in days or longer units");
		return false;
	}
	out->n = (int64_t)(clause->number < most ? clause->number : most);
	out->unit = clause->unit;
	return true;
}
