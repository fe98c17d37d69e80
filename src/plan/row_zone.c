/* Times with a zone: shown and grouped by the clock on the wall, counted from one to another in UTC. */
#include <math.h>

#include "plan/row.h"

/* Whether all columns in R had a zone and one is there; *ANY is set then. */
static bool all_zoned(const struct row *r, bool *any)
{
	if (!r || r->type == ROW_NUMBER)
		return true;
	if (r->kind == ROW_COLUMN)
		*any |= r->zone != NULL;
	return (r->kind != ROW_COLUMN || r->zone) && all_zoned(r->a, any) && all_zoned(r->b, any);
}

static void to_utc(const struct scope *s, struct row *r)
{
	if (!r || r->type == ROW_NUMBER)
		return;
	if (r->kind == ROW_CONSTANT && !isnan(r->number))
		r->number = (double)zone_utc(&s->settings->zone, (int64_t)floor(r->number));
	r->zone = NULL;
	to_utc(s, r->a);
	to_utc(s, r->b);
}

void row_elapse(const struct scope *s, struct row *a, struct row *b)
{
	bool any = false;

	if (!all_zoned(a, &any) || !all_zoned(b, &any) || !any)
		return;
	to_utc(s, a);
	to_utc(s, b);
}

struct row *row_instant(struct arena *a, struct row *expr)
{
	struct row *copy;

	if (!expr || expr->kind != ROW_COLUMN || !expr->zone)
		return expr;
	copy = ARENA_NEW(a, struct row);
	*copy = *expr;
	copy->zone = NULL;
	return copy;
}
