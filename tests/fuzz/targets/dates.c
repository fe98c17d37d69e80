/* dates.c - fuzz target: lines of text as dates, times and durations.  Each is read the same whatever was read before
 * it, stays within the years 1 to 9999, and a column of them is a sound table. */
#include "table.h"

#include "ingest/value.h"

enum { FIRST_DAY = -719162, PAST_DAYS = 2932897, DAY_SECONDS = 86400 };

static void check_moment(const struct moment *m)
{
	int64_t per_day[] = {
		[MOMENT_DAYS] = 1, [MOMENT_SECONDS] = DAY_SECONDS, [MOMENT_MILLISECONDS] = DAY_SECONDS * INT64_C(1000)
	};

	HOLDS(m->unit <= MOMENT_MILLISECONDS);
	/* A zone can move the first and the last day by one. */
	HOLDS(m->value >= (FIRST_DAY - 1) * per_day[m->unit] && m->value < (PAST_DAYS + 1) * per_day[m->unit]);
	HOLDS(m->digits == 10 || m->digits == 16 || m->digits == 19 || m->digits == 23);
	HOLDS((m->unit == MOMENT_DAYS) == (m->digits == 10) && !(m->unit == MOMENT_DAYS && m->zoned));
}

/* A copy of its own, so that a step behind the end is seen. */
static void check_line(struct text line, struct moment_memo *warm)
{
	char *copy = malloc(line.n + 1);
	struct text t = { copy + 1, line.n };
	struct moment_memo cold = { 0 };
	struct moment a, b;
	int64_t seconds;

	memcpy(copy + 1, line.at, line.n);
	HOLDS(scan_moment(t, &a, &cold) == scan_moment(t, &b, warm));
	cold = (struct moment_memo){ 0 };
	if (scan_moment(t, &a, &cold)) {
		HOLDS(scan_moment(t, &b, warm) && a.value == b.value && a.unit == b.unit && a.zoned == b.zoned);
		check_moment(&a);
	}
	if (scan_clock(t, &seconds))
		HOLDS(!scan_moment(t, &a, &cold));
	free(copy);
}

static void add_quoted(struct buffer *b, struct text line)
{
	buffer_add_char(b, '"');
	for (size_t i = 0; i < line.n; i++)
		buffer_add_c(b, line.at[i] == '"' ? "\"\"" : (char[]){ line.at[i], '\0' });
	buffer_add_c(b, "\"\n");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct text rest = { (const char *)bytes, n };
	struct moment_memo warm = { 0 };
	struct buffer b = { 0 };
	struct table *t;

	buffer_add_c(&b, "\"time\"\n");
	while (rest.n) {
		const char *end = memchr(rest.at, '\n', rest.n);
		struct text line = { rest.at, end ? (size_t)(end - rest.at) : rest.n };

		check_line(line, &warm);
		add_quoted(&b, line);
		rest = text_from(rest, line.n + (end != NULL));
	}
	t = fuzz_load(b.at, b.n, (struct load_request){ 0 });
	if (t)
		fuzz_check_table(t);
	table_free(t);
	buffer_free(&b);
	return 0;
}
