/* dates.c - fuzz target: lines of text as dates, times, durations and zones (see ../dates.h), and a column of them as a
 * sound table, whatever order of day and month is asked for. */
#include "table.h"

#include "../dates.h"

/* A copy of its own, so that a step behind the end is seen. */
static void check_line(struct text line)
{
	uint8_t *copy = malloc(line.n + 1);

	memcpy(copy + 1, line.at, line.n);
	try_dates(copy + 1, line.n);
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
	static const struct column_option orders[] = { { .value = { "dmy", 3 } }, { .value = { "mdy", 3 } } };
	struct buffer b = { 0 };

	buffer_add_c(&b, "\"time\"\n");
	while (rest.n) {
		const char *end = memchr(rest.at, '\n', rest.n);
		struct text line = { rest.at, end ? (size_t)(end - rest.at) : rest.n };

		check_line(line);
		add_quoted(&b, line);
		rest = text_from(rest, line.n + (end != NULL));
	}
	for (size_t i = 0; i < 3; i++) {
		struct load_request request = { .options = { .dates = &orders[i % 2], .n_dates = i < 2 } };
		struct table *t = fuzz_load(b.at, b.n, request);

		if (t)
			fuzz_check_table(t);
		table_free(t);
	}
	buffer_free(&b);
	return 0;
}
