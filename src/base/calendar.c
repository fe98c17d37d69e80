#include "base/calendar.h"

#include <stdbool.h>

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

/* Era arithmetic: years of 400 have 146,097 days; March is month 0, so that the leap day ends the year. */
int64_t day_of(int64_t year, int64_t month, int64_t day)
{
	int64_t over = floor_div(month - 1, 12), m = month - over * 12, y = year + over - (m <= 2);
	int64_t era = floor_div(y, 400), year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

void date_of(int64_t day, int64_t *year, int64_t *month, int64_t *month_day)
{
	int64_t z = day + 719468, era = floor_div(z, 146097), day_of_era = z - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t m = (5 * day_of_year + 2) / 153;

	*month_day = day_of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = year_of_era + era * 400 + (*month <= 2);
}

unsigned days_of_month(int64_t year, int64_t month)
{
	static const uint8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

unsigned weekday_of(int64_t day)
{
	return (unsigned)(day + 3 - floor_div(day + 3, 7) * 7); /* 1970-01-01 was a Thursday */
}

int64_t day_of_second(int64_t second)
{
	return floor_div(second, DAY_SECONDS);
}
