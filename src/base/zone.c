#include "base/zone.h"

#include "base/calendar.h"

/* Days since 1970 of the change C in YEAR. */
static int64_t day_of_change(const struct zone_change *c, int64_t year)
{
	int64_t first, day;

	if (c->kind == ZONE_DAY)
		return day_of(year, 1, 1) + c->day;
	if (c->kind == ZONE_JULIAN)
		return day_of(year, 1, 1) + c->day - 1 + (c->day > 59 && days_of_month(year, 2) == 29);
	first = day_of(year, c->month, 1);
	/* Weekdays count from Monday there, from Sunday in the rule. */
	day = first + (c->day + 6 - (int64_t)weekday_of(first) + 7) % 7 + 7 * ((int64_t)c->week - 1);
	return day < first + days_of_month(year, c->month) ? day : day - 7;
}

static int64_t second_of_change(const struct zone_change *c, int64_t year, int32_t offset_before)
{
	return day_of_change(c, year) * DAY_SECONDS + c->second - offset_before;
}

static int32_t offset_by_rule(const struct zone_rule *r, int64_t utc, int64_t *from, int64_t *to)
{
	int64_t year, month, day;
	int32_t offset = r->standard;

	if (!r->changes)
		return r->standard;
	date_of(day_of_second(utc), &year, &month, &day);
	/* Of the changes around, the last one before UTC and the first one after it. */
	for (int64_t y = year - 1; y <= year + 1; y++)
		for (int side = 0; side < 2; side++) {
			const struct zone_change *c = side ? &r->to_standard : &r->to_summer;
			int64_t at = second_of_change(c, y, side ? r->summer : r->standard);

			if (at <= utc && at >= *from) {
				*from = at;
				offset = side ? r->standard : r->summer;
			}
			if (at > utc && at < *to)
				*to = at;
		}
	return offset;
}

int32_t zone_offset(const struct zone *z, int64_t utc, int64_t *from, int64_t *to)
{
	size_t low = 0, high = z->n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (z->at[middle] <= utc)
			low = middle + 1;
		else
			high = middle;
	}
	*from = low ? z->at[low - 1] : INT64_MIN;
	*to = low < z->n ? z->at[low] : INT64_MAX;
	if (low == z->n && z->after.given) {
		int64_t table_ends = *from;
		int32_t offset;

		*from = INT64_MIN;
		offset = offset_by_rule(&z->after, utc, from, to);
		*from = *from > table_ends ? *from : table_ends;
		return offset;
	}
	return z->offset[low];
}

int64_t zone_wall(const struct zone *z, int64_t utc)
{
	int64_t from, to;

	return utc + zone_offset(z, utc, &from, &to);
}

int64_t zone_utc(const struct zone *z, int64_t wall)
{
	int64_t from, to;
	/* No clock is more than a day away from UTC: the offsets before and after whatever happens near WALL. */
	int32_t before = zone_offset(z, wall - DAY_SECONDS, &from, &to);
	int32_t after = zone_offset(z, wall + DAY_SECONDS, &from, &to);

	if (zone_wall(z, wall - before) == wall)
		return wall - before;
	return zone_wall(z, wall - after) == wall ? wall - after : wall - before;
}

void zone_wall_range(const struct zone *z, int64_t *from, int64_t *last)
{
	int64_t low = zone_wall(z, *from), high = zone_wall(z, *last), begin, end;

	/* A clock that is put back shows hours twice: the earliest and latest are perhaps beside a change. */
	zone_offset(z, *from, &begin, &end);
	if (end <= *last && zone_wall(z, end) < low)
		low = zone_wall(z, end);
	zone_offset(z, *last, &begin, &end);
	if (begin > *from && zone_wall(z, begin - 1) > high)
		high = zone_wall(z, begin - 1);
	*from = low;
	*last = high;
}
