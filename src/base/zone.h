/* zone.h - time zones out of the system's zone data (RFC 8536): from UTC to the clock on the wall and back.
 * Seconds are since 1970-01-01T00:00, of UTC or of the wall.  Nothing of the process (TZ, tzset) is touched. */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

enum { ZONE_NAME_MAX = 63, ZONE_CHANGES_MAX = 512 };

/* The day and second of the day on which a rule changes the clocks. */
struct zone_change {
	enum { ZONE_JULIAN, ZONE_DAY, ZONE_WEEKDAY } kind; /* J60 (29 February never counted), 59, M3.5.0 */
	int month, week, day;				   /* day: of the year, or 0 = Sunday */
	int32_t second;					   /* of that day, perhaps outside it */
};

/* What holds after the last change of the table: "CET-1CEST,M3.5.0,M10.5.0/3". */
struct zone_rule {
	bool given, changes;	  /* changes: there is a summer time */
	int32_t standard, summer; /* seconds east of Greenwich */
	struct zone_change to_summer, to_standard;
};

/* Plain data: it may be copied.  All zero is UTC. */
struct zone {
	char name[ZONE_NAME_MAX + 1]; /* as asked for; "": UTC */
	size_t n;
	int64_t at[ZONE_CHANGES_MAX];	      /* UTC, ascending */
	int32_t offset[ZONE_CHANGES_MAX + 1]; /* seconds east of Greenwich before at[i]; the last: after all */
	struct zone_rule after;
};

/* The zone NAME of the system ("Europe/Berlin"), or "system": that of the machine, or "utc".  False with *WHY set to a
 * message. */
bool zone_read(struct zone *z, struct text name, const char **why);
/* The same out of the bytes of a zone file. */
bool zone_parse(struct zone *z, struct text bytes, const char **why);
/* A rule as in the variable TZ; false if it is none. */
bool zone_parse_rule(struct zone_rule *rule, struct text spelt);
/* Seconds to add to UTC, and FROM <= UTC < TO for which that holds. */
int32_t zone_offset(const struct zone *z, int64_t utc, int64_t *from, int64_t *to);
int64_t zone_wall(const struct zone *z, int64_t utc);
/* The second when the clock shows WALL: the first of two; of one that is left out, as if the clock had not been changed
 * yet. */
int64_t zone_utc(const struct zone *z, int64_t wall);
/* The first and the last clock shown while UTC runs from *FROM to *LAST. */
void zone_wall_range(const struct zone *z, int64_t *from, int64_t *last);

#endif
