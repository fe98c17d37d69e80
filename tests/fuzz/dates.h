/* dates.h - everything that reads dates, times, durations and zones, called with any bytes: for fuzzing.  What is taken has
 * to lie in the years 0001 to 9999 (a day more, for zones), and a zone's clock within a day of UTC. */
#ifndef TESTS_FUZZ_DATES_H
#define TESTS_FUZZ_DATES_H

#include <stdlib.h>

#include "base/zone.h"
#include "ingest/moment.h"

static inline void try_moment(const struct moment *m)
{
	static const int64_t most[] = { 2932897, 253402387200, 253402387200000 };
	static const int64_t least[] = { -719163, -62135683200, -62135683200000 };

	if (m->value < least[m->unit] || m->value > most[m->unit])
		abort();
}

static inline void try_zone(struct text t)
{
	static struct zone z;
	const char *why = NULL;

	if (!zone_parse(&z, t, &why)) {
		if (!why)
			abort();
		return;
	}
	for (int64_t utc = -5000000000; utc < 20000000000; utc += 987654321) {
		int64_t from, to, offset = zone_offset(&z, utc, &from, &to);

		if (offset <= -90000 || offset >= 90000 || from > utc || to <= utc)
			abort();
		zone_utc(&z, utc);
	}
}

static inline void try_dates(const uint8_t *bytes, size_t n)
{
	struct text t = { (const char *)bytes, n };
	struct moment_memo memo = { 0 };
	struct zone_rule rule;
	struct moment m;
	int64_t number;

	for (int order = ORDER_OPEN; order <= ORDER_YMD; order++)
		for (int again = 0; again < 2; again++) /* the second time the memo has the date */
			if (scan_moment(t, (enum date_order)order, &m, &memo))
				try_moment(&m);
	if (scan_compact_date(t, &m))
		try_moment(&m);
	if (scan_epoch(t, MOMENT_SECONDS, &m))
		try_moment(&m);
	if (scan_epoch(t, MOMENT_MILLISECONDS, &m))
		try_moment(&m);
	for (int form = CLOCK_FULL; form <= CLOCK_HOURS; form++)
		if (scan_clock(t, (enum clock_form)form, &number) && number < 0)
			abort();
	if (scan_time_of_day(t, &number) && (number < 0 || number >= 86400000))
		abort();
	zone_parse_rule(&rule, t);
	try_zone(t);
}

#endif
