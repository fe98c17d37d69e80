/* Time zones against the C library's own reading of the same files. */
#include "suite.h"

#include <glob.h>
#include <sys/stat.h>
#include <time.h>

#include "base/calendar.h"
#include "base/zone.h"

#define ZONES "/usr/share/zoneinfo/"

static const int64_t years_1900_2500[2] = { -2208988800, 16725225600 };

static uint64_t random_state = 20240331;

static uint64_t random_next(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state;
}

/* UTC on the wall as the C library has it. */
static int64_t library_wall(int64_t utc)
{
	time_t t = (time_t)utc;
	struct tm tm;

	assert_non_null(localtime_r(&t, &tm));
	return utc + tm.tm_gmtoff;
}

static void use_zone(const char *name)
{
	char value[128];

	snprintf(value, sizeof(value), ":%s", name);
	setenv("TZ", value, 1);
	tzset();
}

static bool is_there(const char *name)
{
	struct stat s;
	char path[256];

	snprintf(path, sizeof(path), ZONES "%s", name);
	return stat(path, &s) == 0 && S_ISREG(s.st_mode);
}

/* Around every change there is a second before, of and after it. */
static size_t check_zone(const char *name)
{
	static struct zone z;
	const char *why;
	size_t n = 0;

	if (!zone_read(&z, text_of(name), &why))
		fail_msg("%s: %s", name, why);
	use_zone(name);
	for (size_t i = 0; i < z.n + 200; i++) {
		uint64_t width = (uint64_t)(years_1900_2500[1] - years_1900_2500[0]);
		int64_t at = i < z.n ? z.at[i] : years_1900_2500[0] + (int64_t)(random_next() % width);

		for (int64_t utc = at - 1; utc <= at + 1; utc++, n++) {
			int64_t from, to, wall = zone_wall(&z, utc);

			if (utc >= years_1900_2500[0] && wall != library_wall(utc))
				fail_msg("%s at %lld: %lld, not %lld", name, (long long)utc, (long long)wall,
					 (long long)library_wall(utc));
			zone_offset(&z, utc, &from, &to);
			assert_true(from <= utc && utc < to);
			if (from > INT64_MIN)
				assert_true(zone_wall(&z, from) - from == wall - utc);
			if (to < INT64_MAX)
				assert_true(zone_wall(&z, to - 1) - (to - 1) == wall - utc);
			/* Back again: the same second, or the earlier one that the clock showed so. */
			assert_true(zone_wall(&z, zone_utc(&z, wall)) == wall);
			assert_true(zone_utc(&z, wall) <= utc);
		}
	}
	return n;
}

static void every_zone_is_the_library_s(void **state)
{
	static const char *const patterns[] = { "*/*", "*/*/*", "*" };
	size_t zones = 0, seconds = 0;

	(void)state;
	for (size_t p = 0; p < 3; p++) {
		glob_t found = { 0 };
		char pattern[64];

		snprintf(pattern, sizeof(pattern), ZONES "%s", patterns[p]);
		glob(pattern, 0, NULL, &found);
		for (size_t i = 0; i < found.gl_pathc; i++) {
			const char *name = found.gl_pathv[i] + strlen(ZONES);
			char magic[4] = "";
			FILE *file = fopen(found.gl_pathv[i], "rb");
			bool is_zone = file && fread(magic, 1, 4, file) == 4 && memcmp(magic, "TZif", 4) == 0;

			if (file)
				fclose(file);
			if (!is_zone || !is_there(name) || strncmp(name, "right/", 6) == 0)
				continue;
			seconds += check_zone(name);
			zones++;
		}
		globfree(&found);
	}
	unsetenv("TZ");
	tzset();
	if (zones == 0)
		skip();
	print_message("%zu zones, %zu seconds\n", zones, seconds);
}

/* Every second of the days on which clocks change. */
static void days_of_change(void **state)
{
	static const char *const names[] = { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
					     "Africa/Casablanca", "America/Santiago" };
	static const int years[] = { 1970, 1985, 2007, 2024, 2037, 2038, 2099 };
	static struct zone z;
	const char *why;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!is_there(names[i]))
			skip();
		assert_true(zone_read(&z, text_of(names[i]), &why));
		use_zone(names[i]);
		for (size_t y = 0; y < sizeof(years) / sizeof(*years); y++) {
			int64_t utc = day_of(years[y], 1, 1) * DAY_SECONDS, end = utc + 366 * (int64_t)DAY_SECONDS;

			while (utc < end) {
				int64_t from, to;

				zone_offset(&z, utc, &from, &to);
				for (int64_t s = to - 7200; to < end && s < to + 7200; s += 7)
					assert_true(zone_wall(&z, s) == library_wall(s));
				utc = to;
			}
		}
	}
	unsetenv("TZ");
	tzset();
}

static void gaps_and_overlaps(void **state)
{
	static struct zone z;
	const char *why;
	int64_t from, last;

	(void)state;
	if (!is_there("Europe/Berlin"))
		skip();
	assert_true(zone_read(&z, TEXT("Europe/Berlin"), &why));
	assert_string_equal(z.name, "Europe/Berlin");
	/* 2024-03-31 02:30 is left out: an hour later on the new clock. */
	assert_true(zone_utc(&z, 1711852200) == 1711848600 && zone_wall(&z, 1711848600) == 1711855800);
	/* 2024-10-27 02:30 comes twice: the first. */
	assert_true(zone_utc(&z, 1729996200) == 1729989000);
	/* From 02:50 of summer to 02:10 of winter the clock showed 02:00 to 02:59:59. */
	from = 1729990200;
	last = 1729991400;
	zone_wall_range(&z, &from, &last);
	assert_true(from == 1729994400 && last == 1729997999);
}

static void rules_of_posix(void **state)
{
	static const char *const good[] = { "UTC0",
					    "CET-1CEST,M3.5.0,M10.5.0/3",
					    "<+0330>-3:30",
					    "EST5EDT,M3.2.0,M11.1.0",
					    "IST-1GMT0,M10.5.0,M3.5.0/1",
					    "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
					    "XXX3EDT4,0/0,J365/23" };
	static const char *const bad[] = { "",
					   "CE-1",
					   "CET",
					   "CET-25",
					   "CET-1CEST",
					   "CET-1CEST,M3.5.0",
					   "CET-1CEST,M13.5.0,M10.5.0",
					   "CET-1CEST,M3.6.0,M10.5.0",
					   "CET-1CEST,M3.5.7,M10.5.0",
					   "CET-1x",
					   "<+03>-3:60",
					   "CET-1CEST,J0,J365",
					   "CET-1CEST,M3.5.0,M10.5.0x",
					   "<+03-3" };
	struct zone_rule rule;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		static struct zone z;

		if (!zone_parse_rule(&rule, text_of(good[i])))
			fail_msg("%s is refused", good[i]);
		memset(&z, 0, sizeof(z));
		z.after = rule;
		setenv("TZ", good[i], 1);
		tzset();
		for (int n = 0; n < 2000; n++) {
			int64_t utc = (int64_t)(random_next() % 16725225600);

			if (zone_wall(&z, utc) != library_wall(utc))
				fail_msg("%s at %lld", good[i], (long long)utc);
		}
	}
	unsetenv("TZ");
	tzset();
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (zone_parse_rule(&rule, text_of(bad[i])))
			fail_msg("%s is taken", bad[i]);
}

static void what_is_no_zone_is_refused(void **state)
{
	static const char *const names[] = { "",
					     "Europe",
					     "Europe/Nowhere",
					     "../../etc/passwd",
					     "/etc/localtime",
					     "Europe/../../../../etc/passwd",
					     "zone.tab",
					     "Europe/Berlin ",
					     "CET\n" };
	static struct zone z;
	const char *why = "";
	char bytes[4096];
	size_t n;
	FILE *file;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (zone_read(&z, text_of(names[i]), &why))
			fail_msg("%s is taken", names[i]);
	assert_true(zone_read(&z, TEXT("UTC"), &why) && z.name[0] == '\0' && zone_wall(&z, 5) == 5);
	file = suite_open(ZONES "Europe/Berlin");
	n = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	assert_true(zone_parse(&z, (struct text){ bytes, n }, &why));
	/* Cut anywhere it is no zone, whatever a byte is made it is one or none, and its offsets stay below a day. */
	for (size_t cut = 0; cut < n; cut++) {
		char *copy = malloc(cut + 1);

		memcpy(copy, bytes, cut);
		assert_false(zone_parse(&z, (struct text){ copy, cut }, &why));
		free(copy);
	}
	for (size_t i = 0; i < 20000; i++) {
		size_t at = random_next() % n;
		char kept = bytes[at];

		bytes[at] = (char)random_next();
		if (zone_parse(&z, (struct text){ bytes, n }, &why)) {
			int64_t utc = (int64_t)(random_next() % 10000000000);

			assert_in_range((uint64_t)(zone_wall(&z, utc) - utc + 90000), 0, 180000);
		}
		bytes[at] = kept;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_zone_is_the_library_s), cmocka_unit_test(days_of_change),
		cmocka_unit_test(gaps_and_overlaps),	       cmocka_unit_test(rules_of_posix),
		cmocka_unit_test(what_is_no_zone_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
